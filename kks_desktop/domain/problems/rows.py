"""Rules about rows of the registers: decrees, cells, activities, funding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from kks_desktop.domain.bodies import DECREE_YEARS
from kks_desktop.domain.columns import NO_END, YES, Column, ColumnKind, day_of, fault, short_date
from kks_desktop.domain.columns import title_of as column_title
from kks_desktop.domain.problems.model import Facts, Finding
from kks_desktop.domain.problems.places import gathered, row_name
from kks_desktop.domain.registers import (
    ACTIVITIES,
    BODIES,
    DISTRICTS,
    FUNDING,
    REGISTERS,
    VILLAGES,
    Cells,
)

_WITH_DECREE = (BODIES, DISTRICTS, VILLAGES)
_DECREE = {"sk_nomor": "nomor", "sk_tanggal": "tanggal", "sk_berlaku": "batas berlaku"}
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
"""What every column of figures can read, without asking."""
_AMOUNTS = ("jumlah_lalu", "jumlah_kini")

Look = Callable[[str, Cells], Finding | None]


def _each(facts: Facts, registers: tuple[str, ...], look: Look, many: str) -> Iterator[Finding]:
    """What one look finds in the rows of some registers, told together where they are many."""
    for register in registers:
        found = [look(code, cells) for code, cells in facts.register_rows(register)]
        yield from gathered(register, [finding for finding in found if finding], many)


def ended_decree(facts: Facts) -> Iterator[Finding]:
    """The decree ended before the end of ``kini``."""
    limit = date(facts.now, 12, 31)
    kept, words = limit.isoformat(), short_date(limit)

    def look(code: str, cells: Cells) -> Finding | None:
        raw = cells.get("sk_berlaku", "")
        # days are kept as 2024-12-31, whose order is that of their texts
        if not raw or raw == NO_END or raw >= kept:
            return None
        end = day_of(raw)
        if end is None:
            return None
        name = row_name(code, cells)
        sentence = f"{name}: SK berlaku sampai {short_date(end)}, sebelum {words}."
        return Finding(sentence, code, "sk_berlaku")

    return _each(facts, _WITH_DECREE, look, f"dengan SK yang berakhir sebelum {words}.")


def old_decree(facts: Facts) -> Iterator[Finding]:
    """The decree is ten years or older at the end of ``kini``."""
    limit = date(facts.now, 12, 31)
    kept = limit.replace(year=limit.year - DECREE_YEARS).isoformat()

    def look(code: str, cells: Cells) -> Finding | None:
        raw = cells.get("sk_tanggal", "")
        issued = day_of(raw) if raw and raw <= kept else None
        if issued is None:
            return None
        sentence = (
            f"{row_name(code, cells)}: SK tanggal {short_date(issued)} sudah "
            f"{DECREE_YEARS} tahun atau lebih pada {short_date(limit)}."
        )
        return Finding(sentence, code, "sk_tanggal")

    words = f"dengan SK berumur {DECREE_YEARS} tahun atau lebih pada {short_date(limit)}."
    return _each(facts, _WITH_DECREE, look, words)


def incomplete_decree(facts: Facts) -> Iterator[Finding]:
    """A decree has some of number, date and end, but not all."""

    def look(code: str, cells: Cells) -> Finding | None:
        blank = [field for field in _DECREE if field not in cells]
        if not blank or len(blank) == len(_DECREE):
            return None
        words = " dan ".join(_DECREE[field] for field in blank)
        return Finding(f"{row_name(code, cells)}: {words} SK belum diisi.", code, blank[0])

    return _each(
        facts, _WITH_DECREE, look, "dengan SK yang belum lengkap nomor, tanggal, atau batasnya."
    )


def odf_day(facts: Facts) -> Iterator[Finding]:
    """An ODF village without its day, or declared after December of ``kini``."""
    limit = date(facts.now, 12, 31)
    kept, words = limit.isoformat(), short_date(limit)

    def look(code: str, cells: Cells) -> Finding | None:
        if cells.get("odf") != YES:
            return None
        raw = cells.get("odf_tanggal", "")
        if not raw:
            return Finding(
                f"{row_name(code, cells)}: tanggal ODF belum diisi.", code, "odf_tanggal"
            )
        if raw > kept and day_of(raw):
            sentence = f"{row_name(code, cells)}: dinyatakan ODF setelah {words}."
            return Finding(sentence, code, "odf_tanggal")
        return None

    return _each(facts, (VILLAGES,), look, f"ODF tanpa tanggal atau bertanggal setelah {words}.")


def unreadable_cells(facts: Facts) -> Iterator[Finding]:
    """Cells that are no value of their column; amounts of funding are told by their own rule."""
    for name, register in REGISTERS.items():
        skipped = _AMOUNTS if name == FUNDING else ()
        columns = [
            (column.id, column, set[str]())
            for column in register.columns
            if column.kind is not ColumnKind.TEXT and column.id not in skipped
        ]
        found = []
        for code, cells in facts.register_rows(name):
            for field, column, readable in columns:
                raw = cells.get(field)
                # 900 villages repeat the same few texts: each is read once
                if raw is None or raw in readable or (column.is_number and _WHOLE.fullmatch(raw)):
                    continue
                words = fault(column, raw)
                if words:
                    found.append(_unreadable(facts, code, cells, column, words))
                else:
                    readable.add(raw)
        yield from gathered(name, found, "dengan isian yang belum terbaca.")


def _unreadable(facts: Facts, code: str, cells: Cells, column: Column, words: str) -> Finding:
    title = column_title(column, {"lalu": facts.before, "kini": facts.now})
    return Finding(f"{row_name(code, cells)}, {title}: {words}", code, column.id)


def activity_day(facts: Facts) -> Iterator[Finding]:
    """An activity without its day."""

    def look(code: str, cells: Cells) -> Finding | None:
        if "waktu" in cells:
            return None
        return Finding(f"Kegiatan {row_name(code, cells)}: waktunya belum diisi.", code, "waktu")

    return _each(facts, (ACTIVITIES,), look, "belum diisi waktunya.")


def activity_photo(facts: Facts) -> Iterator[Finding]:
    """An activity without a photo."""

    def look(code: str, cells: Cells) -> Finding | None:
        files = facts.uses.get(code, {}).get("foto", ())
        if any(file.sha256 not in facts.damaged for file in files):
            return None
        return Finding(f"Kegiatan {row_name(code, cells)}: belum ada foto.", code, "foto")

    return _each(facts, (ACTIVITIES,), look, "belum punya foto.")


def funding_amount(facts: Facts) -> Iterator[Finding]:
    """Funding with an amount that cannot be read, or with none."""
    columns = [c for c in REGISTERS[FUNDING].columns if c.id in _AMOUNTS]

    def look(code: str, cells: Cells) -> Finding | None:
        for column in columns:
            words = fault(column, cells.get(column.id, ""))
            if words:
                return _unreadable(facts, code, cells, column, words)
        if any(field in cells for field in _AMOUNTS):
            return None
        return Finding(f"{row_name(code, cells)}: jumlahnya belum diisi.", code, _AMOUNTS[-1])

    return _each(facts, (FUNDING,), look, "belum diisi jumlahnya, atau jumlahnya belum terbaca.")
