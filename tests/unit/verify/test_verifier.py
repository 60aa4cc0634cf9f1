"""Every rule runs on each type of document that it speaks of: a value changed there is noticed."""

from typing import Any

import pytest

from inspector.verify.format import Cover
from inspector.verify.result import FAIL, UNCHECKED, WARN, Status
from tests.conftest import report_on, results
from tests.unit.verify.test_trust import trusting
from tests.vectors.drafts import bundle, event, pith_record
from tests.vectors.keys import OWN, Object
from tests.vectors.sealing import merged, seal
from tests.vectors.vector import put, text

CREATED = "current/record_created/payload"
SNAPSHOT = "current/graph_snapshots/0/payload/graph_snapshot"
ANOTHER = "pith:2026:AAAAAAAAAAAAAAAAAAAAAAAAAA"
ELSEWHERE = "https://registry.example/pith/AAAAAAAA"
WRONG_ALIAS = {"alias_kind": "doi", "alias_value": "10.1/a"}
LATE = "2999-01-01T00:00:00Z"


def status_at(value: Object, check: str, pointer: str) -> Status:
    report = report_on(text(value), trusting(OWN))
    (found,) = {one.status for one in results(report, check) if one.path == "/" + pointer}
    return found


def changed(value: Object, pointer: str, new: Any) -> Object:
    put(*(int(step) if step.isdecimal() else step for step in pointer.split("/")))(new)(value)
    return value


@pytest.mark.parametrize(
    ("check", "pointer", "new", "status"),
    [
        ("record.canonical_hash", "canonical_sha256", "0" * 64, FAIL),
        ("record.pith_number", "pith_number", ANOTHER, FAIL),
        ("record.short_pith_number", "short_pith_number", "pith:AAAAAAAA", FAIL),
        ("record.source", "source", {"kind": "arxiv", "id": "2605.99999", "version": 2}, FAIL),
        ("alias.value", "aliases/0", WRONG_ALIAS, FAIL),
        ("receipt.hash", "receipt/canonical_sha256", "0" * 64, FAIL),
        ("snapshot.title", "graph_snapshot/paper/title", "Another", FAIL),
        ("snapshot.counts", "graph_snapshot/claims/count", 1, FAIL),
        ("snapshot.title", "paper/title", "Another", FAIL),
        ("link.subject", "links/html", ELSEWHERE, FAIL),
        ("link.subject", "agent_actions/view_html", ELSEWHERE, FAIL),
        ("status.flags", "verification_status/pith_receipt", False, FAIL),
        ("time.order", "updated_at", LATE, WARN),
    ],
)
def test_rule_runs_on_a_record(check: str, pointer: str, new: Any, status: Status) -> None:
    value = pith_record() | {"agent_actions": {}}
    assert status_at(changed(value, pointer, new), check, pointer) is status


@pytest.mark.parametrize(
    ("check", "pointer", "new", "status"),
    [
        ("record.canonical_hash", f"{CREATED}/canonical_sha256", "0" * 64, FAIL),
        ("record.pith_number", "pith_number", ANOTHER, FAIL),
        ("record.source", f"{CREATED}/source_id", "2605.99999", FAIL),
        (
            "alias.value",
            "current/source_aliases/0",
            WRONG_ALIAS,
            FAIL,
        ),
        ("receipt.hash", f"{CREATED}/receipt/canonical_sha256", "0" * 64, FAIL),
        ("snapshot.title", f"{SNAPSHOT}/paper/title", "Another", FAIL),
        ("state.hash", "state_sha256", "0" * 64, FAIL),
        ("state.counts", "valid_event_count", 9, FAIL),
        ("state.event_id", "current/graph_snapshots/0/event_id", "sha256:" + "0" * 64, FAIL),
        ("state.bounds", "event_count", 1, FAIL),
        ("time.order", "current/record_created/created_at", LATE, WARN),
    ],
)
def test_rule_runs_on_a_state(check: str, pointer: str, new: Any, status: Status) -> None:
    assert status_at(changed(merged(seal(bundle())), pointer, new), check, pointer) is status


@pytest.mark.parametrize(
    "check", ["record.canonical_hash", "receipt.hash", "receipt.signature", "receipt.signer"]
)
@pytest.mark.parametrize(
    ("value", "holder"), [(pith_record(), ""), (merged(seal(bundle())), CREATED + "/")]
)
def test_record_that_is_missing_leaves_its_receipt_unchecked(
    value: Object, holder: str, check: str
) -> None:
    place: Any = value
    for step in holder.split("/")[:-1]:
        place = place[step]
    place.pop("canonical_record", None)
    assert status_at(value, check, holder + "canonical_record") is UNCHECKED


def test_snapshot_that_is_missing_leaves_its_title_unchecked() -> None:
    draft = bundle()
    del draft["events"][1]["payload"]["graph_snapshot"]
    found = status_at(seal(draft), "snapshot.title", "events/1/payload/graph_snapshot")
    assert found is UNCHECKED


def test_mirror_hint_in_a_state_leads_to_its_record() -> None:
    draft = bundle()
    hint = event("mirror_hint", "record", {"url": ELSEWHERE}, draft["pith_number"])
    draft["events"].append(hint)
    place = "current/mirror_hints/0/payload/url"
    assert status_at(merged(seal(draft)), "link.subject", place) is FAIL


@pytest.mark.parametrize(
    ("value", "receipt"),
    [
        (pith_record(), "receipt"),
        (merged(seal(bundle())), f"{CREATED}/receipt"),
        (seal(bundle()), "events/0/payload/receipt"),
    ],
    ids=["record", "state", "bundle"],
)
def test_dates_of_a_receipt_are_held_against_the_clock(value: Object, receipt: str) -> None:
    report = report_on(text(changed(value, f"{receipt}/signed_at", LATE)), trusting(OWN))
    late = [one.path for one in results(report, "time.order") if one.status is WARN]
    assert [path for path in late if path.startswith(f"/{receipt}")]


COPIES = ("/canonical_record", "/state/current/canonical_record")


@pytest.mark.parametrize("path", COPIES)
def test_copies_of_a_signed_record_are_covered_though_nothing_signs_the_bundle(path: str) -> None:
    value = seal(bundle())
    del value["bundle_signature"]
    assert report_on(text(value), trusting(OWN)).coverage.covers(path) == {Cover.RECEIPT}
    changed(value, path[1:] + "/schema_version", "1.1")
    assert not report_on(text(value), trusting(OWN)).coverage.covers(path)
