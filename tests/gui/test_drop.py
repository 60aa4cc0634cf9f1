"""Dropping files and links on the window as Qt events; test_real_window has a real drag."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox

from inspector.gui.document.incoming import of_urls
from tests.gui.conftest import BUNDLE, STATE, Desk

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def mime(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def file_url(path: str) -> str:
    return QUrl.fromLocalFile(path).toString()


def enter(desk: Desk, window: Any, data: QMimeData) -> QDragEnterEvent:
    place = window.rect().center()
    event = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, LEFT, NONE)
    desk.app.sendEvent(window, event)
    return event


def drop(desk: Desk, window: Any, data: QMimeData) -> None:
    place = QPointF(window.rect().center())
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, NONE)
    desk.app.sendEvent(window, event)
    desk.app.processEvents()


def test_the_overlay_says_what_will_happen(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    data = mime(file_url(STATE))
    assert enter(desk, window, data).isAccepted()
    assert window.overlay.isVisible()
    assert window.overlay.text == "Open state-1804.07612.json"
    desk.app.sendEvent(window, QDragLeaveEvent())
    assert not window.overlay.isVisible()


def test_a_dropped_file_is_opened(desk: Desk) -> None:
    window = desk.window()
    data = mime(file_url(STATE))
    enter(desk, window, data)
    drop(desk, window, data)
    desk.settle(window)
    assert not window.overlay.isVisible()
    assert window.current.banner.verdict.text() == "Unproven"


def test_several_files_are_opened_in_tabs_of_their_own(desk: Desk) -> None:
    window = desk.window()
    data = mime(file_url(BUNDLE), file_url(STATE), file_url(BUNDLE))
    enter(desk, window, data)
    assert window.overlay.text == "Inspect both, each in a tab\nCompare the two"
    drop(desk, window, data)
    desk.settle(window)
    assert window.inspections.sources == [BUNDLE, STATE]
    assert window.current.banner.verdict.text() == "Unproven"


def test_of_very_many_files_the_first_are_opened_and_it_says_so(desk: Desk) -> None:
    window = desk.window()
    data = mime(*(f"file:///no/such/{number}.json" for number in range(25)))
    enter(desk, window, data)
    assert window.overlay.text.endswith("the first 20 of 25 dropped")
    drop(desk, window, data)
    # before anything else: a note stays for some seconds only
    desk.qtbot.waitUntil(lambda: window.status.note == "Opened the first 20 of 25.")
    desk.settle(window)
    assert len(window.inspections.items) == 20


def test_a_dropped_link_is_asked_about(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.window()
    options = type(desk.session.options)(offline=False)
    monkeypatch.setattr(type(window.inspections), "options", options)
    data = mime("https://pith.example/pith/X/bundle.json?a=<b>")
    enter(desk, window, data)
    assert window.overlay.text == "Ask, then fetch from pith.example"
    drop(desk, window, data)
    dialog = window.findChild(QMessageBox)
    assert "pith.example" in dialog.text()
    assert "https://pith.example/pith/X/bundle.json" in dialog.informativeText()
    assert window.inspections.current.opening.source is None
    dialog.reject()
    assert window.inspections.current.opening.source is None


@pytest.mark.parametrize("url", ["http://example.org/x", "javascript:alert(1)", "ftp://h/x", ""])
def test_nothing_else_is_opened_and_it_says_so(desk: Desk, url: str) -> None:
    window = desk.window()
    event = enter(desk, window, mime(url))
    assert event.dropAction() == Qt.DropAction.IgnoreAction
    assert window.overlay.isVisible()
    drop(desk, window, mime(url))
    assert not window.overlay.isVisible()
    assert window.inspections.sources == []
    window.findChild(QMessageBox).close()


def test_file_addresses_become_paths(tmp_path: Path) -> None:
    path = tmp_path / "a b & <c>.json"
    found = of_urls([QUrl.fromLocalFile(str(path))])
    assert found.sources == (str(path),)


def test_a_file_keeps_its_name_whatever_bytes_it_has() -> None:
    found = of_urls([QUrl("file:///tmp/%FF%3F%23%25.json"), QUrl("pith:m5bnrhpu")])
    assert found.sources == ("/tmp/\udcff?#%.json", "pith:M5BNRHPU")


def test_a_file_of_another_computer_is_refused(desk: Desk) -> None:
    window = desk.window()
    data = mime("file://server/share/x.json")
    enter(desk, window, data)
    drop(desk, window, data)
    said = window.findChild(QMessageBox)
    assert "“server”" in said.informativeText()
    assert window.inspections.sources == []
    said.close()
