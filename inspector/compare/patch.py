"""A comparison as a JSON Patch (RFC 6902): the operations that make of the left what the right is.

From the root down: a list first gets its items and their order, so that what changed within an
item is found at its final index.
"""

from collections.abc import Callable

from inspector.compare.comparison import Comparison
from inspector.compare.kinds import ABSENT, ChangeKind
from inspector.compare.rearranging import STAYING, Rearrangement
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.progress import Checkpoint, Progress, unwatched

_BETWEEN_CHECKPOINTS = 1_000
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
    roots = [0] if single else comparison.pairs.children(0)
    waiting = list(zip(roots, (part.left for part in comparison.parts), strict=True))
    waiting.reverse()
    done = 0
    while waiting:
        under = writing.write(*waiting.pop())
        under.reverse()
        waiting += under
        if not done % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("writing the patch", done, 0))
        done += 1
    return writing.operations


class _Writing:
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
        """What the pair at ``path`` itself asks for; given back is what may follow below it."""
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
        if all(pairs.kind(child) in STAYING or self._skip(child) for child in differing):
            return [(child, join(path, self._left.row(pairs.left(child)))) for child in inner]
        rearrangement = Rearrangement(pairs, pair, self._left, self._skip, self._checkpoint)
        self._rearrange(rearrangement, path)
        indexes = rearrangement.final_indexes()
        return [(child, join(path, indexes[child])) for child in inner]

    def _rearrange(self, rearrangement: Rearrangement, path: str) -> None:
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
