"""Several documents in tabs that can be moved and closed, each with its verdict and selection."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTabBar, QToolButton

from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk


def names(window: Any) -> list[str]:
    return [window.strip.bar.tabText(place) for place in range(window.strip.bar.count())]


def opened(desk: Desk, *sources: str) -> Any:
    window = desk.window()
    for source in sources:
        desk.open(window, source)
    return window


def test_each_document_has_a_tab(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE, RECORD)
    assert names(window) == [Path(source).name for source in (BUNDLE, STATE, RECORD)]
    assert window.strip.bar.currentIndex() == 2
    assert window.windowTitle().startswith("record-")


def test_a_document_that_is_open_is_not_opened_twice(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE)
    window.open_commands.open_source(BUNDLE)
    assert len(names(window)) == 2
    assert window.strip.bar.currentIndex() == 0
    assert window.current.banner.verdict.text() == "Verified"


def test_each_tab_keeps_its_own_selection(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE)
    window.current.inspection.selection.select_pointer("/state_sha256")
    window.strip.bar.setCurrentIndex(0)
    window.current.inspection.selection.select_pointer("/events/1")
    window.strip.bar.setCurrentIndex(1)
    assert window.current.inspection.selection.pointer == "/state_sha256"
    assert window.current.document_page.tree.view.currentIndex().data() == "state_sha256"


def test_a_tab_says_the_verdict_to_a_listener(desk: Desk, failing: str) -> None:
    window = opened(desk, BUNDLE, failing)
    bar = window.strip.bar
    assert bar.accessibleTabName(0) == "bundle-1711.04623.json, Verified"
    assert bar.accessibleTabName(1) == "payload-changed.json, Failed"


def test_tabs_are_moved_with_the_mouse(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE)
    bar = window.strip.bar
    bar.moveTab(1, 0)
    assert window.inspections.sources == [STATE, BUNDLE]
    bar.setCurrentIndex(1)
    assert window.current.banner.verdict.text() == "Verified"


def test_a_tab_is_closed_with_its_button(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE, RECORD)
    button = window.strip.bar.tabButton(1, QTabBar.ButtonPosition.RightSide)
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert window.inspections.sources == [BUNDLE, RECORD]
    assert names(window) == [Path(BUNDLE).name, Path(RECORD).name]
    assert window.windowTitle().startswith("record-")


def test_closing_the_current_tab_shows_its_neighbour(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE, RECORD)
    window.actions_["close_document"].trigger()
    assert window.windowTitle().startswith("state-")
    window.strip.bar.setCurrentIndex(0)
    window.actions_["close_document"].trigger()
    assert window.windowTitle().startswith("state-")
    window.actions_["close_document"].trigger()
    assert window.current.empty_page.isVisible()
    assert names(window) == ["New tab"]


def test_the_keyboard_walks_the_tabs(desk: Desk) -> None:
    window = opened(desk, BUNDLE, STATE, RECORD)
    for id_, title in (("next_tab", "bundle-"), ("previous_tab", "record-")):
        window.actions_[id_].trigger()
        assert window.windowTitle().startswith(title)


def test_a_new_tab_is_room_for_one_document(desk: Desk) -> None:
    window = opened(desk, BUNDLE)
    window.strip.add.click()
    assert names(window) == ["bundle-1711.04623.json", "New tab"]
    assert window.current.empty_page.isVisible()
    window.actions_["new_tab"].trigger()
    assert len(names(window)) == 2
    desk.open(window, STATE)
    assert names(window) == ["bundle-1711.04623.json", "state-1804.07612.json"]


def test_commands_act_on_the_current_tab(desk: Desk, failing: str) -> None:
    window = opened(desk, failing, BUNDLE)
    window.actions_["only_problems"].setChecked(True)
    window.strip.bar.setCurrentIndex(0)
    assert not window.actions_["only_problems"].isChecked()
    window.actions_["next_finding"].trigger()
    assert window.current.inspection.selection.pointer == "/events/1/content_sha256"
    window.actions_["next_finding"].trigger()
    assert window.current.inspection.selection.pointer.startswith("/state/")


def test_counts_in_the_status_bar_are_those_of_the_current_tab(desk: Desk, failing: str) -> None:
    window = opened(desk, failing, BUNDLE)
    assert "0 fail" in window.status.counts.accessibleName()
    window.strip.bar.setCurrentIndex(0)
    assert "3 fail" in window.status.counts.accessibleName()
    window.strip.add.click()
    assert not window.status.counts.isVisible()


def test_a_file_that_changes_is_said_and_read_again_when_asked(
    desk: Desk, tmp_path: Path, failing: str
) -> None:
    path = tmp_path / "watched.json"
    shutil.copy(BUNDLE, path)
    window = opened(desk, str(path))
    shutil.copy(failing, tmp_path / "fresh")
    os.replace(tmp_path / "fresh", path)
    desk.qtbot.waitUntil(window.current.stale.isVisible)
    assert window.current.banner.verdict.text() == "Verified"
    assert "changed on disk" in window.strip.bar.accessibleTabName(0)
    window.current.stale.button.click()
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Failed"
    assert not window.current.stale.isVisible()


def test_a_file_written_in_place_or_removed_is_noticed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "watched.json"
    shutil.copy(BUNDLE, path)
    window = opened(desk, str(path))
    path.write_bytes(path.read_bytes() + b"\n")
    desk.qtbot.waitUntil(window.current.stale.isVisible)
    window.actions_["reload"].trigger()
    desk.settle(window)
    assert not window.current.stale.isVisible()
    path.unlink()
    desk.qtbot.waitUntil(window.current.stale.isVisible)
    assert window.current.banner.verdict.text() == "Verified"


@pytest.mark.parametrize("name", ["<b>bold& co.json", "a\u202egnp.json", "x" * 200 + ".json"])
def test_a_hostile_file_name_is_plain_text_in_its_tab(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    shutil.copy(BUNDLE, path)
    window = opened(desk, str(path))
    text = window.strip.bar.tabText(0)
    assert "\u202e" not in text
    assert len(text) < 60
    assert "&&" in text or "&" not in text
    assert not window.strip.bar.tabToolTip(0).replace("<span>", "").startswith("<")


def test_many_tabs_scroll_before_their_names_say_nothing(desk: Desk, tmp_path: Path) -> None:
    copies = [shutil.copy(BUNDLE, tmp_path / f"paper-{n}-of-the-year.json") for n in range(8)]
    window = opened(desk, *map(str, copies))
    window.resize(1024, 640)
    bar = window.strip.bar
    least = bar.fontMetrics().horizontalAdvance("paper…json")
    desk.rest(window)
    room = bar.iconSize().width() + bar.tabButton(7, QTabBar.ButtonPosition.RightSide).width()
    assert all(bar.tabRect(place).width() >= least + room for place in range(bar.count()))
    for name in ("Scroll Left", "Scroll Right"):
        button = bar.findChild(QToolButton, f"{name.replace(' ', '')}Button")
        assert (button.isVisible(), button.accessibleName()) == (True, name)
    assert bar.rect().contains(bar.tabRect(bar.currentIndex()).center())
