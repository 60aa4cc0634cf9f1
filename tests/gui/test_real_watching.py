"""A changed file, and another colour scheme, in a real window on an X server.

Run with ``-m xvfb`` under an X server with a window manager; skipped everywhere else.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from inspector.gui import file_watch
from inspector.gui.file_watch import FileWatch
from inspector.gui.window import status_bar
from inspector.palette import LIGHT
from inspector.sources.file_state import FileState
from tests.gui.compare.test_comparison_view import compared
from tests.gui.conftest import BUNDLE, REAL_WINDOW, STATE, Desk
from tests.share import Share, share

WAIT = 120_000
pytestmark = REAL_WINDOW

_OTHER_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("in front")
label.resize(300, 200)
label.show()
label.activateWindow()
app.exec()
"""

_PROGRAM = """
from inspector.__main__ import main
from inspector.gui import runner
runner._FOR_WRITING = 1e6
main()
"""


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Share]:
    with share(tmp_path) as made:
        yield made


def active(desk: Desk, window: Any) -> None:
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)


@contextmanager
def in_the_back(desk: Desk, window: Any) -> Iterator[None]:
    """Another program is in front, until the window comes to the front in the end."""
    active(desk, window)
    other = subprocess.Popen([sys.executable, "-c", _OTHER_WINDOW])
    try:
        desk.qtbot.waitUntil(lambda: not window.isActiveWindow(), timeout=WAIT)
        yield
        subprocess.run(["xdotool", "windowactivate", str(int(window.winId()))], check=True)
        desk.qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    finally:
        other.kill()
        other.wait()


def until_nothing_is_asked(desk: Desk, *watches: FileWatch) -> None:
    desk.qtbot.waitUntil(lambda: all(not one._poll._job.is_busy for one in watches), timeout=WAIT)


def test_a_window_that_comes_to_the_front_looks_at_its_file(
    desk: Desk, network: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without polling, and without notifications from the kernel."""
    monkeypatch.setattr(file_watch, "EVERY", 10_000_000)
    shutil.copy(BUNDLE, network.there / "document.json")
    window = desk.window(str(network.here / "document.json"))
    tab = window.current.inspection
    with in_the_back(desk, window):
        until_nothing_is_asked(desk, tab.watch)
        shutil.copy(STATE, network.there / "document.json")
        assert tab.standing is FileState.SAME
    desk.qtbot.waitUntil(lambda: tab.standing is FileState.CHANGED, timeout=WAIT)
    assert window.current.stale.isVisible()


def test_a_comparison_that_comes_to_the_front_looks_at_both_files(
    desk: Desk, network: Share, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without polling, and without notifications from the kernel."""
    monkeypatch.setattr(file_watch, "EVERY", 10_000_000)
    shutil.copy(BUNDLE, network.there / "right.json")
    left = Path(shutil.copy(BUNDLE, tmp_path / "left.json"))
    window = compared(desk, str(left), str(network.here / "right.json"))
    comparison = window.inspections.current
    with in_the_back(desk, window):
        until_nothing_is_asked(desk, *comparison.loader._watches.values())
        left.unlink()
        shutil.copy(STATE, network.there / "right.json")
        assert comparison.notice == ""
    desk.qtbot.waitUntil(lambda: "Left: " in comparison.notice, timeout=WAIT)
    desk.qtbot.waitUntil(lambda: "Right: " in comparison.notice, timeout=WAIT)
    assert window.current.stale.isVisible()
    assert window.current.stale.accessibleName().startswith(
        "Left: The file is no longer there. Right: The file has changed on disk."
    )


def test_a_share_that_hangs_leaves_the_window_alive(
    desk: Desk, network: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_watch, "EVERY", 40)
    monkeypatch.setattr(file_watch, "PATIENCE", 0.3)
    shutil.copy(BUNDLE, network.there / "document.json")
    window = desk.window(str(network.here / "document.json"))
    active(desk, window)
    with network.hanging():
        desk.qtbot.waitUntil(window.current.stale.isVisible, timeout=WAIT)
        assert "not known" in window.current.stale.accessibleName()
        desk.open(window, STATE)
        assert window.current.banner.verdict.text() == "Unproven"
        window.strip.bar.setCurrentIndex(0)
        assert window.current.banner.verdict.text() == "Verified"
    desk.qtbot.waitUntil(lambda: not window.current.stale.isVisible(), timeout=WAIT)


def test_quitting_does_not_wait_for_a_share_that_holds_up_opening(network: Share) -> None:
    shutil.copy(BUNDLE, network.there / "document.json")
    command = [sys.executable, "-c", _PROGRAM, "--new-window", str(network.here / "document.json")]
    with network.hanging():
        program = subprocess.Popen(command)
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(program.pid)]
            found = subprocess.run(search, check=True, capture_output=True, text=True, timeout=300)
            (window,) = found.stdout.split()
            subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True, timeout=300)
            subprocess.run(["xdotool", "key", "ctrl+q"], check=True)
            assert program.wait(WAIT / 1_000) == 0
        finally:
            program.kill()
            program.wait()


def test_dark_leaves_nothing_light_in_status_bar_and_tabs(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    active(desk, window)
    window.actions_["dark"].trigger()
    desk.qtbot.waitUntil(lambda: not window._runner.is_busy, timeout=WAIT)
    for part in (window.status, window.strip):
        image = part.grab().toImage()
        seen = {
            image.pixelColor(x, y).name().upper()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert not seen & {LIGHT.passed, LIGHT.failed, LIGHT.warned, LIGHT.window, LIGHT.surface}
    assert QGuiApplication.platformName() == "xcb"


def test_a_note_goes_from_the_status_bar(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_bar, "NOTE_STAYS", 300)
    window = desk.window(BUNDLE)
    active(desk, window)
    window.status.say("Copied.")
    desk.qtbot.waitUntil(lambda: window.status.note == "", timeout=WAIT)
