"""Validation by the Kepala OPD: each OPD's sheet, from printing to the signed scan."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.domain.agencies import agency_code, agency_names
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import SHEET, evidence_code
from kks_desktop.domain.file_names import document_name
from kks_desktop.qt.intake import Intake
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.evidence.validation_form import SheetForm
from kks_desktop.qt.screens.evidence.validation_steps import SheetSteps
from kks_desktop.qt.screens.evidence.validation_words import (
    agency_row,
    file_rows,
    further_line,
    sheet_line,
)
from kks_desktop.qt.theme import chars, line_height, role_label, space
from kks_desktop.qt.widgets.beside import list_beside
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.validation import (
    attach_edits,
    detach_edits,
    print_edits,
    signer_edits,
    validations,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.session import Edit
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.validation import AgencyValidation
    from kks_desktop.services.workspace import Workspace


class _Printed(NamedTuple):
    """A sheet that was written: where, and what it lists."""

    path: Path
    agency: str
    files: tuple[str, ...]
    day: date


class ValidationPart(QWidget):
    """The OPD at the left; the head, the sheet and the files of the one in front.

    Signals:
        open_requested(str): a file's place (``bukti:<sha256>``).
        intake_requested(object): an ``Intake`` for the scan of a signed sheet; when it has
            been taken in, ``sheet_taken`` is to be called.
    """

    open_requested = Signal(str)
    intake_requested = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._session = bridge.session
        self._runner = runner
        self._dialogs = dialogs
        self._pause_ms = pause_ms
        self._folder: Path | None = None
        self._stale = True
        self._found: dict[str, AgencyValidation] = {}
        self._forms: dict[str, SheetForm] = {}
        self._make_tables()
        self.steps = SheetSteps()
        self._heads = QStackedWidget()
        self._build()
        self._connect()

    def _make_tables(self) -> None:
        self.list = PlainTable(
            (
                Heading(self.tr("OPD"), wide=1),
                Heading(self.tr("Berkas"), number=True),
                Heading(self.tr("Disahkan"), number=True),
                Heading(self.tr("Belum"), number=True),
            )
        )
        self.list.setAccessibleName(self.tr("Daftar OPD"))
        self.list.setMinimumWidth(chars(32))
        self.files = PlainTable(
            (
                Heading(self.tr("Berkas"), wide=2),
                Heading(self.tr("Indikator"), wide=1),
                Heading(self.tr("Pengesahan")),
            )
        )
        self.files.setAccessibleName(self.tr("Berkas bukti OPD ini"))
        self.files.setMinimumHeight(line_height() * 6)

    def _build(self) -> None:
        self._name = role_label("", "heading", wrap=True)
        self._state = role_label("", "muted", wrap=True)
        self._further = role_label("", "silent", wrap=True)
        self._saved = role_label("", "accent", wrap=True)
        self._saved.hide()
        self._told = role_label("", "silent", wrap=True)
        self._told.hide()
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(space(4), 0, 0, 0)
        rows.setSpacing(space(2))
        for label in (self._name, self._state, self._further):
            label.setMinimumWidth(chars(20))  # Qt would ask for more than a narrow window has
            rows.addWidget(label)
        rows.addWidget(self._heads)
        rows.addWidget(self.steps)
        rows.addWidget(self._saved)
        rows.addWidget(self._told)
        rows.addWidget(self.files, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(6), space(2), space(6), space(4))
        whole.addWidget(list_beside(self.list, right, (52, 86)))

    def _connect(self) -> None:
        self.list.moved.connect(self._on_agency_moved)
        self.list.opened.connect(self._on_agency_opened)
        self.files.opened.connect(self._on_file_opened)
        self.steps.print_button.clicked.connect(self._on_print_clicked)
        self.steps.attach_button.clicked.connect(self._on_attach_clicked)
        self.steps.detach_button.clicked.connect(self._on_detach_clicked)
        self.steps.signer_button.clicked.connect(self._on_signer_clicked)
        self._bridge.changed.connect(self._on_changed)

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Show the validation as it stands now."""
        self._stale = False
        proofs = self._bridge.proofs
        found = validations(
            self._session.instrument, self._session.table, proofs.files, proofs.damaged
        )
        self._found = {one.id: one for one in found}
        self.list.show_rows([agency_row(one) for one in found])
        self._show_agency()

    def show_agency(self, id: str) -> None:
        """Bring an OPD to the front."""
        if self._stale:
            self.refresh()
        row = self.list.rows.row_of(id)
        if row >= 0:
            self.list.select(row)

    def tell_proof(self, target: str, sentence: str) -> None:
        """Say what became of a scan that was to be taken in."""
        if target.startswith(agency_code("")):
            self._told.setText(sentence)
            self._told.setVisible(bool(sentence))

    @property
    def form(self) -> SheetForm:
        """The fields of the OPD in front."""
        return self._forms[self.list.key]

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return all([form.flush() for form in self._forms.values()])

    def _show_agency(self) -> None:
        found = self._found.get(self.list.key)
        if found is None:
            return
        self._name.setText(found.name)
        for label, line in ((self._state, sheet_line(found)), (self._further, further_line(found))):
            label.setText(line.text)
            label.setVisible(bool(line.text))
            set_role(label, line.role)
        form = self._form(found)
        form.show_sheet(attached=bool(found.scan))
        self._heads.setCurrentWidget(form)
        # the others keep what they need to themselves: a stack is as tall as its tallest
        self._heads.setFixedHeight(form.sizeHint().height())
        self.steps.show_validation(found, read_only=self._session.read_only)
        self.files.show_rows(file_rows(found))

    def _form(self, found: AgencyValidation) -> SheetForm:
        if found.id not in self._forms:
            form = SheetForm(self._bridge, found.id, self._pause_ms, self._heads)
            self._forms[found.id] = form
            self._heads.addWidget(form)
        return self._forms[found.id]

    @Slot(str)
    def _on_agency_moved(self, _id: str) -> None:
        self._told.hide()
        self._saved.hide()
        self._show_agency()

    @Slot(str)
    def _on_agency_opened(self, _id: str) -> None:
        self.form.focus_first()

    @Slot(str)
    def _on_file_opened(self, sha256: str) -> None:
        self.open_requested.emit(evidence_code(sha256))

    @Slot(object)
    def _on_changed(self, _change: object) -> None:
        # While another page is in front, typing there must not pay for this one.
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    # ------------------------------------------------------------ printing

    @Slot()
    def _on_print_clicked(self) -> None:
        if not self.flush():
            return
        found = self._found[self.list.key]
        info = self._session.info
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._folder or Path(QStandardPaths.writableLocation(documents))
        words = self.tr("Lembar pengesahan {0} {1} {2}")
        name = document_name(words.format(found.name, info.region_name, info.year), "pdf")
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan lembar pengesahan"),
            self.tr("Dokumen PDF (*.pdf)"),
            folder / name,
            partial(self._print, found.id),
        )

    def _print(self, agency: str, path: Path) -> None:
        from kks_desktop.services.reporting import validation_printer
        from kks_desktop.services.writing import write_whole

        if self._stale:
            self.refresh()
        found = self._found[agency]
        try:
            print_it = validation_printer(self._workspace, found, "a4")
        except KksError as fault:
            self._dialogs.show_failure(self, self.tr("Belum dicetak"), fault)
            return
        day = self._workspace.clock().astimezone().date()
        printed = _Printed(path, agency, tuple(one.file.sha256 for one in found.files), day)

        def job(_progress: Progress, _cancel: CancelToken) -> _Printed:
            write_whole(path, print_it())
            return printed

        self._saved.hide()
        self.steps.set_printing(True)
        task = self._runner.run(job, self.tr("Mencetak lembar pengesahan"))
        task.succeeded.connect(self._on_printed)
        task.failed.connect(self._on_print_failed)
        task.finished.connect(self._on_print_finished)

    @Slot(object)
    def _on_printed(self, printed: _Printed) -> None:
        """Note what is on the paper, not what came meanwhile."""
        self._folder = printed.path.parent
        edits = print_edits(self._session.table, printed.agency, printed.files, printed.day)
        if self._commit(edits, self.tr("Cetak lembar pengesahan {0}"), printed.agency):
            self._saved.setText(self.tr("Tersimpan, siap dicetak: {0}").format(printed.path))
            self._saved.show()

    @Slot(object)
    def _on_print_failed(self, fault: Exception) -> None:
        self._dialogs.show_failure(self, self.tr("Lembar belum tersimpan"), fault)

    @Slot()
    def _on_print_finished(self) -> None:
        self.steps.set_printing(False)

    # ------------------------------------------------------------ the signed sheet

    @Slot()
    def _on_attach_clicked(self) -> None:
        if self.flush():
            self.intake_requested.emit(Intake(agency_code(self.list.key), SHEET))

    def sheet_taken(self, agency: str, sha256: str, visit: str = "") -> None:
        """Attach a scan that was taken in; one ``visit`` with its intake is one step of undo."""
        today = self._workspace.clock().astimezone().date()
        try:
            edits = attach_edits(self._session.table, agency, sha256, today)
        except KksError as fault:
            self._dialogs.show_failure(self, self.tr("Lembar belum dilampirkan"), fault)
            return
        self._commit(edits, self.tr("Lampirkan lembar pengesahan {0}"), agency, visit)

    @Slot()
    def _on_detach_clicked(self) -> None:
        agency = self.list.key
        edits = detach_edits(self._session.table, agency)
        self._commit(edits, self.tr("Lepaskan lembar pengesahan {0}"), agency)

    @Slot()
    def _on_signer_clicked(self) -> None:
        if self.flush():
            edits = signer_edits(self._session.table, self.list.key)
            self._commit(edits, self.tr("Penanda tangan lembar {0}"), self.list.key)

    def _commit(self, edits: Sequence[Edit], words: str, agency: str, visit: str = "") -> bool:
        name = agency_names(self._session.instrument, self._session.table)[agency]
        return self._bridge.commit(edits, words.format(name), visit)
