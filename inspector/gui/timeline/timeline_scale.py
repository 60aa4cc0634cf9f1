"""Where a date stands on the axis of the timeline, between 0 and 1; long empty stretches are cut.

A place is that of a whole second, since most dates of documents have no fractions. Between two
cuts the axis is linear, and equally dense everywhere, so that distances can be compared by eye.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Protocol

from inspector.gui.document.dates import Zone, day_and_time
from inspector.named_tuple import NamedTuple

_APART = 1 / 150
"""How far two dates must stand apart to be told apart when all of the axis is seen."""
_COST = 0.4
"""What a cut must win, in neighbours told apart, to be made."""
_WIDEST_CUT = 0.3
_MOST_OF_CUTS = 0.5


class Cut(NamedTuple):
    """A stretch without any date, from place ``begin`` to ``end``; ``seconds`` is its length."""

    begin: float
    end: float
    seconds: int


class Scale:
    """The places of dates, each given as whole seconds since 1970, in UTC."""

    __slots__ = ("_cuts", "_share", "narrowest", "places", "seconds")

    def __init__(self, seconds: Iterable[int]) -> None:
        """``seconds`` and ``places`` run in parallel, ascending, without repeats; ``narrowest``
        is the least distance of two places, 1 where there are no two."""
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
        # From whole numbers each time: sums of fractions would drift, and could turn back.
        shown = cut = 0
        yield from (0.0,) if self.seconds else ()
        for gap in gaps:
            shown, cut = (shown + gap, cut) if gap <= longest else (shown, cut + 1)
            yield min(1.0, shown * a_second + cut * self._share)

    def place(self, second: int) -> float:
        """The place of a date that the scale was made of."""
        return self.places[bisect_left(self.seconds, second)]

    @property
    def cut_width(self) -> float:
        """The width that every cut has; 0 where there is none."""
        return self._share if self._cuts else 0.0

    def cuts(self, begin: float, end: float) -> list[Cut]:
        """The cuts of which something lies between two places, in their order."""
        first = max(0, bisect_right(self.places, begin) - 1)
        last = bisect_left(self.places, end)
        numbers = self._cuts[bisect_left(self._cuts, first) : bisect_left(self._cuts, last)]
        return [self._cut(at) for at in numbers]

    def _cut(self, at: int) -> Cut:
        length = self.seconds[at + 1] - self.seconds[at]
        return Cut(self.places[at], self.places[at + 1], length)


def _share(cuts: int) -> float:
    """The width of each cut: the same for all, and together at most half of the axis."""
    return min(_WIDEST_CUT, _MOST_OF_CUTS / cuts) if cuts else 0.0


def _longest_shown(gaps: Sequence[int]) -> int:
    """The longest of the ascending ``gaps`` that is drawn at its length; longer ones are cut.

    Of all powers of two the one with which most neighbours are told apart (those too close
    count by how far they are), each cut taken as a loss; the largest of equals. So regular
    dates are never cut, nor are two dates.
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
        return -1.0  # the shortest cut would be wider than what it leaves out
    least = _APART * sums[shown] / rest
    close = bisect_left(gaps, least, 0, shown)
    apart = shown - close + (sums[close] / least if close else 0.0)
    return apart + cuts * min(1.0, share / _APART) - _COST * cuts


# --- which dates are written along the axis -----------------------------------------------------

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
