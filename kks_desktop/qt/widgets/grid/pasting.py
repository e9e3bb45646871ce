"""The way of a paste: from the clipboard over its preview to one step of undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kks_desktop.domain.columns import canonical
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.widgets.grid.clipboard import Block, parse_block
from kks_desktop.qt.widgets.grid.keyed import KEY, Keyed, by_code
from kks_desktop.qt.widgets.grid.paste import PastePlanner, PasteTarget, tiled

if TYPE_CHECKING:
    from kks_desktop.domain.columns import Column
    from kks_desktop.qt.widgets.grid.caret import Box
    from kks_desktop.qt.widgets.grid.model import GridModel
    from kks_desktop.qt.widgets.grid.preview import PastePreview
    from kks_desktop.qt.widgets.grid.source import CellEdit
    from kks_desktop.qt.widgets.grid.table import GridTable

    Commit = Callable[[list[CellEdit], str], str]


class Pasting(QObject):
    """Pastes into a table; more than one cell is shown first."""

    def __init__(
        self,
        model: GridModel,
        table: GridTable,
        preview: PastePreview,
        commit: Commit,
        say: Callable[[str], None],
        make_room: Callable[[int], None],
    ) -> None:
        """``commit`` gives the sentence of a refusal, empty if all was written.

        ``make_room`` adds rows at the end where the register can have more.
        """
        super().__init__(table)
        self._model = model
        self._table = table
        self._preview = preview
        self._commit = commit
        self._say = say
        self._make_room = make_room
        self._planner: PastePlanner | None = None
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._on_slice)
        preview.accepted.connect(self._on_accepted)
        preview.rejected.connect(self._on_rejected)

    @property
    def active(self) -> bool:
        """Whether a paste waits for an answer."""
        return self._planner is not None

    def paste(self) -> None:
        """Begin with what is on the clipboard; a preview that waits is given up."""
        self.give_up()
        self._say("")
        text = QGuiApplication.clipboard().text()
        if not text:
            self._say(
                self.tr("Tidak ada teks untuk ditempel. Salin dulu selnya, lalu tempel lagi.")
            )
            return
        box = self._table.caret.box()
        if box is None:
            self._say(self.tr("Pilih satu sel atau satu kotak sel, lalu tempel lagi."))
            return
        try:
            block = parse_block(text)
        except KksError as fault:
            self._say(str(fault))
            return
        if len(block) == len(block[0]) == 1:
            self._paste_one(block[0][0], box)
        else:
            self._begin(tiled(block, box.height, box.width), box)

    def give_up(self, sentence: str = "") -> None:
        """End a paste that waits, because of what the sentence says."""
        if self.active:
            self._planner = None
            self._slices.stop()
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self._preview.isAncestorOf(focus)
            self._preview.hide()
            if had_focus:
                self._table.setFocus()
            self._say(sentence)

    def _paste_one(self, text: str, box: Box) -> None:
        """One cell onto the selection: as if it were typed into each of its cells."""
        edits = []
        fixed = ""
        for at in range(box.left, box.left + box.width):
            column = self._model.columns[at]
            if column.fixed:
                fixed = self._model.titles[at]
                continue
            kept = canonical(column, text)
            edits += [
                (self._model.code(row), column.id, kept)
                for row in range(box.top, box.top + box.height)
                if self._model.cell(row, at).raw != kept
            ]
        if fixed and not edits:
            self._say(self.tr("Kolom {} tidak dapat diubah di sini.").format(fixed))
            return
        if edits:
            self._say(
                self._commit(edits, self.tr("Tempel {} sel").format(format_number(len(edits))))
            )

    def _begin(self, block: Block, box: Box) -> None:
        model = self._model
        lacking = box.top + len(block) - len(model.codes)
        if lacking > 0 and len(model.codes) == model.total:
            self._make_room(lacking)
        columns = model.columns[box.left :]
        keyed = self._keyed(block, columns)
        lines: Sequence[int] = range(box.top + 1, len(model.codes) + 1)
        codes: Sequence[str] = tuple(model.codes[box.top :])
        if keyed is not None:
            place = {code: number for number, code in enumerate(model.codes, 1)}
            block, codes = keyed.block, keyed.codes
            lines = [place[code] for code in codes]
        target = PasteTarget(
            codes=codes,
            lines=lines,
            columns=columns,
            titles=model.titles[box.left :],
            raw=model.raw,
            keyed=keyed is not None,
            skipped=keyed.skipped if keyed else (),
        )
        self._planner = PastePlanner(block, target)
        self._preview.show_work(len(block), len(block[0]))
        self._slices.start()
        self._on_slice()

    def _keyed(self, block: Block, columns: Sequence[Column]) -> Keyed | None:
        """The block by the code of its rows, where it brings them and they are shown here."""
        at = next((n for n, c in enumerate(columns) if c.fixed and c.id == KEY), -1)
        if not 0 <= at < len(block[0]):
            return None
        raw = self._model.raw
        rows = {re.sub(r"\D", "", raw(code, KEY)): code for code in self._model.codes}
        return by_code(block, at, rows)

    @Slot()
    def _on_slice(self) -> None:
        if self._planner is not None and self._planner.work():
            self._slices.stop()
            narrowed = len(self._model.codes) < self._model.total
            self._preview.show_plan(self._planner.plan, narrowed=narrowed)

    @Slot()
    def _on_accepted(self) -> None:
        if self._planner is None or self._slices.isActive():
            return
        edits = self._planner.plan.edits
        label = self.tr("Tempel {} sel").format(format_number(len(edits)))
        refusal = self._commit(edits, label)
        if refusal:
            self._preview.show_refusal(refusal)
            return
        self._planner = None
        self._preview.hide()
        self._table.setFocus()

    @Slot()
    def _on_rejected(self) -> None:
        self.give_up()
        self._table.setFocus()
