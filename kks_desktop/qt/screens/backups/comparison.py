"""A restored copy beside the data as they are, before a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.scoring import year_labels
from kks_desktop.qt.field_words import place_words
from kks_desktop.qt.models.plain_table import Heading, PlainRow
from kks_desktop.qt.screens.backups.words import difference_words
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.qt.wording import moment_words

if TYPE_CHECKING:
    from kks_desktop.services.restoring import Prepared
    from kks_desktop.services.session import Session

MOST = 500
"""Differences listed; more are counted above."""


class ComparisonPart(QWidget):
    """What would change, and the two ways to go on.

    Signals:
        used: the copy shall take the place of the data.
        thrown_away: the copy is not wanted.
    """

    used = Signal()
    thrown_away = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.title_label = role_label("", "heading", wrap=True)
        self.counts_label = role_label("", "", wrap=True)
        self.lacking_label = role_label("", "problem", wrap=True)
        self.table = PlainTable(
            (
                Heading(self.tr("Isian"), wide=5),
                Heading(self.tr("Data sekarang"), wide=2),
                Heading(self.tr("Salinan"), wide=2),
            )
        )
        self.table.setAccessibleName(self.tr("Isian yang berbeda"))
        self.back_button = QPushButton(self.tr("Tetap pakai &data sekarang"))
        self.use_button = QPushButton(self.tr("&Pakai salinan ini"))
        self.use_button.setProperty("primary", True)
        self.back_button.clicked.connect(self.thrown_away)
        self.use_button.clicked.connect(self.used)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.title_label)
        column.addWidget(self.counts_label)
        column.addWidget(self.lacking_label)
        column.addWidget(self.table, 1)
        note = self.tr(
            "Bila salinan dipakai, data sekarang disimpan utuh di folder sebelum-pulih dan tetap "
            "dapat dibuka."
        )
        column.addWidget(role_label(note, "muted", wrap=True))
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.use_button)
        column.addLayout(buttons)

    def show_prepared(self, prepared: Prepared, *, may_use: bool) -> None:
        """Show what a restored copy would change."""
        found, instrument = prepared.difference, self._session.instrument
        self.title_label.setText(
            self.tr("Salinan dari cadangan {0}, sudah dibaca ulang").format(
                moment_words(prepared.backup.info.at)
            )
        )
        self.counts_label.setText(difference_words(found))
        missing = len(prepared.restored.lacking)
        words = self.tr("▲ {0} berkas bukti tidak ada lagi di mana pun; lampirkan lagi nanti.")
        self.lacking_label.setText(words.format(missing))
        self.lacking_label.setVisible(bool(missing))
        info = self._session.info
        years = year_labels(instrument, info.year)
        blank = self.tr("kosong")
        self.table.show_rows(
            [
                PlainRow(
                    key="",
                    cells=(
                        place_words(instrument, years, one.code, one.field),
                        one.now or blank,
                        one.copy or blank,
                    ),
                )
                for one in found.fields[:MOST]
            ]
        )
        self.table.setVisible(bool(found.fields))
        self.use_button.setEnabled(may_use)
        (self.back_button if found.equal else self.use_button).setFocus()
