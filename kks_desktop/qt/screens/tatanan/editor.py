"""The editor of one indicator or kelembagaan variable, reused for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kks_desktop.domain.agencies import agency_words, names_agencies
from kks_desktop.domain.answers import Answer
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import NOT_NEEDED
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.marks import MARK
from kks_desktop.domain.scoring import IndicatorScore, min_share, score_indicator, year_labels
from kks_desktop.domain.suggestion import Status
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.field_words import field_words
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.tatanan.editor_view import EditorView
from kks_desktop.qt.screens.tatanan.pending import PendingEdits
from kks_desktop.qt.screens.tatanan.proof import EditorProof
from kks_desktop.qt.screens.tatanan.words import carried_words, history_lines
from kks_desktop.services.fields import answer_of
from kks_desktop.services.session import Change, Edit, HistoryEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

READING_TAKEN = "ya"


class IndicatorEditor(QWidget):
    """Shows and edits one indicator of the session.

    Signals:
        previous_requested: go to the indicator before.
        next_requested: go to the indicator after.
    """

    previous_requested = Signal()
    next_requested = Signal()

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._years = year_labels(self._session.instrument, self._session.info.year)
        self._indicator: Indicator | None = None
        self._failure = ""
        self.notes: Callable[[str], Sequence[str]] = _no_notes
        """What the province tells of an indicator, by its code."""
        self.view = EditorView(self)
        self.pending = PendingEdits(bridge, self._label, self, pause_ms)
        self.proof = EditorProof(self.view.evidence, bridge, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect()

    def _connect(self) -> None:
        view, bridge = self.view, self._bridge
        for source in (view.grid, view.reason_edit, view.note_edit):
            source.edited.connect(self._on_edited)
            source.entered.connect(self.pending.begin_visit)
            source.left.connect(self._on_left)
        view.options.picked.connect(self._on_picked)
        view.suggestion.reading_taken.connect(self._on_reading_taken)
        view.carried.confirmed.connect(self.confirm)
        view.history_button.toggled.connect(self._on_history_toggled)
        view.history.restore_requested.connect(self._on_restore_requested)
        view.previous_button.clicked.connect(self.previous_requested)
        view.next_button.clicked.connect(self.next_requested)
        self.pending.paused.connect(self._on_paused)
        bridge.changed.connect(self._on_changed)
        bridge.saved.connect(self._on_saved)
        bridge.failed.connect(self._on_failed)
        bridge.accepted.connect(self._on_accepted)

    # ------------------------------------------------------------ public

    @property
    def code(self) -> str:
        """The code of the indicator shown; empty before the first."""
        return self._indicator.code if self._indicator else ""

    def show_indicator(self, code: str) -> bool:
        """Show another indicator; ``False`` and no change while a typed text is refused."""
        if not self.pending.flush():
            return False
        self.pending.open(code)
        indicator = self._session.instrument.by_code[code]
        read_only = self._session.read_only
        self._indicator = indicator
        view = self.view
        view.setUpdatesEnabled(False)
        view.show_texts(indicator)
        view.show_province(self.notes(code))
        self._show_agencies(indicator)
        view.grid.set_indicator(indicator, self._years, read_only=read_only)
        view.options.set_read_only(read_only)
        view.options.set_options(indicator.options)
        view.reason_edit.setReadOnly(read_only)
        view.note_edit.setReadOnly(read_only)
        for field in (*view.grid.fields, "choice", "reason", "note"):
            self._load(field)
        view.history_button.setChecked(False)
        self.proof.show(indicator)
        self._refresh()
        self._show_saved()
        view.scroll_area.verticalScrollBar().setValue(0)
        view.setUpdatesEnabled(True)
        return True

    def flush(self) -> bool:
        """Hand over whatever is typed, at once; ``False`` if a text was refused."""
        self.proof.flush()
        return self.pending.flush()

    def set_neighbours(self, previous: str, following: str) -> None:
        """Name the indicators before and after; empty at the ends."""
        self.view.show_neighbours(previous, following)

    def focus_first(self) -> None:
        """Put the cursor where entry begins."""
        if not self.view.grid.focus_first() and self.view.options.rows:
            self.view.options.rows[0].setFocus()

    def focus_field(self, field: str) -> None:
        """Put the cursor into a field; where it is not shown, where entry begins."""
        texts = {"reason": self.view.reason_edit, "note": self.view.note_edit}
        rows = self.view.options.rows
        kind, _, item = field.partition("/")
        proof = self.view.evidence.row_of(item) if kind == NOT_NEEDED else None
        if proof is not None:
            proof.focus_in()
            self.view.scroll_area.ensureWidgetVisible(proof)
        elif field in texts and texts[field].isVisible():
            texts[field].setFocus()
        elif field == "choice" and rows:
            next((row for row in rows if row.isChecked()), rows[0]).setFocus()
        elif not self.view.grid.focus_field(field):
            self.focus_first()

    def pick_number(self, number: int) -> bool:
        """Choose an option as its digit key does."""
        return self.view.options.pick_number(number)

    @Slot()
    def confirm(self) -> None:
        """Let what was carried into the indicator shown count from now on."""
        if not self.pending.flush() or not self._raw(MARK) or self._session.read_only:
            return
        label = self.tr("Konfirmasi {}").format(self.code)
        self.pending.commit([Edit(self.code, MARK, "")], label)
        self._refresh()
        self._show_saved()
        self.focus_first()

    # ------------------------------------------------------------ fields

    def _raw(self, field: str) -> str:
        return self._session.raw(self.code, field)

    def _label(self, field: str) -> str:
        if self._indicator is None:
            return field
        return f"{self.code} {field_words(self._indicator, field, self._years)}"

    def _typed(self, field: str) -> str:
        if field == "reason":
            return self.view.reason_edit.raw()
        if field == "note":
            return self.view.note_edit.raw()
        return self.view.grid.raw(field)

    def _load(self, field: str) -> None:
        """Show what the session has for a field."""
        view, raw = self.view, self._raw(field)
        if field == "choice":
            view.options.set_choice(int(raw) if raw.isdigit() else None)
        elif field == "reason":
            view.reason_edit.set_raw(raw)
        elif field == "note":
            view.note_edit.set_raw(raw)
        elif field in view.grid.fields:
            view.grid.set_raw(field, raw)

    @Slot(str)
    def _on_edited(self, field: str) -> None:
        self.pending.put(field, self._typed(field))
        if field != "note":
            self._refresh()

    @Slot(str)
    def _on_left(self, field: str) -> None:
        if self.pending.has(field):
            self.pending.flush()
            self._refresh()
            self._show_saved()

    @Slot()
    def _on_paused(self) -> None:
        for field in self.view.grid.fields:
            if self.pending.has(field):
                self.view.grid.settle(field)

    # ------------------------------------------------------------ choices

    @Slot(object)
    def _on_picked(self, score: int | None) -> None:
        self._choose("" if score is None else str(score), "")

    @Slot(object)
    def _on_reading_taken(self, score: int) -> None:
        self.view.options.set_choice(score)
        self._choose(str(score), READING_TAKEN)

    def _choose(self, choice: str, reading: str) -> None:
        self.pending.flush()
        edits = [Edit(self.code, "choice", choice), Edit(self.code, "reading", reading)]
        self.pending.commit(edits, self._label("choice"))
        self._refresh()
        self._show_saved()

    # ------------------------------------------------------------ computed

    def _preview(self, indicator: Indicator) -> tuple[Answer, IndicatorScore, Figures]:
        """Score what stands on the screen, committed or not."""
        code, view, session = indicator.code, self.view, self._session
        raws = {
            (code, field): session.taken_over(code, field)
            or view.grid.readable_raw(field)
            or session.known(code, field)
            for field in view.grid.fields
        }
        raws |= {(code, field): self._raw(field) for field in ("choice", "reading", "note")}
        raws[(code, "reason")] = view.reason_edit.raw()
        answer = answer_of(indicator, raws)
        answers = session.evaluation.answers
        answers = replace(answers, answers={**answers.answers, code: answer})
        share = min_share(session.instrument, indicator, answers.target)
        figures = Figures(indicator, answer, answers.base_data, share)
        return answer, score_indicator(session.instrument, indicator, answers), figures

    @property
    def _to_confirm(self) -> bool:
        """Whether what was carried waits still; what is typed here confirms it."""
        typed = any(self.pending.has(field) for field in self.view.grid.fields)
        return bool(self._raw(MARK)) and not typed

    def _refresh(self) -> None:
        """Show what follows from the screen: shares, suggestion, score."""
        if self._indicator is None:
            return
        answer, found, figures = self._preview(self._indicator)
        for field in self.view.grid.fields:
            known = self._session.known(self.code, field)
            self.view.grid.set_known(
                field, known, counts=bool(self._session.taken_over(self.code, field))
            )
        self.view.grid.show_figures(figures)
        self.view.show_score(
            found, took_reading=answer.took_reading, read_only=self._session.read_only
        )
        self.view.show_carried(
            carried_words(self._session, self._indicator, self._years, marked=self._to_confirm),
            to_confirm=self._to_confirm,
            read_only=self._session.read_only,
        )
        takes_reading = (
            found.suggestion.status is Status.SILENT and answer.choice == found.suggestion.reading
        )
        self.view.show_reason(
            needed=found.differs and not takes_reading,
            filled=bool(answer.reason.strip()),
            suggested=found.suggestion.score is not None,
        )

    # ------------------------------------------------------------ session

    def _show_agencies(self, indicator: Indicator) -> None:
        session = self._session
        names = agency_words(session.instrument, indicator, session.table)
        self.view.show_agencies(indicator, names)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._indicator is not None and names_agencies(change.keys):
            self._show_agencies(self._indicator)
        if self.code not in change.codes:
            return
        for code, field in change.keys:
            if code != self.code or (code, field) in self.pending.writing:
                continue
            if not self.pending.has(field):
                self._load(field)
                self.pending.begin_visit(field)
        if not self.pending.writing:
            self._refresh()
        if self.view.history_button.isChecked():
            self._show_history()
        self._show_saved()

    @Slot(object)
    def _on_saved(self, _at: object) -> None:
        if not self._bridge.refused:
            self._failure = ""
        self._show_saved()
        if self.view.history_button.isChecked():
            self._show_history()

    @Slot(object)
    def _on_failed(self, fault: KksError) -> None:
        self._failure = str(fault)
        self._show_saved()

    @Slot()
    def _on_accepted(self) -> None:
        self._failure = ""
        self._show_saved()

    def _show_saved(self) -> None:
        label, session = self.view.saved_label, self._session
        not_durable = session.unsaved | self._bridge.refused
        waits = any(code == self.code for code, _ in not_durable)
        if waits and self._failure:
            label.show_failed(self._failure)
        elif waits:
            label.show_waiting()
        else:
            entry = session.saved_at(self.code) if self.code else None
            label.show_saved(entry.at if entry else None, entry.who if entry else "")

    @Slot(bool)
    def _on_history_toggled(self, shown: bool) -> None:
        self.view.history.setVisible(shown)
        if shown:
            self.pending.flush()
            self._show_history()
            self.view.scroll_area.ensureWidgetVisible(self.view.history)

    def _show_history(self) -> None:
        if self._indicator is not None:
            lines = history_lines(self._session, self._indicator, self._years)
            self.view.history.show_lines(lines, may_restore=not self._session.read_only)

    @Slot(object)
    def _on_restore_requested(self, entry: HistoryEntry) -> None:
        if self.pending.flush():
            self._session.restore(entry)

    # ------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits that no text field took choose an option."""
        digit = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and 1 <= digit <= 9 and self.pick_number(digit)):
            super().keyPressEvent(event)


def _no_notes(_code: str) -> Sequence[str]:
    return ()
