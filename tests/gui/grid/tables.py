"""A source of a grid over plain dictionaries, with the program's undo and its refusals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kks_desktop.domain.columns import Column, title_of
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.registers import VILLAGE_REGISTER, Register
from kks_desktop.qt.widgets.grid.source import CellEdit, GridSource

if TYPE_CHECKING:
    from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid

YEARS = {"lalu": 2023, "kini": 2024}


class TableSource(GridSource):
    """Cells by row and column; every commit is kept as one step."""

    def __init__(self, register: Register, table: dict[str, dict[str, str]]) -> None:
        self.columns: Sequence[Column] = register.columns
        self.titles = [title_of(column, YEARS) for column in register.columns]
        self.table = table
        self.read_only = False
        self.steps: list[tuple[str, list[tuple[CellEdit, str]]]] = []
        self.refuse = ""
        self.grid: RegisterGrid | None = None

    @classmethod
    def villages(cls, count: int) -> TableSource:
        table = {}
        for number in range(1, count + 1):
            district = (number - 1) // 50 + 1
            row = f"15.71.{district:02}.{1000 + number}"
            table[f"desa:{row}"] = {
                "kode": row,
                "kecamatan": f"Kecamatan {district}",
                "nama": f"Kelurahan {chr(64 + (number * 7) % 26)}{number}",
            }
        return cls(VILLAGE_REGISTER, table)

    def rows(self) -> Sequence[str]:
        return list(self.table)

    def raw(self, row: str, column_id: str) -> str:
        return self.table.get(row, {}).get(column_id, "")

    def commit(self, edits: Sequence[CellEdit], label: str) -> None:
        if self.refuse:
            raise KksError(self.refuse)
        self.steps.append((label, [(edit, self.raw(edit[0], edit[1])) for edit in edits]))
        self._put(edits)

    def undo(self) -> None:
        """The program's Ctrl+Z."""
        _label, changes = self.steps.pop()
        self._put([(code, column, before) for (code, column, _), before in changes])

    def _put(self, edits: Sequence[CellEdit]) -> None:
        for code, column, raw in edits:
            self.table[code][column] = raw
        if self.grid is not None:
            self.grid.refresh({code for code, _, _ in edits})
