"""A stick as a mailbox between two offices: what is new is told, nothing is opened or written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.suspicious import is_suspicious
from kks_desktop.services import mailbox, sending
from kks_desktop.services.importing import import_path
from kks_desktop.services.mailbox import (
    Mail,
    look_for_mail,
    news_words,
    nothing_words,
    warning_words,
)
from kks_desktop.services.sending import How, send
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace
    from tests.services.conftest import Opener
    from tests.sticks import Stick


@pytest.fixture
def province(sample: Path, tmp_path: Path, open_folder: Opener) -> Workspace:
    """The practice province, with its keys."""
    return open_folder(shutil.copytree(sample / "provinsi", tmp_path / "provinsi"))


def _mail(workspace: Workspace, stick: Stick) -> Mail:
    return next(mail for mail in look_for_mail(workspace) if mail.volume.root == stick.root)


def _there_and_back(district: Workspace, province: Workspace, stick: Stick, word: str) -> None:
    send(district, stick.root / "ke-provinsi", word)
    import_path(
        province, stick.root / "ke-provinsi", out=stick.root / "dari-provinsi", passphrase=word
    )


def test_a_stick_tells_the_province_what_it_brings_and_the_district_what_comes_back(
    district: Workspace, province: Workspace, stick: Stick, passphrase: str
) -> None:
    assert news_words(_mail(province, stick)) == ""
    send(district, stick.root / "ke-provinsi", passphrase)
    mail = _mail(province, stick)
    assert news_words(mail) == "Di flashdisk SEKRETARIAT ada 1 berkas usulan baru: Kota Jambi."
    assert mail.folders == (stick.root / "ke-provinsi",)
    assert news_words(_mail(district, stick)) == "", "what went out is no news where it came from"
    (stick.root / "dari-provinsi").mkdir()
    import_path(
        province,
        stick.root / "ke-provinsi",
        out=stick.root / "dari-provinsi",
        passphrase=passphrase,
    )
    assert news_words(_mail(province, stick)) == ""
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in _all(stick)}
    mail = _mail(district, stick)
    assert "1 tanda terima" in news_words(mail)
    assert mail.folders == (stick.root / "dari-provinsi",)
    assert before == {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in _all(stick)}
    import_path(district, stick.root / "dari-provinsi")
    assert "tanda terima" not in news_words(_mail(district, stick))
    assert warning_words(mail) == ""


def _all(stick: Stick) -> list[Path]:
    return sorted(path for path in stick.root.rglob("*") if path.is_file())


def test_a_correction_is_news_again(
    district: Workspace, province: Workspace, stick: Stick, passphrase: str
) -> None:
    (stick.root / "dari-provinsi").mkdir()
    _there_and_back(district, province, stick, passphrase)
    district.require_session().set([Edit("9.01", "note", "berubah")], "Isi")
    send(district, stick.root / "ke-provinsi", passphrase)
    [letter] = _mail(province, stick).letters
    assert letter.path.name == "kks-1571-2025-r002-1of1.zip"


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_volumes_of_one_sending_are_one_piece_of_news(
    district: Workspace,
    province: Workspace,
    stick: Stick,
    passphrase: str,
    sealed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size = send(district, stick.root, passphrase).files[0].stat().st_size
    (stick.root / "kks-1571-2025-r001-1of1.zip").unlink()
    monkeypatch.setattr(sending, "MAX_VOLUME", size - 20_000)
    sent = send(district, stick.root / "ke-provinsi", passphrase, how=How(sealed=sealed))
    assert len(sent.files) > 1
    words = news_words(_mail(province, stick))
    assert words == "Di flashdisk SEKRETARIAT ada 1 berkas usulan baru: Kota Jambi."


def test_practice_papers_are_no_news_to_real_data(
    district: Workspace,
    province: Workspace,
    stick: Stick,
    passphrase: str,
    open_folder: Opener,
    tmp_path: Path,
) -> None:
    (stick.root / "dari-provinsi").mkdir()
    _there_and_back(district, province, stick, passphrase)
    assert news_words(_mail(district, stick)) != ""
    real = open_folder(tmp_path / "nyata")
    real.create(SetUp("kabupaten", "15.71", 2025, "Siti", "Dinas Kesehatan"))
    assert news_words(_mail(real, stick)) == ""


def test_what_is_for_another_office_is_no_news(
    district: Workspace, stick: Stick, passphrase: str, open_folder: Opener, tmp_path: Path
) -> None:
    from kks_desktop.services.workspace import SetUp

    send(district, stick.root / "ke-provinsi", passphrase)
    other = open_folder(tmp_path / "lain")
    other.create(SetUp("provinsi", "16", 2025, "Budi"))
    assert _mail(other, stick).letters == ()


def test_dangerous_files_are_named_and_left_alone(district: Workspace, stick: Stick) -> None:
    (stick.root / "dari-provinsi").mkdir()
    bad = ("Data KKS.lnk", "autorun.inf", "surat.pdf.exe", "dari-provinsi/tanda terima.vbs")
    for name in bad:
        (stick.root / name).write_bytes(b"MZ")
    (stick.root / "dari-provinsi" / "catatan.docx").write_bytes(b"PK")
    (stick.root / "laporan biasa.pdf").write_bytes(b"%PDF")
    mail = _mail(district, stick)
    assert set(mail.suspicious) == {
        "Data KKS.lnk",
        "autorun.inf",
        "surat.pdf.exe",
        "tanda terima.vbs",
    }
    assert mail.strange == ("catatan.docx",)
    words = warning_words(mail)
    assert "Data KKS.lnk" in words
    assert "dan 1 lainnya" in words
    assert "catatan.docx" in words
    assert "laporan biasa" not in words
    assert all((stick.root / name).read_bytes() == b"MZ" for name in bad)


def test_links_on_a_stick_are_not_followed(
    district: Workspace, stick: Stick, tmp_path: Path
) -> None:
    (stick.root / "dari-provinsi").symlink_to(tmp_path)
    (tmp_path / "rahasia.txt").write_text("x")
    os.mkfifo(stick.root / "kks-15-2025-r001-keyring-1of1.zip")
    mail = _mail(district, stick)
    assert mail.letters == ()
    assert mail.strange == ()


@pytest.mark.parametrize("size", [0, 1, 22, 5_000])
def test_what_only_has_our_name_is_no_news_and_no_fault(
    district: Workspace, stick: Stick, size: int
) -> None:
    (stick.root / "dari-provinsi").mkdir()
    name = stick.root / "dari-provinsi" / "kks-15-2025-r001-keyring-1of1.zip"
    name.write_bytes(os.urandom(size))
    assert _mail(district, stick).letters == ()


def test_a_stick_with_very_many_files_is_looked_at_within_bounds(
    district: Workspace, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MOST_NAMES", 50)
    for number in range(80):
        (stick.root / f"foto {number}.jpg").touch()
    mail = _mail(district, stick)
    assert not mail.whole
    assert "terlalu banyak" in warning_words(mail)


def test_asking_without_a_stick_says_so(district: Workspace) -> None:
    assert "Belum ada flashdisk" in nothing_words(
        [mail for mail in look_for_mail(district) if "kks-uji" in str(mail.volume.root)]
    )


def test_a_stick_with_nothing_new_says_so(district: Workspace, stick: Stick) -> None:
    assert nothing_words([_mail(district, stick)]) == (
        "Tidak ada yang baru untuk data ini di flashdisk SEKRETARIAT."
    )


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "A.LNK",
        "autorun.inf",
        "AutoRun.INF",
        "surat.pdf.exe",
        "surat.pdf .scr",
        "foto.jpg.lnk",
        "x.js",
        "x.exe.",
        "x.exe ",
        "dok\u202efdp.exe",
        "dok\u202egpj.pdf",
        "surat.pdf                                   .aaa",
        "klik.url",
        "kks-1571-2025-r001-1of1.zip.exe",
    ],
)
def test_suspicious_names(name: str) -> None:
    assert is_suspicious(name)


@pytest.mark.parametrize(
    "name",
    [
        "surat.pdf",
        "kks-1571-2025-r001-1of1.zip",
        "kks-1571-2025-r001-1of1.zip.age",
        "SK Tim.2024.docx",
        "System Volume Information",
        "README",
        ".Trash-1000",
        "foto 1.v2.jpg",
        "ꦗꦩ꧀ꦧꦶ.pdf",
        "",
    ],
)
def test_ordinary_names(name: str) -> None:
    assert not is_suspicious(name)
