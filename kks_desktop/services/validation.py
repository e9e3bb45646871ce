"""Validation of proof by the Kepala OPD for all files of an OPD: its printed, signed sheet.

A sheet is printed with the files that the OPD answers for, signed, scanned and attached.
Only what the print listed becomes validated; what came later waits for the next sheet.
Nothing here writes: every change comes back as edits, to be set as one step.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from kks_desktop.domain.agencies import (
    HEAD_NAME,
    HEAD_NIP,
    HEAD_POSITION,
    agencies_of,
    agency_code,
    agency_names,
)
from kks_desktop.domain.columns import YES, day_of
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import (
    ON_SHEET,
    PRINTED,
    SHEET,
    EvidenceFile,
    evidence_code,
    use_field,
)
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.registers import AGENCY, Cells, Table
from kks_desktop.services.session import Edit

SHEET_DAY, SHEET_NAME, SHEET_NIP = "lembar_tanggal", "lembar_nama", "lembar_nip"
"""When the attached sheet was signed, and by whom: kept, as a Kepala OPD may change."""
_OTHER = "Bukti lain"


@dataclass(frozen=True, slots=True)
class SheetUse:
    """One place where a file of the sheet is used: an indicator and the item it answers.

    ``place`` orders the uses of all files as the instrument prints indicators and items.
    """

    place: tuple[int, int]
    code: str
    title: str
    item: str


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file that the sheet of an OPD would list now.

    ``on_print`` is whether the last print listed it, ``on_sheet`` whether the attached one does.
    """

    file: EvidenceFile
    uses: tuple[SheetUse, ...]
    on_print: bool
    on_sheet: bool

    @property
    def validated(self) -> bool:
        """Whether a Kepala OPD stands for it, by any signed sheet or by name and date."""
        return self.file.validated


@dataclass(frozen=True, slots=True)
class AgencyValidation:
    """An OPD, the files its sheet would list, the last print, and the signed sheet.

    ``damaged`` are its files that are missing or changed: no sheet lists them. ``scan`` is
    the SHA-256 of the attached sheet; ``scan_damaged`` says that it validates nothing.
    ``print_mark`` is the mark of the last print's list, empty for none.
    """

    id: str
    name: str
    head_name: str
    head_position: str
    head_nip: str
    files: tuple[SheetFile, ...]
    damaged: tuple[EvidenceFile, ...]
    printed: frozenset[str]
    printed_day: date | None
    print_mark: str
    scan: str
    scan_damaged: bool
    scan_day: date | None
    signer: str
    signer_nip: str
    listed: frozenset[str]

    @property
    def signed(self) -> bool:
        """Whether a signed sheet is attached that validates what it lists."""
        return bool(self.scan) and not self.scan_damaged

    @property
    def awaits_scan(self) -> bool:
        """Whether the last print lists other files than the sheet that is attached."""
        return bool(self.printed) and self.printed - {self.scan} != self.listed

    @property
    def validated(self) -> int:
        """How many of its files are validated."""
        return sum(file.validated for file in self.files)

    @property
    def open(self) -> tuple[SheetFile, ...]:
        """Its files that nobody stands for yet."""
        return tuple(file for file in self.files if not file.validated)

    @property
    def not_printed(self) -> tuple[SheetFile, ...]:
        """Its files that the last print does not list and nobody stands for."""
        return tuple(file for file in self.open if not file.on_print)


def sheet_agencies(instrument: Instrument, table: Table) -> tuple[str, ...]:
    """The OPD that have a sheet, in the instrument's order: who answers for an indicator.

    Also an OPD whose indicators went to others, while a sheet of it is printed or attached.
    """
    mains = (agencies_of(instrument, one, table)[:1] for one in instrument.by_code.values())
    own = {id for main in mains for id in main}
    return tuple(id for id in instrument.agencies if id in own or _has_sheet(table, id))


def _has_sheet(table: Table, agency: str) -> bool:
    return any(field.startswith((PRINTED, SHEET)) for field in table.get(agency_code(agency), {}))


def validations(
    instrument: Instrument,
    table: Table,
    files: Mapping[str, EvidenceFile],
    damaged: Set[str] = frozenset(),
) -> tuple[AgencyValidation, ...]:
    """How far each OPD has come; ``files`` are those of the dossier, by SHA-256."""
    used = _used_by_agency(instrument, table, files)
    names = agency_names(instrument, table)
    return tuple(
        _validation(id, names[id], table, files, damaged, used.get(id, {}))
        for id in sheet_agencies(instrument, table)
    )


def _used_by_agency(
    instrument: Instrument, table: Table, files: Mapping[str, EvidenceFile]
) -> dict[str, dict[str, list[SheetUse]]]:
    """Agencies to files to uses, by the main agency of each indicator, in printed order."""
    places: dict[str, list[tuple[str, str]]] = {}
    for file in files.values():
        for use in file.uses:
            places.setdefault(use.target, []).append((use.item, file.sha256))
    found: dict[str, dict[str, list[SheetUse]]] = {}
    for number, (code, indicator) in enumerate(instrument.by_code.items()):
        agencies = agencies_of(instrument, indicator, table)
        if not agencies:
            continue
        own = found.setdefault(agencies[0], {})
        order = {str(index): index for index, _ in enumerate(indicator.evidence)}
        for item, sha256 in sorted(places.get(code, ())):
            at = order.get(item, len(order))
            text = indicator.evidence[at] if item in order else _OTHER
            own.setdefault(sha256, []).append(SheetUse((number, at), code, indicator.title, text))
    return found


def _validation(
    id: str,
    name: str,
    table: Table,
    files: Mapping[str, EvidenceFile],
    damaged: Set[str],
    used: Mapping[str, list[SheetUse]],
) -> AgencyValidation:
    cells: Cells = table.get(agency_code(id), {})
    scan = cells.get(SHEET, "")
    printed = _named(cells, PRINTED)
    listed = frozenset(sha256 for sha256 in _named(cells, ON_SHEET) if sha256 != scan)
    days = [day for sha256 in printed if (day := day_of(cells[PRINTED + sha256]))]
    return AgencyValidation(
        id=id,
        name=name,
        head_name=cells.get(HEAD_NAME, ""),
        head_position=cells.get(HEAD_POSITION, ""),
        head_nip=cells.get(HEAD_NIP, ""),
        files=tuple(
            SheetFile(files[sha256], tuple(uses), sha256 in printed, sha256 in listed)
            for sha256, uses in used.items()
            if sha256 not in damaged
        ),
        damaged=tuple(files[sha256] for sha256 in used if sha256 in damaged),
        printed=printed,
        printed_day=max(days, default=None),
        print_mark=list_mark(printed) if printed else "",
        scan=scan,
        scan_damaged=bool(scan) and (scan in damaged or scan not in files),
        scan_day=day_of(cells.get(SHEET_DAY, "")),
        signer=cells.get(SHEET_NAME, ""),
        signer_nip=cells.get(SHEET_NIP, ""),
        listed=listed,
    )


def _named(cells: Cells, prefix: str) -> frozenset[str]:
    """The files that fields of an agency's row name behind a prefix."""
    return frozenset(field.removeprefix(prefix) for field in cells if field.startswith(prefix))


def file_mark(sha256: str) -> str:
    """Sidik berkas: the first 64 bits in four groups of four digits."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


def list_mark(files: Iterable[str]) -> str:
    """Sidik daftar: tells one list of files from another; stands at the foot of a sheet."""
    return file_mark(hashlib.sha256("\n".join(sorted(files)).encode()).hexdigest())


def is_sheet_scan(table: Table, sha256: str) -> bool:
    """Whether a file is the scan of a signed sheet of some OPD."""
    row = table.get(evidence_code(sha256), {})
    return any(
        cells.get(SHEET) == sha256 or use_field(code, SHEET) in row
        for code, cells in table.items()
        if code.startswith(f"{AGENCY}:")
    )


# -------------------------------------------------------------------- edits


def print_edits(table: Table, agency: str, files: Iterable[str], day: date) -> list[Edit]:
    """What a print leaves behind: the day for each file that it lists, and no other file."""
    code = agency_code(agency)
    listed = set(files)
    stale = sorted(_named(table.get(code, {}), PRINTED) - listed)
    return [
        *(Edit(code, PRINTED + sha256, "") for sha256 in stale),
        *(Edit(code, PRINTED + sha256, day.isoformat()) for sha256 in sorted(listed)),
    ]


def attach_edits(table: Table, agency: str, scan: str, today: date) -> list[Edit]:
    """Attach the scan of the signed sheet: what the last print listed becomes validated.

    The day of signing is that of the scanned document where it is given, else today. A
    sheet attached before gives way.

    Raises:
        KksError: the scan is not in the library, or no sheet was printed.
    """
    code = agency_code(agency)
    cells, row = table.get(code, {}), table.get(evidence_code(scan), {})
    if "nama" not in row:
        raise KksError("Pindaian lembar itu belum ada di daftar bukti; lampirkan dahulu.")
    listed = _named(cells, PRINTED) - {scan}
    if not listed:
        raise KksError(
            "Pindaian tersimpan di daftar bukti, tetapi belum ada lembar yang dicetak untuk OPD "
            "ini, jadi belum ada berkas yang disahkan. Cetak lembarnya dahulu.",
            code="NOT_PRINTED",
        )
    day = day_of(row.get("tanggal", "")) or today
    edits = [
        *detach_edits(table, agency),
        Edit(code, SHEET, scan),
        Edit(code, SHEET_DAY, day.isoformat()),
        *signer_edits(table, agency),
        *(Edit(code, ON_SHEET + sha256, YES) for sha256 in sorted(listed)),
        Edit(evidence_code(scan), use_field(code, SHEET), YES),
    ]
    # the old sheet is taken off first; what both say, the new one says
    return list({(edit.code, edit.field): edit for edit in edits}.values())


def detach_edits(table: Table, agency: str) -> list[Edit]:
    """Take the signed sheet off: it validates nothing more; its scan stays in the library."""
    code = agency_code(agency)
    cells = table.get(code, {})
    kept = (SHEET, SHEET_DAY, SHEET_NAME, SHEET_NIP)
    gone = [field for field in cells if field in kept or field.startswith(ON_SHEET)]
    row, use = evidence_code(cells.get(SHEET, "")), use_field(code, SHEET)
    used = [Edit(row, use, "")] if use in table.get(row, {}) else []
    return [*(Edit(code, field, "") for field in sorted(gone)), *used]


def signer_edits(table: Table, agency: str) -> list[Edit]:
    """Note the Kepala OPD named now as the one who signed the sheet."""
    code = agency_code(agency)
    cells = table.get(code, {})
    return [
        Edit(code, SHEET_NAME, cells.get(HEAD_NAME, "")),
        Edit(code, SHEET_NIP, cells.get(HEAD_NIP, "")),
    ]
