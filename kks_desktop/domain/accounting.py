"""What taking a bundle in would do with every single item of it; the sums always add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.registers import REGISTERS


class Fate(StrEnum):
    """What becomes of an item."""

    ACCEPTED = "accepted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Sort(StrEnum):
    """What an item is."""

    INDICATOR = "indicators"
    BODIES = "kelembagaan"
    OTHER = "other"
    REGISTER = "registers"
    FILE = "files"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a submission; ``note`` says why it was refused or what it is called.

    ``blank`` tells an indicator that is not answered: received as blank, never as zero.
    """

    sort: Sort
    code: str
    fate: Fate
    note: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Items by fate."""

    accepted: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.accepted + self.updated + self.unchanged + self.refused

    def table(self) -> dict[str, int]:
        """For JSON, with the sum."""
        return {
            "accepted": self.accepted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "total": self.total,
        }


def count(items: Iterable[Item], sort: Sort) -> Count:
    """How many items of a sort there are of each fate."""
    found = dict.fromkeys(Fate, 0)
    for item in items:
        if item.sort is sort:
            found[item.fate] += 1
    return Count(*(found[fate] for fate in Fate))


def refuse_all(items: Iterable[Item]) -> tuple[Item, ...]:
    """The same items where the bundle as a whole does not apply."""
    return tuple(replace(item, fate=Fate.REFUSED) for item in items)


Refused = Mapping[tuple[str, str], str]
_OTHER = (
    "target",
    "odf",
    "kelembagaan",
    "paripurna",
    "agencies",
    "assigned",
    "evidence_not_needed",
    "overruled",
    "unread",
    "sender",
)
_PROFILE = "profil"


def account(
    now: Mapping[str, Any], before: Mapping[str, Any] | None, instrument: Instrument, bad: Refused
) -> tuple[Item, ...]:
    """Compare a document with the one that applies so far; ``bad`` is what was unreadable.

    Every indicator and variable of the instrument is an item, answered or not.
    """
    known = before or {}
    return (
        *_answers(now, before, instrument, bad),
        *_others(now, known, bad),
        *_compared(Sort.REGISTER, _rows(now), _rows(known), _row_fault),
        *_compared(Sort.FILE, _files(now), _files(known), _file_fault),
    )


def _answers(
    now: Mapping[str, Any], before: Mapping[str, Any] | None, instrument: Instrument, bad: Refused
) -> Iterator[Item]:
    new, old = _object(now.get("answers")), _object((before or {}).get("answers"))
    variables = {indicator.code for indicator in instrument.kelembagaan}
    whole = bad.get(("answers", ""), "")
    for code in dict.fromkeys((*instrument.by_code, *new)):
        sort = Sort.BODIES if code in variables else Sort.INDICATOR
        fault = whole or bad.get(("answers", code), "")
        if fault:
            yield Item(sort, code[:20], Fate.REFUSED, fault)
            continue
        fate = Fate.ACCEPTED
        if before is not None:
            fate = Fate.UNCHANGED if new.get(code) == old.get(code) else Fate.UPDATED
        yield Item(sort, code, fate, blank=code not in new)


def _others(now: Mapping[str, Any], known: Mapping[str, Any], bad: Refused) -> Iterator[Item]:
    """Shared denominators by name, and what stands beside the answers."""
    new, old = _beside(now), _beside(known)
    faults = {f"{part}/{code}" if code else part: text for (part, code), text in bad.items()}
    if fault := faults.get("data_dasar"):
        yield Item(Sort.OTHER, "data_dasar", Fate.REFUSED, fault)
    if not isinstance(new.get(_PROFILE, {}), dict):
        faults[_PROFILE] = "Profil tidak terbaca."
    yield from _compared(Sort.OTHER, new, old, lambda name, _value: faults.get(name, ""))


def _beside(document: Mapping[str, Any]) -> dict[str, Any]:
    named = _object(document.get("data_dasar")).items()
    found = {f"data_dasar/{name}": value for name, value in named}
    registers = _object(document.get("registers"))
    found |= {name: registers[name] for name in (_PROFILE,) if name in registers}
    return found | {part: document[part] for part in _OTHER if part in document}


def values_of(document: Mapping[str, Any], sort: Sort) -> Mapping[str, Any]:
    """What a document says of the items of a sort, by code."""
    match sort:
        case Sort.INDICATOR | Sort.BODIES:
            return _object(document.get("answers"))
        case Sort.OTHER:
            return _beside(document)
        case Sort.REGISTER:
            return _rows(document)
        case Sort.FILE:
            return _files(document)


def _compared(
    sort: Sort,
    new: Mapping[str, Any],
    old: Mapping[str, Any],
    fault_of: Callable[[str, Any], str],
) -> Iterator[Item]:
    for code, value in new.items():
        fault = fault_of(code, value)
        if fault:
            yield Item(sort, code[:100], Fate.REFUSED, fault)
        elif code not in old:
            yield Item(sort, code, Fate.ACCEPTED, _name(value))
        else:
            fate = Fate.UNCHANGED if value == old[code] else Fate.UPDATED
            yield Item(sort, code, fate, _name(value))


def gone(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Register rows and files that applied so far and are not in the new document."""
    return [
        code
        for old, new in ((_rows(before), _rows(now)), (_files(before), _files(now)))
        for code in old
        if code not in new
    ]


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _name(value: Any) -> str:
    """What people call a row or file, if it says so."""
    cells = _object(value)
    return next(
        (text for key in ("nama", "caption", "name") if isinstance(text := cells.get(key), str)), ""
    )[:200]


def _rows(document: Mapping[str, Any]) -> dict[str, Any]:
    """Register rows by code; what has no place in a register keeps its place in the file."""
    registers = document.get("registers", {})
    if not isinstance(registers, dict):
        return {"registers": registers}
    found: dict[str, Any] = {}
    for name, rows in registers.items():
        if name == _PROFILE:
            continue
        if not isinstance(rows, list):
            found[name] = rows
            continue
        for number, row in enumerate(rows):
            row_id = _object(row).get("id")
            code = f"{name}:{row_id}" if isinstance(row_id, str) else f"{name}:#{number + 1}"
            found[code if code not in found else f"{code}#{number + 1}"] = row
    return found


def _row_fault(code: str, row: Any) -> str:
    name = code.partition(":")[0]
    if name not in REGISTERS or ":" not in code:
        return "Daftar ini tidak dikenal."
    cells = _object(row)
    if "#" in code or not cells:
        return "Baris ini tanpa kode atau kodenya berulang."
    if not all(isinstance(text, str) for text in cells.values()):
        return "Ada isian baris ini yang bukan teks."
    return ""


def _files(document: Mapping[str, Any]) -> dict[str, Any]:
    files = document.get("evidence", [])
    if not isinstance(files, list):
        return {}
    return {str(file["sha256"]): file for file in files if _object(file).get("sha256")}


def _file_fault(_code: str, file: Any) -> str:
    return "" if isinstance(file.get("name", ""), str) else "Nama berkas ini bukan teks."
