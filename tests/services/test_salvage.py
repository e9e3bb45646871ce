"""A damaged data folder gives back what can still be read."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kks_desktop.domain.document import read_answers
from kks_desktop.domain.errors import KksError
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.salvage import examine, salvage
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.connection import store_path
from tests.services.damage import pages_of, spoil


@pytest.fixture
def data(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample / "kabupaten", tmp_path / "rusak"))


def fields_of(folder: Path) -> dict[tuple[str, str], str]:
    workspace = Workspace(folder, write=False)
    try:
        return workspace.require_session().fields
    finally:
        workspace.close()


def salvaged_fields(out: Path) -> dict[tuple[str, str], str]:
    table = json.loads((out / "isian-lengkap.json").read_text("utf-8"))
    return {(one["code"], one["field"]): one["raw"] for one in table["penilaian"][0]["isian"]}


def test_a_sound_folder_gives_everything(data: Path, tmp_path: Path) -> None:
    before = fields_of(data)
    found = salvage(data, tmp_path / "hasil")
    assert salvaged_fields(tmp_path / "hasil") == before
    assert found.fields == len(before)
    assert all(part.whole for part in found.parts)
    stored = {path.read_bytes() for path in (data / "bukti").glob("??/*")}
    copied = {path.read_bytes() for path in (tmp_path / "hasil" / "bukti").iterdir()}
    assert copied == stored
    assert found.files == len(stored)


def test_the_answers_document_can_be_scored(data: Path, tmp_path: Path) -> None:
    salvage(data, tmp_path / "hasil")
    table = json.loads((tmp_path / "hasil" / "isian-1-2025.json").read_text("utf-8"))
    answers = read_answers(table, load_shipped())
    assert answers.region == "15.71"
    assert "1.06" in answers.answers


@pytest.mark.parametrize("which", [0, 1, -1], ids=["awal", "tengah", "akhir"])
def test_a_damaged_page_of_fields_is_filled_from_the_history(
    data: Path, tmp_path: Path, which: int
) -> None:
    before = fields_of(data)
    pages = pages_of(data, "entry")
    assert len(pages) > 3
    spoil(data, pages[which])
    found = salvage(data, tmp_path / "hasil")
    assert salvaged_fields(tmp_path / "hasil") == before
    assert [part.name for part in found.parts if not part.whole] == ["isian"]


def test_rows_beside_a_damaged_page_are_all_read(data: Path) -> None:
    pages = pages_of(data, "history")
    whole = next(part for part in examine(data) if part.name == "riwayat")
    spoil(data, pages[len(pages) // 2])
    part = next(part for part in examine(data) if part.name == "riwayat")
    assert not part.whole
    assert whole.rows - part.rows < 2 * whole.rows / len(pages)


def test_both_tables_damaged_lose_only_what_lay_on_those_pages(data: Path, tmp_path: Path) -> None:
    before = fields_of(data)
    spoil(data, pages_of(data, "entry")[2])
    spoil(data, pages_of(data, "history")[2])
    salvage(data, tmp_path / "hasil")
    got = salvaged_fields(tmp_path / "hasil")
    assert got.items() <= before.items()
    assert len(got) > len(before) * 8 // 10


def test_garbage_still_gives_the_files_of_proof(data: Path, tmp_path: Path) -> None:
    store_path(data).write_bytes(b"bukan basis data" * 1000)
    assert examine(data) == ()
    found = salvage(data, tmp_path / "hasil")
    assert found.fields == 0
    assert found.files > 0
    assert "sama sekali tidak terbaca" in (tmp_path / "hasil" / "BACA-SAYA.txt").read_text("utf-8")


def test_a_changed_file_of_proof_is_not_passed_off_as_good(data: Path, tmp_path: Path) -> None:
    one = next((data / "bukti").glob("??/*"))
    one.write_bytes(one.read_bytes() + b"x")
    found = salvage(data, tmp_path / "hasil")
    assert found.lost_files == 1
    assert len(list((tmp_path / "hasil" / "bukti").iterdir())) == found.files


def test_the_damaged_folder_is_left_as_it_was(data: Path, tmp_path: Path) -> None:
    spoil(data, pages_of(data, "entry")[1])
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    salvage(data, tmp_path / "hasil")
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_text_is_never_a_formula_in_the_list(data: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store_path(data))) as connection, connection:
        connection.execute("UPDATE entry SET raw = '=1+1' WHERE code = '1.06' AND field = 'reason'")
    salvage(data, tmp_path / "hasil")
    text = (tmp_path / "hasil" / "daftar-isian.csv").read_text("utf-8-sig")
    rows = [row for row in csv.reader(text.splitlines(), delimiter=";") if "1+1" in row[-1]]
    assert [row[-1] for row in rows] == ["'=1+1"]


@pytest.mark.parametrize("where", ["inside", "filled"])
def test_it_writes_into_an_empty_folder_outside_only(
    data: Path, tmp_path: Path, where: str
) -> None:
    out = data / "hasil" if where == "inside" else tmp_path / "hasil"
    if where == "filled":
        out.mkdir()
        (out / "surat.txt").write_text("milik orang")
    with pytest.raises(KksError, match="folder kosong"):
        salvage(data, out)
