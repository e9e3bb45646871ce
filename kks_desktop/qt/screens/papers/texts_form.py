"""What is filled in for a letter or minutes, kept like every other field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kks_desktop.domain.columns import Column, ColumnKind
from kks_desktop.domain.field_names import PROFILE_WORDS
from kks_desktop.qt.binding import FieldBinding
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.cell_line import CellLine
from kks_desktop.qt.widgets.text_area import TextArea
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.paper_texts import PAPER, field_of

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.paper_kinds import Ask, PaperKind

OFFICE_FIELDS = (
    "kop_1",
    "kop_2",
    "kop_3",
    "kop_4",
    "kepala_daerah_jabatan",
    "kepala_daerah_nama",
    "ketua_tim_jabatan",
    "ketua_tim_nama",
    "ketua_tim_nip",
)
_OFFICE_WORDS = {"kepala_daerah_jabatan": "Jabatan kepala daerah (Gubernur)"}


class PaperForm(QWidget):
    """Fields under each other, each with its words above it: the column is narrow."""

    def __init__(self, bridge: SessionBridge, pause_ms: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._binding = FieldBinding(bridge, self, pause_ms)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space())
        self.fields: dict[str, TextLine | TextArea | CellLine] = {}

    def _add(
        self, name: str, words: str, field: TextLine | TextArea | CellLine, place: tuple[str, str]
    ) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self._rows.addWidget(label)
        self._rows.addWidget(field)
        self._binding.add(field, *place, words)
        self.fields[name] = field

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self._binding.flush()


class TextsForm(PaperForm):
    """The further answers of one kind of paper, about one district where it is about one."""

    def __init__(
        self, bridge: SessionBridge, kind: PaperKind, district: str, pause_ms: int, parent: QWidget
    ) -> None:
        super().__init__(bridge, pause_ms, parent)
        for ask in kind.asks:
            self._add(ask.name, ask.label, _field(ask), (PAPER, field_of(kind, ask, district)))
            if ask.lines and ask.hint:
                hint = role_label(ask.hint, "muted", wrap=True)
                hint.setMinimumWidth(chars(18))  # Qt would ask for more than there is
                self._rows.addWidget(hint)


class OfficeForm(PaperForm):
    """Kop surat and heads of a province, which has no page for its profile."""

    def __init__(self, bridge: SessionBridge, pause_ms: int, parent: QWidget) -> None:
        super().__init__(bridge, pause_ms, parent)
        for name in OFFICE_FIELDS:
            words = _OFFICE_WORDS.get(name, PROFILE_WORDS[name])
            self._add(name, words, TextLine(), (PROFILE, name))


def _field(ask: Ask) -> TextLine | TextArea | CellLine:
    if ask.day:
        return CellLine(Column(ask.name, ask.label, ColumnKind.DATE, hint=ask.hint))
    if ask.lines:
        return TextArea(lines=3)
    line = TextLine()
    line.setPlaceholderText(ask.hint)
    return line
