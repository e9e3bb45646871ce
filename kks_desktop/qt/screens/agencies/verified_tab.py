"""What would be left if the assessment were verified today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.agencies.words import (
    agency_rows,
    category_words,
    tatanan_rows,
    verified_sentence,
)
from kks_desktop.qt.theme import colours, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.agencies import Standing


class _CategoryCard(Card):
    """One of the two categories, with its colour at the edge."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key: str | None = None
        self.name = QLabel()
        self.name.setProperty("role", "display")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space(5), space(3), space(4), space(3))
        rows.setSpacing(space())
        rows.addWidget(role_label(title, "muted"))
        rows.addWidget(self.name)
        self.rest = role_label("", wrap=True)
        rows.addWidget(self.rest)

    def show_category(self, instrument: Instrument, evaluation: Evaluation) -> None:
        """Show the category that an evaluation indicates."""
        self._key = evaluation.category.indicated
        name, rest, full = category_words(instrument, evaluation)
        self.name.setText(name)
        self.rest.setText(rest)
        self.setToolTip(full)
        self.set_stripe(colours(self).category(self._key))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self.set_stripe(colours(self).category(self._key))


class VerifiedTab(QWidget):
    """Claimed beside verified: category, tatanan, OPD.

    Signals:
        open_requested(str): the number of a tatanan.
        agency_requested(str): the id of an OPD.
    """

    open_requested = Signal(str)
    agency_requested = Signal(str)

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._claimed = _CategoryCard(self.tr("Menurut isian"))
        self._verified = _CategoryCard(self.tr("Bila diverifikasi hari ini"))
        both = (
            Heading(self.tr("Isian"), number=True),
            Heading(self.tr("Terbukti"), number=True),
            Heading(self.tr("Selisih"), number=True),
        )
        self.tatanan = PlainTable(
            (Heading(self.tr("Tatanan"), wide=1), *both, Heading(self.tr("Tingkat")))
        )
        self.tatanan.setAccessibleName(self.tr("Skor tiap tatanan"))
        self.agencies = PlainTable((Heading(self.tr("OPD utama"), wide=1), *both))
        self.agencies.setAccessibleName(self.tr("Poin tiap OPD"))
        self._build()
        self.tatanan.opened.connect(self.open_requested)
        self.agencies.opened.connect(self.agency_requested)

    def _build(self) -> None:
        self._sentence = role_label("", wrap=True)
        note = role_label(
            self.tr(
                "Yang dihitung hanya isian yang semua butir buktinya ada dan, bila diminta, "
                "sudah divalidasi Kepala OPD. "
                "ODF, data dasar, dan syarat Paripurna dipakai seperti diisi."
            ),
            "muted",
            wrap=True,
        )
        cards = QHBoxLayout()
        cards.setSpacing(space(3))
        cards.addWidget(self._claimed, 1)
        cards.addWidget(self._verified, 1)
        tables = QHBoxLayout()
        tables.setSpacing(space(3))
        tables.addWidget(self.tatanan, 6)
        tables.addWidget(self.agencies, 5)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space(2))
        rows.addLayout(cards)
        rows.addWidget(self._sentence)
        rows.addLayout(tables, 1)
        rows.addWidget(note)

    def show_standing(self, standing: Standing) -> None:
        """Show both states as they are now."""
        found = standing.verification
        self._claimed.show_category(self._instrument, found.claimed)
        self._verified.show_category(self._instrument, found.verified)
        self._sentence.setText(verified_sentence(self._instrument, found))
        self.tatanan.show_rows(tatanan_rows(self._instrument, found))
        self.agencies.show_rows(agency_rows(standing.agencies))
