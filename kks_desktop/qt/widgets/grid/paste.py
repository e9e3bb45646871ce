"""What a paste would do, worked out before anything is done, in slices that nobody feels."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kks_desktop.domain.columns import Column, canonical, fault, shown
from kks_desktop.qt.widgets.grid.clipboard import Block
from kks_desktop.qt.widgets.grid.keyed import Skipped
from kks_desktop.qt.widgets.grid.source import CellEdit

SLICE_SECONDS = 0.03
MAX_LISTED = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """A pasted cell that a person should look at; ``line`` is the row's number as shown."""

    line: int
    title: str
    typed: str
    sentence: str


@dataclass(slots=True)
class PastePlan:
    """What would change, and what would not.

    Rows are matched by position, or by their code where the block brings it (``keyed``).
    ``moved`` are pasted cells of columns that cannot be changed and that hold something
    else: a sign that the rows stand in another order. Only the first remarks are kept;
    the counts are of all.
    """

    edits: list[CellEdit] = field(default_factory=list)
    rows: int = 0
    emptied: int = 0
    unreadable: list[Remark] = field(default_factory=list)
    unreadable_count: int = 0
    moved: list[Remark] = field(default_factory=list)
    moved_count: int = 0
    outside_rows: int = 0
    outside_columns: int = 0
    keyed: bool = False
    skipped: Sequence[Skipped] = ()


@dataclass(frozen=True, slots=True)
class PasteTarget:
    """Where a block goes: the row of each of its lines, and columns from the left, as shown.

    ``lines`` are the rows' numbers as shown; where rows were matched by their code it is
    ``keyed``, and ``skipped`` are the lines of the block that have no row.
    """

    codes: Sequence[str]
    lines: Sequence[int]
    columns: Sequence[Column]
    titles: Sequence[str]
    raw: Callable[[str, str], str]
    keyed: bool = False
    skipped: Sequence[Skipped] = ()


class PastePlanner:
    """Compares a block with the cells it would go to."""

    def __init__(self, block: Block, target: PasteTarget) -> None:
        """Begin at the first row; ``work`` goes on from there."""
        self.plan = PastePlan(
            outside_rows=max(0, len(block) - len(target.codes)),
            outside_columns=max(0, len(block[0]) - len(target.columns)),
            keyed=target.keyed,
            skipped=target.skipped,
        )
        self._block = block
        self._target = target
        self._next = 0
        self._known: dict[tuple[str, str], tuple[str, str]] = {}

    def work(self, seconds: float = SLICE_SECONDS) -> bool:
        """Go on for a moment; ``True`` when the plan is complete."""
        until = time.monotonic() + seconds
        last = min(len(self._block), len(self._target.codes))
        while self._next < last:
            if self._plan_row(self._next):
                self.plan.rows += 1
            self._next += 1
            if time.monotonic() > until:
                break
        return self._next >= last

    def _plan_row(self, number: int) -> bool:
        target, before = self._target, len(self.plan.edits)
        code, line = target.codes[number], target.lines[number]
        cells = zip(target.columns, target.titles, self._block[number], strict=False)
        for column, title, typed in cells:
            kept, sentence = self._read(column, typed)
            old = target.raw(code, column.id)
            if kept == old:
                continue
            if column.fixed:
                self._note_moved(Remark(line, title, typed, shown(column, old)))
                continue
            self.plan.edits.append((code, column.id, kept))
            self.plan.emptied += not kept
            if sentence:
                self._note_unreadable(Remark(line, title, typed, sentence))
        return len(self.plan.edits) > before

    def _read(self, column: Column, typed: str) -> tuple[str, str]:
        key = (column.id, typed)
        known = self._known.get(key)
        if known is None:
            kept = canonical(column, typed)
            known = self._known[key] = (kept, fault(column, kept))
        return known

    def _note_unreadable(self, remark: Remark) -> None:
        self.plan.unreadable_count += 1
        if len(self.plan.unreadable) < MAX_LISTED:
            self.plan.unreadable.append(remark)

    def _note_moved(self, remark: Remark) -> None:
        if not remark.typed.strip():
            return
        self.plan.moved_count += 1
        if len(self.plan.moved) < MAX_LISTED:
            self.plan.moved.append(remark)


def tiled(block: Block, height: int, width: int) -> Block:
    """The block repeated over a selection that it fits several times; else as it is."""
    if height % len(block) or width % len(block[0]):
        return block
    across = width // len(block[0])
    return [row * across for row in block] * (height // len(block))
