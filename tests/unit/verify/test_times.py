"""time.order can warn but not fail; with a minute of tolerance; whole seconds if one has no
fraction."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given

from inspector.document.reader import read_document
from inspector.merge.state import StateEntry
from inspector.verify.dates import check_bundle, check_receipt, check_record, check_state, order
from inspector.verify.result import Result, Status
from inspector.verify.verifier import verify
from tests.conftest import BUNDLE, NOW, json_values, pith_trust, sample

PASS, WARN, UNCHECKED = Status.PASS, Status.WARN, Status.UNCHECKED
CREATED, SIGNED = "2026-05-20T10:00:00Z", "2026-05-20T10:00:01.500000Z"


def ordered(dates: list[Any], now: datetime = NOW) -> Result:
    """time.order of dates that stand, one after the other, in objects of their own."""
    numbers = count()
    return order([(f"/{next(numbers)}", {"at": date}, "at") for date in dates], now, "/place")


def bundle() -> Any:
    """The parts of a bundle that have dates."""
    event = {"created_at": CREATED, "signature": {"signed_at": SIGNED}}
    return {
        "events": [event],
        "built_at": "2026-05-20T10:00:02Z",
        "bundle_signature": {"signed_at": "2026-05-20T10:00:03.000000Z"},
    }


def put(value: Any, path: str, new: Any) -> None:
    *way, last = path.split("/")[1:]
    for step in way:
        value = value[int(step)] if isinstance(value, list) else value[step]
    value[last] = new


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ([], PASS),
        (["2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"], PASS),
        (["2026-05-01T00:01:00Z", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:01:01Z", "2026-05-01T00:00:00Z"], WARN),
        (["2026-05-01T00:01:00.900000Z", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:01:01.100000Z", "2026-05-01T00:00:00Z"], WARN),
        (["2026-05-01T00:01:00Z", "2026-05-01T00:00:00.900000Z"], PASS),
        (["2026-05-01T00:01:00.500000Z", "2026-05-01T00:00:00.500000Z"], PASS),
        (["2026-05-01T00:01:00.500001Z", "2026-05-01T00:00:00.500000Z"], WARN),
        (["2026-05-01T02:00:00+02:00", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:02:00Z", "2026-05-01T00:00:00+02:00"], WARN),
        (["2026-05-02T00:00:00Z", None, "2026-05-01T00:00:00Z"], WARN),
        (["2026-06-01T00:01:00Z"], PASS),
        (["2026-06-01T00:01:01Z"], WARN),
        (["9999-12-31T23:59:59Z"], WARN),
    ],
)
def test_dates_out_of_order_warn(dates: list[Any], status: Status) -> None:
    found = ordered(dates)
    assert (found.status, found.path) == (status, "/place")


@pytest.mark.parametrize(
    "date", ["2026-05-01T00:00:00", "2026-05-01", "yesterday", 1777777777, None, True, [], {}]
)
def test_date_that_cannot_be_read_is_unchecked_at_its_own_place(date: Any) -> None:
    found = ordered(["2026-05-01T00:00:00Z", date])
    assert (found.status, found.path, found.actual) == (UNCHECKED, "/1/at", date)


PLACES = ["/events/0/created_at", "/events/0/signature/signed_at"]
ENDS = ["/built_at", "/bundle_signature/signed_at"]


def test_each_event_and_the_bundle_have_a_result() -> None:
    found = list(check_bundle(bundle(), NOW))
    assert [(one.status, one.path) for one in found] == [
        (PASS, "/events/0/created_at"),
        (PASS, "/built_at"),
    ]


@pytest.mark.parametrize("place", [*PLACES, *ENDS])
def test_date_of_a_bundle_that_is_missing_is_unchecked_at_its_place(place: str) -> None:
    value = bundle()
    *way, last = place.split("/")[1:]
    holder = value
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    del holder[last]
    event, whole = check_bundle(value, NOW)
    assert (event.status, event.path) == (UNCHECKED, place)
    assert (whole.status is UNCHECKED) == (place in ENDS)


@pytest.mark.parametrize(
    ("place", "date"),
    [
        ("/events/0/created_at", "2026-05-20T11:00:00Z"),
        ("/events/0/signature/signed_at", "2026-05-20T11:00:00.000000Z"),
        ("/built_at", "2026-05-20T09:00:00Z"),
        ("/bundle_signature/signed_at", "2026-05-20T09:00:00.000000Z"),
    ],
)
def test_created_signed_built_and_bundle_signed_follow_one_another(place: str, date: str) -> None:
    value = bundle()
    put(value, place, date)
    event, whole = check_bundle(value, NOW)
    assert (event.status, event.path) == (WARN, "/events/0/created_at")
    assert (whole.status is WARN) == (place == "/bundle_signature/signed_at")


@pytest.mark.parametrize("place", [*PLACES, *ENDS])
def test_no_date_of_a_bundle_lies_in_the_future(place: str) -> None:
    value = bundle()
    put(value, place, "2999-01-01T00:00:00Z")
    event, _ = check_bundle(value, NOW)
    assert event.status is WARN


RECEIPT: Any = {"first_computed_at": CREATED, "last_reissued_at": CREATED, "signed_at": SIGNED}


def test_dates_of_a_receipt_follow_one_another() -> None:
    place = "/receipt/signed_at"
    later = "2026-05-20T11:00:00.000000Z"
    for receipt, status in (
        (RECEIPT, PASS),
        (RECEIPT | {"first_computed_at": later}, WARN),
        (RECEIPT | {"last_reissued_at": later}, WARN),
        (RECEIPT | {"signed_at": "2999-01-01T00:00:00.000000Z"}, WARN),
    ):
        found = check_receipt({"receipt": dict(receipt)}, NOW, "")
        assert (found.status, found.path) == (status, place)


@pytest.mark.parametrize("name", RECEIPT)
def test_date_of_a_receipt_that_is_missing_is_unchecked_at_its_place(name: str) -> None:
    left: Any = {other: date for other, date in RECEIPT.items() if other != name}
    found = check_receipt({"receipt": left}, NOW, "")
    assert (found.status, found.path) == (UNCHECKED, f"/receipt/{name}")


SUBMITTED: Any = {"canonical_record": {"metadata": {"submitted_at": "2026-05-20T11:00:00Z"}}}


def test_paper_is_submitted_before_anything_is_said_of_it() -> None:
    value = bundle()
    value["events"][0]["payload"] = SUBMITTED
    event, _ = check_bundle(value, NOW)
    assert (event.status, event.path) == (WARN, "/events/0/created_at")
    found = check_receipt({"receipt": RECEIPT, **SUBMITTED}, NOW, "")
    assert (found.status, found.path) == (WARN, "/receipt/signed_at")
    (found,) = check_record({"created_at": CREATED, **SUBMITTED}, NOW)
    assert (found.status, found.path) == (WARN, "/created_at")
    entry = StateEntry("record_created", "/at", {"created_at": CREATED, "payload": SUBMITTED})
    (found,) = check_state({}, [entry], NOW)
    assert (found.status, found.path) == (WARN, "/at/created_at")


@pytest.mark.parametrize("late", ["2026-05-20T10:01:03Z", "2999-01-01T00:00:00Z"])
def test_alias_is_no_younger_than_its_bundle(late: str) -> None:
    value = bundle() | {"source_aliases": [{"created_at": CREATED}, {"created_at": late}]}
    *sound, found = check_bundle(value, NOW)
    assert {one.status for one in sound} == {PASS}
    assert (found.status, found.path) == (WARN, "/source_aliases/1/created_at")
    holders: list[Any] = [{"aliases": value["source_aliases"]}, {"created_at": late}]
    for holder in holders:
        assert len(list(check_record(holder, NOW))) == ("2999" in late)
    aliases: Any = {"source_aliases": value["source_aliases"]}
    assert len(list(check_state(aliases, [], NOW))) == ("2999" in late)


@pytest.mark.parametrize("odd", ["2026-05-20T10:01:02Z", None])
def test_alias_of_its_bundles_time_or_of_none_is_no_finding(odd: Any) -> None:
    value = bundle() | {"source_aliases": [{"created_at": odd}]}
    assert [one.status for one in check_bundle(value, NOW)] == [PASS, PASS]


def test_date_that_cannot_be_read_is_unchecked_wherever_it_stands() -> None:
    alias = {"created_at": "2026-05-20"}
    value = bundle() | {"source_aliases": [alias, alias]}
    entry = StateEntry("correction", "/at", {"created_at": "2026-05-20"})
    for found, path in (
        ([*check_bundle(value, NOW)][2:], "/source_aliases/0/created_at"),
        ([*check_record({"updated_at": "x"}, NOW)], "/updated_at"),
        ([*check_state({}, [entry], NOW)], "/at/created_at"),
    ):
        assert [(one.status, one.path) for one in found] == [(UNCHECKED, path)]


@given(json_values())
def test_any_value_for_a_date_is_borne(value: Any) -> None:
    assert ordered([value, "2026-05-01T00:00:00Z"]).status is not Status.FAIL


@given(json_values())
def test_any_value_for_what_holds_dates_is_borne(value: Any) -> None:
    for name in ("events", "built_at", "bundle_signature"):
        found = list(check_bundle({**bundle(), name: value}, NOW))
        assert all(one.status is not Status.FAIL for one in found)


def test_clock_is_the_one_that_is_passed() -> None:
    document = read_document(sample(BUNDLE))
    for now, warns in ((NOW, False), (datetime(2026, 5, 18, tzinfo=UTC), True)):
        report = verify(document, pith_trust(), now=now)
        assert bool(report.counts.warned) is warns
        assert report.verdict == "verified"


def test_far_ends_of_the_calendar_are_borne() -> None:
    for date in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        assert ordered([date, "2026-05-01T00:00:00Z"]).status is not Status.FAIL
        assert ordered(["2026-05-01T00:00:00Z", date]).status is not Status.FAIL
        assert ordered([date], NOW + timedelta(days=1)).status is not Status.FAIL
