"""The rows of a comparison with Qt's model tester, which aborts at the first breach."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QAbstractItemModelTester

from inspector.compare.volatile import Hidden, hidden
from inspector.gui.compare.comparison_tree import ComparisonTree, lay_out
from inspector.gui.compare.pair_model import OPEN_ROLE, VALUES, Column, PairModel
from inspector.gui.compare.pair_row import LEFT, RIGHT
from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.document.rows import node_of
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Scheme, Theme
from inspector.jobs.comparing import compare_sides
from inspector.jobs.session import Session
from tests.gui.compare.shelf import HIDDEN, HOSTILE
from tests.gui.conftest import BUNDLE, RECORD, STATE, fatal_tester
from tests.gui.test_tree_model import walk
from tests.unit.compare.sides import compared, read_side
from tests.vectors.builder import FOLDER

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
TIP = Qt.ItemDataRole.ToolTipRole
ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.FontRole),
    *(Qt.ItemDataRole.ForegroundRole, TIP, SPOKEN, COUNT_ROLE, OPEN_ROLE),
)


@pytest.fixture
def model(qapp: Any) -> PairModel:
    return PairModel(Theme(qapp, Scheme.LIGHT, blue_orange=False))


@pytest.fixture
def tester(model: PairModel) -> QAbstractItemModelTester:
    return fatal_tester(model)


def paired(left: Any, right: Any, *volatile: str) -> ComparisonTree:
    found = compared(left, right)
    return lay_out(found, hidden(found, volatile) if volatile else Hidden())


def rows(model: PairModel) -> dict[str, QModelIndex]:
    """The first cell of each row, by the name of the side that has one."""
    found: dict[str, QModelIndex] = {}
    for index in walk(model):
        name = cell(index, Column.LEFT_ITEM) or cell(index, Column.RIGHT_ITEM)
        found.setdefault(name, index)
    return found


def cell(index: QModelIndex, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
    return index.siblingAtColumn(column).data(role)


def words(index: QModelIndex) -> list[str]:
    return [cell(index, column) or "" for column in Column]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BUNDLE, BUNDLE),
        (STATE, BUNDLE),
        (RECORD, STATE),
        *(
            (str(FOLDER / f"{one}.json"), str(FOLDER / f"{other}.json"))
            for one, other in [
                ("good", "payload-changed"),
                ("good-state", "every-event-type"),
                ("hostile-title", "big-integers"),
                ("full-section", "chained-events"),
            ]
        ),
    ],
)
def test_any_two_documents_hold_together(
    model: PairModel, tester: QAbstractItemModelTester, session: Session, left: str, right: str
) -> None:
    found = compare_sides(read_side(left, session), read_side(right, session)).comparison
    laid_out = lay_out(found, Hidden())
    model.show(laid_out)
    everything = walk(model)
    for index in everything:
        for column in Column:
            for role in ROLES:
                index.siblingAtColumn(column).data(role)
    for key in laid_out.keys:
        index = model.index_of(key)
        assert model.pair(index) == node_of(key)
        assert cell(index, Column.DIFFERENCE)
    model.show_only_differences(True)
    assert len(walk(model)) <= len(everything)
    model.show_only_differences(False)
    model.show(None)
    assert model.rowCount() == 0


def test_a_row_says_both_values_and_what_differs(
    model: PairModel, tester: QAbstractItemModelTester
) -> None:
    left = {"same": "one", "changed": 1, "removed": {"a": 1}}
    model.show(paired(left, {"same": "one", "changed": 1.0, "added": [1, 2]}))
    found = rows(model)
    assert words(found["same"]) == ["same", "one", "", "same", "one"]
    assert words(found["changed"]) == ["changed", "1", "changed", "changed", "1.0"]
    assert words(found["removed"]) == ["removed", "1 member", "removed", "", ""]
    assert words(found["added"]) == ["", "", "added", "added", "2 items"]
    for name, tone in (
        ("changed", ColourRole.CHANGED),
        ("removed", ColourRole.REMOVED),
        ("added", ColourRole.ADDED),
    ):
        assert model.tone(found[name]) is tone
        assert isinstance(
            cell(found[name], Column.DIFFERENCE, Qt.ItemDataRole.DecorationRole), QIcon
        )
    assert model.tone(found["same"]) is None


def test_gaps_and_counts_are_those_of_a_side(model: PairModel) -> None:
    model.show(paired({"o": {"a": [1, 2]}}, {"o": {"a": [1, 2, 3]}, "b": {}}))
    found = rows(model)
    assert not model.is_gap(found["a"], LEFT)
    assert model.is_gap(found["b"], LEFT)
    assert not model.is_gap(found["b"], RIGHT)
    assert cell(found["a"], Column.LEFT_ITEM, COUNT_ROLE) == 2
    assert cell(found["a"], Column.RIGHT_ITEM, COUNT_ROLE) == 3
    assert not cell(found["b"], Column.LEFT_ITEM, COUNT_ROLE)


def test_a_closed_branch_counts_what_differs_below_it(model: PairModel) -> None:
    model.show(paired({"a": {"b": {"c": 1, "d": 2}}}, {"a": {"b": {"c": 2, "d": 3}}}))
    found = rows(model)
    assert cell(found["a"], Column.DIFFERENCE) == "2 differences"
    assert cell(found["b"], Column.DIFFERENCE) == "2 differences"
    assert cell(found["b"], Column.DIFFERENCE, OPEN_ROLE) == ""
    assert cell(found["c"], Column.DIFFERENCE, OPEN_ROLE) == "changed"


def test_a_moved_item_says_its_places_and_what_changed_in_it(model: PairModel) -> None:
    def claims(*ids: str, text: str = "same") -> dict[str, Any]:
        return {"claims": [{"claim_id": one, "text": text if one == "c" else ""} for one in ids]}

    model.show(paired(claims("a", "b", "c"), claims("c", "a", "b", text="other")))
    found = rows(model)
    assert cell(found["c"], Column.DIFFERENCE) == "moved 3 → 1, 1 inside"
    assert cell(found["c"], Column.DIFFERENCE, OPEN_ROLE) == "moved 3 → 1"
    assert model.tone(found["c"]) is ColourRole.MOVED


def test_what_is_inside_something_added_is_faint(model: PairModel) -> None:
    model.show(paired({"a": 1}, {"a": 1, "new": {"inner": {"deep": 1}}}))
    found = rows(model)
    faint = model._theme.colour(ColourRole.FAINT)
    assert cell(found["new"], Column.DIFFERENCE, Qt.ItemDataRole.ForegroundRole) != faint
    for name in ("inner", "deep"):
        assert words(found[name])[2:4] == ["added", name]
        assert cell(found[name], Column.DIFFERENCE, Qt.ItemDataRole.ForegroundRole) == faint
        assert model.tone(found[name]) is None
    assert cell(found["new"], Column.DIFFERENCE, OPEN_ROLE) == "added"


def test_only_differences_can_show_the_parts_of_what_was_added(
    model: PairModel, tester: QAbstractItemModelTester
) -> None:
    model.show(paired({"a": 1, "b": {"c": 1}}, {"a": 1, "b": {"c": 2}, "new": {"inner": 1}}))
    model.show_only_differences(True)
    assert set(rows(model)) == {"Record", "b", "c", "new", "inner"}


def test_a_hidden_difference_stays_in_brackets(
    model: PairModel, tester: QAbstractItemModelTester
) -> None:
    left = {"a": {"created_at": "then", "b": 1}, "created_at": "then", "c": {"d": 1}}
    right = {"a": {"created_at": "now", "b": 2}, "created_at": "now", "c": {"d": 2}}
    model.show(paired(left, right, "created_at"))
    found = rows(model)
    top = model.index_of(next(model.key(i) for i in walk(model) if words(i)[2] == "(changed)"))
    assert words(top) == ["created_at", "then", "(changed)", "created_at", "now"]
    assert (
        cell(top, Column.DIFFERENCE, SPOKEN)
        == "(changed), hidden, created_at, left then, right now"
    )
    assert model.tone(top) is None
    assert model.marks(top, LEFT) is None
    # The one beside another change is shown.
    assert cell(found["a"], Column.DIFFERENCE) == "2 differences"
    model.show_only_differences(True)
    assert [words(index)[0] for index in walk(model)].count("created_at") == 1


def test_hiding_differences_leaves_the_rows_where_they_are(
    model: PairModel, tester: QAbstractItemModelTester, qtbot: Any
) -> None:
    found = compared({"a": {"b": 1}}, {"a": {"b": 2}})
    model.show(lay_out(found, Hidden()))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.layoutChanged):
        model.show(lay_out(found, hidden(found, ("a", "b"))))
    assert words(rows(model)["b"])[2] == "(changed)"
    with qtbot.waitSignal(model.modelReset):
        model.show(paired({"a": 1}, {"a": 2}))


@pytest.mark.parametrize(
    ("left", "right", "name", "said"),
    [
        ({"a": "Eve"}, {"a": "Ada"}, "a", "changed, a, left Eve, right Ada"),
        ({"a": "Eve"}, {"a": "Eve"}, "a", "a, Eve"),
        ({"a": 1, "b": 2}, {"a": 1}, "b", "removed, b, only on the left, 2"),
        ({"a": 1}, {"a": 1, "b": 2}, "b", "added, b, only on the right, 2"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "a", "1 difference, a, 1 member"),
    ],
)
def test_a_row_is_heard_as_a_whole(
    model: PairModel, left: Any, right: Any, name: str, said: str
) -> None:
    model.show(paired(left, right))
    assert {cell(rows(model)[name], column, SPOKEN) for column in Column} == {said}


def test_an_item_that_has_another_place_is_heard_with_both(model: PairModel) -> None:
    model.show(paired({"list": [[1], [2], [3]]}, {"list": [[3], [1], [2]]}))
    said = [cell(index, Column.DIFFERENCE, SPOKEN) for index in walk(model)]
    assert "moved 3 → 1, left list 2, 1 item, right list 0, 1 item" in said


def test_text_of_a_document_stays_text(model: PairModel, tester: QAbstractItemModelTester) -> None:
    model.show(paired({HOSTILE: HOSTILE, "a": HOSTILE}, {HOSTILE: HOSTILE + "!", "a": "b"}))
    for index in walk(model):
        for column in Column:
            for role in (Qt.ItemDataRole.DisplayRole, SPOKEN):
                shown = cell(index, column, role) or ""
                assert not set(HIDDEN) & set(shown)
            tip = cell(index, column, TIP) or "<span></span>"
            assert tip.startswith("<span>")
            assert "<b>" not in tip
            assert "<img" not in tip
        for side in (LEFT, RIGHT):
            marked = model.marks(index, side)
            assert marked is None or not set(HIDDEN) & set(marked.text)


def test_a_value_of_many_megabytes_is_cut_first(model: PairModel) -> None:
    model.show(paired({"a": "x" * 20_000_000}, {"a": "y" * 20_000_000}))
    index = rows(model)["a"]
    assert all(len(word) <= 201 for word in words(index))
    assert len(cell(index, Column.LEFT_ITEM, SPOKEN)) < 1_000
    marked = model.marks(index, LEFT)
    assert marked is not None
    assert len(marked.text) < 500


def test_thousands_of_items_come_in_buckets(
    model: PairModel, tester: QAbstractItemModelTester
) -> None:
    left = {"list": {f"m{number:04}": number for number in range(2_500)}}
    right = {"list": {**left["list"], "m0003": -1, "m0999": -1, "m1000": -1, "new": 0}}
    model.show(paired(left, right))
    top = rows(model)["list"]
    buckets = [model.index(row, 0, top) for row in range(model.rowCount(top))]
    assert [words(bucket)[0] for bucket in buckets] == [
        "0 to 999",
        "1,000 to 1,999",
        "2,000 to 2,500",
    ]
    assert [words(bucket)[2] for bucket in buckets] == [
        "2 differences",
        "1 difference",
        "1 difference",
    ]
    assert [model.leads_on(bucket) for bucket in buckets] == [True, True, True]
    assert model.stretch(model.key(buckets[1])).begin == model.stretch(model.key(top)).begin + 1_001
    assert words(buckets[0])[3] == "0 to 999"


def test_thousands_of_events_come_in_buckets_with_their_differences(
    model: PairModel, tester: QAbstractItemModelTester
) -> None:
    def state(*changed: int) -> Any:
        events = [{"event_id": f"{n:05}", "x": int(n in changed)} for n in range(2_100)]
        return {"current": {"graph_snapshots": events}}

    model.show(paired(state(), state(1, 1_500, 1_501)))
    top = rows(model)["Events"]
    buckets = [model.index(row, 0, top) for row in range(model.rowCount(top))]
    assert [words(bucket)[2] for bucket in buckets] == ["1 difference", "2 differences", ""]
    assert [model.leads_on(bucket) for bucket in buckets] == [True, True, False]


def test_both_values_of_a_row_have_one_font(model: PairModel) -> None:
    model.show(paired({"a": "Eve", "b": "Eve"}, {"a": "Ada Example", "b": "Bob"}))
    found = rows(model)

    def is_fixed(name: str, column: Column) -> bool:
        font = cell(found[name], column, Qt.ItemDataRole.FontRole)
        return bool(font == model._theme.font(TextStyle.MONO))

    assert [is_fixed("a", column) for column in VALUES] == [False, False]
    assert [is_fixed("b", column) for column in VALUES] == [True, True]


def test_spelling_of_each_file_is_beside_a_number(
    model: PairModel, session: Session, tmp_path: Path
) -> None:
    whole = Path(BUNDLE).read_bytes().rstrip()[:-1]
    sides = []
    for name, numbers in (
        ("left", b'{"same": 1E2, "other": 1.10}'),
        ("right", b'{"same": 100.0, "other": 1.20}'),
    ):
        file = tmp_path / f"{name}.json"
        file.write_bytes(whole + b', "n": ' + numbers + b"}")
        sides.append(read_side(str(file), session))
    model.show(lay_out(compare_sides(sides[0], sides[1]).comparison, Hidden()))
    found = rows(model)
    left = [cell(found[name], Column.LEFT_VALUE) for name in ("same", "other")]
    right = [cell(found[name], Column.RIGHT_VALUE) for name in ("same", "other")]
    assert left == ["100.0 (file: 1E2)", "1.1 (file: 1.10)"]
    assert right == ["100.0", "1.2 (file: 1.20)"]
