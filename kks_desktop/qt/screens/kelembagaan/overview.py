"""The overview: four bodies by four variables, gates, and Paripurna facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kks_desktop.domain.assessment import aimed_level
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import DISTRICTS, FORUM, TEAM, VILLAGES
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.screens.kelembagaan.gates import (
    body_words,
    count_words,
    gate_sentences,
    light_of,
)
from kks_desktop.qt.screens.kelembagaan.variable_cell import VariableCell
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.qt.widgets.yes_no import YesNoField
from kks_desktop.services.fields import TOP_LEVEL

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from kks_desktop.domain.instrument import Indicator
    from kks_desktop.qt.bridge import SessionBridge


_SOURCES = {
    "K.01": ("Isi data Tim Pembina ›", TEAM),
    "K.05": ("Isi data Forum ›", FORUM),
    "K.09": ("Buka register kecamatan ›", f"{DISTRICTS}:"),
    "K.13": ("Buka register desa/kelurahan ›", f"{VILLAGES}:"),
}
"""Where the data of each body is typed, by its first variable."""


class Overview(FieldPage):
    """The sixteen variables at a glance.

    Signals:
        open_requested(str): a variable (``K.09``) or the data of a body (``lembaga:forum``).
    """

    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        self._cells: list[VariableCell] = []
        self._told: dict[str, NumberEdit] = {}
        self._body_labels: dict[str, QLabel] = {}
        show_column(self, self._rows(), 130)
        bridge.changed.connect(self._on_changed)
        self._refresh()

    # ------------------------------------------------------------ building

    def _rows(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        heading = QHBoxLayout()
        heading.addWidget(role_label(self.tr("Kelembagaan"), "title"))
        heading.addStretch()
        self._count_label = role_label("", "muted")
        heading.addWidget(self._count_label)
        rows.addLayout(heading)
        rows.addWidget(
            role_label(
                self.tr(
                    "Enam belas variabel dari empat lembaga. Isi data lembaganya sekali; variabel "
                    "mengikuti. Register yang lengkap didahulukan dari yang diketik."
                ),
                "muted",
            )
        )
        rows.addWidget(self._variables_card())
        rows.addWidget(self._gates_card())
        rows.addWidget(self._top_card())
        rows.addStretch()
        return rows

    def _variables_card(self) -> Card:
        card = Card()
        grid = QGridLayout(card)
        grid.setContentsMargins(space(4), space(4), space(4), space(4))
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(2))
        for row, (body, variables) in enumerate(self._by_body().items()):
            names = QVBoxLayout()
            names.setSpacing(0)
            names.addWidget(role_label(body, "heading", wrap=True))
            words = role_label("", "muted", wrap=True)
            self._body_labels[variables[0].code] = words
            names.addWidget(words)
            source = _SOURCES.get(variables[0].code)
            if source is not None:
                link = LinkButton(source[0], source[1])
                link.setAccessibleName(f"{source[0]}: {body}")
                link.opened.connect(self.open_requested)
                names.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addLayout(names, row, 0)
            for place, indicator in enumerate(variables, start=1):
                cell = VariableCell(indicator)
                cell.clicked.connect(self._on_cell_clicked)
                self._cells.append(cell)
                grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignVCenter)
                grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(0, chars(24))
        grid.setColumnStretch(0, 2)
        return card

    def _by_body(self) -> dict[str, list[Indicator]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self._session.instrument.kelembagaan:
            found.setdefault(indicator.component, []).append(indicator)
        return found

    def _gates_card(self) -> Card:
        card = Card()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(space(4), space(3), space(4), space(3))
        rows.setSpacing(space())
        self._gates_title = role_label("", "heading")
        self._gates_label = role_label("", "", wrap=True)
        rows.addWidget(self._gates_title)
        rows.addWidget(self._gates_label)
        return card

    def _top_card(self) -> Card:
        top = self._session.instrument.top_level
        card = Card()
        grid = QGridLayout(card)
        grid.setContentsMargins(space(4), space(3), space(4), space(4))
        grid.setHorizontalSpacing(space(4))
        grid.setVerticalSpacing(space(2))
        grid.addWidget(
            role_label(self.tr("Syarat {0}").format(top.short_name), "heading"), 0, 0, 1, 3
        )
        note = self.tr("Hanya diperlukan bila kategori itu yang dituju.")
        grid.addWidget(role_label(note, "muted"), 1, 0, 1, 3)
        before = self.tr("Wistara pada penilaian sebelumnya")
        answer = YesNoField()
        answer.setAccessibleName(before)
        grid.addWidget(role_label(before), 2, 0)
        grid.addWidget(answer, 2, 1, Qt.AlignmentFlag.AlignLeft)
        self._binding.add(answer, TOP_LEVEL, "wistara_lalu", before)
        fields = self.tr("Bidang SPM yang indeksnya tercapai")
        self._add_count(grid, 3, fields, "ip_spm", top.service_fields)
        criteria = self.tr("Kriteria inovasi yang terpenuhi")
        self._add_count(grid, 4, criteria, "inovasi", top.innovation_criteria)
        grid.setColumnStretch(2, 1)
        return card

    def _add_count(
        self, grid: QGridLayout, row: int, words: str, field: str, parts: tuple[str, ...]
    ) -> None:
        edit = NumberEdit()
        edit.setAccessibleName(self.tr("{0}, dari {1}").format(words, len(parts)))
        edit.setMaximumWidth(chars(9))
        grid.addWidget(role_label(words), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(edit, row, 1, Qt.AlignmentFlag.AlignTop)
        listed = self.tr("dari {0}: {1}").format(len(parts), "; ".join(parts))
        grid.addWidget(role_label(listed, "muted", wrap=True), row, 2)
        self._binding.add(edit, TOP_LEVEL, field, words)
        self._told[field] = edit

    # ------------------------------------------------------------ showing

    def _refresh(self) -> None:
        instrument, evaluation = self._session.instrument, self._session.evaluation
        found = evaluation.scored.indicators
        level = aimed_level(instrument, evaluation)
        for cell in self._cells:
            score = found[cell.code]
            count = count_words(instrument.by_code[cell.code], evaluation, level)
            cell.show_score(score, light_of(cell.code, score.score), count)
        answered = sum(found[cell.code].score is not None for cell in self._cells)
        self._count_label.setText(
            self.tr("{0} dari {1} terisi").format(answered, format_number(len(self._cells)))
        )
        for field, edit in self._told.items():
            edit.set_known(self._session.known(TOP_LEVEL, field))
            edit.set_overruled(self._session.taken_over(TOP_LEVEL, field))
        for code, label in self._body_labels.items():
            words, passed = body_words(code, evaluation.gates, level)
            mark = {True: "✓", False: "▲", None: "○"}[passed]
            label.setText(f"{mark} {words}")
        lacking = gate_sentences(evaluation)
        self._gates_title.setText(
            self.tr("Yang kurang untuk {0}").format(level.short_name)
            if lacking
            else self.tr("Syarat kelembagaan {0} terpenuhi").format(level.short_name)
        )
        self._gates_label.setText("\n".join(lacking))
        self._gates_label.setVisible(bool(lacking))

    @Slot()
    def _on_cell_clicked(self) -> None:
        cell = self.sender()
        if isinstance(cell, VariableCell):
            self.open_requested.emit(cell.code)

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        self._refresh()
