"""A comparison in German contains no English text of the program."""

from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from inspector.gui.compare.compare_options import HistoryStates
from inspector.gui.compare.top import ToolRow
from tests.gui.compare.test_comparison_view import compared, settle
from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk
from tests.gui.test_german import left_in_english

pytestmark = pytest.mark.usefixtures("german")


@pytest.mark.parametrize(("left", "right"), [(BUNDLE, STATE), (RECORD, BUNDLE), (STATE, STATE)])
def test_a_comparison_is_german(desk: Desk, left: str, right: str) -> None:
    window = compared(desk, left, right)
    window.actions_["next_difference"].trigger()
    settle(desk, window)
    # What is heard of a row has the side before the document's own text.
    left_over = left_in_english(window, left, right)
    assert {text for text in left_over if not text.startswith(("links ", "rechts "))} == set()


def test_a_failing_side_and_hidden_fields_are_german(desk: Desk, failing: str) -> None:
    window = compared(desk, failing, BUNDLE)
    window.actions_["hide_volatile"].trigger()
    settle(desk, window)
    assert left_in_english(window, failing, BUNDLE) == set()
    window.current.top.proofs.button.click()
    dialog: Any = window.findChild(QDialog)
    assert left_in_english(dialog, failing, BUNDLE) == set()
    dialog.close()


def test_an_unreadable_side_is_german(desk: Desk, tmp_path: Any) -> None:
    window = compared(desk, str(tmp_path / "missing.json"), BUNDLE)
    assert left_in_english(window, BUNDLE) == set()


def test_all_tools_stand_in_one_line_of_a_small_window(desk: Desk) -> None:
    window = compared(desk, STATE, BUNDLE)
    window.resize(1024, 640)
    tools = window.current.findChild(ToolRow)
    parts = (tools.previous, tools.only, tools.edit, tools.swap, tools.export)

    def middles() -> set[int]:
        return {part.mapTo(tools, part.rect().center()).y() for part in parts}

    desk.qtbot.waitUntil(lambda: tools.width() <= 1024 and len(middles()) == 1)


def test_the_history_is_german(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.compare_commands._on_chosen(window.inspections.inspection, HistoryStates())
    settle(desk, window)
    assert left_in_english(window, BUNDLE) == set()


@pytest.mark.parametrize("command", ["compare_with", "volatile_fields"])
def test_the_dialogs_are_german(desk: Desk, failing: str, command: str) -> None:
    window = desk.window(BUNDLE) if command == "compare_with" else compared(desk, failing, BUNDLE)
    window.actions_[command].trigger()
    dialog: Any = window.findChild(QDialog)
    assert left_in_english(dialog, BUNDLE, failing) == set()
    dialog.close()
