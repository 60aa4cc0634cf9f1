"""The strip beside the trees: its marks, and selecting by it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from inspector.gui.compare.strip import StripMarks
from inspector.gui.compare.trees import PairTrees
from inspector.gui.theme.theme import Scheme, Theme
from tests.gui.compare.shelf import HOSTILE, Shelf
from tests.gui.compare.test_trees import HEIGHT, WIDTH, objects, paired

MARGIN = 3


@pytest.fixture
def theme(shelf: Shelf) -> Theme:
    return shelf.theme()


@pytest.fixture
def trees(shelf: Shelf, theme: Theme) -> PairTrees:
    made = PairTrees(theme)
    shelf.show(theme, made, WIDTH, HEIGHT)
    return made


def marks(trees: PairTrees) -> StripMarks:
    assert trees.strip.marks is not None
    return trees.strip.marks


def at(trees: PairTrees, number: int) -> QPoint:
    return QPoint(trees.strip.width() // 2, round(marks(trees).middle(number)) + MARGIN)


def picture(trees: PairTrees) -> QImage:
    return trees.strip.grab().toImage()


def tip(trees: PairTrees, place: QPoint) -> str:
    QToolTip.hideText()
    there = trees.strip.mapToGlobal(place)
    QApplication.sendEvent(trees.strip, QHelpEvent(QEvent.Type.ToolTip, place, there))
    return QToolTip.text()


def test_a_click_goes_to_the_nearest_difference(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(60), objects(60, m001=1, m030=1, m050=1)))
    shelf.settle()
    for number in (2, 0, 1):
        QTest.mouseClick(trees.strip, Qt.MouseButton.LeftButton, pos=at(trees, number))
        assert trees.place_of(trees.current_key) == (number + 1, 3)
    QTest.mouseClick(trees.strip, Qt.MouseButton.LeftButton, pos=QPoint(3, HEIGHT - 2))
    assert trees.place_of(trees.current_key) == (3, 3)
    QTest.mouseClick(trees.strip, Qt.MouseButton.LeftButton, pos=at(trees, 1) + QPoint(0, 9))
    assert trees.place_of(trees.current_key) == (2, 3)


def test_a_drag_goes_from_one_to_the_next(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(60), objects(60, m001=1, m030=1, m050=1)))
    shelf.settle()
    told: list[object] = []
    trees.strip.chosen.connect(told.append)
    QTest.mousePress(trees.strip, Qt.MouseButton.LeftButton, pos=at(trees, 0))
    for y in range(at(trees, 0).y(), at(trees, 2).y(), 3):
        QTest.mouseMove(trees.strip, QPoint(9, y))
    QTest.mouseRelease(trees.strip, Qt.MouseButton.LeftButton, pos=at(trees, 2))
    assert trees.paired is not None
    assert told == list(trees.paired.keys)


def test_the_keyboard_goes_through_the_differences(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(60), objects(60, **{f"m{n:03}": 1 for n in range(20, 45)})))
    trees.strip.setFocus()
    for key, place in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_PageDown, 11),
        (Qt.Key.Key_End, 25),
        (Qt.Key.Key_Down, 25),
        (Qt.Key.Key_PageUp, 15),
        (Qt.Key.Key_Home, 1),
    ):
        QTest.keyClick(trees.strip, key)
        assert trees.place_of(trees.current_key) == (place, 25)
    assert trees.strip.accessibleName()
    assert trees.strip.accessibleDescription() == "changed, b, left 0, right 1"


def test_the_wheel_scrolls_the_trees(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(80), objects(80, m001=1)))
    shelf.settle()
    place = QPointF(8, 100)
    turn = QWheelEvent(
        place,
        trees.strip.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(trees.strip, turn)
    assert trees.left.verticalScrollBar().value() > 0


def test_the_frame_is_what_is_seen(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(80), objects(80, m001=1, m070=1)))
    shelf.settle()
    assert trees.paired is not None
    total = trees.paired.visual_order.total
    begin, end = trees.strip._seen
    assert begin == 0
    assert 10 < end < 20
    trees.right.verticalScrollBar().setValue(trees.right.verticalScrollBar().maximum())
    begin, end = trees.strip._seen
    assert end == total
    assert total - 20 < begin < total - 10
    trees.left.collapse(trees.model.index(0, 0))
    assert trees.strip._seen == (0, total)


def test_a_tip_says_what_differs_there(trees: PairTrees, shelf: Shelf, qtbot: QtBot) -> None:
    left, right = objects(60), objects(60, m050=1)
    left[HOSTILE], right[HOSTILE] = 1, 2
    trees.show_paired(paired(left, right))
    shelf.settle()
    assert "changed, b, left 0, right 1" in tip(trees, at(trees, 0))
    hostile = tip(trees, at(trees, 1))
    assert "&lt;b&gt;" in hostile
    assert "\\u202e" in hostile
    tip(trees, QPoint(8, 100))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    many = {f"m{n:03}": 1 for n in range(500)}
    trees.show_paired(paired(objects(500), objects(500, **many)))
    assert "differences, changed, b, left 0, right 1" in tip(trees, QPoint(8, 3))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_marks_have_the_colour_of_their_kind(
    trees: PairTrees, theme: Theme, shelf: Shelf, scheme: Scheme
) -> None:
    trees.show_paired(paired({"a": 1, "b": 2, "c": 3}, {"a": 2, "b": 2, "new": "x"}))
    theme.choose(scheme, blue_orange=False)
    shelf.settle()
    image = picture(trees)
    colours = theme.colours
    seen = [image.pixelColor(at(trees, number)).name() for number in range(3)]
    wanted = (colours.changed, colours.added, colours.removed)
    assert seen == [colour.lower() for colour in wanted]


def test_ten_thousand_differences_are_lines(trees: PairTrees, theme: Theme, shelf: Shelf) -> None:
    left = {"all": {f"m{n:05}": 0 for n in range(12_000)}}
    right = {"all": {name: int(n < 10_000) for n, name in enumerate(left["all"])}}
    trees.show_paired(paired(left, right))
    shelf.settle()
    assert len(marks(trees).lines) <= HEIGHT
    image = picture(trees)
    assert image.pixelColor(9, 100).name() == theme.colours.changed.lower()
    QTest.mouseClick(trees.strip, Qt.MouseButton.LeftButton, pos=QPoint(9, 200))
    number, total = trees.place_of(trees.current_key)
    assert total == 10_000
    assert number is not None
    assert abs(number - 12_000 * (200 - MARGIN) / (HEIGHT - 2 * MARGIN)) < 60


def test_a_strip_with_nothing_to_show_does_nothing(trees: PairTrees) -> None:
    for _ in range(2):
        QTest.mouseClick(trees.strip, Qt.MouseButton.LeftButton, pos=QPoint(8, 50))
        QTest.keyClick(trees.strip, Qt.Key.Key_Down)
        tip(trees, QPoint(8, 50))
        assert not QToolTip.isVisible()
        picture(trees)
        assert trees.current_key is None
        trees.show_paired(paired(objects(2), objects(2)))
