"""Dates in their order: created, signed, built, none in the future. They can warn, never fail.

Where one side of a comparison has no fractions of a second, whole seconds are compared.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeAlias

from inspector.document.access import list_at, object_at
from inspector.document.json_types import Json, JsonObject
from inspector.messages import msg
from inspector.verify.context import instant
from inspector.verify.result import Result, first_concern, missing, passed, unchecked, warned

_SLACK = timedelta(seconds=60)
"""Clocks of two machines may differ by so much."""
_Date: TypeAlias = tuple[str, JsonObject, str]
"""A date: the pointer of the object that holds it, the object, the name of the member."""


def check_bundle(bundle: JsonObject, now: datetime) -> Iterator[Result]:
    """time.order for each event, and for the bundle as a whole."""
    signature = object_at(bundle, "bundle_signature") or {}
    built: list[_Date] = [
        ("", bundle, "built_at"),
        ("/bundle_signature", signature, "signed_at"),
    ]
    for index, event in enumerate(list_at(bundle, "events")):
        if isinstance(event, dict):
            path = f"/events/{index}"
            signed = object_at(event, "signature") or {}
            dates = [(path, event, "created_at"), (path + "/signature", signed, "signed_at")]
            yield order([*dates, *built], now, f"{path}/created_at")
    yield order(built, now, "/built_at")


def check_receipt(receipt: JsonObject, now: datetime, path: str) -> Result:
    """time.order of a receipt: first computed, last reissued, signed."""
    names = ("first_computed_at", "last_reissued_at", "signed_at")
    return order([(path, receipt, name) for name in names], now, path + "/signed_at")


def order(dates: list[_Date], now: datetime, path: str) -> Result:
    """time.order of dates that must follow one another, at ``path``."""
    return first_concern(_order(dates, now, path), passed("time.order", path))


def _order(dates: list[_Date], now: datetime, path: str) -> Iterator[Result]:
    previous: tuple[datetime, Json] | None = None
    for holder_path, holder, name in dates:
        if name not in holder:
            yield missing("time.order", f"{holder_path}/{name}")
            continue
        date = holder[name]
        moment = instant(date)
        if moment is None:
            place = f"{holder_path}/{name}"
            yield unchecked("time.order", place, msg("the date cannot be read"), None, date)
            continue
        if moment > now and moment - now > _SLACK:
            yield warned("time.order", path, msg("The date lies in the future"), None, date)
        if previous is not None and previous[0] > moment and _is_after(*previous, moment, date):
            detail = msg("An earlier step has a later date")
            yield warned("time.order", path, detail, date, previous[1])
        previous = moment, date


def _is_after(one: datetime, one_text: Json, other: datetime, other_text: Json) -> bool:
    if one - other <= _SLACK:  # a difference cannot overflow, a sum can
        return False
    if "." in str(one_text) and "." in str(other_text):
        return True
    return one.replace(microsecond=0) - other.replace(microsecond=0) > _SLACK
