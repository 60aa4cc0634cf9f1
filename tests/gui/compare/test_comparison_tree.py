"""The rows of a comparison: each difference has one position, in visual order."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import Comparison
from inspector.compare.volatile import Hidden, hidden
from inspector.errors import CancelledError
from inspector.gui.compare.comparison_tree import ComparisonTree, lay_out
from inspector.gui.document.rows import (
    ROOT,
    AllRows,
    RowFilter,
    Rows,
    is_bucket,
    is_group,
    node_of,
)
from inspector.progress import Progress
from tests.unit.compare.sides import TWO_OBJECTS, compared

NOTHING = Hidden()
laws = settings(max_examples=40)
NAMES = ("a", "0", "payload", "event_id")


def walk(rows: Rows, parent: int = ROOT) -> Iterator[int]:
    """The keys of all rows from top to bottom."""
    for row in range(rows.count(parent)):
        key = rows.child(parent, row)
        yield key
        yield from walk(rows, key)


def rows_of(paired: ComparisonTree, pick: RowFilter | None = None) -> Rows:
    return Rows(paired.outline, pick or AllRows(paired.outline))


def changes_of(comparison: Comparison, left_out: Hidden = NOTHING) -> list[int]:
    return [pair for pair in comparison.pairs.changes if not left_out.is_hidden(pair)]


def is_pair(key: int) -> bool:
    return not is_group(key) and not is_bucket(key)


@laws
@given(TWO_OBJECTS)
def test_each_difference_has_one_row(two: tuple[Any, Any]) -> None:
    found = compared(*two)
    paired = lay_out(found, NOTHING)
    assert sorted(map(node_of, paired.keys)) == sorted(changes_of(found))
    assert [node_of(key) for key in paired.keys] == list(paired.numbers)
    assert all(paired.key(node_of(key)) == key for key in paired.keys)
    counted = Counter({kind: len(places) for kind, places in paired.by_kind.items()})
    assert counted == Counter(dict(zip(ChangeKind, found.counts, strict=True)))


@laws
@given(TWO_OBJECTS)
def test_differences_follow_one_another_as_their_rows_do(two: tuple[Any, Any]) -> None:
    paired = lay_out(compared(*two), NOTHING)
    shown = [key for key in walk(rows_of(paired)) if key in set(paired.keys)]
    assert shown == list(paired.keys)
    assert all(before < after for before, after in pairwise(paired.places))


def opened(paired: ComparisonTree, rows: Rows) -> list[int]:
    """The rows if exactly the paths to differences are expanded."""
    branches = {ROOT}
    for key in paired.keys:
        while (key := rows.parent(key)) not in branches:
            branches.add(key)
    return [key for key in walk(rows) if rows.parent(key) in branches]


@laws
@given(TWO_OBJECTS)
def test_a_row_has_its_place_among_those_that_are_open(two: tuple[Any, Any]) -> None:
    paired = lay_out(compared(*two), NOTHING)
    rows = rows_of(paired)
    places = {key: place for place, key in enumerate(opened(paired, rows))}
    assert paired.visual_order.total == len(places)
    for key in walk(rows):
        above = key
        while above not in places:
            above = rows.parent(above)
        inside = [below for below in walk(rows, above) if below in places]
        end = places[above] + 1 + len(inside)
        assert paired.visual_order.stretch(key) == (places[above], end)
    assert [places[key] for key in paired.keys] == list(paired.places)


@laws
@given(TWO_OBJECTS)
def test_only_differences_leaves_what_leads_to_one_or_is_a_part_of_one(
    two: tuple[Any, Any],
) -> None:
    paired = lay_out(compared(*two), NOTHING)
    pairs = paired.outline.table
    rows = rows_of(paired)
    kept = set(walk(rows_of(paired, paired.differences)))
    for key in filter(is_pair, walk(rows)):
        above = rows.parent(key)
        is_part = above in kept and is_pair(above)
        is_part = is_part and paired.differences.is_whole(node_of(above))
        assert (key in kept) == (pairs.below(node_of(key)) > 0 or is_part)


@laws
@given(TWO_OBJECTS)
def test_what_is_hidden_is_counted_nowhere_and_stepped_to_never(two: tuple[Any, Any]) -> None:
    found = compared(*two)
    left_out = hidden(found, NAMES)
    paired = lay_out(found, left_out)
    shown = changes_of(found, left_out)
    assert sorted(map(node_of, paired.keys)) == sorted(shown)
    pairs, differences = found.pairs, paired.differences
    below = Counter(above for pair in shown for above in (pair, *pairs.ancestors(pair)))
    for key in filter(is_pair, walk(rows_of(paired))):
        pair = node_of(key)
        assert differences.below(pair) == below[pair]
        assert differences.deeper(pair) == below[pair] - (pair in shown)
    kept = map(node_of, filter(is_pair, walk(rows_of(paired, differences))))
    assert all(below[pair] or pairs.inside(pair) is not None for pair in kept)


@laws
@given(TWO_OBJECTS)
def test_a_group_counts_what_is_below_it(two: tuple[Any, Any]) -> None:
    paired = lay_out(compared(*two), NOTHING)
    rows = rows_of(paired)
    pairs = paired.outline.table
    for group in range(len(paired.outline.groups)):
        below = {node_of(key) for key in filter(is_pair, walk(rows, group))}
        assert paired.differences.in_group(group) == sum(
            pairs.kind(pair) is not None for pair in below
        )


def test_any_row_knows_the_difference_after_it_and_the_nearest_one() -> None:
    left = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
    paired = lay_out(compared(left, {**left, "b": 0, "d": 0}), NOTHING)
    assert list(paired.places) == [2, 4]
    assert [paired.following(row, forward=True) for row in range(6)] == [0, 0, 1, 1, 2, 2]
    assert [paired.following(row, forward=False) for row in range(6)] == [-1, -1, -1, 0, 0, 1]
    assert [paired.nearest(row) for row in (-5, 0, 2.4, 3.5, 9)] == [0, 0, 0, 1, 1]


def test_a_difference_in_a_snapshot_is_at_home_among_the_snapshots() -> None:
    def state(title: str) -> Any:
        snapshot = {"payload": {"graph_snapshot": {"paper": {"title": title}}}}
        return {"current": {"graph_snapshots": [snapshot]}}

    paired = lay_out(compared(state("one"), state("two")), NOTHING)
    rows = rows_of(paired)
    [key] = paired.keys
    while not is_group(key):
        key = rows.parent(key)
    names = [group.name for group in paired.outline.groups]
    assert names == ["Events", "Snapshots"]
    assert names[key] == "Snapshots"
    assert [paired.differences.in_group(group) for group in range(2)] == [1, 1]


def test_laying_out_can_be_cancelled() -> None:
    def cancel(_: Progress) -> None:
        raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        lay_out(compared({"a": 1}, {"a": 2}), NOTHING, cancel)
