"""Which dates are written along the axis of the timeline, as many as fit side by side."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from inspector.gui.document.dates import Zone, day_and_time
from inspector.gui.timeline.timeline_scale import Scale

_GAP = 10
_TO_THE_MINUTE = len("00:00")


class Lens(Protocol):
    """Which part of a scale is seen, and where."""

    @property
    def seen(self) -> tuple[float, float]: ...

    def x(self, place: float) -> float: ...

    def place(self, x: float) -> float: ...


class Tick(NamedTuple):
    """A date at ``x``; ``day`` is empty where it is that of the tick before."""

    x: float
    day: str
    time: str


Widths = Callable[[Tick], tuple[int, int]]
"""How wide the day and the time of a tick are; the one stands above the other."""


def ticks(scale: Scale, lens: Lens, zone: Zone, widths: Widths) -> Iterator[Tick]:
    """The ticks that are seen, from the left; the last date that is seen is among them."""
    begin, end = lens.seen
    at, last = bisect_left(scale.places, begin), bisect_right(scale.places, end) - 1
    before, day_free = ("", ""), float("-inf")
    while at <= last:
        x = lens.x(scale.places[at])
        now = day_and_time(scale.seconds[at], zone)
        tick = _tick(x, now, before)
        day_behind, time_behind = (x + width + _GAP if width else 0.0 for width in widths(tick))
        if at < last and max(day_behind, time_behind) > lens.x(scale.places[last]):
            at = last
        elif at < last and tick.day and x < day_free:
            at = _next(scale, lens.place(day_free), at, last)
        else:
            yield tick
            before, day_free = now, max(day_free, day_behind)
            at = _next(scale, lens.place(time_behind), at, last)


def _next(scale: Scale, place: float, at: int, last: int) -> int:
    """The first date from ``place`` on, after ``at``; the last one where none is so far."""
    following = bisect_left(scale.places, place, at + 1, last + 1)
    return min(following, last) if at < last else following


def _tick(x: float, now: tuple[str, str], before: tuple[str, str]) -> Tick:
    """What is written of a date where another stands before it: only what is new."""
    (day, time), (day_before, time_before) = now, before
    if day != day_before:
        return Tick(x, day, time)
    same_minute = time[:_TO_THE_MINUTE] == time_before[:_TO_THE_MINUTE]
    return Tick(x, "", time[_TO_THE_MINUTE:] if same_minute else time)
