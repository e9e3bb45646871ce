"""kks report and kks verify-paper from the command line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kks_desktop.services.dossier import Dossier
from kks_desktop.services.submission import freeze
from kks_desktop.services.workspace import Workspace
from tests.reports.reading import page_texts


def code_of(folder: Path) -> str:
    workspace = Workspace(folder, write=False)
    try:
        return Dossier(workspace, freeze(workspace)).code("ringkas").text
    finally:
        workspace.close()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("ringkas", ()),
        ("opd", ("--opd", "kesehatan")),
        ("profil", ()),
        ("instrumen", ("--tatanan", "3")),
        ("bukti", ()),
        ("formulir", ("--opd", "hukum")),
    ],
)
def test_report_prints_every_kind(kks, sample: Path, tmp_path: Path, kind: str, options) -> None:
    path = tmp_path / "a.pdf"
    ran = kks("report", kind, *options, "--data", sample / "kabupaten", "--out", path)
    assert ran.status == 0, ran.err
    assert page_texts(path.read_bytes())
    assert [one.name for one in tmp_path.glob("a.pdf*")] == ["a.pdf"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("lain",),
        ("opd",),
        ("opd", "--opd", "lain"),
        ("instrumen", "--tatanan", "12"),
        ("formulir",),
        ("ringkas", "--opd", "kesehatan"),
    ],
)
def test_report_with_wrong_use_is_exit_2_and_one_sentence(
    kks, sample: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "a.pdf"
    ran = kks("report", *arguments, "--data", sample / "kabupaten", "--out", path)
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs a small disk")
def test_a_full_disk_leaves_no_half_file(kks, sample: Path, tmp_path: Path) -> None:
    disk = tmp_path / "kecil"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("cannot mount here")
    try:
        ran = kks("report", "ringkas", "--data", sample / "kabupaten", "--out", disk / "a.pdf")
        assert ran.status == 1
        assert "penuh" in ran.err
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_verify_paper_tells_item_by_item(kks, sample: Path, tmp_path: Path) -> None:
    secret = sample / "passphrase.txt"
    sent = kks(
        "export", "--data", sample / "kabupaten", "--out", tmp_path, "--passphrase-file", secret,
        "--json",
    )  # fmt: skip
    bundle = sent.json["files"][0]
    text = code_of(sample / "kabupaten")
    ran = kks("verify-paper", text, bundle, "--trust", sample / "provinsi")
    assert ran.status == 0
    assert "jumlah skor: 11.625 | 11.625 (sama)" in ran.out
    assert "sesuai" in ran.err
    table = kks("verify-paper", text, bundle, "--json").json
    assert table["ok"] is True
    assert table["known_key"] is False
    assert len(table["items"]) == 16


def test_verify_paper_tells_what_differs(kks, refused, sample: Path, tmp_path: Path) -> None:
    secret = sample / "passphrase.txt"
    kks("export", "--data", sample / "kabupaten", "--out", tmp_path, "--passphrase-file", secret)
    bundle = next(tmp_path.glob("*.zip"))
    workspace = Workspace(sample / "kabupaten")
    from kks_desktop.services.session import Edit

    workspace.require_session().set([Edit("9.01", "choice", "0")], "Ubah")
    workspace.require_session().flush()
    workspace.close()
    ran = kks("verify-paper", code_of(sample / "kabupaten"), bundle)
    assert ran.status == 1
    assert "skor tatanan 9" in ran.err
    assert "(berbeda)" in ran.out
    refused("verify-paper", "KKS1:X", bundle)
    refused("verify-paper", code_of(sample / "kabupaten"), sample / "passphrase.txt")
