"""What attaching, detaching and removing proof changes in the fields; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kks_desktop.domain.columns import YES, day_of
from kks_desktop.domain.evidence import ON_SHEET, PRINTED, SHEET, Use, evidence_code, use_field
from kks_desktop.domain.registers import AGENCY
from kks_desktop.services.session import Edit, Session


class Named(NamedTuple):
    """A file to attach: what it is called, and what its inspection said of it."""

    sha256: str
    name: str
    ext: str
    facts: Mapping[str, Any]


def proposals(file: Named, uses: Sequence[Use], wanted: Iterable[int]) -> tuple[Edit, ...]:
    """Every field that attaching a file would fill.

    The data year is proposed where text, name and photo day speak of exactly one of the
    ``wanted`` years, the date where a photo tells its own.
    """
    code = evidence_code(file.sha256)
    day = day_of(str(file.facts.get("day") or ""))
    spoken = {str(year) for year in file.facts.get("years") or ()}
    if day is not None:
        spoken.add(str(day.year))
    years = [str(year) for year in sorted(set(wanted)) if str(year) in spoken]
    edits = [Edit(code, "nama", file.name), Edit(code, "ext", file.ext)]
    if len(years) == 1:
        edits.append(Edit(code, "tahun", years[0]))
    if day is not None:
        edits.append(Edit(code, "tanggal", day.isoformat()))
    return (*edits, *_use_edits(code, uses))


def _use_edits(code: str, uses: Sequence[Use]) -> list[Edit]:
    return [Edit(code, use_field(use.target, use.item), YES) for use in uses]


def attach_new(session: Session, proposed: Iterable[Sequence[Edit]]) -> list[Edit]:
    """The proposals of files just taken in, less what a person said of them before."""
    edits: dict[tuple[str, str], Edit] = {}
    for edit in (edit for group in proposed for edit in group):
        key = (edit.code, edit.field)
        if not session.raw(*key) and key not in edits:
            edits[key] = edit
    return list(edits.values())


def attach_existing(session: Session, files: Iterable[str], uses: Sequence[Use]) -> list[Edit]:
    """Further uses for files of the library, by SHA-256; one that is not in it is left out."""
    codes = [evidence_code(sha256) for sha256 in files]
    return [
        edit
        for code in codes
        if session.raw(code, "nama")
        for edit in _use_edits(code, uses)
        if session.raw(code, edit.field) != YES
    ]


def detach(session: Session, files: Iterable[str], uses: Sequence[Use]) -> list[Edit]:
    """Take uses from files; they stay in the library."""
    return [
        Edit(code, edit.field, "")
        for code in map(evidence_code, files)
        for edit in _use_edits(code, uses)
        if session.raw(code, edit.field)
    ]


def remove(session: Session, files: Iterable[str]) -> list[Edit]:
    """Take files out of the library, with everything said of them; undo brings it back."""
    gone = set(files)
    codes = {evidence_code(sha256) for sha256 in gone}
    return [
        Edit(code, field, "")
        for (code, field), raw in sorted(session.fields.items())
        if code in codes or (code.startswith(f"{AGENCY}:") and _names(field, raw, gone))
    ]


def _names(field: str, raw: str, files: set[str]) -> bool:
    """Whether a field of an agency speaks of one of these files."""
    if field == SHEET:
        return raw in files
    return any(
        field.startswith(prefix) and field.removeprefix(prefix) in files
        for prefix in (ON_SHEET, PRINTED)
    )
