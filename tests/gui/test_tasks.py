"""Background work: results on the main thread, whatever happens on the other one."""

from __future__ import annotations

import sys
import threading

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.tasks import TaskBar, TaskRunner


def test_the_result_arrives_on_the_main_thread(qtbot, runner) -> None:
    seen = []
    task = runner.run(lambda progress, cancel: threading.current_thread())
    task.succeeded.connect(lambda worker: seen.append((worker, threading.current_thread())))
    with qtbot.waitSignal(task.finished):
        pass
    [(worker, receiver)] = seen
    assert worker is not threading.main_thread()
    assert receiver is threading.main_thread()
    assert not runner.busy


def test_a_foreseen_fault_is_handed_over(qtbot, runner) -> None:
    def job(progress, cancel):
        raise KksError("Cakram penuh.", code="FULL")

    task = runner.run(job)
    with qtbot.waitSignal(task.failed) as failed:
        pass
    assert str(failed.args[0]) == "Cakram penuh."
    qtbot.waitUntil(lambda: not runner.busy)


def test_a_bug_is_reported_too(qtbot, runner, monkeypatch: pytest.MonkeyPatch) -> None:
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, fault, trace: reported.append(fault))
    task = runner.run(lambda progress, cancel: 1 // 0)
    with qtbot.waitSignal(task.failed) as failed:
        pass
    qtbot.waitUntil(lambda: bool(reported))
    assert reported == failed.args
    assert isinstance(reported[0], ZeroDivisionError)


def test_cancel_stops_at_the_next_check(qtbot, runner) -> None:
    started = threading.Event()

    def job(progress, cancel):
        started.set()
        while True:
            cancel.check()

    task = runner.run(job)
    assert started.wait(5)
    with qtbot.waitSignals([task.cancelled, task.finished]):
        task.cancel()


def test_progress_is_thinned_but_ends_complete(qtbot, runner) -> None:
    def job(progress, cancel):
        for done in range(2001):
            progress(done, 2000)

    reports = []
    task = runner.run(job)
    task.progress.connect(reports.append)
    with qtbot.waitSignal(task.finished):
        pass
    assert reports[0] == (0, 2000)
    assert reports[-1] == (2000, 2000)
    assert len(reports) < 50


def test_only_labelled_work_is_announced(qtbot, runner) -> None:
    announced = []
    runner.started.connect(announced.append)
    quiet = runner.run(lambda progress, cancel: None)
    told = runner.run(lambda progress, cancel: None, "Menyusun laporan")
    with qtbot.waitSignals([quiet.finished, told.finished]):
        pass
    assert announced == [told]


def test_shutdown_waits_for_the_threads(qtbot) -> None:
    runner = TaskRunner()
    ended = []

    def job(progress, cancel):
        try:
            while True:
                cancel.check()
        finally:
            ended.append(True)

    started = runner.run(job)
    waiting = [runner.run(job) for _ in range(4)]
    with qtbot.waitSignals([started.finished, *(task.finished for task in waiting)]):
        runner.shutdown()
        assert ended
    assert not runner.busy


def test_the_bar_stays_away_from_short_work(qtbot, runner) -> None:
    bar = TaskBar(show_after=5000, show_at_least=0)
    qtbot.addWidget(bar)
    task = runner.run(lambda progress, cancel: None, "Sebentar")
    bar.follow(task)
    with qtbot.waitSignal(task.finished):
        pass
    assert bar.isHidden()


def test_the_bar_shows_long_work_and_can_stop_it(qtbot, runner) -> None:
    bar = TaskBar(show_after=0, show_at_least=0)
    qtbot.addWidget(bar)

    def job(progress, cancel):
        while True:
            progress(1, 4)
            cancel.check()

    task = runner.run(job, "Menulis berkas")
    bar.follow(task)
    qtbot.waitUntil(lambda: not bar.isHidden())
    with qtbot.waitSignal(task.cancelled):
        bar.cancel_button.click()
    qtbot.waitUntil(bar.isHidden)
