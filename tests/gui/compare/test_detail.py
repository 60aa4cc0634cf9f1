"""The pane below the trees shows and speaks the selected pair."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit

from inspector.gui.compare.detail_pane import CheckLines, CompareDetail, ValueBox
from inspector.gui.compare.pair_detail import PairDetail
from inspector.gui.theme.theme import Scheme, Theme
from tests.gui.compare.shelf import HIDDEN, HOSTILE, Shelf, cut_off, spoken
from tests.gui.compare.test_pair_detail import AUTHORS, detail, of_documents
from tests.unit.compare.documents import changed_state, longer_bundle

LONG = "lorem ipsum " * 10_000


def pane_of(
    shelf: Shelf, found: PairDetail, width: int = 1_440, fonts: int = 1, height: int = 400
) -> CompareDetail:
    theme = shelf.theme(fonts)
    pane = CompareDetail(theme)
    pane.show_detail(found)
    shelf.show(theme, pane, width, height)
    return pane


def marks(box: ValueBox) -> list[str]:
    """The texts on the marker's background."""
    return [
        selection.cursor.selectedText()
        for selection in box.extraSelections()
        if selection.format.background().color() == QColor(box._theme.colours.marker)
    ]


def test_both_values_their_marks_and_their_pointers(shelf: Shelf) -> None:
    pane = pane_of(shelf, of_documents(changed_state(), longer_bundle(), AUTHORS))
    assert pane.name.text() == "authors_text"
    assert pane.sign.word == "changed"
    assert pane.matched.text() == "matched by event_id, then by name"
    assert pane.left.box.toPlainText() == "Eve Intruder"
    assert pane.left.pointer.toPlainText() == AUTHORS
    assert pane.right.pointer.toPlainText() == f"/state{AUTHORS}"
    assert marks(pane.left.box)
    assert marks(pane.right.box)
    assert pane.left.pointer.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert len(pane.findChildren(CheckLines)) == 1


def test_the_mark_is_at_its_character_after_those_of_two_units(shelf: Shelf) -> None:
    pane = pane_of(shelf, detail({"a": "😀😀 one"}, {"a": "😀😀 two"}))
    assert "".join(marks(pane.left.box)) in "one"
    assert "".join(marks(pane.right.box)) in "two"


def test_marks_follow_the_theme(shelf: Shelf, qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT, blue_orange=False)
    pane = CompareDetail(theme)
    pane.show_detail(detail({"a": "one"}, {"a": "two"}))
    shelf.show(theme, pane, 1_440, 300)
    theme.choose(Scheme.DARK, blue_orange=False)
    assert marks(pane.left.box) == ["one"]


def test_a_side_with_nothing_says_so(shelf: Shelf) -> None:
    pane = pane_of(shelf, detail({"a": []}, {"a": ["x"]}, "/a/0"))
    assert pane.left.note.text() == "Nothing on this side."
    assert not pane.left.box.isVisible()
    assert not pane.left.pointer.isVisible()
    assert pane.right.box.toPlainText() == "x"
    assert pane.right.note.isHidden()


def test_the_next_pair_leaves_nothing_of_the_one_before(shelf: Shelf) -> None:
    pane = pane_of(shelf, detail({"a": 1}, {"a": 1.0}))
    assert pane.note.text().startswith("The same number")
    pane.show_detail(detail({"a": [1]}, {"a": []}, "/a/0"))
    shelf.settle()
    assert pane.note.isHidden()
    assert pane.left.box.isVisible()
    assert not pane.right.box.isVisible()
    assert marks(pane.left.box) == []
    pane.clear()
    shelf.settle()
    assert pane.above.text() == "Choose a row in the trees."
    assert not any(one.isVisible() for one in pane.findChildren(QPlainTextEdit))
    assert not pane.copy.isVisible()
    pane.show_detail(detail({"a": 1}, {"a": 2}))
    assert pane.copy.isVisible()


def test_a_difference_far_behind_is_visible(shelf: Shelf) -> None:
    pane = pane_of(shelf, detail({"a": "x\n" * 5_000 + "end"}, {"a": "x\n" * 5_000 + "End"}))
    for side in (pane.left, pane.right):
        seen = side.box.cursorRect(side.box.textCursor())
        assert side.box.viewport().rect().contains(seen.center())
        assert side.box.textCursor().position() > 0


def test_a_box_is_as_high_as_its_lines_and_not_higher_than_some(shelf: Shelf) -> None:
    short = pane_of(shelf, detail({"a": "one"}, {"a": "two"})).left.box
    long = pane_of(shelf, detail({"a": "a " + LONG}, {"a": "b " + LONG})).left.box
    assert short.height() < long.height() < 400
    assert not short.verticalScrollBar().isVisible()
    assert long.verticalScrollBar().isVisible()


def test_the_copy_is_asked_for_by_mouse_and_keyboard(shelf: Shelf) -> None:
    pane = pane_of(shelf, detail({"a": "one"}, {"a": "two"}))
    asked: list[bool] = []
    pane.copy.clicked.connect(lambda: asked.append(True))
    shelf.qtbot.mouseClick(pane.copy, Qt.MouseButton.LeftButton)
    pane.copy.setFocus()
    shelf.qtbot.keyClick(pane.copy, Qt.Key.Key_Space)
    assert asked == [True, True]


def test_tab_walks_from_box_to_box(shelf: Shelf) -> None:
    pane = pane_of(shelf, detail({"a": "one"}, {"a": "two"}))
    pane.left.box.setFocus()
    seen: list[Any] = []
    for _ in range(4):
        shelf.qtbot.keyClick(pane.focusWidget() or pane, Qt.Key.Key_Tab)
        seen.append(pane.window().focusWidget())
    assert pane.right.box in seen
    assert pane.left.pointer in seen


def test_a_screen_reader_is_told_what_the_pair_is_and_every_part_has_a_name(shelf: Shelf) -> None:
    pane = pane_of(shelf, of_documents(changed_state(), longer_bundle(), AUTHORS))
    assert "authors_text. changed. matched by event_id, then by name" in pane.accessibleName()
    for editor in pane.findChildren(QPlainTextEdit):
        assert editor.accessibleName()
    for button in pane.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text()
    names = [label.accessibleName() for label in pane.checks.findChildren(QLabel)]
    assert any(name.startswith("Left, fail, state.hash: ") for name in names)
    assert any(name.startswith("Right, pass, ") for name in names)


def test_hostile_text_stays_text(shelf: Shelf) -> None:
    token = HOSTILE.replace("/", "~1")
    found = detail({HOSTILE: HOSTILE}, {HOSTILE: HOSTILE * 200}, f"/{token}")
    pane = pane_of(shelf, found, 900)
    boxes = [box.toPlainText() for box in pane.findChildren(QPlainTextEdit)]
    for text in [*spoken(pane), *boxes]:
        assert not any(hidden in text for hidden in HIDDEN), text
    assert "<b>x</b>" in pane.left.box.toPlainText()
    for label in pane.findChildren(QLabel):
        assert not label.text() or label.textFormat() is Qt.TextFormat.PlainText
        assert "<img" not in label.toolTip()


@pytest.mark.parametrize("width", [900, 1_100, 1_440])
@pytest.mark.parametrize("fonts", [1, 2])
def test_no_word_is_cut_and_the_page_scrolls_one_way(shelf: Shelf, width: int, fonts: int) -> None:
    found = of_documents(changed_state(), longer_bundle(), AUTHORS)
    crumbs = tuple(f"a-name-of-some-length-{n}" for n in range(12))
    pane = pane_of(shelf, found._replace(crumbs=crumbs), width, fonts, height=300)
    holder = pane.widget()
    assert holder is not None
    assert pane.width() == width
    assert holder.width() <= pane.viewport().width()
    assert cut_off(holder) == []
    assert pane.left.caption.isVisible() == (width < 640 * fonts)
