"""Laporan: the papers of this data folder, each with what it needs, beside its preview."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from kks_desktop.domain.file_names import document_name
from kks_desktop.qt.main.entries import LIBRARY, PROFILE_PAGE
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.papers.choices import PaperChoices
from kks_desktop.qt.screens.papers.code_check import CodeCheck
from kks_desktop.qt.screens.papers.texts_form import OFFICE_FIELDS, OfficeForm, PaperForm, TextsForm
from kks_desktop.qt.screens.papers.words import kind_rows
from kks_desktop.qt.screens.preview.viewer import Document, DocumentViewer
from kks_desktop.qt.theme import chars, line_height, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.folding import FoldingSection
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.key_files import has_key
from kks_desktop.services.paper_texts import PAPER
from kks_desktop.services.papers import KEY_CARD, VALIDATION, kind_of, kinds_for, print_paper
from kks_desktop.services.workspace import DISTRICT

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.paper_kinds import PaperKind, PaperOptions
    from kks_desktop.services.session import Change
    from kks_desktop.services.tasks import CancelToken, Early, Progress
    from kks_desktop.services.workspace import Workspace

AGAIN_MS = 500
"""After a text of the paper was kept, until the paper is made anew."""


class PapersPage(QWidget):
    """Chooses a paper, asks what it needs, and shows it.

    Signals:
        open_requested(str): another page is wanted: the profile, the proof.
        all_saved(object): the folder of all papers was written (``Path``).
        paper_chosen(str): a person chose another paper to print on.
    """

    open_requested = Signal(str)
    all_saved = Signal(object)
    paper_chosen = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        paper: str = "a4",
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._runner = runner
        self._dialogs = dialogs
        self._pause_ms = pause_ms
        self._district = bridge.session.info.role == DISTRICT
        self._forms: dict[tuple[str, str], TextsForm] = {}
        self._folder: Path | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self.viewer = DocumentViewer(runner, dialogs)
        self.viewer.set_paper(paper)
        self._make_parts()
        self._build()
        self._connect()
        self._offer()

    # ------------------------------------------------------------ building

    def _make_parts(self) -> None:
        self.list = PlainTable((Heading(self.tr("Dokumen"), wide=1),))
        self.list.setAccessibleName(self.tr("Daftar dokumen"))
        self.list.horizontalHeader().hide()
        self.list.setMinimumHeight(line_height() * 9)
        self._purpose = role_label("", "muted", wrap=True)
        self._caution = role_label("", "silent", wrap=True)
        self.choices = PaperChoices(self._workspace)
        self.texts = FoldingSection(self.tr("Isian dokumen"))
        self.link = LinkButton()
        self.all_button = QPushButton(self.tr("Simpan &semua…"))
        self._saved_card = Card(tone="accent")
        self._saved = role_label("", wrap=True)
        self.folder_button = QPushButton(self.tr("Buka &folder"))
        self.office: OfficeForm | None = None
        self.office_section: FoldingSection | None = None
        self.code_check = CodeCheck(self._workspace, self._runner, self._dialogs)

    def _build(self) -> None:
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(space(4), space(3), space(3), space(3))
        rows.setSpacing(space(2))
        rows.addWidget(self.list, 1)
        self._purpose.setMinimumWidth(chars(20))  # Qt would ask for more than there is
        self._caution.setMinimumWidth(chars(20))
        for part in (self._purpose, self._caution, self.choices, self.texts, self.link):
            rows.addWidget(part)
        if not self._district:
            self.office_section = section = FoldingSection(self.tr("Kop surat dan pejabat"))
            self.office = OfficeForm(self._bridge, self._pause_ms, section.body)
            section.body_layout.addWidget(self.office)
            rows.addWidget(section)
        checking = FoldingSection(self.tr("Periksa kertas"))
        checking.body_layout.addWidget(self.code_check)
        self.checking = checking
        rows.addWidget(checking)
        saved = QVBoxLayout(self._saved_card)
        saved.setContentsMargins(space(3), space(2), space(3), space(2))
        saved.addWidget(self._saved)
        saved.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._saved_card.hide()
        rows.addWidget(self._saved_card)
        rows.addWidget(self.all_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._beside(left))

    def _beside(self, left: QWidget) -> QSplitter:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(chars(34))
        scroll.setWidget(left)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(scroll)
        split.addWidget(self.viewer)
        split.setStretchFactor(1, 1)
        split.setSizes([chars(38), chars(110)])
        return split

    def _connect(self) -> None:
        self.list.moved.connect(self._on_moved)
        self.choices.chosen.connect(self._on_chosen)
        self.link.opened.connect(self.open_requested)
        self.all_button.clicked.connect(self._on_all_clicked)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.viewer.paper_chosen.connect(self.paper_chosen)
        self._again.timeout.connect(self.viewer.reload)
        self._bridge.changed.connect(self._on_changed)

    # ------------------------------------------------------------ choosing

    def show_document(self, kind: str) -> None:
        """Bring a kind of paper to the front, such as ``evaluasi`` or ``kunci``."""
        self._offer()
        row = self.list.rows.row_of(kind)
        if row >= 0 and self.list.key != kind:
            self.list.select(row)
        else:
            self._show_chosen()

    def show_field(self, code: str, field: str) -> None:
        """Bring the paper to the front that a text is filled in for, with the cursor in it."""
        if code == PROFILE:
            self._put_cursor(self.office_section, self.office, field)
            return
        kind, *district, name = field.split("/")
        self.show_document(kind)
        self.choices.choose_district("".join(district))
        self._put_cursor(self.texts, self.form, name)

    def _put_cursor(
        self, section: FoldingSection | None, form: PaperForm | None, name: str
    ) -> None:
        if section is not None and form is not None and name in form.fields:
            section.set_open(True)
            form.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        forms = [*self._forms.values(), *([self.office] if self.office else [])]
        return all([form.flush() for form in forms])

    @property
    def form(self) -> TextsForm | None:
        """The fields of the paper in front; ``None`` where it asks for nothing."""
        return self._forms.get((self.list.key, self.choices.options.district))

    def _offer(self) -> None:
        """List what can be printed now: the key card only where there is a key."""
        kinds = [
            kind
            for kind in kinds_for(self._workspace)
            if kind.id != KEY_CARD or has_key(self._workspace)
        ]
        chosen = self.list.key
        self.list.blockSignals(True)
        self.list.show_rows(kind_rows(kinds))
        if not self.list.key:
            self.list.select(1)
        self.list.blockSignals(False)
        if self.list.key != chosen:
            self._show_kind()

    @property
    def _kind(self) -> PaperKind:
        found = kind_of(self.list.key)
        assert found is not None
        return found

    def _show_kind(self) -> None:
        kind = self._kind
        self._purpose.setText(kind.purpose)
        self._purpose.setVisible(bool(kind.purpose))
        self._caution.setText(f"▲ {kind.caution}")
        self._caution.setVisible(bool(kind.caution))
        self.choices.show_kind(kind)
        self._show_form(kind)
        self._show_link(kind)

    def _show_form(self, kind: PaperKind) -> None:
        district = self.choices.options.district
        self.texts.setVisible(bool(kind.asks) and not self.choices.lacking)
        if not kind.asks:
            return
        if (kind.id, district) not in self._forms:
            form = TextsForm(self._bridge, kind, district, self._pause_ms, self.texts.body)
            self._forms[kind.id, district] = form
            self.texts.body_layout.addWidget(form)
        for key, form in self._forms.items():
            form.setVisible(key == (kind.id, district))

    def _show_link(self, kind: PaperKind) -> None:
        """Lead to where the rest of a paper is filled in."""
        if kind.id == VALIDATION:
            self.link.lead_to(self.tr("Cetak untuk ditandatangani dari Bukti"), LIBRARY)
        elif self._district and kind.draft:
            self.link.lead_to(self.tr("Kop surat dan pejabat diisi di Profil"), PROFILE_PAGE)
        self.link.setVisible(kind.id == VALIDATION or (self._district and kind.draft))

    def _show_chosen(self) -> None:
        kind, info = self._kind, self._bridge.session.info
        if self.choices.lacking:
            self.viewer.show_nothing(kind.title, self.choices.lacking)
            return
        options, words = self.choices.options, self.choices.words
        title = f"{kind.title}: {words}" if words else kind.title
        parts = [kind.title, words, "" if options.district else info.region_name, str(info.year)]
        name = document_name(" ".join(part for part in parts if part), "pdf")
        make = partial(_make_pdf, self._workspace, kind.id, options)
        self.viewer.show_document(Document(title, name, make))

    @Slot(str)
    def _on_moved(self, key: str) -> None:
        if not key:
            return  # a heading
        self.flush()
        self._show_kind()
        self._show_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        self.flush()
        self._show_form(self._kind)
        self._show_chosen()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """What is typed here comes onto the paper; what is typed elsewhere when it is shown."""
        of_paper = any(
            code == PAPER or (code == PROFILE and field in OFFICE_FIELDS)
            for code, field in change.keys
        )
        if of_paper and self.isVisible():
            self._again.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            # What was typed since the page was last in front belongs on the paper.
            self._offer()
            self.choices.show_kind(self._kind)
            self._show_form(self._kind)
            self._show_chosen()

    # ------------------------------------------------------------ all of them

    @Slot()
    def _on_all_clicked(self) -> None:
        if not self.flush():
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        start = self._folder or Path(QStandardPaths.writableLocation(documents))
        self._dialogs.ask_folder(
            self, self.tr("Simpan semua dokumen di folder"), start, self._save_all
        )

    def _save_all(self, folder: Path) -> None:
        self._saved_card.hide()
        self.all_button.setEnabled(False)
        job = partial(_save_all_job, self._workspace, folder, self.viewer.paper)
        task = self._runner.run(job, self.tr("Menyimpan semua dokumen"))
        task.succeeded.connect(self._on_all_saved)
        task.failed.connect(self._on_all_failed)
        task.finished.connect(self._on_all_finished)

    @Slot(object)
    def _on_all_saved(self, saved: tuple[Path, int]) -> None:
        self._folder, count = saved
        self._saved.setText(self.tr("{0} dokumen tersimpan di {1}").format(count, self._folder))
        self._saved_card.show()
        self.all_saved.emit(self._folder)

    @Slot(object)
    def _on_all_failed(self, fault: Exception) -> None:
        self._dialogs.show_failure(self, self.tr("Belum semua dokumen tersimpan"), fault)

    @Slot()
    def _on_all_finished(self) -> None:
        self.all_button.setEnabled(True)

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _make_pdf(
    workspace: Workspace,
    kind: str,
    options: PaperOptions,
    paper: str,
    progress: Progress,
    cancel: CancelToken,
    early: Early,
) -> bytes:
    return print_paper(workspace, kind, paper, options, progress, cancel, early)


def _save_all_job(
    workspace: Workspace, folder: Path, paper: str, progress: Progress, cancel: CancelToken
) -> tuple[Path, int]:
    from kks_desktop.services.paper_sets import write_set

    return folder, len(write_set(workspace, folder, paper, progress, cancel))
