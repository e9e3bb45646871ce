"""What a grid shows and whom it tells what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kks_desktop.domain.columns import Column, fault

CellEdit = tuple[str, str, str]
"""A cell's new content: row code, column id, canonical text."""

_FROZEN_AT_MOST = 3


class GridSource(Protocol):
    """The rows of one register, and the one way to write them.

    ``titles`` are the columns' headings with the years in them; ``read_only`` forbids
    every change.
    """

    columns: Sequence[Column]
    titles: Sequence[str]
    read_only: bool

    def rows(self) -> Sequence[str]:
        """The codes of the rows in their natural order."""

    def spare(self) -> int:
        """How many of the rows only wait to be filled; they do not count."""
        return 0

    def make_room(self, rows: int) -> bool:
        """Add so many rows that wait to be filled; ``False`` where rows do not come and go."""
        return False

    def raw(self, row: str, column_id: str) -> str:
        """A cell as it is kept; empty if blank."""

    def faults(self, row: str, column_id: str) -> str:
        """Why a cell needs a look; empty if it does not."""
        column = next(column for column in self.columns if column.id == column_id)
        return fault(column, self.raw(row, column_id))

    def note_typed(self, row: str, column_id: str, text: str | None) -> None:
        """A text is being typed into a cell; ``None``: not any more."""

    def commit(self, edits: Sequence[CellEdit], label: str) -> None:
        """Write cells as one step of undo that is called ``label``.

        Raises:
            KksError: nothing was written.
        """


def frozen_columns(columns: Sequence[Column]) -> int:
    """How many columns at the left say which row it is, and stay when the rest moves."""
    for count, column in enumerate(columns[:_FROZEN_AT_MOST], 1):
        if column.id == "nama":
            return count
    return 1 if columns and columns[0].fixed else 0
