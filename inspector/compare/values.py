"""Matches list items without an identity: by a common subsequence, then by equal value anywhere in
the list, then by likeness between the same neighbours.

Where an order must be chosen, the list with the smaller first differing item leads, so that
swapping the lists swaps the result.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, compress, count, repeat
from operator import eq, itemgetter, ne
from typing import NamedTuple

import orjson

from inspector.compare.columns import MatchedBy
from inspector.compare.sequence import (
    CommonRun,
    common_subsequence,
    myers_runs,
    pair_equal,
    scan_common_runs,
)
from inspector.document.canonical import plain_json
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress

ALIKE = 0.5
"""The least likeness at which two items count as one that was changed."""

_BETWEEN_CHECKPOINTS = 1_000
_MOST_COMPARED = 2_500
"""In larger gaps an item is only compared with the one at its own index in the gap."""
_LOOKED_AT = 64
_TEXT_LOOKED_AT = 200
_SHINGLE = 3
_KNOWN_TEXTS = 256
_SORTED = orjson.OPT_SORT_KEYS
_MARK = b",\0,"
_MARKS = repeat(orjson.Fragment(b"\0"))
"""Between items that are written together: in JSON the character is escaped, so it is in none."""


class Match(NamedTuple):
    """``length`` items from index ``left`` on that are the same ones as those from ``right``.

    ``is_same``: their canonical JSON was found to be the same.
    """

    left: int
    right: int
    length: int
    matched_by: MatchedBy
    is_same: bool = False


_new = tuple.__new__  # what Match() itself calls, several times as slow


def match_values(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[Match]:
    """Match the items of two lists. Raises what ``checkpoint`` raises.

    Equality is Python's, for which 1 and 1.0 are equal: such a pair is matched, and differs.
    """
    if len(left) == len(right) == 1 and isinstance(left[0], list) and isinstance(right[0], list):
        # Lists nested in each other would otherwise be compared once per level.
        return [Match(0, 0, 1, MatchedBy.POSITION)]
    shorter = min(len(left), len(right))
    head = next(compress(count(), map(ne, left, right)), shorter)
    tail = next(compress(count(), map(ne, reversed(left), reversed(right))), shorter)
    tail = min(tail, shorter - head)
    found = [Match(0, 0, head, MatchedBy.VALUE)] if head else []
    middle = left[head : len(left) - tail], right[head : len(right) - tail]
    if len(middle[0]) == len(middle[1]) == 1:
        # The commonest case, and that of lists nested in each other.
        found += _pair_gaps(left, right, [], [head], [head], checkpoint=checkpoint)
    elif all(middle):
        found += _match_between(*middle, head, checkpoint)
    if tail:
        found.append(Match(len(left) - tail, len(right) - tail, tail, MatchedBy.VALUE))
    return found


def join_matches(matches: list[Match]) -> list[Match]:
    """``matches``, sorted by the left index, with adjacent ones of one kind joined."""
    found: list[Match] = []
    for match in matches:
        if found:
            left, right, length, matched_by, is_same = found[-1]
            row, place, more, way, same = match
            if (
                row == left + length
                and place == right + length
                and way is matched_by
                and same is is_same
            ):
                found[-1] = Match(left, right, length + more, matched_by, is_same)
                continue
        found.append(match)
    return found


def _match_between(
    left: list[Json], right: list[Json], head: int, checkpoint: Checkpoint
) -> list[Match]:
    """Match what follows the first ``head`` items. The first two differ; the smaller one leads."""
    is_turned = plain_json(left[0]) > plain_json(right[0])
    ones, others = (right, left) if is_turned else (left, right)
    found = _match_leading(ones, others, checkpoint)
    checkpoint(Progress("aligning", len(left), len(left)))
    if is_turned:
        return [_new(Match, (head + b, head + a, *rest)) for a, b, *rest in found]
    if head:
        return [_new(Match, (head + a, head + b, *rest)) for a, b, *rest in found]
    return found


def _match_leading(left: list[Json], right: list[Json], checkpoint: Checkpoint) -> list[Match]:
    common = scan_common_runs(left, right, checkpoint)
    if common is not None:
        rows, places = _left_over(left, right, common)
        unmatched = set(_keys([left[row] for row in rows], checkpoint))
        if unmatched.isdisjoint(_keys([right[place] for place in places], checkpoint)):
            return _with_gaps(left, right, common, {}, checkpoint, is_same=False)
    common = myers_runs(left, right, checkpoint)
    is_by_key = common is None
    if common is not None:
        rows, places = _left_over(left, right, common)
        keys_left = _keys([left[row] for row in rows], checkpoint)
        others_left = _keys([right[place] for place in places], checkpoint)
        out_of_order = pair_equal(keys_left, others_left, rows, places) if common else {}
    else:
        keys, others = _keys(left, checkpoint), _keys(right, checkpoint)
        pairs, out_of_order = common_subsequence(keys, others, checkpoint)
        common = [(*pair, 1) for pair in pairs]
    checkpoint(Progress("aligning", len(left), len(left)))
    return _with_gaps(left, right, common, out_of_order, checkpoint, is_same=is_by_key)


def _with_gaps(
    left: list[Json],
    right: list[Json],
    common: list[CommonRun],
    out_of_order: dict[int, int],
    checkpoint: Checkpoint,
    *,
    is_same: bool,
) -> list[Match]:
    """The common items, those equal but out of order, and what is alike of all the rest.

    ``is_same``: the common items were found by their keys, as those out of order always are.
    """
    found = [_new(Match, (*run, MatchedBy.VALUE, is_same)) for run in common]
    found += [_new(Match, (*pair, 1, MatchedBy.VALUE, True)) for pair in out_of_order.items()]
    checkpoint(Progress("aligning", len(left), len(left)))
    rows, places = _left_over(left, right, common)
    if out_of_order:
        taken = set(out_of_order.values())
        rows = [row for row in rows if row not in out_of_order]
        places = [place for place in places if place not in taken]
    anchors = [run[:2] for run in common]
    found += _pair_gaps(left, right, anchors, rows, places, checkpoint=checkpoint)
    return found


def _left_over(
    left: list[Json], right: list[Json], common: list[CommonRun]
) -> tuple[list[int], list[int]]:
    """The indexes of each side that are in none of the ``common`` runs."""
    rows = _outside(len(left), [(row, length) for row, _, length in common])
    return rows, _outside(len(right), [(place, length) for _, place, length in common])


def _outside(size: int, runs: list[tuple[int, int]]) -> list[int]:
    """The indexes below ``size`` that are in none of the ``runs``, given by start and length."""
    found: list[int] = []
    begin = 0
    for start, length in (*runs, (size, 0)):
        found += range(begin, start)
        begin = start + length
    return found


def _keys(items: list[Json], checkpoint: Checkpoint) -> list[bytes]:
    """Each item as bytes that are equal for equal values only."""
    found: list[bytes] = []
    for begin in range(0, len(items), _BETWEEN_CHECKPOINTS):
        checkpoint(Progress("aligning", begin, len(items)))
        block = items[begin : begin + _BETWEEN_CHECKPOINTS]
        try:
            # One call for all of them: a call for each would cost ten times as much.
            marked = chain.from_iterable(zip(block, _MARKS, strict=False))
            written = orjson.dumps([*marked], option=_SORTED)
            found += written[1 : -len(_MARK)].split(_MARK)
        except orjson.JSONEncodeError:
            found += map(plain_json, block)
    return found


# --- items that have no equal -------------------------------------------------------------------


def _pair_gaps(
    left: list[Json],
    right: list[Json],
    anchors: list[tuple[int, int]],
    rows: list[int],
    places: list[int],
    *,
    checkpoint: Checkpoint,
) -> Iterator[Match]:
    """Pair the items that are left over between the same two ``anchors``, where common runs begin:
    the most alike, and of strings and numbers all if both sides have equally many."""
    lefts = _by_gap(rows, [row for row, _ in anchors])
    rights = _by_gap(places, [place for _, place in anchors])
    for number, gap in enumerate(lefts.keys() & rights.keys()):
        checkpoint(Progress("aligning", number, len(lefts)))
        yield from _pair_gap(left, right, lefts[gap], rights[gap], checkpoint)


def _by_gap(items: list[int], anchors: list[int]) -> dict[int, list[int]]:
    if not anchors:
        return {0: items} if items else {}
    found: dict[int, list[int]] = defaultdict(list)
    for item in items:
        found[bisect_left(anchors, item)].append(item)
    return found


def _pair_gap(
    left: list[Json],
    right: list[Json],
    rows: list[int],
    places: list[int],
    checkpoint: Checkpoint,
) -> Iterator[Match]:
    if len(rows) == len(places) == 1:
        one, other = left[rows[0]], right[places[0]]
        if _are_alike(one, other):
            yield Match(rows[0], places[0], 1, MatchedBy.LIKENESS)
        elif _is_scalar(one) and _is_scalar(other):
            yield Match(rows[0], places[0], 1, MatchedBy.POSITION)
        return
    is_short = len(rows) * len(places) <= _MOST_COMPARED
    most_alike = _most_alike if is_short else _alike_at_same_index
    alike = most_alike(left, right, rows, places, checkpoint)
    yield from _in_runs(alike, MatchedBy.LIKENESS)
    taken, others_taken = set(map(itemgetter(0), alike)), set(map(itemgetter(1), alike))
    rows = [row for row in rows if row not in taken and _is_scalar(left[row])]
    places = [place for place in places if place not in others_taken and _is_scalar(right[place])]
    if len(rows) == len(places):
        yield from _in_runs(zip(rows, places, strict=True), MatchedBy.POSITION)


def _in_runs(pairs: Iterable[tuple[int, int]], matched_by: MatchedBy) -> Iterator[Match]:
    """The matches of ``pairs`` of indexes, one for all that follow one another on both sides."""
    begin = place = length = 0
    for row, other in pairs:
        if row == begin + length and other == place + length:
            length += 1
            continue
        if length:
            yield Match(begin, place, length, matched_by)
        begin, place, length = row, other, 1
    if length:
        yield Match(begin, place, length, matched_by)


def _most_alike(
    left: list[Json], right: list[Json], rows: list[int], places: list[int], _: Checkpoint
) -> list[tuple[int, int]]:
    """Pairs of the most alike items, each item used once."""
    scored = [(likeness(left[row], right[place]), row, place) for row in rows for place in places]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, row, place in sorted(scored, key=_rank):
        if score >= ALIKE and row not in found and place not in taken:
            taken.add(place)
            found[row] = place
    return sorted(found.items())


def _alike_at_same_index(
    left: list[Json], right: list[Json], rows: list[int], places: list[int], checkpoint: Checkpoint
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
