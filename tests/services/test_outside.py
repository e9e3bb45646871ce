"""Copies of proof for other programs: whole, read-only, under a name that every system takes."""

from __future__ import annotations

import gc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.errors import KksError
from kks_desktop.services.outside import OutsideCopies, copy_name
from kks_desktop.services.tasks import CancelledError, CancelToken, no_progress


def copied(copies, source, title="Anggaran 2024", cancel=None):
    return copies.copy(source, title, "xlsx", no_progress, cancel or CancelToken())


def test_a_copy_is_whole_read_only_and_elsewhere(tmp_path) -> None:
    source = tmp_path / "abc.xlsx"
    source.write_bytes(b"PK" + bytes(3_000_000))
    copies = OutsideCopies()
    first, second = copied(copies, source), copied(copies, source)
    assert first.name == second.name == "Anggaran 2024.xlsx"
    assert first != second
    assert tmp_path not in first.parents
    assert first.read_bytes() == source.read_bytes()
    assert not first.stat().st_mode & 0o222
    assert source.stat().st_mode & 0o200


def test_copies_go_when_nobody_needs_them(tmp_path) -> None:
    source = tmp_path / "abc.xlsx"
    source.write_bytes(b"PK")
    copies = OutsideCopies()
    copy = copied(copies, source)
    assert copy.is_file()
    del copies
    gc.collect()
    assert not copy.parent.parent.exists()


def test_what_cannot_be_copied_is_said_and_leaves_nothing(tmp_path) -> None:
    copies = OutsideCopies()
    with pytest.raises(KksError, match="tidak ada lagi") as fault:
        copied(copies, tmp_path / "hilang.xlsx")
    assert fault.value.code == "NOT_COPIED"
    source = tmp_path / "abc.xlsx"
    source.write_bytes(b"PK")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        copied(copies, source, cancel=cancel)
    whole = copied(copies, source)
    assert list(whole.parent.parent.iterdir()) == [whole.parent]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Laporan SKI 2024.pdf", "Laporan SKI 2024.pdf"),
        ("SK: Forum/Pokja?", "SK Forum Pokja.pdf"),
        ("..\\..\\Windows", "Windows.pdf"),
        ("gaji\u202efdp.exe", "gajifdp.exe.pdf"),
        ("NUL", "bukti NUL.pdf"),
        ("con.tar", "bukti con.tar.pdf"),
        ("...", "bukti.pdf"),
        ("", "bukti.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_names(title, name) -> None:
    assert copy_name(title, "pdf") == name


@given(st.text(max_size=200))
def test_any_title_becomes_a_file_name(title) -> None:
    name = copy_name(title, "csv")
    stem = name.removesuffix(".csv")
    assert stem
    assert stem == stem.strip(". ")
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(sign)[0] == "C" for sign in name)
