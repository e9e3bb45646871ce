"""Questions of the window itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kks_desktop.qt.dialogs import Question


def unsaved() -> Question:
    """Whether to close although something typed has not reached the disk."""
    return Question(
        _tr("Isian terakhir belum tersimpan"),
        _tr("Isian terakhir belum tersimpan di cakram. Bila ditutup, isian itu hilang."),
        yes=_tr("Tutup tanpa menyimpan"),
        no=_tr("Kembali"),
        risky=True,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)
