"""The tool row above the trees: its signals, and the state that it shows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from inspector.gui.compare.top import ToolRow
from tests.gui.compare.shelf import Shelf, cut_off


@pytest.fixture
def row(shelf: Shelf) -> ToolRow:
    return row_of(shelf)


def row_of(shelf: Shelf, width: int = 1_440, fonts: int = 1) -> ToolRow:
    theme = shelf.theme(fonts)
    made = ToolRow(theme)
    made.show_place(7, 16)
    shelf.show(theme, made, width)
    return made


def heard(*buttons: QAbstractButton) -> list[tuple[QAbstractButton, bool]]:
    """Each click from now on, with the state of the button."""
    found: list[tuple[QAbstractButton, bool]] = []
    for button in buttons:
        button.clicked.connect(lambda on, button=button: found.append((button, on)))
    return found


def test_every_control_is_reached_by_mouse_and_keyboard(shelf: Shelf, row: ToolRow) -> None:
    controls = row.previous, row.next, row.only, row.hide_volatile, row.edit, row.swap, row.export
    found = heard(*controls)
    for button in controls:
        shelf.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert found.pop() == (button, button.isCheckable())
    for button in controls:
        button.setFocus()
        assert button.hasFocus()
        shelf.qtbot.keyClick(button, Qt.Key.Key_Space)
        assert found.pop() == (button, False)
    assert found == []


def test_the_place_is_said(row: ToolRow) -> None:
    assert row.place.text() == "difference 7 of 16"
    row.show_place(None, 1_234)
    assert row.place.text() == "1,234 differences"
    row.show_place(None, 1)
    assert row.place.text() == "1 difference"


def test_it_does_not_say_that_nothing_differs_before_anything_was_compared(shelf: Shelf) -> None:
    row = ToolRow(shelf.theme())
    assert row.place.text() == ""
    row.show_place(1, 2)
    row.clear_place()
    assert row.place.text() == ""
    assert not row.next.isEnabled()


def test_without_differences_there_is_no_step(row: ToolRow) -> None:
    row.show_place(None, 0)
    assert row.place.text() == "no difference"
    assert not row.previous.isEnabled()
    assert not row.next.isEnabled()
    row.show_place(1, 1)
    assert row.previous.isEnabled()


def test_the_chips_stay_in_place_while_the_number_counts_up(shelf: Shelf, row: ToolRow) -> None:
    row.show_place(1, 10_000)
    shelf.settle()
    before = row.only.geometry()
    for place in (9, 99, 10_000, None):
        row.show_place(place, 10_000)
        shelf.settle()
        assert row.only.geometry() == before


def test_what_is_shown_of_the_filters_is_not_asked_for(row: ToolRow) -> None:
    found = heard(row.only, row.hide_volatile)
    row.show_filters(only_differences=True, volatile=True)
    assert row.only.isChecked()
    assert row.hide_volatile.isChecked()
    row.show_filters(only_differences=False, volatile=True)
    assert not row.only.isChecked()
    assert found == []


def test_names_for_a_listener(row: ToolRow) -> None:
    assert row.previous.accessibleName() == "Previous difference"
    assert row.next.accessibleName() == "Next difference"
    assert row.edit.accessibleName() == "Edit the list of volatile fields"
    for button in row.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()


@pytest.mark.parametrize("width", [900, 1_100, 1_440])
@pytest.mark.parametrize("fonts", [1, 2])
def test_it_wraps_and_cuts_nothing(shelf: Shelf, width: int, fonts: int) -> None:
    row = row_of(shelf, width, fonts)
    row.show_place(10_000, 10_000)
    shelf.settle()
    assert row.width() == width
    assert cut_off(row) == []
