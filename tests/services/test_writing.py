"""A file is written whole or not at all, and the sentence says why not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.services import writing
from kks_desktop.services.writing import spare_other_files, write_whole


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.pdf", b"isi")
    assert (tmp_path / "a.pdf").read_bytes() == b"isi"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_disk_that_fills_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"lama")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(KksError, match="cakramnya penuh; kosongkan ruang"):
        write_whole(tmp_path / "a.pdf", b"baru")
    assert (tmp_path / "a.pdf").read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_file_that_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows answers while a reader shows the old file."""
    (tmp_path / "a.pdf").write_bytes(b"lama")

    def taken(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "sharing violation", str(source), None, str(target))

    monkeypatch.setattr(writing.os, "replace", taken)
    with pytest.raises(KksError, match="sedang dibuka program lain; tutup dahulu"):
        write_whole(tmp_path / "a.pdf", b"baru")
    assert (tmp_path / "a.pdf").read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_name_that_a_folder_has(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(KksError, match="nama itu sudah dipakai sebuah folder"):
        write_whole(tmp_path / "a.pdf", b"isi")
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KksError, match="foldernya tidak ada"):
        write_whole(tmp_path / "tidak ada" / "a.pdf", b"isi")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(KksError, match="namanya terlalu panjang"):
        write_whole(tmp_path / ("a" * 300), b"isi")


def test_only_a_pdf_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 lama")
    spare_other_files(tmp_path / "a.pdf")
    spare_other_files(tmp_path / "baru.pdf")
    (tmp_path / "b.pdf").write_bytes(b"catatan")
    with pytest.raises(KksError, match=r"b\.pdf sudah ada dan bukan PDF"):
        spare_other_files(tmp_path / "b.pdf")


def test_a_link_that_waits_on_a_stick_is_not_written_through(tmp_path: Path) -> None:
    """A stick may aim at a file of this computer under the name that a file has on its way."""
    own = tmp_path / "milik-sendiri"
    own.write_bytes(b"penting")
    stick = tmp_path / "stik"
    stick.mkdir()
    (stick / "a.pdf.part").symlink_to(own)
    write_whole(stick / "a.pdf", b"isi")
    assert own.read_bytes() == b"penting"
    assert (stick / "a.pdf").read_bytes() == b"isi"
    assert not (stick / "a.pdf").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="rights come from the folder there")
def test_a_private_file_is_never_readable_by_others(tmp_path: Path) -> None:
    (tmp_path / "a.key.part").write_bytes(b"sisa")
    write_whole(tmp_path / "a.key", b"isi", private=True)
    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600
