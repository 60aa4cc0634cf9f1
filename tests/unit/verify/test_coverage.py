"""Coverage: counts, lists and single lookups agree."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.measure import measure
from inspector.document.pointer import escape, resolve
from inspector.verify.coverage import Region, cover
from inspector.verify.format import Cover
from tests.conftest import SAMPLES, json_containers, leaves, report_on, sample
from tests.vectors.builder import FOLDER

BUNDLES = ("good", "event.signature", "bundle-unsigned", "events-null", "deep-payload")


def check_laws(value: Any, regions: tuple[Region, ...]) -> None:
    found = cover(value, regions, measure(value).leaves)
    uncovered = list(found.uncovered(value))
    all_leaves = dict(leaves(value))
    assert found.leaves == len(all_leaves)
    assert found.covered + len(uncovered) == found.leaves
    assert len(set(uncovered)) == len(uncovered)
    for path in uncovered:
        leaf = resolve(value, path)
        assert not isinstance(leaf, (dict, list)) or not leaf
    for path in all_leaves:
        assert bool(found.covers(path)) == (path not in set(uncovered)), path


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_obey_the_laws(name: str) -> None:
    check_laws(json.loads(sample(name)), report_on(sample(name)).coverage.regions)


@pytest.mark.parametrize("name", BUNDLES)
def test_vectors_obey_the_laws(name: str) -> None:
    data = (FOLDER / f"{name}.json").read_bytes()
    check_laws(json.loads(data), report_on(data).coverage.regions)


def steps(value: Any) -> list[tuple[str, Any]]:
    """The children of a container, by their reference tokens."""
    if isinstance(value, dict):
        return [(escape(name), child) for name, child in value.items()]
    return [(str(i), child) for i, child in enumerate(value)] if isinstance(value, list) else []


def objects(value: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every object below the root, with those of its names that need no escape."""
    if path and isinstance(value, dict) and value:
        yield path, [name for name in value if escape(name) == name]
    for token, child in steps(value):
        yield from objects(child, f"{path}/{token}")


@st.composite
def values_with_regions(draw: st.DrawFn) -> tuple[Any, tuple[Region, ...]]:
    value = draw(json_containers())
    regions = []
    for path, names in objects(value):
        if draw(st.booleans()):
            without = draw(st.frozensets(st.sampled_from(names))) if names else frozenset()
            regions.append(Region(path, without, Cover.EVENT))
    return value, tuple(regions)


@given(values_with_regions())
def test_any_regions_obey_the_laws(case: tuple[Any, tuple[Region, ...]]) -> None:
    check_laws(*case)
