"""A comparison laid out in rows, made in a worker: what the trees and the strip beside them show.

What it costs grows with the differences and the entries of the groups, not with the documents.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from inspector.compare.columns import ABSENT, ChangeKind
from inspector.compare.comparison import Comparison
from inspector.compare.groups import grouped
from inspector.compare.pairs import PairTable
from inspector.compare.volatile import Hidden
from inspector.gui.compare.differences import Differences
from inspector.gui.compare.visual_order import Expanse
from inspector.gui.document.primary_rows import Homes
from inspector.gui.document.rows import Outline, node_of
from inspector.jobs.memory import collector_aside
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.outline import Group

T = TypeVar("T")
_STAGE = "laying out the rows"
_BETWEEN_CHECKPOINTS = 5_000
_WIDE = 10_000
"""A value with more children takes a view too long to lay out when it is opened."""


@dataclass(frozen=True, slots=True)
class Paired:
    """``keys`` are the rows of the differences that are not hidden, from top to bottom; ``places``
    has the row of ``expanse`` at which each stands, and ``by_kind`` the same for every kind.

    ``numbers`` is the place of a difference in ``keys`` by its pair. ``sides`` are the groups of
    the left and of the right, as nodes.
    """

    comparison: Comparison
    hidden: Hidden
    outline: Outline[PairTable]
    homes: Homes
    differences: Differences
    expanse: Expanse
    keys: "array[int]"
    places: "array[int]"
    by_kind: "dict[ChangeKind, array[int]]"
    numbers: dict[int, int]
    sides: tuple[tuple[Group, ...], tuple[Group, ...]]

    def key(self, pair: int) -> int:
        """The row of any pair: under the nearest entry, or its group's where it has none."""
        home = self.expanse.home(pair)
        return self.homes.key(pair) if home is None else home

    def following(self, row: int, *, forward: bool) -> int:
        """The number of the next difference below or above ``row``; one that is not there where
        there is none."""
        return bisect_right(self.places, row) if forward else bisect_left(self.places, row) - 1

    def nearest(self, row: float) -> int:
        """The number of the difference nearest to ``row``; only where there is one."""
        after = min(bisect_left(self.places, row), len(self.places) - 1)
        before = max(0, after - 1)
        return min(before, after, key=lambda number: abs(self.places[number] - row))


def lay_out(comparison: Comparison, hidden: Hidden, checkpoint: Checkpoint = unwatched) -> Paired:
    """The rows of ``comparison``; ``hidden`` are those of its changes that are not stepped to.

    Raises CancelledError.
    """
    with collector_aside():
        return _lay_out(comparison, hidden, checkpoint)


def _lay_out(comparison: Comparison, hidden: Hidden, checkpoint: Checkpoint) -> Paired:
    pairs = comparison.pairs
    _lay_out_wide(comparison, checkpoint)
    outline = Outline(pairs, grouped(comparison))
    shown = [pair for pair in pairs.changes if not hidden.is_hidden(pair)]
    differences = Differences(outline, _watched(shown, checkpoint), hidden)
    expanse = Expanse(outline, differences, _watched(shown, checkpoint))
    keys, places, numbers = array("q"), array("I"), dict[int, int]()
    by_kind = {kind: array("I") for kind in ChangeKind}
    for number, (key, place) in enumerate(_watched(expanse.walk(), checkpoint)):
        pair = node_of(key)
        keys.append(key)
        places.append(place)
        numbers[pair] = number
        if (kind := pairs.kind(pair)) is not None:
            by_kind[kind].append(place)
    return Paired(
        comparison,
        hidden,
        outline,
        Homes(outline),
        differences,
        expanse,
        keys,
        places,
        by_kind,
        numbers,
        _sides(outline),
    )


def _lay_out_wide(comparison: Comparison, checkpoint: Checkpoint) -> None:
    pairs = comparison.pairs
    for table, pair_of in (
        (comparison.left.table, pairs.of_left),
        (comparison.right.table, pairs.of_right),
    ):
        checkpoint(Progress(_STAGE, 0, 0))
        for node in [node for node, first, end in table.branches() if end - first > _WIDE]:
            if (pair := pair_of(node)) is not None:
                pairs.children(pair)


def _sides(outline: Outline[PairTable]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    left, right = (
        tuple(_on_side(group, node) for group in outline.groups)
        for node in (outline.table.left, outline.table.right)
    )
    return left, right


def _on_side(group: Group, node: Callable[[int], int]) -> Group:
    return Group(group.name, tuple(one for one in map(node, group.entries) if one != ABSENT))


def _watched(items: Iterable[T], checkpoint: Checkpoint) -> Iterator[T]:
    for number, item in enumerate(items):
        if not number % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress(_STAGE, number, 0))
        yield item
