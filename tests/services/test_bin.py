"""The bin: what was deleted is listed, comes back whole, and nothing else is touched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.registers import ACTIVITY_REGISTER
from kks_desktop.services import years
from kks_desktop.services.attaching import remove
from kks_desktop.services.bin import (
    ASSESSMENT,
    FILE,
    BinItem,
    bin_items,
    discard_assessment,
    restore,
    restore_assessment,
    why_it_stays,
)
from kks_desktop.services.fields import table_of
from kks_desktop.services.history_check import check_history
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.register_rows import new_row, remove_rows
from kks_desktop.services.sending import send
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.conftest import Clock, Opener


def _items(workspace: Workspace) -> list[BinItem]:
    session = workspace.require_session()
    session.flush()
    return bin_items(workspace, table_of(session.fields))


def _activity(workspace: Workspace) -> str:
    code = new_row(ACTIVITY_REGISTER)
    cells = {"nama": "Rapat forum", "peserta": "30 orang", "hasil": "Rencana kerja"}
    session = workspace.require_session()
    session.set([Edit(code, field, raw) for field, raw in cells.items()], "Isi kegiatan")
    return code


def test_a_row_that_was_cleared_comes_back_whole_in_one_step(workspace: Workspace) -> None:
    code, other = _activity(workspace), _activity(workspace)
    session = workspace.require_session()
    before = session.fields
    assert _items(workspace) == []
    session.set([Edit(code, f, "") for f in ("nama", "peserta", "hasil")], "Hapus baris")
    (item,) = _items(workspace)
    assert (item.kind, item.name, item.who) == ("Kegiatan", "Rapat forum", "Siti Aminah")
    restore(session, item)
    assert session.fields == before
    assert _items(workspace) == []
    session.undo()
    assert code not in session.table
    assert other in session.table


def test_a_row_emptied_cell_by_cell_comes_back_with_all_of_them(workspace: Workspace) -> None:
    code = _activity(workspace)
    session = workspace.require_session()
    session.set([Edit(code, "hasil", "")], "Isi")
    session.set([Edit("1.01", "note", "x")], "Isi")
    before = session.fields
    for field in ("nama", "peserta"):
        session.set([Edit(code, field, "")], "Isi")
    (item,) = _items(workspace)
    restore(session, item)
    assert session.fields == before, "what was cleared long before stays cleared"


def test_a_row_taken_out_is_listed_with_its_reason(district: Workspace) -> None:
    session = district.require_session()
    village = next(code for code in session.table if code.startswith("desa:"))
    before = session.fields
    remove_rows(session, [village], "Bergabung")
    (item,) = _items(district)
    assert item.reason == "Bergabung"
    restore(session, item)
    assert session.fields == before


def test_a_file_comes_back_with_its_uses_and_what_agencies_said(district: Workspace) -> None:
    session = district.require_session()
    code = next(code for code in session.table if code.startswith("bukti:"))
    sha256 = code.partition(":")[2]
    session.set([Edit("opd:dinkes", "lembar", sha256)], "Lembar")
    before = session.fields
    session.set(remove(session, [sha256]), "Buang")
    (item,) = _items(district)
    assert (item.kind, item.lacking) == (FILE, "")
    assert item.name == before[code, "nama"]
    restore(session, item)
    assert session.fields == before


def test_a_file_whose_bytes_are_gone_says_so(workspace: Workspace) -> None:
    session = workspace.require_session()
    session.set([Edit(f"bukti:{'a' * 64}", "nama", "sk.pdf")], "Lampirkan")
    session.set([Edit(f"bukti:{'a' * 64}", "nama", "")], "Buang")
    (item,) = _items(workspace)
    assert "cadangan" in item.lacking


def test_after_ninety_days_it_is_listed_no_more(workspace: Workspace, clock: Clock) -> None:
    code = _activity(workspace)
    session = workspace.require_session()
    session.set([Edit(code, f, "") for f in ("nama", "peserta", "hasil")], "Hapus baris")
    clock.now += timedelta(days=89)
    assert len(_items(workspace)) == 1
    clock.now += timedelta(days=2)
    assert _items(workspace) == []


def test_an_assessment_begun_by_mistake_goes_and_comes_back(
    district: Workspace, folder: Path, open_folder: Opener
) -> None:
    assert why_it_stays(district), "the only one"
    before = district.require_session().fields
    begun = years.begin(district, 2026)
    begun.set([Edit("1.01", "note", "x")], "Isi")
    assert why_it_stays(district) == ""
    discard_assessment(district)
    again = district.open_newest()
    assert (again.info.year, again.fields) == (2025, before)
    assert not again.read_only
    item = _items(district)[0]
    assert (item.kind, item.name) == (ASSESSMENT, "Penilaian 2026")
    # another one may be begun meanwhile
    years.begin(district, 2027)
    assert [row.year for row in years.assessments(district)] == [2027, 2025]
    discard_assessment(district)
    district.open_newest()
    restore_assessment(district, item)
    restored = district.open_newest()
    assert (restored.info.year, restored.raw("1.01", "note")) == (2026, "x")
    assert check_history(district).sound
    district.close()
    assert open_folder(folder).require_session().info.year == 2026


def test_an_assessment_that_was_sent_or_continued_stays(
    district: Workspace, tmp_path: Path
) -> None:
    years.begin(district, 2026)
    send(district, tmp_path, PASSPHRASE)
    with pytest.raises(KksError) as caught:
        discard_assessment(district)
    assert "dikirim" in str(caught.value)
    first = years.assessments(district)[-1]
    district.open_earlier(first.id)
    assert why_it_stays(district)
