"""Items that nothing names and that have no equal: between the same two neighbours the most alike
are one item that was changed, and of plain values as many as stand against each other.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from inspector.compare.kinds import MatchedBy
from inspector.compare.likeness import ALIKE, likeness
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress

_MOST_COMPARED = 2_500
"""Of two long gaps only the items with the same place in them are held against each other."""

_Pair = tuple[int, int, MatchedBy]


def pair_gaps(
    left: list[Json],
    right: list[Json],
    anchors: list[tuple[int, int]],
    rows: list[int],
    places: list[int],
    *,
    checkpoint: Checkpoint,
) -> Iterator[_Pair]:
    """Pair what is left over; ``anchors`` are where stretches begin that both sides have. Raises
    what ``checkpoint`` raises."""
    lefts = _by_gap(rows, [row for row, _ in anchors])
    rights = _by_gap(places, [place for _, place in anchors])
    for number, gap in enumerate(lefts.keys() & rights.keys()):
        checkpoint(Progress("aligning", number, len(lefts)))
        yield from _paired(left, right, lefts[gap], rights[gap])


def _by_gap(items: list[int], anchors: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for item in items:
        found[bisect_left(anchors, item)].append(item)
    return found


def _paired(
    left: list[Json], right: list[Json], rows: list[int], places: list[int]
) -> Iterator[_Pair]:
    if len(rows) == len(places) == 1:
        one, other = left[rows[0]], right[places[0]]
        if likeness(one, other) >= ALIKE:
            yield rows[0], places[0], MatchedBy.LIKENESS
        elif _is_plain(one) and _is_plain(other):
            yield rows[0], places[0], MatchedBy.POSITION
        return
    if len(rows) * len(places) <= _MOST_COMPARED:
        candidates = [(row, place) for row in rows for place in places]
    else:
        candidates = list(zip(rows, places, strict=False))
    scored = [(likeness(left[row], right[place]), row, place) for row, place in candidates]
    taken: tuple[set[int], set[int]] = set(), set()
    for score, row, place in sorted(scored, key=_rank):
        if score >= ALIKE and row not in taken[0] and place not in taken[1]:
            taken[0].add(row)
            taken[1].add(place)
            yield row, place, MatchedBy.LIKENESS
    rows = [row for row in rows if row not in taken[0] and _is_plain(left[row])]
    places = [place for place in places if place not in taken[1] and _is_plain(right[place])]
    if len(rows) == len(places):
        for row, place in zip(rows, places, strict=True):
            yield row, place, MatchedBy.POSITION


def _rank(scored: tuple[float, int, int]) -> tuple[float, int, int]:
    """The most alike first; among equals an order that is the same when the sides are swapped."""
    score, row, place = scored
    return -score, row + place, abs(row - place)


def _is_plain(value: Json) -> bool:
    return not isinstance(value, (dict, list))
