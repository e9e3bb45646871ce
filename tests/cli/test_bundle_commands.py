"""kks sample, export, verify and report: one district's bundle from making to checking."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace

if TYPE_CHECKING:
    from tests.cli.conftest import Kks

ROOT = Path(__file__).parents[2]
_PT = 72 / 25.4


@pytest.fixture(scope="module")
def exported(written_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The sample, exported once by the command as a program of its own."""
    base = tmp_path_factory.mktemp("ekspor")
    data = shutil.copytree(written_sample / "kabupaten", base / "kabupaten")
    out = base / "stick"
    out.mkdir()
    call = "import sys; from kks_desktop.cli import main; sys.exit(main())"
    arguments = ["export", "--data", data, "--out", out, "--json", "--passphrase-file"]
    ran = subprocess.run(
        [sys.executable, "-c", call, *map(str, arguments), str(written_sample / "passphrase.txt")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    table: dict[str, Any] = json.loads(ran.stdout)
    return {**table, "err": ran.stderr, "data": data, "out": out}


# ------------------------------------------------------------------------------- sample


def test_sample_writes_what_is_promised(kks: Kks, tmp_path: Path) -> None:
    ran = kks("sample", tmp_path / "contoh")
    assert (ran.status, ran.out) == (0, "")
    names = sorted(path.name for path in (tmp_path / "contoh").iterdir())
    assert names == ["akar", "kabupaten", "operator.pub", "passphrase.txt", "provinsi"]
    again = kks("sample", tmp_path / "contoh")
    assert again.status == 1
    assert "tidak ada yang diubah" in again.err


def test_sample_into_a_file_is_refused(refused: Kks, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    refused("sample", tmp_path / "berkas")


# ------------------------------------------------------------------------------- export


def test_export_gives_the_promised_json(exported: dict[str, Any]) -> None:
    assert exported["revision"] == 1
    assert exported["content_id"].startswith("sha256:")
    assert len(exported["content_id"]) == 71
    (file,) = exported["files"]
    assert Path(file).parent == exported["out"]
    assert Path(file).is_file()
    assert "belum diisi: 5" in exported["err"]


def test_export_again_gives_the_same_bytes_elsewhere(
    kks: Kks, exported: dict[str, Any], sample: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    data = shutil.copytree(exported["data"], tmp_path / "lagi")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setenv("KKS_PASSPHRASE", (sample / "passphrase.txt").read_text().strip())
    ran = kks("export", "--data", data, "--out", out)
    assert ran.status == 0
    (line,) = ran.out.splitlines()
    assert Path(line).read_bytes() == Path(exported["files"][0]).read_bytes()
    assert "r001" in ran.err


@pytest.mark.parametrize("ending", ["", "\r\n\r\n"], ids=["none", "windows"])
def test_the_line_end_of_the_passphrase_file_does_not_count(
    kks: Kks, sample: Path, tmp_path: Path, ending: str
) -> None:
    words = (sample / "passphrase.txt").read_text(encoding="utf-8").strip()
    secret = tmp_path / "sandi.txt"
    secret.write_text(words + ending, encoding="utf-8", newline="")
    arguments = ("export", "--data", sample / "kabupaten", "--out", tmp_path / "tak-ada")
    ran = kks(*arguments, "--passphrase-file", secret)
    assert ran.status == 1
    assert "tujuan" in ran.err, "the passphrase was right, only the target was not there"


def test_a_passphrase_file_saved_by_notepad_with_its_mark(
    kks: Kks, sample: Path, tmp_path: Path
) -> None:
    words = (sample / "passphrase.txt").read_text(encoding="utf-8").strip()
    secret = tmp_path / "sandi.txt"
    secret.write_text(f"{words}\r\n", encoding="utf-8-sig", newline="")
    arguments = ("export", "--data", sample / "kabupaten", "--out", tmp_path / "tak-ada")
    ran = kks(*arguments, "--passphrase-file", secret)
    assert "tujuan" in ran.err


def test_a_sealed_export_is_opened_by_the_province_alone(
    kks: Kks, sample: Path, tmp_path: Path
) -> None:
    secret = sample / "passphrase.txt"
    data = shutil.copytree(sample / "kabupaten", tmp_path / "kabupaten")
    out = tmp_path / "flashdisk"
    out.mkdir()
    ran = kks(
        "export", "--data", data, "--out", out, "--sealed", "--json", "--passphrase-file", secret
    )
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["sealed"] is True
    assert "hanya dapat dibuka Provinsi Jambi" in ran.err
    (file,) = out.iterdir()
    assert file.name.endswith(".zip.age")
    looked = kks("verify", file, "--trust", sample / "provinsi")
    assert looked.status == 1
    assert "SEALED" in looked.err
    opened = kks("verify", file, "--trust", sample / "provinsi", "--passphrase-file", secret)
    assert opened.status == 0, opened.err
    assert "15.71" in opened.out
    province = shutil.copytree(sample / "provinsi", tmp_path / "provinsi")
    taken = kks("import", out, "--data", province, "--json", "--passphrase-file", secret)
    assert json.loads(taken.out)["bundles"][0]["ok"] is True


def test_sealing_for_nobody_is_refused_in_one_line(refused: Kks, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "data")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    workspace.close()
    (tmp_path / "sandi.txt").write_text("apa saja")
    out = tmp_path / "out"
    out.mkdir()
    refused(
        "export",
        *("--data", tmp_path / "data", "--out", out, "--sealed"),
        *("--passphrase-file", tmp_path / "sandi.txt"),
    )
    assert list(out.iterdir()) == []


def test_export_is_refused_in_one_line(refused: Kks, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    secret = sample / "passphrase.txt"
    district = ("--data", sample / "kabupaten", "--out", out)
    assert "Sandi" in refused("export", *district).err
    assert "sandi" in refused("export", *district, "--passphrase-file", tmp_path / "tak-ada").err
    refused("export", *district, "--passphrase-file", tmp_path)
    empty = ("--data", tmp_path / "kosong", "--out", out, "--passphrase-file", secret)
    assert "bukan folder data" in refused("export", *empty).err
    assert not (tmp_path / "kosong").exists()
    assert list(out.iterdir()) == []


def test_export_with_a_hard_problem_says_the_first_and_how_many(
    refused: Kks, sample: Path, tmp_path: Path
) -> None:
    workspace = Workspace(sample / "kabupaten")
    try:
        fields = ("kepala_daerah_nama", "alamat_pemda")
        session = workspace.require_session()
        session.set([Edit("profil", field, "") for field in fields], "Hapus")
        session.flush()
    finally:
        workspace.close()
    out = tmp_path / "out"
    out.mkdir()
    where = ("--data", sample / "kabupaten", "--out", out)
    said = refused("export", *where, "--passphrase-file", sample / "passphrase.txt").err
    assert "Nama kepala daerah belum diisi" in said
    assert "2 hal menghalangi" in said
    assert list(out.iterdir()) == []


def test_export_with_a_wrong_passphrase_or_of_a_province_writes_nothing(
    kks: Kks, sample: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setenv("KKS_PASSPHRASE", "bukan sandi yang benar")
    for data in ("kabupaten", "provinsi"):
        ran = kks("export", "--data", sample / data, "--out", out, "--json")
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.splitlines()[-1].startswith("kks: ")
    assert list(out.iterdir()) == []


def test_export_without_a_key_is_refused(kks: Kks, tmp_path: Path, monkeypatch: Any) -> None:
    workspace = Workspace(tmp_path / "data")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    workspace.close()
    monkeypatch.setenv("KKS_PASSPHRASE", "apa saja")
    ran = kks("export", "--data", tmp_path / "data", "--out", tmp_path)
    assert ran.status == 1
    assert "Kunci pengesahan belum dibuat" in ran.err


def test_export_while_the_program_is_open_is_refused(
    kks: Kks, sample: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    open_window = Workspace(sample / "kabupaten")
    try:
        monkeypatch.setenv("KKS_PASSPHRASE", "apa saja")
        ran = kks("export", "--data", sample / "kabupaten", "--out", tmp_path)
    finally:
        open_window.close()
    assert ran.status == 1
    assert "program lain" in ran.err


# ------------------------------------------------------------------------------- verify


def test_the_province_that_trusts_the_district_verifies(
    kks: Kks, sample: Path, exported: dict[str, Any]
) -> None:
    ran = kks("verify", exported["files"][0], "--trust", sample / "provinsi", "--json")
    assert ran.status == 0
    found = ran.json
    assert {
        key: found[key]
        for key in ("ok", "kind", "region", "year", "revision", "content_id", "refusal")
    } == {
        "ok": True,
        "kind": "submission",
        "region": "15.71",
        "year": 2025,
        "revision": 1,
        "content_id": exported["content_id"],
        "refusal": None,
    }
    assert len(found["signers"]) == 1
    plain = kks("verify", exported["files"][0], "--trust", sample / "provinsi")
    assert plain.status == 0
    assert "15.71" in plain.out
    assert "r001" in plain.out
    assert "data latihan" in plain.out


def test_without_trust_the_key_is_unknown(kks: Kks, exported: dict[str, Any]) -> None:
    ran = kks("verify", exported["files"][0], "--json")
    assert ran.status == 1
    assert (ran.json["ok"], ran.json["refusal"]) == (False, "UNKNOWN_KEY")
    assert ran.json["message"].endswith(".")


def test_a_damaged_bundle_is_refused_by_name(
    kks: Kks, sample: Path, exported: dict[str, Any], tmp_path: Path
) -> None:
    whole = Path(exported["files"][0]).read_bytes()
    at = whole.index(b'"claimed"')
    damaged = {
        "HASH": whole[:at] + b'"Claimed"' + whole[at + 9 :],
        "TRUNCATED": whole[:-1000],
    }
    for refusal, data in damaged.items():
        path = tmp_path / Path(exported["files"][0]).name
        path.write_bytes(data)
        ran = kks("verify", path, "--trust", sample / "provinsi", "--json")
        assert ran.status == 1
        assert ran.json["ok"] is False
        assert ran.json["refusal"] == refusal
        assert ran.json["message"]
        assert path.read_bytes() == data


@pytest.mark.parametrize("kind", ["empty", "text", "missing", "folder", "other zip"])
def test_any_other_file_is_refused(kks: Kks, sample: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.zip"
    if kind == "folder":
        path.mkdir()
    elif kind == "other zip":
        import zipfile

        with zipfile.ZipFile(path, "w") as other:
            other.writestr("a.txt", "a")
    elif kind != "missing":
        path.write_bytes(b"" if kind == "empty" else b"bukan berkas usulan")
    ran = kks("verify", path, "--trust", sample / "provinsi", "--json")
    assert ran.status == 1
    assert ran.json["ok"] is False
    assert ran.json["refusal"]
    assert "Traceback" not in ran.err


def test_trust_in_a_folder_that_is_no_data_folder(
    refused: Kks, exported: dict[str, Any], tmp_path: Path
) -> None:
    refused("verify", exported["files"][0], "--trust", tmp_path)


# ------------------------------------------------------------------------------- report


@pytest.mark.parametrize(
    ("paper", "millimetres"), [((), (210, 297)), (("--paper", "f4"), (215, 330))]
)
def test_report_on_both_papers(
    kks: Kks, sample: Path, tmp_path: Path, paper: tuple[str, ...], millimetres: tuple[int, int]
) -> None:
    path = tmp_path / "laporan.pdf"
    ran = kks("report", "evaluasi", "--data", sample / "kabupaten", "--out", path, *paper)
    assert (ran.status, ran.out) == (0, "")
    page = pypdf.PdfReader(path).pages[0]
    size = (float(page.mediabox.width) / _PT, float(page.mediabox.height) / _PT)
    assert size == pytest.approx(millimetres, abs=0.5)


def test_report_of_the_key(kks: Kks, sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "kartu.pdf"
    ran = kks("report", "kunci", "--data", sample / "kabupaten", "--out", path)
    assert ran.status == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_report_changes_nothing_in_the_data(kks: Kks, sample: Path, tmp_path: Path) -> None:
    def state() -> dict[str, str]:
        files = (p for p in (sample / "kabupaten").rglob("*") if p.suffix in (".sqlite3", ".key"))
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = state()
    path = tmp_path / "laporan.pdf"
    assert kks("report", "evaluasi", "--data", sample / "kabupaten", "--out", path).status == 0
    assert state() == before


def test_report_is_refused_in_one_line(refused: Kks, sample: Path, tmp_path: Path) -> None:
    data = ("--data", sample / "kabupaten")
    refused("report", "evaluasi", "--data", tmp_path, "--out", tmp_path / "a.pdf")
    refused("report", "profil", "--data", sample / "provinsi", "--out", tmp_path / "a.pdf")
    refused("report", "evaluasi", "--data", sample / "provinsi", "--out", tmp_path / "a.pdf")
    refused("report", "kunci", *data, "--out", tmp_path / "tak-ada" / "a.pdf")
    refused("report", "kunci", *data, "--out", tmp_path)
    other = tmp_path / "isian.json"
    other.write_text("{}")
    assert "tidak ditimpa" in refused("report", "kunci", *data, "--out", other).err
    assert other.read_text() == "{}"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["contoh", "isian.json"]


# ------------------------------------------------------------------------------ history


def test_history_check_says_sound_with_the_head_that_the_bundle_names(
    kks: Kks, exported: dict[str, Any]
) -> None:
    ran = kks("history", "check", "--data", exported["data"])
    assert ran.status == 0
    assert "Riwayat utuh" in ran.out
    table = json.loads(kks("history", "check", "--data", exported["data"], "--json").out)
    assert table["ok"] is True
    assert table["head"] in ran.out
    assert [sent["found"] for sent in table["sent"]] == [True]
    verified = kks("verify", exported["files"][0], "--trust", exported["data"], "--json")
    assert json.loads(verified.out)["history_head"] == table["head"]
    bundle = exported["files"][0]
    matched = kks("history", "check", "--data", exported["data"], "--bundle", bundle)
    assert matched.status == 0
    assert "ada dalam riwayat ini" in matched.err


def test_history_check_names_the_row_that_was_changed(
    kks: Kks, exported: dict[str, Any], tmp_path: Path
) -> None:
    data = shutil.copytree(exported["data"], tmp_path / "diubah")
    with closing(sqlite3.connect(data / "kks.sqlite3")) as store:
        store.execute("UPDATE history SET new_raw = '999' WHERE seq = 700")
        store.commit()
    ran = kks("history", "check", "--data", data)
    assert ran.status == 1
    assert ran.out == ""
    assert "700" in ran.err
    assert "diubah" in ran.err
    assert "999" not in ran.err
    table = json.loads(kks("history", "check", "--data", data, "--json").out)
    assert (table["ok"], table["fault"]["kind"], table["fault"]["seq"]) == (False, "changed", 700)
