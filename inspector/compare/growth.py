"""How the tree of pairs grows from the root down to each difference: members by name, items by
what they are.

Two values are the same where their canonical JSON is: 1 and 1.0 are equal numbers and two values.
What is the same is found out by C's loops and not entered.
"""

from collections.abc import Iterable
from typing import NamedTuple

import orjson

from inspector.compare.alignment import Run, align, rows_of
from inspector.compare.columns import ADDED, CHANGED, MOVED, REMOVED, Columns, lay_equal
from inspector.compare.kinds import ABSENT, MatchedBy
from inspector.compare.order import counted, in_order
from inspector.compare.pairs import PairTable
from inspector.compare.values import Match
from inspector.document.json_types import Json
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable

_BETWEEN_CHECKPOINTS = 500
_DEEP = 32
"""Below this depth values are no longer compared as wholes before they are entered: that would
cost their size once for each level."""
_SORTED = orjson.OPT_SORT_KEYS


class _Task(NamedTuple):
    """A pair of containers of one type that is to be entered.

    ``is_twin``: Python finds them equal, but not all numbers in them are spelled alike.
    """

    pair: int
    depth: int
    is_twin: bool


def grow(
    left: NodeTable,
    right: NodeTable,
    parts: list[tuple[int, int]],
    *,
    same_record: bool,
    checkpoint: Checkpoint = unwatched,
) -> PairTable:
    """The pairs of each part's left and right node, and of everything below.

    Raises what ``checkpoint`` raises.
    """
    growth = _Growth(same_record=same_record, checkpoint=checkpoint)
    on_the_right = sorted(right.address(node) for _, node in parts)
    rows = [on_the_right.index(right.address(node)) for _, node in parts]
    columns = growth.grow([(left.value(one), right.value(other)) for one, other in parts], rows)
    below = counted(columns)
    changes = in_order(columns, below)
    return PairTable(columns, (left, right), parts, below=below, changes=changes)


class _Growth:
    """Fills the columns of one table of pairs."""

    def __init__(self, *, same_record: bool, checkpoint: Checkpoint) -> None:
        self._same_record = same_record
        self._checkpoint = checkpoint
        self._columns = Columns()
        self._tasks: list[_Task] = []

    def grow(self, parts: list[tuple[Json, Json]], right_rows: list[int]) -> Columns:
        """``right_rows``: for each part which one it is in the right document, from 0."""
        columns = self._columns
        if len(parts) > 1:
            columns.append(([0], [None]), ([0], [None]), way=MatchedBy.DOCUMENT)
        first = len(columns)
        for row, (one, other) in enumerate(parts):
            columns.append(([row], [one]), ([right_rows[row]], [other]), way=MatchedBy.DOCUMENT)
        if first:
            columns.adopt(0, first)
        self._judge(range(first, len(columns)), 0, is_twin=False)
        for number, task in enumerate(self._tasks):  # grows meanwhile
            if task.depth > _DEEP or not number % _BETWEEN_CHECKPOINTS:
                self._checkpoint(Progress("comparing", number, 0))
            self._enter(task)
        return columns

    def _enter(self, task: _Task) -> None:
        columns, pair = self._columns, task.pair
        one, other = columns.lefts[pair], columns.rights[pair]
        first = len(columns)
        if isinstance(one, dict) and isinstance(other, dict):
            self._pair_members(task, one, other)
        elif isinstance(one, list) and isinstance(other, list):
            self._pair_items(task, one, other)
        columns.adopt(pair, first)

    def _pair_members(self, task: _Task, one: dict[str, Json], other: dict[str, Json]) -> None:
        columns, first = self._columns, len(self._columns)
        if one.keys() == other.keys():
            lay_equal(columns, one, other)
            self._judge(range(first, len(columns)), task.depth, is_twin=task.is_twin)
            return
        places = {name: place for place, name in enumerate(other)}
        matches = [
            Match(row, places[name], 1, MatchedBy.NAME)
            for row, name in enumerate(one)
            if name in places
        ]
        runs = rows_of(matches, len(one), len(other), may_move=False)
        self._append(task, runs, [*one.values()], [*other.values()])

    def _pair_items(self, task: _Task, one: list[Json], other: list[Json]) -> None:
        columns, first = self._columns, len(self._columns)
        if task.is_twin:
            lay_equal(columns, one, other)
            self._judge(range(first, len(columns)), task.depth, is_twin=True)
            return
        runs = align(one, other, same_record=self._same_record, checkpoint=self._checkpoint)
        self._append(task, runs, one, other)

    def _append(self, task: _Task, runs: Iterable[Run], one: list[Json], other: list[Json]) -> None:
        """The children of a pair, and what becomes of each."""
        columns = self._columns
        for number, (left, right, length, way, is_moved) in enumerate(runs):
            if number and not number % _BETWEEN_CHECKPOINTS:
                self._checkpoint(Progress("comparing", len(columns), 0))
            first = len(columns)
            lefts = None if left == ABSENT else _cut(one, left, length)
            rights = None if right == ABSENT else _cut(other, right, length)
            flags = MOVED if is_moved else 0
            flags |= ADDED if lefts is None else REMOVED if rights is None else 0
            columns.append(lefts, rights, flags=flags, way=way)
            if lefts is None or rights is None:
                continue
            if way is MatchedBy.VALUE and _is_written_alike(lefts[1], rights[1]):
                continue
            self._judge(range(first, first + length), task.depth, is_twin=task.is_twin)

    def _judge(self, pairs: range, depth: int, *, is_twin: bool) -> None:
        """Mark what differs, and put on the list what must be entered to find out where."""
        columns = self._columns
        for pair in pairs:
            one, other = columns.lefts[pair], columns.rights[pair]
            if one is other:
                continue
            kind = type(one)
            if kind is not type(other):
                columns.flags[pair] = CHANGED
            elif kind is dict or kind is list:
                self._judge_containers(pair, depth + 1, is_twin=is_twin)
            elif one != other or (kind is float and repr(one) != repr(other)):
                columns.flags[pair] = CHANGED

    def _judge_containers(self, pair: int, depth: int, *, is_twin: bool) -> None:
        one, other = self._columns.lefts[pair], self._columns.rights[pair]
        if not is_twin and depth <= _DEEP:
            is_twin = one == other
            if is_twin and _is_written_alike(one, other):
                return
        if one or other:
            self._tasks.append(_Task(pair, depth, is_twin))


def _cut(values: list[Json], begin: int, length: int) -> tuple[range, list[Json]]:
    return range(begin, begin + length), values[begin : begin + length]


def _is_written_alike(one: object, other: object) -> bool:
    """Whether both are surely the same JSON, however their members are ordered. What orjson does
    not write must be entered."""
    try:
        # Most copies keep the order of members, and sorting costs as much again.
        return orjson.dumps(one) == orjson.dumps(other) or (
            orjson.dumps(one, option=_SORTED) == orjson.dumps(other, option=_SORTED)
        )
    except orjson.JSONEncodeError:
        return False
