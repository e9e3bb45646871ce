"""A register of the session as the grid wants it: rows, cells, one write for each action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kks_desktop.domain.columns import Column, fault, title_of
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.registers import (
    DISTRICTS,
    VILLAGES,
    Register,
    district_of,
    row_id,
    rows_of,
)
from kks_desktop.services.register_rows import new_row
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge

SPARE_ROWS = 40
"""Empty rows below those of a register whose rows come and go, as a sheet has them."""


class RegisterSource:
    """Rows and cells of one register; a row of a free register exists once a cell is filled."""

    def __init__(self, bridge: SessionBridge, register: Register) -> None:
        """Look at one register of the bridge's session."""
        self._bridge = bridge
        self._session = bridge.session
        self.register = register
        self.columns: Sequence[Column] = register.columns
        info, instrument = self._session.info, self._session.instrument
        years = {year: instrument.data_year(year, info.year) for year in YEARS}
        self.titles: Sequence[str] = [title_of(column, years) for column in register.columns]
        self._labels = {register.code(row.key): row.label for row in register.rows}
        self._spare: list[str] = []
        self.read_only = self._session.read_only

    @property
    def is_free(self) -> bool:
        """Whether a row comes into being by typing into it."""
        return not self.register.rows and self.register.id not in (DISTRICTS, VILLAGES)

    def rows(self) -> Sequence[str]:
        """The codes of the rows, and of spare ones where rows come and go."""
        found = rows_of(self.register, self._session.table)
        if not self.is_free or self.read_only:
            return found
        known = set(found)
        self._spare = [code for code in self._spare if code not in known]
        while len(self._spare) < SPARE_ROWS:
            self._spare.append(new_row(self.register))
        # a spare row between filled ones keeps its place
        return sorted([*found, *self._spare])

    def spare(self) -> int:
        """Rows that nobody has typed into yet."""
        return sum(code not in self._session.table for code in self._spare)

    def make_room(self, rows: int) -> bool:
        """Add spare rows, so that a block taller than what is left finds its place."""
        if not self.is_free or self.read_only:
            return False
        self._spare += [new_row(self.register) for _ in range(rows)]
        return True

    def raw(self, row: str, column_id: str) -> str:
        """A cell's text; what identifies a row is read off its code."""
        match column_id:
            case "kode":
                return row_id(row)
            case "kecamatan":
                return self._session.table.get(district_of(row), {}).get("nama", "")
            case "golongan":
                return self._labels.get(row, "")
            case _:
                return self._session.table.get(row, {}).get(column_id, "")

    def faults(self, row: str, column_id: str) -> str:
        """Why a cell cannot be read; empty if it can."""
        column = self.register.column(column_id)
        return fault(column, self.raw(row, column_id)) if column is not None else ""

    def note_typed(self, row: str, column_id: str, text: str | None) -> None:
        """Let the window say that something waits, while a cell is open."""
        if text is not None:
            self._bridge.note_typed(row, column_id, text)
        else:
            self._bridge.note_untyped(row, column_id)

    def commit(self, edits: Sequence[tuple[str, str, str]], label: str) -> None:
        """Write the cells of one action as one step of undo.

        Raises:
            KksError: a text was refused; nothing was written.
        """
        units = self.register.id in (DISTRICTS, VILLAGES)
        if units and any(field == "nama" and not raw for _, field, raw in edits):
            raise KksError(
                f"Nama {self.register.title.lower()} tidak dapat dikosongkan; pakai “Keluarkan…” "
                "bila memang tidak ada lagi. Tidak ada yang diubah.",
                code="ROW_NAME",
            )
        self._session.set([Edit(*edit) for edit in edits], label)
