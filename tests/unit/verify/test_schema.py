"""document.schema names each breach by its pointer; unknown versions are left unchecked."""

import json

import pytest

from inspector.document.kinds import Kind
from inspector.verify import schema
from inspector.verify.result import Status
from tests.conftest import BUNDLE, SAMPLES, STATE, sample

REQUIRED = {
    BUNDLE: [
        *("bundle_version", "pith_number", "canonical_record", "canonical_sha256"),
        *("source_aliases", "events", "merge_version", "built_at", "state"),
    ],
    STATE: [
        *("state_version", "pith_number", "merge_version", "event_count", "current"),
        *("applied_event_ids", "state_sha256"),
    ],
}


def kind(name: str) -> Kind:
    return Kind(name.partition("-")[0])


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_has_one_pass_for_all_of_it(name: str) -> None:
    (found,) = schema.check(kind(name), json.loads(sample(name)))
    assert (found.status, found.path) == (Status.PASS, "")


@pytest.mark.parametrize(
    ("name", "member"), [(name, member) for name, members in REQUIRED.items() for member in members]
)
def test_missing_or_wrong_member_is_named_by_its_pointer(name: str, member: str) -> None:
    value = json.loads(sample(name))
    value[member] = None
    (wrong,) = schema.check(kind(name), value)
    assert (wrong.status, wrong.path, wrong.actual) == (Status.FAIL, f"/{member}", "null")
    del value[member]
    (missing,) = schema.check(kind(name), value)
    assert (missing.status, missing.path) == (Status.FAIL, f"/{member}")


def test_true_is_no_integer() -> None:
    value = json.loads(sample(STATE))
    value["event_count"] = True
    assert [result.path for result in schema.check(Kind.STATE, value)] == ["/event_count"]


def test_every_breach_is_named() -> None:
    value = json.loads(sample(BUNDLE))
    value["events"] = [1, {}, value["events"][0]]
    value["public_keys"] = ["no key"]
    paths = [result.path for result in schema.check(Kind.BUNDLE, value)]
    assert {"/events/0", "/events/1/event_type", "/public_keys/0"} <= set(paths)
    assert not any(path.startswith("/events/2") for path in paths)
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize(
    ("holder", "member"),
    [
        ("", "bundle_version"),
        ("", "merge_version"),
        ("/state", "state_type"),
        ("/state", "state_version"),
        ("/canonical_record", "schema_version"),
        ("/events/1", "schema_version"),
    ],
)
def test_unknown_version_is_unchecked_at_its_pointer(holder: str, member: str) -> None:
    value = json.loads(sample(BUNDLE))
    place = value
    for token in holder.split("/")[1:]:
        place = place[int(token)] if isinstance(place, list) else place[token]
    place[member] = "9.9"
    found = schema.versions(Kind.BUNDLE, value)
    assert (found.status, found.path) == (Status.UNCHECKED, f"{holder}/{member}")
