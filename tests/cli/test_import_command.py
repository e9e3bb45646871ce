"""``kks import``: one line a bundle, counts that add up, and a killed import that goes on."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.sealing import seal_files
from kks_desktop.services.keys import create_key
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.received import all_received
from tests.services.offices import PROVINCE_SETUP, Office, enrol

if TYPE_CHECKING:
    from tests.cli.conftest import Kks

PARTS = ("kelembagaan", "registers", "files", "other")


@pytest.fixture
def bundle(kks: Kks, sample: Path, tmp_path: Path) -> Path:
    """The sample district's first bundle."""
    out = tmp_path / "kirim"
    out.mkdir()
    ran = kks(
        "export", "--data", sample / "kabupaten", "--out", out, "--json",
        "--passphrase-file", sample / "passphrase.txt",
    )  # fmt: skip
    return Path(ran.json["files"][0])


@pytest.fixture
def province(sample: Path) -> Path:
    """The sample's province, with a receipt key."""
    folder = sample / "provinsi"
    if not (folder / "kunci" / "terima.key").exists():
        workspace = Workspace(folder)
        create_key(workspace, PASSPHRASE, "Rina", "receipt")
        workspace.close()
    return folder


def test_a_bundle_is_accounted_for(kks: Kks, bundle: Path, province: Path, sample: Path) -> None:
    dry = kks("import", bundle, "--data", province, "--dry-run", "--json")
    assert dry.status == 0
    [told] = dry.json["bundles"]
    counts = [told[name] for name in ("accepted", "updated", "unchanged", "refused", "total")]
    assert counts == [136, 0, 0, 0, 136]
    for part in PARTS:
        assert set(told[part]) == {"accepted", "updated", "unchanged", "refused", "total"}
        assert told[part]["accepted"] == told[part]["total"] > 0
    assert (told["file"], told["ok"], told["refusal"]) == (bundle.name, True, None)
    assert not (province / "keluar").exists()

    out = sample / "stik"
    ran = kks(
        "import", bundle, "--data", province, "--json", "--out", out,
        "--passphrase-file", sample / "passphrase.txt",
    )  # fmt: skip
    assert ran.status == 0
    [told] = ran.json["bundles"]
    assert Path(told["receipt"]).parent == out
    assert told["verdict"] == "accepted"
    assert len(told["words"].split()) == 6
    receipt = Path(told["receipt"]).read_bytes()

    again = kks(
        "import", bundle, "--data", province, "--json",
        "--passphrase-file", sample / "passphrase.txt",
    )  # fmt: skip
    assert again.status == 0
    [told] = again.json["bundles"]
    assert (told["ok"], told["refusal"], told["unchanged"]) == (True, "ALREADY_RECEIVED", 136)
    assert Path(told["receipt"]).parent == province / "keluar"
    assert Path(told["receipt"]).read_bytes() == receipt


def test_without_a_passphrase_receipts_wait(
    kks: Kks, bundle: Path, province: Path, sample: Path
) -> None:
    ran = kks("import", bundle, "--data", province)
    assert ran.status == 0
    assert "1 tanda terima menunggu tanda tangan" in ran.err
    (sample / "kosong").mkdir()
    ran = kks(
        "import", sample / "kosong", "--data", province,
        "--passphrase-file", sample / "passphrase.txt",
    )  # fmt: skip
    assert ran.status == 0
    assert "1 tanda terima ditulis" in ran.err
    assert any((province / "keluar").glob("*-receipt-*.zip"))


def test_a_sealed_bundle_needs_the_passphrase(
    kks: Kks, bundle: Path, province: Path, sample: Path, tmp_path: Path
) -> None:
    recipient = (province / "kunci" / "segel.txt").read_text().strip()
    [sealed] = seal_files([bundle], tmp_path, [recipient]).files
    ran = kks("import", sealed, "--data", province, "--json")
    assert ran.status == 1
    assert ran.json["bundles"][0]["refusal"] == "SEALED"
    assert _received(province) == []
    given = ("--passphrase-file", sample / "passphrase.txt")
    dry = kks("import", sealed, "--data", province, "--json", "--dry-run", *given)
    assert dry.json["bundles"][0]["accepted"] == 136
    assert _received(province) == []
    ran = kks("import", sealed, "--data", province, "--json", *given)
    assert ran.status == 0
    plain = kks("import", bundle, "--data", province, "--json")
    assert plain.json["bundles"][0]["refusal"] == "ALREADY_RECEIVED"


def test_receipts_that_cannot_be_written_do_not_hide_what_came_in(
    kks: Kks, bundle: Path, province: Path, sample: Path
) -> None:
    (sample / "stik").write_text("bukan folder")
    given = ("--passphrase-file", sample / "passphrase.txt")
    ran = kks("import", bundle, "--data", province, "--json", "--out", sample / "stik", *given)
    assert ran.status == 1
    assert ran.json["bundles"][0]["ok"]
    assert "Berkas yang masuk tetap tersimpan" in ran.err
    assert len(_received(province)) == 1


def test_a_wrong_passphrase_takes_nothing_in(
    kks: Kks, bundle: Path, province: Path, tmp_path: Path
) -> None:
    (tmp_path / "sandi").write_text("bukan sandi ini")
    ran = kks("import", bundle, "--data", province, "--passphrase-file", tmp_path / "sandi")
    assert ran.status == 1
    assert "tidak cocok" in ran.err
    assert _received(province) == []


def test_a_folder_goes_on_whatever_is_bad(kks: Kks, bundle: Path, province: Path) -> None:
    (bundle.parent / "a.zip").write_bytes(b"rusak")
    (bundle.parent / "catatan.txt").write_bytes(b"")
    ran = kks("import", bundle.parent, "--data", province, "--json")
    assert ran.status == 1
    assert [(one["ok"], one["refusal"]) for one in ran.json["bundles"]] == [
        (False, "TRUNCATED"),
        (True, None),
    ]
    assert "2 berkas: 1 diterima, 0 disimpan" in ran.err
    assert "0 menunggu, 1 tidak dimasukkan; 1 berkas lain dilewati" in ran.err


def test_answers_go_back_to_the_district(
    kks: Kks, bundle: Path, province: Path, sample: Path
) -> None:
    stick = sample / "dari-provinsi"
    assert kks(
        "import", bundle, "--data", province, "--out", stick,
        "--passphrase-file", sample / "passphrase.txt",
    ).status == 0  # fmt: skip
    ran = kks("import", stick, "--data", sample / "kabupaten", "--json")
    kinds = {one["kind"]: one["ok"] for one in ran.json["bundles"]}
    assert "receipt" in kinds
    if "keyring" in kinds:
        assert kinds["receipt"]
        assert ran.status == 0


def test_there_must_be_something_to_import(kks: Kks, province: Path, tmp_path: Path) -> None:
    ran = kks("import", tmp_path / "tidak-ada", "--data", province)
    assert ran.status == 1
    assert "tidak ada atau tidak dapat dibaca" in ran.err


def _received(province: Path) -> list[tuple[str, str, bytes]]:
    workspace = Workspace(province, write=False)
    try:
        with workspace.reading() as connection:
            rows = all_received(connection)
            files = connection.execute("SELECT sha256, damaged FROM evidence").fetchall()
            receipts = connection.execute("SELECT count(*) FROM receipt").fetchone()[0]
    finally:
        workspace.close()
    assert receipts == sum(row.state != "belum disahkan" for row in rows)
    for sha256, damaged in files:
        assert not damaged
        [path] = (province / "bukti").glob(f"??/{sha256}.*")
        assert path.stat().st_size
    return sorted((row.content_id, row.state, row.scored.encode()) for row in rows)


def test_a_killed_import_is_done_by_the_next(tmp_path: Path) -> None:
    """kill -9 at any moment, then the same again: the data are those of an undisturbed import."""
    offices = [Office(f"15.{number:02d}") for number in range(1, 9)]
    post = tmp_path / "post"
    for number, office in enumerate(offices):
        files = (b"%PDF-1.7\n" + bytes([number]) * 200_000,)
        office.send(post, files=files)
        office.send(post, office.document(2), files=(*files, b"%PDF-1.7\nlagi"))
    empty = tmp_path / "kosong"
    workspace = Workspace(empty)
    workspace.create(PROVINCE_SETUP._replace(practice=True))
    enrol(workspace, *offices)
    workspace.close()
    calm, torn = (Path(shutil.copytree(empty, tmp_path / name)) for name in ("tenang", "putus"))
    command = [sys.executable, "-m", "kks_desktop.cli", "import", str(post), "--json", "--data"]
    began = time.monotonic()
    subprocess.run([*command, str(calm)], check=True, capture_output=True)
    spent = time.monotonic() - began
    chance = random.Random(7)
    for _ in range(6):
        program = subprocess.Popen(
            [*command, str(torn)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            program.wait(chance.uniform(0.3, 1.0) * spent)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()
    last = subprocess.run([*command, str(torn)], check=True, capture_output=True)
    assert {one["ok"] for one in json.loads(last.stdout)["bundles"]} == {True}
    assert _received(torn) == _received(calm)
    assert len(_received(torn)) == 16
    assert not (torn / "karantina").exists()
