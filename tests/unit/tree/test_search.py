"""Search finds exactly the nodes whose name or value contains the text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CancelledError
from inspector.progress import Progress
from inspector.tree import search
from inspector.tree.nodes import NodeTable
from inspector.tree.search import SearchIndex
from tests.conftest import json_containers

WORDS = {True: "true", False: "false", None: "null"}


def scalar(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return ""
    if value is None or isinstance(value, bool):
        return WORDS[value]
    return value if isinstance(value, str) else repr(value)


def expected(
    table: NodeTable, needle: str, *, in_names: bool = True, in_values: bool = True
) -> list[int]:
    """By a scan of all nodes."""
    found = [
        node
        for node in range(len(table))
        if (in_names and needle.lower() in table.name(node).lower())
        or (in_values and needle.lower() in scalar(table.value(node)).lower())
    ]
    return sorted(found, key=table.address)


@st.composite
def trees_with_needles(draw: st.DrawFn) -> tuple[NodeTable, str]:
    table = NodeTable(draw(json_containers()))
    texts = [scalar(table.value(node)) for node in range(len(table))]
    texts += [table.name(node) for node in range(len(table))]
    text = draw(st.sampled_from(texts))
    start = draw(st.integers(0, max(0, len(text) - 1)))
    return table, text[start : start + draw(st.integers(1, 4))]


@given(trees_with_needles())
def test_found_are_exactly_the_nodes_that_hold_the_text(case: tuple[NodeTable, str]) -> None:
    table, needle = case
    if needle and "\0" not in needle:
        assert SearchIndex(table).find(needle) == expected(table, needle)


@given(trees_with_needles(), st.integers(1, 5))
def test_nothing_is_missed_or_found_twice_where_the_texts_are_cut(
    case: tuple[NodeTable, str], length: int
) -> None:
    table, needle = case
    if needle and "\0" not in needle:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search, "_CHUNK", length)
            index = SearchIndex(table)
            assert index.find(needle) == expected(table, needle)
            assert len(index.find(needle, 2, in_names=False)) <= 2


@given(trees_with_needles(), st.booleans())
def test_names_and_values_are_searched_apart(case: tuple[NodeTable, str], names: bool) -> None:
    table, needle = case
    if needle and "\0" not in needle:
        only = {"in_names": names, "in_values": not names}
        assert SearchIndex(table).find(needle, **only) == expected(table, needle, **only)


@pytest.mark.parametrize(
    ("needle", "pointers"),
    [
        ("abc", ["/a", "/l/0", "/Abc"]),
        ("ABC", ["/a", "/l/0", "/Abc"]),
        ("true", ["/t"]),
        ("1e-07", ["/f"]),
        ("12345678901234567890123", ["/i"]),
        ("straße", ["/s"]),
        ("", []),
        ("nowhere", []),
        ("\0", []),
        ("abc\0", []),
    ],
)
def test_names_and_values_are_searched_without_regard_to_case(
    needle: str, pointers: list[str]
) -> None:
    table = NodeTable(
        {
            "a": "xABCx",
            "l": ["abc", 1],
            "Abc": 0,
            "t": True,
            "f": 1e-7,
            "i": 12345678901234567890123,
            "s": "STRAßE",
        }
    )
    assert [table.pointer(node) for node in SearchIndex(table).find(needle)] == pointers


def test_needle_never_matches_across_two_nodes() -> None:
    assert SearchIndex(NodeTable(["ab", "cd"])).find("bc") == []


def test_needle_never_matches_across_a_name_and_its_value() -> None:
    assert SearchIndex(NodeTable({"ab": "cd"})).find("bc") == []
    assert SearchIndex(NodeTable({"ab": "cd"})).find("b\nc") == []


def test_found_are_no_more_than_the_limit() -> None:
    index = SearchIndex(NodeTable(["x"] * 100))
    assert len(index.find("x", limit=10)) == 10
    both = SearchIndex(NodeTable({f"x{n}": "x" for n in range(100)}))
    assert both.find("x", limit=10) == list(range(1, 11))


def test_indexing_can_be_stopped() -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        SearchIndex(NodeTable(["x"]), stop)
