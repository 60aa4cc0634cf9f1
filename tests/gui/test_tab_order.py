"""The Tab key follows the reading order, whenever widgets were created."""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.inspect.detail_pane import Page
from inspector.jobs.notes_store import change_notes, notes_folder
from inspector.notes.notes import new_note
from tests.gui.conftest import BUNDLE, Desk

_MOST = 100


def reached(window: Any, first: QWidget) -> Iterator[QWidget]:
    """The widgets that Tab visits from ``first`` on, once around."""
    first.setFocus()
    for _ in range(_MOST):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if (found := window.focusWidget()) is first:
            return
        yield found
    pytest.fail("the Tab key does not come round")


def part_of(shown: Any, one: QWidget) -> str:
    parts = {"page": shown.detail._pages, "notes": shown.detail.notes, "findings": shown.findings}
    return next((name for name, part in parts.items() if part.isAncestorOf(one)), "")


@pytest.mark.parametrize("page", [one for one in Page if one is not Page.OVERVIEW])
def test_from_the_bar_over_a_page_the_tab_key_goes_through_page_and_notes_to_the_findings(
    desk: Desk, failing: str, page: Page
) -> None:
    place = "/events/1/content_sha256"
    digest = hashlib.sha256(Path(failing).read_bytes()).hexdigest()
    change_notes(notes_folder(), digest, added=[new_note(place, "My own words.", "Ada")])
    window = desk.window(failing)
    desk.qtbot.waitUntil(lambda: bool(window.inspections.current.notes.placed.notes))
    shown = window.current.page()
    window.inspections.inspection.selection.select_pointer(place)
    shown.detail.show_page(page)
    buttons = shown.detail.notes.findChildren(QPushButton)
    desk.qtbot.waitUntil(lambda: any(button.isVisible() for button in buttons))
    found = [part_of(shown, one) for one in reached(window, shown.detail.add_note)]
    order = [name for name, _ in groupby(found)]
    assert order[:3] == ["page", "notes", "findings"]
    assert found.count("page") == found.index("notes")


def test_the_lines_of_the_overview_come_before_the_findings(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    shown = window.current.page()
    found = [part_of(shown, one) for one in reached(window, shown.detail.add_note)]
    assert [name for name, _ in groupby(found)][:2] == ["page", "findings"]
    assert found.count("page") == found.index("findings")


def test_the_notice_of_a_changed_file_comes_before_the_page(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    view = window.current
    view.stale.show()
    found = list(reached(window, window.strip.bar))
    tree = found.index(view.page().tree.view)
    assert found.index(view.stale.button) < tree
