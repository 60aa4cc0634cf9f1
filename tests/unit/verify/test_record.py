"""What an event repeats of its record's source, and what a source need not say."""

from typing import Any

import pytest

from inspector.document.pointer import resolve
from inspector.verify.result import FAIL, UNCHECKED, Status
from tests.conftest import report_on, results
from tests.vectors.drafts import bundle, pith_record
from tests.vectors.keys import Object
from tests.vectors.sealing import seal
from tests.vectors.vector import made, put, text

PAYLOAD = "/events/0/payload"
IN_RECORD = PAYLOAD + "/canonical_record/source"


def sources(value: Object) -> dict[str, Status]:
    return {one.path: one.status for one in results(report_on(text(value)), "record.source")}


@pytest.mark.parametrize(
    ("member", "other"),
    [("source_kind", "doi"), ("source_id", "2605.99999"), ("source_version", 9)],
)
def test_each_member_of_the_source_in_an_event_is_that_of_its_record(
    member: str, other: Any
) -> None:
    found = sources(made(put("events", 0, "payload", member)(other)))
    assert found[f"{PAYLOAD}/{member}"] is FAIL


@pytest.mark.parametrize(
    ("holder", "member"),
    [(PAYLOAD, "source_kind"), (PAYLOAD, "source_version"), (IN_RECORD, "version")],
)
def test_member_of_a_source_that_is_missing_is_unchecked_at_its_place(
    holder: str, member: str
) -> None:
    draft = bundle()
    place: Any = resolve(draft, holder)
    del place[member]
    assert sources(seal(draft))[f"{holder}/{member}"] is UNCHECKED


def test_short_number_that_is_missing_is_unchecked_at_its_place() -> None:
    value = pith_record()
    del value["short_pith_number"]
    (found,) = results(report_on(text(value)), "record.short_pith_number")
    assert (found.status, found.path) == (UNCHECKED, "/short_pith_number")


def test_source_of_no_kind_is_not_said_to_look_like_one() -> None:
    value = pith_record()
    del value["canonical_record"]["source"]["kind"]
    report = report_on(text(value))
    assert not [one for one in results(report, "record.source") if "looks like" in str(one.message)]
