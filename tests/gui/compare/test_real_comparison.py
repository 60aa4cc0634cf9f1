"""Comparing in a real window on an X server: two files dropped at once, rows and keys.

Run with ``-m xvfb`` under an X server with a window manager; skipped everywhere else.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector.gui.compare.comparison_tab import ComparisonTab
from tests.gui.compare.test_comparison_view import compared, pointers, settle
from tests.gui.conftest import BUNDLE, REAL_WINDOW, STATE, Desk
from tests.gui.dragging import another_program, drag_until, move_to

pytestmark = REAL_WINDOW
_ALT, _NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def shown(desk: Desk, left: str, right: str) -> Any:
    window = compared(desk, left, right)
    desk.qtbot.waitExposed(window)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    window.current.trees.left.setFocus()
    return window


def dragged(desk: Desk, files: tuple[str, ...], x: int, done: Callable[[Any], bool]) -> Any:
    """A window onto which files were dragged out of another program, ``x`` pixels from the left of
    the screen."""
    window = desk.window()
    window.resize(1000, 640)
    move_to(desk, window, 120, 120)
    with another_program(*files):
        drag_until(desk, (40, 40), (x, 460), lambda: done(window))
    return window


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs xdotool")
def test_two_files_dragged_to_the_right_half_are_compared(desk: Desk, failing: str) -> None:
    window = dragged(
        desk, (failing, BUNDLE), 900, lambda w: isinstance(w.inspections.current, ComparisonTab)
    )
    view = settle(desk, window)
    assert view.comparison.current.compared.comparison.counts.changed == 1
    assert view.top.head.left.sign.word == "Failed"


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs xdotool")
def test_two_files_dragged_to_the_left_half_are_inspected(desk: Desk, failing: str) -> None:
    window = dragged(desk, (failing, BUNDLE), 300, lambda w: w.strip.bar.count() == 2)
    assert window.inspections.sources == [failing, BUNDLE]


def test_a_click_on_one_side_selects_the_row_on_both(desk: Desk) -> None:
    trees = shown(desk, BUNDLE, STATE).current.trees
    index = trees.model.index(0, 3)
    place = trees.right.visualRect(index).center()
    QTest.mouseClick(trees.right.viewport(), Qt.MouseButton.LeftButton, _NONE, place)
    for view in (trees.left, trees.middle, trees.right):
        assert view.selectionModel().isRowSelected(0)
        assert view.currentIndex().row() == 0
    QTest.keyClick(trees.right, Qt.Key.Key_Left)
    assert not trees.left.isExpanded(trees.model.index(0, 0))
    QTest.keyClick(trees.right, Qt.Key.Key_Right)
    assert trees.left.isExpanded(trees.model.index(0, 0))


def test_the_wheel_scrolls_both_sides(desk: Desk) -> None:
    trees = shown(desk, BUNDLE, STATE).current.trees
    bars = [view.verticalScrollBar() for view in (trees.left, trees.middle, trees.right)]
    bars[2].setValue(bars[2].maximum() // 2)
    assert len({bar.value() for bar in bars}) == 1
    assert bars[0].value() > 0


def test_alt_down_and_alt_up_walk_the_differences(desk: Desk) -> None:
    window = shown(desk, BUNDLE, STATE)
    first = pointers(desk, window)
    QTest.keyClick(window.current.trees.left, Qt.Key.Key_Down, _ALT)
    second = pointers(desk, window)
    assert second != first
    assert window.current.tools.place.text().startswith("difference 2 of ")
    QTest.keyClick(window.current.trees.right, Qt.Key.Key_Up, _ALT)
    assert pointers(desk, window) == first


def test_the_command_line_opens_a_comparison(tmp_path: Any) -> None:
    picture = tmp_path / "comparison.png"
    command = [sys.executable, "-m", "inspector", "open", "--compare", BUNDLE, STATE]
    done = subprocess.run([*command, "--screenshot", str(picture)], timeout=300, check=False)
    assert done.returncode == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
