"""In which steps the items of one list get the order they have on the right: first what is removed
goes, from the end; then all that is moved or added is put in, from the front.

It stands behind the item that it follows on the right. Between two items that stay it stands first,
and behind it what still waits to be moved away and so shifts the indexes behind itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from inspector.compare.kinds import ChangeKind
from inspector.compare.pairs import PairTable
from inspector.progress import Checkpoint, Progress
from inspector.tree.nodes import NodeTable

_BETWEEN_CHECKPOINTS = 5_000
_Item = TypeVar("_Item")

STAYING: Final = (None, ChangeKind.CHANGED)
"""What an item is that keeps its place among the others."""


class Placement(NamedTuple):
    """An item that is put in: moved from the index ``origin``, or added where that is None.

    ``target`` is the index it gets; of a moved one, once it is gone from its origin.
    """

    pair: int
    origin: int | None
    target: int


class Rearrangement:
    """What becomes of the items of the list ``pair``; a change that ``skip`` holds of is none."""

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
        """The pairs that stay, each with its number."""
        self._leaving: dict[int, tuple[int, int]] = {}
        """The pairs that are moved, each with its number and how many of those that stay stood
        before it."""
        self._placed: list[int] = []
        """The pairs that are moved or added, in the right's order."""
        self._before: list[int] = []
        """Beside each placed pair how many of those that stay are before it in the end."""
        self._checkpoint = checkpoint
        anchors: list[tuple[int, int]] = []
        for child in self._watched(pairs.children(pair)):
            kind = pairs.kind(child)
            if kind in STAYING:
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
        """``anchors``: the right nodes of items that stay, and how many stay up to there."""
        places = sorted((pairs.right(child), child) for child in self._watched(self._placed))
        self._placed = [child for _, child in places]
        at = before = 0
        for place, _ in places:
            while at < len(anchors) and anchors[at][0] < place:
                before = anchors[at][1]
                at += 1
            self._before.append(before)

    def _watched(self, items: Sequence[_Item]) -> Iterator[_Item]:
        for number, item in enumerate(items):
            if not number % _BETWEEN_CHECKPOINTS:
                self._checkpoint(Progress("writing the patch", number, len(items)))
            yield item

    def placements(self) -> Iterator[Placement]:
        """The steps, once everything that is removed is gone."""
        waiting = _Waiting(len(self._leaving))
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
        """By pair, for all that is in the list in the end."""
        found = {}
        for number, (child, before) in enumerate(zip(self._placed, self._before, strict=True)):
            found[child] = before + number
        for child, number in self._staying.items():
            found[child] = number + bisect_right(self._before, number)
        return found


class _Waiting:
    """How many of the first items have not been taken yet, in log n steps (Fenwick, 1994)."""

    def __init__(self, count: int) -> None:
        self._sums = [place & -place for place in range(count + 1)]

    def before(self, end: int) -> int:
        """Of the first ``end`` items."""
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
