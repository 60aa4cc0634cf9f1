"""time.order: the dates of a document are in order, and none is in the future.

Dates are only claims, and clocks differ: this check warns and never fails.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeAlias

from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in, text_at
from inspector.merge.state import StateEntry
from inspector.messages import msg
from inspector.verify.context import instant
from inspector.verify.result import (
    Result,
    first_concern,
    missing,
    passed,
    unchecked,
    warned,
)

_SLACK = timedelta(seconds=60)
"""The tolerance for differing clocks."""
_Date: TypeAlias = tuple[str, JsonObject, str]
"""A date: the pointer of its object, the object, and the name of the member."""


_IN_THE_FUTURE = msg("The date lies in the future")
_UNREADABLE = msg("the date cannot be read")
_LATER_BEFORE = msg("An earlier step has a later date")
RECEIPT_DATES = ("first_computed_at", "last_reissued_at", "signed_at")
"""The dates that a receipt states about itself, in order."""


def check_bundle(bundle: JsonObject, now: datetime) -> Iterator[Result]:
    """time.order, one result for each event and one for the bundle, and one for each date of an
    alias after the bundle's."""
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
            submitted = _submitted(object_at(event, "payload"), path + "/payload")
            yield order([*submitted, *dates, *built], now, f"{path}/created_at")
    yield order(built, now, "/built_at")
    yield from _late_aliases(bundle, "/source_aliases", bundle.get("built_at"), now)


def check_receipt(holder: JsonObject, now: datetime, path: str) -> Result:
    """time.order of the receipt in ``holder``: submitted ≤ first computed ≤ last reissued ≤
    signed."""
    place, receipt = path + "/receipt", object_at(holder, "receipt") or {}
    dates: list[_Date] = [(place, receipt, name) for name in RECEIPT_DATES]
    return order([*_submitted(holder, path), *dates], now, place + "/signed_at")


def check_state(current: JsonObject, found: list[StateEntry], now: datetime) -> Iterator[Result]:
    """time.order of a state on its own: only the results for dates that are not in order."""
    for entry in found:
        submitted = _submitted(object_at(entry.value, "payload"), entry.path + "/payload")
        yield from _odd_dates([*submitted, (entry.path, entry.value, "created_at")], now)
    yield from _late_aliases(current, "/current/source_aliases", None, now)


def check_record(record: JsonObject, now: datetime) -> Iterator[Result]:
    """time.order of a record on its own: only the results for dates that are not in order."""
    submitted = _submitted(record, "")
    yield from _odd_dates([*submitted, ("", record, "created_at"), ("", record, "updated_at")], now)
    yield from _late_aliases(record, "/aliases", None, now)


def _submitted(holder: JsonObject | None, path: str) -> list[_Date]:
    """The submission date in ``holder``'s canonical record; none if it cannot be read, which
    record.pith_number reports."""
    metadata = object_in(holder, "canonical_record", "metadata")
    if metadata is None or instant(metadata.get("submitted_at")) is None:
        return []
    return [(path + "/canonical_record/metadata", metadata, "submitted_at")]


def _late_aliases(holder: JsonObject, path: str, built: Json, now: datetime) -> Iterator[Result]:
    """A result for each date of an alias that is in the future, after ``built`` or unreadable."""
    limit, seen = instant(built), set[str]()
    for index, alias in enumerate(list_at(holder, path.rpartition("/")[2])):
        date = text_at(alias, "created_at")
        if date is None or date in seen:
            continue
        seen.add(date)
        place, moment = f"{path}/{index}/created_at", instant(date)
        if moment is None:
            yield unchecked("time.order", place, _UNREADABLE, None, date)
        elif moment > now and moment - now > _SLACK:
            yield warned("time.order", place, _IN_THE_FUTURE, None, date)
        elif limit is not None and moment > limit and _is_after(moment, date, limit, built):
            yield warned("time.order", place, _LATER_BEFORE, built, date)


def _odd_dates(dates: list[_Date], now: datetime) -> Iterator[Result]:
    """The result for those of ``dates`` that exist, unless they are in order."""
    given = [date for date in dates if date[2] in date[1]]
    path, _, name = given[-1] if given else ("", {}, "")
    concerns = [*_order(given, now, f"{path}/{name}")]
    if concerns:
        yield first_concern(concerns, concerns[0])


def order(dates: list[_Date], now: datetime, path: str) -> Result:
    """time.order of ``dates``, which must not decrease, reported at ``path``.

    Two dates are compared in whole seconds if one of them has no fraction of a second.
    """
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
            yield unchecked("time.order", place, _UNREADABLE, None, date)
            continue
        if moment > now and moment - now > _SLACK:
            yield warned("time.order", path, _IN_THE_FUTURE, None, date)
        if previous is not None and previous[0] > moment and _is_after(*previous, moment, date):
            yield warned("time.order", path, _LATER_BEFORE, date, previous[1])
        previous = moment, date


def _is_after(one: datetime, one_text: Json, other: datetime, other_text: Json) -> bool:
    if one - other <= _SLACK:  # datetime subtraction cannot overflow, addition can
        return False
    if "." in str(one_text) and "." in str(other_text):
        return True
    return one.replace(microsecond=0) - other.replace(microsecond=0) > _SLACK
