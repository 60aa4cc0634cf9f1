"""The position of dates on the axis of the timeline, from 0 to 1; long empty stretches are cut.

Positions are those of whole seconds, since most dates have no fractions. Between two cuts the axis
is linear, with the same density everywhere, so that distances can be compared by eye.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Protocol

from inspector.gui.document.dates import Zone, day_and_time
from inspector.named_tuple import NamedTuple

_APART = 1 / 150
"""The least distance at which two dates can be distinguished when the whole axis is shown."""
_COST = 0.4
"""The gain in distinguishable neighbours that justifies a cut."""
_WIDEST_CUT = 0.3
_MOST_OF_CUTS = 0.5


class Cut(NamedTuple):
    """A stretch without dates, from position ``begin`` to ``end``; ``seconds`` is its duration."""

    begin: float
    end: float
    seconds: int


class Scale:
    """The positions of dates, which are whole seconds since 1970 in UTC."""

    __slots__ = ("_cuts", "_share", "narrowest", "places", "seconds")

    def __init__(self, seconds: Iterable[int]) -> None:
        """``seconds`` and ``places`` are parallel, ascending and without repeats. ``narrowest`` is
        the least distance of two places, or 1."""
        self.seconds = array("q", sorted(set(seconds)))
        gaps = [later - earlier for earlier, later in pairwise(self.seconds)]
        longest = _longest_shown(sorted(gaps))
        self._cuts = array("I", (at for at, gap in enumerate(gaps) if gap > longest))
        self._share = _share(len(self._cuts))
        drawn = sum(gap for gap in gaps if gap <= longest)
        a_second = (1 - len(self._cuts) * self._share) / drawn if drawn else 0.0
        self.places = array("d", self._places(gaps, longest, a_second))
        apart = (later - earlier for earlier, later in pairwise(self.places))
        self.narrowest = min((distance for distance in apart if distance > 0), default=1.0)

    def _places(self, gaps: Sequence[int], longest: int, a_second: float) -> Iterable[float]:
        # computed from whole numbers each time, since sums of fractions would drift
        shown = cut = 0
        yield from (0.0,) if self.seconds else ()
        for gap in gaps:
            shown, cut = (shown + gap, cut) if gap <= longest else (shown, cut + 1)
            yield min(1.0, shown * a_second + cut * self._share)

    def place(self, second: int) -> float:
        """The position of a date of the scale."""
        return self.places[bisect_left(self.seconds, second)]

    @property
    def cut_width(self) -> float:
        """The common width of the cuts; 0 if there are none."""
        return self._share if self._cuts else 0.0

    def cuts(self, begin: float, end: float) -> list[Cut]:
        """The cuts that overlap the range of two positions, in order."""
        first = max(0, bisect_right(self.places, begin) - 1)
        last = bisect_left(self.places, end)
        numbers = self._cuts[bisect_left(self._cuts, first) : bisect_left(self._cuts, last)]
        return [self._cut(at) for at in numbers]

    def _cut(self, at: int) -> Cut:
        length = self.seconds[at + 1] - self.seconds[at]
        return Cut(self.places[at], self.places[at + 1], length)


def _share(cuts: int) -> float:
    """The width of each cut: equal for all, and together at most half of the axis."""
    return min(_WIDEST_CUT, _MOST_OF_CUTS / cuts) if cuts else 0.0


def _longest_shown(gaps: Sequence[int]) -> int:
    """The longest of the ascending ``gaps`` that is drawn to scale; longer ones are cut.

    It is the power of two with which most neighbours can be distinguished (closer ones count
    partly), minus a cost per cut; of equal ones the largest. So regular dates are never cut, nor
    are two dates.
    """
    if not gaps:
        return 0
    sums = list(accumulate(gaps, initial=0))
    limits = [1 << power for power in range(gaps[-1].bit_length(), -1, -1)]
    return max(limits, key=lambda limit: _worth(gaps, sums, limit))


def _worth(gaps: Sequence[int], sums: Sequence[int], limit: int) -> float:
    shown = bisect_right(gaps, limit)
    if not shown:
        return -1.0
    cuts = len(gaps) - shown
    share = _share(cuts)
    rest = 1 - cuts * share
    if cuts and gaps[shown] * rest <= sums[shown] * share:
        return -1.0  # a cut would be wider than what it leaves out
    least = _APART * sums[shown] / rest
    close = bisect_left(gaps, least, 0, shown)
    apart = shown - close + (sums[close] / least if close else 0.0)
    return apart + cuts * min(1.0, share / _APART) - _COST * cuts


# --- which dates are written along the axis -----------------------------------------------------

_GAP = 10
_TO_THE_MINUTE = len("00:00")


class ScaleView(Protocol):
    """The visible part of a scale, and its place."""

    @property
    def seen(self) -> tuple[float, float]: ...

    def x(self, place: float) -> float: ...

    def place(self, x: float) -> float: ...


class Tick(NamedTuple):
    """A date at ``x``; ``day`` is "" if it is that of the previous tick."""

    x: float
    day: str
    time: str


Widths = Callable[[Tick], tuple[int, int]]
"""The widths of the day and of the time of a tick; they are above one another."""


def ticks(scale: Scale, scale_view: ScaleView, zone: Zone, widths: Widths) -> Iterator[Tick]:
    """The visible ticks from left to right, including the last visible date."""
    begin, end = scale_view.seen
    at, last = bisect_left(scale.places, begin), bisect_right(scale.places, end) - 1
    before, day_free = ("", ""), float("-inf")
    while at <= last:
        x = scale_view.x(scale.places[at])
        now = day_and_time(scale.seconds[at], zone)
        tick = _tick(x, now, before)
        day_behind, time_behind = (x + width + _GAP if width else 0.0 for width in widths(tick))
        if at < last and max(day_behind, time_behind) > scale_view.x(scale.places[last]):
            at = last
        elif at < last and tick.day and x < day_free:
            at = _next(scale, scale_view.place(day_free), at, last)
        else:
            yield tick
            before, day_free = now, max(day_free, day_behind)
            at = _next(scale, scale_view.place(time_behind), at, last)


def _next(scale: Scale, place: float, at: int, last: int) -> int:
    """The first date at or after ``place`` and after ``at``; the last one if there is none."""
    following = bisect_left(scale.places, place, at + 1, last + 1)
    return min(following, last) if at < last else following


def _tick(x: float, now: tuple[str, str], before: tuple[str, str]) -> Tick:
    """The tick with only those parts of the date that differ from the previous one."""
    (day, time), (day_before, time_before) = now, before
    if day != day_before:
        return Tick(x, day, time)
    same_minute = time[:_TO_THE_MINUTE] == time_before[:_TO_THE_MINUTE]
    return Tick(x, "", time[_TO_THE_MINUTE:] if same_minute else time)
