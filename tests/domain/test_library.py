"""The library: each file stands where a person would look for it."""

from __future__ import annotations

from kks_desktop.domain.evidence import ProofState, by_target, evidence_of, row_proof
from kks_desktop.domain.library import FileState, Shelf, count_shelves, shelve
from kks_desktop.domain.registers import ROW_PROOF

A, B, C, D = (letter * 64 for letter in "abcd")
TABLE = {
    f"bukti:{A}": {"nama": "a.pdf", "judul": "Zebra", "tahun": "2024", "untuk/1.06/0": "ya"},
    f"bukti:{B}": {
        "nama": "b.pdf",
        "kepala_nama": "Ida",
        "kepala_tanggal": "2025-01-12",
        "untuk/1.06/0": "ya",
        "untuk/1.07/1": "ya",
    },
    f"bukti:{C}": {"nama": "c.pdf", "tahun": "2019"},
    f"bukti:{D}": {"nama": "d.pdf", "untuk/kegiatan:001/hadir": "ya"},
}


def test_states_and_shelves() -> None:
    rows = shelve(evidence_of(TABLE).values(), {D}, {2023, 2024})
    assert [row.file.title for row in rows] == ["b.pdf", "c.pdf", "d.pdf", "Zebra"]
    assert {row.file.sha256: row.state for row in rows} == {
        A: FileState.UNVALIDATED,
        B: FileState.SOUND,
        C: FileState.WRONG_YEAR,
        D: FileState.DAMAGED,
    }
    assert count_shelves(rows) == {
        Shelf.ALL: 4,
        Shelf.UNUSED: 1,
        Shelf.DAMAGED: 1,
        Shelf.UNVALIDATED: 3,
        Shelf.WRONG_YEAR: 1,
        Shelf.SHARED: 1,
    }


def test_a_year_that_is_wanted_is_no_wrong_year_beside_another() -> None:
    table = {f"bukti:{A}": {"nama": "a.pdf", "tahun": "2019,2024", "untuk/1.06/0": "ya"}}
    (row,) = shelve(evidence_of(table).values(), set(), {2023, 2024})
    assert not row.wrong_year


def test_the_proof_of_a_row_is_welcome_and_never_required() -> None:
    uses = by_target(evidence_of(TABLE))
    wanted = ROW_PROOF["kegiatan"]
    proof = row_proof("kegiatan:001", wanted, uses)
    assert proof.state is ProofState.PARTIAL
    assert {item.item: len(item.files) for item in proof.items}["hadir"] == 1
    assert row_proof("kegiatan:002", wanted, uses).state is ProofState.MISSING
