"""The home page: the indicated category, its gates, the nine bars and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.domain.chart import tatanan_chart
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.qt.forms.ui_beranda import Ui_BerandaPage
from kks_desktop.qt.screens.beranda.bars import TatananBars
from kks_desktop.qt.screens.beranda.gates import (
    Gate,
    bodies_gate,
    category_sentence,
    odf_gate,
    settings_gate,
)
from kks_desktop.qt.screens.beranda.todo import AT_MOST, Todo, todos
from kks_desktop.qt.theme import chars, colours, role_label
from kks_desktop.qt.widgets.form_looks import dress, set_role
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.qt.wording import moment_words, revision_words
from kks_desktop.services.fields import ASSESSMENT
from kks_desktop.services.session import Edit
from kks_desktop.services.years import waiting

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from kks_desktop.qt.bridge import SessionBridge


NARROW = 120
"""Below so many digits the chart needs the whole width for itself."""


class _TodoRow(QWidget):
    """A link with the reason under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.link = LinkButton(parent=self)
        self.why = role_label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.why)

    def show_todo(self, todo: Todo | None) -> None:
        self.setVisible(todo is not None)
        if todo is not None:
            self.link.lead_to(todo.title, todo.code)
            self.why.setText(todo.why)


class BerandaPage(QScrollArea):
    """Where the assessment stands.

    Signals:
        open_requested(str): an indicator (``1.06``, ``K.09``), a tatanan (``1``) or a page
            (``basis``, ``kelembagaan``).
    """

    open_requested = Signal(str)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._stale = True
        self.ui = Ui_BerandaPage()
        self.ui.setupUi(self)
        dress(self)
        self._bars = TatananBars(len(self._session.instrument.tatanan))
        self.ui.chart_layout.addWidget(self._bars)
        levels = self._session.instrument.levels
        marks = ", ".join(f"{level.tatanan_min} % {level.short_name}" for level in levels)
        legend = self.tr("Garis: {0}. Batang bergaris: belum terisi semua. Klik untuk membuka.")
        self.ui.chart_layout.addWidget(role_label(legend.format(marks), "muted", wrap=True))
        self.ui.chart_layout.addStretch()
        self._rows = [_TodoRow(self) for _ in range(AT_MOST)]
        for row in self._rows:
            row.link.opened.connect(self.open_requested)
            self.ui.next_layout.addWidget(row)
        self._done_label = role_label(self.tr("Semua indikator terisi dan siap dikirim."), "muted")
        self.ui.next_layout.addWidget(self._done_label)
        self._fill_targets()
        self._bars.opened.connect(self._on_bar_opened)
        self.ui.target_combo.activated.connect(self._on_target_activated)
        bridge.changed.connect(self._on_changed)
        bridge.saved.connect(self._on_saved)
        self.backup_link = LinkButton(self.tr("Cadangan"), "cadangan", self)
        self.backup_link.opened.connect(self.open_requested)
        self.ui.state_layout.addWidget(self.backup_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.sent_link = LinkButton(self.tr("Terkirim dan jawaban provinsi"), "terkirim", self)
        self.sent_link.opened.connect(self.open_requested)
        self.ui.state_layout.addWidget(self.sent_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.ui.saved_label.hide()
        self.set_last_sent(None, 0)
        self.refresh()

    def set_last_sent(self, at: datetime | None, revision: int) -> None:
        """Say when a bundle was last written; ``None`` for never."""
        if at is None:
            self.ui.sent_label.setText(self.tr("Belum pernah dikirim."))
            return
        words = self.tr("Terakhir dikirim {0}, {1}.").format(
            moment_words(at), revision_words(revision)
        )
        self.ui.sent_label.setText(words)

    def set_last_backup(self, at: datetime | None, *, faulty: bool) -> None:
        """Say when the data were last backed up; ``faulty`` if a place did not take it."""
        words = self.tr("Belum ada cadangan")
        if at is not None:
            words = self.tr("Cadangan terakhir {0}").format(moment_words(at))
        if faulty:
            words = self.tr("▲ {0}, ada tempat yang gagal").format(words)
        self.backup_link.setText(words)

    def refresh(self) -> None:
        """Show the assessment as it is now."""
        self._stale = False
        instrument, evaluation = self._session.instrument, self._session.evaluation
        head, rest = category_sentence(instrument, evaluation)
        self.ui.category_label.setText(head)
        self.ui.blockers_label.setText(rest)
        self._paint_category()
        self._show_gate(
            self.ui.odf_mark, self.ui.odf_value, self.ui.odf_note, odf_gate(instrument, evaluation)
        )
        self._show_gate(
            self.ui.bodies_mark,
            self.ui.bodies_value,
            self.ui.bodies_note,
            bodies_gate(instrument, evaluation),
        )
        self._show_gate(
            self.ui.settings_mark,
            self.ui.settings_value,
            self.ui.settings_note,
            settings_gate(instrument, evaluation),
        )
        self._bars.set_chart(tatanan_chart(instrument, evaluation))
        found = todos(instrument, evaluation)
        for number, row in enumerate(self._rows):
            row.show_todo(found[number] if number < len(found) else None)
        self._done_label.setVisible(not found)
        self._show_completeness()
        combo = self.ui.target_combo
        with QSignalBlocker(combo):
            combo.setCurrentIndex(max(0, combo.findData(self._session.raw(ASSESSMENT, "target"))))

    def show_field(self, code: str, field: str) -> None:
        """Put the cursor into the proposed category, the one field of this page."""
        self.ui.target_combo.setFocus()

    def _show_completeness(self) -> None:
        scored = self._session.evaluation.scored
        answered = sum(t.answered for t in scored.tatanan)
        of = sum(t.of for t in scored.tatanan)
        self.ui.answered_label.setText(
            self.tr("{0} dari {1} indikator sudah bernilai").format(answered, of)
        )
        self.ui.answered_bar.setRange(0, of)
        self.ui.answered_bar.setValue(answered)
        silent = len(scored.in_state(AnswerState.SILENT))
        flagged = len(scored.in_state(AnswerState.PROBLEM))
        blank = len(scored.in_state(AnswerState.EMPTY, AnswerState.INCOMPLETE))
        carried = sum(len(group.marks) for group in waiting(self._session))
        parts = (
            self.tr("○ {0} belum terisi").format(blank) if blank else "",
            self.tr("◐ {0} perlu keputusan").format(silent) if silent else "",
            self.tr("▲ {0} perlu diperbaiki").format(flagged) if flagged else "",
            self.tr("◷ {0} dibawa, belum dikonfirmasi").format(carried) if carried else "",
        )
        self.ui.open_label.setText(" · ".join(part for part in parts if part))
        self.ui.open_label.setVisible(any(parts))

    def _show_gate(self, mark: QLabel, value: QLabel, note: QLabel, gate: Gate) -> None:
        mark.setText({True: "✓", False: "▲", None: "○"}[gate.passed])
        words = {
            True: self.tr("Syarat terpenuhi"),
            False: self.tr("Syarat belum terpenuhi"),
            None: self.tr("Belum diisi lengkap"),
        }[gate.passed]
        mark.setAccessibleName(words)
        mark.setToolTip(words)
        set_role(mark, {True: "accent", False: "problem", None: "muted"}[gate.passed])
        value.setText(gate.value)
        note.setText(gate.note)

    def _paint_category(self) -> None:
        """Put the category's colour at the edge; the words carry the meaning."""
        category = self._session.evaluation.category.indicated
        self.ui.category_card.set_stripe(colours(self).category(category))

    def _fill_targets(self) -> None:
        combo = self.ui.target_combo
        combo.addItem(self.tr("Belum ditentukan"), "")
        for key in self._session.instrument.category_keys:
            combo.addItem(self._session.instrument.category_name(key), key)
        combo.setEnabled(not self._session.read_only)

    @Slot(int)
    def _on_bar_opened(self, row: int) -> None:
        self.open_requested.emit(str(self._session.instrument.tatanan[row].number))

    @Slot(int)
    def _on_target_activated(self, index: int) -> None:
        key = self.ui.target_combo.itemData(index)
        self._session.set([Edit(ASSESSMENT, "target", key)], self.tr("Kategori usulan"))

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        # While another page is in front, typing there must not pay for this one.
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    @Slot(object)
    def _on_saved(self, at: datetime) -> None:
        self.ui.saved_label.show()
        self.ui.saved_label.setText(self.tr("Tersimpan {0}.").format(moment_words(at)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < chars(NARROW)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self.ui.middle_layout.setDirection(down if narrow else right)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and not self._stale:
            self._paint_category()
