"""Two orders of the same things: what they have in common, and what was moved.

Costs n log n, however alike or unlike the two are.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import compress, count, pairwise, product
from operator import ne
from typing import TypeAlias

from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched

CommonRun: TypeAlias = tuple[int, int, int]
"""A left index, a right index, and how many items from there on are equal."""

_WINDOW = 4
_FIRST_BLOCK = 8
_NEAREST = sorted(product(range(_WINDOW), repeat=2), key=sum)[1:]


def scan_common_runs(
    left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> list[CommonRun] | None:
    """The stretches that a walk finds, ascending; None where it loses its way."""
    return _in_place(left, right) if len(left) == len(right) else _walked(left, right, checkpoint)


def common_length(left: list[Json], right: list[Json], row: int, place: int) -> int:
    """The number of equal items from ``row`` and ``place`` on.

    Compares blocks of growing size, so that the cost depends on what is equal and not on what is
    left of the lists.
    """
    length, size = 0, _FIRST_BLOCK
    while True:
        ones = left[row + length : row + length + size]
        others = right[place + length : place + length + size]
        equal = min(len(ones), len(others))
        equal = next(compress(count(), map(ne, ones, others)), equal)
        length += equal
        if equal < size:
            return length
        size *= 2


def _in_place(left: list[Json], right: list[Json]) -> list[CommonRun] | None:
    """What stands in its place on both sides, the commonest case by far."""
    odd = list(compress(count(), map(ne, left, right)))
    if len(odd) > len(left) // 2:  # most likely something was moved
        return None
    edges = pairwise([-1, *odd, len(left)])
    return [(a + 1, a + 1, b - a - 1) for a, b in edges if b - a > 1]


def _walked(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[CommonRun] | None:
    """Behind a few items that were changed, removed or added there are equal ones again."""
    row = place = 0
    found: list[CommonRun] = []
    while row < len(left) and place < len(right):
        if left[row] == right[place]:
            length = common_length(left, right, row, place)
            if not len(found) % _BETWEEN_CHECKPOINTS:
                checkpoint(Progress("aligning", row, len(left)))
            found.append((row, place, length))
            row += length
            place += length
            continue
        ahead = _ahead(left[row : row + _WINDOW], right[place : place + _WINDOW])
        if ahead is None:
            is_end = max(len(left) - row, len(right) - place) < _WINDOW
            return found if is_end else None
        row += ahead[0]
        place += ahead[1]
    return found


def _ahead(left: list[Json], right: list[Json]) -> tuple[int, int] | None:
    """The nearest two items that are equal; None where none are near."""
    for one, other in _NEAREST:
        if one < len(left) and other < len(right) and left[one] == right[other]:
            return one, other
    return None


_Link: TypeAlias = "tuple[int, int, _Link] | None"
_MOST_MATCHES_AN_ITEM = 8
_FREE_MATCHES = 100_000
_BETWEEN_CHECKPOINTS = 2_000
_NONE = -1


def common_subsequence(
    left: Sequence[Hashable], right: Sequence[Hashable], checkpoint: Checkpoint
) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of positions (Hunt and Szymanski, 1977).

    Where many items are equal to many others, the first is only matched with the first, the
    second with the second and so on: still common and a subsequence, but it may be shorter.
    """
    if _count_matches(left, right) > (
        _MOST_MATCHES_AN_ITEM * (len(left) + len(right)) + _FREE_MATCHES
    ):
        left, right = with_occurrence(left), with_occurrence(right)
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(right) - 1, -1, -1):
        places[right[place]].append(place)
    ends: list[int] = []
    links: list[_Link] = []
    for row, item in enumerate(left):
        _report(row, len(left), checkpoint)
        for place in places.get(item, ()):
            _extend(ends, links, row, place)
    return _linked_pairs(links)


def heaviest_increasing(
    places: Sequence[int], weights: Sequence[int], checkpoint: Checkpoint = unwatched
) -> list[int]:
    """The indexes, ascending, of an increasing part of ``places``, all of them different, with the
    greatest sum of ``weights``."""
    if max(weights, default=1) == 1:
        return longest_increasing(places, checkpoint)
    ranks = {place: rank for rank, place in enumerate(sorted(places), 1)}
    # The heaviest part that ends in a range of ranks, as in a Fenwick tree: its sum and its end.
    sums, ends = [0] * (len(places) + 1), [_NONE] * (len(places) + 1)
    before = []
    for row, place in enumerate(places):
        _report(row, len(places), checkpoint)
        rank = ranks[place] - 1
        sum_, end = 0, _NONE
        while rank:
            if sums[rank] > sum_:
                sum_, end = sums[rank], ends[rank]
            rank &= rank - 1
        before.append(end)
        sum_ += weights[row]
        rank = ranks[place]
        while rank < len(sums):
            if sum_ > sums[rank]:
                sums[rank], ends[rank] = sum_, row
            rank += rank & -rank
    return _followed_back(before, ends[sums.index(max(sums))])


def _followed_back(before: list[int], row: int) -> list[int]:
    found = []
    while row != _NONE:
        found.append(row)
        row = before[row]
    found.reverse()
    return found


def longest_increasing(places: Sequence[int], checkpoint: Checkpoint = unwatched) -> list[int]:
    """The indexes, ascending, of a longest increasing part of ``places``, all of them different."""
    if all(one < other for one, other in pairwise(places)):
        return list(range(len(places)))
    ends: list[int] = []
    links: list[_Link] = []
    for row, place in enumerate(places):
        _report(row, len(places), checkpoint)
        _extend(ends, links, row, place)
    return [row for row, _ in _linked_pairs(links)]


def with_occurrence(items: Sequence[Hashable]) -> list[tuple[Hashable, int]]:
    """Each item with the number of its like that came before it."""
    seen: Counter[Hashable] = Counter()
    found = []
    for item in items:
        found.append((item, seen[item]))
        seen[item] += 1
    return found


def _report(row: int, rows: int, checkpoint: Checkpoint) -> None:
    if not row % _BETWEEN_CHECKPOINTS:
        checkpoint(Progress("aligning", row, rows))


def _count_matches(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    on_the_right = Counter(right)
    return sum(count * on_the_right[item] for item, count in Counter(left).items())


def _extend(ends: list[int], links: list[_Link], row: int, place: int) -> None:
    """Put ``place`` behind the longest part that ends before it; ``ends`` has the least end of
    each length, ``links`` the way there."""
    length = bisect_left(ends, place)
    link = (row, place, links[length - 1] if length else None)
    if length == len(ends):
        ends.append(place)
        links.append(link)
    else:
        ends[length] = place
        links[length] = link


def _linked_pairs(links: list[_Link]) -> list[tuple[int, int]]:
    link = links[-1] if links else None
    pairs = []
    while link is not None:
        row, place, link = link
        pairs.append((row, place))
    pairs.reverse()
    return pairs


# --- few edits --------------------------------------------------------------------------------

MOST_EDITS = 48
"""Beyond so many insertions and removals another way is cheaper."""

_MIDDLE = MOST_EDITS + 1


def myers_runs(
    left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> list[CommonRun] | None:
    """The stretches that both have: left index, right index and length, ascending.

    Together they are as long as can be. None where more than MOST_EDITS edits part the two.
    """
    rows, places = len(left), len(right)
    # For each diagonal (its number and _MIDDLE is the index) the furthest row reached.
    ends = [0] * (2 * _MIDDLE + 1)
    reached: list[list[int]] = []
    for edits in range(MOST_EDITS + 1):
        checkpoint(Progress("aligning", max(ends), rows))
        reached.append(ends.copy())
        for diagonal in range(-edits, edits + 1, 2):
            fewer, more = ends[_MIDDLE + diagonal - 1], ends[_MIDDLE + diagonal + 1]
            is_down = diagonal == -edits or (diagonal != edits and fewer < more)
            row = more if is_down else fewer + 1
            place = row - diagonal
            if row < rows and place < places and left[row] == right[place]:
                row += common_length(left, right, row, place)
            ends[_MIDDLE + diagonal] = row
            if row >= rows and row - diagonal >= places:
                return _traced(reached, rows, places)
    return None


def _traced(reached: list[list[int]], row: int, place: int) -> list[CommonRun]:
    """The stretches, found on the way back from the end."""
    found = []
    for edits in range(len(reached) - 1, -1, -1):
        ends, diagonal = reached[edits], row - place
        fewer, more = ends[_MIDDLE + diagonal - 1], ends[_MIDDLE + diagonal + 1]
        is_down = diagonal == -edits or (diagonal != edits and fewer < more)
        start = 0 if not edits else more if is_down else fewer + 1
        if row > start:
            found.append((start, start - diagonal, row - start))
        row = more if is_down else fewer
        place = row - (diagonal + 1 if is_down else diagonal - 1)
    found.reverse()
    return found
