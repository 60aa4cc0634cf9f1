"""Two documents held against each other: what was added, removed, changed and moved."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from inspector.compare.growth import Roots, grow
from inspector.compare.pairs import ABSENT, ChangeKind, MatchedBy, PairTable
from inspector.compare.parts import WHOLE, Part, parts
from inspector.compare.side import Side
from inspector.document.json_types import Json
from inspector.errors import PointerError
from inspector.progress import Checkpoint, unwatched
from inspector.tree.nodes import NodeTable


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that ``compare`` found. ``is_same_record`` is None where a side has no Pith Number."""

    left: Side
    right: Side
    parts: tuple[Part, ...]
    pairs: PairTable
    counts: Counts
    is_same_record: bool | None

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
        kind = self.pairs.kind(pair)
        if kind is None:
            raise ValueError(f"Pair {pair} is no change")
        left_path, left = _at(self.left.table, self.pairs.left(pair))
        right_path, right = _at(self.right.table, self.pairs.right(pair))
        way = self.pairs.matched_by(pair)
        return Change(kind, left_path, right_path, left, right, way, pair)

    def changes(self) -> Iterator[Change]:
        """Those with a left side in the left's document order, then the added in the right's."""
        return map(self.change, self.pairs.changes)


def compare(left: Side, right: Side, checkpoint: Checkpoint = unwatched) -> Comparison:
    """Hold ``left`` against ``right``. Raises NothingInCommonError, CancelledError.

    Nothing is verified here and nothing is changed on either side.
    """
    found = parts(left.document, right.document)
    numbers = left.document.pith_number, right.document.pith_number
    is_same_record = None if None in numbers else numbers[0] == numbers[1]
    roots = Roots(
        [left.table.find(part.left) for part in found],
        [right.table.find(part.right) for part in found],
    )
    pairs = grow(
        left.table,
        right.table,
        roots,
        same_record=is_same_record is not False,
        checkpoint=checkpoint,
    )
    return Comparison(left, right, found, pairs, _counts(pairs), is_same_record)


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
    return (
        there.table.pointer(other) + pointer[len(here.table.pointer(node)) :]
        if rest
        else (there.table.pointer(other))
    )


def _at(table: NodeTable, node: int) -> tuple[str | None, Json]:
    return (None, None) if node == ABSENT else (table.pointer(node), table.value(node))


def _counts(pairs: PairTable) -> Counts:
    kinds = Counter(pairs.kind(pair) for pair in pairs.changes)
    return Counts(*(kinds[kind] for kind in ChangeKind))
