"""Selecting bytes selects their value, and the reverse."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from inspector.gui.document.bytes_text import HexPlaces, TextPlaces, as_hex, as_text, first_whole
from inspector.gui.inspect.detail_pane import Page
from tests.gui.conftest import BUNDLE, Desk

CODECS = ("utf-8", "utf-16-le", "utf-16-be")
TITLE = "/events/1/payload/graph_snapshot/paper/title"


def bytes_page(desk: Desk, source: str, pointer: str) -> tuple[Any, Any]:
    """A window that shows the bytes around a value."""
    window = desk.window(source)
    pane = window.current.document_page.detail
    pane.show_page(Page.BYTES)
    window.current.inspection.selection.select_pointer(pointer)
    desk.qtbot.waitUntil(lambda: pane.bytes.move_to(node_of(window, pointer)))
    desk.rest(window)
    return window, pane.bytes


def node_of(window: Any, pointer: str) -> int:
    return int(window.current.inspection.opened.outline.table.find(pointer))


def point_of(page: Any, text: str, more: int = 1) -> QPoint:
    """The visible position of a text in the box."""
    place = page.box.toPlainText().index(text) + more
    page.box.setTextCursor(page.box._between(place, place))
    page.box.ensureCursorVisible()
    return QPoint(page.box.cursorRect().center())


def marked(page: Any) -> list[str]:
    return [one.cursor.selectedText() for one in page.box.extraSelections()]


@pytest.mark.parametrize("is_hex", [False, True])
def test_click_selects_the_value_that_the_bytes_belong_to(desk: Desk, is_hex: bool) -> None:
    window, page = bytes_page(desk, BUNDLE, "/bundle_version")
    if is_hex:
        page.hex.click()
    shown, name = page.box.toPlainText(), b'"pith_number"'
    text = name.hex(" ")[:8] if is_hex else name.decode()
    point = point_of(page, text)
    QTest.mouseClick(page.box.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.current.inspection.selection.pointer == "/pith_number"
    tree = window.current.document_page.tree
    assert tree.model.node(tree.view.currentIndex()) == node_of(window, "/pith_number")
    assert page.box.toPlainText() == shown, "the part of the file that is in sight stays"


def test_pointer_on_bytes_names_and_marks_their_value(desk: Desk) -> None:
    window, page = bytes_page(desk, BUNDLE, "/bundle_version")
    QTest.mouseMove(page.box.viewport(), QPoint(1, 1))
    point = point_of(page, '"pith_number"')
    QTest.mouseMove(page.box.viewport(), point)
    desk.qtbot.waitUntil(lambda: page.name.text() == "/pith_number")
    assert any(one.startswith('"pith_number":') for one in marked(page))
    assert window.current.inspection.selection.pointer == "/bundle_version"
    desk.app.sendEvent(page.box, QEvent(QEvent.Type.Leave))
    assert page.name.text().startswith("Click a value")
    assert len(marked(page)) == 1


def test_keyboard_goes_through_the_bytes_and_enter_selects(desk: Desk) -> None:
    window, page = bytes_page(desk, BUNDLE, "/bundle_version")
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    page.box.setFocus()
    for _ in range(200):
        QTest.keyClick(page.box, Qt.Key.Key_Right)
        if page.name.text() == "/pith_number":
            break
    assert page.name.text() == "/pith_number"
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    assert window.current.inspection.selection.pointer == "/pith_number"
    assert page.box.hasFocus()


def test_pointer_on_a_row_of_the_tree_marks_its_bytes(desk: Desk) -> None:
    window, page = bytes_page(desk, BUNDLE, "/bundle_version")
    tree = window.current.document_page.tree
    tree.view.expandAll()
    index = tree.model.index_of_node(node_of(window, "/pith_number"))
    tree.view.scrollTo(index)
    QTest.mouseMove(tree.view.viewport(), QPoint(1, 1))
    QTest.mouseMove(tree.view.viewport(), tree.view.visualRect(index).center())
    desk.qtbot.waitUntil(lambda: any(one.startswith('"pith_number"') for one in marked(page)))
    desk.app.sendEvent(tree.view, QEvent(QEvent.Type.Leave))
    assert len(marked(page)) == 1


def test_text_that_is_selected_with_the_mouse_selects_no_value(desk: Desk) -> None:
    window, page = bytes_page(desk, BUNDLE, "/bundle_version")
    begin, end = point_of(page, '"pith_number"', 1), point_of(page, '"pith_number"', 8)
    QTest.mousePress(page.box.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(page.box.viewport(), end)
    QTest.mouseRelease(page.box.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert window.current.inspection.selection.pointer == "/bundle_version"


def test_hostile_name_is_shown_as_escapes(desk: Desk, altered: Callable[..., str]) -> None:
    name = "\u202eevil\n<b>" + "x" * 5_000

    def change(value: Any) -> None:
        value[name] = 1

    _, page = bytes_page(desk, altered(change), "/" + name)
    page._on_pointed(page.box.toPlainText().index("xxxx"))
    assert page.name.text().startswith("/\\u202eevil\\n<b>xxx")
    assert len(page.name.text()) < 500
    assert page.name.textFormat() is Qt.TextFormat.PlainText


def test_bytes_of_a_large_file_lead_to_their_values(desk: Desk, tmp_path: Path) -> None:
    value = json.loads(Path(BUNDLE).read_bytes())
    value["timestamp_proofs"] = [{"at": number, "x": ["é" * 50]} for number in range(40_000)]
    file = tmp_path / "large.json"
    file.write_text(json.dumps(value, indent=1, ensure_ascii=False))
    pointer = "/timestamp_proofs/39000/at"
    window, page = bytes_page(desk, str(file), pointer)
    assert len(page._located.nodes) < 2_000
    page._on_chosen(page.box.toPlainText().index('"at": 39001') + 2)
    assert window.current.inspection.selection.pointer == "/timestamp_proofs/39001/at"


@given(st.text(alphabet="a\né€😀\u200b\\", max_size=30), st.data(), st.sampled_from(CODECS))
def test_places_in_the_text_are_those_of_the_bytes(
    text: str, data: st.DataObject, codec: str
) -> None:
    encoded = text.encode(codec)
    cut = data.draw(st.integers(0, min(6, len(encoded))))
    encoded = encoded[cut - cut % (1 if codec == "utf-8" else 2) :]
    places, shown = TextPlaces(encoded, codec), as_text(encoded, codec=codec).text
    bounds = [first_whole(encoded, codec)]
    for character in encoded[bounds[0] :].decode(codec):
        bounds.append(bounds[-1] + len(character.encode(codec)))
    begin = data.draw(st.sampled_from(bounds))
    end = data.draw(st.sampled_from([at for at in bounds if at >= begin]))
    assert places.parts(begin, end) == as_text(encoded, begin, end, codec).parts
    for first, last in places.parts(begin, end):
        assert {begin <= (places.byte(at) or 0) < end for at in range(first, last)} == {True}
    assert places.byte(len(shown)) is None


@given(st.binary(max_size=70), st.data())
def test_places_in_hex_are_those_of_the_bytes(encoded: bytes, data: st.DataObject) -> None:
    places, begin = HexPlaces(encoded), data.draw(st.integers(0, len(encoded)))
    end = data.draw(st.integers(begin, len(encoded)))
    marked = as_hex(encoded, 32, begin, end)
    assert places.parts(begin, end) == marked.parts
    found = {places.byte(at) for first, last in marked.parts for at in range(first, last)}
    assert found == set(range(begin, end))
    assert places.byte(0) is None
