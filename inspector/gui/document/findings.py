"""Arranges the results that did not pass: first those that one cause explains, then the others.

The others are in groups by status and check, or in one list. A finding is known by its place in the
arrangement, an integer; groups and buckets (a thousand neighbours in a larger group) by integers
with a bit of their own. No Qt.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector.named_tuple import NamedTuple
from inspector.verify.result import FAIL, UNCHECKED, Result, Status

if TYPE_CHECKING:
    from inspector.verify.hints import Cause

ROOT = -1
BUCKET_SIZE = 1_000
_GROUP = 1 << 40
_BUCKET = 1 << 41


class FindingsGroup(NamedTuple):
    """The findings of one check with one status: the places from ``begin`` to ``end``, excluded.

    If ``cause`` is set, those that follow from it, of any status and check; then ``check`` is "".
    """

    status: Status
    check: str
    begin: int
    end: int
    cause: "Cause | None" = None

    @property
    def size(self) -> int:
        return self.end - self.begin


class ChosenFindings(NamedTuple):
    """The findings of the current row: one result, or the first ones of a group.

    ``total`` is the number of all.
    """

    group: FindingsGroup | None
    results: tuple[Result, ...]
    total: int


class ExplainedFindings(NamedTuple):
    """A cause and the numbers of the findings that follow from it."""

    cause: "Cause"
    numbers: frozenset[int]

    @classmethod
    def of(cls, cause: "Cause", results: Sequence[Result]) -> "ExplainedFindings":
        """``results`` are all findings in the order in which they are numbered."""
        following = {
            *((id_, path, FAIL) for id_, path in cause.explains),
            *((id_, path, UNCHECKED) for id_, path in cause.unreached),
        }
        numbers = frozenset(
            number
            for number, result in enumerate(results)
            if (result.id, result.path, result.status) in following
        )
        return cls(cause, numbers)


class Arrangement:
    """Findings in the order in which they are shown: those in groups, then the others."""

    def __init__(
        self,
        results: tuple[Result, ...],
        order: Sequence[int],
        groups: Sequence[FindingsGroup] = (),
    ) -> None:
        """``order`` has numbers of ``results``. ``groups`` are contiguous and begin at the first
        place."""
        self.groups = groups
        self._results = results
        self._order = order
        self._grouped = groups[-1].end if groups else 0
        """The first place outside all groups."""
        self._begins = [*(group.begin for group in groups), self._grouped]

    def __len__(self) -> int:
        return len(self._order)

    def result(self, place: int) -> Result:
        return self._results[self._order[place]]

    def place_of(self, result: Result) -> int | None:
        """The place of this finding, or of the same one by another list of keys; None if neither
        is shown."""
        wanted, found = (result.id, result.path, result.status), None
        for place, n in enumerate(self._order):
            one = self._results[n]
            if one is result:
                return place
            if found is None and (one.id, one.path, one.status) == wanted:
                found = place
        return found

    def chosen(self, key: int, most: int) -> ChosenFindings | None:
        """The first ``most`` results of a row; None if it is no row."""
        if key == ROOT:
            return None
        if is_bucket(key):
            first, last = self.span(key)
            begin = key ^ _BUCKET
            end = begin + last - first + 1
            group = None
        elif is_group(key):
            group = self.group(key)
            begin, end = group.begin, group.end
        else:
            begin, end, group = key, key + 1, None
        results = tuple(map(self.result, range(begin, min(end, begin + most))))
        return ChosenFindings(group, results, end - begin)

    def next(self, key: int, *, forward: bool) -> int:
        """The place of the next or previous finding, cyclically."""
        if key == ROOT:
            return 0 if forward else len(self) - 1
        if is_group(key) or is_bucket(key):
            begin = self.group(key).begin if is_group(key) else key ^ _BUCKET
            return begin if forward else (begin - 1) % len(self)
        return (key + (1 if forward else -1)) % len(self)

    # --- rows -----------------------------------------------------------------------------

    def count(self, parent: int) -> int:
        """The number of rows directly under ``parent``."""
        if parent == ROOT:
            return len(self.groups) + _rows(len(self) - self._grouped)
        if is_bucket(parent):
            first, last = self.span(parent)
            return last - first + 1
        return _rows(self.group(parent).size) if is_group(parent) else 0

    def child(self, parent: int, row: int) -> int:
        """The key of the row at ``row`` under ``parent``. Raises IndexError if there is none."""
        if not 0 <= row < self.count(parent):
            raise IndexError(row)
        if is_bucket(parent):
            return (parent ^ _BUCKET) + row
        if parent == ROOT and row < len(self.groups):
            return _GROUP | row
        number = len(self.groups) if parent == ROOT else parent ^ _GROUP
        begin, end = self._bounds(number)
        within = row - len(self.groups) if parent == ROOT else row
        if end - begin > BUCKET_SIZE:
            return _BUCKET | (begin + within * BUCKET_SIZE)
        return begin + within

    def parent(self, key: int) -> int:
        """The key of the parent of ``key``; ROOT if there is none."""
        if is_group(key):
            return ROOT
        number = self._number(key & ~_BUCKET)
        begin, end = self._bounds(number)
        if is_bucket(key) or end - begin <= BUCKET_SIZE:
            return _GROUP | number if number < len(self.groups) else ROOT
        return _BUCKET | (key - (key - begin) % BUCKET_SIZE)

    def row(self, key: int) -> int:
        """The position of ``key`` under its parent."""
        if is_group(key):
            return key ^ _GROUP
        place = key & ~_BUCKET
        within = place - self._bounds(self._number(place))[0]
        above = len(self.groups) if self.parent(key) == ROOT else 0
        return above + (within // BUCKET_SIZE if is_bucket(key) else within % BUCKET_SIZE)

    def group_of(self, place: int) -> FindingsGroup | None:
        """The group of a finding; None if it is in none."""
        number = self._number(place)
        return self.groups[number] if number < len(self.groups) else None

    def group(self, key: int) -> FindingsGroup:
        return self.groups[key ^ _GROUP]

    def span(self, bucket: int) -> tuple[int, int]:
        """The first and the last finding of a bucket, counted within its group or list."""
        first = bucket ^ _BUCKET
        begin, end = self._bounds(self._number(first))
        return first - begin, min(first + BUCKET_SIZE, end) - 1 - begin

    def _number(self, place: int) -> int:
        """The number of the group of a place; the number of groups if it is in none."""
        return bisect_right(self._begins, place) - 1

    def _bounds(self, number: int) -> tuple[int, int]:
        if number == len(self.groups):
            return self._grouped, len(self)
        return self.groups[number].begin, self.groups[number].end


def _rows(size: int) -> int:
    """The number of rows for ``size`` findings: one each, or one bucket per thousand."""
    return -(-size // BUCKET_SIZE) if size > BUCKET_SIZE else size


def is_group(key: int) -> bool:
    return key != ROOT and bool(key & _GROUP)


def is_bucket(key: int) -> bool:
    return key != ROOT and bool(key & _BUCKET)


NONE = Arrangement((), ())
