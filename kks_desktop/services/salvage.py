"""Get out of a damaged data folder what can still be read; the folder itself is not touched."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import logging
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kks_desktop.domain.document import write_answers
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import evidence_code
from kks_desktop.domain.file_names import clean_name
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.restoring import StateKey
from kks_desktop.platform.sums import BLOCK, Watch
from kks_desktop.services.fields import Key, answers_of
from kks_desktop.services.instruments import load_shipped, load_source
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.writing import write_whole
from kks_desktop.store.evidence_files import FOLDER as EVIDENCE_FOLDER
from kks_desktop.store.salvage import TableRead, read_what_can_be_read

_log = logging.getLogger(__name__)
_STORED = re.compile(r"([0-9a-f]{64})\.([a-z0-9]{1,8})")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NAMES = {
    "assessment": "penilaian",
    "entry": "isian",
    "history": "riwayat",
    "revision": "perbaikan yang pernah dibuat",
    "hand_over": "pengiriman",
    "instrument": "instrumen",
    "trusted_key": "kunci yang dipercaya",
    "evidence": "daftar berkas bukti",
    "binned_assessment": "tempat sampah",
    "province_paper": "daftar kunci dan rujukan provinsi",
    "reply": "jawaban provinsi",
    "received": "usulan yang diterima",
    "received_file": "bukti pada usulan yang diterima",
    "receipt": "tanda terima",
    "waiting": "berkas yang menunggu",
}
_NOT_TOLD = frozenset({"_sqlite_migrations"})


class Part(NamedTuple):
    """A table by its Indonesian name, how many rows were read, and whether that is all."""

    name: str
    rows: int
    whole: bool


class Salvaged(NamedTuple):
    """What was got out: fields, files of proof, those that are not what they were."""

    folder: Path
    parts: tuple[Part, ...]
    fields: int
    files: int
    lost_files: int


class _Assessment(NamedTuple):
    number: int
    region: str
    name: str
    year: int
    instrument: Instrument


def examine(folder: Path) -> tuple[Part, ...]:
    """Which tables of a store can be read, and how far; empty where nothing can.

    Raises:
        KksError: not even a copy of the file can be made.
    """
    return _parts(_tables(folder))


def salvage(
    folder: Path, out: Path, progress: Progress = no_progress, cancel: CancelToken | None = None
) -> Salvaged:
    """Write fields, answers documents and files of proof that can be read into ``out``.

    Raises:
        KksError: the target is not an empty folder outside the data, or cannot be written.
    """
    _prepare(folder, out)
    tables = {table.name: table for table in _tables(folder)}
    fields = _fields(tables)
    assessments = _assessments(tables, fields)
    _write_json(out / "isian-lengkap.json", _all_fields(assessments, fields))
    write_whole(out / "daftar-isian.csv", _list(assessments, fields))
    for one in assessments:
        answers = answers_of(one.instrument, one.region, one.year, fields[one.number])
        table = write_answers(answers, one.instrument.by_code)
        _write_json(out / f"isian-{one.number}-{one.year}.json", table)
    copied, lost = _copy_evidence(folder, out, _file_names(fields), Watch(progress, cancel))
    found = Salvaged(out, _parts(tables.values()), sum(map(len, fields.values())), copied, lost)
    write_whole(out / "BACA-SAYA.txt", report_text(found).encode("utf-8"))
    return found


def readable_fields(folder: Path) -> dict[StateKey, str]:
    """The fields that can still be read, by the id of their assessment.

    Raises:
        KksError: not even a copy of the file can be made.
    """
    tables = {table.name: table for table in _tables(folder)}
    ids = {
        _number(row.get("id")): str(row.get("submission_id"))
        for row in _dicts(tables.get("assessment"))
    }
    return {
        (ids[number], code, field): raw
        for number, fields in _fields(tables).items()
        if number in ids
        for (code, field), raw in fields.items()
    }


def report_text(found: Salvaged) -> str:
    """What was got out and what not, for a person."""
    lines = [
        f"Diselamatkan: {format_number(found.fields)} isian dan "
        f"{format_number(found.files)} berkas bukti.",
        "",
        *(part_sentence(part) for part in found.parts),
    ]
    if not found.parts:
        lines.append("Berkas data sama sekali tidak terbaca; hanya berkas bukti yang disalin.")
    if found.lost_files:
        lines.append(f"Berkas bukti yang rusak dan tidak disalin: {found.lost_files}.")
    lines += [
        "",
        "daftar-isian.csv: semua isian, untuk dibaca dengan program lembar kerja.",
        "isian-<nomor>-<tahun>.json: dokumen isian tiap penilaian, untuk program kks.",
        "isian-lengkap.json: semua isian persis seperti diketik.",
        "bukti: berkas bukti yang utuh.",
    ]
    return "\r\n".join(lines) + "\r\n"


def part_sentence(part: Part) -> str:
    """One line about one table."""
    rows = f"{format_number(part.rows)} baris"
    return f"{part.name}: {rows} terbaca, {'utuh' if part.whole else 'sebagian rusak'}"


def _prepare(folder: Path, out: Path) -> None:
    inside = out.resolve().is_relative_to(folder.resolve())
    try:
        if not inside:
            out.mkdir(parents=True, exist_ok=True)
        if inside or any(out.iterdir()):
            raise KksError(
                "Hasil penyelamatan perlu folder kosong di luar folder data; pilih folder lain.",
                code="NOT_EMPTY",
            )
    except OSError as cause:
        raise KksError(
            "Folder hasil penyelamatan tidak dapat dibuat; pilih folder lain.", code="NOT_WRITTEN"
        ) from cause


def _tables(folder: Path) -> list[TableRead]:
    try:
        with tempfile.TemporaryDirectory(prefix="kks-selamat-") as scratch:
            return read_what_can_be_read(folder, Path(scratch))
    except OSError as cause:
        raise KksError(
            "Berkas data tidak dapat disalin untuk dibaca; periksa apakah foldernya masih ada dan "
            "cakram tidak penuh.",
            code="STORE_GONE",
        ) from cause


def _parts(tables: Sequence[TableRead] | Any) -> tuple[Part, ...]:
    return tuple(
        Part(_NAMES.get(table.name, table.name), len(table.rows), table.whole)
        for table in tables
        if table.name not in _NOT_TOLD
    )


def _dicts(table: TableRead | None) -> Iterator[dict[str, Any]]:
    for row in table.rows if table is not None else ():
        yield dict(zip(table.columns if table else (), row, strict=False))


# -------------------------------------------------------------------- fields


def _fields(tables: Mapping[str, TableRead]) -> dict[int, dict[Key, str]]:
    """The fields of each assessment; where the table has gaps, the history fills them."""
    found: dict[int, dict[Key, str]] = {}
    entries = tables.get("entry")
    if entries is None or not entries.whole:
        changes = sorted(_dicts(tables.get("history")), key=lambda row: _number(row.get("seq")))
        for row in changes:
            _put(found, row, row.get("new_raw"))
    for row in _dicts(entries):
        _put(found, row, row.get("raw"))
    return {number: fields for number, fields in found.items() if fields}


def _put(found: dict[int, dict[Key, str]], row: Mapping[str, Any], raw: object) -> None:
    code, field = row.get("code"), row.get("field")
    if not (isinstance(code, str) and isinstance(field, str) and isinstance(raw, str)):
        return
    fields = found.setdefault(_number(row.get("assessment")), {})
    if raw:
        fields[code, field] = raw
    else:
        fields.pop((code, field), None)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _assessments(
    tables: Mapping[str, TableRead], fields: Mapping[int, Mapping[Key, str]]
) -> list[_Assessment]:
    """What is known of each assessment that has fields; its row may be lost."""
    sources = {
        str(row.get("sha256")): row.get("source") for row in _dicts(tables.get("instrument"))
    }
    rows = {_number(row.get("id")): row for row in _dicts(tables.get("assessment"))}
    found = []
    for number in sorted(fields):
        row = rows.get(number, {})
        instrument = _instrument(row, sources)
        found.append(
            _Assessment(
                number,
                str(row.get("region_code") or ""),
                str(row.get("region_name") or ""),
                _number(row.get("year")) or instrument.year,
                instrument,
            )
        )
    return found


def _instrument(row: Mapping[str, Any], sources: Mapping[str, object]) -> Instrument:
    source = sources.get(str(row.get("instrument_sha256")))
    if isinstance(source, bytes):
        try:
            return load_source(source)
        except KksError as fault:  # the shipped one has the same questions, most likely
            _log.warning("stored instrument not read: %s", fault.code)
    return load_shipped()


def _all_fields(
    assessments: Sequence[_Assessment], fields: Mapping[int, Mapping[Key, str]]
) -> dict[str, Any]:
    return {
        "penilaian": [
            {
                "nomor": one.number,
                "wilayah": one.region,
                "nama": one.name,
                "tahun": one.year,
                "instrumen": one.instrument.code,
                "isian": [
                    {"code": code, "field": field, "raw": raw}
                    for (code, field), raw in sorted(fields[one.number].items())
                ],
            }
            for one in assessments
        ]
    }


def _list(assessments: Sequence[_Assessment], fields: Mapping[int, Mapping[Key, str]]) -> bytes:
    """All fields for a spreadsheet; what would be a formula there gets an apostrophe."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(["Penilaian", "Kode", "Judul", "Isian", "Isi"])
    for one in assessments:
        for (code, field), raw in sorted(fields[one.number].items()):
            indicator = one.instrument.by_code.get(code)
            title = indicator.title if indicator is not None else ""
            cells = [f"{one.name} {one.year}".strip(), code, title, field, raw]
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return target.getvalue().encode("utf-8-sig")


def _write_json(path: Path, table: Mapping[str, Any]) -> None:
    write_whole(path, json.dumps(table, ensure_ascii=False, indent=1).encode("utf-8"))


# -------------------------------------------------------------------- evidence


def _file_names(fields: Mapping[int, Mapping[Key, str]]) -> dict[str, str]:
    prefix = evidence_code("")
    return {
        code.removeprefix(prefix): raw
        for table in fields.values()
        for (code, field), raw in table.items()
        if field == "nama" and code.startswith(prefix)
    }


def _copy_evidence(
    folder: Path, out: Path, names: Mapping[str, str], watch: Watch
) -> tuple[int, int]:
    """Copy every stored file whose bytes are what its name says; the numbers good and lost."""
    found = sorted(
        path for path in (folder / EVIDENCE_FOLDER).glob("??/*") if _STORED.fullmatch(path.name)
    )
    watch.expect(sum(_size(path) for path in found))
    copied = 0
    for path in found:
        sha256, _, ext = path.name.partition(".")
        stem = Path(clean_name(names.get(sha256, "bukti"))).stem
        copied += _copy(path, out / EVIDENCE_FOLDER, f"{sha256[:8]} {stem}.{ext}", sha256, watch)
    return copied, len(found) - copied


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _copy(path: Path, out: Path, name: str, sha256: str, watch: Watch) -> bool:
    try:
        out.mkdir(exist_ok=True)
        part = out / f"{sha256}.part"
        with part.open("wb") as target:
            good = _copy_blocks(path, target, sha256, watch)
        if good:
            part.replace(out / name)
        else:
            part.unlink()
    except OSError as cause:
        raise KksError(
            "Berkas bukti tidak dapat disalin ke folder hasil; kosongkan ruang lalu ulangi dengan "
            "folder lain. Folder data tidak diubah.",
            code="NOT_WRITTEN",
        ) from cause
    return good


def _copy_blocks(path: Path, target: io.BufferedWriter, sha256: str, watch: Watch) -> bool:
    summer = hashlib.sha256()
    try:
        source = path.open("rb")
    except OSError:
        return False
    with source:
        while True:
            try:
                block = source.read(BLOCK)
            except OSError:
                return False  # a bad place on the disk: this file is lost, others may not be
            if not block:
                return summer.hexdigest() == sha256
            summer.update(block)
            target.write(block)
            watch.advance(len(block))


__all__ = [
    "Part",
    "Salvaged",
    "examine",
    "part_sentence",
    "readable_fields",
    "report_text",
    "salvage",
]
