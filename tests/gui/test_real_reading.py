"""Reading a document in a real window with the keyboard alone: findings, find, help.

Run with ``-m xvfb`` under an X server with a window manager; skipped everywhere else.
"""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from inspector.gui.help.window import HelpWindow
from tests.gui.conftest import REAL_WINDOW, Desk

pytestmark = REAL_WINDOW


@pytest.fixture
def window(desk: Desk, altered: Callable[..., str]) -> Any:
    """A document with enough findings to be shown in groups."""

    def change(value: Any) -> None:
        event = value["events"][1]
        value["events"] += [{**event, "event_id": f"sha256:{n}", "prev_event": n} for n in range(9)]

    made = desk.window(altered(change))
    made.activateWindow()
    desk.qtbot.waitUntil(made.isActiveWindow)
    return made


def press(desk: Desk, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    desk.qtbot.keyClick(desk.app.focusWidget(), key, modifier)
    desk.app.processEvents()


def test_keys_walk_the_findings_through_their_groups(desk: Desk, window: Any) -> None:
    pane = window.current.document_page.findings
    assert pane.bar.grouped.isChecked()
    for place in range(pane.model.total):
        press(desk, Qt.Key.Key_F8)
        index = pane.view.currentIndex()
        assert pane.model.key(index) == place
        assert pane.view.viewport().rect().intersects(pane.view.visualRect(index))
    press(desk, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert pane.model.key(pane.view.currentIndex()) == pane.model.total - 2


def test_a_result_is_found_and_its_check_explained(desk: Desk, window: Any) -> None:
    page = window.current.document_page
    press(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.keyClicks(desk.app.focusWidget(), "is:fail")
    press(desk, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: page.tree.matches.text().startswith("1 of "))
    press(desk, Qt.Key.Key_Return)
    assert page.tree.matches.text().startswith("2 of ")
    press(desk, Qt.Key.Key_F1)
    help_ = window.findChild(HelpWindow)
    desk.qtbot.waitUntil(help_.isActiveWindow)
    title = help_.page.widget().findChild(QLabel).text()
    assert title == page.check
    press(desk, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(window.isActiveWindow)
    assert page.tree.find_field.hasFocus()


def test_the_place_to_look_is_chosen_by_the_keyboard(desk: Desk, window: Any) -> None:
    page = window.current.document_page
    press(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.keyClicks(desk.app.focusWidget(), "sha256")
    press(desk, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = desk.app.activePopupWidget()
    desk.qtbot.waitUntil(menu.isVisible)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        desk.qtbot.keyClick(menu, key)
    desk.qtbot.waitUntil(lambda: page.tree.find_field.text() == "name:sha256")
    desk.qtbot.waitUntil(lambda: page.tree.matches.text().startswith("1 of "))
