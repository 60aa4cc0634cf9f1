"""Looking up nodes by pointer and by result, compared with a scan of all nodes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CancelledError
from inspector.progress import Progress
from inspector.tree import search
from inspector.tree.nodes import NodeTable
from tests.conftest import json_containers


def by_looking(table: NodeTable, text: str) -> list[int]:
    """The exact node, then all that begin so in tree order."""
    in_order = sorted(range(1, len(table)), key=table.address)
    pointers = [(node, table.pointer(node)) for node in in_order]
    exact = [node for node, pointer in pointers if pointer == text]
    others = [node for node, pointer in pointers if pointer.startswith(text) and pointer != text]
    return exact + others


@st.composite
def tables_with_beginnings(draw: st.DrawFn) -> tuple[NodeTable, str]:
    table = NodeTable(draw(json_containers()))
    pointer = table.pointer(draw(st.integers(0, len(table) - 1)))
    text = pointer[: draw(st.integers(0, len(pointer)))] + draw(
        st.sampled_from(["", "/", "~", "1"])
    )
    return table, text if text.startswith("/") else f"/{text}"


@given(tables_with_beginnings())
def test_a_pointer_finds_itself_and_what_begins_so(case: tuple[NodeTable, str]) -> None:
    table, text = case
    assert search.by_pointer(table, text) == by_looking(table, text)


@given(st.integers(0, 250), st.text("0123456789", max_size=3))
def test_an_index_begins_as_its_digits_do(length: int, begin: str) -> None:
    table = NodeTable({"list": [0] * length})
    assert search.by_pointer(table, f"/list/{begin}") == by_looking(table, f"/list/{begin}")


@given(tables_with_beginnings(), st.integers(1, 5))
def test_found_are_the_first_of_all(case: tuple[NodeTable, str], limit: int) -> None:
    table, text = case
    assert search.by_pointer(table, text, limit) == by_looking(table, text)[:limit]


@pytest.mark.parametrize(
    "text", ["", "events", "/nowhere", "/a/b/c", "/~2", "/a~/x", "/l/01", "/l/-"]
)
def test_what_leads_nowhere_finds_nothing(text: str) -> None:
    assert search.by_pointer(NodeTable({"a": {"b": 1}, "l": [1, 2]}), text) == []


def test_only_what_is_below_is_walked() -> None:
    deep: Any = "end"
    for _ in range(499):
        deep = [deep]
    table = NodeTable({"deep": deep, "wide": [0] * 100_000})
    assert len(search.by_pointer(table, "/deep")) == 500
    assert len(search.by_pointer(table, "/wide/99999")) == 1
    assert len(search.by_pointer(table, "/wide/9", limit=2_000)) == 2_000


@given(json_containers(), st.data())
def test_places_of_results_come_in_tree_order_and_once(value: Any, data: st.DataObject) -> None:
    table = NodeTable(value)
    nodes = data.draw(st.lists(st.integers(0, len(table) - 1), max_size=20))
    paths = [table.pointer(node) for node in nodes]
    assert search.by_path(table, paths) == sorted(set(nodes), key=table.address)


def test_a_member_that_is_missing_is_looked_for_where_it_is_missing() -> None:
    table = NodeTable({"a": {"b": 1}})
    assert search.by_path(table, ["/a/missing/x"]) == [table.find("/a")]


def test_places_are_no_more_than_the_limit() -> None:
    table = NodeTable(list(range(100)))
    assert len(search.by_path(table, [f"/{n}" for n in range(100)], limit=7)) == 7


def test_looking_up_results_can_be_stopped() -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        search.by_path(NodeTable([1]), ["/0"], checkpoint=stop)
