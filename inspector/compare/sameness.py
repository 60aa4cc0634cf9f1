"""Whether two documents are about the same record.

The hashes computed of the records decide. The Pith Number that a document states is only a claim
where its record's hash could not be computed, or does not give that number.
"""

from enum import StrEnum
from typing import NamedTuple

from inspector.compare.side import Side
from inspector.document.access import object_at, object_in
from inspector.document.canonical import digest
from inspector.document.kinds import Kind
from inspector.merge.state import RECORD_CREATED
from inspector.verify.result import PASS


class Sameness(StrEnum):
    """How the records of both sides relate. The strings are part of the report format."""

    SAME = "same record"
    """One record, and the number that both state follows from it."""
    SAME_OTHER_NUMBER = "same record, another number stated"
    """One record; a number that a side states does not follow from it."""
    OTHER = "other record"
    OTHER_SAME_NUMBER = "other record, same number stated"
    """Two records; a side states the number of the other."""
    SAME_CLAIMED = "same number stated"
    """Both state one number, but it was not verified on both sides."""
    OTHER_CLAIMED = "other number stated"
    UNKNOWN = "unknown"
    """A side states no number."""


class _Known(NamedTuple):
    """What one side shows; ``record`` is the computed hash of its record, or ""."""

    number: str | None
    record: str
    is_number_shown: bool


def sameness(left: Side, right: Side) -> Sameness:
    """How the records of both sides relate, by their reports."""
    one, other = _known(left), _known(right)
    if one.record and other.record:
        hold = one.is_number_shown and other.is_number_shown
        if one.record == other.record:
            return Sameness.SAME if hold else Sameness.SAME_OTHER_NUMBER
        is_claimed = one.number is not None and one.number == other.number
        return Sameness.OTHER_SAME_NUMBER if is_claimed else Sameness.OTHER
    if one.number is None or other.number is None:
        return Sameness.UNKNOWN
    return Sameness.SAME_CLAIMED if one.number == other.number else Sameness.OTHER_CLAIMED


def _known(side: Side) -> _Known:
    value = side.document.value
    holder = (
        object_in(value, "current", RECORD_CREATED, "payload")
        if side.document.kind is Kind.STATE
        else value
    )
    record = object_at(holder, "canonical_record")
    numbers = [
        result.status
        for result in side.report.results
        if result.id == "record.pith_number" and not result.path.startswith("/events/")
    ]
    shown = bool(numbers) and all(status is PASS for status in numbers)
    return _Known(side.document.pith_number, "" if record is None else digest(record), shown)
