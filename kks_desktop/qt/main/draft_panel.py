"""The strip that offers texts back which a bad end of the program left unsaved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.field_names import field_name, field_text
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.problems.places import row_name
from kks_desktop.domain.registers import REGISTERS, register_of
from kks_desktop.domain.scoring import year_labels
from kks_desktop.qt.field_words import place_words
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.elided_label import ElidedLabel
from kks_desktop.services.drafts import FORM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from kks_desktop.services.drafts import Draft
    from kks_desktop.services.session import Session

SHOWN = 5
"""Rows at a time; the next ones move up as these are decided."""
_LONGEST_TIP = 1_000


class DraftPanel(QFrame):
    """A row for each text: where it belongs, what it is, take it or throw it away.

    Signals:
        taken(object): the ``Draft`` that goes into its field.
        copied(object): the ``Draft`` whose text is wanted on the clipboard.
        dropped(object): the ``Draft`` that nobody needs any more.
    """

    taken = Signal(object)
    copied = Signal(object)
    dropped = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._refusals: dict[Draft, str] = {}
        self._drafts: Sequence[Draft] = ()
        self.setProperty("banner", "silent")
        self._body: QWidget | None = None
        self._head = role_label("", "", wrap=True)
        later = QPushButton(self.tr("Nanti"))
        later.setToolTip(self.tr("Ditawarkan lagi saat program dibuka berikutnya"))
        later.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(later)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(3), space(1), space(3), space(2))
        self._column.setSpacing(space())
        self._column.addLayout(head)

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Show what is not decided yet; nothing hides the strip."""
        self._drafts = tuple(drafts)
        more = len(drafts) - SHOWN
        words = self.tr(
            "◐ Program berhenti saat teks di bawah ini belum tersimpan. Pakai teksnya atau buang."
        )
        if more > 0:
            words += " " + self.tr("{} teks lagi menyusul.").format(more)
        self._head.setText(words)
        self._renew_body()
        if not drafts:
            self.hide()

    def show_refusal(self, draft: Draft, sentence: str) -> None:
        """Say why a text cannot go into its field; it can still be copied."""
        self._refusals[draft] = sentence
        self._renew_body()

    def _renew_body(self) -> None:
        if self._body is not None:
            self._body.hide()
            self._column.removeWidget(self._body)
            self._body.deleteLater()
        self._body = QWidget(self)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(space(4), 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space())
        grid.setColumnStretch(1, 1)
        for at, draft in enumerate(self._drafts[:SHOWN]):
            self._add_row(grid, 2 * at, draft)
        self._column.addWidget(self._body)
        self._body.show()

    def _add_row(self, grid: QGridLayout, at: int, draft: Draft) -> None:
        place = ElidedLabel(draft_place(self._session, draft))
        place.setFixedWidth(chars(34))
        text = ElidedLabel(self._text_words(draft))
        text.setToolTip(draft.text[:_LONGEST_TIP])
        grid.addWidget(place, at, 0)
        grid.addWidget(text, at, 1)
        refusal = self._refusals.get(draft, "")
        if draft.is_field and not refusal:
            take = self._button(self.tr("Pakai"), place.text(), draft, self._on_take)
        else:
            take = self._button(self.tr("Salin teks"), place.text(), draft, self._on_copy)
        grid.addWidget(take, at, 2)
        grid.addWidget(self._button(self.tr("Buang"), place.text(), draft, self._on_drop), at, 3)
        if refusal:
            note = role_label(f"▲ {refusal}", "problem", wrap=True)
            grid.addWidget(note, at + 1, 1, 1, 3)

    def _text_words(self, draft: Draft) -> str:
        words = f"“{' '.join(field_text(draft.code, draft.field, draft.text).split())}”"
        now = self._session.raw(draft.code, draft.field) if draft.is_field else ""
        if not now:
            return words
        shown = " ".join(field_text(draft.code, draft.field, now).split())
        return self.tr("{0} (sekarang: {1})").format(words, shown)

    def _button(self, words: str, place: str, draft: Draft, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(f"{words}: {place}")
        button.setProperty("draft", self._drafts.index(draft))
        button.clicked.connect(act)
        return button

    @Slot()
    def _on_take(self) -> None:
        self._tell(self.taken)

    @Slot()
    def _on_copy(self) -> None:
        self._tell(self.copied)

    @Slot()
    def _on_drop(self) -> None:
        self._tell(self.dropped)

    def _tell(self, signal: SignalInstance) -> None:
        button = self.sender()
        if button is not None:
            signal.emit(self._drafts[int(button.property("draft"))])


def draft_place(session: Session, draft: Draft) -> str:
    """Where a text belongs, as people call it."""
    instrument, code = session.instrument, draft.code
    if not draft.is_field:
        register = REGISTERS.get(code.removeprefix(FORM))
        return f"{register.title if register else code}: {draft.field}"
    if code in instrument.by_code:
        return place_words(
            instrument, year_labels(instrument, session.info.year), code, draft.field
        )
    years = {year: instrument.data_year(year, session.info.year) for year in YEARS}
    name = field_name(code, draft.field, years)
    if register_of(code) is not None:
        return f"{row_name(code, session.table.get(code, {}))}: {name}"
    return name
