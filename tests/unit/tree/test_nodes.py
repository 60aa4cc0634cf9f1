"""The node table: parent and child, row and step, pointer and find are inverse."""

import json
from typing import Any

import pytest
from hypothesis import given

from inspector.document.measure import measure
from inspector.document.pointer import join, resolve
from inspector.errors import CancelledError, PointerError
from inspector.progress import Progress
from inspector.tree.nodes import NodeTable
from tests.conftest import SAMPLES, json_containers, json_values, sample


def pointers(value: Any, path: str = "") -> list[str]:
    """Every pointer of a value in document order, the root first."""
    found = [path]
    if not isinstance(value, (dict, list)):
        return found
    for step, child in value.items() if isinstance(value, dict) else enumerate(value):
        found += pointers(child, join(path, step))
    return found


def check_laws(value: Any) -> None:
    table = NodeTable(value)
    nodes = range(len(table))
    for node in nodes:
        assert table.value(node) is resolve(value, table.pointer(node))
        assert table.find(table.pointer(node)) == node
        children = table.children(node)
        assert len(children) == table.child_count(node)
        assert [table.row(child) for child in children] == list(range(len(children)))
        assert all(table.parent(child) == node for child in children)
        inner = table.value(node)
        assert [table.step(child) for child in children] == (
            list(inner) if isinstance(inner, dict) else list(range(len(children)))
        )
        if node:
            assert node in table.children(table.parent(node))
            assert list(table.ancestors(node))[-1] == 0
    assert list(table.names()) == [table.name(node) for node in nodes]
    assert table.parent(0) == table.row(0) == 0
    in_order = [table.pointer(node) for node in sorted(nodes, key=table.address)]
    assert in_order == pointers(value)


@given(json_values() | json_containers())
def test_table_counts_as_one_walk_does(value: Any) -> None:
    assert NodeTable(value).size == measure(value)


def test_the_members_of_a_large_object_have_their_names() -> None:
    check_laws({f"name {number}": [number] for number in range(100)})


@given(json_values() | json_containers())
def test_any_value_obeys_the_laws(value: Any) -> None:
    check_laws(value)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_obey_the_laws(name: str) -> None:
    check_laws(json.loads(sample(name)))


@pytest.mark.parametrize(
    ("pointer", "nearest", "rest"),
    [
        ("/a/1/b", "/a/1/b", []),
        ("/a/1/missing/x", "/a/1", ["missing", "x"]),
        ("/a/2", "/a", ["2"]),
        ("/a/01", "/a", ["01"]),
        ("/a/-", "/a", ["-"]),
        ("/a/٠", "/a", ["٠"]),
        ("/a/" + "9" * 5000, "/a", ["9" * 5000]),
        ("/nowhere", "", ["nowhere"]),
        ("/", "/", []),
        ("/x~1y", "/x~1y", []),
    ],
)
def test_nearest_node_of_a_pointer_is_found_with_the_rest(
    pointer: str, nearest: str, rest: list[str]
) -> None:
    table = NodeTable({"a": [0, {"b": 1}], "": 2, "x/y": 3})
    node, left = table.nearest(pointer)
    assert (table.pointer(node), left) == (nearest, rest)
    if rest:
        with pytest.raises(PointerError):
            table.find(pointer)


def test_table_reports_progress_and_can_be_stopped() -> None:
    def stop(progress: Progress) -> None:
        assert progress.done
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        NodeTable([[number] for number in range(100_000)], stop)


def test_depth_does_not_matter() -> None:
    value: Any = "bottom"
    for _ in range(5_000):
        value = [value]
    table = NodeTable(value)
    assert len(table) == 5_001
    assert table.find("/0" * 5_000) == 5_000
