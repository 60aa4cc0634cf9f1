"""A comparison as a JSON Patch (RFC 6902): the operations that turn the left into the right.

From the root down. A list first gets its items and their order, so that later operations find each
item at its final index: removed items go, from the end; then moved and added items are inserted,
from the front. Each is inserted behind the item that it follows on the right. Between two items
that stay, it goes in front of those that still wait to be moved away and shift the indexes there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison
from inspector.compare.pairs import PairTable
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched, watched
from inspector.tree.nodes import NodeTable

_STAYING: Final = (None, ChangeKind.CHANGED)
"""The kinds of change of items that keep their relative order."""
_BETWEEN_CHECKPOINTS = 1_000
_Item = TypeVar("_Item")
_Place = tuple[int, str]


def _none(_: int) -> bool:
    return False


def patch(
    comparison: Comparison,
    checkpoint: Checkpoint = unwatched,
    *,
    skip: Callable[[int], bool] = _none,
) -> list[JsonObject]:
    """The operations in the order in which they must be applied; values are not copied.

    Their pointers lead into the left document. Applied, they make the compared parts equal to the
    right's, except for the changes (pairs of ``comparison.pairs``) for which ``skip`` is true.
    Raises what ``checkpoint`` raises.
    """
    writer = _PatchWriter(comparison, skip, checkpoint)
    single = len(comparison.parts) == 1
    roots = [0] if single else comparison.pairs.children(0)
    waiting = list(zip(roots, (part.left for part in comparison.parts), strict=True))
    waiting.reverse()
    done = 0
    while waiting:
        under = writer.write(*waiting.pop())
        under.reverse()
        waiting += under
        if not done % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("writing the patch", done, 0))
        done += 1
    return writer.operations


class _PatchWriter:
    """Writes the operations of one pair at a time."""

    def __init__(
        self, comparison: Comparison, skip: Callable[[int], bool], checkpoint: Checkpoint
    ) -> None:
        self._pairs = comparison.pairs
        self._left, self._right = comparison.left.table, comparison.right.table
        self._skip = skip
        self._checkpoint = checkpoint
        self.operations: list[JsonObject] = []

    def write(self, pair: int, path: str) -> list[_Place]:
        """Write the operations of the pair at ``path``; return its children that may need some."""
        if self._pairs.kind(pair) is ChangeKind.CHANGED:
            if not self._skip(pair):
                self._add("replace", path, pair)
            return []
        differing = list(filter(self._pairs.below, self._pairs.children(pair)))
        if isinstance(self._left.value(self._pairs.left(pair)), dict):
            return self._members(path, differing)
        return self._items(pair, path, differing)

    def _members(self, path: str, differing: list[int]) -> list[_Place]:
        under = []
        for child in differing:
            kind = self._pairs.kind(child)
            if kind is ChangeKind.ADDED:
                if not self._skip(child):
                    name = self._right.step(self._pairs.right(child))
                    self._add("add", join(path, name), child)
                continue
            place = join(path, self._left.step(self._pairs.left(child)))
            if kind is not ChangeKind.REMOVED:
                under.append((child, place))
            elif not self._skip(child):
                self.operations.append({"op": "remove", "path": place})
        return under

    def _items(self, pair: int, path: str, differing: list[int]) -> list[_Place]:
        pairs = self._pairs
        inner = [
            child
            for child in differing
            if pairs.left(child) != ABSENT and pairs.right(child) != ABSENT
        ]
        if all(pairs.kind(child) in _STAYING or self._skip(child) for child in differing):
            return [(child, join(path, self._left.row(pairs.left(child)))) for child in inner]
        rearrangement = Rearrangement(pairs, pair, self._left, self._skip, self._checkpoint)
        self._rearrange(rearrangement, path)
        indexes = rearrangement.final_indexes()
        return [(child, join(path, indexes[child])) for child in inner]

    def _rearrange(self, rearrangement: "Rearrangement", path: str) -> None:
        for index in reversed(rearrangement.removed):
            self.operations.append({"op": "remove", "path": join(path, index)})
        for child, origin, target in rearrangement.placements():
            place = join(path, target)
            if origin is None:
                self._add("add", place, child)
            elif origin != target:
                self.operations.append({"op": "move", "from": join(path, origin), "path": place})

    def _add(self, operation: str, path: str, pair: int) -> None:
        value: Json = self._right.value(self._pairs.right(pair))
        self.operations.append({"op": operation, "path": path, "value": value})


# --- reordering a list -------------------------------------------------------------------------


class Placement(NamedTuple):
    """An item that is inserted: moved from the index ``origin``, or added where that is None.

    ``target`` is its new index; of a moved item, after its removal from ``origin``.
    """

    pair: int
    origin: int | None
    target: int


class Rearrangement:
    """The steps that reorder the list ``pair``. Changes for which ``skip`` is true are left out."""

    def __init__(
        self,
        pairs: PairTable,
        pair: int,
        left: NodeTable,
        skip: Callable[[int], bool],
        checkpoint: Checkpoint,
    ) -> None:
        self.removed: list[int] = []
        """Indexes in the left list, ascending."""
        self._staying: dict[int, int] = {}
        """The pairs that stay, each with its position among those."""
        self._leaving: dict[int, tuple[int, int]] = {}
        """The pairs that are moved, each with its position among those, and the number of staying
        pairs before it on the left."""
        self._placed: list[int] = []
        """The pairs that are moved or added, in the right's order."""
        self._before: list[int] = []
        """For each placed pair the number of staying pairs before it in the end."""
        self._checkpoint = checkpoint
        anchors: list[tuple[int, int]] = []
        for child in self._watched(pairs.children(pair)):
            kind = pairs.kind(child)
            if kind in _STAYING:
                anchors.append((pairs.right(child), len(self._staying) + 1))
            elif not skip(child):
                if kind is ChangeKind.REMOVED:
                    self.removed.append(left.row(pairs.left(child)))
                    continue
                if kind is ChangeKind.MOVED:
                    self._leaving[child] = len(self._leaving), len(self._staying)
                self._placed.append(child)
                continue
            if kind is not ChangeKind.ADDED:
                self._staying[child] = len(self._staying)
        self._put_in_order(anchors, pairs)

    def _put_in_order(self, anchors: list[tuple[int, int]], pairs: PairTable) -> None:
        """``anchors``: the right nodes of staying items, and how many stay up to there."""
        places = sorted((pairs.right(child), child) for child in self._watched(self._placed))
        self._placed = [child for _, child in places]
        at = before = 0
        for place, _ in places:
            while at < len(anchors) and anchors[at][0] < place:
                before = anchors[at][1]
                at += 1
            self._before.append(before)

    def _watched(self, items: Sequence[_Item]) -> Iterable[_Item]:
        return watched(items, self._checkpoint, Progress("writing the patch", 0, len(items)))

    def placements(self) -> Iterator[Placement]:
        """The insertions, to be made after all removals."""
        waiting = _FenwickCounter(len(self._leaving))
        homes = [home for _, home in self._leaving.values()]
        for number, child in enumerate(self._watched(self._placed)):
            before = self._before[number]
            origin = None
            if child in self._leaving:
                rank, home = self._leaving[child]
                placed = min(number, bisect_right(self._before, home))
                origin = home + placed + waiting.before(rank)
                waiting.take(rank)
            ahead = waiting.before(bisect_left(homes, before))
            yield Placement(child, origin, before + number + ahead)

    def final_indexes(self) -> dict[int, int]:
        """The final index of each pair that stays in the list or is put in."""
        found = {}
        for number, (child, before) in enumerate(zip(self._placed, self._before, strict=True)):
            found[child] = before + number
        for child, number in self._staying.items():
            found[child] = number + bisect_right(self._before, number)
        return found


class _FenwickCounter:
    """Counts the items before an index that were not taken yet, in log n steps (Fenwick, 1994)."""

    def __init__(self, count: int) -> None:
        self._sums = [place & -place for place in range(count + 1)]

    def before(self, end: int) -> int:
        """How many of the first ``end`` items have not been taken."""
        total = 0
        while end:
            total += self._sums[end]
            end &= end - 1
        return total

    def take(self, item: int) -> None:
        place = item + 1
        while place < len(self._sums):
            self._sums[place] -= 1
            place += place & -place
