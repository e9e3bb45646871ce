"""Bodies: when a decree counts, and what a register says of all of them."""

from __future__ import annotations

import pytest

from kks_desktop.domain.bodies import Decree, count_bodies, decree_of, has_office, sum_of

GOOD = {"sk_nomor": "12/2020", "sk_tanggal": "2020-05-04", "sk_berlaku": "2025-12-31"}


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, Decree.VALID),
        ({"sk_berlaku": "2024-12-31"}, Decree.VALID),
        ({"sk_berlaku": "2024-12-30"}, Decree.EXPIRED),
        ({"sk_berlaku": "tanpa batas"}, Decree.VALID),
        ({"sk_tanggal": "2015-01-01"}, Decree.VALID),
        ({"sk_tanggal": "2014-12-31"}, Decree.TOO_OLD),
        ({"sk_tanggal": "2025-01-02"}, Decree.INCOMPLETE),
        ({"sk_nomor": ""}, Decree.INCOMPLETE),
        ({"sk_tanggal": ""}, Decree.INCOMPLETE),
        ({"sk_berlaku": ""}, Decree.INCOMPLETE),
        ({"sk_berlaku": "entah"}, Decree.INCOMPLETE),
        ({"sk_nomor": "", "sk_tanggal": "", "sk_berlaku": ""}, Decree.NONE),
    ],
)
def test_a_decree_counts_only_if_young_and_valid_through_kini(change, state) -> None:
    assert decree_of({**GOOD, **change}, 2024) is state


def test_an_office_needs_address_and_photo_with_day_and_place() -> None:
    office = {
        "alamat": "Jalan Slamet 1",
        "foto_tanggal": "2024-08-01",
        "foto_koordinat": "-1.610000, 103.610000",
    }
    assert has_office(office)
    for field in office:
        assert not has_office({**office, field: ""})
    assert not has_office({**office, "foto_koordinat": "di kantor"})


def test_bodies_are_counted_and_silence_is_not_zero() -> None:
    rows = [
        {**GOOD, "renja_lalu": "ya", "renja_kini": "ya", "anggaran_kini": "5000000"},
        {"renja_lalu": "tidak", "renja_kini": "ya", "anggaran_kini": "0"},
        {},
    ]
    count = count_bodies(rows, 2024)
    assert (count.units, count.decrees, count.plans_both, count.plans_any) == (3, 1, 1, 2)
    assert (count.budgets_both, count.budgets_any, count.offices) == (0, 1, None)
    silent = count_bodies([{}, {}], 2024)
    assert (silent.decrees, silent.plans_any, silent.budgets_any) == (None, None, None)


def test_a_sum_waits_for_every_row() -> None:
    table = {"penduduk:0": {"kini": "10"}, "penduduk:1-4": {"kini": "32"}}
    assert sum_of(table, ["penduduk:0", "penduduk:1-4"], "kini") == 42
    table["penduduk:60+"] = {"kini": "1,250"}  # flagged in the sheet: not a count
    assert sum_of(table, list(table), "kini") is None
    del table["penduduk:60+"]
    assert sum_of(table, ["penduduk:0", "penduduk:60+"], "kini") is None
    assert sum_of(table, ["penduduk:0"], "lalu") is None
