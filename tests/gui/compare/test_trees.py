"""The trees of both sides scroll, expand and select together."""

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from inspector.compare.volatile import Hidden, hidden
from inspector.gui.compare.comparison_tree import ComparisonTree, lay_out
from inspector.gui.compare.pair_model import Column
from inspector.gui.compare.pair_view import SideView
from inspector.gui.compare.trees import PairTrees
from inspector.gui.theme.theme import Theme
from tests.gui.compare.shelf import HOSTILE, Shelf
from tests.gui.conftest import fatal_tester
from tests.gui.test_tree_model import walk
from tests.unit.compare.sides import compared

WIDTH, HEIGHT = 1_200, 400


@pytest.fixture
def theme(shelf: Shelf) -> Theme:
    return shelf.theme()


@pytest.fixture
def trees(shelf: Shelf, theme: Theme) -> PairTrees:
    made = PairTrees(theme)
    shelf.show(theme, made, WIDTH, HEIGHT)
    return made


def objects(count: int, **changes: int) -> Any:
    """``count`` members with three values each; ``changes`` are values by member."""
    found = {f"m{number:03}": {"a": 0, "b": 0, "c": 0} for number in range(count)}
    for name, value in changes.items():
        found[name]["b"] = value
    return {"all": found}


def paired(left: Any, right: Any, *volatile: str) -> ComparisonTree:
    found = compared(left, right)
    return lay_out(found, hidden(found, volatile) if volatile else Hidden())


def views(trees: PairTrees) -> tuple[QTreeView, ...]:
    return trees.left, trees.middle, trees.right


def index_of(trees: PairTrees, name: str) -> QModelIndex:
    return next(index for index in walk(trees.model) if index.data() == name)


def opened(view: QTreeView, trees: PairTrees) -> set[str]:
    return {index.data() for index in walk(trees.model) if view.isExpanded(index)}


def current(trees: PairTrees) -> str:
    index = trees.left.currentIndex().siblingAtColumn(0)
    return str(index.data() or index.siblingAtColumn(Column.RIGHT_ITEM).data())


# --- moving as one ----------------------------------------------------------------------------


def test_the_ways_to_differences_are_open_at_first(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1, m004=1)))
    for view in views(trees):
        assert opened(view, trees) == {"Record", "all", "m001", "m004"}


def test_a_branch_is_opened_and_closed_in_all_views(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5)))
    record = index_of(trees, "Record")
    for opener, closer in zip(views(trees), reversed(views(trees)), strict=True):
        opener.expand(record)
        assert all(view.isExpanded(record) for view in views(trees))
        closer.collapse(record)
        assert not any(view.isExpanded(record) for view in views(trees))


def test_what_one_view_opens_is_told_once(trees: PairTrees, qtbot: QtBot) -> None:
    trees.show_paired(paired(objects(5), objects(5)))
    told: list[object] = []
    for view in views(trees):
        view.expanded.connect(told.append)
    trees.right.expand(index_of(trees, "Record"))
    assert len(told) == 3


def test_views_scroll_together(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(80), objects(80, m070=1)))
    shelf.settle()
    bars = [view.verticalScrollBar() for view in views(trees)]
    assert len({bar.maximum() for bar in bars}) == 1
    assert bars[0].maximum() > 0
    for place, bar in enumerate(bars):
        bar.setValue(100 + place)
        assert {other.value() for other in bars} == {100 + place}
    bars[0].setValue(bars[0].maximum())
    trees.middle.collapse(index_of(trees, "m070"))
    shelf.settle()
    assert len({bar.value() for bar in bars}) == 1
    assert bars[0].value() == bars[0].maximum()


def test_the_current_row_stays_visible_where_the_trees_become_lower(
    trees: PairTrees, shelf: Shelf
) -> None:
    trees.show_paired(paired(objects(80), objects(80, m070=1)))
    shelf.settle()
    trees.step(forward=True)
    bar = trees.left.verticalScrollBar()
    low = trees.left.visualRect(trees.left.currentIndex()).bottom() - 10
    trees.window().resize(WIDTH, trees.window().height() - trees.left.viewport().height() + low)
    shelf.settle()
    for view in views(trees):
        assert view.viewport().height() == low
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
        assert view.visualRect(view.currentIndex()).bottom() < low
    bar.setValue(0)
    trees.window().resize(WIDTH, trees.window().height() - 20)
    shelf.settle()
    assert bar.value() == 0  # it was not in sight before


def test_a_current_row_that_is_cut_is_whole_where_the_trees_become_lower(
    trees: PairTrees, shelf: Shelf
) -> None:
    trees.show_paired(paired(objects(80), objects(80, m070=1)))
    shelf.settle()
    trees.step(forward=True)
    row, height = trees.left.visualRect(trees.left.currentIndex()), trees.left.viewport().height()
    bar = trees.left.verticalScrollBar()
    bar.setValue(bar.value() + row.bottom() - height)  # all but one line of it is in sight
    trees.window().resize(WIDTH, trees.window().height() - 9)
    shelf.settle()
    for view in views(trees):
        assert view.viewport().height() == height - 9
        assert view.visualRect(view.currentIndex()).bottom() < height - 9


def test_rows_stand_beside_each_other(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(80), objects(80, m040=1)))
    trees.step(forward=True)
    shelf.settle()
    index = trees.left.currentIndex()
    tops = {
        view.mapTo(trees, view.viewport().mapTo(view, view.visualRect(cell).topLeft())).y()
        for view, cell in zip(
            views(trees),
            (index.siblingAtColumn(column) for column in (0, Column.DIFFERENCE, Column.RIGHT_ITEM)),
            strict=True,
        )
    }
    assert len(tops) == 1


def test_one_selection_serves_both_sides(trees: PairTrees, qtbot: QtBot) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1)))
    cell = index_of(trees, "m001").siblingAtColumn(Column.RIGHT_VALUE)
    place = trees.right.visualRect(cell).center()
    with qtbot.waitSignal(trees.selected) as told:
        QTest.mouseClick(trees.right.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [trees.current_key]
    assert current(trees) == "m001"
    for view in views(trees):
        assert view.selectionModel().isSelected(index_of(trees, "m001"))
        assert view.currentIndex().row() == cell.row()


def test_the_middle_selects_and_opens_as_well(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1)))
    cell = index_of(trees, "m000").siblingAtColumn(Column.DIFFERENCE)
    QTest.mouseClick(
        trees.middle.viewport(),
        Qt.MouseButton.LeftButton,
        pos=trees.middle.visualRect(cell).center(),
    )
    assert current(trees) == "m000"


def test_the_keyboard_moves_in_both_sides(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1)))
    trees.setFocus()
    assert trees.left.hasFocus()
    trees.select_key(trees.model.key(index_of(trees, "m000")))
    QTest.keyClick(trees.left, Qt.Key.Key_Down)
    assert current(trees) == "m001"
    QTest.keyClick(trees.left, Qt.Key.Key_Tab)
    assert trees.right.hasFocus()
    QTest.keyClick(trees.right, Qt.Key.Key_Left)
    assert not trees.left.isExpanded(index_of(trees, "m001"))
    QTest.keyClick(trees.right, Qt.Key.Key_Right)
    assert trees.left.isExpanded(index_of(trees, "m001"))
    QTest.keyClick(trees.right, Qt.Key.Key_Up)
    assert current(trees) == "m000"
    QTest.keyClick(trees.right, Qt.Key.Key_Tab)
    assert trees.strip.hasFocus()
    QTest.keyClick(trees.strip, Qt.Key.Key_Backtab)
    QTest.keyClick(trees.right, Qt.Key.Key_Backtab)
    assert trees.left.hasFocus()


def test_names_have_one_width_on_both_sides(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5)))
    trees.right.header().resizeSection(Column.RIGHT_ITEM, 301)
    assert trees.left.columnWidth(Column.LEFT_ITEM) == 301
    trees.left.header().resizeSection(Column.LEFT_ITEM, 222)
    assert trees.right.columnWidth(Column.RIGHT_ITEM) == 222


# --- going through the differences ------------------------------------------------------------


def test_steps_go_through_all_differences_and_start_over(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1, m002=1, m004=1)))
    seen = []
    for _ in range(3):
        assert trees.step(forward=True)
        seen.append(trees.place_of(trees.current_key))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert not trees.step(forward=True)
    assert trees.place_of(trees.current_key) == (1, 3)
    assert not trees.step(forward=False)
    assert trees.place_of(trees.current_key) == (3, 3)
    assert trees.step(forward=False)
    assert trees.place_of(trees.current_key) == (2, 3)


def test_a_step_begins_at_the_row_that_the_user_is_on(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1, m003=1)))
    for name, forward, wanted in (
        ("m000", True, 1),
        ("m002", True, 2),
        ("m002", False, 1),
        ("m003", True, 2),
        ("m003", False, 1),
        ("m004", False, 2),
    ):
        trees.left.collapse(index_of(trees, name))
        trees.select_key(trees.model.key(index_of(trees, name)))
        assert trees.place_of(trees.current_key) == (None, 2)
        assert trees.step(forward=forward)
        assert trees.place_of(trees.current_key) == (wanted, 2)


def test_a_step_back_from_nowhere_goes_to_the_last(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1, m003=1)))
    assert trees.step(forward=False)
    assert trees.place_of(trees.current_key) == (2, 2)


def test_where_nothing_differs_no_step_is_made(trees: PairTrees) -> None:
    assert not trees.step(forward=True)
    trees.show_paired(paired(objects(5), objects(5)))
    assert not trees.step(forward=True)
    assert trees.current_key is None
    assert trees.place_of(None) == (None, 0)


def test_hidden_differences_are_stepped_over(trees: PairTrees) -> None:
    left, right = objects(5), objects(5, m001=1)
    left["created_at"], right["created_at"] = "1", "2"
    trees.show_paired(paired(left, right, "created_at"))
    assert trees.step(forward=True)
    assert trees.place_of(trees.current_key) == (1, 1)
    assert not trees.step(forward=True)


def test_a_chosen_row_is_opened_and_brought_to_the_middle(trees: PairTrees, shelf: Shelf) -> None:
    found = paired(objects(300), objects(300, m200=1))
    trees.show_paired(found)
    trees.left.collapseAll()
    assert trees.select_key(found.keys[0])
    shelf.settle()
    middle = trees.left.visualRect(trees.left.currentIndex()).center().y()
    assert abs(middle - trees.left.viewport().height() / 2) < 24
    assert {view.verticalScrollBar().value() for view in views(trees)} == {
        trees.left.verticalScrollBar().value()
    }


def test_a_row_that_is_not_shown_is_not_gone_to(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(5), objects(5, m001=1)))
    same = trees.model.key(index_of(trees, "m000"))
    trees.show_only_differences(True)
    assert not trees.select_key(same)


# --- what is shown ----------------------------------------------------------------------------


def test_only_differences_keeps_the_row_or_goes_to_the_nearest(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(9), objects(9, m001=1, m007=1)))
    trees.step(forward=True)
    key = trees.current_key
    trees.show_only_differences(True)
    assert trees.current_key == key
    names = {index.data() for index in walk(trees.model)}
    assert names == {"Record", "all", "m001", "m007", "b"}
    trees.show_only_differences(False)
    assert trees.current_key == key
    trees.select_key(trees.model.key(index_of(trees, "m006")))
    trees.show_only_differences(True)
    assert trees.place_of(trees.current_key) == (2, 2)


def test_it_says_where_no_difference_is_left(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(2), objects(2)))
    assert not trees.nothing_left.isVisible()
    trees.show_only_differences(True)
    assert trees.nothing_left.isVisible()
    trees.show_only_differences(False)
    assert not trees.nothing_left.isVisible()


def test_hiding_differences_leaves_the_user_where_he_is(trees: PairTrees, shelf: Shelf) -> None:
    found = compared(objects(80), objects(80, m040=1, m070=1))
    trees.show_paired(lay_out(found, Hidden()))
    trees.step(forward=True)
    shelf.settle()
    key, place = trees.current_key, trees.left.verticalScrollBar().value()
    were_open = opened(trees.right, trees)
    trees.show_paired(lay_out(found, hidden(found, ("b",))))
    shelf.settle()
    assert trees.current_key == key
    assert opened(trees.right, trees) == were_open
    assert {view.verticalScrollBar().value() for view in views(trees)} == {place}


def test_another_comparison_begins_at_its_beginning(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(paired(objects(80), objects(80, m070=1)))
    trees.step(forward=True)
    trees.show_paired(paired(objects(80), objects(80, m071=1)))
    shelf.settle()
    assert trees.current_key is None
    assert {view.verticalScrollBar().value() for view in views(trees)} == {0}
    trees.clear()
    assert trees.model.rowCount() == 0
    assert trees.current_key is None


def test_a_branch_is_opened_with_all_below_it_up_to_a_bound(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(10), objects(10)))
    trees.select_key(trees.model.key(index_of(trees, "Record")))
    trees.expand_subtree()
    assert len(opened(trees.right, trees)) == 12
    trees.collapse_subtree()
    assert not opened(trees.right, trees)
    trees.show_paired(paired(objects(900), objects(900)))
    trees.select_key(trees.model.key(index_of(trees, "Record")))
    trees.expand_subtree()
    assert opened(trees.right, trees) == {"Record"}


def test_asterisk_opens_one_row_alone(trees: PairTrees) -> None:
    trees.show_paired(paired(objects(10), objects(10)))
    trees.select_key(trees.model.key(index_of(trees, "Record")))
    QTest.keyClick(trees.right, Qt.Key.Key_Asterisk)
    assert opened(trees.left, trees) == {"Record"}


# --- what is painted --------------------------------------------------------------------------


def row_picture(trees: PairTrees, view: SideView, index: QModelIndex) -> QImage:
    trees.left.selectionModel().clear()
    place = view.visualRect(view.cell(index, view.item))
    place.setLeft(0)
    place.setRight(view.viewport().width() - 1)
    return view.viewport().grab(place).toImage()


def share(image: QImage, colour: str) -> float:
    wanted = QColor(colour).rgb()
    count = sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )
    return count / (image.width() * image.height())


def test_a_row_has_the_ground_of_its_kind_and_a_gap_is_hatched(
    trees: PairTrees, theme: Theme, shelf: Shelf
) -> None:
    trees.show_paired(paired({"a": 1, "b": 2, "c": 3}, {"a": 2, "b": 2, "new": "x"}))
    shelf.settle()
    colours = theme.colours
    changed, removed = index_of(trees, "a"), index_of(trees, "c")
    assert share(row_picture(trees, trees.left, changed), colours.changed_tint) > 0.9
    assert share(row_picture(trees, trees.right, changed), colours.changed_tint) > 0.9
    assert share(row_picture(trees, trees.left, index_of(trees, "b")), colours.surface) > 0.9
    assert share(row_picture(trees, trees.left, removed), colours.removed_tint) > 0.9
    hatched = row_picture(trees, trees.right, removed)
    assert share(hatched, colours.removed_tint) == 0
    assert 0.3 < share(hatched, colours.surface) < 0.95


def test_differing_characters_are_marked(trees: PairTrees, theme: Theme, shelf: Shelf) -> None:
    trees.show_paired(paired({"a": "A Test", "b": "one"}, {"a": "A Text", "b": "one"}))
    shelf.settle()
    for view in (trees.left, trees.right):
        changed, same = index_of(trees, "a"), index_of(trees, "b")
        assert 0 < share(row_picture(trees, view, changed), theme.colours.marker) < 0.05
        assert share(row_picture(trees, view, same), theme.colours.marker) == 0


def test_the_selected_row_has_the_accent_on_both_sides(
    trees: PairTrees, theme: Theme, shelf: Shelf
) -> None:
    trees.show_paired(paired({"a": 1}, {"a": 2}))
    trees.step(forward=True)
    shelf.settle()
    for view in (trees.left, trees.right):
        index = trees.left.currentIndex()
        place = view.visualRect(index.siblingAtColumn(view.item))
        image = view.viewport().grab().toImage()
        assert image.pixelColor(0, place.center().y()).name() == theme.colours.accent.lower()


@pytest.mark.parametrize(("fonts", "width"), [(1, 640), (1, 1_440), (2, 900), (2, 1_440)])
def test_names_and_values_both_have_room(shelf: Shelf, fonts: int, width: int) -> None:
    theme = shelf.theme(fonts)
    trees = PairTrees(theme)
    shelf.show(theme, trees, width, HEIGHT)
    trees.show_paired(paired(objects(3), objects(3, m001=1)))
    shelf.settle()
    assert trees.left.columnWidth(Column.LEFT_ITEM) == trees.right.columnWidth(Column.RIGHT_ITEM)
    for view, item, value in (
        (trees.left, Column.LEFT_ITEM, Column.LEFT_VALUE),
        (trees.right, Column.RIGHT_ITEM, Column.RIGHT_VALUE),
    ):
        room = view.viewport().width()
        assert view.columnWidth(item) + view.columnWidth(value) == room
        assert view.columnWidth(value) >= room / 3


def test_hostile_text_is_painted_as_text(trees: PairTrees, shelf: Shelf) -> None:
    trees.show_paired(
        paired(
            {"a": HOSTILE, HOSTILE: 1, "\U0001f600": "\U0001f600a"},
            {"a": "b", "\U0001f600": "\U0001f600b"},
        )
    )
    trees.step(forward=True)
    shelf.settle()
    trees.grab()


def test_a_long_text_shows_where_it_differs(trees: PairTrees, theme: Theme, shelf: Shelf) -> None:
    head = "The same words again and again. " * 40
    trees.show_paired(paired({"a": head + "one"}, {"a": head + "six"}))
    shelf.settle()
    index = index_of(trees, "a")
    assert share(row_picture(trees, trees.left, index), theme.colours.marker) > 0


def test_the_model_holds_together_while_views_use_it(trees: PairTrees, shelf: Shelf) -> None:
    tester = fatal_tester(trees.model)
    for _ in range(2):
        trees.show_paired(paired(objects(30), objects(30, m001=1, m020=2)))
        trees.step(forward=True)
        trees.show_only_differences(True)
        shelf.settle()
        trees.step(forward=True)
        trees.show_only_differences(False)
        shelf.settle()
    trees.clear()
    assert tester.parent() is None
