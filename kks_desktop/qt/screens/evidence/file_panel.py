"""One file of the library: how it looks, what is said of it, where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.evidence import EvidenceFile, evidence_code
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.evidence.file_form import FileForm
from kks_desktop.qt.screens.evidence.file_uses import FileUses
from kks_desktop.qt.screens.evidence.shrinking import Shrinking, replace_photo
from kks_desktop.qt.screens.evidence_view.panel import EvidenceViewer
from kks_desktop.qt.screens.field_history import FieldHistory, beside
from kks_desktop.qt.theme import role_label, space
from kks_desktop.services.attaching import remove

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.evidence import EvidenceDesk, TakenFile
    from kks_desktop.services.session import Change

FORM, LOOKS, USES, PAST = range(4)


class FilePanel(QWidget):
    """Shows one file; another one is shown by ``show_file``.

    Signals:
        open_requested(str): the place of a use.
        replaced(str): the SHA-256 of a smaller copy that took the file's place.
    """

    open_requested = Signal(str)
    replaced = Signal(str)

    def __init__(
        self,
        desk: EvidenceDesk,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._runner = runner
        self._pause_ms = pause_ms
        self._file: EvidenceFile | None = None
        self.viewer = EvidenceViewer(runner, dialogs)
        self.form: FileForm | None = None
        self.uses: FileUses | None = None
        self._build()
        self.bar.currentChanged.connect(self._on_tab)
        self.viewer.closed.connect(self._on_viewer_closed)
        bridge.changed.connect(self._on_changed)
        self.setEnabled(False)

    def _build(self) -> None:
        self._title = role_label("", "heading", wrap=True)
        self.told_label = role_label("", "silent", wrap=True)
        self.told_label.setContentsMargins(space(4), 0, space(4), 0)
        self.told_label.hide()
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        tabs = (
            self.tr("Keterangan"),
            self.tr("Tampilan"),
            self.tr("Dipakai di"),
            self.tr("Riwayat"),
        )
        for words in tabs:
            self.bar.addTab(words)
        self.stack = QStackedWidget()
        for _ in tabs:
            self.stack.addWidget(QWidget())
        self._put(LOOKS, self.viewer)
        self.history = FieldHistory(self._bridge)
        self._put(PAST, beside(self.history))
        head = QHBoxLayout()
        head.setContentsMargins(space(4), space(2), space(4), 0)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space())
        column.addLayout(head)
        column.addWidget(self.told_label)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)

    @property
    def sha256(self) -> str:
        """The file shown; empty for none."""
        return self._file.sha256 if self._file else ""

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self.form is None or self.form.flush()

    def show_file(self, file: EvidenceFile | None) -> bool:
        """Show another file, or nothing; ``False`` while a typed text is refused."""
        if not self.flush():
            return False
        self.tell("")
        self._file = file
        self.setEnabled(file is not None)
        self._title.setText(file.title if file else "")
        self._show_form()
        self._show_uses()
        self._show_looks()
        self.history.show_code(evidence_code(file.sha256) if file else "")
        return True

    def renew(self) -> None:
        """Show the file again with what was found out about it meanwhile.

        Not under the hands of a person who types there: it shows at the next look.
        """
        inside = self.window().focusWidget()
        if self.form is not None and inside is not None and self.form.isAncestorOf(inside):
            return
        if self.flush():
            self._show_form()

    def tell(self, sentence: str) -> None:
        """Say what became of an action; empty for nothing."""
        self.told_label.setText(sentence)
        self.told_label.setVisible(bool(sentence))

    def _put(self, place: int, widget: QWidget) -> None:
        old = self.stack.widget(place)
        current = self.stack.currentIndex()
        self.stack.insertWidget(place, widget)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        self.stack.setCurrentIndex(current)

    def _show_form(self) -> None:
        self.form = None
        about = self._desk.about(self._file.sha256) if self._file else None
        if self._file is None or about is None:
            words = self.tr("Berkas ini tidak ada di penyimpanan; lampirkan lagi dari aslinya.")
            missing = role_label(words if self._file else "", "problem", wrap=True)
            self._put(FORM, missing)
            return
        thumbnail = self._desk.files.thumbnail_path(self._file.sha256)
        form = FileForm(self._bridge, self._file, about, thumbnail, None, self._pause_ms)
        form.shrink_requested.connect(self._on_shrink_requested)
        form.remove_requested.connect(self._on_remove_requested)
        if about.damaged:
            self.tell(self.tr("▲ Berkas ini {0} di penyimpanan.").format(about.damaged))
        self.form = form
        self._put(FORM, form)

    def _show_uses(self) -> None:
        self.uses = None
        if self._file is None:
            self._put(USES, QWidget())
            return
        self.uses = FileUses(self._bridge, self._file)
        self.uses.open_requested.connect(self.open_requested)
        self._put(USES, self.uses)

    def _show_looks(self) -> None:
        """Open the file only while its pages are looked at."""
        if self._file is None or self.bar.currentIndex() != LOOKS:
            self.viewer.clear()
            return
        path = self._desk.files.path_of(self._file.sha256, self._file.ext)
        self.viewer.show_file(path, self._file.ext, self._file.title)

    @Slot(int)
    def _on_tab(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._title.setVisible(place != LOOKS)  # the viewer names the file itself
        self._show_looks()

    @Slot()
    def _on_viewer_closed(self) -> None:
        self.bar.setCurrentIndex(FORM)

    @Slot()
    def _on_remove_requested(self) -> None:
        if self.flush():
            edits = remove(self._bridge.session, [self.sha256])
            self._bridge.commit(edits, self.tr("Keluarkan bukti dari pustaka"))

    @Slot()
    def _on_shrink_requested(self) -> None:
        if self._file is None or not self.flush():
            return
        shrinking = Shrinking(self._file, self)
        shrinking.shrunk.connect(self._on_shrunk)
        shrinking.told.connect(self.tell)
        shrinking.start(self._desk, self._runner)

    @Slot(object, object)
    def _on_shrunk(self, file: EvidenceFile, new: TakenFile) -> None:
        """Put a smaller copy in its photo's place; to the front only if the photo was there."""
        in_front = file.sha256 == self.sha256
        if in_front and not self.flush():
            return  # a text that is refused waits at its field: the photo stays under it
        done, words = replace_photo(self._bridge, file, new)
        if done and in_front:
            self.replaced.emit(new.sha256)
        self.tell(words)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._file is None:
            return
        code = evidence_code(self._file.sha256)
        fields = {field for of, field in change.keys if of == code}
        if not fields:
            return
        self._file = self._bridge.proofs.files.get(self._file.sha256)
        if self._file is None:
            self.show_file(None)
            return
        self._title.setText(self._file.title)
        if any(field.startswith("untuk/") for field in fields):
            self._show_uses()
