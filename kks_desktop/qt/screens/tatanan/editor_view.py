"""The layout of the indicator editor: everything that is seen, nothing that decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.scoring import IndicatorScore
from kks_desktop.qt.theme import restyle, role_label, scaled_font, space
from kks_desktop.qt.widgets.carried_box import CarriedBox
from kks_desktop.qt.widgets.evidence_list import EvidenceList
from kks_desktop.qt.widgets.folding import FoldingSection
from kks_desktop.qt.widgets.history_panel import HistoryPanel
from kks_desktop.qt.widgets.measure_grid import MeasureGrid
from kks_desktop.qt.widgets.measure_rows import set_text
from kks_desktop.qt.widgets.option_list import OptionList
from kks_desktop.qt.widgets.saved_label import SavedLabel
from kks_desktop.qt.widgets.state_mark import StateMark
from kks_desktop.qt.widgets.suggestion_box import SuggestionBox
from kks_desktop.qt.widgets.text_area import TextArea

LONG_TITLE = 110
CARRIED = "dibawa"


class EditorView(QWidget):
    """The widgets of the editor in their places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = role_label("", "title", wrap=True)
        self.title_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state_mark = StateMark("kosong", self)
        self.score_label = role_label("", "heading")
        self.agency_label = role_label("", "muted", wrap=True)
        self.folds = QHBoxLayout()
        self.definition_section = FoldingSection(self.tr("Definisi"), self, self.folds)
        self.definition_label = role_label("", wrap=True)
        self.references_label = role_label("", wrap=True)
        self.doubts_section = FoldingSection("", self, self.folds)
        self.doubts_label = role_label("", wrap=True)
        self.carried = CarriedBox(self)
        self.grid = MeasureGrid(self)
        self.suggestion = SuggestionBox(self)
        self.province_label = role_label("", "accent", wrap=True)
        self.province_label.hide()
        self.options = OptionList(self)
        self.reason_label = role_label("", wrap=True)
        self.reason_edit = TextArea("reason", self)
        self.note_label = role_label(self.tr("Catatan"), "muted")
        self.note_edit = TextArea("note", self)
        self.evidence = EvidenceList(self)
        self.history = HistoryPanel(self)
        self.saved_label = SavedLabel(self)
        self.history_button = QToolButton(self)
        self.previous_button = QToolButton(self)
        self.next_button = QToolButton(self)
        self._arrange()

    def _arrange(self) -> None:
        self.definition_section.body_layout.addWidget(self.definition_label)
        self.definition_section.body_layout.addWidget(self.references_label)
        self.doubts_section.body_layout.addWidget(self.doubts_label)
        for label, edit in (
            (self.reason_label, self.reason_edit),
            (self.note_label, self.note_edit),
        ):
            label.setBuddy(edit)
        self.reason_edit.setAccessibleName(self.tr("Alasan"))
        self.history.hide()
        body = QWidget()
        body.setProperty("surface", True)
        body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(body)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        column.addLayout(self._header())
        column.addWidget(self.agency_label)
        self.folds.setSpacing(space(3))
        self.folds.addStretch()
        column.addLayout(self.folds)
        column.addWidget(self.definition_section)
        column.addWidget(self.doubts_section)
        column.addWidget(self.carried)
        column.addWidget(self.grid)
        column.addWidget(self.suggestion)
        column.addWidget(self.province_label)
        column.addWidget(self.options)
        column.addWidget(self.reason_label)
        column.addWidget(self.reason_edit)
        column.addWidget(self.note_label)
        column.addWidget(self.note_edit)
        column.addWidget(self.evidence)
        column.addWidget(self.history)
        column.addStretch()
        self._surround(body)

    def _surround(self, body: QWidget) -> None:
        """The scrolling page, and the footer that stays."""
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setProperty("surface", True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.scroll_area, 1)
        line = QFrame(self)
        line.setProperty("hairline", True)
        line.setFixedHeight(1)
        outer.addWidget(line)
        outer.addLayout(self._footer())

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(3))
        row.addWidget(self.title_label, 1)
        score = QHBoxLayout()
        score.setSpacing(space())
        score.addWidget(self.state_mark)
        score.addWidget(self.score_label)
        row.addLayout(score)
        row.setAlignment(score, Qt.AlignmentFlag.AlignTop)
        return row

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(space(4), space(), space(4), space())
        row.setSpacing(space(2))
        self.history_button.setText(self.tr("Riwayat"))
        self.history_button.setCheckable(True)
        self.previous_button.setToolTip(self.tr("Indikator sebelumnya (Ctrl+↑)"))
        self.next_button.setToolTip(self.tr("Indikator berikutnya (Ctrl+↓)"))
        row.addWidget(self.saved_label, 1)
        row.addWidget(self.history_button)
        row.addWidget(self.previous_button)
        row.addWidget(self.next_button)
        return row

    # ------------------------------------------------------------ content

    def show_texts(self, indicator: Indicator) -> None:
        """What the instrument says about an indicator."""
        title = f"{indicator.code}  {indicator.title}"
        factor = 1.05 if len(title) > LONG_TITLE else 1.25
        self.title_label.setFont(scaled_font(factor, bold=True))
        self.title_label.setText(title)
        self.definition_label.setText(indicator.definition)
        self.definition_label.setVisible(bool(indicator.definition))
        self.references_label.setText(self._references(indicator))
        self.references_label.setVisible(bool(indicator.references))
        self.doubts_section.button.setVisible(bool(indicator.notes))
        if not indicator.notes:
            self.doubts_section.set_open(False)
        self.doubts_section.set_title(
            self.tr("Catatan tentang naskah juknis ({})").format(len(indicator.notes))
        )
        self.doubts_label.setText(
            "\n".join(
                self.tr("• {} Bacaan program ini: {}").format(note.issue, note.reading)
                for note in indicator.notes
            )
        )

    def show_agencies(self, indicator: Indicator, names: Sequence[str]) -> None:
        """Who handles an indicator, the main OPD first, and where its data come from."""
        parts = [" · ".join(dict.fromkeys([indicator.component, *names])).removeprefix(" · ")]
        if indicator.applications:
            parts.append(self.tr("Sumber: {}").format(", ".join(indicator.applications)))
        if indicator.validated_by_head:
            parts.append(self.tr("disahkan Kepala OPD"))
        set_text(self.agency_label, "   ".join(part for part in parts if part))

    def _references(self, indicator: Indicator) -> str:
        return (
            self.tr("Rujukan: {}").format("; ".join(indicator.references))
            if indicator.references
            else ""
        )

    def show_score(self, found: IndicatorScore, *, took_reading: bool, read_only: bool) -> None:
        """How the indicator stands."""
        self.state_mark.set_state(found.state)
        words = (
            self.tr("Nilai –") if found.score is None else self.tr("Nilai {}").format(found.score)
        )
        set_text(self.score_label, words)
        self.suggestion.show_score(found, took_reading=took_reading, read_only=read_only)
        self.options.set_suggested(found.suggestion.score)

    def show_province(self, notes: Sequence[str]) -> None:
        """What the province told of the indicator."""
        set_text(self.province_label, "\n".join(notes))
        self.province_label.setVisible(bool(notes))

    def show_carried(self, words: str, *, to_confirm: bool, read_only: bool) -> None:
        """What an earlier assessment left; while it waits to be confirmed nothing counts."""
        if to_confirm:
            self.state_mark.set_state(CARRIED)
            set_text(self.score_label, self.tr("Nilai –"))
        self.carried.show_words(words, to_confirm=to_confirm, read_only=read_only)

    def show_reason(self, *, needed: bool, filled: bool, suggested: bool = True) -> None:
        """Ask for a reason where the choice differs from the suggestion, or there is none."""
        shown = needed or filled
        if needed and not filled:
            text, role = self.tr("▲ Alasan (wajib, karena pilihan berbeda dari saran)"), "problem"
            if not suggested:
                text = self.tr("▲ Alasan (wajib, karena belum ada saran yang dapat diikuti)")
        else:
            text, role = self.tr("Alasan memilih nilai lain"), "muted"
        set_text(self.reason_label, text)
        if self.reason_label.property("role") != role:
            self.reason_label.setProperty("role", role)
            restyle(self.reason_label)
        self.reason_label.setVisible(shown)
        self.reason_edit.setVisible(shown)

    def show_neighbours(self, previous: str, following: str) -> None:
        """Name the indicators before and after; empty at the ends."""
        self.previous_button.setText(f"‹ {previous}" if previous else "‹")
        self.next_button.setText(f"{following} ›" if following else "›")
        self.previous_button.setEnabled(bool(previous))
        self.next_button.setEnabled(bool(following))
        self.previous_button.setAccessibleName(self.tr("Sebelumnya: {}").format(previous))
        self.next_button.setAccessibleName(self.tr("Berikutnya: {}").format(following))
