"""Matches list items without an identity: by a common subsequence, then by equal value anywhere in
the list, then by likeness between the same neighbours.

Where an order must be chosen, the list with the smaller first differing item leads, so that
swapping the lists swaps the result.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, compress, count
from operator import eq, itemgetter, lt, ne
from typing import TypeAlias

import orjson

from inspector.compare.columns import MATCH_CODES, SAME, Alignment, MatchedBy
from inspector.compare.sequence import (
    CommonRun,
    common_subsequence,
    myers_runs,
    pair_equal,
    scan_common_runs,
)
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, watched

ALIKE = 0.5
"""The least likeness at which two items count as one that was changed."""

_BY_VALUE, _BY_LIKENESS, _BY_POSITION = (
    MATCH_CODES[way] for way in (MatchedBy.VALUE, MatchedBy.LIKENESS, MatchedBy.POSITION)
)
_Match: TypeAlias = tuple[int, int, int, int]
"""A left index, a right index, how many items from there on belong together, and how they do."""
_Gap: TypeAlias = tuple[Sequence[int], Sequence[int]]
"""Indexes on the left and on the right that are between the same two common runs."""

_BETWEEN_CHECKPOINTS = 1_000
_MOST_COMPARED = 2_500
"""In larger gaps an item is only compared with the one at its own index in the gap."""
_LOOKED_AT = 64
_TEXT_LOOKED_AT = 200
_SHINGLE = 3
_KNOWN_TEXTS = 256
_SORTED = orjson.OPT_SORT_KEYS
_MARK = b",\0,"
_BETWEEN = orjson.Fragment(b"\0")
"""Between items that are written together: in JSON the character is escaped, so it is in none."""


def match_values(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> Alignment:
    """Match the items of two lists. Raises what ``checkpoint`` raises.

    Equality is Python's, for which 1 and 1.0 are equal: such a pair is matched, and differs.
    """
    found = Alignment(len(left))
    if len(left) == len(right) == 1 and isinstance(left[0], list) and isinstance(right[0], list):
        # Lists nested in each other would otherwise be compared once per level.
        found.add(0, 0, 1, _BY_POSITION)
        return found
    shorter = min(len(left), len(right))
    head = next(compress(count(), map(ne, left, right)), shorter)
    tail = next(compress(count(), map(ne, reversed(left), reversed(right))), shorter)
    tail = min(tail, shorter - head)
    found.add(0, 0, head, _BY_VALUE)
    found.add(len(left) - tail, len(right) - tail, tail, _BY_VALUE)
    ones, others = left[head : len(left) - tail], right[head : len(right) - tail]
    if len(ones) == len(others) == 1:
        # the most frequent case, and that of lists nested in each other
        if way := _way_of_two(ones[0], others[0]):
            found.add(head, head, 1, way)
    elif ones and others:
        _match_between(found, head, ones, others, checkpoint)
    return found


def _match_between(
    found: Alignment, head: int, left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> None:
    """Match what follows the first ``head`` items. The first two differ; the smaller one leads."""
    is_turned = plain_json(left[0]) > plain_json(right[0])
    ones, others = (right, left) if is_turned else (left, right)
    matches, out_of_order = _match_leading(ones, others, checkpoint)
    start = Progress("aligning", 0, len(matches))
    for one, other, length, way in watched(matches, checkpoint, start):
        row, place = (other, one) if is_turned else (one, other)
        found.add(head + row, head + place, length, way)
    # What is only alike may have changed places between two equal runs.
    places_by_row = [place for _, place, _, _ in sorted(matches)]
    found.is_in_order = not out_of_order and all(map(lt, places_by_row, places_by_row[1:]))
    if out_of_order:
        rows, places = out_of_order.keys(), out_of_order.values()
        partners, ways = found.partners, found.ways
        for row, place in zip(*((places, rows) if is_turned else (rows, places)), strict=True):
            partners[head + row] = head + place
            ways[head + row] = _BY_VALUE | SAME
    checkpoint(Progress("aligning", len(left), len(left)))


def _match_leading(
    left: list[Json], right: list[Json], checkpoint: Checkpoint
) -> tuple[list[_Match], dict[int, int]]:
    """The matches that are in order, and others of equal items."""
    common = scan_common_runs(left, right, checkpoint)
    if common is not None:
        gaps = _gaps(common, len(left), len(right))
        keys, others = _keys_in(left, right, gaps, checkpoint)
        if set(keys).isdisjoint(others):
            return _with_gaps(left, right, common, gaps, checkpoint), {}
    common = myers_runs(left, right, checkpoint)
    way = _BY_VALUE
    out_of_order: dict[int, int] = {}
    if common is None:
        keys, others = _keys(left, checkpoint), _keys(right, checkpoint)
        pairs, out_of_order = common_subsequence(keys, others, checkpoint)
        common = [(*pair, 1) for pair in pairs]
        way |= SAME
    gaps = _gaps(common, len(left), len(right))
    if common and way == _BY_VALUE:
        keys, others = _keys_in(left, right, gaps, checkpoint)
        rows, places = ([*chain(*ranges)] for ranges in zip(*gaps, strict=True))
        out_of_order = pair_equal(keys, others, rows, places, checkpoint)
    checkpoint(Progress("aligning", len(left), len(left)))
    if out_of_order:
        gaps = _without(gaps, out_of_order, len(right))
    return _with_gaps(left, right, common, gaps, checkpoint, way=way), out_of_order


def _gaps(common: list[CommonRun], rows: int, places: int) -> list[_Gap]:
    """The indexes between the ``common`` runs, for gaps with an item on either side."""
    found: list[_Gap] = []
    row = place = 0
    for one, other, length in (*common, (rows, places, 0)):
        if row < one or place < other:
            found.append((range(row, one), range(place, other)))
        row, place = one + length, other + length
    return found


def _without(gaps: list[_Gap], pairs: dict[int, int], size: int) -> list[_Gap]:
    """The gaps without the rows and places of ``pairs``; ``size`` is that of the right list."""
    taken = bytearray(size)
    for place in pairs.values():
        taken[place] = True
    return [
        (
            [row for row in rows if row not in pairs],
            [place for place in places if not taken[place]],
        )
        for rows, places in gaps
    ]


def _with_gaps(
    left: list[Json],
    right: list[Json],
    common: list[CommonRun],
    gaps: list[_Gap],
    checkpoint: Checkpoint,
    *,
    way: int = _BY_VALUE,
) -> list[_Match]:
    """The ``common`` runs, found in this ``way``, and what is alike in the gaps between them: the
    most alike, and of strings and numbers all if both sides have equally many."""
    found = [(*run, way) for run in common]
    for number, (rows, places) in enumerate(gaps):
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("aligning", number, len(gaps)))
        if len(rows) == len(places) == 1:
            row, place = rows[0], places[0]
            if alike := _way_of_two(left[row], right[place]):
                found.append((row, place, 1, alike))
        elif rows and places:
            found += _pair_gap(left, right, rows, places, checkpoint)
    return found


def _keys_in(
    left: list[Json], right: list[Json], gaps: list[_Gap], checkpoint: Checkpoint
) -> tuple[list[bytes], list[bytes]]:
    """The keys of both sides' items in the gaps."""
    rows, places = ([*chain(*ranges)] for ranges in zip(*gaps, strict=True))
    items = [*map(left.__getitem__, rows), *map(right.__getitem__, places)]
    keys = _keys(items, checkpoint)
    return keys[: len(rows)], keys[len(rows) :]


def _keys(items: list[Json], checkpoint: Checkpoint) -> list[bytes]:
    """Each item as bytes that are equal for equal values only."""
    found: list[bytes] = []
    for begin in range(0, len(items), _BETWEEN_CHECKPOINTS):
        checkpoint(Progress("aligning", begin, len(items)))
        block = items[begin : begin + _BETWEEN_CHECKPOINTS]
        try:
            # one call per block: a call per item would take ten times as long
            marked: list[object] = [_BETWEEN] * (2 * len(block))
            marked[::2] = block
            written = orjson.dumps(marked, option=_SORTED)
            found += written[1 : -len(_MARK)].split(_MARK)
        except orjson.JSONEncodeError:
            found += map(plain_json, block)
    return found


# --- items that have no equal -------------------------------------------------------------------


def _way_of_two(one: Json, other: Json) -> int:
    """How the only item of one side and the only one of the other belong together; 0: not."""
    if _are_alike(one, other):
        return _BY_LIKENESS
    return _BY_POSITION if _is_scalar(one) and _is_scalar(other) else 0


def _pair_gap(
    left: list[Json],
    right: list[Json],
    rows: Sequence[int],
    places: Sequence[int],
    checkpoint: Checkpoint,
) -> list[_Match]:
    is_short = len(rows) * len(places) <= _MOST_COMPARED
    most_alike = _most_alike if is_short else _alike_at_same_index
    alike = most_alike(left, right, rows, places, checkpoint)
    found = [*_in_runs(alike, _BY_LIKENESS)]
    taken, others_taken = set(map(itemgetter(0), alike)), set(map(itemgetter(1), alike))
    rows = [row for row in rows if row not in taken and _is_scalar(left[row])]
    places = [place for place in places if place not in others_taken and _is_scalar(right[place])]
    if len(rows) == len(places):
        found += _in_runs(zip(rows, places, strict=True), _BY_POSITION)
    return found


def _in_runs(pairs: Iterable[tuple[int, int]], way: int) -> Iterator[_Match]:
    """The matches of ``pairs`` of indexes, one for all that follow one another on both sides."""
    begin = place = length = 0
    for row, other in pairs:
        if row == begin + length and other == place + length:
            length += 1
            continue
        if length:
            yield begin, place, length, way
        begin, place, length = row, other, 1
    if length:
        yield begin, place, length, way


def _most_alike(
    left: list[Json],
    right: list[Json],
    rows: Sequence[int],
    places: Sequence[int],
    checkpoint: Checkpoint,
) -> list[tuple[int, int]]:
    """Pairs of the most alike items, each item used once."""
    scored = []
    for row in rows:
        checkpoint(Progress("aligning", row, len(left)))
        scored += [(likeness(left[row], right[place]), row, place) for place in places]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, row, place in sorted(scored, key=_rank):
        if score >= ALIKE and row not in found and place not in taken:
            taken.add(place)
            found[row] = place
    return sorted(found.items())


def _alike_at_same_index(
    left: list[Json],
    right: list[Json],
    rows: Sequence[int],
    places: Sequence[int],
    checkpoint: Checkpoint,
) -> list[tuple[int, int]]:
    found = []
    for number, (row, place) in enumerate(zip(rows, places, strict=False)):
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("aligning", number, len(rows)))
        if _are_alike(left[row], right[place]):
            found.append((row, place))
    return found


def _rank(scored: tuple[float, int, int]) -> tuple[float, int, int]:
    """Sort key: the most alike first, equals in an order that is the same with swapped sides."""
    score, row, place = scored
    return -score, row + place, abs(row - place)


def _is_scalar(value: Json) -> bool:
    return not isinstance(value, (dict, list))


# --- how alike two items are --------------------------------------------------------------------


def likeness(one: Json, other: Json) -> float:
    """From 0 to 1, by a bounded part of both values. Of two objects the share of equal members,
    where a member with another value counts half; of lists the share of equal elements; of texts
    the share of equal three-character sequences."""
    if isinstance(one, dict) and isinstance(other, dict):
        return _of_objects(one, other)
    if isinstance(one, list) and isinstance(other, list):
        longest = max(len(one), len(other), 1)
        equal: int = sum(map(eq, one[:_LOOKED_AT], other[:_LOOKED_AT]))
        return equal / min(longest, _LOOKED_AT)
    if isinstance(one, str) and isinstance(other, str):
        return _of_texts(one, other)
    return float(one == other and not isinstance(one, (dict, list)))


def _are_alike(one: Json, other: Json) -> bool:
    """Whether two items are alike enough to count as one that was changed."""
    if type(one) is dict and type(other) is dict and one.keys() == other.keys():
        return bool(one)  # whatever the values, the half of all is equal
    return likeness(one, other) >= ALIKE


def _of_objects(one: dict[str, Json], other: dict[str, Json]) -> float:
    shared = one if one.keys() == other.keys() else one.keys() & other.keys()
    if not shared:
        return 0.0
    looked_at = shared if len(shared) <= _LOOKED_AT else nsmallest(_LOOKED_AT, shared)
    equal: int = sum(map(eq, map(one.get, looked_at), map(other.get, looked_at)))
    share = (len(looked_at) + equal) / (2 * len(looked_at))
    return share * len(shared) / max(len(one), len(other))


def _of_texts(one: str, other: str) -> float:
    ones, others = _shingles(one[:_TEXT_LOOKED_AT]), _shingles(other[:_TEXT_LOOKED_AT])
    return 2 * len(ones & others) / (len(ones) + len(others))


@lru_cache(_KNOWN_TEXTS)
def _shingles(text: str) -> frozenset[str]:
    """The three-character sequences of a text, with a null character before and after it."""
    framed = f"\0{text}\0"
    return frozenset(framed[at : at + _SHINGLE] for at in range(max(1, len(text))))
