"""Items that nothing names: matched by their longest common subsequence, then by equal value
wherever it stands, then by likeness between the same neighbours.

Where an order must be chosen, the smaller list leads, so that swapping the lists swaps the outcome.
"""

from itertools import compress, count
from operator import ne
from typing import NamedTuple

from inspector.compare.gaps import pair_gaps
from inspector.compare.kinds import MatchedBy
from inspector.compare.sequence import common_subsequence, numbered
from inspector.compare.snakes import common_snakes
from inspector.compare.stretches import Stretch, in_few_places
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress

_BETWEEN_CHECKPOINTS = 1_000


class Match(NamedTuple):
    """Neighbouring items from ``left`` that are those from ``right``, and why."""

    left: int
    right: int
    length: int
    way: MatchedBy


def match_values(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[Match]:
    """The items of both that are one and the same. Equal is meant as Python means it, to which 1
    and 1.0 are one: such a pair is matched, and differs. Raises what ``checkpoint`` raises."""
    if len(left) == len(right) == 1 and isinstance(left[0], list) and isinstance(right[0], list):
        # Lists nested in each other, one to a level, would else be compared at each level.
        return [Match(0, 0, 1, MatchedBy.POSITION)]
    shorter = min(len(left), len(right))
    head = next(compress(count(), map(ne, left, right)), shorter)
    tail = 0
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    found = [Match(0, 0, head, MatchedBy.VALUE)] if head else []
    middle = left[head : len(left) - tail], right[head : len(right) - tail]
    if len(middle[0]) == len(middle[1]) == 1:
        # The commonest case, and the one of lists that are nested in each other.
        only = pair_gaps(left, right, [], [head], [head], checkpoint=checkpoint)
        found += [Match(row, place, 1, way) for row, place, way in only]
    elif all(middle):
        between = _between(*middle, checkpoint)
        found += [Match(head + row, head + place, size, way) for row, place, size, way in between]
    if tail:
        found.append(Match(len(left) - tail, len(right) - tail, tail, MatchedBy.VALUE))
    return found


def joined(matches: list[Match]) -> list[Match]:
    """``matches`` in the left's order, with neighbours of one kind made one."""
    found: list[Match] = []
    for match in matches:
        if found:
            left, right, length, way = found[-1]
            if match[:2] == (left + length, right + length) and match.way is way:
                found[-1] = Match(left, right, length + match.length, way)
                continue
        found.append(match)
    return found


def _between(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[Match]:
    """Two lists whose first items differ; of these the smaller leads."""
    if plain_json(left[0]) > plain_json(right[0]):
        turned = _ordered(right, left, checkpoint)
        return [Match(row, place, length, way) for place, row, length, way in turned]
    return _ordered(left, right, checkpoint)


def _ordered(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[Match]:
    common = in_few_places(left, right)
    if common is not None:
        rows, places = _left_over(left, right, common)
        keys = set(_keys([left[row] for row in rows], checkpoint))
        if keys.isdisjoint(_keys([right[place] for place in places], checkpoint)):
            return _matched(left, right, common, {}, checkpoint)
    common = _longest(left, right, checkpoint)
    rows, places = _left_over(left, right, common)
    out_of_order = _out_of_order(left, right, rows, places, checkpoint=checkpoint)
    return _matched(left, right, common, out_of_order, checkpoint)


def _longest(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[Stretch]:
    """A longest common subsequence."""
    found = common_snakes(left, right)
    if found is None:
        keys, others = _keys(left, checkpoint), _keys(right, checkpoint)
        found = [(*pair, 1) for pair in common_subsequence(keys, others, checkpoint)]
    return found


def _matched(
    left: list[Json],
    right: list[Json],
    common: list[Stretch],
    out_of_order: dict[int, int],
    checkpoint: Checkpoint,
) -> list[Match]:
    """What is common, what is equal but out of order, and what is alike of all the rest."""
    found = [Match(*stretch, MatchedBy.VALUE) for stretch in common]
    found += [Match(row, place, 1, MatchedBy.VALUE) for row, place in out_of_order.items()]
    rows, places = _left_over(left, right, common)
    if out_of_order:
        taken = set(out_of_order.values())
        rows = [row for row in rows if row not in out_of_order]
        places = [place for place in places if place not in taken]
    anchors = [stretch[:2] for stretch in common]
    pairs = pair_gaps(left, right, anchors, rows, places, checkpoint=checkpoint)
    return found + [Match(row, place, 1, way) for row, place, way in pairs]


def _left_over(
    left: list[Json], right: list[Json], common: list[Stretch]
) -> tuple[list[int], list[int]]:
    """The indexes of each side outside of what is common."""
    rows = _rest(len(left), [(row, length) for row, _, length in common])
    return rows, _rest(len(right), [(place, length) for _, place, length in common])


def _out_of_order(
    left: list[Json],
    right: list[Json],
    rows: list[int],
    places: list[int],
    *,
    checkpoint: Checkpoint,
) -> dict[int, int]:
    """What is left over and equal; of several equal ones the first goes with the first."""
    keys = numbered(_keys([left[row] for row in rows], checkpoint))
    others = numbered(_keys([right[place] for place in places], checkpoint))
    by_key = dict(zip(others, places, strict=True))
    return {row: by_key[key] for key, row in zip(keys, rows, strict=True) if key in by_key}


def _keys(items: list[Json], checkpoint: Checkpoint) -> list[bytes]:
    """Each item as bytes that are equal for equal values only."""
    found: list[bytes] = []
    for begin in range(0, len(items), _BETWEEN_CHECKPOINTS):
        checkpoint(Progress("aligning", begin, len(items)))
        found += [plain_json(item) for item in items[begin : begin + _BETWEEN_CHECKPOINTS]]
    return found


def _rest(size: int, taken: list[tuple[int, int]]) -> list[int]:
    """The indexes below ``size`` outside the stretches that are ``taken``: start and length."""
    found: list[int] = []
    begin = 0
    for start, length in (*taken, (size, 0)):
        found += range(begin, start)
        begin = start + length
    return found
