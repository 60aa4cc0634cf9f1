"""status.flags: what a record says of itself is held against what was found in it."""

import pytest

from inspector.document.json_types import Json, JsonObject
from inspector.messages import msg
from inspector.verify.consistency import check_flags
from inspector.verify.result import (
    FAIL,
    PASS,
    UNCHECKED,
    WARN,
    Result,
    Status,
    failed,
    missing,
    passed,
)
from tests.vectors.drafts import pith_record

HOLDS = passed("receipt.signature", "/receipt")
BROKEN = failed("receipt.signature", "/receipt", msg("The signature is not valid"))
NOT_MADE = missing("receipt.signature", "/receipt")


def flag(value: JsonObject, name: str, stated: Json, *found: Result) -> Status:
    (result,) = check_flags(value | {"verification_status": {name: stated}}, found)
    assert result.path == f"/verification_status/{name}"
    return result.status


@pytest.mark.parametrize(
    ("stated", "found", "status"),
    [
        (True, HOLDS, PASS),
        (False, HOLDS, FAIL),
        (1, HOLDS, FAIL),
        (True, BROKEN, FAIL),
        (False, BROKEN, PASS),
        (True, NOT_MADE, UNCHECKED),
        (False, NOT_MADE, UNCHECKED),
    ],
)
def test_flag_of_a_check_agrees_with_its_result(
    stated: Json, found: Result, status: Status
) -> None:
    assert flag(pith_record(), "pith_receipt", stated, found) is status


@pytest.mark.parametrize(("stated", "status"), [(True, FAIL), (False, PASS), (None, FAIL)])
def test_flag_of_a_snapshot_agrees_with_there_being_one(stated: Json, status: Status) -> None:
    value = pith_record()
    del value["graph_snapshot"]
    assert flag(value, "graph_snapshot", stated) is status


@pytest.mark.parametrize(
    ("name", "section", "count"),
    [
        ("references_resolved", "references", "resolved_work"),
        ("formal_links_present", "formal_canon", "evidence_count"),
    ],
)
def test_flag_of_a_count_warns_where_the_snapshot_counts_otherwise(
    name: str, section: str, count: str
) -> None:
    value = pith_record()
    assert (flag(value, name, False), flag(value, name, True)) == (PASS, WARN)
    value["graph_snapshot"][section][count] = 2
    assert (flag(value, name, False), flag(value, name, True)) == (WARN, PASS)
    del value["graph_snapshot"][section][count]
    assert flag(value, name, False) is UNCHECKED


@pytest.mark.parametrize(
    ("stated", "events", "status"),
    [
        (False, [], PASS),
        (0, [], PASS),
        (True, [], UNCHECKED),
        (3, [], UNCHECKED),
        (None, [], UNCHECKED),
        (0, None, UNCHECKED),
        (0, [{}], UNCHECKED),
    ],
)
def test_flag_of_events_that_are_elsewhere_passes_only_where_there_are_none(
    stated: Json, events: Json, status: Status
) -> None:
    value = pith_record() | {"events": events}
    assert flag(value, "strong_author_claims", stated) is status


def test_flag_that_is_not_known_is_unchecked() -> None:
    assert flag(pith_record(), "peer_reviewed", False) is UNCHECKED
