"""The outline: every value is below some group, for any document."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.kinds import Kind, kind_of
from inspector.merge.state import TYPES_BY_LIST
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import GroupName, outline
from tests.conftest import BUNDLE, RECORD, SAMPLES, STATE, json_values, sample

NAMES = st.sampled_from(
    [
        *("events", "source_aliases", "aliases", "public_keys", "mirror_hints", "links"),
        *("state", "current", "receipt", "bundle_signature", "graph_snapshot", "payload"),
        *("graph_snapshots", "record_created", "canonical_record", "event_count", "other"),
        *("corrections", "applied_event_ids", "signature", "state_sha256"),
    ]
)


def documents() -> st.SearchStrategy[Any]:
    """Objects with the names of Pith documents, but with anything inside."""
    inner = st.dictionaries(NAMES, json_values(), max_size=4)
    grown = st.recursive(
        inner, lambda below: st.dictionaries(NAMES, below | st.lists(below, max_size=3), max_size=5)
    )
    return st.dictionaries(NAMES, grown | st.lists(grown, max_size=3) | json_values(), max_size=6)


def check_all_is_placed(value: Any, kind: Kind) -> None:
    table = NodeTable(value)
    groups = outline(table, kind)
    entries = {entry for group in groups for entry in group.entries}
    assert all(group.entries for group in groups)
    assert len({group.name for group in groups}) == len(groups)
    for node in range(1, len(table)):
        if not table.child_count(node):
            assert entries & {node, *table.ancestors(node)}, table.pointer(node)


def check_own_rows(value: Any, kind: Kind) -> None:
    """A value without a row is a member of the format for which its group's row stands."""
    table = NodeTable(value)
    entries = {entry for group in outline(table, kind) for entry in group.entries}
    current = {"source_aliases", *TYPES_BY_LIST} if kind is Kind.STATE else set()
    for node in range(1, len(table)):
        if not entries & {node, *table.ancestors(node)}:
            above, name = str(table.step(table.parent(node))), str(table.step(node))
            is_group = table.parent(node) == 0 and name in {*GROUPS, "current"}
            assert is_group or (above == "current" and name in current), table.pointer(node)
            assert name != "current" or kind is Kind.STATE


GROUPS = (
    *("events", "source_aliases", "aliases", "public_keys", "mirror_hints", "links"),
    *("agent_actions", "state"),
)


@given(documents(), st.sampled_from(Kind))
def test_every_value_has_a_row_of_its_own_or_is_a_group(value: Any, kind: Kind) -> None:
    check_own_rows(value, kind)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("extra", [[1, 2], [{"a": [1]}], {"b": {"c": [1]}}, [[1], [2]]])
def test_member_that_the_format_does_not_name_has_a_row_wherever_it_stands(
    name: str, extra: Any
) -> None:
    value = json.loads(sample(name))
    added = _with_extra(value, extra)
    assert added
    table, kind = NodeTable(value), kind_of(value)
    groups = outline(table, kind)
    entries = {entry for group in groups for entry in group.entries}
    for pointer in added:
        node = table.find(pointer)
        assert entries & {node, *table.ancestors(node)}, pointer
    assert any(table.find("/extra") in group.entries for group in groups)
    check_own_rows(value, kind)


def _with_extra(value: Any, extra: Any, pointer: str = "") -> list[str]:
    """Add a member to every object; the pointers of what was added."""
    items = list(value.items() if isinstance(value, dict) else enumerate(value))
    found = []
    for step, child in items:
        if isinstance(child, (dict, list)):
            found += _with_extra(child, extra, f"{pointer}/{step}")
    if isinstance(value, dict):
        value["extra"] = extra
        found.append(f"{pointer}/extra")
    return found


@given(documents(), st.sampled_from(Kind))
def test_every_leaf_of_any_document_is_under_a_group(value: Any, kind: Kind) -> None:
    check_all_is_placed(value, kind)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_leaf_of_a_sample_is_under_a_group(name: str) -> None:
    value = json.loads(sample(name))
    check_all_is_placed(value, kind_of(value))


@pytest.mark.parametrize(
    ("name", "group", "count"),
    [
        (BUNDLE, GroupName.EVENTS, 2),
        (BUNDLE, GroupName.ALIASES, 6),
        (BUNDLE, GroupName.KEYS, 1),
        (BUNDLE, GroupName.SNAPSHOTS, 1),
        (BUNDLE, GroupName.SIGNATURES, 4),
        (STATE, GroupName.EVENTS, 2),
        (STATE, GroupName.SIGNATURES, 1),
        (RECORD, GroupName.ALIASES, 6),
        (RECORD, GroupName.SIGNATURES, 1),
    ],
)
def test_groups_of_the_samples(name: str, group: GroupName, count: int) -> None:
    value = json.loads(sample(name))
    found = {group.name: group.entries for group in outline(NodeTable(value), kind_of(value))}
    assert len(found[group]) == count
