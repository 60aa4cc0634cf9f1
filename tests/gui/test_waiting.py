"""Sources from links and other programs: files are opened, addresses wait for consent."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox

from inspector.errors import NotFetchedError, UrlRefusedError
from inspector.gui.compare.choose_dialog import ChooseDialog
from inspector.gui.compare.side_request import SideRequest
from inspector.gui.document.recent import Recent
from inspector.gui.settings import recent_file, tabs_file
from inspector.gui.window.inspections import MOST, TabMemory
from inspector.sources import SourceOptions
from tests.gui.conftest import BUNDLE, STATE, Desk
from tests.gui.test_drop import drop, enter, mime
from tests.unit.sources.conftest import Server, server_context

TAIL = "M5BNRHPUWGA7MHPFDKCQKNVN6T"
NUMBER = f"pith:2017:{TAIL}"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A resolver that the system trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", "/dev/null")
    server = Server(server_context(authority, "localhost", "127.0.0.1"))
    server.answer(f"/pith/{TAIL}/bundle.json", Path(BUNDLE).read_bytes())
    yield server
    server.close()


@pytest.fixture
def online(desk: Desk, server: Server) -> Desk:
    """Windows that may fetch."""
    desk.session = desk.session._replace(options=SourceOptions(resolver=server.url("")))
    return desk


def names(window: Any) -> list[str]:
    return [window.strip.bar.tabText(place) for place in range(window.strip.bar.count())]


def test_the_host_and_the_whole_address_are_shown(online: Desk, server: Server) -> None:
    window = online.window()
    window.open_requested([NUMBER])
    page = window.current.waiting_page
    assert page.isVisible()
    assert page.question.text() == "Fetch from localhost?"
    assert page.address.toPlainText() == server.url(f"/pith/{TAIL}/bundle.json")
    assert not window.current.banner.isVisible()
    assert window.strip.bar.accessibleTabName(0) == f"{NUMBER}, Not fetched"
    assert server.requests == []


def test_it_is_fetched_when_agreed_to(online: Desk, server: Server) -> None:
    window = online.window()
    window.open_requested([NUMBER])
    window.current.waiting_page.fetch.click()
    online.settle(window)
    assert window.current.banner.isVisible()
    assert window.current.banner.verdict.text() == "Verified"
    assert len(server.requests) == 1


def test_no_key_that_is_under_way_agrees(online: Desk, server: Server) -> None:
    window = online.window(BUNDLE)
    window.open_requested([NUMBER])
    page = window.current.waiting_page
    assert window.focusWidget() is page.address
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        QTest.keyClick(window.focusWidget(), key)
    online.settle(window)
    assert page.isVisible()
    assert server.requests == []


def test_the_keyboard_can_agree(online: Desk, server: Server) -> None:
    window = online.window()
    window.open_requested([NUMBER])
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is window.current.waiting_page.fetch
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    online.settle(window)
    assert window.current.banner.verdict.text() == "Verified"


def test_a_no_closes_the_tab(online: Desk, server: Server) -> None:
    window = online.window(BUNDLE)
    window.open_requested([NUMBER])
    window.current.waiting_page.close_tab.click()
    assert window.inspections.sources == [BUNDLE]
    assert window.current.banner.verdict.text() == "Verified"
    assert server.requests == []


def test_links_do_not_pile_up(online: Desk, server: Server) -> None:
    window = online.window(BUNDLE)
    for place in range(100):
        window.open_requested([f"https://localhost/{place}"])
    assert window.findChild(QMessageBox) is None
    assert len(window.inspections.items) == MOST
    assert window.inspections.sources[0] == BUNDLE
    assert window.inspections.documents[0].opened is not None
    assert window.status.note == "1 source was not opened: there are too many tabs."
    assert server.requests == []
    window.open_requested([NUMBER, STATE])
    assert window.status.note == "2 sources were not opened: there are too many tabs."


def test_the_same_link_twice_is_one_tab(online: Desk) -> None:
    window = online.window()
    window.open_requested([NUMBER, BUNDLE, NUMBER])
    assert window.inspections.sources == [NUMBER, BUNDLE]
    assert window.current.waiting_page.isVisible()


def test_several_at_once_raise_no_dialogs(online: Desk, server: Server) -> None:
    window = online.window()
    window.open_commands.open_sources(["https://localhost/a", NUMBER])
    assert window.findChild(QMessageBox) is None
    assert [item.waits for item in window.inspections.documents] == [True, True]
    assert server.requests == []


def test_what_waits_can_be_agreed_to_by_naming_it(online: Desk, server: Server) -> None:
    window = online.window()
    window.open_requested([NUMBER])
    window.open_commands.open_source(NUMBER)
    dialog = window.findChild(QMessageBox)
    assert server.requests == []
    dialog.accept()
    online.settle(window)
    assert window.inspections.sources == [NUMBER]
    assert window.current.banner.verdict.text() == "Verified"


def test_files_are_opened_at_once(online: Desk) -> None:
    window = online.window()
    window.open_requested([BUNDLE])
    online.settle(window)
    assert window.current.banner.verdict.text() == "Verified"


def test_offline_it_is_refused_as_ever(desk: Desk) -> None:
    window = desk.window()
    window.open_requested([NUMBER])
    desk.settle(window)
    assert "works offline" in window.current.banner.sentence.text()


def test_what_is_named_at_the_start_waits_too(online: Desk, server: Server) -> None:
    window = online.window()
    first = window.inspections.documents[0]
    first.start_early(NUMBER, asks=True)
    window.start()
    assert window.current.waiting_page.isVisible()
    assert window.inspections.sources == [NUMBER]
    assert server.requests == []


@pytest.mark.parametrize(
    "link", ["http://h.example/", "pith:x", "file://server/x", "https://h.example/" + "x" * 1000]
)
def test_what_cannot_be_asked_for_is_refused_and_forgotten(online: Desk, link: str) -> None:
    window = online.window()
    window.open_requested([link])
    online.settle(window)
    assert window.current.error_page.isVisible()
    assert window.current.banner.verdict.text() == "Nothing was fetched"
    assert Recent(recent_file()).entries == []


def test_an_address_too_long_to_be_looked_at_is_not_fetched(online: Desk) -> None:
    window = online.window()
    window.open_requested(["https://h.example/" + "x" * 1000])
    assert isinstance(window.inspections.current.error, UrlRefusedError)


def test_a_hostile_link_is_plain_text(online: Desk) -> None:
    window = online.window()
    window.open_requested(
        ["https://h.example/%E2%80%AE<b>x</b>&amp;?q=<a href=x>".replace(" ", "%20")]
    )
    text = window.current.waiting_page.address.toPlainText()
    assert text.startswith("https://h.example/%E2%80%AE%3Cb%3Ex")
    assert "&amp;" in text


def test_what_waits_is_no_side_of_a_comparison(online: Desk, server: Server) -> None:
    window = online.window(BUNDLE)
    window.open_requested([NUMBER])
    window.strip.bar.setCurrentIndex(0)
    window.compare_commands.choose()
    dialog = window.findChild(ChooseDialog)
    assert "No other document is open." in [row.option.text for row in dialog.page.rows]
    dialog.reject()


def test_a_link_is_dropped_like_an_address(online: Desk, server: Server) -> None:
    window = online.window()
    data = mime(NUMBER)
    enter(online, window, data)
    assert window.overlay.text == f"The Pith Number {NUMBER}\nAsk, then fetch from localhost"
    drop(online, window, data)
    assert "localhost" in window.findChild(QMessageBox).text()
    window.findChild(QMessageBox).reject()
    assert server.requests == []


def test_a_tab_of_the_last_time_waits_in_the_same_way(online: Desk, server: Server) -> None:
    tabs_file().write({"sources": [NUMBER], "current": NUMBER})
    window = online.window()
    TabMemory(tabs_file(), window.inspections).restore()
    window.start()
    assert isinstance(window.inspections.current.error, NotFetchedError)
    assert window.current.waiting_page.isVisible()
    assert window.current.waiting_page.reason.text().startswith("This tab is from the last time")
    assert server.requests == []


def test_the_program_started_by_a_link_shows_the_question(
    server: Server, tmp_path: Path, own_folders: Path
) -> None:
    picture = tmp_path / "asked.png"
    options = ["--ask", "--resolver", server.url(""), "--screenshot", str(picture)]
    command = [sys.executable, "-m", "inspector", "open", *options, "--", NUMBER, NUMBER[:13]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 0
    assert server.requests == []


# --- what came is what was asked for ------------------------------------------------------------


def facts(window: Any) -> list[str]:
    labels = window.current.banner.findChildren(QLabel)
    return [text for label in labels if (text := label.accessibleName())]


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("pith:AAAAAAAA", "/pith/AAAAAAAA/bundle.json"),
        ("1802.03133", "/api/pith-number/resolve?arxiv=1802.03133&json=true"),
        ("1711.04623v2", "/api/pith-number/resolve?arxiv=1711.04623&json=true"),
    ],
)
def test_another_record_is_not_shown_and_both_are_named(
    online: Desk, server: Server, asked: str, target: str
) -> None:
    server.answer(target, Path(BUNDLE).read_bytes())
    window = online.window(asked)
    for reload in (False, True):
        if reload:
            window.actions_["reload"].trigger()
            online.settle(window)
        error = window.current.inspection.error
        assert error.code == "another_record"
        assert window.current.banner.verdict.text() == "Unreadable"
        sentence = window.current.banner.sentence.text()
        assert asked.removeprefix("pith:") in sentence
        assert NUMBER in sentence
        assert "Answered by: localhost" in facts(window)
        assert window.inspections.checked() == []


def test_the_host_that_answered_in_the_end_is_shown(online: Desk, server: Server) -> None:
    there = server.answer("/there.json", Path(BUNDLE).read_bytes())
    server.redirect("/here.json", there.replace("localhost", "127.0.0.1"))
    window = online.window(server.url("/here.json"))
    assert window.current.banner.verdict.text() == "Verified"
    assert "Answered by: 127.0.0.1, to which localhost redirects" in facts(window)
    window.inspections.open(there)
    online.settle(window)
    assert "Answered by: localhost" in facts(window)
    online.open(window, BUNDLE)
    assert not any(fact.startswith("Answered by") for fact in facts(window))


def test_a_state_that_is_fetched_to_compare_is_held_to_its_name(
    online: Desk, server: Server
) -> None:
    url = server.answer("/pith/AAAAAAAA/state.json", Path(STATE).read_bytes())
    window = online.window(BUNDLE)
    window.inspections.compare(SideRequest(BUNDLE), SideRequest(url))
    loader = window.inspections.current.loader
    online.qtbot.waitUntil(lambda: loader.right is not None and loader.right.error is not None)
    assert loader.right.error.code == "another_record"
