"""Choose one of 514 kabupaten/kota, or of the provinces, by typing a few letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from kks_desktop.qt.models.choices import Choice, ChoicesModel
from kks_desktop.qt.widgets.two_part_delegate import TwoPartDelegate
from kks_desktop.services.regions import provinces, regions, search_regions

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QLineEdit, QListView

MANY = 60
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A region or province as it is shown."""

    code: str
    text: str
    quiet: str


class RegionPicker(QObject):
    """Joins the line that is typed in to the list below it.

    Signals:
        picked(): one was double-clicked.
    """

    picked = Signal()

    def __init__(self, edit: QLineEdit, view: QListView) -> None:
        super().__init__(view)
        self._edit = edit
        self._view = view
        self._provincial = False
        self._model = ChoicesModel(self)
        view.setModel(self._model)
        view.setItemDelegate(TwoPartDelegate(view))
        edit.installEventFilter(self)
        edit.textEdited.connect(self._on_text_edited)
        view.doubleClicked.connect(self._on_double_clicked)
        self._on_text_edited("")

    @property
    def chosen(self) -> Chosen | None:
        """What the list stands on."""
        choice = self._model.choice(self._view.currentIndex())
        return choice.value if choice and isinstance(choice.value, Chosen) else None

    def set_provincial(self, provincial: bool) -> None:
        """Offer the provinces, or the kabupaten/kota."""
        self._provincial = provincial
        self._edit.clear()
        example = self.tr("jawa") if provincial else self.tr("jambi")
        self._edit.setPlaceholderText(self.tr("Ketik beberapa huruf, misalnya {0}").format(example))
        self._on_text_edited("")

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        found = self._provinces(text) if self._provincial else self._regions(text)
        self._model.show([Choice(c.text, c.quiet, c) for c in found])
        # Only what was typed for is chosen; an untouched list chooses nobody.
        if text.strip() and found:
            self._view.setCurrentIndex(self._model.index(0))

    @Slot("QModelIndex")
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self._view.setCurrentIndex(index)
        self.picked.emit()

    @staticmethod
    def _regions(text: str) -> list[Chosen]:
        found = search_regions(text, MANY) if text.strip() else regions()
        return [Chosen(r.code, r.name, f"{r.province_name} · {r.code}") for r in found]

    @staticmethod
    def _provinces(text: str) -> list[Chosen]:
        words = text.lower().split()
        return [
            Chosen(p.code, p.name, p.code)
            for p in provinces()
            if all(
                any(part.startswith(w) for part in (*p.name.lower().split(), p.code)) for w in words
            )
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._view.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
