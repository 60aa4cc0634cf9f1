"""Results by node: each counts for all ancestors, so that no collapsed branch hides it."""

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.pointer import join
from inspector.tree.node_results import NOTHING, NodeResults
from inspector.tree.nodes import NodeTable
from inspector.verify.result import Result, Status, Tally
from tests.conftest import SAMPLES, json_containers, report_on, sample
from tests.vectors.builder import FOLDER

SEVERITY = (Status.FAIL, Status.WARN, Status.UNCHECKED, Status.PASS)


@st.composite
def trees_with_results(draw: st.DrawFn) -> tuple[NodeTable, list[Result]]:
    table = NodeTable(draw(json_containers()))
    paths = st.sampled_from([table.pointer(node) for node in range(len(table))])
    places = paths | paths.map(lambda path: join(path, "missing member"))
    results = st.builds(
        lambda path, status: Result("event.id", path, status), places, st.sampled_from(Status)
    )
    return table, draw(st.lists(results, max_size=20))


def count(results: list[Result]) -> Tally:
    statuses = [result.status for result in results]
    order = (Status.PASS, Status.FAIL, Status.WARN, Status.UNCHECKED)
    return Tally(*(statuses.count(status) for status in order))


def check_laws(table: NodeTable, results: list[Result]) -> None:
    by_node = NodeResults(table, results)
    assert by_node.tally(0) == count(results)
    placed = [result for node in range(len(table)) for result in by_node.own(node)]
    assert sorted(placed) == sorted(results)
    for node in range(len(table)):
        below = [by_node.tally(child) for child in table.children(node)]
        summed = Tally(*map(sum, zip(count(by_node.own(node)), *below, strict=True)))
        assert by_node.tally(node) == summed
        worst = by_node.tally(node).worst
        present = {status for tally in below if tally.worst for status in [tally.worst[0]]}
        present |= {result.status for result in by_node.own(node)}
        expected = next((status for status in SEVERITY if status in present), None)
        assert (worst[0] if worst else None) == expected


@given(trees_with_results())
def test_any_results_obey_the_laws(case: tuple[NodeTable, list[Result]]) -> None:
    check_laws(*case)


@pytest.mark.parametrize(
    "data",
    [
        *(sample(name) for name in SAMPLES),
        *((FOLDER / f"{name}.json").read_bytes() for name in ("events-null", "record-changed")),
    ],
    ids=[*SAMPLES, "events-null", "record-changed"],
)
def test_reports_obey_the_laws(data: bytes) -> None:
    value: Any = json.loads(data)
    check_laws(NodeTable(value), list(report_on(data).results))


def test_node_without_results_has_an_empty_tally() -> None:
    by_node = NodeResults(NodeTable({"a": 1}), [])
    assert by_node.tally(1) == NOTHING
    assert by_node.tally(1).worst is None
    assert by_node.own(1) == []


def test_a_long_path_of_many_steps_takes_no_memory_of_its_length_for_each_step() -> None:
    name, value = "k" * 100_000, 1
    nested: Any = value
    for _ in range(200):
        nested = {"a": nested}
    table = NodeTable({name: nested})
    results = [Result("event.id", f"/{name}" + "/a" * 200, Status.FAIL)]
    tracemalloc.start()
    try:
        by_node = NodeResults(table, results)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert by_node.own(len(table) - 1) == results
    assert peak < 2_000_000
