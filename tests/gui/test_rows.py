"""The arithmetic of the tree's rows: parents, children, positions, buckets. No widgets."""

from collections.abc import Sequence

import pytest

from inspector.document.json_types import Json
from inspector.gui.document.rows import (
    BUCKET_SIZE,
    ROOT,
    AllRows,
    Outline,
    PrimaryRows,
    Rows,
    is_bucket,
)
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, GroupName


def outline_of(value: object, *groups: Sequence[str]) -> Outline[NodeTable]:
    """Groups whose entries are the values at the given pointers."""
    table = NodeTable(value)  # type: ignore[arg-type]
    names = list(GroupName)
    made = [
        Group(names[place], tuple(table.find(pointer) for pointer in pointers))
        for place, pointers in enumerate(groups)
    ]
    return Outline(table, tuple(made))


def walk(rows: Rows, parent: int = ROOT) -> list[int]:
    """All keys, checking that each knows its own place."""
    found = []
    assert rows.children(parent) == [rows.child(parent, row) for row in range(rows.count(parent))]
    for row in range(rows.count(parent)):
        key = rows.child(parent, row)
        assert rows.parent(key) == parent
        assert rows.row(key) == row
        found += [key, *walk(rows, key)]
    return found


def test_a_value_may_stand_under_two_groups() -> None:
    value = {"events": [{"payload": {"graph": {"title": "x"}}}]}
    outline = outline_of(value, ["/events/0"], ["/events/0/payload/graph"])
    rows = Rows(outline, AllRows(outline))
    keys = walk(rows)
    assert len(keys) == len(set(keys)) == 2 + 4 + 2


@pytest.mark.parametrize("count", [0, 1, 999, 1_000, 1_001, 2_000, 2_345])
def test_a_parent_has_a_thousand_rows_at_most(count: int) -> None:
    value: Json = {"list": [[] for _ in range(count)]}
    outline = outline_of(value, ["/list"])
    rows = Rows(outline, AllRows(outline))
    keys = walk(rows)
    entry = rows.child(0, 0)
    assert rows.count(entry) <= max(BUCKET_SIZE, 1)
    buckets = [key for key in keys if is_bucket(key)]
    assert len(buckets) == (0 if count <= BUCKET_SIZE else -(-count // BUCKET_SIZE))
    assert len(keys) - len(buckets) == 2 + count


def test_entries_of_a_group_are_bucketed_too() -> None:
    value = {"events": [{"a": 1} for _ in range(2_500)]}
    outline = outline_of(value, [f"/events/{place}" for place in range(2_500)])
    rows = Rows(outline, AllRows(outline))
    keys = walk(rows)
    assert rows.count(0) == 3
    assert rows.span(rows.child(0, 2)) == (2_000, 2_499)
    assert len(keys) == 1 + 3 + 2_500 * 2


def test_the_home_of_a_value_is_its_first_group() -> None:
    value = {"events": [{"payload": {"graph": {"title": "x"}}}], "other": 1}
    outline = outline_of(value, ["/events/0"], ["/events/0/payload/graph"], ["/other"])
    primary_rows = PrimaryRows(outline)
    table = outline.table
    assert primary_rows.entry(table.find("/events/0/payload/graph/title")) == 0
    assert primary_rows.entry(table.find("/other")) == 2
    assert primary_rows.above_entries == {table.find("/events"): 0, 0: 0}
    rows = Rows(outline, AllRows(outline))
    for node in range(len(table)):
        assert rows.shows(primary_rows.key(node))
