"""List the problems of a full district: 136 indicators, 900 villages, 5,000 files."""

from __future__ import annotations

import gc
import hashlib
import time
from typing import TYPE_CHECKING

from common import Row, median, report

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

VILLAGES, DISTRICTS, FILES, ACTIVITIES = 900, 40, 5_000, 120
Fields = dict[tuple[str, str], str]


def _body(number: int) -> dict[str, str]:
    """The cells of a forum or pokja; one in nine has something to put right."""
    year = 2012 if number % 27 == 0 else 2019 + number % 5
    return {
        "nama": f"Mekar Sari {number}",
        "nama_lembaga": f"Pokja Sehat {number}",
        "sk_nomor": f"{number}/SK/{year}",
        "sk_tanggal": f"{year}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "sk_berlaku": "2023-06-30" if number % 9 == 0 else f"202{5 + number % 4}-12-31",
        "renja_lalu": "ya",
        "renja_kini": "ya",
        "anggaran_lalu": str(5_000_000 + number * 1_000),
        "anggaran_kini": "dua juta" if number % 90 == 0 else str(6_000_000 + number * 1_000),
        "alamat": f"Jalan Melati {number}",
        "foto_tanggal": f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "foto_koordinat": f"-1.{600_000 + number}, 103.{600_000 + number}",
        "ket": "lengkap",
        "alasan": "pemekaran",
    }


def _registers() -> Fields:
    fields: Fields = {}
    for number in range(DISTRICTS):
        for field, raw in _body(number).items():
            fields[f"kecamatan:15.71.{number:02d}", field] = raw
    for number in range(VILLAGES):
        code = f"desa:15.71.{number % DISTRICTS:02d}.{1001 + number}"
        more = {"odf": "ya", "odf_tanggal": f"2022-{1 + number % 12:02d}-15"}
        # the two shown beside them make 18 cells of a row
        more |= {"kode": code.partition(":")[2], "kecamatan": f"Kecamatan {number % DISTRICTS}"}
        for field, raw in (_body(number) | more).items():
            fields[code, field] = raw
    for number in range(ACTIVITIES):
        for field, raw in {"nama": f"Rapat {number}", "waktu": "2024-03-01"}.items():
            fields[f"kegiatan:{number:020d}", field] = raw
    return fields


def _proof(instrument: Instrument) -> Fields:
    fields: Fields = {}
    targets = [
        f"{code}/{item}"
        for code, indicator in instrument.by_code.items()
        for item in range(len(indicator.evidence))
    ]
    for number in range(FILES):
        code = f"bukti:{hashlib.sha256(str(number).encode()).hexdigest()}"
        cells = {
            "nama": f"laporan-{number}.pdf",
            "ext": "pdf",
            "judul": f"Laporan {number}",
            "tahun": "2021" if number % 50 == 0 else "2023,2024",
            "tanggal": f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}",
            "batas": "2024-12-31",
            f"untuk/{targets[number % len(targets)]}": "ya",
        }
        if number % 3:
            cells |= {
                "kepala_nama": f"dr. Kepala {number % 17}",
                "kepala_nip": f"19700101199503100{1 + number % 9}",
                "kepala_tanggal": "2025-01-15",
            }
        fields |= {(code, field): raw for field, raw in cells.items()}
    return fields


def main() -> None:
    from kks_desktop.domain.assessment import evaluate
    from kks_desktop.domain.problems.model import facts_from
    from kks_desktop.domain.problems.rules import problems_of
    from kks_desktop.services.fields import answers_of, table_of
    from kks_desktop.services.instruments import load_shipped
    from kks_desktop.services.sample import REGION, YEAR, sample_fields

    instrument = load_shipped()
    fields = sample_fields(instrument) | _registers() | _proof(instrument)
    evaluation = evaluate(instrument, answers_of(instrument, REGION, YEAR, fields))
    whole, rules = [], []
    gc.disable()  # as in the program, which collects between events (qt/app.py)
    for _ in range(30):
        gc.collect()
        began = time.perf_counter()
        facts = facts_from(instrument, evaluation, table_of(fields))
        ready = time.perf_counter()
        found = problems_of(facts)
        done = time.perf_counter()
        whole.append((done - began) * 1000)
        rules.append((done - ready) * 1000)
    print(f"{len(fields)} fields, {len(found)} problems")
    report(
        "problems",
        [
            Row("problem list of a full district, from its fields", median(whole), "ms", None, 50),
            Row("of this the rules", median(rules), "ms"),
        ],
    )


if __name__ == "__main__":
    main()
