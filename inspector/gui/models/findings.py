"""What did not pass, arranged to be read: in one list, or in groups by status and check.

A finding is known by its place in the arrangement, one integer; groups and buckets (a thousand
neighbours, where a group has more) by one with a bit of its own. Arithmetic alone, no Qt.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from inspector.verify.result import Result, Status

ROOT = -1
BUCKET_SIZE = 1_000
_GROUP = 1 << 40
_BUCKET = 1 << 41


class Group(NamedTuple):
    """The findings of one check with one status: the places from ``begin`` up to ``end``."""

    status: Status
    check: str
    begin: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.begin


class Arrangement:
    """Findings in the order in which they are shown, worst first; in groups, or in one list."""

    def __init__(
        self, results: tuple[Result, ...], order: Sequence[int], groups: Sequence[Group] = ()
    ) -> None:
        """``order`` holds numbers of ``results``; ``groups`` follow one another without a gap."""
        self.groups = groups
        self._results = results
        self._order = order
        self._begins = [group.begin for group in groups] or [0]

    def __len__(self) -> int:
        return len(self._order)

    def result(self, place: int) -> Result:
        return self._results[self._order[place]]

    def place_of(self, result: Result) -> int | None:
        """Where this very finding stands, if it is among those shown."""
        numbered = enumerate(self._order)
        return next((place for place, n in numbered if self._results[n] is result), None)

    def next(self, key: int, *, forward: bool) -> int:
        """The place of the finding after or before a row; after the last comes the first."""
        if key == ROOT:
            return 0 if forward else len(self) - 1
        if is_group(key) or is_bucket(key):
            begin = self.group(key).begin if is_group(key) else key ^ _BUCKET
            return begin if forward else (begin - 1) % len(self)
        return (key + (1 if forward else -1)) % len(self)

    # --- rows -----------------------------------------------------------------------------

    def count(self, parent: int) -> int:
        """How many rows stand directly under ``parent``."""
        if parent == ROOT and self.groups:
            return len(self.groups)
        if is_bucket(parent):
            first, last = self.span(parent)
            return last - first + 1
        if parent != ROOT and not is_group(parent):
            return 0
        begin, end = self._bounds(0 if parent == ROOT else parent ^ _GROUP)
        return -(-(end - begin) // BUCKET_SIZE) if end - begin > BUCKET_SIZE else end - begin

    def child(self, parent: int, row: int) -> int:
        """The key of the row at ``row`` under ``parent``; IndexError where there is none."""
        if not 0 <= row < self.count(parent):
            raise IndexError(row)
        if parent == ROOT and self.groups:
            return _GROUP | row
        if is_bucket(parent):
            return (parent ^ _BUCKET) + row
        begin, end = self._bounds(0 if parent == ROOT else parent ^ _GROUP)
        if end - begin > BUCKET_SIZE:
            return _BUCKET | (begin + row * BUCKET_SIZE)
        return begin + row

    def parent(self, key: int) -> int:
        """The key of the row above ``key``, ROOT where there is none."""
        if is_group(key):
            return ROOT
        number = self._number(key & ~_BUCKET)
        begin, end = self._bounds(number)
        if is_bucket(key) or end - begin <= BUCKET_SIZE:
            return _GROUP | number if self.groups else ROOT
        return _BUCKET | (key - (key - begin) % BUCKET_SIZE)

    def row(self, key: int) -> int:
        """The position of ``key`` under its parent."""
        if is_group(key):
            return key ^ _GROUP
        place = key & ~_BUCKET
        within = place - self._bounds(self._number(place))[0]
        return within // BUCKET_SIZE if is_bucket(key) else within % BUCKET_SIZE

    def group(self, key: int) -> Group:
        return self.groups[key ^ _GROUP]

    def span(self, bucket: int) -> tuple[int, int]:
        """The first and the last finding of a bucket, counted within its group or list."""
        first = bucket ^ _BUCKET
        begin, end = self._bounds(self._number(first))
        return first - begin, min(first + BUCKET_SIZE, end) - 1 - begin

    def _number(self, place: int) -> int:
        """Which group a place is in; 0 in the one list."""
        return bisect_right(self._begins, place) - 1

    def _bounds(self, number: int) -> tuple[int, int]:
        return (
            (self.groups[number].begin, self.groups[number].end) if self.groups else (0, len(self))
        )


def is_group(key: int) -> bool:
    return key != ROOT and bool(key & _GROUP)


def is_bucket(key: int) -> bool:
    return key != ROOT and bool(key & _BUCKET)


NONE = Arrangement((), ())
