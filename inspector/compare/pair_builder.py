"""Builds the tree of pairs from the root down to each difference: members are paired by name, items
by what identifies them.

Two values are the same if their canonical JSON is: 1 and 1.0 are equal numbers but two values.
Equal subtrees are detected by comparisons in C and are not entered.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain, compress, count, groupby, repeat
from operator import is_not, ne
from typing import TypeAlias, TypeVar

import orjson

from inspector.compare.alignment import align
from inspector.compare.columns import (
    CHANGED,
    MATCH_CODES,
    MOVED_TO,
    SAME,
    Alignment,
    Columns,
    Leads,
    MatchedBy,
    add_equal_children,
    change_counts,
    changes_in_order,
)
from inspector.compare.pairs import PairTable
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched, watched
from inspector.tree.nodes import NodeTable

_BETWEEN_CHECKPOINTS = 500
_VALUES_BETWEEN_CHECKPOINTS = 10_000
_LONG = 1_000_000
"""Writing a JSON of more bytes takes a moment."""
_MANY = 8
"""Fewer objects than this are entered one by one: a step for all of them has a fixed cost that is
higher."""
_DEEP = 32
"""Below this depth values are entered without a comparison as wholes, which would cost their size
once per level."""
_SORTED = orjson.OPT_SORT_KEYS
_BY_NAME, _BY_VALUE = MATCH_CODES[MatchedBy.NAME], MATCH_CODES[MatchedBy.VALUE]
_ALIKE = bytes(way & ~MOVED_TO == _BY_VALUE for way in range(256))
_NOT_ALIKE = bytes(not way for way in _ALIKE)
_UNLIKE = bytes(way & ~MOVED_TO not in (0, _BY_VALUE) and not way & SAME for way in range(256))
"""For each kind of match, whether the two are equal in Python or may differ."""

_CONTAINERS = frozenset({dict, list})
_WRITTEN = _CONTAINERS | {float}
"""Types of which two values may be equal in Python but different JSON."""
_SPELLING = 2


_Item = TypeVar("_Item")
_Task: TypeAlias = tuple[int, int, bool]
"""A pair of two objects or two lists whose children must be paired, its depth, and whether Python
finds them equal although some numbers are spelled differently."""


def build_pairs(
    left: NodeTable,
    right: NodeTable,
    parts: list[tuple[int, int]],
    *,
    same_record: bool,
    checkpoint: Checkpoint = unwatched,
) -> PairTable:
    """Pair everything below each of ``parts``, given as their left and right nodes.

    Raises what ``checkpoint`` raises.
    """
    builder = _PairBuilder(same_record=same_record, checkpoint=checkpoint)
    on_the_right = sorted(right.address(node) for _, node in parts)
    rows = [on_the_right.index(right.address(node)) for _, node in parts]
    columns, leads = builder.build(
        [(left.value(one), right.value(other)) for one, other in parts], rows
    )
    below = change_counts(columns, leads)
    changes = changes_in_order(columns, leads, checkpoint)
    return PairTable(columns, (left, right), parts, below=below, changes=changes)


class _PairBuilder:
    """Fills the columns of one table of pairs."""

    def __init__(self, *, same_record: bool, checkpoint: Checkpoint) -> None:
        self._same_record = same_record
        self._checkpoint = checkpoint
        self._columns = Columns()
        self._tasks: list[_Task] = []
        self._leads: Leads = {}

    def build(self, parts: list[tuple[Json, Json]], right_rows: list[int]) -> tuple[Columns, Leads]:
        """``right_rows``: the position of each part in the right document's order, from 0."""
        columns = self._columns
        if len(parts) > 1:
            columns.append(([0], [None]), ([0], [None]), matched_by=MatchedBy.DOCUMENT)
        first = len(columns)
        self._note_progress()
        for row, (one, other) in enumerate(parts):
            columns.append(
                ([row], [one]), ([right_rows[row]], [other]), matched_by=MatchedBy.DOCUMENT
            )
        if first:
            columns.set_children(0, first)
        lefts, rights = columns.lefts[first:], columns.rights[first:]
        found = self._classify(range(first, len(columns)), lefts, rights, (0, 0, False))
        if first:
            self._leads[0] = found
        number = 0
        while block := self._tasks[number : number + _BETWEEN_CHECKPOINTS]:
            self._note_progress()
            for depth, group in groupby(block, self._common_depth):
                tasks = [*group]
                if depth is not None and len(tasks) >= _MANY:
                    self._enter_objects([pair for pair, _, _ in tasks], depth)
                    continue
                for task in tasks:
                    self._enter(task)
            number += len(block)
        return columns, self._leads

    def _note_progress(self) -> None:
        """A checkpoint."""
        self._checkpoint(Progress("comparing", len(self._columns), 0))

    def _note_if_many(self, values: Collection[object]) -> None:
        """Make a checkpoint if a step with all ``values`` takes noticeable time."""
        if len(values) > _BETWEEN_CHECKPOINTS:
            self._note_progress()

    def _watched(self, items: Collection[_Item]) -> Iterable[_Item]:
        return watched(items, self._checkpoint, Progress("comparing", len(self._columns), 0))

    def _common_depth(self, task: _Task) -> int | None:
        """The depth of two objects whose names are the same, in the same order; else None."""
        pair, depth, equal_but_spelling = task
        one, other = self._columns.lefts[pair], self._columns.rights[pair]
        if type(one) is not dict or type(other) is not dict or equal_but_spelling:
            return None
        return depth if depth < _DEEP and [*one] == [*other] else None

    def _enter_objects(self, pairs: list[int], depth: int) -> None:
        """Pair the members of objects with the same names, for all objects in one step.

        A step for each object would cost more than comparing them.
        """
        first, lefts, rights, sizes = self._columns.append_members(pairs)
        flags, leads = self._columns.flags, self._leads
        unlike = bytearray()
        for begin in range(0, len(lefts), _VALUES_BETWEEN_CHECKPOINTS):
            self._checkpoint(Progress("comparing", first + begin, 0))
            block = slice(begin, begin + _VALUES_BETWEEN_CHECKPOINTS)
            unlike += _unlike(lefts[block], rights[block])
        owners = [*chain.from_iterable(map(repeat, pairs, sizes))]
        for at, pair in compress(enumerate(self._watched(owners)), unlike):
            child = first + at
            kind = type(lefts[at])
            if kind is type(rights[at]) and kind in _CONTAINERS:
                self._tasks.append((child, depth + 1, unlike[at] == _SPELLING))
            else:
                flags[child] = CHANGED
            leads.setdefault(pair, []).append(child)

    def _enter(self, task: _Task) -> None:
        columns, pair = self._columns, task[0]
        one, other = columns.lefts[pair], columns.rights[pair]
        first = len(columns.flags)
        if task[1] > _DEEP:
            self._note_progress()
        if type(one) is dict and type(other) is dict:
            self._note_if_many(one)
            is_same_names = one.keys() == other.keys()
            self._note_if_many(one)
            if is_same_names:
                self._pair_equal_children(task, one, other)
            else:
                self._pair_members(task, one, other)
        elif type(one) is list and type(other) is list:
            if task[2]:
                self._pair_equal_children(task, one, other)
            else:
                self._pair_items(task, one, other)
        columns.set_children(pair, first)

    def _pair_equal_children(self, task: _Task, one: Json, other: Json) -> None:
        """Pair members of equal names, or items of equal lists."""
        first = len(self._columns.flags)
        lefts, rights = add_equal_children(self._columns, one, other, self._checkpoint)
        self._note_if_many(lefts)
        pairs = range(first, first + len(lefts))
        self._leads[task[0]] = self._classify(pairs, lefts, rights, task)

    def _pair_members(self, task: _Task, one: dict[str, Json], other: dict[str, Json]) -> None:
        places = dict(zip(self._watched(other), count(), strict=False))
        found = Alignment(len(one))
        for row, name in enumerate(self._watched(one)):
            if name in places:
                found.add(row, places[name], 1, _BY_NAME)
        self._append(task, found, [*one.values()], [*other.values()])

    def _pair_items(self, task: _Task, one: list[Json], other: list[Json]) -> None:
        found = align(one, other, same_record=self._same_record, checkpoint=self._checkpoint)
        self._append(task, found, one, other)

    def _append(self, task: _Task, found: Alignment, one: list[Json], other: list[Json]) -> None:
        """Append the children of a pair and classify each."""
        columns, first = self._columns, len(self._columns)
        self._note_if_many(one)
        found.gaps(len(other))  # kept for what follows
        self._note_if_many(one)
        ways = columns.append_aligned(found, one, other)
        self._note_if_many(ways)
        differing = self._differing(first, ways)
        lefts = map(columns.lefts.__getitem__, differing)
        rights = map(columns.rights.__getitem__, differing)
        leads = self._classify(differing, lefts, rights, task)
        if columns.flags.count(0, first) < len(ways):
            leads = sorted({*leads, *compress(count(first), columns.flags[first:])})
        self._leads[task[0]] = leads

    def _differing(self, first: int, ways: bytearray) -> list[int]:
        """The pairs from ``first`` on that may differ.

        Left out are those of one side only, and those matched by value with the same JSON.
        """
        columns, by_value = self._columns, ways.translate(_ALIKE)
        if 1 not in by_value:
            return [*compress(count(first), ways.translate(_UNLIKE))]
        ones, others = columns.lefts[first:], columns.rights[first:]
        differing = []
        for at in compress(count(), ways.translate(_NOT_ALIKE)):
            ones[at] = others[at] = None
            if _UNLIKE[ways[at]]:
                differing.append(first + at)
        if not _same_bytes(ones, others):
            pairs = zip(self._watched(range(first, len(columns))), ones, others, strict=True)
            differing += [pair for pair, a, b in pairs if not _same_bytes(a, b)]
            differing.sort()
        return differing

    def _classify(
        self, pairs: Sequence[int], lefts: Iterable[object], rights: Iterable[object], above: _Task
    ) -> list[int]:
        """Mark the pairs that differ, and queue the containers that contain a difference.

        Returns the pairs of both kinds.
        """
        found: list[int] = []
        flags = self._columns.flags
        _, depth, equal_but_spelling = above
        for pair, one, other in zip(self._watched(pairs), lefts, rights, strict=True):
            if one is other:
                continue
            kind = type(one)
            if kind is not type(other):
                flags[pair] = CHANGED
                found.append(pair)
            elif kind is dict or kind is list:
                is_equal = equal_but_spelling
                if not is_equal and depth < _DEEP:
                    is_equal = one == other
                    if is_equal and _same_bytes(one, other, self._note_progress):
                        continue
                if one or other:
                    self._tasks.append((pair, depth + 1, is_equal))
                    found.append(pair)
            elif one != other or (kind is float and repr(one) != repr(other)):
                flags[pair] = CHANGED
                found.append(pair)
        return found


def _nothing() -> None:
    """The default for ``between``: does nothing."""


def _unlike(lefts: list[Json], rights: list[Json]) -> bytearray:
    """For each two values, whether they differ; _SPELLING if they are equal in Python."""
    found = bytearray(map(ne, lefts, rights))
    kinds, others = [*map(type, lefts)], [*map(type, rights)]
    if kinds != others:
        for at in compress(count(), map(is_not, kinds, others)):
            found[at] = 1
    if not _WRITTEN.isdisjoint(kinds):
        equal = [at for at, kind in enumerate(kinds) if kind in _WRITTEN and not found[at]]
        if not _same_bytes([lefts[at] for at in equal], [rights[at] for at in equal]):
            for at in equal:
                if not _same_bytes(lefts[at], rights[at]):
                    found[at] = _SPELLING
    return found


def _same_bytes(one: object, other: object, between: Callable[[], None] = _nothing) -> bool:
    """Whether both are the same JSON, regardless of the order of members.

    False for values that orjson cannot write, which are then entered. ``between`` is called before
    steps that take noticeable time.
    """
    try:
        # Most copies keep the order of members, and sorting doubles the cost. It changes no length.
        written = orjson.dumps(one)
        step = between if len(written) > _LONG else _nothing
        step()
        expected = orjson.dumps(other)
        if written == expected or len(written) != len(expected):
            return written == expected
        step()
        written = orjson.dumps(one, option=_SORTED)
        step()
        return written == orjson.dumps(other, option=_SORTED)
    except orjson.JSONEncodeError:
        return False
