"""A district at the size the program is made for: 900 villages, 5,000 files, every cell filled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.workspace import Workspace

VILLAGES, DISTRICTS, FILES, ACTIVITIES = 900, 40, 5_000, 120
LARGE_REGION = "11.08"
"""Aceh Utara: 27 kecamatan and 852 villages, the largest register in the official list."""
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


def register_fields(districts: Sequence[str], villages: Sequence[str]) -> Fields:
    """Every cell of these kecamatan and villages, and activities."""
    fields: Fields = {}
    for number, code in enumerate(districts):
        for field, raw in _body(number).items():
            fields[f"kecamatan:{code}", field] = raw
    for number, code in enumerate(villages):
        more = {"odf": "ya", "odf_tanggal": f"2022-{1 + number % 12:02d}-15"}
        for field, raw in (_body(number) | more).items():
            fields[f"desa:{code}", field] = raw
    for number in range(ACTIVITIES):
        for field, raw in {"nama": f"Rapat {number}", "waktu": "2024-03-01"}.items():
            fields[f"kegiatan:{number:020d}", field] = raw
    return fields


def made_up_registers() -> Fields:
    """900 villages of 40 kecamatan that no official list has."""
    return register_fields(
        [f"15.71.{number:02d}" for number in range(DISTRICTS)],
        [f"15.71.{number % DISTRICTS:02d}.{1001 + number}" for number in range(VILLAGES)],
    )


def sha256_of(number: int) -> str:
    """The name of one of the files."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def proof_fields(instrument: Instrument) -> Fields:
    """What is said of 5,000 files: every item of every indicator has some."""
    fields: Fields = {}
    targets = [
        f"{code}/{item}"
        for code, indicator in instrument.by_code.items()
        for item in range(len(indicator.evidence))
    ]
    for number in range(FILES):
        code = f"bukti:{sha256_of(number)}"
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


def fill_large(folder: Path) -> Workspace:
    """Aceh Utara with 900 villages and the rows of 5,000 files, sent once and edited since."""
    from kks_desktop.services.regions import districts_of, villages_of
    from kks_desktop.services.sample import YEAR, sample_fields
    from kks_desktop.services.session import Edit
    from kks_desktop.services.workspace import SetUp, Workspace
    from kks_desktop.store.evidence import EvidenceRow, put_evidence
    from kks_desktop.store.revisions import RevisionRow, put_revision

    # not of today: a day's history is read for undo, and nobody fills a district in a day
    workspace = Workspace(folder, clock=lambda: datetime(2025, 2, 1, tzinfo=UTC))
    session = workspace.create(SetUp("kabupaten", LARGE_REGION, YEAR, "Siti"))
    districts = [unit.code for unit in districts_of(LARGE_REGION)]
    villages = [unit.code for unit in villages_of(LARGE_REGION)]
    villages += [f"{districts[0]}.{3001 + number}" for number in range(VILLAGES - len(villages))]
    fields = sample_fields(session.instrument) | register_fields(districts, villages)
    fields |= proof_fields(session.instrument)
    session.set([Edit(*key, raw) for key, raw in fields.items()], "Isi besar")
    rows = [
        EvidenceRow(
            sha256_of(number), 400_000, number, "pdf", "2025-01-20T03:00:00+00:00", "{}", "", ""
        )
        for number in range(FILES)
    ]
    workspace.write(lambda connection: put_evidence(connection, rows)).result()
    sent = RevisionRow(session.info.id, 1, "", b"{}", b"", "2025-02-01T00:00:00+00:00", "sha256:0")
    workspace.write(lambda connection: put_revision(connection, sent)).result()
    session.flush(60)
    workspace.close()
    return Workspace(folder)
