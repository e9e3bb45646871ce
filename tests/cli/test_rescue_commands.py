"""``kks salvage`` and ``kks diagnose``."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from kks_desktop.platform.paths import log_folder
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.connection import store_path


def test_salvage_of_a_sound_folder(kks, sample: Path, tmp_path: Path) -> None:
    ran = kks("salvage", "--data", sample / "kabupaten", "--out", tmp_path / "hasil")
    assert ran.status == 0, ran.err
    assert "isian: " in ran.out
    assert "utuh" in ran.out
    assert (tmp_path / "hasil" / "daftar-isian.csv").exists()


def test_salvage_refuses_a_folder_without_data(refused, tmp_path: Path) -> None:
    refused("salvage", "--data", tmp_path, "--out", tmp_path / "hasil")


def typed_values(folder: Path) -> set[str]:
    workspace = Workspace(folder, write=False)
    try:
        fields = workspace.require_session().fields
    finally:
        workspace.close()
    return {raw for raw in fields.values() if len(raw) >= 5}


def test_the_diagnosis_holds_nothing_that_was_typed(
    kks, sample: Path, tmp_path: Path, monkeypatch
) -> None:
    data = sample / "kabupaten"
    monkeypatch.setenv("HOME", str(tmp_path))
    log = log_folder(data)
    log.mkdir(exist_ok=True)
    (log / "kks.log").write_text(
        f"ERROR di {data}/kks.sqlite3 dan /home/sitiaminah/x dan C:\\Users\\Siti\\y\n", "utf-8"
    )
    out = tmp_path / "laporan.zip"
    ran = kks("diagnose", "--data", data, "--out", out)
    assert ran.status == 0, ran.err
    with zipfile.ZipFile(out) as packet:
        texts = {name: packet.read(name).decode("utf-8") for name in packet.namelist()}
    assert set(texts) == {"versi.json", "pengaturan.json", "data.json", "log/kks.log"}
    whole = "\n".join(texts.values())
    values = typed_values(data)
    assert len(values) > 500
    # a year or a round number may stand in a version or a size by chance: words may not
    words = {value for value in values if not value.replace(".", "").replace("-", "").isdigit()}
    assert [value for value in words if value in whole] == []
    for private in ("sitiaminah", "Siti\\", str(data), str(tmp_path)):
        assert private not in whole
    told = json.loads(texts["data.json"])
    assert told["pemeriksaan"] == "baik"
    with closing(sqlite3.connect(store_path(data))) as connection:
        entries = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    assert told["baris"]["entry"] == entries


def test_the_diagnosis_of_a_damaged_store_still_comes(kks, sample: Path, tmp_path: Path) -> None:
    store_path(sample / "kabupaten").write_bytes(b"sampah" * 1000)
    out = tmp_path / "laporan.zip"
    assert kks("diagnose", "--data", sample / "kabupaten", "--out", out).status == 0
    with zipfile.ZipFile(out) as packet:
        assert json.loads(packet.read("data.json"))["pemeriksaan"] == "STORE_DAMAGED"


def test_the_diagnosis_does_not_replace_other_kinds_of_files(
    refused, sample: Path, tmp_path: Path
) -> None:
    refused("diagnose", "--data", sample / "kabupaten", "--out", tmp_path / "surat.docx")
