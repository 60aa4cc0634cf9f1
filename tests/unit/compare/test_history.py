"""The state after n events equals the state of a bundle of these events alone."""

import copy
import json
from typing import Any

import pytest

from inspector.compare.side import event_count, merged_state, state_after
from inspector.document.canonical import digest
from inspector.document.document import Document
from inspector.document.kinds import Kind
from inspector.document.reader import read_document
from inspector.errors import EventCountError, MergeUnknownError, WrongDocumentError
from inspector.merge.state import STATE_HASH
from tests.conftest import BUNDLE, RECORD, STATE, sample
from tests.unit.compare.documents import document
from tests.vectors.sealing import canonical, merged

BUNDLES = ["good", "every-event-type", "floats", "big-integers", "deep-payload", "old-arxiv-id"]


@pytest.mark.parametrize("name", BUNDLES)
def test_state_after_all_events_is_the_one_the_bundle_carries(name: str) -> None:
    bundle = document(name)
    for state in (state_after(bundle, event_count(bundle)), merged_state(bundle)):
        assert state.kind is Kind.STATE
        assert state.data == canonical(bundle.value["state"])
        assert read_document(state.data).value == state.value


def test_state_of_the_real_bundle_is_computed_event_by_event() -> None:
    bundle = read_document(sample(BUNDLE))
    assert event_count(bundle) == 2
    assert state_after(bundle, 2).value == bundle.value["state"]
    first = state_after(bundle, 1).value
    assert (first["event_count"], len(first["applied_event_ids"])) == (1, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", BUNDLES)
def test_every_earlier_state_is_that_of_a_bundle_with_the_events_so_far(name: str) -> None:
    bundle = document(name)
    value: Any = bundle.value
    for count in range(1, event_count(bundle) + 1):
        state = state_after(bundle, count)
        assert state.value == merged({**value, "events": value["events"][:count]})
        hashed = {name: member for name, member in state.value.items() if name != STATE_HASH}
        assert state.value[STATE_HASH] == digest(hashed)


def test_bundle_is_not_changed() -> None:
    bundle = document("every-event-type")
    before = copy.deepcopy(bundle.value)
    for count in range(1, event_count(bundle) + 1):
        state_after(bundle, count).value.clear()
    merged_state(bundle).value[STATE_HASH] = "0"
    assert bundle.value == before


@pytest.mark.parametrize("count", [-1, 0, 3, 10**6])
def test_count_that_the_bundle_does_not_have_is_refused(count: int) -> None:
    with pytest.raises(EventCountError, match="2 events") as raised:
        state_after(document("good"), count)
    assert raised.value.code == "no_such_event"


@pytest.mark.parametrize("events", [None, [], "none", {}])
def test_bundle_without_events_has_no_state_to_compute(events: Any) -> None:
    value = json.loads(sample(BUNDLE))
    value["events"] = events
    bundle = read_document(json.dumps(value).encode())
    assert event_count(bundle) == 0
    with pytest.raises(EventCountError, match="no events"):
        state_after(bundle, 1)
    with pytest.raises(MergeUnknownError):
        merged_state(bundle)


@pytest.mark.parametrize("name", [STATE, RECORD])
def test_only_a_bundle_has_events(name: str) -> None:
    other = read_document(sample(name))
    for ask in (event_count, merged_state, lambda one: state_after(one, 1)):
        with pytest.raises(WrongDocumentError):
            ask(other)


def cut(name: str, **members: Any) -> Document:
    """A vector with other members, not sealed again."""
    return document({**document(name).value, **members})


def test_rule_that_is_not_known_is_not_needed_before_the_event_that_needs_it() -> None:
    chained = document("chained-events")
    assert state_after(chained, 2).value["event_count"] == 2
    for count, bundle in ((3, chained), (1, cut("good", merge_version="v2"))):
        with pytest.raises(MergeUnknownError):
            state_after(bundle, count)
    with pytest.raises(MergeUnknownError):
        merged_state(chained)


def test_before_the_record_was_created_there_is_no_state() -> None:
    value: Any = document("good").value
    turned = cut("good", events=value["events"][::-1])
    with pytest.raises(MergeUnknownError):
        state_after(turned, 1)
    assert state_after(turned, 2).value["event_count"] == 2


def test_event_that_is_no_object_counts_as_one_and_gives_nothing() -> None:
    value: Any = document("good").value
    odd = cut("good", events=[None, *value["events"]])
    assert event_count(odd) == 3
    assert state_after(odd, 2).value["event_count"] == 1
