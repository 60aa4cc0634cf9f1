"""time.order can warn, never fail; where one side has no fractions, whole seconds count."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from inspector.document.reader import read_document
from inspector.verify.result import Status
from inspector.verify.times import order
from inspector.verify.verifier import verify
from tests.conftest import BUNDLE, NOW, json_values, pith_trust, sample

PASS, WARN, UNCHECKED = Status.PASS, Status.WARN, Status.UNCHECKED


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ([], PASS),
        (["2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:00:00Z", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", "2026-05-03T00:00:00Z"], PASS),
        (["2026-05-01T00:00:01Z", "2026-05-01T00:00:00Z"], WARN),
        (["2026-05-01T00:00:00.900000Z", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:00:01.100000Z", "2026-05-01T00:00:00Z"], WARN),
        (["2026-05-01T00:00:00.900000Z", "2026-05-01T00:00:00.899999Z"], WARN),
        (["2026-05-01T02:00:00+02:00", "2026-05-01T00:00:00Z"], PASS),
        (["2026-05-01T00:00:00Z", "2026-05-01T00:00:00+02:00"], WARN),
        (["2026-05-02T00:00:00Z", None, "2026-05-01T00:00:00Z"], WARN),
        ([None, None], PASS),
        (["2026-05-01T00:00:00"], UNCHECKED),
        (["2026-05-01"], UNCHECKED),
        (["yesterday"], UNCHECKED),
        ([1777777777], UNCHECKED),
        (["2026-06-01T00:04:00Z"], PASS),
        (["2026-06-01T00:06:00Z"], WARN),
        (["9999-12-31T23:59:59Z"], WARN),
    ],
)
def test_order_of_dates(dates: list[Any], status: Status) -> None:
    found = order(dates, NOW, "/place")
    assert (found.status, found.path) == (status, "/place")


@given(json_values())
def test_any_value_for_a_date_is_borne(value: Any) -> None:
    assert order([value, "2026-05-01T00:00:00Z"], NOW, "").status is not Status.FAIL


def test_clock_is_the_one_that_is_passed() -> None:
    document = read_document(sample(BUNDLE))
    for now, warns in ((NOW, False), (datetime(2026, 5, 18, tzinfo=UTC), True)):
        report = verify(document, pith_trust(), now=now)
        assert bool(report.counts.warned) is warns
        assert report.verdict == "verified"


def test_far_ends_of_the_calendar_are_borne() -> None:
    for date in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"):
        order([date, "2026-05-01T00:00:00Z"], NOW, "")
        order(["2026-05-01T00:00:00Z", date], NOW, "")
        order([date], NOW + timedelta(days=1), "")
