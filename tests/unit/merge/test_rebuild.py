"""Events rebuilt from a state have the ids stated in it."""

import json
from typing import Any

import pytest

from inspector.document.canonical import digest
from inspector.merge.state import entries, entry_at, rebuild
from tests.conftest import BUNDLE, STATE, sample
from tests.vectors.drafts import event_of_each_type
from tests.vectors.vector import made

NOT_HASHED = ("signature", "content_sha256", "event_id")


def all_types() -> Any:
    return made(lambda draft: draft["events"].extend(event_of_each_type(draft)))["state"]


@pytest.mark.parametrize(
    "state",
    [json.loads(sample(STATE)), json.loads(sample(BUNDLE))["state"], all_types()],
    ids=["state", "bundle", "every type"],
)
def test_rebuilt_events_have_their_ids(state: Any) -> None:
    found = list(entries(state["current"], "/current"))
    assert len(found) == state["event_count"]
    for entry in found:
        hashed = digest(rebuild(entry, state["pith_number"]))
        assert "sha256:" + hashed == entry.value["event_id"]
        assert entry.value["event_id"] in state["applied_event_ids"]


@pytest.mark.parametrize("path", ["/current", "/state/current"])
def test_entry_is_found_at_its_pointer(path: str) -> None:
    current = all_types()["current"]
    for entry in entries(current, path):
        assert entry_at(current, path, entry.path) == entry


@pytest.mark.parametrize(
    "pointer",
    [
        *("", "/current", "/current/canonical_record", "/current/graph_snapshots"),
        *("/current/graph_snapshots/9", "/current/graph_snapshots/00", "/current/source_aliases/0"),
        *("/current/record_created/payload", "/elsewhere/record_created", "/current/corrections/0"),
    ],
)
def test_elsewhere_there_is_no_entry(pointer: str) -> None:
    assert entry_at(json.loads(sample(STATE))["current"], "/current", pointer) is None


def test_rebuilt_event_is_the_one_of_the_bundle() -> None:
    bundle = json.loads(sample(BUNDLE))
    found = entries(bundle["state"]["current"], "/state/current")
    for entry, event in zip(found, bundle["events"], strict=True):
        hashed = {name: value for name, value in event.items() if name not in NOT_HASHED}
        assert rebuild(entry, bundle["pith_number"]) == hashed


@pytest.mark.parametrize(
    "current",
    [{}, {"record_created": 1, "graph_snapshots": {}}, {"graph_snapshots": [None, 1, "x"]}],
)
def test_what_is_no_entry_is_passed_over(current: Any) -> None:
    assert list(entries(current, "")) == []
