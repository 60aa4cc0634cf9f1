"""Dates in their order: created, signed, built, none in the future. They can warn, never fail.

Where one side of a comparison has no fractions of a second, whole seconds are compared.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from inspector.document.access import list_at, object_at
from inspector.document.json_types import Json, JsonObject
from inspector.verify.case import instant
from inspector.verify.result import Result, passed, unchecked, warned

_CLOCK_SKEW = timedelta(minutes=5)


def check_bundle(bundle: JsonObject, now: datetime) -> Iterable[Result]:
    """time.order for each event, and for the bundle as a whole."""
    built = bundle.get("built_at")
    for index, event in enumerate(list_at(bundle, "events")):
        if isinstance(event, dict):
            signed = (object_at(event, "signature") or {}).get("signed_at")
            yield order(
                [event.get("created_at"), signed, built], now, f"/events/{index}/created_at"
            )
    signed = (object_at(bundle, "bundle_signature") or {}).get("signed_at")
    yield order([built, signed], now, "/built_at")


def check_receipt(receipt: JsonObject | None, now: datetime, path: str) -> Iterable[Result]:
    """time.order of a receipt: first computed, last reissued, signed."""
    if receipt is not None:
        names = ("first_computed_at", "last_reissued_at", "signed_at")
        yield order([receipt.get(name) for name in names], now, path + "/signed_at")


def order(dates: list[Json], now: datetime, path: str) -> Result:
    """time.order of dates that must follow one another; missing ones are passed over."""
    previous: tuple[datetime, Json] | None = None
    for date in dates:
        if date is None:
            continue
        moment = instant(date)
        if moment is None:
            return unchecked("time.order", path, "Not made: a date cannot be read", None, date)
        if moment > now + _CLOCK_SKEW:
            return warned("time.order", path, "The date lies in the future", None, date)
        if previous is not None and _is_after(*previous, moment, date):
            return warned("time.order", path, "An earlier step has a later date", date, previous[1])
        previous = moment, date
    return passed("time.order", path)


def _is_after(one: datetime, one_text: Json, other: datetime, other_text: Json) -> bool:
    if one <= other:
        return False
    if "." in str(one_text) and "." in str(other_text):
        return True
    return one.replace(microsecond=0) > other.replace(microsecond=0)
