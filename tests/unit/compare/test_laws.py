"""Laws for any two documents: no difference is lost, none is counted twice."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.compare.columns import ABSENT, ChangeKind, MatchedBy
from inspector.compare.comparison import Comparison, compare
from inspector.compare.side import Side
from inspector.document.json_types import Json
from inspector.document.reader import read_document
from inspector.tree.nodes import NodeTable
from tests.conftest import BUNDLE, RECORD, sample
from tests.unit.compare.sides import (
    ANY_OBJECTS,
    MEETING_OBJECTS,
    TWO_OBJECTS,
    canonical,
    compared,
    reordered,
    side,
)

WHOLE = {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED}


def every_pair(comparison: Comparison) -> list[int]:
    """All pairs, each behind the one that holds it; those nobody asked for are made now."""
    found = [0]
    for pair in found:
        found += comparison.pairs.children(pair)
    return found


def values(comparison: Comparison, pair: int) -> tuple[Json, Json]:
    """Both values of a pair with two sides."""
    pairs = comparison.pairs
    return (
        comparison.left.table.value(pairs.left(pair)),
        comparison.right.table.value(pairs.right(pair)),
    )


def has_both(comparison: Comparison, pair: int) -> bool:
    return ABSENT not in {comparison.pairs.left(pair), comparison.pairs.right(pair)}


def wholes_above(comparison: Comparison, pair: int) -> list[int]:
    """The pair and those above it that were added, removed or changed as a whole."""
    pairs = comparison.pairs
    return [one for one in (pair, *pairs.ancestors(pair)) if pairs.kind(one) in WHOLE]


# --- a value and itself -----------------------------------------------------------------------


@given(MEETING_OBJECTS | ANY_OBJECTS, st.randoms())
def test_no_difference_to_itself_whatever_the_order_of_members(value: Any, random: Any) -> None:
    other = reordered(value, lambda names: random.sample(names, len(names)))
    for right in (value, other):
        found = compared(value, right)
        assert found.identical
        assert list(found.changes()) == []
        assert all(has_both(found, pair) for pair in every_pair(found))


@given(TWO_OBJECTS)
def test_identical_is_what_has_the_same_canonical_json(two: tuple[Any, Any]) -> None:
    assert compared(*two).identical == (canonical(two[0]) == canonical(two[1]))


# --- both sides, once -------------------------------------------------------------------------


@given(TWO_OBJECTS)
def test_every_node_is_in_one_pair(two: tuple[Any, Any]) -> None:
    found = compared(*two)
    pairs = found.pairs
    for table, node_of, pair_of in (
        (found.left.table, pairs.left, pairs.of_left),
        (found.right.table, pairs.right, pairs.of_right),
    ):
        nodes = [node_of(pair) for pair in every_pair(found) if node_of(pair) != ABSENT]
        assert sorted(nodes) == list(range(len(table)))
        assert all(node_of(pair_of(node)) == node for node in nodes)  # type: ignore[arg-type]
        check_parents(found, table, node_of)
    assert all(
        (pairs.matched_by(pair) is MatchedBy.NOTHING) == (not has_both(found, pair))
        for pair in every_pair(found)
    )


def check_parents(found: Comparison, table: NodeTable, node_of: Any) -> None:
    """A pair is below the pair of its value's container."""
    pairs = found.pairs
    for pair in every_pair(found)[1:]:
        if (node := node_of(pair)) != ABSENT:
            assert node_of(pairs.parent(pair)) == table.parent(node)


@given(TWO_OBJECTS)
def test_every_leaf_is_accounted_for_once(two: tuple[Any, Any]) -> None:
    found = compared(*two)
    pairs = found.pairs
    for pair in every_pair(found):
        wholes = wholes_above(found, pair)
        assert len(wholes) <= 1
        assert (pairs.inside(pair) is not None) == bool(wholes and wholes[0] != pair)
        assert pairs.inside(pair) is None or pairs.inside(pair) is pairs.kind(wholes[0])
        if not has_both(found, pair):
            assert wholes
        elif not wholes:
            check_same(*values(found, pair))


def check_same(left: Json, right: Json) -> None:
    """Two values that are no change are of one type, and the same unless there is more below."""
    assert type(left) is type(right)
    if not isinstance(left, (dict, list)):
        assert canonical(left) == canonical(right)


@given(TWO_OBJECTS)
def test_a_change_names_the_deepest_place(two: tuple[Any, Any]) -> None:
    found = compared(*two)
    for change in found.changes():
        left, right = change.left, change.right
        assert (change.left_path is None) == (change.kind is ChangeKind.ADDED)
        assert (change.right_path is None) == (change.kind is ChangeKind.REMOVED)
        if change.kind is ChangeKind.CHANGED:
            assert canonical(left) != canonical(right)
            assert type(left) is not type(right) or not isinstance(left, (dict, list))
        elif change.kind is ChangeKind.MOVED:
            assert type(left) is type(right)
            assert isinstance(left, (dict, list)) or canonical(left) == canonical(right)


# --- how many, and in what order --------------------------------------------------------------


@given(TWO_OBJECTS)
def test_counts_add_up(two: tuple[Any, Any]) -> None:
    found = compared(*two)
    pairs = found.pairs
    kinds = {pair: pairs.kind(pair) for pair in every_pair(found)}
    assert set(pairs.changes) == {pair for pair, kind in kinds.items() if kind is not None}
    assert pairs.below(0) == len(pairs.changes) == found.counts.total
    counted = Counter(kind for kind in kinds.values() if kind is not None)
    assert found.counts == tuple(counted[kind] for kind in ChangeKind)
    for pair in every_pair(found):
        under = sum(pairs.below(child) for child in pairs.children(pair))
        assert pairs.below(pair) == under + (kinds[pair] is not None)


@given(TWO_OBJECTS)
def test_changes_stand_in_the_order_of_reports(two: tuple[Any, Any]) -> None:
    check_order(compared(*two))


def check_order(found: Comparison) -> None:
    places = [
        (change.left_path is None, *address(found, change.pair)) for change in found.changes()
    ]
    assert places == sorted(places)


def address(found: Comparison, pair: int) -> tuple[int, ...]:
    """The position of the left value in its document, or else of the right."""
    node = found.pairs.left(pair)
    if node != ABSENT:
        return found.left.table.address(node)
    return found.right.table.address(found.pairs.right(pair))


@given(TWO_OBJECTS)
def test_pairs_keep_the_order_of_the_left(two: tuple[Any, Any]) -> None:
    """What only the right has follows the nearest earlier one that both have."""
    found = compared(*two)
    pairs = found.pairs
    for pair in every_pair(found):
        children = pairs.children(pair)
        lefts = [pairs.left(child) for child in children if pairs.left(child) != ABSENT]
        assert lefts == sorted(lefts)
        if pairs.kind(pair) not in WHOLE and pairs.inside(pair) is None:
            check_gaps(found, children)


def check_gaps(found: Comparison, children: range) -> None:
    pairs = found.pairs
    in_right_order = sorted(
        (child for child in children if pairs.right(child) != ABSENT), key=pairs.right
    )
    for before, child in zip([None, *in_right_order], in_right_order, strict=False):
        if pairs.left(child) == ABSENT:
            expected = children[0] if before is None else before + 1
            assert child == expected


def of_bundle_and_record() -> tuple[Side, Side]:
    """Two documents of different type, whose common parts are in different orders."""
    bundle: Any = json.loads(sample(BUNDLE))
    record: Any = json.loads(sample(RECORD))
    record["receipt"] = {"first": 1, **bundle["events"][0]["payload"]["receipt"]}
    record["canonical_record"]["new"] = 1
    documents = read_document(canonical(bundle)), read_document(canonical(record))
    one, other = (replace(side(document.value), document=document) for document in documents)
    return one, other


@pytest.mark.parametrize("is_turned", [False, True])
def test_changes_of_several_parts_stand_in_the_order_of_reports(*, is_turned: bool) -> None:
    bundle, record = of_bundle_and_record()
    found = compare(record, bundle) if is_turned else compare(bundle, record)
    assert len(found.parts) > 3
    assert found.counts.added
    check_order(found)


# --- the other way round ----------------------------------------------------------------------


OPPOSITE = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


@given(TWO_OBJECTS)
@example(({"list": [True, -0.0]}, {"list": [-0.0, 1]}))
def test_swapped_sides_swap_what_was_added_and_removed(two: tuple[Any, Any]) -> None:
    """Each single change, not only the counts."""
    there = Counter(
        (OPPOSITE.get(kind, kind), right_path, left_path, way)
        for kind, left_path, right_path, _, _, way, _ in compared(*two).changes()
    )
    back = Counter(
        (kind, left_path, right_path, way)
        for kind, left_path, right_path, _, _, way, _ in compared(two[1], two[0]).changes()
    )
    assert there == back


@given(TWO_OBJECTS)
def test_the_order_of_members_never_counts(two: tuple[Any, Any]) -> None:
    turned = reordered(two[0], lambda names: names[::-1])
    assert compared(turned, two[1]).counts == compared(*two).counts


def test_the_order_of_many_members_does_not_count_either() -> None:
    """With this many, only some are used to compute the similarity."""
    one = {f"{name:03}": name for name in range(200)}
    other = {name if value < 100 else f"new {name}": value for name, value in one.items()}
    left, right = [one, {"a": 1}], [{"b": 2}, other]
    counts = compared({"list": left}, {"list": right}).counts
    turned = [dict(reversed(item.items())) for item in left]
    assert counts == compared({"list": turned}, {"list": right}).counts


@given(TWO_OBJECTS)
def test_nothing_is_written_to_either_side(two: tuple[Any, Any]) -> None:
    before = repr(two)
    compared(*two)
    assert repr(two) == before
