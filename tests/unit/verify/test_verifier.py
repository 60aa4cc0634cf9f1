"""Every rule runs on each type of document that it speaks of: a value changed there is noticed."""

from typing import Any

import pytest

from inspector.verify.result import FAIL, WARN, Status
from tests.conftest import report_on, results
from tests.unit.verify.test_trust import trusting
from tests.vectors.drafts import bundle, pith_record
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
