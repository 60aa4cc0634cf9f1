"""Settings take effect at once and are saved; tabs are restored if the user wants it."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog

from inspector.errors import NotFetchedError
from inspector.gui.settings import Settings, settings_file, tabs_file
from inspector.gui.window.inspections import TabMemory
from inspector.gui.window.settings_dialog import SettingsDialog
from inspector.sources import SourceOptions
from tests.gui.conftest import BUNDLE, STATE, Desk


def settings_dialog(window: Any) -> SettingsDialog:
    window.actions_["settings"].trigger()
    found = window.findChild(QDialog)
    assert isinstance(found, SettingsDialog)
    return found


def test_a_choice_is_applied_at_once_and_saved(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    dialog = settings_dialog(window)
    dialog.scheme.setCurrentIndex(dialog.scheme.findData("dark"))
    dialog.blue_orange.setChecked(True)
    assert window.theme.colours.dark
    assert window.theme.blue_orange
    assert window.actions_["dark"].isChecked()
    dialog.restore_tabs.setChecked(True)
    dialog.language.setCurrentIndex(dialog.language.findData("de"))
    assert Settings.read(settings_file()) == Settings("dark", True, False, "de", True)


def test_reduced_motion_stops_what_moves_by_itself(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    dialog = settings_dialog(window)
    blinking = desk.app.cursorFlashTime()
    dialog.reduced_motion.setChecked(True)
    assert desk.app.cursorFlashTime() == 0
    assert "widget-animation-duration: 0" in window.styleSheet()
    window.current.banner.progress.start()
    assert window.current.banner.progress._bar.maximum() > 0
    dialog.reduced_motion.setChecked(False)
    assert desk.app.cursorFlashTime() == blinking


@pytest.mark.parametrize("content", ["{", "[]", '{"scheme": 3, "language": "xx", "x": 1}', "\x00"])
def test_damaged_settings_are_the_usual_ones(own_folders: Path, content: str) -> None:
    path = own_folders / "config" / "pith-inspector" / "window.json"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert Settings.read(settings_file()) == Settings()


def test_tabs_come_back_as_they_were(desk: Desk, failing: str) -> None:
    first = desk.window(BUNDLE)
    desk.open(first, STATE)
    desk.open(first, failing)
    first.strip.bar.setCurrentIndex(1)
    TabMemory(tabs_file(), first.inspections).save()
    second = desk.window()
    TabMemory(tabs_file(), second.inspections).restore()
    desk.settle(second)
    assert second.inspections.sources == [BUNDLE, STATE, failing]
    assert second.current.banner.verdict.text() == "Unproven"
    assert second.inspections.items[2].opened is None
    second.strip.bar.setCurrentIndex(2)
    desk.settle(second)
    assert second.current.banner.verdict.text() == "Failed"


def test_a_document_that_was_asked_for_stays_visible(desk: Desk) -> None:
    tabs_file().write({"sources": [STATE, BUNDLE], "current": STATE})
    window = desk.window(BUNDLE)
    TabMemory(tabs_file(), window.inspections).restore()
    assert window.inspections.sources == [BUNDLE, STATE]
    assert window.current.banner.verdict.text() == "Verified"


def test_nothing_is_fetched_because_a_tab_comes_back(desk: Desk) -> None:
    window = desk.window()
    window.inspections._session = type(desk.session)(desk.session.trust, SourceOptions())
    window.inspections.current.opening.use(window.inspections._session)
    tabs_file().write({"sources": ["https://pith.example/x.json"], "current": ""})
    TabMemory(tabs_file(), window.inspections).restore()
    assert isinstance(window.inspections.current.error, NotFetchedError)
    assert window.current.waiting_page.isVisible()
    assert "from the last time" in window.current.waiting_page.reason.text()
    assert window._recent.entries == []


@pytest.mark.parametrize(
    "content", ["{", '{"sources": 3}', '{"sources": [1, "", null], "current": []}']
)
def test_a_damaged_list_of_tabs_is_left_out(desk: Desk, own_folders: Path, content: str) -> None:
    path = own_folders / "state" / "pith-inspector" / "tabs.json"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    window = desk.window()
    TabMemory(tabs_file(), window.inspections).restore()
    assert window.inspections.sources == []


def test_the_file_of_tabs_holds_sources_and_no_verdicts(desk: Desk, own_folders: Path) -> None:
    window = desk.window(BUNDLE)
    TabMemory(tabs_file(), window.inspections).save()
    stored = json.loads((own_folders / "state" / "pith-inspector" / "tabs.json").read_text())
    assert stored == {"sources": [BUNDLE], "current": BUNDLE}
