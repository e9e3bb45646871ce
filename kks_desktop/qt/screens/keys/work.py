"""A part of a page whose buttons start work on another thread and that says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import set_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Job, TaskRunner
    from kks_desktop.services.workspace import Workspace


def titled_card(title: str, why: str = "", tone: str = "plain") -> tuple[Card, QVBoxLayout]:
    """A card with a heading and a sentence of why, and the column to go on in."""
    card = Card(tone=tone)
    column = QVBoxLayout(card)
    column.setContentsMargins(space(4), space(3), space(4), space(4))
    column.setSpacing(space(2))
    if title:
        column.addWidget(role_label(title, "heading"))
    if why:
        column.addWidget(role_label(why, "muted", wrap=True))
    return card, column


def row_of(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side, at the left."""
    row = QHBoxLayout()
    row.setSpacing(space(2))
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


class WorkPart(QWidget):
    """``body`` rests while work is under way; ``message_label`` tells how it ended.

    Signals:
        changed: what other parts show may be different now.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._dialogs = dialogs
        self._focused: QWidget | None = None
        self.busy = False
        self.body = QWidget()
        self.rows = QVBoxLayout(self.body)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(space(2))
        self.message_label = role_label("", "", wrap=True)
        self.message_label.hide()
        self._revealing = QTimer(self)
        self._revealing.setSingleShot(True)
        self._revealing.setInterval(0)
        self._revealing.timeout.connect(self._on_reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.body)
        column.addWidget(self.message_label)

    def work(self, job: Job, words: str, on_done: Callable[..., None]) -> None:
        """Start work; ``on_done`` is a slot that gets its result."""
        self.busy = True
        self._focused = self.focusWidget()
        self.body.setEnabled(False)
        self.tell(f"{words}…", "muted")
        task = self._runner.run(job, words)
        task.succeeded.connect(self._on_succeeded)
        task.succeeded.connect(on_done)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)

    def tell(self, words: str, role: str) -> None:
        """Say something below the part; empty for nothing."""
        self.message_label.setText(words)
        set_role(self.message_label, role)
        self.message_label.setVisible(bool(words))
        if words and role == "problem":
            self._revealing.start()

    @Slot()
    def _on_reveal(self) -> None:
        """Scroll to what went wrong, once it has its place."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self.message_label)

    def tell_fault(self, fault: Exception) -> None:
        """Say what went wrong."""
        self.tell(f"▲ {failure_sentence(fault)}", "problem")

    @Slot(object)
    def _on_succeeded(self, _result: object) -> None:
        self.tell("", "")
        self._rest()

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._rest()
        self.tell_fault(fault)

    @Slot()
    def _on_cancelled(self) -> None:
        self._rest()
        self.tell(self.tr("Dibatalkan; tidak ada yang berubah."), "muted")

    @Slot()
    def _on_finished(self) -> None:
        self._rest()

    def _rest(self) -> None:
        """Let the person go on where the work was started."""
        if not self.busy:
            return
        self.busy = False
        self.body.setEnabled(True)
        if self._focused is not None and self._focused.isVisible():
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focused = None
