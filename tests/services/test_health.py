"""Marks of a bad end, quick and full checks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kks_desktop.platform.running import NAME
from kks_desktop.services.health import (
    check_fully,
    check_quickly,
    cut_off_sentence,
    full_check_due,
    lost_sentence,
)
from kks_desktop.services.session import Edit
from kks_desktop.services.tasks import CancelledError, CancelToken
from tests.services.damage import pages_of, spoil


def test_a_clean_end_leaves_no_mark(open_folder, workspace, folder) -> None:
    assert workspace.cut_off is None
    assert (folder / NAME).read_bytes() == b""
    workspace.close()
    assert not (folder / NAME).exists()
    assert open_folder(folder).cut_off is None


def test_a_reader_neither_sees_nor_sets_the_mark(open_folder, workspace, folder) -> None:
    assert open_folder(folder, write=False).cut_off is None
    second = open_folder(folder)
    assert second.read_only
    assert second.cut_off is None
    second.close()
    assert (folder / NAME).exists()


def test_a_bad_end_is_told_with_the_last_saved_moment(open_folder, workspace, folder) -> None:
    session = workspace.require_session()
    session.set([Edit("1.06", "note", "catatan rahasia")], "Catatan")
    session.flush()
    workspace.close()
    (folder / NAME).write_bytes(b"")  # as a run leaves it that was killed
    again = open_folder(folder)
    assert again.cut_off is not None
    health = check_quickly(again)
    assert health.good
    sentence = cut_off_sentence(again, health, crashed=False)
    assert sentence.startswith("Program berhenti tidak wajar pada ")
    assert "tersimpan, terakhir pada 1.06: “catatan rahasia”. Pemeriksaan" in sentence
    assert sentence.endswith("Pemeriksaan data: baik.")
    assert "gangguan di dalam program" in cut_off_sentence(again, health, crashed=True)


def test_a_bad_end_is_remembered_until_a_person_was_told(open_folder, workspace, folder) -> None:
    workspace.close()
    (folder / NAME).write_bytes(b"")
    silent = open_folder(folder)  # as a command opens it, which tells nobody
    assert silent.cut_off is not None
    silent.close()
    again = open_folder(folder)
    assert again.cut_off is not None
    again.note_told()
    again.close()
    assert not (folder / NAME).exists()


def test_a_clean_start_says_nothing(workspace) -> None:
    assert cut_off_sentence(workspace, check_quickly(workspace), crashed=False) == ""


def test_the_full_check_comes_once_a_week(district, clock) -> None:
    assert full_check_due(district)
    assert check_fully(district).good
    assert not full_check_due(district)
    clock.now += timedelta(days=6)
    assert not full_check_due(district)
    clock.now += timedelta(days=1)
    assert full_check_due(district)


def test_a_day_to_come_is_not_believed(district, clock) -> None:
    clock.now += timedelta(days=400)
    check_fully(district)
    clock.now -= timedelta(days=400)
    assert full_check_due(district)


def test_the_full_check_finds_a_changed_file(district) -> None:
    one = next((district.folder / "bukti").glob("??/*"))
    one.write_bytes(one.read_bytes()[:-1] + b"?")
    health = check_fully(district)
    assert health.lost == {one.stem}
    assert "1 berkas bukti" in lost_sentence(health)
    assert check_quickly(district).good


def test_a_cancelled_check_does_not_count(district) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        check_fully(district, cancel=token)
    assert full_check_due(district)


def test_damage_is_found_and_not_written_to(open_folder, district) -> None:
    folder = district.folder
    district.close()
    spoil(folder, pages_of(folder, "trusted_key")[0])
    reader = open_folder(folder, write=False)
    assert check_quickly(reader).damage
    assert check_fully(reader).damage
