"""The bytes of the file around a value: exactly the value is marked."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from inspector.document.document import PLAIN, Encoding
from inspector.document.json_types import Json
from inspector.document.reader import read_json
from inspector.document.span import ByteSpan, span, span_in_file
from inspector.gui.document.bytes_text import MOST, MarkedText, as_hex, as_text
from inspector.gui.inspect.bytes_page import BytesPage
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.inspect.located import LocatedValue, around
from inspector.gui.theme.theme import Scheme, Theme
from tests.gui.conftest import BUNDLE, STATE, Desk

Show = Callable[[Json, str], BytesPage]
HUGE = {"small": 1, "text": "x" * 40_000}
CODECS = ("utf-8", "utf-16-le", "utf-16-be")


@pytest.fixture
def theme(qapp: Any) -> Theme:
    return Theme(qapp, Scheme.LIGHT, blue_orange=False)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> Iterator[BytesPage]:
    made = BytesPage(theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def show(page: BytesPage) -> Show:
    def of(value: Json, pointer: str) -> BytesPage:
        data = json.dumps(value, ensure_ascii=False).encode()
        page.show_located(located(data, span(data, value, pointer)))
        return page

    return of


def located(data: bytes, found: ByteSpan, encoding: Encoding = PLAIN) -> LocatedValue:
    return LocatedValue(found, around(data, found, encoding.codec), len(data), encoding)


def selected(page: BytesPage) -> list[str]:
    return [one.cursor.selectedText() for one in page.box.extraSelections()]


def meant(marked: MarkedText) -> list[str]:
    return [marked.text[start:end] for start, end in marked.parts]


def test_a_member_is_marked_with_its_name_and_its_place_is_said(show: Show) -> None:
    page = show({"first": 1, "second": [True, None]}, "/second")
    assert selected(page) == ['"second": [true, null]']
    assert page.place.text() == "Bytes 14 to 35 of 36"


def test_characters_beyond_the_first_plane_do_not_shift_the_mark(show: Show) -> None:
    page = show({"😀𝔘": "𝕏" * 40, "next": "🎈!", "end": 0}, "/next")
    assert selected(page) == ['"next": "🎈!"']


def test_hidden_characters_are_escapes_and_do_not_shift_the_mark(show: Show) -> None:
    page = show({"a": "\u202e\u200b", "b": "\u2066x"}, "/b")
    assert selected(page) == ['"b": "\\u2066x"']
    assert page.box.toPlainText() == '{"a": "\\u202e\\u200b", "b": "\\u2066x"}'


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_shown_as_its_text_and_in_hex_as_its_own_bytes(
    page: BytesPage, codec: str
) -> None:
    document = read_json('\ufeff{"a": "é😀", "b": 1}'.encode(codec))
    found = span_in_file(document, "/a")
    page.show_located(located(document.data, found, document.encoding))
    assert selected(page) == ['"a": "é😀"']
    assert page.box.toPlainText().startswith('\\ufeff{"a"')
    order = codec.removeprefix("utf-16-").upper()
    assert page.place.text() == f"Bytes 5 to 24 of 42 (UTF-16{order} with a byte order mark)"
    page.hex.click()
    digits = " ".join(selected(page)[::2])
    assert bytes.fromhex(digits).decode(codec) == '"a": "é😀"'


def test_in_hex_the_bytes_of_the_value_alone_are_marked(show: Show) -> None:
    page = show({"name": "0123456789abcdef"}, "/name")
    page.hex.click()
    assert page.box.toPlainText().split("\n")[0] == (
        '00000000  7b 22 6e 61 6d 65 22 3a 20 22 30 31 32 33 34 35  {"name": "012345'
    )
    assert selected(page) == [
        "22 6e 61 6d 65 22 3a 20 22 30 31 32 33 34 35",
        '"name": "012345',
        "36 37 38 39 61 62 63 64 65 66 22",
        '6789abcdef"',
    ]


def test_rows_of_hex_are_those_of_the_whole_file(show: Show) -> None:
    page = show({"pad": "x" * 9_001, "here": 1}, "/here")
    page.hex.click()
    assert all(row[7] == "0" for row in page.box.toPlainText().split("\n"))


def test_in_hex_a_long_value_is_marked_from_its_first_byte_to_its_last(show: Show) -> None:
    page = show({"long": "v" * 3_000, "next": 1}, "/long")
    page.hex.click()
    first, *middle, last = selected(page)
    assert first == "22 6c 6f 6e 67 22 3a 20 22 76 76 76 76 76 76"
    assert last == 'vv"'
    assert sum(len(one) for one in middle) > 3_000
    assert len(middle) < 10


def test_a_huge_value_is_bounded_and_it_is_said(show: Show, page: BytesPage) -> None:
    value: Json = {"huge": "é" * 1_000_000, "small": 1}
    show(value, "/huge")
    assert page._note.isVisible()
    assert page._note.text() == "The value goes on: these are its first 16,384 bytes."
    assert len(page.box.toPlainText().encode()) < MOST + 5_000
    assert "\ufffd" not in page.box.toPlainText()
    assert selected(page)[0].startswith('"huge": "é')
    show(value, "/small")
    assert not page._note.isVisible()
    assert selected(page) == ['"small": 1']
    assert "\ufffd" not in page.box.toPlainText()


def test_the_mark_stays_when_the_form_or_the_palette_changes(show: Show, theme: Theme) -> None:
    page = show({"a": 1, "b": 2}, "/b")
    page.hex.click()
    page.text.click()
    theme.choose(Scheme.DARK, blue_orange=False)
    assert selected(page) == ['"b": 2']


def test_a_cleared_page_holds_nothing_and_can_be_shown_again(show: Show, page: BytesPage) -> None:
    show({"a": "é" * 100_000}, "/a")
    page.clear()
    page.hex.click()
    assert page.box.toPlainText() == page.place.text() == ""
    assert selected(page) == []
    assert not page._note.isVisible()
    show([7], "/0")
    assert selected(page)[-1] == "7"


@given(st.text(), st.text(min_size=1), st.text(), st.sampled_from(CODECS))
def test_what_is_meant_of_a_text_is_what_is_marked(
    before: str, part: str, after: str, codec: str
) -> None:
    pieces = [one.encode(codec, errors="replace") for one in (before, part, after)]
    start, end = len(pieces[0]), len(pieces[0]) + len(pieces[1])
    marked = as_text(b"".join(pieces), start, end, codec)
    assert meant(marked) == [as_text(pieces[1], codec=codec).text]
    digits = meant(as_hex(b"".join(pieces), 0, start, end))[::2]
    assert bytes.fromhex(" ".join(digits)) == pieces[1]


@given(st.text(alphabet="aé€😀\u200b", max_size=40), st.data(), st.sampled_from(CODECS))
def test_no_edge_of_what_is_shown_looks_like_a_damaged_character(
    text: str, data: st.DataObject, codec: str
) -> None:
    encoded = text.encode(codec)
    first = data.draw(st.integers(0, len(encoded)))
    if codec != "utf-8":
        first -= first % 2
    last = data.draw(st.integers(first, len(encoded)))
    assert "\ufffd" not in as_text(encoded[first:last], codec=codec).text


@given(st.integers(0, 40_000), st.integers(1, 40_000), st.integers(0, 10_000))
def test_the_window_on_a_file_holds_the_value_or_its_beginning(
    before: int, length: int, after: int
) -> None:
    data = b" " * before + b'"' + b"v" * length + b'"' + b" " * after
    found = span(data, "v" * length, "")
    window = around(data, found)
    part = window.data[window.start : window.end]
    assert window.offset + window.start == found.start
    assert data[found.start : found.end].startswith(part)
    assert window.goes_on == (len(part) < found.end - found.start)
    assert len(part) == min(MOST, found.end - found.start)


def test_what_was_said_of_a_huge_value_goes_with_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    path.write_text(json.dumps({**json.loads(Path(BUNDLE).read_text()), "z": HUGE}))
    window = desk.window(str(path))
    pane, selection = window.current.document_page.detail, window.current.inspection.selection
    selection.select_pointer("/z")
    pane.show_page(Page.BYTES)
    desk.rest(window)
    desk.qtbot.waitUntil(pane.bytes._note.isVisible)
    selection.select_pointer("/z/small")
    desk.rest(window)
    assert not pane.bytes._note.isVisible()


def test_bytes_of_a_part_of_a_file_say_where_the_part_begins(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    lines = [json.dumps(json.loads(Path(one).read_text())) for one in (STATE, STATE)]
    path.write_text("\n".join(lines))
    window = desk.window(f"{path}#2")
    pane = window.current.document_page.detail
    pane.show_page(Page.BYTES)
    desk.rest(window)
    begins = f"{len(lines[0]) + 2:,}"
    desk.qtbot.waitUntil(lambda: bool(pane.bytes.place.text()))
    assert pane.bytes.place.text().endswith(f", counted from byte {begins} of the source")
