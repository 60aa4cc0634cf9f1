"""The groups of a comparison: every difference is in one row, and no part of it in another."""

import json
from typing import Any

import pytest
from hypothesis import given

from inspector.compare.columns import ABSENT
from inspector.compare.comparison import Comparison, grouped, one_sided
from inspector.compare.in_common import parts
from inspector.document.reader import read_document
from inspector.errors import NothingInCommonError
from inspector.tree.outline import GroupName
from tests.conftest import BUNDLE, sample
from tests.unit.compare.documents import both, changed_state, document, longer_bundle, verified
from tests.unit.compare.sides import TWO_OBJECTS, compared


def entries(comparison: Comparison) -> dict[GroupName, tuple[int, ...]]:
    return {group.name: group.entries for group in grouped(comparison)}


def lies_under(comparison: Comparison, pair: int, shown: set[int]) -> bool:
    return any(place in shown for place in (pair, *comparison.pairs.ancestors(pair)))


@given(TWO_OBJECTS)
def test_every_difference_is_an_entry_or_is_under_one(two: tuple[Any, Any]) -> None:
    comparison = compared(*two)
    shown = {pair for group in grouped(comparison) for pair in group.entries}
    for pair in comparison.pairs.changes:
        assert lies_under(comparison, pair, shown) or not pair


@given(TWO_OBJECTS)
def test_no_group_has_an_entry_twice_nor_a_part_beside_its_whole(two: tuple[Any, Any]) -> None:
    parts_among_entries(compared(*two))


def test_parts_of_an_added_event_are_entries_but_not_beside_the_event() -> None:
    whole = json.loads(sample(BUNDLE))
    assert parts_among_entries(compared({**whole, "events": whole["events"][:1]}, whole))


def parts_among_entries(comparison: Comparison) -> int:
    """The number of entries that are a part of something one-sided; none is beside its whole."""
    pairs, count = comparison.pairs, 0
    for group in grouped(comparison):
        assert len(set(group.entries)) == len(group.entries)
        wholes = {pair for pair in group.entries if pairs.kind(pair) is not None}
        for pair in group.entries:
            if pairs.inside(pair) is not None:
                count += 1
                assert not wholes & set(pairs.ancestors(pair))
    return count


def test_a_list_that_became_a_text_is_one_entry() -> None:
    comparison = compared({"box": [1]}, {"box": "text"})
    assert [len(found) for found in entries(comparison).values()] == [1]


def test_what_both_sides_have_meets_in_one_group() -> None:
    comparison = both(changed_state(), longer_bundle()).comparison
    found = entries(comparison)
    events = found[GroupName.EVENTS]
    lefts = [pair for pair in events if comparison.pairs.left(pair) != ABSENT]
    rights = [pair for pair in events if comparison.pairs.right(pair) != ABSENT]
    assert (len(lefts), len(rights), len(events)) == (2, 8, 8)
    assert len(found[GroupName.SNAPSHOTS]) == 1


@pytest.mark.parametrize("is_left", [True, False])
def test_a_side_alone_is_shown_whole_and_differs_from_nothing(is_left: bool) -> None:
    comparison = one_sided(verified("good"), is_left=is_left)
    pairs = comparison.pairs
    assert {GroupName.EVENTS, GroupName.RECORD, GroupName.STATE} <= set(entries(comparison))
    here, there = (pairs.left, pairs.right) if is_left else (pairs.right, pairs.left)
    for found in entries(comparison).values():
        for pair in found:
            assert here(pair) != ABSENT
            assert there(pair) == ABSENT
            assert pairs.kind(pair) is None
    assert not comparison.counts.total


def test_a_bundle_and_a_state_are_compared_by_the_state() -> None:
    found = parts(document("good"), document("good-state"))
    assert [(part.left, part.right) for part in found] == [("/state", "")]


def test_a_record_is_compared_by_what_it_shares() -> None:
    for other in ("good", "good-state"):
        found = {part.name: part for part in parts(document("good-record"), document(other))}
        assert {"pith_number", "canonical_record", "aliases", "receipt"} <= set(found)
        assert "state" not in found


def test_of_several_snapshots_none_is_called_the_record_s() -> None:
    value: Any = document("good").value
    snapshots = [event for event in value["events"] if event["event_type"] == "graph_snapshot"]
    two = {**value, "events": [*value["events"], *snapshots]}
    record = document("good-record")
    assert "graph_snapshot" in {part.name for part in parts(record, document("good"))}
    assert "graph_snapshot" not in {part.name for part in parts(record, document(two))}


def test_documents_with_no_common_part_are_refused() -> None:
    key = read_document(b'{"key_id": "a", "public_key_hex": "00"}')
    with pytest.raises(NothingInCommonError, match="in both: bundle and signing key"):
        parts(document("good"), key)
