"""What becomes of the program's own faults: first everything is saved, then one is told."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.log import trace_words
from kks_desktop.qt.theme import chars, role_label, space

if TYPE_CHECKING:
    from kks_desktop.qt.main.window import MainWindow

_log = logging.getLogger(__name__)
_WAIT_S = 3.0
"""How long the disk is waited for before a person is told that it did not answer."""
_TOLD_CODES = 5


def rescue(window: MainWindow) -> str:
    """Save all that can be saved; gives the sentence that says whether all is."""
    taken = True
    try:
        taken = window.pages.flush()
    except Exception:  # noqa: BLE001 - logged, and the person is told
        # the very code that failed may be the one that commits; what came before is safe
        _log.exception("typed text not committed")
        taken = False
    session = window.bridge.session
    try:
        session.flush(_WAIT_S)
    except KksError as fault:
        _log.error("not flushed: %s", fault.code)
    codes = sorted({code for code, _ in session.unsaved | window.bridge.refused})
    if codes:
        more = ", …" if len(codes) > _TOLD_CODES else ""
        return (
            f"Isian pada {', '.join(codes[:_TOLD_CODES])}{more} belum tersimpan di cakram; "
            "isian itu masih ada di layar, dan isian lain tersimpan."
        )
    if not taken:
        return (
            "Teks yang terakhir diketik mungkin belum tersimpan; teks itu masih ada di layar, "
            "dan isian lain tersimpan."
        )
    return "Semua isian tersimpan."


class CrashDialog(QDialog):
    """One sentence, whether the data is safe, and what to do.

    Signals:
        restart_requested: end the program and start it again.
    """

    restart_requested = Signal()

    def __init__(self, parent: QWidget | None, safety: str, details: str) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle(self.tr("Gangguan di dalam program"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(chars(64))
        what = self.tr("Program ini menemui gangguan dan tidak menyelesaikan perintah terakhir.")
        advice = self.tr(
            "Anda dapat melanjutkan. Bila terulang, buka ulang program, lalu kirim rincian ini "
            "kepada yang membantu Anda; isian tidak ikut di dalamnya."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(5), space(5), space(4))
        column.setSpacing(space(3))
        column.addWidget(role_label(what, "title", wrap=True))
        self.safety_label = role_label(safety, "", wrap=True)
        column.addWidget(self.safety_label)
        column.addWidget(role_label(advice, "muted", wrap=True))
        self.copied_label = QLabel()
        column.addLayout(self._buttons())
        self.setAccessibleDescription(f"{what} {safety}")

    def _buttons(self) -> QHBoxLayout:
        self.copy_button = QPushButton(self.tr("Salin rincian"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.restart_button = QPushButton(self.tr("Buka ulang program"))
        self.restart_button.clicked.connect(self._on_restart_clicked)
        self.go_on_button = QPushButton(self.tr("Lanjutkan"))
        self.go_on_button.setProperty("primary", True)
        self.go_on_button.setDefault(True)
        self.go_on_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.copy_button)
        row.addWidget(self.copied_label)
        row.addStretch(1)
        row.addWidget(self.restart_button)
        row.addWidget(self.go_on_button)
        return row

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copied_label.setText(self.tr("✓ Disalin"))

    @Slot()
    def _on_restart_clicked(self) -> None:
        self.accept()
        self.restart_requested.emit()


class CrashReporter(QObject):
    """Tells of each fault of the program once; lives on the main thread.

    Signals:
        restart_requested: the person wants the program started again.
    """

    restart_requested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        self._busy = False
        self.dialog: CrashDialog | None = None

    def report(self, fault: Exception, window: QWidget | None) -> None:
        """Save first; then a foreseen fault gets its sentence, another the dialog, once."""
        if self._busy:
            _log.error("a fault while telling of a fault: %s", type(fault).__name__)
            return
        self._busy = True
        try:
            self._report(fault, window)
        finally:
            self._busy = False

    def _report(self, fault: Exception, window: QWidget | None) -> None:
        from kks_desktop.qt.main.window import MainWindow

        safety = self.tr("Tidak ada isian terbuka.")
        if isinstance(window, MainWindow):
            safety = rescue(window)
            if isinstance(fault, KksError):
                window.notice.show_text(str(fault))
                return
        trace = trace_words(fault)
        if trace in self._told or self.dialog is not None:
            self._told.add(trace)
            return
        self._told.add(trace)
        from kks_desktop.services.diagnosing import versions

        lines = [f"{name}: {words}" for name, words in versions().items()]
        details = "\n".join([*lines, "", trace])
        self.dialog = CrashDialog(window, safety, details)
        self.dialog.restart_requested.connect(self.restart_requested)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self.dialog = None
