"""The page of one tatanan, or of kelembagaan: the list at the left, the editor at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kks_desktop.domain.chart import tatanan_chart
from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.marks import MARK
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.models.indicators import Filter
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.tatanan.editor import IndicatorEditor
from kks_desktop.qt.screens.tatanan.indicator_list import IndicatorList
from kks_desktop.qt.theme import chars
from kks_desktop.services.session import Change

KELEMBAGAAN = 0
"""The number that stands for kelembagaan where tatanan have 1 to 9."""


class TatananPage(QWidget):
    """Lists the indicators of a tatanan and edits one of them.

    Signals:
        code_shown: another indicator is shown; carries its code.
        tatanan_shown: another tatanan is shown; carries its number, 0 for kelembagaan.
        intake_requested(object): files are to be taken in as proof (``Intake``).
        open_requested(str): a file of proof is to be looked at.
    """

    code_shown = Signal(str)
    tatanan_shown = Signal(int)
    intake_requested = Signal(object)
    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._number = -1
        self._dragged = False
        self._last_code: dict[int, str] = {}
        self.list = IndicatorList(self)
        self.editor = IndicatorEditor(bridge, self, pause_ms)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.editor)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.list.setMinimumWidth(chars(15))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.list.chosen.connect(self._on_chosen)
        self.list.entry_wanted.connect(self.editor.focus_first)
        self.editor.previous_requested.connect(self.go_previous)
        self.editor.next_requested.connect(self.go_next)
        self.editor.proof.intake_requested.connect(self.intake_requested)
        self.editor.proof.open_requested.connect(self.open_requested)
        self.splitter.splitterMoved.connect(self._on_dragged)
        bridge.changed.connect(self._on_changed)
        self._shortcut("Ctrl+Down", self.go_next)
        self._shortcut("Ctrl+Up", self.go_previous)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self.editor.confirm)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    # ------------------------------------------------------------ public

    @property
    def number(self) -> int:
        """The tatanan shown; 0 for kelembagaan, -1 before the first."""
        return self._number

    @property
    def code(self) -> str:
        """The indicator shown."""
        return self.editor.code

    def show_tatanan(self, number: int) -> None:
        """Show a tatanan (0: kelembagaan) with the indicator that was last shown of it."""
        codes = [indicator.code for indicator in self._indicators(number)]
        self.show_code(self._last_code.get(number, codes[0]))

    def show_kelembagaan(self) -> None:
        """Show the sixteen variables of kelembagaan."""
        self.show_tatanan(KELEMBAGAAN)

    def show_code(self, code: str) -> None:
        """Show an indicator, with its tatanan; stays while a typed text is refused."""
        tatanan = self._session.instrument.tatanan_of.get(code)
        number = tatanan.number if tatanan is not None else KELEMBAGAAN
        switches = number != self._number
        if code != self.editor.code and not self.editor.show_indicator(code):
            self.list.set_current(self.editor.code)
            return
        if switches:
            self._number = number
            name = f"{number} {tatanan.name}" if tatanan is not None else self.tr("Kelembagaan")
            scored = self._session.evaluation.scored
            indicators = self._indicators(number)
            self.list.show_indicators(name, indicators, scored, self._carried(number))
            self._show_progress()
        self._last_code[number] = code
        self.list.set_current(code)
        self.editor.set_neighbours(self._neighbour(-1), self._neighbour(1))
        if switches:
            self.tatanan_shown.emit(number)
        self.code_shown.emit(code)

    def show_field(self, code: str, field: str) -> None:
        """Show an indicator with the cursor in one of its fields."""
        self.show_code(code)
        if self.editor.code == code:
            self.editor.focus_field(field)

    def set_filter(self, chosen: Filter) -> None:
        """List only what passes."""
        self.list.set_filter(chosen)

    def focus_first(self) -> None:
        """Put the cursor into the first field of the indicator shown."""
        self.editor.focus_first()

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files taken in for an indicator."""
        self.editor.proof.tell(target, sentence)

    def flush(self) -> bool:
        """Hand over whatever is typed, at once; ``False`` if a text was refused."""
        return self.editor.flush()

    @Slot()
    def go_next(self) -> None:
        """Go to the next indicator, of the next tatanan after the last one."""
        self._go(1)

    @Slot()
    def go_previous(self) -> None:
        """Go to the indicator before."""
        self._go(-1)

    # ------------------------------------------------------------ inside

    def _indicators(self, number: int) -> tuple[Indicator, ...]:
        instrument = self._session.instrument
        if number == KELEMBAGAAN:
            return instrument.kelembagaan
        return next(t.indicators for t in instrument.tatanan if t.number == number)

    def _carried(self, number: int) -> frozenset[str]:
        """The codes of a tatanan whose figures wait to be confirmed."""
        codes = (indicator.code for indicator in self._indicators(number))
        return frozenset(code for code in codes if self._session.raw(code, MARK))

    def _neighbour(self, step: int) -> str:
        """The code before or after: within the list as filtered, then over its ends."""
        listed = self.list.model.codes
        code = self.editor.code
        if code in listed and 0 <= listed.index(code) + step < len(listed):
            return listed[listed.index(code) + step]
        if self._number == KELEMBAGAAN:
            order = [indicator.code for indicator in self._session.instrument.kelembagaan]
        else:
            order = [indicator.code for indicator in self._session.instrument.indicators()]
        own = {indicator.code for indicator in self._indicators(self._number)}
        place = order.index(code) + step
        while (
            0 <= place < len(order) and order[place] in own and self.list.filter is not Filter.ALL
        ):
            place += step
        return order[place] if 0 <= place < len(order) else ""

    def _go(self, step: int) -> None:
        code = self._neighbour(step)
        if not code:
            return
        in_entry = self.editor.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self.show_code(code)
        if in_entry:
            self.editor.focus_first()

    def _show_progress(self) -> None:
        evaluation = self._session.evaluation
        if self._number == KELEMBAGAAN:
            codes = [i.code for i in self._session.instrument.kelembagaan]
            found = evaluation.scored.indicators
            answered = sum(found[code].score is not None for code in codes)
            self.list.show_progress(self.tr("{}/{} terisi").format(answered, len(codes)), None, ())
            return
        chart = tatanan_chart(self._session.instrument, evaluation)
        index = [t.number for t in self._session.instrument.tatanan].index(self._number)
        score = evaluation.scored.tatanan[index]
        words = self.tr("{}/{} terisi · {}/{}").format(
            score.answered, score.of, format_number(score.score), format_number(score.max)
        )
        self.list.show_progress(words, chart.bars[index], chart.marks)

    @Slot()
    def _on_dragged(self) -> None:
        """From now on the person's own division of the page stays."""
        self._dragged = True

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        self.show_code(code)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self._number >= 0:
            scored = self._session.evaluation.scored
            self.list.refresh(scored, change.codes, self._carried(self._number))
            self._show_progress()

    # ------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit pressed in the list chooses an option of the indicator shown."""
        digit = event.key() - Qt.Key.Key_0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and 1 <= digit <= 9 and self.editor.pick_number(digit)):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._dragged and event.oldSize().width() != event.size().width():
            width = self.width()
            # the editor needs its columns; the list shows codes and scores even when slim
            wanted = min(chars(52), max(chars(15), width - chars(66)), width * 45 // 100)
            self.splitter.setSizes([wanted, width - wanted])
