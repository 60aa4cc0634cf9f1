"""The hashed value found for a stated hash does have that hash."""

import json
from collections.abc import Set
from typing import Any

import pytest

from inspector.document.canonical import digest
from inspector.errors import PointerError
from inspector.verify.hashed import hashed_at
from tests.conftest import BUNDLE, SAMPLES, STATE, leaves, sample
from tests.vectors.builder import FOLDER

STATED = {"canonical_sha256", "content_sha256", "event_id", "state_sha256", "bundle_sha256"}
DOCUMENTS = [sample(name) for name in SAMPLES] + [
    (FOLDER / f"{name}.json").read_bytes()
    for name in (
        *("good", "every-event-type", "good-state", "good-record", "floats"),
        *("chained-events", "superseded", "state-of-a-chain"),
    )
]


def stated_hashes(value: Any) -> list[tuple[str, str]]:
    return [
        (path, str(leaf).removeprefix("sha256:"))
        for path, leaf in leaves(value)
        if path.rpartition("/")[2] in STATED
    ]


@pytest.mark.parametrize("data", DOCUMENTS, ids=lambda data: data[2:40].decode())
def test_value_at_a_stated_hash_has_that_hash(data: bytes) -> None:
    document = json.loads(data)
    for path, stated in stated_hashes(document):
        assert digest(hashed_at(document, path, seeks_links=True).value) == stated, path


@pytest.mark.parametrize(
    ("pointer", "path", "left_out"),
    [
        ("", "", {"bundle_signature"}),
        ("/bundle_signature/bundle_sha256", "", {"bundle_signature"}),
        ("/state", "/state", {"state_sha256"}),
        ("/events/0", "/events/0", {"signature", "content_sha256", "event_id"}),
        ("/events/0/payload/receipt/canonical_sha256", "/events/0/payload/canonical_record", set()),
        ("/events/0/payload/receipt/key_id", "/events/0/payload/receipt/key_id", set()),
        ("/canonical_record", "/canonical_record", set()),
    ],
)
def test_place_and_what_is_left_out_are_told(pointer: str, path: str, left_out: Set[str]) -> None:
    hashed = hashed_at(json.loads(sample(BUNDLE)), pointer)
    assert (hashed.path, hashed.left_out) == (path, left_out)


def test_entry_of_a_state_is_rebuilt_as_its_event() -> None:
    hashed = hashed_at(json.loads(sample(STATE)), "/current/record_created/event_id")
    assert hashed.path == "/current/record_created"
    assert hashed.left_out == {"event_id"}
    assert "event_type" in hashed.put_in


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        ({"event_id": "x"}, "/event_id"),
        ({"bundle_sha256": "x"}, "/bundle_sha256"),
        ({"canonical_sha256": "x"}, "/canonical_sha256"),
        ({"state": {"current": {}}, "event_id": ""}, "/event_id"),
        ({"state": 1, "current": [{"event_id": "x"}]}, "/current/0/event_id"),
        ({"current": {"graph_snapshots": {"event_id": "x"}}}, "/current/graph_snapshots/event_id"),
        (["x"], "/0"),
        ("x", ""),
    ],
)
def test_any_json_has_an_answer(value: Any, pointer: str) -> None:
    assert hashed_at(value, pointer)


def test_pointer_that_leads_nowhere_is_an_error_by_name() -> None:
    with pytest.raises(PointerError):
        hashed_at(json.loads(sample(BUNDLE)), "/state/no/where")
