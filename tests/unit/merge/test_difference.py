"""The first difference of two values: None exactly if their canonical JSON is equal."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json
from inspector.document.pointer import resolve
from inspector.errors import CancelledError, PointerError
from inspector.merge.difference import Difference, differences, first_difference
from inspector.progress import Progress
from tests.conftest import json_containers, json_values

MISSING = object()


def at(value: Any, pointer: str) -> Any:
    try:
        return resolve(value, pointer)
    except PointerError:
        return MISSING


@given(json_values())
def test_value_does_not_differ_from_itself(value: Any) -> None:
    assert first_difference(value, copy.deepcopy(value)) is None


@given(json_containers(), json_containers())
def test_difference_is_found_where_the_canonical_json_is_not_the_same(one: Any, other: Any) -> None:
    found = first_difference(one, other)
    assert (found is None) == (reference_json(one) == reference_json(other))
    assert (found is None) == (first_difference(other, one) is None)
    if found is not None:
        left, right = at(one, found.path), at(other, found.path)
        assert (left is MISSING) or left == found.left
        assert (right is MISSING) or right == found.right
        assert repr(left) != repr(right)


@given(json_containers(), st.data())
def test_single_change_is_found_at_its_place(value: Any, data: st.DataObject) -> None:
    changed = copy.deepcopy(value)
    steps = list(changed) if isinstance(changed, dict) else list(range(len(changed)))
    if steps:
        step: Any = data.draw(st.sampled_from(steps))
        changed[step] = "something that was not there before"
        found = first_difference(value, changed, "/above")
        assert found is not None
        assert found.path.startswith("/above/")
        assert found.right == changed[step]


@pytest.mark.parametrize(
    ("one", "other", "path"),
    [
        (1, 1.0, ""),
        (1, True, ""),
        (0, False, ""),
        (0.0, -0.0, ""),
        ({"a": None}, {}, "/a"),
        ({}, {"a": None}, "/a"),
        ([1], [1, None], "/1"),
        ([], {}, ""),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "/a/b/1"),
        ({"a/b": 1}, {"a/b": 2}, "/a~1b"),
        ({"a": 1, "b": 2}, {"b": 3, "a": 4}, "/a"),
    ],
)
def test_place_of_the_first_difference(one: Any, other: Any, path: str) -> None:
    found = first_difference(one, other)
    assert found is not None
    assert found.path == path


@given(json_containers(), json_containers())
def test_every_difference_is_told_once(one: Any, other: Any) -> None:
    found = list(differences(one, other))
    assert found[:1] == ([] if (first := first_difference(one, other)) is None else [first])
    assert len({difference.path for difference in found}) == len(found)
    for difference in found:
        left, right = at(one, difference.path), at(other, difference.path)
        sides = {"left": left is MISSING, "right": right is MISSING}
        assert [side for side, is_missing in sides.items() if is_missing] == [
            side for side in (difference.missing,) if side
        ]


def test_differences_stand_in_the_order_of_the_left() -> None:
    one: Json = {"b": 1, "a": [1, 2, 3]}
    other: Json = {"a": [1, 5], "b": 2, "c": 0}
    assert list(differences(one, other, "/x")) == [
        Difference("/x/b", 1, 2),
        Difference("/x/a/1", 2, 5),
        Difference("/x/a/2", 3, None, "right"),
        Difference("/x/c", None, 0, "left"),
    ]


def test_comparison_can_be_stopped() -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("stopped")

    values: list[Json] = [[number] for number in range(50_000)]
    with pytest.raises(CancelledError):
        list(differences(values, copy.deepcopy(values), "", stop))


def _turned(value: Any) -> Any:
    """The same value with the members of each object in the opposite order."""
    if isinstance(value, dict):
        return {name: _turned(value[name]) for name in reversed(value)}
    return [_turned(one) for one in value] if isinstance(value, list) else value


@given(json_containers())
def test_members_in_another_order_are_no_difference(value: Any) -> None:
    assert first_difference(value, _turned(value)) is None


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), (0, False), (0.0, -0.0)])
def test_numbers_that_python_takes_for_equal_differ_in_whatever_order(
    one: Json, other: Json
) -> None:
    assert first_difference({"a": one, "b": "c"}, {"b": "c", "a": other}) is not None


def test_order_of_members_is_no_difference() -> None:
    assert first_difference({"a": 1, "b": [2]}, {"b": [2], "a": 1}) is None


def test_depth_does_not_matter() -> None:
    one: Any = 1
    other: Any = 2
    for _ in range(5_000):
        one, other = [one], [other]
    found = first_difference(one, other)
    assert found is not None
    assert found.path == "/0" * 5_000
