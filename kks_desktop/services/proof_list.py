"""The proof that a submission carries: its list in the document, and the files behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kks_desktop.bundle.plan import EvidenceFile as CarriedFile
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import (
    NOT_NEEDED,
    SHEET,
    EvidenceFile,
    Use,
    evidence_code,
    evidence_of,
)
from kks_desktop.domain.file_names import shown_name
from kks_desktop.domain.registers import AGENCY, Cells, Table
from kks_desktop.services.validation import SHEET_DAY, SHEET_NAME, SHEET_NIP
from kks_desktop.store.evidence import CHANGED, MISSING, EvidenceRow
from kks_desktop.store.evidence_files import EvidenceFiles

_NAMED = 3
_DAMAGE = {MISSING: "tidak ada lagi", CHANGED: "berubah isinya"}


def used_files(table: Table) -> dict[str, EvidenceFile]:
    """Every file that proves something, a signed sheet included, by SHA-256."""
    files = evidence_of(table)
    for code, cells in table.items():
        sheet = files.get(cells.get(SHEET, ""))
        use = Use(code, SHEET)
        if sheet is not None and code.startswith(f"{AGENCY}:") and use not in sheet.uses:
            files[sheet.sha256] = replace(sheet, uses=(*sheet.uses, use))
    return {sha256: file for sha256, file in files.items() if file.uses}


def evidence_document(table: Table, rows: Mapping[str, EvidenceRow]) -> list[dict[str, Any]]:
    """``evidence`` of a submission: the used files in the order of their hashes."""
    return [
        _item(file, rows[sha256], table)
        for sha256, file in sorted(used_files(table).items())
        if sha256 in rows
    ]


def _item(file: EvidenceFile, row: EvidenceRow, table: Table) -> dict[str, Any]:
    told = {
        "caption": file.caption,
        "years": sorted(file.years),
        "date": file.day.isoformat() if file.day else "",
        "cut_off": file.cut_off.isoformat() if file.cut_off else "",
        "validated": _validation(file, table),
    }
    return {
        "sha256": row.sha256,
        "size": row.size,
        "ext": row.ext,
        "name": file.name,
        "uses": [{"target": use.target, "item": use.item} for use in sorted(file.uses, key=_key)],
        **{key: value for key, value in told.items() if value},
    }


def _key(use: Use) -> tuple[str, str]:
    return use.target, use.item


def _validation(file: EvidenceFile, table: Table) -> dict[str, str]:
    """Who stands for a file: by a signed sheet, or by name and date; empty for nobody."""
    if file.sheet:
        code = f"{AGENCY}:{file.sheet}"
        cells: Cells = table.get(code, {})
        told = {
            "agency": file.sheet,
            "sheet": cells.get(SHEET, ""),
            "name": cells.get(SHEET_NAME, ""),
            "nip": cells.get(SHEET_NIP, ""),
            "date": cells.get(SHEET_DAY, ""),
        }
    elif file.validated and file.head_day is not None:
        told = {"name": file.head_name, "nip": file.head_nip, "date": file.head_day.isoformat()}
    else:
        return {}
    return {key: value for key, value in told.items() if value}


def not_needed_document(table: Table) -> dict[str, dict[str, str]]:
    """Items of wanted proof that a person declared not needed: code, item, reason."""
    found: dict[str, dict[str, str]] = {}
    prefix = f"{NOT_NEEDED}/"
    for code, cells in sorted(table.items()):
        for field, reason in cells.items():
            if field.startswith(prefix):
                found.setdefault(code, {})[field.removeprefix(prefix)] = reason
    return found


def broken_files(
    table: Table, rows: Mapping[str, EvidenceRow], files: EvidenceFiles
) -> dict[str, str]:
    """The used files that cannot be sent as they are, by SHA-256, and how each was found.

    Looks at what is known and at sizes, not at every byte: writing a bundle does that.
    """
    found = {}
    for sha256 in sorted(used_files(table)):
        row = rows.get(sha256)
        state = row.damaged if row is not None else MISSING
        if row is not None and not state and not files.present(sha256, row.ext, row.size):
            state = MISSING
        if state:
            found[sha256] = state
    return found


def damage_sentence(table: Table, damaged: Mapping[str, str]) -> str:
    """Say which files, by SHA-256, are missing or changed, and what to do; empty for none."""
    parts = []
    for state, what in _DAMAGE.items():
        titles = [_title(table, sha256) for sha256, found in damaged.items() if found == state]
        if titles:
            parts.append(f"{_listed(titles)} {what}")
    if not parts:
        return ""
    return (
        f"Berkas bukti {' dan '.join(parts)} di penyimpanan. Berkas usulan belum dibuat; lampirkan "
        "lagi bukti itu dari berkas aslinya, atau lepaskan."
    )


def _title(table: Table, sha256: str) -> str:
    """What people call a file: its caption, else its name."""
    cells = table.get(evidence_code(sha256), {})
    return cells.get("judul") or cells.get("nama") or sha256[:8]


def _listed(titles: list[str]) -> str:
    named = ", ".join(shown_name(title) for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    return f"{named} dan {more} lainnya" if more > 0 else named


def carried_files(
    document: Mapping[str, Any], rows: Mapping[str, EvidenceRow], files: EvidenceFiles
) -> tuple[CarriedFile, ...]:
    """The files that a frozen document lists, as a bundle takes them."""
    found = []
    for one in document.get("evidence", ()):
        row, path = rows.get(one["sha256"]), files.path_of(one["sha256"], one["ext"])
        crc32 = row.crc32 if row is not None else None
        found.append(CarriedFile(one["sha256"], one["ext"], path, crc32))
    return tuple(found)


def require_intact(table: Table, rows: Mapping[str, EvidenceRow], files: EvidenceFiles) -> None:
    """Refuse to send while a used file is missing or damaged.

    Raises:
        KksError: naming the files.
    """
    sentence = damage_sentence(table, broken_files(table, rows, files))
    if sentence:
        raise KksError(sentence, code="EVIDENCE_DAMAGED")
