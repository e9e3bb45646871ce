"""The list of OPD, and the indicators of the one in front."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.file_names import document_name
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.agencies.agency_form import AgencyForm
from kks_desktop.qt.screens.agencies.handling import HandlingRow
from kks_desktop.qt.screens.agencies.words import agency_row, agency_sentence, line_row
from kks_desktop.qt.theme import chars, line_height, role_label, space
from kks_desktop.qt.widgets.beside import list_beside
from kks_desktop.qt.widgets.folding import FoldingSection
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.agencies import save_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from kks_desktop.domain.agency import AgencyReport
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.agencies import Standing
    from kks_desktop.services.tasks import CancelToken, Progress


class AgenciesTab(QWidget):
    """What each OPD answers for.

    Signals:
        open_requested(str): the code of an indicator.
    """

    open_requested = Signal(str)

    def __init__(
        self,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        today: Callable[[], date],
        pause_ms: int = PAUSE_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._info = bridge.session.info
        self._runner = runner
        self._dialogs = dialogs
        self._today = today
        self._reports: tuple[AgencyReport, ...] = ()
        self._pause_ms = pause_ms
        self._folder: Path | None = None
        self._forms: dict[str, AgencyForm] = {}
        self.list = PlainTable(
            (
                Heading(self.tr("OPD"), wide=1),
                Heading(self.tr("Terisi"), number=True),
                Heading(self.tr("Bukti"), number=True),
                Heading(self.tr("Poin"), number=True),
                Heading(self.tr("Kurang"), number=True),
            )
        )
        self.list.setMinimumWidth(chars(36))
        self.list.setAccessibleName(self.tr("Daftar OPD"))
        self.lines = PlainTable(
            (
                Heading(self.tr("Indikator"), wide=1),
                Heading(self.tr("Nilai"), number=True),
                Heading(self.tr("Bukti")),
                Heading(self.tr("Langkah berikutnya"), wide=1),
            )
        )
        self.lines.setAccessibleName(self.tr("Indikator OPD ini"))
        self.lines.setMinimumHeight(line_height() * 6)
        self.handling = HandlingRow(bridge)
        self._build()
        self.list.moved.connect(self._on_agency_moved)
        self.list.opened.connect(self._on_agency_opened)
        self.lines.opened.connect(self.open_requested)
        self.lines.moved.connect(self.handling.show_indicator)
        self.handling.assigned.connect(self._on_assigned)
        self.one_button.clicked.connect(self._on_one_clicked)
        self.all_button.clicked.connect(self._on_all_clicked)

    def _build(self) -> None:
        self._name = role_label("", "heading", wrap=True)
        self._words = role_label("", "muted", wrap=True)
        self.section = FoldingSection(self.tr("Nama, kontak, dan kepala OPD"))
        self.one_button = QPushButton(self.tr("Simpan sebagai Excel…"))
        self.all_button = QPushButton(self.tr("Simpan semua OPD…"))
        self._saved = role_label("", "accent", wrap=True)
        self._saved.hide()
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(space(3), 0, 0, 0)
        rows.setSpacing(space(2))
        rows.addWidget(self._name)
        rows.addWidget(self._words)
        rows.addWidget(self.section)
        rows.addWidget(self.lines, 1)
        rows.addWidget(self.handling)
        rows.addWidget(role_label(self.tr("Enter membuka indikator."), "muted", wrap=True))
        rows.addWidget(self._saved)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addStretch()
        buttons.addWidget(self.all_button)
        buttons.addWidget(self.one_button)
        rows.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(list_beside(self.list, right, (56, 82), least=46))

    def show_standing(self, standing: Standing) -> None:
        """Show the OPD as they stand now."""
        self._reports = standing.agencies
        self.list.show_rows([agency_row(report) for report in self._reports])
        self._show_agency(self.list.key)

    def show_agency(self, id: str) -> None:
        """Bring an OPD to the front."""
        row = self.list.rows.row_of(id)
        if row >= 0:
            self.list.select(row)

    def _show_agency(self, id: str) -> None:
        report = self._report(id)
        if report is None:
            return
        self._name.setText(report.name)
        self._show_form(id)
        self._words.setText(agency_sentence(report))
        self.lines.show_rows([line_row(line) for line in report.lines])
        self.handling.show_indicator(self.lines.key)

    def _show_form(self, id: str) -> None:
        if id not in self._forms:
            form = AgencyForm(self._bridge, id, self._pause_ms, self.section.body)
            self._forms[id] = form
            form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.section.body_layout.addWidget(form)
            form.follow(self.section.button)
        for agency, form in self._forms.items():
            form.setVisible(agency == id)

    @property
    def form(self) -> AgencyForm:
        """The fields of the OPD in front."""
        return self._forms[self.list.key]

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return all([form.flush() for form in self._forms.values()])

    def _report(self, id: str) -> AgencyReport | None:
        return next((report for report in self._reports if report.id == id), None)

    @Slot(str)
    def _on_agency_moved(self, id: str) -> None:
        self._saved.hide()
        self._show_agency(id)

    @Slot(str)
    def _on_assigned(self, sentence: str) -> None:
        self._saved.setText(sentence)
        self._saved.show()

    @Slot(str)
    def _on_agency_opened(self, id: str) -> None:
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ saving

    @Slot()
    def _on_one_clicked(self) -> None:
        report = self._report(self.list.key) if self.flush() else None
        if report is not None:
            self._ask(f"OPD {report.name}", (report,))

    @Slot()
    def _on_all_clicked(self) -> None:
        if self.flush():
            self._ask("OPD", self._reports)

    def _ask(self, name: str, reports: Sequence[AgencyReport]) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._folder or Path(QStandardPaths.writableLocation(documents))
        start = folder / document_name(f"{name} {self._info.region_name} {self._info.year}", "xlsx")
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan sebagai Excel"),
            self.tr("Lembar kerja Excel (*.xlsx)"),
            start,
            partial(self._save, reports),
        )

    def _save(self, reports: Sequence[AgencyReport], path: Path) -> None:
        info, day = self._info, self._today()

        def job(_progress: Progress, _cancel: CancelToken) -> Path:
            save_workbook(path, info, reports, day)
            return path

        self._saved.hide()
        task = self._runner.run(job, self.tr("Menyimpan lembar Excel"))
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._folder = path.parent
        self._saved.setText(self.tr("Tersimpan: {0}").format(path))
        self._saved.show()

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._dialogs.show_failure(self, self.tr("Belum tersimpan"), fault)
