"""The measure counts what a walk finds."""

from typing import Any

from hypothesis import given

from inspector.document.measure import measure
from tests.conftest import json_containers, json_values, leaves


def count(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(count, value.values()))
    return 1 + sum(map(count, value)) if isinstance(value, list) else 1


@given(json_values() | json_containers())
def test_nodes_leaves_and_floats_are_those_of_a_walk(value: Any) -> None:
    size = measure(value)
    found = [leaf for _, leaf in leaves(value)]
    assert size.nodes == count(value)
    assert size.leaves == len(found)
    assert size.plain == (not any(isinstance(leaf, float) for leaf in found))
