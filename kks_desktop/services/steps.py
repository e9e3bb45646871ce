"""Steps that can be undone and redone, and how a visit's commits become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kks_desktop.store.entries import DEAD, HistoryRow

MOST = 1000
"""Steps that undo reaches back; what lies before is in the history, and memory stays as it is."""

FieldStep = tuple[str, str, str, str]
"""Code, field, raw text before, raw text after."""


class Step(NamedTuple):
    """Fields changed together under one number; ``visit`` gathers further commits."""

    number: int
    label: str
    changes: tuple[FieldStep, ...]
    visit: str = ""


class Reversal(NamedTuple):
    """An undo or redo: the new step to write and the number of the step it acts on."""

    step: Step
    acts_on: int


class StepStack:
    """What can be undone and redone, newest last."""

    def __init__(self, last_number: int) -> None:
        """Continue numbering after the highest step ever written."""
        self._number = last_number
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def load(self, rows: Iterable[HistoryRow]) -> None:
        """Take up the steps that earlier runs left, given their history, steps in their order."""
        steps: dict[int, list[HistoryRow]] = {}
        for row in rows:
            if row.step and row.kind in ("edit", "restore") and row.undone_by != DEAD:
                steps.setdefault(row.step, []).append(row)
        undone = []
        for number, found in steps.items():
            step = Step(
                number, found[0].label, tuple((r.code, r.field, r.old, r.new) for r in found)
            )
            if found[0].undone_by is None:
                self._done.append(step)
            else:
                undone.append((found[0].undone_by, step))
        del self._done[:-MOST]
        # the step undone last is the first to be redone
        self._undone = [step for _, step in sorted(undone, key=lambda pair: pair[0])]

    def record(self, changes: Sequence[FieldStep], label: str, visit: str) -> Step:
        """A new step, or the running visit's step with its fields brought up to date."""
        self._undone.clear()
        top = self._done[-1] if self._done else None
        if top is not None and visit and top.visit == visit:
            merged = {
                (code, field): (code, field, old, new) for code, field, old, new in top.changes
            }
            for code, field, old, new in changes:
                first = merged.get((code, field))
                merged[(code, field)] = (code, field, first[2] if first else old, new)
            step = Step(top.number, top.label, tuple(merged.values()), visit)
            self._done[-1] = step
            return step
        step = Step(self._next(), label, tuple(changes), visit)
        self._done.append(step)
        del self._done[:-MOST]
        return step

    def undo(self) -> Reversal | None:
        """The step that takes back the newest one; a visit that changed nothing is passed over."""
        while self._done:
            step = self._done.pop()
            back = tuple((c, f, new, old) for c, f, old, new in step.changes if old != new)
            if back:
                self._undone.append(step)
                return Reversal(Step(self._next(), f"Urungkan: {step.label}", back), step.number)
        return None

    def redo(self) -> Reversal | None:
        """The step that does again what was undone last."""
        if not self._undone:
            return None
        step = self._undone.pop()
        # without its visit: what is typed next must not melt into the redone step
        self._done.append(Step(step.number, step.label, step.changes))
        return Reversal(Step(self._next(), f"Ulangi: {step.label}", step.changes), step.number)

    @property
    def has_redo(self) -> bool:
        """Whether an edit now would make undone steps unreachable."""
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        """The label of what undo takes back."""
        return next(
            (s.label for s in reversed(self._done) if any(c[2] != c[3] for c in s.changes)), ""
        )

    @property
    def redo_label(self) -> str:
        """The label of what redo does again."""
        return self._undone[-1].label if self._undone else ""

    def _next(self) -> int:
        self._number += 1
        return self._number
