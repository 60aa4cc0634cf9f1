"""Items that nothing names: matched by their longest common subsequence, then by equal value
wherever it stands, then by likeness between the same neighbours.

Where an order must be chosen, the smaller list leads, so that swapping the lists swaps the outcome.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from heapq import nsmallest
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from inspector.compare.columns import MatchedBy
from inspector.compare.sequence import (
    CommonRun,
    common_subsequence,
    myers_runs,
    scan_common_runs,
    with_occurrence,
)
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


def join_matches(matches: list[Match]) -> list[Match]:
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
    common = scan_common_runs(left, right, checkpoint)
    if common is not None:
        rows, places = _left_over(left, right, common)
        keys = set(_keys([left[row] for row in rows], checkpoint))
        if keys.isdisjoint(_keys([right[place] for place in places], checkpoint)):
            return _matched(left, right, common, {}, checkpoint)
    common = _longest(left, right, checkpoint)
    rows, places = _left_over(left, right, common)
    out_of_order = _out_of_order(left, right, rows, places, checkpoint=checkpoint)
    return _matched(left, right, common, out_of_order, checkpoint)


def _longest(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[CommonRun]:
    """A longest common subsequence."""
    found = myers_runs(left, right, checkpoint)
    if found is None:
        keys, others = _keys(left, checkpoint), _keys(right, checkpoint)
        found = [(*pair, 1) for pair in common_subsequence(keys, others, checkpoint)]
    return found


def _matched(
    left: list[Json],
    right: list[Json],
    common: list[CommonRun],
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
    left: list[Json], right: list[Json], common: list[CommonRun]
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
    keys = with_occurrence(_keys([left[row] for row in rows], checkpoint))
    others = with_occurrence(_keys([right[place] for place in places], checkpoint))
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


# --- items that have no equal -----------------------------------------------------------------

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


# --- how alike two items are ------------------------------------------------------------------

ALIKE = 0.5
"""From here on two items count as one that was changed."""

_LOOKED_AT = 64
_TEXT_LOOKED_AT = 200
_RUN = 3
_KNOWN_TEXTS = 256


def likeness(one: Json, other: Json) -> float:
    """Of two objects the share of members that are equal, a member that both have counting half;
    of two lists that of equal elements; of texts that of runs of three characters in common."""
    if isinstance(one, dict) and isinstance(other, dict):
        return _of_objects(one, other)
    if isinstance(one, list) and isinstance(other, list):
        longest = max(len(one), len(other), 1)
        equal = sum(a == b for a, b in zip(one[:_LOOKED_AT], other[:_LOOKED_AT], strict=False))
        return equal / min(longest, _LOOKED_AT)
    if isinstance(one, str) and isinstance(other, str):
        return _of_texts(one, other)
    return float(one == other and not isinstance(one, (dict, list)))


def _of_objects(one: dict[str, Json], other: dict[str, Json]) -> float:
    shared = one.keys() & other.keys()
    looked_at = shared if len(shared) <= _LOOKED_AT else nsmallest(_LOOKED_AT, shared)
    equal = sum(one[name] == other[name] for name in looked_at)
    share = (len(looked_at) + equal) / max(1, 2 * len(looked_at))
    return share * len(shared) / max(1, len(one), len(other))


def _of_texts(one: str, other: str) -> float:
    ones, others = _runs(one[:_TEXT_LOOKED_AT]), _runs(other[:_TEXT_LOOKED_AT])
    return 2 * len(ones & others) / (len(ones) + len(others))


@lru_cache(_KNOWN_TEXTS)
def _runs(text: str) -> frozenset[str]:
    """The runs of three characters, as if one stood before the text and one behind it."""
    framed = f"\0{text}\0"
    return frozenset(framed[at : at + _RUN] for at in range(max(1, len(text))))
