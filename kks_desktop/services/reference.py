"""The province's reference file: drafted as fields, signed, and what districts read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import cast

from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.reference import (
    Deadline,
    Figure,
    Level,
    Policy,
    Reading,
    Reference,
    parse_reference,
)
from kks_desktop.domain.columns import YES, day_of, fault, number_of
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Indicator, Instrument
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.province_registers import (
    COUNTERSIGN,
    FIGURE_REGISTER,
    LAST_DAY_REGISTER,
    LETTER,
    READING_REGISTER,
    RULES,
    SEALING,
    TARGET,
)
from kks_desktop.domain.registers import Cells, Register, Table, row_id, rows_of
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.key_files import RECEIPT
from kks_desktop.services.keys import open_signing_key
from kks_desktop.services.province_keys import require_province
from kks_desktop.services.signed_papers import (
    make_paper,
    newest,
    next_serial,
    one_line,
    province_of,
    signer_ended,
    this_second,
)
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.trust import PaperRow

_LONGEST = 1000
"""Characters of a text in the file."""


@lru_cache(maxsize=4)
def _parsed(document: bytes) -> Reference:
    return parse_reference(parse_json(document))


def reference_of(workspace: Workspace) -> Reference | None:
    """The reference in force here; ``None`` if there is none."""
    paper = newest(workspace, Kind.REFERENCE)
    return _parsed(paper.document) if paper else None


def policy_of(workspace: Workspace) -> Policy:
    """What the province asks of bundles: sealing, countersignature, the signed letter.

    Without a reference: plain, without a countersignature, a missing letter only warns.
    """
    reference = reference_of(workspace)
    return reference.policy if reference else Policy()


# ------------------------------------------------------------------------------ drafting


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the draft that cannot be signed as it is."""

    code: str
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The reference that would be signed now.

    ``changed`` if it says other things than the one in force, or that one's key has ended.
    """

    reference: Reference
    faults: tuple[Fault, ...]
    changed: bool


def draft_of(workspace: Workspace) -> Draft:
    """What is drafted in the province's session."""
    require_province(workspace)
    session = workspace.require_session()
    reader = _Reader(session.instrument, session.table)
    drafted = Reference(
        serial=next_serial(workspace, Kind.REFERENCE),
        issued_at=this_second(workspace),
        province=province_of(workspace),
        figures=tuple(reader.figures(target=False)),
        targets=tuple(reader.figures(target=True)),
        readings=tuple(reader.readings()),
        deadlines=tuple(reader.deadlines()),
        policy=_policy(session.table.get(RULES, {})),
    )
    before, paper = reference_of(workspace), newest(workspace, Kind.REFERENCE)
    same = before is not None and _content(before) == _content(drafted)
    ended = paper is not None and signer_ended(workspace, paper)
    return Draft(drafted, tuple(reader.faults), changed=not same or ended)


def _content(reference: Reference) -> tuple[object, ...]:
    return (
        reference.figures,
        reference.targets,
        reference.readings,
        reference.deadlines,
        reference.policy,
    )


def _policy(cells: Cells) -> Policy:
    return Policy(
        sealing=cells.get(SEALING) == YES,
        countersign=cells.get(COUNTERSIGN) == YES,
        surat="hard" if cells.get(LETTER) == YES else "soft",
    )


class _Reader:
    """Reads the drafted rows; those that cannot be read are told in ``faults``."""

    def __init__(self, instrument: Instrument, table: Table) -> None:
        self._instrument = instrument
        self._table = table
        self.faults: list[Fault] = []

    def _rows(self, register: Register, needed: tuple[str, ...]) -> Iterator[tuple[str, Cells]]:
        """The rows in which everything needed is there and can be read."""
        for code in rows_of(register, self._table):
            cells = self._table[code]
            for column in register.columns:
                raw = cells.get(column.id, "")
                wrong = fault(column, raw)
                if not raw and column.id in needed:
                    wrong = f"{column.title} belum diisi."
                if wrong:
                    self._tell(code, column.id, f"{register.title}: {wrong}")
                    break
            else:
                yield code, {key: one_line(raw, _LONGEST) for key, raw in cells.items() if raw}

    def _tell(self, code: str, field: str, sentence: str) -> None:
        if not any(known.code == code for known in self.faults):
            self.faults.append(Fault(code, field, sentence))

    def figures(self, *, target: bool) -> Iterator[Figure]:
        needed = ("jenis", "tingkat", "indikator", "tahun", "nilai", "sumber")
        for code, cells in self._rows(FIGURE_REGISTER, needed):
            if (cells["jenis"] == TARGET) is not target:
                continue
            indicator = self._indicator(code, cells)
            measure = self._measure(code, indicator, cells) if indicator else None
            if indicator is not None and measure is not None:
                yield Figure(
                    id=row_id(code),
                    level=cast(Level, cells["tingkat"]),
                    year=int(cells["tahun"]),
                    value=cast(Decimal, number_of(cells["nilai"])),
                    unit=cells.get("satuan", "")[:60],
                    source=cells["sumber"][:200],
                    indicator=indicator.code,
                    measure=measure,
                )

    def _indicator(self, code: str, cells: Cells) -> Indicator | None:
        found = self._instrument.by_code.get(cells["indikator"].upper())
        if found is None:
            words = f"Indikator “{cells['indikator'][:20]}” tidak ada dalam instrumen."
            self._tell(code, "indikator", words)
        return found

    def _measure(self, code: str, indicator: Indicator, cells: Cells) -> str | None:
        """The id of the measure meant: by its id, by its name, or the only one."""
        typed = cells.get("ukuran", "").casefold()
        found = [
            measure.id
            for measure in indicator.measures
            if not typed or typed in (measure.id.casefold(), measure.label.casefold())
        ]
        if len(found) == 1:
            return found[0]
        names = "; ".join(measure.label for measure in indicator.measures)
        self._tell(code, "ukuran", f"Pilih salah satu data capaian {indicator.code}: {names}.")
        return None

    def readings(self) -> Iterator[Reading]:
        for code, cells in self._rows(READING_REGISTER, ("indikator", "sumber")):
            indicator = self._indicator(code, cells)
            choice = int(cells["nilai"]) if "nilai" in cells else None
            if indicator is None:
                continue
            if choice is not None and not indicator.has_option(choice):
                words = f"{indicator.code} tidak punya pilihan bernilai {choice}."
                self._tell(code, "nilai", words)
            elif choice is None and "teks" not in cells:
                self._tell(code, "teks", f"{indicator.code}: isi nilai atau tafsirnya.")
            else:
                yield Reading(indicator.code, cells["sumber"][:200], choice, cells.get("teks", ""))

    def deadlines(self) -> Iterator[Deadline]:
        for _, cells in self._rows(LAST_DAY_REGISTER, ("nama", "tanggal", "sumber")):
            day = day_of(cells["tanggal"])
            if day is not None:
                yield Deadline(cells["nama"][:200], day, cells["sumber"][:200])


def sign_reference(workspace: Workspace, draft: Draft, passphrase: str) -> PaperRow:
    """Sign a draft with the receipt key, and put it in force here; runs on any thread.

    Raises:
        KksError: something in the draft cannot be read, or the key does not open.
    """
    if draft.faults:
        more = f" Masih {len(draft.faults)} baris begitu." if len(draft.faults) > 1 else ""
        raise KksError(
            f"Rujukan belum ditandatangani. {draft.faults[0].sentence}{more}", code="INCOMPLETE"
        )
    with open_signing_key(workspace, passphrase, RECEIPT) as key:
        return sign_reference_with(workspace, draft.reference, key)


def sign_reference_with(workspace: Workspace, reference: Reference, key: SecretKey) -> PaperRow:
    """Sign a reference with an opened key of the province."""
    return make_paper(
        workspace,
        Kind.REFERENCE,
        reference.serial,
        reference.issued_at,
        reference.to_bytes(),
        key,
    )


# ------------------------------------------------------------------------------ reading


def reading_for(workspace: Workspace, indicator: str) -> Reading | None:
    """How this province reads a silent rule; ``None`` where it agreed on nothing."""
    reference = reference_of(workspace)
    readings = reference.readings if reference else ()
    return next((one for one in readings if one.indicator == indicator), None)


def figures_for(workspace: Workspace, indicator: str) -> tuple[Figure, ...]:
    """National and provincial figures and targets of an indicator, each with its source."""
    reference = reference_of(workspace)
    every = (*reference.targets, *reference.figures) if reference else ()
    return tuple(one for one in every if one.indicator == indicator)


def notes_for(workspace: Workspace, indicator: str) -> tuple[str, ...]:
    """What the province tells of an indicator, in sentences; never chosen for anybody."""
    found = []
    reading = reading_for(workspace, indicator)
    if reading is not None:
        score = f"nilai {reading.choice}" if reading.choice is not None else ""
        words = ": ".join(part for part in (score, reading.text.rstrip(".")) if part)
        found.append(f"Tafsir yang disepakati provinsi: {words} ({reading.source}).")
    reference = reference_of(workspace)
    targets = reference.targets if reference else ()
    for figure in figures_for(workspace, indicator):
        kind = "Target" if figure in targets else "Angka"
        found.append(f"{kind} {figure_words(figure)}; sumber: {figure.source}.")
    return tuple(found)


def figure_words(figure: Figure) -> str:
    """``nasional 2024: 14 %``."""
    exponent = figure.value.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    value = f"{format_number(figure.value, places)} {figure.unit}".strip()
    return f"{figure.level} {figure.year}: {value}"
