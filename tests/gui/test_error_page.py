"""The page for an error: what was received, where the fault is, and what to do about it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QMenu

from inspector.errors import NotFetchedError
from inspector.gui.window.error_page import ErrorPage
from inspector.sources import SourceOptions
from tests.gui.conftest import BUNDLE, STATE, Desk

PAPER = Path(__file__).parents[1] / "data" / "paper-1804.07612.txt"
FILE = "https://pith.example/pith/M5BNRHPUWGA7MHPFDKCQKNVN6T.json"


def opened(desk: Desk, path: Path, data: bytes, window: Any = None) -> tuple[Any, ErrorPage]:
    path.write_bytes(data)
    if window is None:
        window = desk.window(str(path))
    else:
        desk.open(window, str(path))
    page = window.current.error_page
    assert isinstance(page, ErrorPage)
    return window, page


def marked(page: ErrorPage) -> list[str]:
    return [one.cursor.selectedText() for one in page.came.box.extraSelections()]


def choose_first(window: Any) -> list[str]:
    """Choose the first item of the menu that is open; the texts of all."""
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    actions = [action for action in menu.actions() if action.text()]
    texts = [action.text() for action in actions]
    actions[0].trigger()
    menu.close()
    return texts


def test_the_place_is_marked_in_lines_with_their_numbers(desk: Desk, tmp_path: Path) -> None:
    text = '{\n  "a": 1,\n  "é": // x\n  2\n}\n'
    window, page = opened(desk, tmp_path / "a.json", text.encode())
    assert window.current.banner.sentence.text() == (
        "A comment stands here, which JSON does not have, at line 3, column 8."
    )
    assert page.came.box.toPlainText().split("\n") == [
        "1  {",
        '2    "a": 1,',
        '3    "é": // x',
        "          ▲ line 3, column 8",
        "4    2",
        "5  }",
        "6  ",
    ]
    assert marked(page) == ["/"]
    assert "copy without the comments" in page.remedies.sentence.text()
    page.came.hex.click()
    assert marked(page) == ["2f", "/"]


def test_what_is_no_text_is_shown_in_hex(desk: Desk, tmp_path: Path) -> None:
    _, page = opened(desk, tmp_path / "a.json", b"7z\xbc\xaf\x27\x1c\0\4" + b"x" * 9_000)
    assert page.came.hex.isChecked()
    assert page.came.box.toPlainText().startswith("00000000  37 7a bc af")
    assert page.came.much.text() == "Bytes shown: 1,024 of 9,008"


def test_nothing_that_came_is_mark_up_or_hidden(desk: Desk, tmp_path: Path) -> None:
    data = "<html><b>\u202etxt\x1b[1m\u200b</b>\n".encode() * 2_000
    _, page = opened(desk, tmp_path / "a.json", data)
    shown = page.came.box.toPlainText()
    assert "<html><b>\\u202etxt\\u001b[1m\\u200b</b>" in shown
    assert shown.count("\n") <= 21
    assert all(one.isprintable() for one in shown.split("\n"))


@pytest.mark.parametrize("size", [(1_024, 640), (1_600, 900)])
def test_nothing_is_cut_at_any_width(desk: Desk, tmp_path: Path, size: tuple[int, int]) -> None:
    window, page = opened(desk, tmp_path / ("a" * 120), b'{"a": "' + b"x" * 5_000)
    window.resize(*size)
    inner = page.widget()
    assert inner is not None
    desk.qtbot.waitUntil(lambda: inner.width() <= page.viewport().width())
    assert page.remedies.width() >= page.remedies.minimumSizeHint().width()
    assert marked(page) == ["x"]


def test_the_name_of_a_fact_stands_beside_its_first_line(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{'a': 1}")
    window = desk.window(str(tmp_path / "a.json"))
    facts = window.current.error_page.findChild(QFormLayout)
    names = [facts.itemAt(row, QFormLayout.ItemRole.LabelRole) for row in range(facts.rowCount())]
    assert all(name.widget().alignment() & Qt.AlignmentFlag.AlignTop for name in names)


def test_nothing_of_a_private_key_is_shown(desk: Desk, tmp_path: Path) -> None:
    data = b"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAB\n-----END PRIVATE KEY-----\n"
    window, page = opened(desk, tmp_path / "a.pem", data)
    assert "a private key in PEM" in window.current.banner.sentence.text()
    assert page.remedies.sentence.text().startswith("Do not give it to anybody")
    assert not page.came.isVisible()
    assert "MC4CAQ" not in page.came.box.toPlainText()


def test_nothing_of_a_key_entry_with_its_private_key_is_shown(desk: Desk, tmp_path: Path) -> None:
    data = b'{"key_id": "a", "public_key_hex": "%s", "private_key_hex": "5ec7%s"}'
    window, page = opened(desk, tmp_path / "a.json", data % (b"ab" * 32, b"e7" * 30))
    assert window.current.banner.sentence.text().endswith("(signing key) holds a private key.")
    assert page.remedies.sentence.text().startswith("Do not give it to anybody")
    assert not page.came.isVisible()
    assert "5ec7" not in page.came.box.toPlainText()


def test_where_nothing_came_nothing_is_shown(desk: Desk) -> None:
    window = desk.window("https://pith.example/a.json")
    assert window.current.banner.verdict.text() == "Nothing was fetched"
    assert not window.current.error_page.came.isVisible()


# --- what to do -----------------------------------------------------------------------------


def test_a_papers_text_that_was_opened_is_used_for_an_open_document(
    desk: Desk, tmp_path: Path
) -> None:
    window = desk.window(STATE)
    state = window.inspections.current
    before = state.checked.counts.passed
    window, page = opened(desk, tmp_path / "paper.txt", PAPER.read_bytes(), window)
    page.remedies.paper.click()
    assert choose_first(window) == [Path(STATE).name, "Open a document for it…"]
    assert window.inspections.current is state
    desk.qtbot.waitUntil(lambda: state.checked is not None and state.checked.paper is not None)
    assert state.checked.counts.passed == before + 1


def test_a_page_that_is_no_text_is_told_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(STATE)
    state = window.inspections.current
    data = b'<?xml version="1.0"?><dc><title>x</dc>'
    window, page = opened(desk, tmp_path / "paper.xml", data, window)
    page.remedies.paper.click()
    assert not window.status.note
    choose_first(window)
    desk.qtbot.waitUntil(lambda: bool(window.status.note))
    assert state.checked.paper is None


@pytest.mark.parametrize(
    ("data", "is_offered"),
    [(b"<html>x", True), (b"Some words.", True), (b"%PDF-1.7", False), (b'{"a": tru', False)],
)
def test_only_what_may_be_a_papers_text_is_offered_as_one(
    desk: Desk, tmp_path: Path, data: bytes, is_offered: bool
) -> None:
    _, page = opened(desk, tmp_path / "a", data)
    assert page.remedies.paper.isVisible() is is_offered
    assert not page.remedies.fetch.isVisible()


def test_the_file_that_a_page_names_waits_until_it_is_agreed_to(desk: Desk, tmp_path: Path) -> None:
    desk.session = desk.session._replace(options=SourceOptions())
    data = f'<html><link rel="alternate" href="{FILE}">'.encode()
    window, page = opened(desk, tmp_path / "a.html", data)
    assert page.remedies.address.text() == FILE
    page.remedies.fetch.click()
    assert isinstance(window.inspections.current.error, NotFetchedError)
    assert window.current.waiting_page.address.toPlainText() == FILE


def test_a_document_opens_in_place_of_an_error_and_is_verified(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    window, page = opened(desk, path, b"{")
    path.write_bytes(Path(BUNDLE).read_bytes())
    page.remedies.again.click()
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Verified"


def test_where_no_place_is_known_none_is_marked(desk: Desk, tmp_path: Path) -> None:
    _, page = opened(desk, tmp_path / "other.json", b'{"x":1}')
    assert marked(page) == []
    page.came.hex.click()
    assert marked(page) == []


def test_a_file_that_is_cut_short_has_one_place_everywhere(desk: Desk, tmp_path: Path) -> None:
    _, page = opened(desk, tmp_path / "cut.json", b'{"a": "x')
    assert page.remedies._rows["Where"].text() == "line 1, column 8, byte 8"
