"""The runner, the only owner of threads."""

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.errors import InspectorError, NotPithError
from inspector.gui import runner as runners
from inspector.gui.runner import Runner
from inspector.progress import Checkpoint, Progress

_WAIT = 20.0
_MOMENT = 0.1
"""In seconds, for what must not happen."""


@pytest.fixture
def runner(qapp: Any) -> Runner:
    return Runner()


def test_the_result_comes_back_in_the_gui_thread(qtbot: QtBot, runner: Runner) -> None:
    seen: list[Any] = []
    job = runner.start(lambda _: threading.current_thread())
    job.on_success(lambda worker: seen.append((worker, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(seen))
    worker, here = seen[0]
    assert worker is not here
    assert here is threading.current_thread()


def test_named_failures_and_slips_are_told(qtbot: QtBot, runner: Runner) -> None:
    errors: list[InspectorError] = []

    def named(_: Checkpoint) -> None:
        raise NotPithError("no")

    def slip(_: Checkpoint) -> None:
        raise ZeroDivisionError("oh")

    runner.start(named).on_failure(errors.append)
    runner.start(slip).on_failure(errors.append)
    qtbot.waitUntil(lambda: len(errors) == 2)
    assert {error.code for error in errors} == {"not_pith", "fault"}


def test_progress_is_told_now_and_then(qtbot: QtBot, runner: Runner) -> None:
    told: list[Progress] = []

    def work(checkpoint: Checkpoint) -> float:
        began = time.monotonic()
        for done in range(1_000):
            checkpoint(Progress("counting", done, 1_000))
            time.sleep(0.0002)
        return time.monotonic() - began

    seconds: list[float] = []
    runner.start(work).on_progress(told.append).on_success(seconds.append)
    qtbot.waitUntil(lambda: bool(seconds))
    assert 1 <= len(told) <= 1 + seconds[0] / 0.05


class Canvas(QWidget):
    """Says when it is painted."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._told.append("painted")


def test_work_can_begin_after_the_window_has_painted(
    qtbot: QtBot, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "_FOR_PAINTING", _WAIT)
    told: list[str] = []
    canvas = Canvas(told)
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.waitUntil(lambda: bool(told))
    told.clear()
    runner.start(lambda _: told.append("worked"), after_painting=True)
    (thread,) = runner._threads.values()
    canvas.update()
    thread.join(_MOMENT)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert told == ["painted", "worked"]


def test_work_begins_though_nothing_is_painted(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "_FOR_PAINTING", 0.01)
    done = threading.Event()
    runner.start(lambda _: done.set(), after_painting=True)
    assert done.wait(_WAIT)


def test_work_that_waits_for_painting_begins_when_the_window_closes(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runners, "_FOR_PAINTING", 1e6)
    done = threading.Event()
    runner.start(lambda _: done.set(), must_end=True, after_painting=True)
    runner.stop()
    assert done.wait(_WAIT)


def endless(checkpoint: Checkpoint) -> None:
    while True:
        checkpoint(Progress("waiting", 0, 0))
        time.sleep(0.001)


def test_a_cancelled_job_stops_and_is_silent(qtbot: QtBot, runner: Runner) -> None:
    called: list[Any] = []
    job = runner.start(endless)
    job.on_success(called.append).on_failure(called.append)
    job.cancel()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not called


def test_a_job_whose_context_is_gone_is_silent(qtbot: QtBot, runner: Runner) -> None:
    context = QObject()
    called: list[Any] = []
    runner.start(lambda _: 1, context).on_success(called.append)
    shiboken6.delete(context)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not called


@pytest.fixture
def closing_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what writes, and a moment for the rest: whoever waits for the wrong one never ends."""
    monkeypatch.setattr(runners, "_FOR_WRITING", 1e6)
    monkeypatch.setattr(runners, "_FOR_OTHERS", 0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="opening a pipe does not wait there")
@pytest.mark.usefixtures("closing_waits_for_ever")
def test_closing_leaves_behind_what_hangs(runner: Runner, qapp: Any, tmp_path: Path) -> None:
    pipe, opening, told = tmp_path / "pipe", threading.Event(), list[Any]()
    os.mkfifo(pipe)

    def hang(_: Checkpoint) -> bytes:
        opening.set()
        return pipe.read_bytes()  # opening it waits for somebody who writes

    runner.start(hang).on_success(told.append).on_failure(told.append)
    (hanging,) = runner._threads.values()
    assert opening.wait(_WAIT)
    runner.close()
    assert hanging.is_alive()
    with pipe.open("wb"):
        pass
    hanging.join(_WAIT)
    assert not hanging.is_alive()
    qapp.processEvents()
    assert not told


@pytest.mark.usefixtures("closing_waits_for_ever")
def test_closing_waits_for_what_writes(runner: Runner, tmp_path: Path) -> None:
    written, go_on = tmp_path / "written", threading.Event()

    def write(checkpoint: Checkpoint) -> None:
        go_on.wait()
        checkpoint(Progress("writing", 0, 0))
        written.write_text("all of it")

    job = runner.start(write, must_end=True)
    runner.stop()
    assert job.is_wanted
    go_on.set()
    runner.close()
    assert written.read_text() == "all of it"


def test_closing_refuses_cancels_and_waits(runner: Runner) -> None:
    runner.start(endless)
    runner.close()
    assert threading.active_count() == 1
    job = runner.start(endless)
    assert not job.is_wanted


class Heavy:
    """Records the thread in which it is freed."""

    freed: list[threading.Thread]

    def __init__(self) -> None:
        self.freed = []

    def __del__(self) -> None:
        self.freed.append(threading.current_thread())


def test_the_last_reference_is_dropped_in_a_worker(qtbot: QtBot, runner: Runner) -> None:
    heavy = Heavy()
    freed = heavy.freed
    box = [heavy]
    del heavy
    runner.release(box)
    qtbot.waitUntil(lambda: bool(freed))
    assert freed[0] is not threading.current_thread()
