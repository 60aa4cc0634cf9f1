"""Two orders of the same things: what they have in common, and what was moved.

Costs n log n, however alike or unlike the two are.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TypeAlias

from inspector.progress import Checkpoint, Progress, unwatched

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
        left, right = numbered(left), numbered(right)
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place in range(len(right) - 1, -1, -1):
        places[right[place]].append(place)
    ends: list[int] = []
    links: list[_Link] = []
    for row, item in enumerate(left):
        _report(row, len(left), checkpoint)
        for place in places.get(item, ()):
            _extend(ends, links, row, place)
    return _unwound(links)


def heaviest(
    places: Sequence[int], weights: Sequence[int], checkpoint: Checkpoint = unwatched
) -> list[int]:
    """The indexes, ascending, of an increasing part of ``places``, all of them different, with the
    greatest sum of ``weights``."""
    if max(weights, default=1) == 1:
        return increasing(places, checkpoint)
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


def increasing(places: Sequence[int], checkpoint: Checkpoint = unwatched) -> list[int]:
    """The indexes, ascending, of a longest increasing part of ``places``, all of them different."""
    if all(one < other for one, other in pairwise(places)):
        return list(range(len(places)))
    ends: list[int] = []
    links: list[_Link] = []
    for row, place in enumerate(places):
        _report(row, len(places), checkpoint)
        _extend(ends, links, row, place)
    return [row for row, _ in _unwound(links)]


def numbered(items: Sequence[Hashable]) -> list[tuple[Hashable, int]]:
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


def _unwound(links: list[_Link]) -> list[tuple[int, int]]:
    link = links[-1] if links else None
    pairs = []
    while link is not None:
        row, place, link = link
        pairs.append((row, place))
    pairs.reverse()
    return pairs
