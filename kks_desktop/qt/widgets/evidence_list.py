"""The checklist of wanted proof: each item with the files that answer it."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kks_desktop.domain.evidence import OTHER, EvidenceFile, Proof, ProofState, WantedItem
from kks_desktop.qt.theme import restyle, role_label, space
from kks_desktop.qt.widgets.file_drop import files_of, has_files
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.qt.widgets.text_line import TextLine

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent

_STATE_WORDS = {
    ProofState.MISSING: ("○", "belum ada", "muted"),
    ProofState.PARTIAL: ("◐", "belum lengkap", "silent"),
    ProofState.UNVALIDATED: ("◐", "lengkap, belum disahkan Kepala OPD", "silent"),
    ProofState.COMPLETE: ("✓", "lengkap", "accent"),
}


class DropRow(QWidget):
    """Takes files that are dropped or pasted here.

    Signals:
        dropped(object): the paths, a list of ``Path``.
    """

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_files(event.mimeData()):
            event.acceptProposedAction()
            self._mark(shown=True)

    def dragLeaveEvent(self, event: object) -> None:
        self._mark(shown=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(shown=False)
        event.acceptProposedAction()
        self._take(files_of(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self.acceptDrops():
            self._take(files_of(QGuiApplication.clipboard().mimeData()))
            return
        super().keyPressEvent(event)

    def _take(self, paths: list[Path]) -> None:
        if paths:
            self.dropped.emit(paths)

    def _mark(self, *, shown: bool) -> None:
        self.setProperty("target", shown)
        restyle(self)


class ItemRow(DropRow):
    """One wanted item: its text, its files, what adds one, and what declares it not needed.

    Signals:
        added(str): another file is wanted for this item.
        opened(str): the SHA-256 of a file to be looked at.
        removed(str, str): item and SHA-256 of a file that no longer answers it.
        excused(str, str): item and why no file is needed; empty takes it back.
        typed(str, str): item and the reason that is being typed; empty: none any more.
    """

    added = Signal(str)
    opened = Signal(str)
    removed = Signal(str, str)
    excused = Signal(str, str)
    typed = Signal(str, str)

    def __init__(
        self,
        item: WantedItem,
        *,
        read_only: bool,
        excusable: bool,
        wanted: Set[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.item = item.item
        self._noted = False
        self._read_only = read_only
        self.can_excuse = excusable and not (read_only or item.answered)
        self.setAcceptDrops(not read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(2), space(), space(2), space())
        column.setSpacing(0)
        column.addLayout(self._head(item))
        for file in item.files:
            column.addLayout(self._file(file))
        if item.not_needed:
            column.addLayout(self._excuse(item.not_needed))
        self.reason_edit = TextLine()
        self.reason_edit.setPlaceholderText(self.tr("Mengapa tidak diperlukan? Enter menyimpan."))
        self.reason_edit.setAccessibleName(self.tr("Alasan tidak diperlukan"))
        self.reason_edit.hide()
        # Enter goes on to the next field, as everywhere, and so leaves this one
        self.reason_edit.left.connect(self._on_reason_left)
        self.reason_edit.edited.connect(self._on_reason_edited)
        column.addWidget(self.reason_edit)

    def _head(self, item: WantedItem) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        mark = "✓" if item.files else "–" if item.not_needed else "○"
        words = role_label(f"{mark} {item.text}", wrap=True)
        row.addWidget(words, 1)
        if self._read_only:
            return row
        if self.can_excuse:
            skip = self._button(self.tr("Tidak perlu"))
            skip.setToolTip(self.tr("Butir ini tidak berlaku di sini; tulis alasannya"))
            skip.clicked.connect(self._on_skip_clicked)
            row.addWidget(skip, 0, Qt.AlignmentFlag.AlignTop)
        self.add_button = self._button(self.tr("+ Berkas"))
        self.add_button.setToolTip(self.tr("Pilih berkas; atau seret ke sini, atau tempel Ctrl+V"))
        self.add_button.setAccessibleName(self.tr("Lampirkan berkas: {0}").format(item.text))
        self.add_button.clicked.connect(self._on_add_clicked)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("segment", True)
        return button

    def _file(self, file: EvidenceFile) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(space(4), 0, 0, 0)
        row.setSpacing(space(2))
        link = LinkButton(_short(file.title), file.sha256)
        link.setToolTip(file.name)
        link.opened.connect(self.opened)
        row.addWidget(link)
        row.addWidget(role_label(file_words(file, self._wanted), "muted"))
        row.addStretch()
        if not self._read_only:
            remove = self._button("✕")
            remove.setToolTip(self.tr("Lepaskan berkas ini dari butir ini; Ctrl+Z mengembalikan"))
            remove.setAccessibleName(self.tr("Lepaskan {0}").format(file.title))
            remove.setProperty("sha256", file.sha256)
            remove.clicked.connect(self._on_remove_clicked)
            row.addWidget(remove)
        return row

    def _excuse(self, reason: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(space(4), 0, 0, 0)
        row.addWidget(
            role_label(self.tr("Tidak diperlukan: {0}").format(reason), "muted", wrap=True), 1
        )
        if not self._read_only:
            back = self._button(self.tr("Tetap perlu"))
            back.clicked.connect(self._on_back_clicked)
            row.addWidget(back)
        return row

    @Slot()
    def _on_add_clicked(self) -> None:
        self.added.emit(self.item)

    def focus_in(self) -> None:
        """Put the cursor on what can be done first: open a file, declare, add."""
        first = self.findChild(QAbstractButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand over a reason that is being typed; left blank, the question goes away."""
        reason = self.reason_edit.raw().strip()
        self.reason_edit.clear()  # before hiding it: that leaves the line once more
        self.reason_edit.hide()
        if reason:
            self.excused.emit(self.item, reason)
        elif self._noted:
            self.typed.emit(self.item, "")
        self._noted = False

    @Slot(str)
    def _on_reason_edited(self, _key: str) -> None:
        self._noted = True
        self.typed.emit(self.item, self.reason_edit.raw())

    @Slot()
    def _on_skip_clicked(self) -> None:
        self.ask_reason()

    def ask_reason(self, typed: str = "") -> None:
        """Ask why no file is needed for this item."""
        self._noted = bool(typed)
        self.reason_edit.setText(typed)
        self.reason_edit.show()
        self.reason_edit.setFocus()

    @Slot(str)
    def _on_reason_left(self, _key: str) -> None:
        self.flush()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.excused.emit(self.item, "")

    @Slot()
    def _on_remove_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.removed.emit(self.item, str(button.property("sha256")))


class EvidenceList(QWidget):
    """Everything that an indicator's proof consists of.

    Signals:
        dropped(str, object): item and paths.
        added(str): a file is to be picked for an item.
        opened(str): a file is to be looked at.
        removed(str, str): item and SHA-256.
        excused(str, str): item and reason.
        typed(str, str): item and the reason that is being typed; empty: none any more.
    """

    dropped = Signal(str, object)
    added = Signal(str)
    opened = Signal(str)
    removed = Signal(str, str)
    excused = Signal(str, str)
    typed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(parent)
        self._shown: tuple[Proof, bool] | None = None
        self.rows: list[ItemRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space())
        head = QHBoxLayout()
        head.addWidget(role_label(title or self.tr("Bukti dukung"), "heading"))
        self.state_label = role_label("", "muted")
        head.addWidget(self.state_label)
        head.addStretch()
        self._column.addLayout(head)
        self.told_label = role_label("", "silent", wrap=True)
        self.told_label.hide()
        self._column.addWidget(self.told_label)
        self._body: QWidget | None = None

    def show_proof(
        self,
        proof: Proof,
        *,
        read_only: bool,
        excusable: bool = True,
        wanted: Set[int] = frozenset(),
    ) -> None:
        """Show a checklist and its files; the same again changes nothing.

        Where items are ``excusable`` a person may declare one not needed; a file for none
        of the ``wanted`` years says so.
        """
        if self._shown == (proof, read_only):
            return
        self._shown = (proof, read_only)
        typing = self._take_typed()
        mark, words, role = _STATE_WORDS[proof.state]
        self.state_label.setText(f"{mark} {words}")
        self.state_label.setProperty("role", role)
        restyle(self.state_label)
        others = WantedItem(OTHER, self.tr("Bukti lain"), proof.others, "")
        self.rows = [
            ItemRow(
                item,
                read_only=read_only,
                excusable=excusable and item.item != OTHER,
                wanted=wanted,
            )
            for item in (*proof.items, others)
        ]
        self._put_rows()
        for row in self.rows:
            if row.item in typing:  # also where a file came in: nothing typed is dropped
                row.ask_reason(typing[row.item])

    def _put_rows(self) -> None:
        """Show the rows in the place of those before."""
        if self._body is not None:
            self._body.hide()
            self._column.removeWidget(self._body)
            self._body.deleteLater()
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space())
        for row in self.rows:
            column.addWidget(row)
            row.dropped.connect(self._on_row_dropped)
            row.added.connect(self.added)
            row.opened.connect(self.opened)
            row.removed.connect(self.removed)
            row.excused.connect(self.excused)
            row.typed.connect(self.typed)
        self._column.addWidget(self._body)
        self._body.show()

    def _take_typed(self) -> dict[str, str]:
        """Reasons being typed while the list is made anew, by item; they go into the new rows."""
        found = {}
        for row in self.rows:
            if not row.reason_edit.isHidden():
                found[row.item] = row.reason_edit.raw()
                row.reason_edit.blockSignals(True)
        return found

    def row_of(self, item: str) -> ItemRow | None:
        """The row of a wanted item; ``lain`` for further files."""
        return next((row for row in self.rows if row.item == item), None)

    def flush(self) -> None:
        """Hand over a reason that is being typed."""
        for row in self.rows:
            row.flush()

    def tell(self, sentence: str) -> None:
        """Say what became of files that came in; empty for nothing."""
        self.told_label.setText(sentence)
        self.told_label.setVisible(bool(sentence))

    @Slot(object)
    def _on_row_dropped(self, paths: object) -> None:
        row = self.sender()
        if isinstance(row, ItemRow):
            self.dropped.emit(row.item, paths)


def file_words(file: EvidenceFile, wanted: Set[int] = frozenset()) -> str:
    """The years that a file is for and whether somebody stands for it."""
    years = ", ".join(str(year) for year in sorted(file.years))
    if wanted and file.years and not file.years & wanted:
        years = f"▲ tahun lain: {years}"
    sure = "✓ disahkan" if file.validated else "◐ belum disahkan"
    return " · ".join(part for part in (years, sure) if part)


def _short(name: str, most: int = 60) -> str:
    return name if len(name) <= most else f"{name[: most - 9]}…{name[-8:]}"
