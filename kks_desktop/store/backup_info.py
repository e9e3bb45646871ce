"""What a backup says of itself: ``cadangan.json``, written once and never trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import canonical_json, parse_json
from kks_desktop.store.backup_faults import BackupError

NAME = "cadangan.json"
FORMAT = "kks-cadangan/1"
_LONGEST = 32 * 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EXT = re.compile(r"[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Held:
    """One file of proof that a backup speaks of."""

    sha256: str
    ext: str
    size: int


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup: whose data, which moment, what is in it.

    ``store`` is the same for all backups of one data folder; ``number`` counts them.
    ``made_at`` is local time with its offset, ``changed_at`` UTC (empty: never). ``lacking``
    are the files of proof that the data folder itself had no more.
    """

    store: str
    number: int
    made_at: str
    reason: str
    region_code: str
    region_name: str
    year: int
    practice: bool
    program: str
    schema: int
    size: int
    sha256: str
    tables: dict[str, int]
    changed_at: str
    evidence: tuple[Held, ...]
    lacking: tuple[Held, ...]

    @property
    def at(self) -> datetime:
        """When it was made, by the clock of that computer."""
        return datetime.fromisoformat(self.made_at)

    @property
    def fields(self) -> int:
        """How many fields it holds."""
        return self.tables.get("entry", 0)


def info_bytes(info: BackupInfo) -> bytes:
    """The file's content."""
    table = {name: getattr(info, name) for name in BackupInfo.__slots__}
    for name in ("evidence", "lacking"):
        table[name] = [[one.sha256, one.ext, one.size] for one in getattr(info, name)]
    return canonical_json({"format": FORMAT, **table})


def read_info(folder: Path) -> BackupInfo:
    """What the backup in a folder says.

    Raises:
        BackupError: it is no backup of ours, or damaged.
    """
    try:
        with (folder / NAME).open("rb") as file:
            data = file.read(_LONGEST + 1)
        return _from_table(parse_json(data, _LONGEST))
    except (OSError, KksError, KeyError, TypeError, ValueError) as cause:
        raise BackupError(
            "Keterangan cadangan ini tidak terbaca, jadi cadangan ini tidak dipakai. Cadangan lain "
            "tetap utuh; pilih yang lain.",
            code="BACKUP_UNREADABLE",
        ) from cause


def _from_table(table: dict[str, Any]) -> BackupInfo:
    if table["format"] != FORMAT:
        raise ValueError
    info = BackupInfo(
        store=_text(table["store"]),
        number=_count(table["number"]),
        made_at=_text(table["made_at"]),
        reason=_text(table["reason"]),
        region_code=_text(table["region_code"]),
        region_name=_text(table["region_name"]),
        year=_count(table["year"]),
        program=_text(table["program"]),
        schema=_count(table["schema"]),
        size=_count(table["size"]),
        sha256=_text(table["sha256"]),
        changed_at=_text(table["changed_at"]),
        practice=table["practice"] is True,
        tables={str(name): _count(rows) for name, rows in table["tables"].items()},
        evidence=tuple(_held(table["evidence"])),
        lacking=tuple(_held(table["lacking"])),
    )
    if info.at.tzinfo is None or not _SHA256.fullmatch(info.sha256):
        raise ValueError
    return info


def _text(found: Any) -> str:
    if not isinstance(found, str) or len(found) > 500:
        raise ValueError
    return found


def _count(found: Any) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ValueError
    return found


def _held(rows: Any) -> Iterable[Held]:
    """Names and endings become paths, so nothing else may stand in them."""
    for sha256, ext, size in rows:
        if not _SHA256.fullmatch(sha256) or not _EXT.fullmatch(ext):
            raise ValueError
        yield Held(sha256, ext, _count(size))
