"""The plan to the proposed category, and what of it is out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.agencies.words import gate_lines, plan_rows, plan_sentence
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.agencies import reach_edit
from kks_desktop.services.fields import ASSESSMENT
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.agencies import Standing


class PlanTab(QWidget):
    """The smallest set of indicators that reaches the target.

    Signals:
        open_requested(str): the code of an indicator, or the number of a tatanan.
    """

    open_requested = Signal(str)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._limits: dict[str, int] = {}
        self.target_combo = QComboBox()
        self.table = PlainTable(
            (
                Heading(self.tr("Indikator"), wide=5),
                Heading(self.tr("Nilai")),
                Heading(self.tr("Yang harus terjadi"), wide=6),
                Heading(self.tr("OPD"), wide=3),
                Heading(self.tr("Di luar jangkauan")),
            )
        )
        self.table.setAccessibleName(self.tr("Rencana"))
        self.reach_button = QPushButton(self.tr("Yang terjangkau…"))
        self._menu = QMenu(self)
        self._choices = QActionGroup(self._menu)
        self._build()
        self._fill_targets()
        self.target_combo.activated.connect(self._on_target_activated)
        self.table.opened.connect(self.open_requested)
        self.table.ticked.connect(self._on_ticked)
        self.table.moved.connect(self._on_moved)
        self.reach_button.clicked.connect(self._on_reach_clicked)
        self._choices.triggered.connect(self._on_reach_chosen)
        self.table.rows.changeable = not self._session.read_only

    def _build(self) -> None:
        self._sentence = role_label("", "heading", wrap=True)
        label = QLabel(self.tr("&Kategori yang dituju"))
        label.setBuddy(self.target_combo)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(label)
        top.addWidget(self.target_combo)
        top.addStretch()
        self._gates_card = Card()
        inner = QVBoxLayout(self._gates_card)
        inner.setContentsMargins(space(3), space(2), space(3), space(2))
        inner.setSpacing(space())
        self._gates_title = role_label(self.tr("Syarat di luar tatanan"), "heading")
        self._gates_label = role_label("", wrap=True)
        inner.addWidget(self._gates_title)
        inner.addWidget(self._gates_label)
        note = self.tr(
            "Spasi menandai di luar jangkauan, lalu rencana disusun lagi. Enter membuka indikator."
        )
        foot = QHBoxLayout()
        foot.addWidget(role_label(note, "muted", wrap=True), 1)
        foot.addWidget(self.reach_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space(2))
        rows.addLayout(top)
        rows.addWidget(self._sentence)
        rows.addWidget(self._gates_card)
        rows.addWidget(self.table, 1)
        rows.addLayout(foot)

    def _fill_targets(self) -> None:
        combo, instrument = self.target_combo, self._session.instrument
        combo.addItem(self.tr("Belum ditentukan: yang berikutnya"), "")
        for key in instrument.category_keys:
            combo.addItem(instrument.category_name(key), key)
        combo.setEnabled(not self._session.read_only)

    def show_standing(self, standing: Standing) -> None:
        """Show the plan as it is now."""
        instrument = self._session.instrument
        self._limits = dict(standing.limits)
        self._sentence.setText(plan_sentence(instrument, standing))
        lines = gate_lines(standing)
        self._gates_label.setText("\n".join(lines))
        self._gates_card.setVisible(bool(lines))
        self.table.show_rows(plan_rows(instrument, standing))
        self._on_moved(self.table.key)
        combo = self.target_combo
        with QSignalBlocker(combo):
            combo.setCurrentIndex(max(0, combo.findData(self._session.raw(ASSESSMENT, "target"))))

    # ------------------------------------------------------------ what is out of reach

    @Slot(int)
    def _on_target_activated(self, index: int) -> None:
        key = self.target_combo.itemData(index)
        self._bridge.commit([Edit(ASSESSMENT, "target", key)], self.tr("Kategori usulan"))

    @Slot(str, bool)
    def _on_ticked(self, code: str, ticked: bool) -> None:
        self._limit(code, 0 if ticked else None)

    def _limit(self, code: str, limit: int | None) -> None:
        label = self.tr("Jangkauan {0}").format(code)
        self._bridge.commit([reach_edit(code, limit)], label)

    @Slot(str)
    def _on_moved(self, key: str) -> None:
        known = key in self._session.instrument.by_code
        self.reach_button.setEnabled(known and not self._session.read_only)

    @Slot()
    def _on_reach_clicked(self) -> None:
        """Offer how far the indicator in front can be raised."""
        indicator = self._session.instrument.by_code.get(self.table.key)
        if indicator is None:
            return
        self._menu.clear()
        now = self._session.evaluation.scored.indicators[indicator.code].score or 0
        scores = sorted({o.score for o in indicator.options if o.score > now}, reverse=True)
        self._menu.addSection(self.tr("Nilai tertinggi yang masih terjangkau"))
        self._offer(self.tr("Semua nilai"), None)
        for score in scores[1:]:
            self._offer(self.tr("Paling tinggi {0}").format(score), score)
        self._offer(self.tr("Di luar jangkauan"), 0)
        self._menu.popup(self.reach_button.mapToGlobal(QPoint(0, self.reach_button.height())))

    def _offer(self, words: str, limit: int | None) -> None:
        action = self._menu.addAction(words)
        action.setCheckable(True)
        action.setData(limit)
        action.setChecked(self._limits.get(self.table.key) == limit)
        self._choices.addAction(action)

    @Slot(QAction)
    def _on_reach_chosen(self, action: QAction) -> None:
        self._limit(self.table.key, action.data())
