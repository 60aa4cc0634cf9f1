"""Two documents held against each other: what was added, removed, changed and moved."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from inspector.compare.growth import grow
from inspector.compare.kinds import ABSENT, ChangeKind, MatchedBy
from inspector.compare.pairs import PairTable
from inspector.compare.parts import WHOLE, Part, parts
from inspector.compare.sameness import Sameness, sameness
from inspector.compare.side import Side
from inspector.document.json_types import Json
from inspector.document.pointer import join
from inspector.errors import PointerError
from inspector.progress import Checkpoint, unwatched
from inspector.tree.nodes import NodeTable

_MOST_KNOWN = 1_000
_OTHERS = frozenset({Sameness.OTHER, Sameness.OTHER_SAME_NUMBER, Sameness.OTHER_CLAIMED})


class Counts(NamedTuple):
    """How many changes of each kind."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0

    @property
    def total(self) -> int:
        return sum(self)


class Change(NamedTuple):
    """One difference, at the deepest place that differs.

    The paths are JSON Pointers into each side's own document, None where it has no such place;
    what was added or removed is one change with its whole value. ``pair`` is its number.
    """

    kind: ChangeKind
    left_path: str | None
    right_path: str | None
    left: Json
    right: Json
    matched_by: MatchedBy
    pair: int


class Addresses:
    """The JSON Pointers of nodes of one document; those that lie together share the way there."""

    def __init__(self, table: NodeTable) -> None:
        self._table = table
        self._known = {0: ""}

    def at(self, node: int) -> tuple[str | None, Json]:
        """The pointer and the value of ``node``; None and None for ABSENT."""
        if node == ABSENT:
            return None, None
        return self._pointer(node) if node else "", self._table.value(node)

    def _pointer(self, node: int) -> str:
        way = [node]
        while (above := self._table.parent(way[-1])) not in self._known:
            way.append(above)
        if len(self._known) > _MOST_KNOWN:
            above, way, self._known = 0, [*way, *self._table.ancestors(way[-1])][:-1], {0: ""}
        pointer = self._known[above]
        for step in reversed(way):
            pointer = join(pointer, self._table.step(step))
            if step != node:
                self._known[step] = pointer
        return pointer


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that ``compare`` found."""

    left: Side
    right: Side
    parts: tuple[Part, ...]
    pairs: PairTable
    counts: Counts
    sameness: Sameness

    @property
    def is_whole(self) -> bool:
        """Whether both documents were compared from their roots."""
        return self.parts[0].name == WHOLE

    @property
    def identical(self) -> bool:
        """Whether the canonical JSON of all that was compared is the same."""
        return not self.counts.total

    def change(self, pair: int) -> Change:
        """The difference that ``pair`` is; only for one that is."""
        return self._change(pair, Addresses(self.left.table), Addresses(self.right.table))

    def changes(self) -> Iterator[Change]:
        """Those with a left side in the left's document order, then the added in the right's."""
        addresses = Addresses(self.left.table), Addresses(self.right.table)
        return (self._change(pair, *addresses) for pair in self.pairs.changes)

    def _change(self, pair: int, lefts: Addresses, rights: Addresses) -> Change:
        kind = self.pairs.kind(pair)
        if kind is None:
            raise ValueError(f"Pair {pair} is no change")
        left_path, left = lefts.at(self.pairs.left(pair))
        right_path, right = rights.at(self.pairs.right(pair))
        way = self.pairs.matched_by(pair)
        return Change(kind, left_path, right_path, left, right, way, pair)


def compare(left: Side, right: Side, checkpoint: Checkpoint = unwatched) -> Comparison:
    """Hold ``left`` against ``right``. Raises NothingInCommonError, CancelledError.

    Nothing is verified here and nothing is changed on either side; whether both are one record is
    read off what the verification of each side found.
    """
    found = _in_order(parts(left.document, right.document), left.table)
    known = sameness(left, right)
    nodes = [(left.table.find(part.left), right.table.find(part.right)) for part in found]
    same_record = known not in _OTHERS
    pairs = grow(left.table, right.table, nodes, same_record=same_record, checkpoint=checkpoint)
    return Comparison(left, right, found, pairs, _counts(pairs), known)


def pair_at(comparison: Comparison, pointer: str, *, is_left: bool) -> int | None:
    """The pair of what ``pointer`` leads to on one side, or of what it is missing from; None where
    that was not compared."""
    side = comparison.left if is_left else comparison.right
    try:
        node = side.table.nearest(pointer)[0]
    except PointerError:
        return None
    return comparison.pairs.of_left(node) if is_left else comparison.pairs.of_right(node)


def across(comparison: Comparison, pointer: str, *, to_left: bool) -> str | None:
    """The place on the other side of what ``pointer`` leads to; None where there is none.

    A place that is missing itself (a check may speak of one) is looked for under what holds it.
    """
    sides = comparison.left, comparison.right
    here, there = (sides[1], sides[0]) if to_left else sides
    pairs = comparison.pairs
    try:
        node, rest = here.table.nearest(pointer)
    except PointerError:
        return None
    pair = pairs.of_right(node) if to_left else pairs.of_left(node)
    if pair is None:
        return None
    other = pairs.left(pair) if to_left else pairs.right(pair)
    if other == ABSENT:
        return None
    missing = pointer[len(here.table.pointer(node)) :] if rest else ""
    return there.table.pointer(other) + missing


def _in_order(found: tuple[Part, ...], table: NodeTable) -> tuple[Part, ...]:
    """As the left document has them."""
    return tuple(sorted(found, key=lambda part: table.address(table.find(part.left))))


def _counts(pairs: PairTable) -> Counts:
    kinds = Counter(pairs.kind(pair) for pair in pairs.changes)
    return Counts(*(kinds[kind] for kind in ChangeKind))
