"""Leaving the assessment while files come in: asked first, and what is finished is attached."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.main.pages import Pages
    from kks_desktop.qt.main.tools import Tools


class IntakeGate(QObject):
    """Stands before every way out of a window."""

    def __init__(self, pages: Pages, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self._pages = pages
        self._tools = tools
        self._window = window
        self._go_on: Callable[[], object] | None = None

    def passes(self, go_on: Callable[[], object]) -> bool:
        """Whether no file is being taken in.

        Otherwise the person is asked; ``go_on`` is called once the intake has been stopped.
        """
        if not self._pages.taking_in:
            return True
        from kks_desktop.qt.dialogs import Question

        question = Question(
            self.tr("Berkas bukti masih dilampirkan"),
            self.tr(
                "Berkas bukti masih diperiksa dan disalin. Bila dihentikan sekarang, yang sudah "
                "selesai tetap terlampir; sisanya perlu dilampirkan lagi."
            ),
            yes=self.tr("Hentikan dan keluar"),
            no=self.tr("Tunggu"),
            risky=True,
        )
        self._tools.dialogs.confirm(self._window, question, partial(self._stop, go_on))
        return False

    def _stop(self, go_on: Callable[[], object]) -> None:
        if not self._pages.taking_in:  # it ended while the question stood there
            go_on()
            return
        self._go_on = go_on
        # once only: another intake may come to an end later without anybody leaving
        self._pages.intake.idle.connect(self._on_idle, Qt.ConnectionType.SingleShotConnection)
        self._pages.intake.stop()

    @Slot()
    def _on_idle(self) -> None:
        go_on, self._go_on = self._go_on, None
        if go_on is not None:
            QTimer.singleShot(0, self, go_on)  # after the slots of the task have returned
