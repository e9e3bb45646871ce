"""Everything in the menu, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from kks_desktop.qt.theme import ThemeChoice

_THEMES = (
    (ThemeChoice.SYSTEM, "Ikuti sistem"),
    (ThemeChoice.LIGHT, "Terang"),
    (ThemeChoice.DARK, "Gelap"),
)


class Actions:
    """The actions of the main window; the window connects what they do."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.menu = QMenu(window)
        self.undo = self._action("Urungkan", "Ctrl+Z")
        self.redo = self._action("Ulangi", "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.menu.addSeparator()
        self.find = self._action("Cari indikator", "Ctrl+F")
        self.following = self._action("Indikator berikutnya", "Ctrl+Down", bound=False)
        self.previous = self._action("Indikator sebelumnya", "Ctrl+Up", bound=False)
        self.help = self._action("Bantuan isian ini", "F1")
        self.menu.addSeparator()
        self.themes = self._theme_menu()
        self.officer = self._action("Data petugas", "")
        self.bin = self._action("Tempat sampah", "")
        self.backups = self._action("Cadangan…", "")
        self.keys = self._action("Kunci…", "")
        self.history = self._action("Periksa riwayat", "")
        self.mail = self._action("Lihat isi flashdisk", "")
        self.menu.addSeparator()
        self.new_assessment = self._action("Mulai penilaian baru…", "")
        self.others = self.menu.addMenu("Penilaian lain")
        self.carried = self._action("Data yang dibawa…", "")
        self.discard = self._action("Buang penilaian ini…", "")
        self.menu.addSeparator()
        self.practice = self._action("Buka data latihan", "")
        self.real = self._action("Kembali ke data sebenarnya", "")
        self.menu.addSeparator()
        self.diagnose = self._action("Simpan laporan gangguan…", "")
        self.about = self._action("Tentang program ini", "")
        self.quit = self._action("Keluar", "Ctrl+Q")

    def _action(self, text: str, keys: str, *, bound: bool = True) -> QAction:
        """An action in the menu; ``bound=False`` only shows keys that a page handles."""
        action = QAction(text, self._window)
        if keys and bound:
            action.setShortcut(QKeySequence(keys))
            self._window.addAction(action)
        elif keys:
            action.setText(f"{text}\t{keys}")
        self.menu.addAction(action)
        return action

    def _theme_menu(self) -> dict[ThemeChoice, QAction]:
        menu = self.menu.addMenu("Tampilan")
        group = QActionGroup(self._window)
        found = {}
        for choice, text in _THEMES:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(choice)
            menu.addAction(action)
            found[choice] = action
        self.theme_group = group
        return found

    def connect(self, action: QAction, slot: Callable[[], None]) -> None:
        """Connect an action to a slot of the window."""
        action.triggered.connect(slot)

    def show_assessments(
        self, found: Sequence[tuple[int, str]], current: int, chosen: Callable[[int], None]
    ) -> None:
        """List the assessments of the data folder; hidden while there is only one."""
        self.others.menuAction().setVisible(len(found) > 1)
        for assessment, text in found:
            action = self.others.addAction(text)
            action.setCheckable(True)
            action.setChecked(assessment == current)
            action.triggered.connect(partial(_choose, chosen, assessment))

    def show_steps(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do; grey where there is nothing."""
        self.undo.setEnabled(bool(undo))
        self.undo.setText(f"Urungkan: {undo}" if undo else "Urungkan")
        self.redo.setEnabled(bool(redo))
        self.redo.setText(f"Ulangi: {redo}" if redo else "Ulangi")


def _choose(chosen: Callable[[int], None], assessment: int, _checked: bool = False) -> None:
    chosen(assessment)
