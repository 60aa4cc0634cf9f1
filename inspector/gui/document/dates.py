"""Reads and formats dates of a document, in UTC or in the local time zone."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from inspector.document.json_types import Json
from inspector.gui.translation import number, translate
from inspector.named_tuple import NamedTuple
from inspector.verify.context import instant

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_MINUTE, _HOUR, _DAY, _YEAR = 60, 3_600, 86_400, 31_556_952
_FEW = 2
"""Up to this many of a unit, a duration is given in the next smaller one: 24 h, not 1 day."""


class Zone(StrEnum):
    UTC = "utc"
    LOCAL = "local"


class Date(NamedTuple):
    """A date of a document: ``at`` in UTC, None if none is stated or it cannot be read."""

    at: datetime | None
    is_stated: bool

    @property
    def second(self) -> int | None:
        """The whole seconds since 1970."""
        return None if self.at is None else (self.at - _EPOCH) // _SECOND


NO_DATE = Date(None, is_stated=False)


def read(value: Json) -> Date:
    """The date in a member. Without an offset from UTC it names no moment."""
    if value is None:
        return NO_DATE
    try:
        moment = instant(value)
        return Date(moment and moment.astimezone(UTC), is_stated=True)
    except OverflowError:  # within a day of the first or the last year
        return Date(None, is_stated=True)


def missing(date: Date) -> str:
    """The word shown in place of a date; "" if there is one."""
    if date.at is not None:
        return ""
    if date.is_stated:
        return translate("Timeline", "unreadable date")
    return translate("Timeline", "no date")


def full(date: Date, zone: Zone) -> str:
    """ "2026-05-19 00:00:05 Z" with all stated fractions, or the word for none."""
    if date.at is None:
        return missing(date)
    moment = _in(date.at, zone)
    text = moment.replace(tzinfo=None).isoformat(" ")
    offset = moment.isoformat(" ").removeprefix(text)
    return f"{text} Z" if offset == "+00:00" else f"{text} {offset}"


def day_and_time(second: int, zone: Zone) -> tuple[str, str]:
    """ "2026-05-19" and "00:00:05" of whole seconds since 1970."""
    day, _, time = _in(_EPOCH + second * _SECOND, zone).isoformat("T", "seconds").partition("T")
    return day, time[: len("00:00:00")]


def length(seconds: int) -> str:
    """A duration in a suitable unit: "90 s", "24 h", "12 days"."""
    if seconds < _FEW * _MINUTE:
        return translate("Timeline", "{} s").format(seconds)
    if seconds < _FEW * _HOUR:
        return translate("Timeline", "{} min").format(round(seconds / _MINUTE))
    if seconds < _FEW * _DAY:
        return translate("Timeline", "{} h").format(round(seconds / _HOUR))
    if seconds < _FEW * _YEAR:
        return translate("Timeline", "{} days").format(round(seconds / _DAY))
    return translate("Timeline", "{} years").format(number(round(seconds / _YEAR)))


def _in(moment: datetime, zone: Zone) -> datetime:
    if zone is Zone.UTC:
        return moment
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment  # its year is one that the system's calendar does not support


def exact_length(seconds: int) -> str:
    """The same to the second: "12 d 23:59:55"."""
    days, rest = divmod(seconds, _DAY)
    clock = f"{rest // _HOUR:02}:{rest % _HOUR // _MINUTE:02}:{rest % _MINUTE:02}"
    return translate("Timeline", "{} d {}").format(number(days), clock) if days else clock
