"""The outline: every value of a document stands under some group, whatever the document."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.kinds import Kind, kind_of
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


@given(documents(), st.sampled_from(Kind))
def test_every_leaf_of_any_document_stands_under_a_group(value: Any, kind: Kind) -> None:
    check_all_is_placed(value, kind)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_leaf_of_a_sample_stands_under_a_group(name: str) -> None:
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
