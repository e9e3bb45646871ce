"""A session: what is typed is there at once, durable soon after, and never lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.services.session import Change, Edit, HistoryEntry, Session
from kks_desktop.services.steps import MOST, StepStack

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace
    from tests.services.conftest import Clock, Opener

BEFORE, NOW = "kematian_ibu/lalu", "kematian_ibu/kini"


@pytest.fixture
def session(workspace: Workspace) -> Session:
    """An assessment in which nothing is answered."""
    return workspace.require_session()


def _type(session: Session, field: str, raw: str, visit: str = "", code: str = "1.01") -> Change:
    return session.set([Edit(code, field, raw)], f"Isi {code}", visit)


def _history(session: Session, code: str = "1.01") -> list[HistoryEntry]:
    session.flush()
    return session.history(code)


def _on_disk(open_folder: Opener, folder: Path) -> Session:
    """The assessment as a second program sees it."""
    return open_folder(folder, write=False).require_session()


# ------------------------------------------------------------------------------ setting


def test_what_is_set_is_there_at_once_with_its_score(session: Session) -> None:
    _type(session, BEFORE, "12")
    change = _type(session, NOW, "9")
    assert session.raw("1.01", NOW) == "9"
    assert session.evaluation.scored.indicators["1.01"].score == 100
    assert change.keys == {("1.01", NOW)}
    assert change.codes == {"1.01"}
    assert change.who == "Siti Aminah"
    assert change.at.tzinfo is not None


@pytest.mark.parametrize(
    "raw",
    ["1.234,50", "dua belas", "12\t13", "-5", "0,0", "007", "94.26 %", "baris 1\nbaris 2", "é漢🙂"],
)
def test_raw_text_is_kept_exactly_as_typed(
    session: Session, raw: str, open_folder: Opener, folder: Path
) -> None:
    _type(session, NOW, raw)
    session.flush()
    assert session.raw("1.01", NOW) == raw
    assert _on_disk(open_folder, folder).raw("1.01", NOW) == raw


def test_text_that_is_no_number_is_stored_and_flagged(session: Session) -> None:
    _type(session, NOW, "dua belas")
    assert session.evaluation.scored.indicators["1.01"].state is AnswerState.PROBLEM


def test_a_target_that_is_no_number_is_flagged_like_any_other_value(session: Session) -> None:
    """Else the instrument's own target of 8,7 would silently decide the score."""
    fields = {"skrining": ("10", "20"), "proporsi": ("9", "8")}
    edits = [Edit("1.09", "proporsi/target", "tujuh")]
    for name, numbers in fields.items():
        for year, number in zip(("lalu", "kini"), numbers, strict=True):
            edits.append(Edit("1.09", f"{name}/{year}/pembilang", number))
            edits.append(Edit("1.09", f"{name}/{year}/penyebut", "100"))
    session.set(edits, "Isi 1.09")
    assert session.evaluation.scored.indicators["1.09"].state is AnswerState.PROBLEM


@pytest.mark.parametrize("blank", ["", " ", "\n\t "])
def test_blank_removes_the_field(
    session: Session, blank: str, open_folder: Opener, folder: Path
) -> None:
    _type(session, NOW, "9")
    _type(session, NOW, blank)
    session.flush()
    assert session.raw("1.01", NOW) == ""
    assert ("1.01", NOW) not in session.fields
    assert ("1.01", NOW) not in _on_disk(open_folder, folder).fields
    assert [(e.old, e.new) for e in session.history("1.01")] == [("9", ""), ("", "9")]


def test_zero_is_kept_and_is_not_blank(session: Session) -> None:
    _type(session, NOW, "0")
    _type(session, BEFORE, "3")
    assert session.raw("1.01", NOW) == "0"
    assert session.evaluation.scored.indicators["1.01"].score == 100


def test_setting_the_same_text_changes_nothing(session: Session) -> None:
    seen: list[Change] = []
    _type(session, NOW, "9")
    session.on_change.append(seen.append)
    assert _type(session, NOW, "9").keys == frozenset()
    assert session.set([], "tak ada").keys == frozenset()
    assert seen == []
    assert len(_history(session)) == 1


def test_listeners_hear_every_change_after_the_score_is_new(session: Session) -> None:
    seen: list[tuple[frozenset[tuple[str, str]], int]] = []
    session.on_change.append(lambda c: seen.append((c.keys, session.evaluation.scored.total)))
    session.set([Edit("1.01", BEFORE, "12"), Edit("1.01", NOW, "9")], "Isi 1.01")
    session.undo()
    session.redo()
    both = frozenset({("1.01", BEFORE), ("1.01", NOW)})
    assert seen == [(both, 100), (both, 0), (both, 100)]


def test_a_shared_number_names_every_indicator_that_it_touches(session: Session) -> None:
    change = _type(session, "pasar/kini", "20", code="data_dasar")
    assert "4.03" in change.codes
    assert "1.01" not in change.codes
    assert _type(session, "target", "wiwerda", code="penilaian").codes == {
        f"K.{number:02}" for number in range(9, 17)
    }


def test_operator_name_stands_on_what_is_written_from_then_on(session: Session) -> None:
    _type(session, NOW, "9")
    _type(session, "operator", "Budi", code="profil")
    _type(session, NOW, "10")
    assert [e.who for e in _history(session)] == ["Budi", "Siti Aminah"]


# --------------------------------------------------------------- history, undo and redo


def test_history_tells_who_when_what_newest_first(session: Session, clock: Clock) -> None:
    start = clock.now
    _type(session, NOW, "9")
    clock.now += timedelta(minutes=5)
    _type(session, NOW, "10")
    newest, oldest = _history(session)
    assert (newest.old, newest.new, newest.kind) == ("9", "10", "edit")
    assert (oldest.old, oldest.new) == ("", "9")
    assert (oldest.who, oldest.label, oldest.code, oldest.field) == (
        "Siti Aminah",
        "Isi 1.01",
        "1.01",
        NOW,
    )
    assert newest.at - oldest.at >= timedelta(minutes=5)
    assert start < oldest.at.astimezone(UTC) <= clock.now
    assert session.saved_at("1.01") == newest
    assert session.saved_at("1.02") is None
    assert session.history("1.01", limit=1) == [newest]


def test_history_of_one_code_holds_no_other(session: Session) -> None:
    session.set([Edit("1.01", NOW, "9"), Edit("9.01", "choice", "75")], "Dua sekaligus")
    assert [e.code for e in _history(session)] == ["1.01"]


def test_one_visit_is_one_history_row_and_one_undo_step(session: Session) -> None:
    for raw in ("1", "12", "120"):
        _type(session, NOW, raw, visit="a")
    (only,) = _history(session)
    assert (only.old, only.new) == ("", "120")
    change = session.undo()
    assert change is not None
    assert change.keys == {("1.01", NOW)}
    assert session.raw("1.01", NOW) == ""
    assert session.undo_label != "Isi 1.01"


def test_a_visit_stays_one_row_when_each_commit_is_already_durable(session: Session) -> None:
    for raw in ("1", "12", "120"):
        _type(session, NOW, raw, visit="a")
        session.flush()
    (only,) = session.history("1.01")
    assert (only.old, only.new) == ("", "120")


def test_a_visit_of_two_fields_is_one_step(session: Session) -> None:
    _type(session, BEFORE, "12", visit="a")
    _type(session, NOW, "9", visit="a")
    _type(session, BEFORE, "13", visit="a")
    assert sorted((e.field, e.new) for e in _history(session)) == [(NOW, "9"), (BEFORE, "13")]
    session.undo()
    assert (session.raw("1.01", BEFORE), session.raw("1.01", NOW)) == ("", "")


def test_two_visits_are_two_steps(session: Session) -> None:
    _type(session, NOW, "1", visit="a")
    _type(session, NOW, "2", visit="b")
    assert len(_history(session)) == 2
    session.undo()
    assert session.raw("1.01", NOW) == "1"


def test_no_visit_never_melts(session: Session) -> None:
    _type(session, NOW, "1")
    _type(session, NOW, "2")
    assert len(_history(session)) == 2


def test_a_visit_that_ends_where_it_began_leaves_no_trace(session: Session) -> None:
    _type(session, NOW, "9", visit="a")
    _type(session, NOW, "95", visit="b")
    _type(session, NOW, "9", visit="b")
    (only,) = _history(session)
    assert (only.old, only.new) == ("", "9")
    session.undo()
    assert session.raw("1.01", NOW) == ""


def test_another_field_between_ends_the_visit(session: Session) -> None:
    _type(session, NOW, "1", visit="a")
    _type(session, BEFORE, "5", visit="b")
    _type(session, NOW, "12", visit="a")
    assert session.undo() is not None
    assert (session.raw("1.01", NOW), session.raw("1.01", BEFORE)) == ("1", "5")


def test_undo_and_redo_walk_back_and_forth(session: Session) -> None:
    for raw in ("1", "2", "3"):
        _type(session, NOW, raw)
    seen = []
    while session.raw("1.01", NOW):
        session.undo()
        seen.append(session.raw("1.01", NOW))
    assert seen == ["2", "1", ""]
    assert session.redo_label == "Isi 1.01"
    seen = []
    while session.redo() is not None:
        seen.append(session.raw("1.01", NOW))
    assert seen == ["1", "2", "3"]
    assert session.redo_label == ""


def test_undo_restores_the_score(session: Session) -> None:
    session.set([Edit("1.01", BEFORE, "12"), Edit("1.01", NOW, "9")], "Isi 1.01")
    _type(session, NOW, "13")
    assert session.evaluation.scored.indicators["1.01"].score == 0
    session.undo()
    assert session.evaluation.scored.indicators["1.01"].score == 100


def test_undo_and_redo_are_history_too_and_durable(
    session: Session, open_folder: Opener, folder: Path
) -> None:
    _type(session, NOW, "1")
    session.undo()
    session.redo()
    session.undo()
    kinds = [(e.kind, e.new) for e in _history(session)]
    assert kinds == [("undo", ""), ("redo", "1"), ("undo", ""), ("edit", "1")]
    assert ("1.01", NOW) not in _on_disk(open_folder, folder).fields


def test_a_new_edit_drops_what_could_be_redone(session: Session) -> None:
    _type(session, NOW, "1")
    session.undo()
    _type(session, NOW, "2")
    assert session.redo_label == ""
    assert session.redo() is None
    session.undo()
    assert session.raw("1.01", NOW) == ""


def test_typing_on_after_redo_is_a_step_of_its_own(session: Session) -> None:
    _type(session, NOW, "1", visit="a")
    session.undo()
    session.redo()
    _type(session, NOW, "12", visit="a")
    session.undo()
    assert session.raw("1.01", NOW) == "1"


def test_typing_in_a_visit_after_undo_drops_redo_also_on_disk(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    _type(session, NOW, "1", visit="a")
    _type(session, BEFORE, "5", visit="b")
    session.undo()
    _type(session, NOW, "12", visit="a")
    assert session.redo_label == ""
    session.flush()
    workspace.close()
    again = open_folder(folder).require_session()
    assert again.redo_label == ""
    again.undo()
    assert (again.raw("1.01", NOW), again.raw("1.01", BEFORE)) == ("", "")


def test_undo_goes_on_after_opening_again_the_same_day(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path, clock: Clock
) -> None:
    for raw in ("1", "2", "3"):
        _type(session, NOW, raw, visit=raw)
    session.undo()
    session.flush()
    workspace.close()
    clock.now += timedelta(hours=3)
    again = open_folder(folder).require_session()
    assert (again.undo_label, again.redo_label) == ("Isi 1.01", "Isi 1.01")
    again.redo()
    assert again.raw("1.01", NOW) == "3"
    for expected in ("2", "1", ""):
        again.undo()
        assert again.raw("1.01", NOW) == expected
    again.flush()
    assert [e.new for e in again.history("1.01", 3)] == ["", "1", "2"]


def test_several_undone_steps_are_redone_in_their_order_after_opening_again(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    for raw in ("1", "2", "3"):
        _type(session, NOW, raw)
    session.undo()
    session.undo()
    session.flush()
    workspace.close()
    again = open_folder(folder).require_session()
    seen = []
    while again.redo() is not None:
        seen.append(again.raw("1.01", NOW))
    assert seen == ["2", "3"]


def test_what_was_overtaken_stays_dead_after_opening_again(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    _type(session, NOW, "1")
    _type(session, NOW, "2")
    session.undo()
    _type(session, NOW, "3")
    session.flush()
    workspace.close()
    again = open_folder(folder).require_session()
    assert again.redo_label == ""
    for expected in ("1", ""):
        again.undo()
        assert again.raw("1.01", NOW) == expected


def test_undo_does_not_reach_back_to_another_day(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path, clock: Clock
) -> None:
    _type(session, NOW, "1")
    session.flush()
    workspace.close()
    clock.now += timedelta(days=1)
    again = open_folder(folder).require_session()
    assert again.undo_label == ""
    assert again.undo() is None
    assert again.raw("1.01", NOW) == "1"
    assert [e.new for e in again.history("1.01")] == ["1"]


@pytest.mark.parametrize("jump", [-timedelta(days=2500), -timedelta(days=2), timedelta(days=900)])
@pytest.mark.parametrize("set_right", [False, True])
def test_a_clock_that_jumps_loses_and_repeats_no_step_of_today(
    workspace: Workspace,
    open_folder: Opener,
    folder: Path,
    clock: Clock,
    jump: timedelta,
    set_right: bool,
) -> None:
    _type(workspace.require_session(), NOW, "kemarin")
    clock.now += timedelta(days=1)
    _type(workspace.require_session(), NOW, "1")
    workspace.require_session().flush()
    workspace.close()
    clock.now += jump
    middle = open_folder(folder)
    for raw in ("2", "3"):
        _type(middle.require_session(), NOW, raw)
    middle.require_session().undo()
    middle.require_session().flush()
    middle.close()
    if set_right:
        clock.now -= jump
        last = open_folder(folder)
        _type(last.require_session(), NOW, "4")
        last.close()
    again = open_folder(folder).require_session()
    # a clock that ran ahead and still does looks like a day long after
    expected = ["1"] if jump > timedelta() else ["1", "kemarin"]
    if set_right:
        expected = ["2", "1", "kemarin"]
    for raw in expected:
        again.undo()
        assert again.raw("1.01", NOW) == raw
    assert again.undo_label == ""
    for _ in expected:
        again.redo()
    if not set_right:
        assert again.redo_label, "what was undone before the restart can be redone too"
        again.redo()
    assert again.raw("1.01", NOW) == ("4" if set_right else "3")


def test_nothing_to_undo_at_first(session: Session) -> None:
    """The names given at set-up are no step: undo must not take the operator's name away."""
    assert (session.undo_label, session.redo_label) == ("", "")
    assert session.undo() is None
    assert session.redo() is None
    assert session.raw("profil", "operator") != ""


# ------------------------------------------------------------------------------ restore


def test_restore_gives_back_an_earlier_text_as_a_new_step(session: Session) -> None:
    for raw in ("1", "2", "3"):
        _type(session, NOW, raw)
    oldest = _history(session)[-1]
    change = session.restore(oldest)
    assert change.keys == {("1.01", NOW)}
    assert session.raw("1.01", NOW) == "1"
    newest = _history(session)[0]
    assert (newest.kind, newest.old, newest.new) == ("restore", "3", "1")
    assert "1.01" in newest.label
    session.undo()
    assert session.raw("1.01", NOW) == "3"


def test_restore_to_a_blank(session: Session, open_folder: Opener, folder: Path) -> None:
    _type(session, NOW, "1")
    _type(session, NOW, "")
    _type(session, NOW, "2")
    emptied = next(e for e in _history(session) if e.new == "")
    session.restore(emptied)
    session.flush()
    assert ("1.01", NOW) not in session.fields
    assert ("1.01", NOW) not in _on_disk(open_folder, folder).fields


def test_restore_of_what_is_there_changes_nothing(session: Session) -> None:
    _type(session, NOW, "1")
    assert session.restore(_history(session)[0]).keys == frozenset()
    assert len(_history(session)) == 1


def test_restore_drops_what_could_be_redone(session: Session) -> None:
    _type(session, NOW, "1")
    _type(session, NOW, "2")
    session.undo()
    first = _history(session)[-1]
    _type(session, NOW, "4")
    session.undo()
    assert session.redo_label
    _type(session, BEFORE, "9")
    session.restore(first)
    assert session.redo_label == ""


# ------------------------------------------------------------------------------ durable


def test_after_flush_a_second_program_reads_it(
    session: Session, open_folder: Opener, folder: Path
) -> None:
    edits = [Edit("1.01", BEFORE, "12"), Edit("1.01", NOW, "9"), Edit("9.01", "choice", "75")]
    session.set(edits, "Isi")
    session.flush()
    assert session.unsaved == frozenset()
    second = _on_disk(open_folder, folder)
    assert second.fields == session.fields
    assert second.evaluation == session.evaluation
    assert second.read_only


def test_closing_writes_what_is_queued(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    for number in range(200):
        _type(session, NOW, str(number + 1), visit="a")
    workspace.close()
    assert open_folder(folder).require_session().raw("1.01", NOW) == "200"


def test_saved_is_told_with_the_time(session: Session, clock: Clock) -> None:
    saved = Event()
    times = []

    def note(at: object) -> None:
        times.append(at)
        saved.set()

    session.on_saved = note  # type: ignore[assignment]
    _type(session, NOW, "9")
    session.flush()
    assert saved.wait(5)
    assert len(times) == 1
    assert times[0].tzinfo is not None


def test_a_read_only_session_says_why_and_takes_nothing(
    session: Session, open_folder: Opener, folder: Path
) -> None:
    _type(session, NOW, "9")
    session.flush()
    second = open_folder(folder).require_session()
    entry = session.history("1.01")[0]
    actions: tuple[Callable[[], object], ...] = (
        lambda: _type(second, NOW, "10"),
        second.undo,
        second.redo,
        lambda: second.restore(entry),
    )
    for action in actions:
        with pytest.raises(KksError) as caught:
            action()
        assert caught.value.code == "READ_ONLY"
        assert str(caught.value) == second.read_only_reason != ""
    assert second.raw("1.01", NOW) == "9"


def test_text_that_cannot_be_stored_does_not_stop_everything_after_it(
    session: Session, open_folder: Opener, folder: Path
) -> None:
    """Half a surrogate pair, as a damaged paste can hold it."""
    session.on_failed = lambda fault: None
    try:
        _type(session, "note", "rusak \ud83d", code="9.01")
    except KksError:
        pass
    _type(session, NOW, "9")
    session.flush()
    assert _on_disk(open_folder, folder).raw("1.01", NOW) == "9"


# ------------------------------------------------------------------------ a failing disk


@contextmanager
def _full_store(workspace: Workspace) -> Iterator[None]:
    """Let the store have no room for a large text: SQLite itself says that the disk is full."""
    pages = workspace.write(lambda c: c.execute("PRAGMA page_count").fetchone()[0]).result()
    workspace.write(lambda c: c.execute(f"PRAGMA max_page_count = {pages + 1}")).result()
    try:
        yield
    finally:
        workspace.write(lambda c: c.execute("PRAGMA max_page_count = 100000")).result()


@contextmanager
def _no_file_may_grow() -> Iterator[None]:
    """Let the system refuse every write to a file."""
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


LARGE = "catatan panjang " * 6_000


class Faults:
    """What the session reports from its writer thread."""

    def __init__(self, session: Session) -> None:
        self.failed: list[KksError] = []
        self.happened = Event()
        session.on_failed = self.note

    def note(self, fault: KksError) -> None:
        self.failed.append(fault)
        self.happened.set()


def test_a_full_disk_keeps_the_text_and_saves_it_when_there_is_room(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    faults = Faults(session)
    with _full_store(workspace):
        _type(session, "note", LARGE)
        assert faults.happened.wait(5)
        assert [fault.code for fault in faults.failed] == ["STORE_FULL"]
        assert session.raw("1.01", "note") == LARGE.strip()
        assert session.unsaved == {("1.01", "note")}
        with pytest.raises(KksError) as caught:
            session.flush()
        assert caught.value.code == "STORE_FULL"
        assert session.unsaved == {("1.01", "note")}
        assert _on_disk(open_folder, folder).raw("1.01", "note") == ""
    session.flush()
    assert session.unsaved == frozenset()
    assert _on_disk(open_folder, folder).raw("1.01", "note") == LARGE.strip()
    assert [e.new for e in session.history("1.01")] == [LARGE.strip()]


def test_a_failure_is_reported_once_for_each_try(session: Session, workspace: Workspace) -> None:
    faults = Faults(session)
    with _full_store(workspace):
        _type(session, "note", LARGE)
        assert faults.happened.wait(5)
        workspace.write(lambda c: None).result()  # the writer is past the failure
        assert len(faults.failed) == 1


def test_what_follows_a_failure_is_written_in_order_with_it(
    session: Session, workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    faults = Faults(session)
    with _full_store(workspace):
        _type(session, "note", LARGE, visit="a")
        assert faults.happened.wait(5)
        _type(session, "note", f"{LARGE} lagi", visit="a")
        _type(session, NOW, "9")
        session.undo()
    session.flush()
    second = _on_disk(open_folder, folder)
    assert second.raw("1.01", "note") == f"{LARGE} lagi"
    assert second.raw("1.01", NOW) == ""
    assert [(e.kind, e.field) for e in session.history("1.01")] == [
        ("undo", NOW),
        ("edit", NOW),
        ("edit", "note"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to set")
def test_a_disk_that_refuses_every_write(
    session: Session, open_folder: Opener, folder: Path
) -> None:
    faults = Faults(session)
    with _no_file_may_grow():
        _type(session, NOW, "9")
        happened = faults.happened.wait(5)
        with pytest.raises(KksError) as caught:
            session.flush()
    assert happened
    assert {fault.code for fault in faults.failed} <= {"STORE_IO", "STORE_FULL"}
    assert caught.value.code in ("STORE_IO", "STORE_FULL")
    assert session.raw("1.01", NOW) == "9"
    session.flush()
    assert _on_disk(open_folder, folder).raw("1.01", NOW) == "9"


# ------------------------------------------------------------------------ the file goes away


def test_a_folder_that_is_moved_away_is_told_and_nothing_is_lost(workspace, folder) -> None:
    session = workspace.require_session()
    session.set([Edit("1.06", "note", "sebelum")], "Catatan")
    session.flush()
    away = folder.rename(folder.with_name("dipindah"))
    session.set([Edit("1.06", "note", "sesudah")], "Catatan")
    with pytest.raises(KksError, match="dipindahkan") as met:
        session.flush()
    assert met.value.code == "STORE_GONE"
    assert session.raw("1.06", "note") == "sesudah"
    assert ("1.06", "note") in session.unsaved
    away.rename(folder)
    session.flush()
    assert not session.unsaved
    assert session.history("1.06")[0].new == "sesudah"


def test_undo_reaches_back_a_thousand_steps_and_memory_no_further() -> None:
    stack = StepStack(0)
    for number in range(MOST + 500):
        stack.record([("1.06", "note", str(number), str(number + 1))], "Catatan", "")
    undone = 0
    while stack.undo() is not None:
        undone += 1
    assert undone == MOST
