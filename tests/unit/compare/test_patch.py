"""The JSON Patch of a comparison, applied by another library, turns the left into the right."""

import copy
from collections.abc import Callable
from typing import Any

import jsonpatch
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison, Counts, compare
from inspector.compare.in_common import WHOLE, Part, Sameness
from inspector.compare.pair_builder import build_pairs
from inspector.compare.patch import patch
from inspector.compare.side import Side
from inspector.document.json_types import Json
from inspector.document.pointer import resolve
from inspector.document.reader import read_document
from inspector.errors import CancelledError, NotPithError
from inspector.progress import Progress
from inspector.tree.nodes import NodeTable
from inspector.verify.report import unreadable
from tests.conftest import BUNDLE, json_values, sample
from tests.unit.compare.sides import TWO_OBJECTS, canonical, compared, side
from tests.unit.compare.work import calls

ELSEWHERE = {ChangeKind.ADDED, ChangeKind.MOVED}


def of_any(left: Json, right: Json) -> Comparison:
    """A comparison of two values of any type; documents are objects."""
    pairs = build_pairs(NodeTable(left), NodeTable(right), [(0, 0)], same_record=True)
    sides = side(left), side(right)
    return Comparison(*sides, (Part(WHOLE, "", ""),), pairs, Counts(), Sameness.UNKNOWN)


def applied(left: Json, operations: list[Any]) -> Any:
    return jsonpatch.apply_patch(left, operations)


def check(comparison: Comparison) -> list[Any]:
    left, right = comparison.left.table.value(0), comparison.right.table.value(0)
    before = repr(left)
    operations = patch(comparison)
    assert canonical(applied(left, operations)) == canonical(right)
    assert repr(left) == before
    return operations


# --- what it does -----------------------------------------------------------------------------


@given(TWO_OBJECTS)
@example(({"list": [0, 1, 2, 3, 4, 5]}, {"list": [5, 3, 4, 0, 6, 2]}))
@example(({"list": [{"claim_id": "a"}, {"claim_id": "b", "t": 1}]},
          {"list": [{"claim_id": "b", "t": 2}, "new", {"claim_id": "a"}]}))  # fmt: skip
def test_patched_left_is_the_right(two: tuple[Any, Any]) -> None:
    check(compared(*two))


_ALIKE = [
    *("the first long text", "quite another of them", 1),
    *({"a": 1, "b": 2, "c": 3, "t": 0}, {"x": 1, "y": 2, "z": 3, "t": 0}, ["one", "two", "three"]),
]


def _retouched(item: Any) -> Any:
    """What is paired with ``item`` by likeness."""
    if isinstance(item, dict):
        return item | {"t": 1}
    return [*item, "four"] if isinstance(item, list) else f"{item}."


@given(st.permutations(_ALIKE), st.permutations(_ALIKE), st.sets(st.integers(0, 5)))
def test_items_that_are_only_alike_and_change_places(
    left: list[Any], right: list[Any], touched: set[int]
) -> None:
    changed = [_retouched(item) if row in touched else item for row, item in enumerate(right)]
    check(compared({"list": left}, {"list": changed}))


@given(json_values(), json_values())
@example([1, [2]], {"a": 1})
@example({}, [])
@example(1, 1.0)
@example(True, 1)
@example("", None)
@example(0.0, -0.0)
def test_the_root_itself_may_change(left: Any, right: Any) -> None:
    check(of_any(left, right))


@given(TWO_OBJECTS)
def test_a_change_is_one_operation(two: tuple[Any, Any]) -> None:
    """Except for moved items that reach their place as others leave theirs."""
    comparison = compared(*two)
    kinds = [operation["op"] for operation in patch(comparison)]
    counts = comparison.counts
    assert kinds.count("add") == counts.added
    assert kinds.count("remove") == counts.removed
    assert kinds.count("replace") == counts.changed
    assert kinds.count("move") <= counts.moved
    assert len(kinds) == sum(map(kinds.count, ("add", "remove", "replace", "move")))


@pytest.mark.parametrize("name", ["", "~", "/", "-", "0", "~1", "~01", "a/b", "é", "\u202e"])
def test_names_that_pointers_escape(name: str) -> None:
    for left, right in (
        ({name: 1}, {name: 2}),
        ({name: 1}, {}),
        ({}, {name: {name: []}}),
        ({name: {name: [1, 2, {name: 3}]}}, {name: {name: [{name: 4}, 1]}}),
    ):
        check(compared(left, right))


@pytest.mark.parametrize(
    ("left", "right", "operations"),
    [
        ({"a": 1}, {"a": 1.0}, [{"op": "replace", "path": "/a", "value": 1.0}]),
        ({"a": []}, {"a": {}}, [{"op": "replace", "path": "/a", "value": {}}]),
        ({"a": None}, {}, [{"op": "remove", "path": "/a"}]),
        ({}, {"a": None}, [{"op": "add", "path": "/a", "value": None}]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": [1, 2, 3]}, {"a": [3, 1, 2]}, [{"op": "move", "from": "/a/2", "path": "/a/0"}]),
        ({"a": [1, 2, 3]}, {"a": [2, 3, 1]}, [{"op": "move", "from": "/a/0", "path": "/a/2"}]),
        (
            {"a": [{"claim_id": "x", "n": 1}, {"claim_id": "y"}, {"claim_id": "z"}]},
            {"a": [{"claim_id": "y"}, {"claim_id": "new"}, {"claim_id": "x", "n": 2}]},
            [
                {"op": "remove", "path": "/a/2"},
                {"op": "add", "path": "/a/2", "value": {"claim_id": "new"}},
                {"op": "move", "from": "/a/0", "path": "/a/2"},
                {"op": "replace", "path": "/a/2/n", "value": 2},
            ],
        ),
    ],
)
def test_operations_as_they_are_written(left: Any, right: Any, operations: list[Any]) -> None:
    assert canonical(check(compared(left, right))) == canonical(operations)


# --- changes that are left out ----------------------------------------------------------------


def expected(comparison: Comparison, skipped: Callable[[int], bool], pair: int = 0) -> Any:
    """The right value without the skipped changes, put together from the pairs alone.

    In a list each item that is not placed anew stays where it is; what is placed stands behind
    the item that it follows on the right.
    """
    pairs = comparison.pairs
    node = pairs.left(pair)
    left = None if node == ABSENT else comparison.left.table.value(node)
    if pairs.kind(pair) in {ChangeKind.ADDED, ChangeKind.CHANGED} and not skipped(pair):
        return comparison.right.table.value(pairs.right(pair))
    if pairs.kind(pair) in {ChangeKind.REMOVED, ChangeKind.CHANGED}:
        return left
    children = pairs.children(pair)
    if isinstance(left, dict):
        return members(comparison, skipped, children)
    if isinstance(left, list):
        order = items(comparison, skipped, children)
        return [expected(comparison, skipped, child) for child in order]
    return left


def members(comparison: Comparison, skipped: Callable[[int], bool], children: range) -> Any:
    pairs = comparison.pairs
    found = {}
    for child in children:
        is_added = pairs.kind(child) is ChangeKind.ADDED
        if not (is_added or pairs.kind(child) is ChangeKind.REMOVED) or (
            is_added is not skipped(child)
        ):
            table = comparison.right.table if is_added else comparison.left.table
            name = table.name(pairs.right(child) if is_added else pairs.left(child))
            found[name] = expected(comparison, skipped, child)
    return found


def items(comparison: Comparison, skipped: Callable[[int], bool], children: range) -> list[int]:
    pairs = comparison.pairs
    placed_anew = {c for c in children if pairs.kind(c) in ELSEWHERE and not skipped(c)}
    order = [
        child
        for child in children
        if pairs.left(child) != ABSENT
        and child not in placed_anew
        and (pairs.kind(child) is not ChangeKind.REMOVED or skipped(child))
    ]
    behind = 0
    for child in sorted((c for c in children if pairs.right(c) != ABSENT), key=pairs.right):
        if child in placed_anew:
            order.insert(behind, child)
            behind += 1
        elif pairs.kind(child) not in ELSEWHERE:
            behind = order.index(child) + 1
    return order


@given(TWO_OBJECTS, st.integers(1, 3), st.integers(0, 2))
@example(({"list": [0, 1, 2, 3]}, {"list": [3, 9, 2, 1, 8]}), 2, 0)
@example(({"list": [0, 1, 2, 3]}, {"list": [3, 9, 2, 1, 8]}), 2, 1)
def test_skipped_changes_are_left_out(two: tuple[Any, Any], step: int, start: int) -> None:
    comparison = compared(*two)
    left_out = set(list(comparison.pairs.changes)[start::step])
    skipped = left_out.__contains__
    found = applied(two[0], patch(comparison, skip=skipped))
    assert canonical(found) == canonical(expected(comparison, skipped))


@given(TWO_OBJECTS)
def test_nothing_is_written_where_all_is_skipped(two: tuple[Any, Any]) -> None:
    assert patch(compared(*two), skip=lambda _: True) == []


# --- parts of documents -----------------------------------------------------------------------


def document_side(value: Json) -> Side:
    document = read_document(canonical(value))
    error = NotPithError("none")
    return Side("memory", "memory", document, NodeTable(document.value), unreadable(error))


def test_a_part_is_changed_inside_of_its_document() -> None:
    """A bundle and a state: the pointers lead into the bundle, and only its state changes."""
    bundle: Any = read_document(sample(BUNDLE)).value
    state = copy.deepcopy(bundle["state"])
    state["current"]["source_aliases"].reverse()
    state["applied_event_ids"].insert(0, "sha256:" + "0" * 64)
    state["new"] = {"~/": [1]}
    del state["merge_version"]
    there = compare(document_side(bundle), document_side(state))
    operations: Any = patch(there)
    assert operations
    assert all(operation["path"].startswith("/state/") for operation in operations)
    patched = applied(bundle, operations)
    assert canonical(patched["state"]) == canonical(state)
    assert canonical(patched | {"state": None}) == canonical(bundle | {"state": None})
    back = compare(document_side(state), document_side(bundle))
    assert canonical(applied(state, patch(back))) == canonical(bundle["state"])


def test_several_parts_are_changed_where_they_are() -> None:
    bundle: Any = read_document(sample(BUNDLE)).value
    record = {
        "record_type": "pith_number_record",
        "pith_number": None,
        "canonical_record": {**bundle["canonical_record"], "new": []},
        "canonical_sha256": ["another"],
        "aliases": bundle["source_aliases"][::-1],
        "receipt": {},
    }
    for one, other in ((bundle, record), (record, bundle)):
        comparison = compare(document_side(one), document_side(other))
        assert len(comparison.parts) > 3
        patched = applied(one, patch(comparison))
        for part in comparison.parts:
            assert canonical(resolve(patched, part.left)) == canonical(resolve(other, part.right))


# --- large lists ------------------------------------------------------------------------------


def shuffled(size: int) -> tuple[Any, Any]:
    """Of ``size`` items each tenth moves, by a step that is prime to their number."""
    left = list(range(size))
    right = [number for number in left if number % 10]
    for number in range(0, size, 10):
        right.insert(number * 7919 % len(right), number)
    return {"list": left}, {"list": right}


def test_patch_of_many_moved_items_gives_the_right() -> None:
    assert len(check(compared(*shuffled(3_000)))) > 250


def test_costs_grow_with_the_size_and_its_logarithm_only() -> None:
    small, large = compared(*shuffled(4_000)), compared(*shuffled(16_000))
    assert calls(lambda: patch(large)) < 5.5 * calls(lambda: patch(small))


def test_writing_a_patch_can_be_stopped() -> None:
    def stop(progress: Progress) -> None:
        assert progress.stage == "writing the patch"
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        patch(compared(*shuffled(20_000)), stop)
