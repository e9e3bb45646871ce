"""Proof: what files there are, what each is used for, and what is still wanted.

A file is a row ``bukti:<sha256>``; its uses are fields of that row, so that one file
serves many places and is stored once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from kks_desktop.domain.columns import YES, Choice, day_of
from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.registers import AGENCY, EVIDENCE, Cells, Table

OTHER = "lain"
"""The item of a file that answers none of the wanted ones."""
NOT_NEEDED = "bukti"
"""``bukti/<item>`` of an indicator: why this item of the wanted proof is not needed."""
SHEET = "lembar"
"""Of an agency: the scan of its signed validation sheet; also the item of that scan."""
ON_SHEET = "lembar/"
"""``lembar/<sha256>`` of an agency: the signed sheet lists this file."""
PRINTED = "dicetak/"
"""``dicetak/<sha256>`` of an agency: the day on which a sheet with this file was printed."""
LETTER = "surat-usulan"
"""The item of the profile that the signed letter of the proposal is."""
_USE = "untuk/"
_YEAR = re.compile(r"\d{4}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a file proves: an indicator's item, a register row, a profile picture."""

    target: str
    item: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file and what people said of it.

    ``sheet`` is the agency whose signed validation sheet lists the file, empty if none.
    """

    sha256: str
    name: str
    ext: str
    caption: str
    years: frozenset[int]
    day: date | None
    cut_off: date | None
    uses: tuple[Use, ...]
    head_name: str
    head_nip: str
    head_day: date | None
    sheet: str

    @property
    def title(self) -> str:
        """What people call it: its caption, else its name."""
        return self.caption or self.name

    @property
    def validated(self) -> bool:
        """Whether a Kepala OPD stands for it, by name and date or by a signed sheet."""
        return bool(self.sheet) or bool(self.head_name and self.head_day)


def evidence_code(sha256: str) -> str:
    """The code of a file's row."""
    return f"{EVIDENCE}:{sha256}"


def use_field(target: str, item: str) -> str:
    """The field of a file's row that says what the file is used for."""
    return f"{_USE}{target}/{item}"


def evidence_of(table: Table, damaged: Set[str] = frozenset()) -> dict[str, EvidenceFile]:
    """Every file of a dossier by its SHA-256, in the order of their hashes.

    A signed sheet whose scan is among the ``damaged`` files validates nothing.
    """
    sheets = _sheets(table, damaged)
    prefix = f"{EVIDENCE}:"
    found = {}
    for code in sorted(code for code in table if code.startswith(prefix)):
        sha256 = code.removeprefix(prefix)
        if _SHA256.fullmatch(sha256) and "nama" in table[code]:
            found[sha256] = _file(sha256, table[code], sheets.get(sha256, ""))
    return found


def _file(sha256: str, cells: Cells, sheet: str) -> EvidenceFile:
    # runs for each of thousands of files: what is repeated is read once
    uses = [field for field, raw in cells.items() if raw == YES and field.startswith(_USE)]
    uses.sort()
    return EvidenceFile(
        sha256=sha256,
        name=cells["nama"],
        ext=cells.get("ext", ""),
        caption=cells.get("judul", ""),
        years=_years(cells.get("tahun", "")),
        day=day_of(cells.get("tanggal", "")),
        cut_off=day_of(cells.get("batas", "")),
        uses=tuple([use for field in uses if (use := _use(field)).target]),
        head_name=cells.get("kepala_nama", ""),
        head_nip=cells.get("kepala_nip", ""),
        head_day=day_of(cells.get("kepala_tanggal", "")),
        sheet=sheet,
    )


@lru_cache(maxsize=256)
def _years(raw: str) -> frozenset[int]:
    """The years of ``2023,2024``."""
    return frozenset(int(part) for part in raw.split(",") if _YEAR.fullmatch(part))


@lru_cache(maxsize=8192)
def _use(field: str) -> Use:
    """The use that a field of a file's row stands for; without a target if it is none."""
    target, _, item = field.removeprefix(_USE).rpartition("/")
    return Use(target, item)


def _sheets(table: Table, damaged: Set[str]) -> dict[str, str]:
    """Files to the agency whose signed sheet lists them, the first by name if several do.

    A sheet whose scan is not in the library, or not as it was, signs nothing.
    """
    found: dict[str, str] = {}
    prefix = f"{AGENCY}:"
    for code in sorted(code for code in table if code.startswith(prefix)):
        cells = table[code]
        scan = cells.get(SHEET, "")
        if scan in damaged or "nama" not in table.get(evidence_code(scan), {}):
            continue
        for field, raw in cells.items():
            # a scan cannot stand for itself
            if field.startswith(ON_SHEET) and raw == YES and field != ON_SHEET + scan:
                found.setdefault(field.removeprefix(ON_SHEET), code.removeprefix(prefix))
    return found


class ProofState(Enum):
    """How far an indicator's proof has come."""

    MISSING = "belum ada"
    PARTIAL = "belum lengkap"
    UNVALIDATED = "belum divalidasi"
    COMPLETE = "lengkap"


@dataclass(frozen=True, slots=True)
class WantedItem:
    """One item of an indicator's wanted proof and the files that answer it."""

    item: str
    text: str
    files: tuple[EvidenceFile, ...]
    not_needed: str

    @property
    def answered(self) -> bool:
        """Whether a file is there, or a reason why none is needed."""
        return bool(self.files or self.not_needed)


@dataclass(frozen=True, slots=True)
class Proof:
    """An indicator's checklist, its further files, and where that leaves it."""

    items: tuple[WantedItem, ...]
    others: tuple[EvidenceFile, ...]
    state: ProofState

    @property
    def files(self) -> tuple[EvidenceFile, ...]:
        """Every file attached, each once."""
        every = [file for item in self.items for file in item.files] + list(self.others)
        return tuple({file.sha256: file for file in every}.values())

    @property
    def counts(self) -> bool:
        """Whether a verifier could accept the answer on this proof today."""
        return self.state is ProofState.COMPLETE


Uses = Mapping[str, Mapping[str, tuple[EvidenceFile, ...]]]
"""Targets to items to the files used there."""


def by_target(files: Mapping[str, EvidenceFile]) -> Uses:
    """The files of each target, by item."""
    found: dict[str, dict[str, tuple[EvidenceFile, ...]]] = {}
    for file in files.values():
        for use in file.uses:
            items = found.setdefault(use.target, {})
            items[use.item] = (*items.get(use.item, ()), file)
    return found


def proof_of(
    indicator: Indicator, uses: Uses, cells: Cells, damaged: Set[str] = frozenset()
) -> Proof:
    """The proof of one indicator; a damaged file answers nothing.

    ``cells`` are the indicator's own fields, for items declared not needed.
    """
    attached = uses.get(indicator.code, {})
    items = tuple(
        WantedItem(
            item=str(index),
            text=text,
            files=tuple(f for f in attached.get(str(index), ()) if f.sha256 not in damaged),
            not_needed=cells.get(f"{NOT_NEEDED}/{index}", ""),
        )
        for index, text in enumerate(indicator.evidence)
    )
    wanted = {item.item for item in items}
    others = tuple(file for item, files in attached.items() if item not in wanted for file in files)
    return Proof(items, others, _state(indicator, items))


def row_proof(code: str, wanted: Sequence[Choice], uses: Uses) -> Proof:
    """The files of a register row; what is wanted of it is welcome, never required."""
    attached = uses.get(code, {})
    items = tuple(
        WantedItem(item.key, item.label, attached.get(item.key, ()), "") for item in wanted
    )
    known = {item.key for item in wanted}
    others = tuple(file for item, files in attached.items() if item not in known for file in files)
    answered = sum(bool(item.files) for item in items)
    if not answered and not others:
        return Proof(items, others, ProofState.MISSING)
    state = ProofState.COMPLETE if answered == len(items) else ProofState.PARTIAL
    return Proof(items, others, state)


def _state(indicator: Indicator, items: tuple[WantedItem, ...]) -> ProofState:
    files = [file for item in items for file in item.files]
    if not files:
        return ProofState.MISSING
    if not all(item.answered for item in items):
        return ProofState.PARTIAL
    if indicator.validated_by_head and not all(file.validated for file in files):
        return ProofState.UNVALIDATED
    return ProofState.COMPLETE


def targets_of(file: Mapping[str, Any]) -> set[str]:
    """What a file of somebody's document is proof of; what is no list of uses names nothing."""
    uses = file.get("uses")
    named = (
        [use.get("target") for use in uses if isinstance(use, dict)]
        if isinstance(uses, list)
        else []
    )
    return {target for target in named if isinstance(target, str)}
