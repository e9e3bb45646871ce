"""Finds text in the document that is shown: a field, how many times, and one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.viewer.pdf_pages import MOST_HITS

if TYPE_CHECKING:
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.qt.viewer.page_view import PageView
    from kks_desktop.qt.viewer.pages import Hit
    from kks_desktop.qt.viewer.pdf_pages import PdfPages

SHORTEST = 2
"""A single letter stands everywhere."""


class FindBar(QWidget):
    """Searches while a person types; Enter goes to the next place, Shift+Enter back.

    Signals:
        closed(): Escape was pressed in the field.
    """

    closed = Signal()

    def __init__(self, runner: TaskRunner, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._view = view
        self._pages: PdfPages | None = None
        self._task: Task | None = None
        self._hits: list[Hit] = []
        self._at = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Cari di dokumen"))
        self.edit.setAccessibleName(self.tr("Cari di dokumen"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setMinimumWidth(chars(14))
        self.edit.setMaximumWidth(chars(40))
        self.count_label: QLabel = role_label("", "muted")
        self.previous_button = self._button("‹", self.tr("Temuan sebelumnya (Shift+Enter)"))
        self.next_button = self._button("›", self.tr("Temuan berikutnya (Enter)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, space())
        row.setSpacing(space())
        for part in (self.edit, self.previous_button, self.next_button, self.count_label):
            row.addWidget(part)
        row.addStretch()
        self._connect()
        self._show_count()

    def _button(self, sign: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _connect(self) -> None:
        self.edit.textEdited.connect(self._on_edited)
        self.edit.textChanged.connect(self._on_text_changed)
        self.next_button.clicked.connect(self._on_next)
        self.previous_button.clicked.connect(self._on_previous)
        self.edit.returnPressed.connect(self._on_next)
        for keys, slot in (
            ("Shift+Return", self._on_previous),
            ("Shift+Enter", self._on_previous),
            ("Escape", self.closed),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.edit)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def set_pages(self, pages: PdfPages | None) -> None:
        """Search in another document, for the text that stands in the field."""
        self._forget()
        self._pages = pages
        if pages is not None and len(self.edit.text().strip()) >= SHORTEST:
            self._search()

    @Slot()
    def start(self) -> None:
        """Put the cursor into the field."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    # ------------------------------------------------------------ searching

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._pause.stop()
            self._forget()

    @Slot()
    def _search(self) -> None:
        self._forget()
        text = " ".join(self.edit.text().split())
        if self._pages is None or len(text) < SHORTEST:
            return
        self._task = self._runner.run(partial(self._pages.find_job, text))
        self._task.succeeded.connect(self._on_found)
        self._task.finished.connect(self._on_finished)

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._hits, self._at = [], -1
        self._view.show_hits([])
        self._show_count()

    @Slot(object)
    def _on_found(self, hits: list[Hit]) -> None:
        if self.sender() is not self._task:
            return
        self._hits = hits
        self._view.show_hits(hits)
        # From the page in front on, as a reader expects.
        later = (at for at, hit in enumerate(hits) if hit.page >= self._view.page)
        self._go_to(next(later, 0))

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self._show_count()

    def _go_to(self, at: int) -> None:
        if self._hits:
            self._at = at % len(self._hits)
            self._view.show_hit(self._hits[self._at])
        self._show_count()

    @Slot()
    def _on_next(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._search()
        else:
            self._go_to(self._at + 1)

    @Slot()
    def _on_previous(self) -> None:
        self._go_to(self._at - 1)

    def _show_count(self) -> None:
        several = len(self._hits) > 1
        self.previous_button.setEnabled(several)
        self.next_button.setEnabled(several)
        searched = len(self.edit.text().strip()) >= SHORTEST and self._task is None
        if self._hits:
            most = "+" if len(self._hits) >= MOST_HITS else ""
            words = self.tr("{0} dari {1}").format(
                format_number(self._at + 1), format_number(len(self._hits)) + most
            )
        else:
            words = self.tr("tidak ada") if searched and self._pages is not None else ""
        self.count_label.setText(words)
        self.count_label.setVisible(bool(words))
