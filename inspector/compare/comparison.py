"""Compares two documents: what was added, removed, changed and moved."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from inspector.compare.columns import ABSENT, INSIDE, NOTHING, ChangeKind, Columns, MatchedBy
from inspector.compare.pair_builder import build_pairs
from inspector.compare.pairs import PairTable
from inspector.compare.parts import WHOLE, Part, parts
from inspector.compare.sameness import Sameness, sameness
from inspector.compare.side import Side
from inspector.document.document import Document
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

    The paths are JSON Pointers into each side's own document, None where it has no such place. A
    value that was added or removed is one change. ``pair`` is the number of the pair.
    """

    kind: ChangeKind
    left_path: str | None
    right_path: str | None
    left: Json
    right: Json
    matched_by: MatchedBy
    pair: int


class Pointers:
    """JSON Pointers of nodes of one document. Those of their parents are cached."""

    def __init__(self, table: NodeTable) -> None:
        self._table = table
        self._known = {0: ""}

    def at(self, node: int) -> tuple[str | None, Json]:
        """The pointer and the value of ``node``; None and None for ABSENT."""
        if node == ABSENT:
            return None, None
        return self._pointer(node) if node else "", self._table.value(node)

    def _pointer(self, node: int) -> str:
        path = [node]
        while (above := self._table.parent(path[-1])) not in self._known:
            path.append(above)
        if len(self._known) > _MOST_KNOWN:
            above, path, self._known = 0, [*path, *self._table.ancestors(path[-1])][:-1], {0: ""}
        pointer = self._known[above]
        for step in reversed(path):
            pointer = join(pointer, self._table.step(step))
            if step != node:
                self._known[step] = pointer
        return pointer


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of ``compare``."""

    left: Side
    right: Side
    parts: tuple[Part, ...]
    pairs: PairTable
    counts: Counts
    sameness: Sameness

    @property
    def is_whole(self) -> bool:
        """Whether the documents were compared as wholes, and not some of their parts."""
        return self.parts[0].name == WHOLE

    @property
    def identical(self) -> bool:
        """Whether the canonical JSON of all that was compared is the same."""
        return not self.counts.total

    def change(self, pair: int) -> Change:
        """The change that ``pair`` is. Raises ValueError for a pair that is none."""
        return self._change(pair, Pointers(self.left.table), Pointers(self.right.table))

    def changes(self) -> Iterator[Change]:
        """Those with a left side in the left's document order, then the added in the right's."""
        pointers = Pointers(self.left.table), Pointers(self.right.table)
        return (self._change(pair, *pointers) for pair in self.pairs.changes)

    def _change(self, pair: int, lefts: Pointers, rights: Pointers) -> Change:
        kind = self.pairs.kind(pair)
        if kind is None:
            raise ValueError(f"Pair {pair} is no change")
        left_path, left = lefts.at(self.pairs.left(pair))
        right_path, right = rights.at(self.pairs.right(pair))
        matched_by = self.pairs.matched_by(pair)
        return Change(kind, left_path, right_path, left, right, matched_by, pair)


def compare(left: Side, right: Side, checkpoint: Checkpoint = unwatched) -> Comparison:
    """Compare two sides. Raises NothingInCommonError, CancelledError.

    Nothing is verified or modified here. Whether both are about one record is taken from the
    reports of the two sides.
    """
    found = _sorted_parts(parts(left.document, right.document), left.table)
    known = sameness(left, right)
    nodes = [(left.table.find(part.left), right.table.find(part.right)) for part in found]
    same_record = known not in _OTHERS
    pairs = build_pairs(
        left.table, right.table, nodes, same_record=same_record, checkpoint=checkpoint
    )
    return Comparison(left, right, found, pairs, Counts(*pairs.counts().values()), known)


def pair_at(comparison: Comparison, pointer: str, *, is_left: bool) -> int | None:
    """The pair of the value at ``pointer`` on one side, or of the nearest existing ancestor; None
    where that was not compared."""
    side = comparison.left if is_left else comparison.right
    try:
        node = side.table.nearest(pointer)[0]
    except PointerError:
        return None
    return comparison.pairs.of_left(node) if is_left else comparison.pairs.of_right(node)


def _sorted_parts(found: tuple[Part, ...], table: NodeTable) -> tuple[Part, ...]:
    """In the left document's order."""
    return tuple(sorted(found, key=lambda part: table.address(table.find(part.left))))


def one_sided(side: Side, *, is_left: bool) -> Comparison:
    """``side`` beside nothing, for when the other side could not be read.

    Each value is paired with nothing, and none counts as a change. The other side is an empty
    object, there only as a placeholder.
    """
    empty = replace(side, document=Document(b"{}", {}, side.document.kind), table=NodeTable({}))
    columns = Columns()
    given = [0], [side.document.value]
    missing = [0], [NOTHING]
    columns.append(*((given, missing) if is_left else (missing, given)), flags=INSIDE)
    left, right = (side, empty) if is_left else (empty, side)
    pairs = PairTable(
        columns, (left.table, right.table), [(0, 0)], below=array("I", [0]), changes=array("I")
    )
    return Comparison(left, right, (Part(WHOLE, "", ""),), pairs, Counts(), Sameness.UNKNOWN)
