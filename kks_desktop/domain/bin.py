"""What was deleted and can be brought back: rows of registers and files of proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kks_desktop.domain.registers import AGENCY, EVIDENCE, REMOVED, Table, register_of, row_id

BIN_DAYS = 90
"""Days that what was deleted can be brought back."""


class Erased(NamedTuple):
    """A field that a step cleared (``new`` blank), or a row that it took out of its register."""

    step: int
    code: str
    field: str
    old: str
    new: str
    who: str
    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A row or file that is gone; ``fields`` bring it back: code, field and raw text.

    ``reason`` is why a row was taken out, empty for what was deleted without one.
    """

    code: str
    name: str
    who: str
    at: str
    reason: str
    fields: tuple[tuple[str, str, str], ...]


def deleted_things(rows: Sequence[Erased], table: Table) -> list[Deleted]:
    """What is gone of all that was cleared, newest first; ``rows`` in the order written."""
    by_code: dict[str, list[Erased]] = {}
    for row in rows:
        by_code.setdefault(row.code, []).append(row)
    place = {id(row): number for number, row in enumerate(rows)}
    found = []
    for code, erased in by_code.items():
        thing = _thing(code, erased, rows, table.get(code, {}))
        if thing is not None:
            found.append((place[id(erased[-1])], thing))
    return [thing for _, thing in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _thing(
    code: str, erased: Sequence[Erased], rows: Sequence[Erased], cells: Mapping[str, str]
) -> Deleted | None:
    register = register_of(code)
    is_file = code.startswith(f"{EVIDENCE}:")
    if not is_file and (register is None or register.rows):
        return None
    last = erased[-1]
    if REMOVED in cells:
        taken_out = next(
            (row for row in reversed(erased) if row.field == REMOVED and row.new), None
        )
        if taken_out is None:
            return None
        last = taken_out
        fields: tuple[tuple[str, str, str], ...] = ((code, REMOVED, ""),)
    elif cells:
        return None
    else:
        cells = dict(_last_cells(erased))
        fields = tuple((code, field, raw) for field, raw in sorted(cells.items()))
        if is_file:
            fields += tuple(_sheet_fields(row_id(code), last.step, rows))
    if not fields:
        return None
    return Deleted(
        code,
        _name(code, cells),
        last.who,
        last.at,
        last.new if last.field == REMOVED else "",
        fields,
    )


def _last_cells(erased: Sequence[Erased]) -> Iterator[tuple[str, str]]:
    """The cells of a row as they stood before it was emptied.

    A row may be emptied cell by cell: steps that follow each other belong together.
    """
    step, seen = erased[-1].step, set()
    for row in reversed(erased):
        if row.step < step - 1:
            return
        step = row.step
        if row.old and not row.new and row.field not in seen:
            seen.add(row.field)
            yield row.field, row.old


def _sheet_fields(sha256: str, step: int, rows: Iterable[Erased]) -> Iterator[tuple[str, str, str]]:
    """What the agencies said of a file and lost in the same step."""
    for row in rows:
        if row.step == step and row.code.startswith(f"{AGENCY}:") and not row.new:
            if sha256 in (row.old, row.field.partition("/")[2]):
                yield row.code, row.field, row.old


def _name(code: str, cells: Mapping[str, str]) -> str:
    """What a person knows it by."""
    for field in ("nama", "uraian"):
        if cells.get(field):
            return cells[field]
    texts = [raw for field, raw in sorted(cells.items()) if raw and field != REMOVED]
    return texts[0] if texts else row_id(code)
