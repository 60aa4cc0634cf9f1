"""Compares two documents: what was added, removed, changed and moved, and in which group it is."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from inspector.compare.columns import ABSENT, INSIDE, NOTHING, ChangeKind, Columns, MatchedBy
from inspector.compare.in_common import WHOLE, Part, Sameness, parts, sameness
from inspector.compare.pair_builder import build_pairs
from inspector.compare.pairs import PairTable
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.document.json_types import Json
from inspector.document.kinds import Kind
from inspector.document.pointer import join
from inspector.errors import PointerError
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, unwatched
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, GroupName, outline

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

    The paths are JSON Pointers into each side's own document, None if it has no such place. A
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
    """The result of ``compare``. ``sameness`` is meaningless until both sides are verified."""

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
    def is_verified(self) -> bool:
        """Whether both sides are verified."""
        return self.left.verified is not None and self.right.verified is not None

    @property
    def identical(self) -> bool:
        """Whether the canonical JSON of all that was compared is the same."""
        return not self.counts.total

    @property
    def differs_in_bytes_alone(self) -> bool:
        """Whether two whole files differ only in how their JSON is written."""
        is_of_files = self.is_whole and self.left.at is None and self.right.at is None
        if not (self.identical and is_of_files):
            return False
        return self.left.document.data != self.right.document.data

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
    reports of the two sides, as far as they are there.
    """
    found = _sorted_parts(parts(left.document, right.document), left.table)
    known = sameness(left, right)
    nodes = [(left.table.find(part.left), right.table.find(part.right)) for part in found]
    same_record = known not in _OTHERS
    pairs = build_pairs(
        left.table, right.table, nodes, same_record=same_record, checkpoint=checkpoint
    )
    return Comparison(left, right, found, pairs, Counts(*pairs.counts().values()), known)


def with_reports(
    comparison: Comparison, left: Side, right: Side, checkpoint: Checkpoint = unwatched
) -> Comparison:
    """The comparison of the same documents, updated with what is now known about them.

    If it turned out that they are, or are not, about one record, values are paired differently and
    everything is compared again. Raises CancelledError.
    """
    known = sameness(left, right)
    if (known in _OTHERS) is not (comparison.sameness in _OTHERS):
        return compare(left, right, checkpoint)
    return replace(comparison, left=left, right=right, sameness=known)


def pair_at(comparison: Comparison, pointer: str, *, is_left: bool) -> int | None:
    """The pair of the value at ``pointer`` on one side, or of its nearest existing ancestor.

    None if that was not compared.
    """
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
    pairs = PairTable(columns, (left.table, right.table), [(0, 0)], below={}, changes=array("I"))
    return Comparison(left, right, (Part(WHOLE, "", ""),), pairs, Counts(), Sameness.UNKNOWN)


# --- in groups --------------------------------------------------------------------------------

_STATE = "state"


def grouped(comparison: Comparison) -> tuple[Group, ...]:
    """The groups in which a document is shown (Record, Events, Aliases), with pairs as entries.

    Each side is grouped by the rules of its document type; equal groups are then merged. Every
    difference is an entry or below one.
    """
    pairs = comparison.pairs
    lefts, rights = _outlines(comparison)
    found: dict[GroupName, list[int]] = {}
    for name in GroupName:
        ones = _known(map(pairs.of_left, lefts.get(name, ())))
        others = _known(map(pairs.of_right, rights.get(name, ())))
        found[name] = _merged(ones, others)
    everything = {pair for entries in found.values() for pair in entries}
    spread = {pairs.parent(pair) for pair in everything if _is_item(comparison, pair)}
    shown = {name: _shown(pairs, found[name], everything, spread) for name in GroupName}
    return tuple(Group(name, tuple(entries)) for name, entries in shown.items() if entries)


def _outlines(
    comparison: Comparison,
) -> tuple[dict[GroupName, tuple[int, ...]], dict[GroupName, tuple[int, ...]]]:
    """The groups of each side, as nodes; those of the state if only that is compared."""
    sides = comparison.left, comparison.right
    first = comparison.parts[0]
    roots = [(0, side.document.kind) for side in sides]
    if first.name == _STATE:
        roots = [
            (side.table.find(path), Kind.STATE)
            for side, path in zip(sides, (first.left, first.right), strict=True)
        ]
    left, right = (
        {group.name: group.entries for group in outline(side.table, kind, root)}
        for side, (root, kind) in zip(sides, roots, strict=True)
    )
    return left, right


def _known(pairs: Iterable[int | None]) -> list[int]:
    """Each pair once, without None."""
    return list(dict.fromkeys(pair for pair in pairs if pair is not None))


def _merged(lefts: list[int], rights: list[int]) -> list[int]:
    """In the left's order; what only the right has follows the entry that precedes it there."""
    there = set(lefts)
    followers: dict[int, list[int]] = {}
    before = ABSENT
    for pair in rights:
        if pair in there:
            before = pair
        else:
            followers.setdefault(before, []).append(pair)
    merged = followers.get(ABSENT, [])
    for pair in lefts:
        merged.append(pair)
        merged += followers.get(pair, ())
    return merged


def _shown(
    pairs: PairTable, entries: list[int], everything: set[int], spread: set[int]
) -> list[int]:
    """``entries`` without lists that are empty on one side and have entries for items on the other.

    A value that is added, removed or changed as a whole is one entry, not its parts.
    """
    found: dict[int, None] = {}
    own = set(entries)
    for pair in entries:
        whole = pair if pairs.inside(pair) is None else _whole(pairs, pair)
        if whole not in everything:
            found[whole] = None
        elif whole != pair and whole in own:
            continue
        elif pair not in spread or pairs.kind(pair) is not None:
            found[pair] = None
    return list(found)


def _whole(pairs: PairTable, pair: int) -> int:
    """The change that ``pair`` is a part of."""
    return next(above for above in pairs.ancestors(pair) if pairs.kind(above) is not None)


def _is_item(comparison: Comparison, pair: int) -> bool:
    """Whether the pair is an item of a list, on the side that has it."""
    pairs = comparison.pairs
    node, table = pairs.left(pair), comparison.left.table
    if node == ABSENT:
        node, table = pairs.right(pair), comparison.right.table
    return isinstance(table.step(node), int)
