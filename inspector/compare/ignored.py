"""Differences that are left aside: those at JSON Pointers the user named, and below them."""

from collections.abc import Iterator, Sequence

from inspector.compare.comparison import Comparison, Counts
from inspector.compare.kinds import ChangeKind
from inspector.document.pointer import split


class Ignored:
    """Of one comparison the changes whose place on either side is one of ``pointers``, or below.

    A pointer need not lead anywhere: what one pair of documents has another may lack. Raises
    PointerError for one that is none. ``pointers`` is empty where nothing was to be ignored.
    """

    __slots__ = ("_known", "_pairs", "counts", "pointers")

    def __init__(self, comparison: Comparison, pointers: Sequence[str] = ()) -> None:
        self._pairs = pairs = comparison.pairs
        self.pointers = tuple(pointers)
        found = {pair for pointer in pointers for pair in _pairs_at(comparison, pointer)}
        self._known = {0: False} | dict.fromkeys(found, True)
        kinds = [pairs.kind(pair) for pair in pairs.changes if found and self.is_ignored(pair)]
        self.counts = Counts(*(kinds.count(kind) for kind in ChangeKind))
        """How many changes of each kind are ignored."""

    @property
    def count(self) -> int:
        """How many changes are ignored."""
        return self.counts.total

    def is_ignored(self, pair: int) -> bool:
        """Whether the pair is one of the ignored, or lies below one; each is looked at once."""
        way = []
        while pair not in self._known:
            way.append(pair)
            pair = self._pairs.parent(pair)
        self._known |= dict.fromkeys(way, self._known[pair])
        return self._known[pair]


def remaining(comparison: Comparison, ignored: Ignored) -> Counts:
    """How many changes of each kind there are beside the ignored ones."""
    return Counts(*(a - b for a, b in zip(comparison.counts, ignored.counts, strict=True)))


def _pairs_at(comparison: Comparison, pointer: str) -> Iterator[int]:
    """The pairs that hold the value at ``pointer`` of either side, or the compared parts in it."""
    split(pointer)
    pairs, parts = comparison.pairs, comparison.parts
    for side, of_node, paths in (
        (comparison.left, pairs.of_left, [part.left for part in parts]),
        (comparison.right, pairs.of_right, [part.right for part in parts]),
    ):
        node, rest = side.table.nearest(pointer)
        if not rest and (pair := of_node(node)) is not None:
            yield pair
        within = (path for path in paths if path.startswith(pointer + "/"))
        found = (of_node(side.table.find(path)) for path in within)
        yield from (pair for pair in found if pair is not None)
