"""Which item of one list is which of the other: by what names it, else by the longest common
subsequence and, between two equal neighbours, by likeness. What changed places was moved.

Swapping the lists swaps the outcome: where an order must be chosen, the smaller list leads.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from inspector.compare.gaps import pair_gaps
from inspector.compare.identity import Identity, event_type, event_type_and_time, identity
from inspector.compare.pairs import ABSENT, MatchedBy
from inspector.compare.sequence import common_subsequence, increasing, numbered
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress

_BETWEEN_CHECKPOINTS = 1_000
_Pairs = list[tuple[int, int, MatchedBy]]


class Alignment(NamedTuple):
    """For each left item its partner's index on the right, or ABSENT, and the way it was found.

    ``moved`` are left indexes: as few as explain the new order.
    """

    partners: list[int]
    ways: list[MatchedBy]
    moved: frozenset[int]


def align(
    left: list[Json], right: list[Json], *, same_record: bool, checkpoint: Checkpoint
) -> Alignment:
    """Pair the items of two lists. Raises what ``checkpoint`` raises."""
    names = [identity(item) for item in left], [identity(item) for item in right]
    pairs = _by_identity(left, right, names, same_record=same_record)
    pairs += _by_value(left, right, names, checkpoint)
    partners, ways = [ABSENT] * len(left), [MatchedBy.NOTHING] * len(left)
    for row, place, way in pairs:
        partners[row], ways[row] = place, way
    rows = [row for row, place in enumerate(partners) if place != ABSENT]
    kept = increasing([partners[row] for row in rows])
    moved = frozenset(row for number, row in enumerate(rows) if number not in kept)
    return Alignment(partners, ways, moved)


def align_equal(items: list[Json]) -> list[MatchedBy]:
    """By what the items of two equal lists are matched, each with the one in its place."""
    names = map(identity, items)
    return [MatchedBy.VALUE if name is None else name[0] for name in names]


# --- items with a name of their own -----------------------------------------------------------


def _by_identity(
    left: list[Json],
    right: list[Json],
    names: tuple[list[Identity | None], list[Identity | None]],
    *,
    same_record: bool,
) -> _Pairs:
    pairs = _matched(enumerate(names[0]), enumerate(names[1]))
    for way in (event_type_and_time, *(() if same_record else (event_type,))):
        taken = {row for row, _, _ in pairs}, {place for _, place, _ in pairs}
        lefts = _events_left(left, names[0], taken[0], way)
        rights = _events_left(right, names[1], taken[1], way)
        pairs += _matched(lefts, rights)
    return pairs


def _events_left(
    items: list[Json],
    names: list[Identity | None],
    taken: set[int],
    way: Callable[[Json], Identity | None],
) -> list[tuple[int, Identity | None]]:
    """The events that have no partner yet, each by another name."""
    return [
        (place, way(items[place]))
        for place, name in enumerate(names)
        if name is not None and name[0] is MatchedBy.EVENT_ID and place not in taken
    ]


def _matched(
    left: "enumerate[Identity | None] | list[tuple[int, Identity | None]]",
    right: "enumerate[Identity | None] | list[tuple[int, Identity | None]]",
) -> _Pairs:
    """The items of equal names; of several with one name the first goes with the first."""
    places = _by_name(right)
    return [
        (row, places[name], name[0][0]) for name, row in _by_name(left).items() if name in places
    ]


def _by_name(
    items: "enumerate[Identity | None] | list[tuple[int, Identity | None]]",
) -> dict[tuple[Identity, int], int]:
    seen: Counter[Identity] = Counter()
    found = {}
    for place, name in items:
        if name is not None:
            found[name, seen[name]] = place
            seen[name] += 1
    return found


# --- items that only their value describes ----------------------------------------------------


def _by_value(
    left: list[Json],
    right: list[Json],
    names: tuple[list[Identity | None], list[Identity | None]],
    checkpoint: Checkpoint,
) -> _Pairs:
    rows = [row for row, name in enumerate(names[0]) if name is None]
    places = [place for place, name in enumerate(names[1]) if name is None]
    if (
        len(rows) == len(places) == 1
        and type(left[rows[0]]) is type(right[places[0]])
        and (isinstance(left[rows[0]], list))
    ):
        # Lists nested in each other, one to a level, would else be compared at each level.
        return [(rows[0], places[0], MatchedBy.POSITION)]
    head, tail = _equal_ends([left[row] for row in rows], [right[place] for place in places])
    pairs = [(row, place, MatchedBy.VALUE) for row, place in zip(rows[:head], places, strict=False)]
    if tail:
        ends = zip(rows[-tail:], places[-tail:], strict=True)
        pairs += [(row, place, MatchedBy.VALUE) for row, place in ends]
    rows, places = rows[head : len(rows) - tail], places[head : len(places) - tail]
    if rows and places:
        ones, others = [left[row] for row in rows], [right[place] for place in places]
        found = _between(ones, others, checkpoint)
        pairs += [(rows[row], places[place], way) for row, place, way in found]
    return pairs


def _equal_ends(left: list[Json], right: list[Json]) -> tuple[int, int]:
    """How many items at the beginning, and behind those at the end, are equal."""
    shorter = min(len(left), len(right))
    head = 0
    while head < shorter and _is_equal(left[head], right[head]):
        head += 1
    tail = 0
    while tail < shorter - head and _is_equal(left[-1 - tail], right[-1 - tail]):
        tail += 1
    return head, tail


def _is_equal(one: Json, other: Json) -> bool:
    return one is other or (type(one) is type(other) and one == other)


def _between(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> _Pairs:
    keys, others = _keys(left, checkpoint), _keys(right, checkpoint)
    if keys > others:
        turned = _ordered(right, left, others, keys, checkpoint)
        return [(row, place, way) for place, row, way in turned]
    return _ordered(left, right, keys, others, checkpoint)


def _keys(items: list[Json], checkpoint: Checkpoint) -> list[bytes]:
    """Each item as bytes that are equal for equal values only."""
    found = []
    for place, item in enumerate(items):
        if not place % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("aligning", place, len(items)))
        found.append(plain_json(item))
    return found


def _ordered(
    left: list[Json],
    right: list[Json],
    keys: Sequence[bytes],
    others: Sequence[bytes],
    checkpoint: Checkpoint,
) -> _Pairs:
    common = common_subsequence(keys, others, checkpoint)
    pairs = [(row, place, MatchedBy.VALUE) for row, place in common]
    rows, places = {row for row, _ in common}, {place for _, place in common}
    # What is equal, but out of order.
    lefts = [row for row in range(len(left)) if row not in rows]
    rights = [place for place in range(len(right)) if place not in places]
    by_key = dict(zip(numbered([others[place] for place in rights]), rights, strict=True))
    for key, row in zip(numbered([keys[row] for row in lefts]), lefts, strict=True):
        if (place := by_key.get(key, ABSENT)) != ABSENT:
            pairs.append((row, place, MatchedBy.VALUE))
            rows.add(row)
            places.add(place)
    lefts = [row for row in lefts if row not in rows]
    rights = [place for place in rights if place not in places]
    return pairs + pair_gaps(left, right, common, lefts, rights, checkpoint=checkpoint)
