"""Two states of the same data side by side: what each has that the other has not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

StateKey = tuple[str, str, str]
"""The id of an assessment, a code and a field."""


class Side(StrEnum):
    """Where a value stands."""

    BOTH = "berbeda"
    NOW = "hanya di data sekarang"
    COPY = "hanya di salinan"


@dataclass(frozen=True, slots=True)
class DataState:
    """Everything typed, the files of proof by SHA-256, and when it was last changed.

    ``years`` are the years of assessment by their id; ``changed_at`` is UTC in ISO form,
    empty where nothing was ever typed.
    """

    fields: Mapping[StateKey, str]
    files: frozenset[str]
    changed_at: str
    years: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that is not the same on both sides; a side without it is empty."""

    assessment: str
    code: str
    field: str
    now: str
    copy: str

    @property
    def side(self) -> Side:
        """Where it stands."""
        if not self.copy:
            return Side.NOW
        return Side.BOTH if self.now else Side.COPY


@dataclass(frozen=True, slots=True)
class StateDifference:
    """What would change if the copy took the place of the data as they are now."""

    fields: tuple[FieldDifference, ...]
    same: int
    files_only_now: frozenset[str]
    files_only_copy: frozenset[str]
    now_changed_at: str
    copy_changed_at: str

    @property
    def equal(self) -> bool:
        """Whether both hold the same fields and files."""
        return not (self.fields or self.files_only_now or self.files_only_copy)

    def count(self, side: Side) -> int:
        """How many fields stand on one side, or differ."""
        return sum(one.side is side for one in self.fields)


def compare_states(now: DataState, copy: DataState) -> StateDifference:
    """Put two states side by side; a blank field and none are the same."""
    mine = {key: raw for key, raw in now.fields.items() if raw}
    theirs = {key: raw for key, raw in copy.fields.items() if raw}
    found = tuple(
        FieldDifference(*key, mine.get(key, ""), theirs.get(key, ""))
        for key in sorted(mine.keys() | theirs.keys())
        if mine.get(key) != theirs.get(key)
    )
    return StateDifference(
        fields=found,
        same=len(mine.keys() | theirs.keys()) - len(found),
        files_only_now=now.files - copy.files,
        files_only_copy=copy.files - now.files,
        now_changed_at=now.changed_at,
        copy_changed_at=copy.changed_at,
    )
