"""The merged state equals the registry's, as far as the rules are known."""

import copy
import json
from typing import Any

import pytest

from inspector.document.canonical import digest
from inspector.errors import MergeUnknownError
from inspector.merge.state import LISTS, STATE_HASH, entry_count, merge, unknown_rules
from tests.conftest import BUNDLE, sample
from tests.vectors.drafts import bundle, event, event_of_each_type
from tests.vectors.sealing import seal
from tests.vectors.vector import made


def test_merge_of_the_real_bundle_has_the_hash_of_its_state() -> None:
    value = json.loads(sample(BUNDLE))
    stated = value["state"].pop(STATE_HASH)
    assert merge(value) == value["state"]
    assert digest(merge(value)) == stated


def test_each_type_goes_into_its_list() -> None:
    value = made(lambda draft: draft["events"].extend(event_of_each_type(draft)))
    state = merge(value)
    current: Any = state["current"]
    assert [len(current[name]) for name in LISTS.values()] == [1] * len(LISTS)
    assert state["event_count"] == 1 + len(LISTS)
    assert digest(state) == value["state"][STATE_HASH]


def test_order_of_the_bundle_is_kept() -> None:
    def reverse(draft: Any) -> None:
        draft["events"].extend(event_of_each_type(draft))
        draft["events"].reverse()

    value = made(reverse)
    assert merge(value)["applied_event_ids"] == [event["event_id"] for event in value["events"]]


def test_state_of_the_bundle_itself_is_not_read() -> None:
    value = json.loads(sample(BUNDLE))
    one = merge(value)
    value["state"] = value["mirror_hints"] = None
    assert merge(value) == one


def test_merging_changes_nothing_in_the_bundle() -> None:
    value = json.loads(sample(BUNDLE))
    before = copy.deepcopy(value)
    merge(value)[STATE_HASH] = "0"
    assert value == before


def change_type(draft: Any) -> None:
    draft["events"][1]["event_type"] = "pith.integrity.v1"


def create_twice(draft: Any) -> None:
    payload = draft["events"][0]["payload"]
    draft["events"].append(event("record_created", "record", payload, draft["pith_number"]))


def create_never(draft: Any) -> None:
    del draft["events"][0]


@pytest.mark.parametrize("change", [change_type, create_twice, create_never])
def test_what_no_rule_is_known_for_stops_the_merge(change: Any) -> None:
    draft = bundle()
    change(draft)
    with pytest.raises(MergeUnknownError):
        merge(seal(draft))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("merge_version",), "pith-open-graph-merge-v2"),
        (("state", "invalid_events"), ["x"]),
        (("state", "equivocations"), ["x"]),
        (("events", 1, "supersedes"), ["x"]),
        (("events", 1, "prev_event"), "x"),
    ],
)
def test_rule_that_is_not_known_is_named(path: tuple[Any, ...], value: Any) -> None:
    changed: Any = seal(bundle())
    assert unknown_rules(changed) is None
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    assert unknown_rules(changed)


@pytest.mark.parametrize("value", [{}, {"events": None}, {"events": [1]}, {"events": [{}]}])
def test_hostile_bundles_are_refused_by_name(value: Any) -> None:
    unknown_rules(value)
    with pytest.raises(MergeUnknownError):
        merge(value)


def test_entries_of_a_state_are_the_record_and_those_of_every_list() -> None:
    value = made(lambda draft: draft["events"].extend(event_of_each_type(draft)))
    assert entry_count(value["state"]) == len(value["events"])
    value["state"]["current"]["corrections"].append("no entry")
    del value["state"]["current"]["record_created"]
    assert entry_count(value["state"]) == len(value["events"]) - 1
    assert entry_count({}) == 0
