"""Which item of one list is which of the other, and in which rows they stand side by side.

What names itself is found by its name; everything else by value. What is found out of order was
moved. Swapping the lists swaps the outcome.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from inspector.compare.identity import (
    Identity,
    event_type,
    event_type_and_time,
    identity,
    may_be_named,
)
from inspector.compare.kinds import ABSENT, MatchedBy
from inspector.compare.moves import kept_and_moved
from inspector.compare.values import Match, match_values
from inspector.document.json_types import Json
from inspector.progress import Checkpoint

_Named = Iterable[tuple[int, Identity | None]]


class Run(NamedTuple):
    """Neighbouring rows: ``length`` items from ``left`` beside as many from ``right``.

    One of the two is ABSENT where a side has a gap. ``way`` is how they were matched.
    """

    left: int
    right: int
    length: int
    way: MatchedBy
    is_moved: bool = False


def align(
    left: list[Json], right: list[Json], *, same_record: bool, checkpoint: Checkpoint
) -> list[Run]:
    """The rows of two lists: the left's order, and what only the right has behind the nearest
    item before it that both have. Raises what ``checkpoint`` raises."""
    if not (may_be_named(left) or may_be_named(right)):
        matches = match_values(left, right, checkpoint)
    else:
        names = [identity(item) for item in left], [identity(item) for item in right]
        matches = _by_identity(left, right, names, same_record=same_record)
        rows = [row for row, name in enumerate(names[0]) if name is None]
        places = [place for place, name in enumerate(names[1]) if name is None]
        if rows and places:
            found = match_values([left[i] for i in rows], [right[i] for i in places], checkpoint)
            matches += [
                Match(rows[row + i], places[place + i], 1, way)
                for row, place, length, way in found
                for i in range(length)
            ]
    kept, moved = kept_and_moved(matches, left, right, checkpoint)
    return list(rows_of([*kept, *moved], len(left), len(right), moved=moved))


def rows_of(
    matches: list[Match],
    rows: int,
    places: int,
    *,
    may_move: bool = True,
    moved: Collection[Match] = (),
) -> Iterator[Run]:
    """The rows of ``rows`` left and ``places`` right items that ``matches`` pair, in the left's
    order. ``moved`` are those of them that are called moved, none unless ``may_move``."""
    matches = sorted(matches)
    moves = set(moved) if may_move else set()
    gaps = _gaps(sorted(matches, key=attrgetter("right")), places)
    if 0 in gaps:
        yield gaps[0]
    row = 0
    for match in matches:
        left, right, length, way = match
        if left > row:
            yield Run(row, ABSENT, left - row, MatchedBy.NOTHING)
        yield Run(left, right, length, way, match in moves)
        row = left + length
        if right + length in gaps:
            yield gaps[right + length]
    if row < rows:
        yield Run(row, ABSENT, rows - row, MatchedBy.NOTHING)


def _gaps(matches: list[Match], places: int) -> dict[int, Run]:
    """The stretches of right items without a partner, each by where it begins; ``matches`` are in
    the right's order."""
    found = {}
    begin = 0
    for match in (*matches, Match(0, places, 0, MatchedBy.NOTHING)):
        if match.right > begin:
            found[begin] = Run(ABSENT, begin, match.right - begin, MatchedBy.NOTHING)
        begin = match.right + match.length
    return found


def _by_identity(
    left: list[Json],
    right: list[Json],
    names: tuple[list[Identity | None], list[Identity | None]],
    *,
    same_record: bool,
) -> list[Match]:
    matches = _matched(enumerate(names[0]), enumerate(names[1]))
    for way in (event_type_and_time, *(() if same_record else (event_type,))):
        rows, places = {match.left for match in matches}, {match.right for match in matches}
        matches += _matched(
            _events_left(left, names[0], rows, way), _events_left(right, names[1], places, way)
        )
    return matches


def _events_left(
    items: list[Json],
    names: list[Identity | None],
    taken: set[int],
    way: Callable[[Json], Identity | None],
) -> _Named:
    """The events that have no partner yet, each by another name."""
    return [
        (place, way(items[place]))
        for place, name in enumerate(names)
        if name is not None and name[0] is MatchedBy.EVENT_ID and place not in taken
    ]


def _matched(left: _Named, right: _Named) -> list[Match]:
    """The items of equal names; of several with one name the first goes with the first."""
    places = _by_name(right)
    return [
        Match(row, places[name], 1, name[0][0])
        for name, row in _by_name(left).items()
        if name in places
    ]


def _by_name(items: _Named) -> dict[tuple[Identity, int], int]:
    seen: Counter[Identity] = Counter()
    found = {}
    for place, name in items:
        if name is not None:
            found[name, seen[name]] = place
            seen[name] += 1
    return found
