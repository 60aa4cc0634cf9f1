"""Common subsequences of two lists, and increasing subsequences of indexes.

Each of three algorithms is the fastest for some lists: ``scan_common_runs`` if items were changed,
added or removed in place, few or all of them; ``myers_runs`` if there are few edits, also if items
moved; ``common_subsequence`` takes n log n for any two lists.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress, count, islice, pairwise, product, repeat
from operator import itemgetter, ne
from typing import TypeAlias

from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched, watched

CommonRun: TypeAlias = tuple[int, int, int]
"""A left index, a right index, and how many items from there on are equal."""
_NONE = -1
"""No index."""

MOST_EDITS = 48
"""With more insertions and removals than this the search for few edits gives up."""
_DIAGONAL_0 = MOST_EDITS + 1
_LOOKAHEAD = 4
_NEAREST = sorted(product(range(_LOOKAHEAD), repeat=2), key=sum)[1:]
_MOST_MATCHES_AN_ITEM = 8
_FREE_MATCHES = 100_000
_BETWEEN_CHECKPOINTS = 2_000
_EDITS_BETWEEN_CHECKPOINTS = 8


def common_length(left: list[Json], right: list[Json], row: int, place: int) -> int:
    """The number of equal items from ``row`` and ``place`` on."""
    end = min(len(left), len(right) - place + row)
    return next(_differing(left, right, row, place), end) - row


def _differing(left: list[Json], right: list[Json], row: int, place: int) -> Iterator[int]:
    """The left indexes of differing items, with ``row`` compared with ``place`` and so on.

    The iterators are positioned directly: ``islice`` would step through all items before, and a
    slice would copy all items after. So the cost depends only on how much is read.
    """
    ones, others = iter(left), iter(right)
    ones.__setstate__(row)  # type: ignore[attr-defined]
    others.__setstate__(place)  # type: ignore[attr-defined]
    return compress(count(row), map(ne, ones, others))


# --- one pass -----------------------------------------------------------------------------------


def scan_common_runs(
    left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> list[CommonRun] | None:
    """Runs of equal items found in one pass, ascending; None if the lists get out of step.

    They may not be the longest. They are if no item outside of them has an equal on the other side:
    then as many of each value are matched as both sides have.
    """
    if len(left) == len(right):
        return _unmoved_runs(left, right)
    return _resynchronised_runs(left, right, checkpoint)


def _unmoved_runs(left: list[Json], right: list[Json]) -> list[CommonRun] | None:
    """Runs with the same index on both sides, by far the most frequent case."""
    most = len(left) // 2
    differing = [*islice(_differing(left, right, 0, 0), most + 1)]
    if len(differing) > most:  # most likely something was moved
        return None
    edges = pairwise([-1, *differing, len(left)])
    return [(a + 1, a + 1, b - a - 1) for a, b in edges if b - a > 1]


def _resynchronised_runs(
    left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> list[CommonRun] | None:
    """Runs that are separated by a few changed, removed or added items."""
    row = place = 0
    found: list[CommonRun] = []
    while True:
        shift = place - row
        for end in _differing(left, right, row, place):
            if end < row:
                continue
            if end > row:
                if not len(found) % _BETWEEN_CHECKPOINTS:
                    checkpoint(Progress("aligning", row, len(left)))
                found.append((row, row + shift, end - row))
            place = end + shift
            ahead = _nearest_equal(left[end : end + _LOOKAHEAD], right[place : place + _LOOKAHEAD])
            if ahead is None:
                is_end = max(len(left) - end, len(right) - place) < _LOOKAHEAD
                return found if is_end else None
            row, place = end + ahead[0], place + ahead[1]
            if place - row != shift:
                break
        else:
            if row < (end := min(len(left), len(right) - shift)):
                found.append((row, row + shift, end - row))
            return found


def _nearest_equal(left: list[Json], right: list[Json]) -> tuple[int, int] | None:
    """The indexes of the nearest two equal items; None if there are none."""
    for one, other in _NEAREST:
        if one < len(left) and other < len(right) and left[one] == right[other]:
            return one, other
    return None


# --- few edits ----------------------------------------------------------------------------------


def myers_runs(
    left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> list[CommonRun] | None:
    """The runs of a longest common subsequence, ascending (Myers, 1986: An O(ND) difference
    algorithm). None if there are more than MOST_EDITS edits."""
    rows, places = len(left), len(right)
    # For each diagonal (at its number plus _DIAGONAL_0) the furthest row reached.
    ends = [-1] * (2 * _DIAGONAL_0 + 1)
    ends[_DIAGONAL_0 + 1] = 0
    reached: list[list[int]] = []
    for edits in range(MOST_EDITS + 1):
        if not edits % _EDITS_BETWEEN_CHECKPOINTS:
            checkpoint(Progress("aligning", max(ends), rows))
        reached.append(ends.copy())
        for diagonal in range(_DIAGONAL_0 - edits, _DIAGONAL_0 + edits + 1, 2):
            fewer, more = ends[diagonal - 1], ends[diagonal + 1]
            row = more if fewer < more else fewer + 1
            place = row - diagonal + _DIAGONAL_0
            if row < rows and place < places and left[row] == right[place]:
                length = common_length(left, right, row, place)
                row += length
                place += length
            ends[diagonal] = row
            if row >= rows and place >= places:
                return _traced_back(reached, rows, places)
    return None


def _traced_back(reached: list[list[int]], row: int, place: int) -> list[CommonRun]:
    """The runs on the path that ends at ``row`` and ``place``."""
    found = []
    for ends in reversed(reached):
        diagonal = row - place
        fewer, more = ends[_DIAGONAL_0 + diagonal - 1], ends[_DIAGONAL_0 + diagonal + 1]
        is_down = fewer < more
        start = more if is_down else fewer + 1
        if row > start:
            found.append((start, start - diagonal, row - start))
        row = more if is_down else fewer
        place = row - (diagonal + 1 if is_down else diagonal - 1)
    found.reverse()
    return found


# --- any two orders -----------------------------------------------------------------------------


def common_subsequence(
    left: Sequence[Hashable], right: Sequence[Hashable], checkpoint: Checkpoint
) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """The longest common subsequence as pairs of indexes (Hunt and Szymanski, 1977), and the other
    equal items by their indexes, paired in order.

    If many items equal many others, these are also paired in order only; then the result may not be
    the longest.
    """
    start = Progress("aligning", 0, len(left))
    by_item = dict(zip(watched(right, checkpoint, start), count(), strict=False))
    is_unique = len(by_item) == len(right)
    if is_unique:
        # An array, since the dict's int objects lie scattered in memory and are slow to read.
        # From a list, since an array made of an iterator grows step by step.
        found = array("q", [*map(by_item.get, watched(left, checkpoint, start), repeat(_NONE))])
        rows = [row for row, place in enumerate(found) if place >= 0]
        places = [place for place in found if place >= 0]
    else:
        rows, places = _all_matches(left, right, checkpoint)
    increasing = longest_increasing(places, checkpoint)
    common = [(rows[i], places[i]) for i in increasing]
    checkpoint(Progress("aligning", len(left), len(left)))
    if is_unique and _are_distinct(places, len(right)):
        others = dict(zip(rows, places, strict=True))
        for row, _ in common:
            del others[row]
        return common, others
    rows = _not_in(len(left), map(itemgetter(0), common))
    places = _not_in(len(right), map(itemgetter(1), common))
    keys, other_keys = [left[row] for row in rows], [right[place] for place in places]
    return common, pair_equal(keys, other_keys, rows, places, checkpoint)


def _are_distinct(places: list[int], size: int) -> bool:
    """Whether all ``places`` differ. A set of them would be scattered over megabytes of memory."""
    flags = bytearray(size)
    for place in places:
        flags[place] = 1
    return flags.count(1) == len(places)


def _not_in(size: int, indexes: Iterable[int]) -> list[int]:
    return sorted(set(range(size)).difference(indexes))


def _all_matches(
    left: Sequence[Hashable], right: Sequence[Hashable], checkpoint: Checkpoint
) -> tuple[list[int], list[int]]:
    """The indexes of all equal items, ascending on the left and for each of those descending on the
    right, so that an increasing part uses each left item once."""
    start = Progress("aligning", 0, len(left))
    on_the_right = Counter(watched(right, checkpoint, start))
    on_the_left = Counter(watched(left, checkpoint, start))
    matches = sum(times * on_the_right[item] for item, times in on_the_left.items())
    if matches > _MOST_MATCHES_AN_ITEM * (len(left) + len(right)) + _FREE_MATCHES:
        left, right = (_with_occurrence(items, checkpoint) for items in (left, right))
    by_item: dict[Hashable, list[int]] = defaultdict(list)
    for place in watched(range(len(right) - 1, -1, -1), checkpoint, start):
        by_item[right[place]].append(place)
    rows: list[int] = []
    places: list[int] = []
    for row, item in enumerate(watched(left, checkpoint, start)):
        found = by_item.get(item, ())
        rows += repeat(row, len(found))
        places += found
    return rows, places


def pair_equal(
    keys: Sequence[Hashable],
    others: Sequence[Hashable],
    rows: Sequence[int],
    places: Sequence[int],
    checkpoint: Checkpoint = unwatched,
) -> dict[int, int]:
    """The places that equal ``rows``, by their keys. Several equal items are paired in order."""
    start = Progress("aligning", 0, len(keys))
    waiting = dict(zip(reversed(others), reversed(places), strict=True))
    if len(waiting) == len(others):
        looked_up = watched(keys, checkpoint, start)
        taken = zip(rows, map(waiting.pop, looked_up, repeat(None)), strict=True)
        return {row: place for row, place in taken if place is not None}
    later: dict[Hashable, deque[int]] = defaultdict(deque)
    for key, place in zip(watched(others, checkpoint, start), places, strict=True):
        if waiting[key] != place:
            later[key].append(place)
    found = {}
    for key, row in zip(watched(keys, checkpoint, start), rows, strict=True):
        if key in waiting:
            found[row] = waiting.pop(key)
            if key in later and (others_left := later[key]):
                waiting[key] = others_left.popleft()
    return found


def _with_occurrence(
    items: Sequence[Hashable], checkpoint: Checkpoint
) -> list[tuple[Hashable, int]]:
    """Each item with the number of equal items before it."""
    seen: Counter[Hashable] = Counter()
    found = []
    for item in watched(items, checkpoint, Progress("aligning", 0, len(items))):
        found.append((item, seen[item]))
        seen[item] += 1
    return found


def longest_increasing(places: Sequence[int], checkpoint: Checkpoint = unwatched) -> list[int]:
    """The indexes, ascending, of a longest increasing part of ``places``."""
    # The lowest end of the increasing parts of each length so far.
    ends: list[int] = []
    rows: list[int] = []
    before = array("i")
    for row, place in enumerate(watched(places, checkpoint, Progress("aligning", 0, len(places)))):
        at = bisect_left(ends, place)
        before.append(rows[at - 1] if at else _NONE)
        if at < len(ends):
            ends[at], rows[at] = place, row
        else:
            ends.append(place)
            rows.append(row)
    return _traced_part(before, rows)


def heaviest_increasing(
    places: Sequence[int], weights: Sequence[int], checkpoint: Checkpoint = unwatched
) -> list[int]:
    """The indexes, ascending, of an increasing part of ``places`` with the greatest sum of
    ``weights``."""
    # The best parts found so far, by the row of their last item: those that end higher weigh more.
    ends: list[int] = []
    sums: list[int] = []
    rows: list[int] = []
    before = array("i")
    watched_places = watched(places, checkpoint, Progress("aligning", 0, len(places)))
    for row, (place, weight) in enumerate(zip(watched_places, weights, strict=True)):
        at = behind = bisect_left(ends, place)
        total = weight
        if at:
            total += sums[at - 1]
            before.append(rows[at - 1])
        else:
            before.append(_NONE)
        while behind < len(ends) and sums[behind] <= total:
            behind += 1
        if behind == at + 1:  # of equal weights always this or the end: faster than a slice
            ends[at], sums[at], rows[at] = place, total, row
        else:
            ends[at:behind], sums[at:behind], rows[at:behind] = (place,), (total,), (row,)
    return _traced_part(before, rows)


def _traced_part(before: "array[int]", ends: list[int]) -> list[int]:
    """The rows of the part that ends in the last of ``ends``, by the row before each."""
    found = []
    row = ends[-1] if ends else _NONE
    while row != _NONE:
        found.append(row)
        row = before[row]
    found.reverse()
    return found
