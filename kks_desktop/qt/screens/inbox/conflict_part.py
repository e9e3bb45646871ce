"""Two revisions that contradict each other, side by side: people decide which one applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.file_names import shown_name
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.inbox.words import detail_words, difference_rows, first_upper
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.qt.wording import moment_words, revision_words

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.inbox import Conflict, Received


class ConflictPart(QWidget):
    """What applies beside what contradicts it.

    Signals:
        decided(str, bool): the contradicting revision, and whether it applies from now on.
        closed(): back to the list, undecided.
    """

    decided = Signal(str, bool)
    closed = Signal()

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._conflict: Conflict | None = None
        self.title_label = role_label("", "heading", wrap=True)
        self.labels = [[role_label("", role, wrap=True) for role in ("heading", "")] for _ in "ab"]
        self.count_label = role_label("", "muted", wrap=True)
        self.table = PlainTable(
            (
                Heading(self.tr("Butir yang berbeda"), wide=3),
                Heading(self.tr("Yang berlaku"), wide=4),
                Heading(self.tr("Yang bertentangan"), wide=4),
            )
        )
        self.table.setAccessibleName(self.tr("Butir yang berbeda"))
        self.back_button = QPushButton(self.tr("&Belum diputuskan"))
        self.keep_button = QPushButton(self.tr("Yang &lama tetap berlaku"))
        self.other_button = QPushButton(self.tr("Yang &bertentangan menjadi berlaku"))
        self._lay_out()
        self.back_button.clicked.connect(self.closed)
        self.keep_button.clicked.connect(self._on_keep)
        self.other_button.clicked.connect(self._on_other)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.title_label)
        why = self.tr(
            "Tanyakan kepada pengirim mana yang benar, lewat nomor kantornya yang dikenal. "
            "Keduanya tetap disimpan, dan tanda terimanya mengatakan putusannya."
        )
        column.addWidget(role_label(why, "muted", wrap=True))
        sides = QHBoxLayout()
        sides.setSpacing(space(3))
        for labels in self.labels:
            sides.addWidget(_card(labels), 1)
        column.addLayout(sides)
        column.addWidget(self.count_label)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.keep_button)
        row.addWidget(self.other_button)
        column.addLayout(row)

    def show_conflict(self, conflict: Conflict) -> None:
        """Show two revisions of one region and year."""
        self._conflict = conflict
        other = conflict.other
        self.title_label.setText(
            self.tr("{0}, penilaian {1}: mana yang berlaku?").format(other.region_name, other.year)
        )
        titles = (self.tr("✓ Yang berlaku"), self.tr("▲ Yang bertentangan"))
        for labels, title, one in zip(self.labels, titles, (conflict.current, other), strict=True):
            labels[0].setText(f"{title}: {first_upper(revision_words(one.revision))}")
            labels[1].setText(self._facts(one))
        self.count_label.setText(
            self.tr("{0} butir berbeda.").format(format_number(len(conflict.differences)))
        )
        self.table.show_rows(difference_rows(conflict.differences))

    def _facts(self, one: Received) -> str:
        came = self.tr("Masuk {0} sebagai {1}.").format(
            moment_words(one.received_at), shown_name(one.file_name)
        )
        return f"{came}\n{detail_words(one, self._instrument)}"

    @Slot()
    def _on_keep(self) -> None:
        if self._conflict is not None:
            self.decided.emit(self._conflict.other.content_id, False)

    @Slot()
    def _on_other(self) -> None:
        if self._conflict is not None:
            self.decided.emit(self._conflict.other.content_id, True)


def _card(labels: list[QLabel]) -> QWidget:
    card = Card()
    inner = QVBoxLayout(card)
    inner.setContentsMargins(space(4), space(3), space(4), space(3))
    inner.setSpacing(space())
    for label in labels:
        inner.addWidget(label)
    inner.addStretch(1)
    return card
