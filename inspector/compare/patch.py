"""A comparison as a JSON Patch (RFC 6902): the operations that make of the left what the right is.

From the root down: a list first gets its items and their order, so that what changed within an
item is found at its final index. What is moved or added is put in from the front, behind the item
that stands before it on the right; what still waits to be moved shifts the indexes behind it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from inspector.compare.comparison import Comparison
from inspector.compare.pairs import ABSENT, ChangeKind
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.progress import Checkpoint, Progress, unwatched

_BETWEEN_CHECKPOINTS = 1_000
_AT_HOME: Final = (None, ChangeKind.CHANGED)
_Place = tuple[int, str]


def _none(_: int) -> bool:
    return False


def patch(
    comparison: Comparison,
    checkpoint: Checkpoint = unwatched,
    *,
    skip: Callable[[int], bool] = _none,
) -> list[JsonObject]:
    """The operations, in the order in which they are to be applied; values are not copied.

    Their pointers lead into the left document. Afterwards the parts that were compared are the
    right's, but for the changes that ``skip`` holds of: a pair, as in ``comparison.pairs``. Raises
    what ``checkpoint`` raises.
    """
    writing = _Writing(comparison, skip, checkpoint)
    single = len(comparison.parts) == 1
    roots = [0] if single else list(comparison.pairs.children(0))
    waiting = list(zip(roots, (part.left for part in comparison.parts), strict=True))[::-1]
    done = 0
    while waiting:
        waiting += reversed(writing.write(*waiting.pop()))
        done += 1
        if not done % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("writing the patch", done, 0))
    return writing.operations


class _Order(NamedTuple):
    """What becomes of the items of one list.

    ``removed``: indexes in the left list. ``kept``: the pairs that stay, each with its number.
    ``moved``: the pairs that do not, each with its number and that of the next kept one.
    ``placed``: what is moved or added, in the right's order, and beside each, in ``before``, how
    many kept ones stand before it.
    """

    removed: list[int]
    kept: dict[int, int]
    moved: dict[int, tuple[int, int]]
    placed: list[int]
    before: list[int]

    def final_indexes(self) -> dict[int, int]:
        """By pair; without what is removed or left out."""
        found = {child: self.before[number] + number for number, child in enumerate(self.placed)}
        for child, number in self.kept.items():
            found[child] = number + bisect_right(self.before, number)
        return found


class _Writing:
    """Writes the operations of one pair at a time."""

    def __init__(
        self, comparison: Comparison, skip: Callable[[int], bool], checkpoint: Checkpoint
    ) -> None:
        self._pairs = comparison.pairs
        self._tables = comparison.left.table, comparison.right.table
        self._skip = skip
        self._checkpoint = checkpoint
        self.operations: list[JsonObject] = []

    def write(self, pair: int, path: str) -> list[_Place]:
        """What the pair at ``path`` itself asks for; given back is what may follow below it."""
        value = self._tables[0].value(self._pairs.left(pair))
        if self._pairs.kind(pair) is ChangeKind.CHANGED:
            if not self._skip(pair):
                self._add("replace", path, self._right_value(pair))
            return []
        return self._members(pair, path) if isinstance(value, dict) else self._items(pair, path)

    def _members(self, pair: int, path: str) -> list[_Place]:
        under = []
        for child in self._differing(pair):
            kind = self._pairs.kind(child)
            if kind is ChangeKind.ADDED:
                if not self._skip(child):
                    name = self._tables[1].step(self._pairs.right(child))
                    self._add("add", join(path, name), self._right_value(child))
                continue
            place = join(path, self._tables[0].step(self._pairs.left(child)))
            if kind is not ChangeKind.REMOVED:
                under.append((child, place))
            elif not self._skip(child):
                self.operations.append({"op": "remove", "path": place})
        return under

    def _items(self, pair: int, path: str) -> list[_Place]:
        differing = list(self._differing(pair))
        inner = [child for child in differing if self._has_both(child)]
        if all(self._pairs.kind(child) in _AT_HOME or self._skip(child) for child in differing):
            row = self._tables[0].row
            return [(child, join(path, row(self._pairs.left(child)))) for child in inner]
        order = self._order(pair)
        for index in reversed(order.removed):
            self.operations.append({"op": "remove", "path": join(path, index)})
        self._place(order, path)
        indexes = order.final_indexes()
        return [(child, join(path, indexes[child])) for child in inner]

    def _differing(self, pair: int) -> Iterator[int]:
        return filter(self._pairs.below, self._pairs.children(pair))

    def _has_both(self, pair: int) -> bool:
        return self._pairs.left(pair) != ABSENT and self._pairs.right(pair) != ABSENT

    def _right_value(self, pair: int) -> Json:
        return self._tables[1].value(self._pairs.right(pair))

    def _add(self, operation: str, path: str, value: Json) -> None:
        self.operations.append({"op": operation, "path": path, "value": value})

    # --- the order of a list ------------------------------------------------------------------

    def _order(self, pair: int) -> _Order:
        order = _Order([], {}, {}, [], [])
        anchors = []
        for child in self._pairs.children(pair):
            kind = self._pairs.kind(child)
            if kind in _AT_HOME:
                anchors.append(child)
            elif not self._skip(child):
                self._take_away(child, kind, order)
                continue
            if kind is not ChangeKind.ADDED:
                order.kept[child] = len(order.kept)
        place = self._pairs.right
        order.placed.sort(key=place)
        for child in order.placed:
            ahead = bisect_left(anchors, place(child), key=place)
            order.before.append(order.kept[anchors[ahead - 1]] + 1 if ahead else 0)
        return order

    def _take_away(self, child: int, kind: ChangeKind | None, order: _Order) -> None:
        """What stays nowhere: it is removed, put in or both."""
        if kind is ChangeKind.REMOVED:
            order.removed.append(self._tables[0].row(self._pairs.left(child)))
            return
        if kind is ChangeKind.MOVED:
            order.moved[child] = len(order.moved), len(order.kept)
        order.placed.append(child)

    def _place(self, order: _Order, path: str) -> None:
        """Move and add, from the front; between two kept items what is placed stands first and
        behind it what waits to be moved away."""
        waiting = _Waiting(len(order.moved))
        homes = [home for _, home in order.moved.values()]
        for number, child in enumerate(order.placed):
            if not number % _BETWEEN_CHECKPOINTS:
                self._checkpoint(Progress("writing the patch", number, len(order.placed)))
            origin = None
            if child in order.moved:
                rank, home = order.moved[child]
                placed = min(number, bisect_right(order.before, home))
                origin = home + placed + waiting.before(rank)
                waiting.take(rank)
            ahead = waiting.before(bisect_left(homes, order.before[number]))
            target = order.before[number] + number + ahead
            if origin is None:
                self._add("add", join(path, target), self._right_value(child))
            elif origin != target:
                source = join(path, origin)
                self.operations.append({"op": "move", "from": source, "path": join(path, target)})


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
