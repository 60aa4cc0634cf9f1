"""Which signatures cover each value of a tree, and how much of each subtree is covered.

Leaves are numbered in file order, so the leaves of a subtree are a range, and the number of covered
ones is the difference of two running totals.
"""

from array import array
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import TypeAlias

from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.tree.nodes import NodeTable
from inspector.verify.coverage import Region
from inspector.verify.format import Cover


class Share(NamedTuple):
    """The number of leaves, of those that any signature covers, and of those by each kind."""

    leaves: int = 0
    covered: int = 0
    receipt: int = 0
    event: int = 0
    bundle: int = 0

    @property
    def bare(self) -> int:
        """The number of leaves that nothing covers."""
        return self.leaves - self.covered

    def by(self, cover: Cover) -> int:
        """The number of leaves that this kind of signature covers."""
        return self[_FIELDS[cover]]

    def plus(self, other: "Share") -> "Share":
        """The sum of two shares."""
        return Share(*(one + more for one, more in zip(self, other, strict=True)))


_FIELDS = {cover: Share._fields.index(cover) for cover in Cover}


class CoverSpan(NamedTuple):
    """A range of leaf numbers, ``end`` excluded, with the same coverage."""

    begin: int
    end: int
    share: Share


_BETWEEN_CHECKPOINTS = 4_096
_PIECE = 50_000
"""The amount of work in one call to C, during which no other thread runs."""
_BITS = {cover: 1 << place for place, cover in enumerate(Cover)}
_ANY = sum(_BITS.values())
_MASKS = (_ANY, *_BITS.values())
_ADDED = {bit: bytes(mask | bit for mask in range(256)) for bit in _BITS.values()}
"""For each kind, the table that adds it to a node's kinds."""


_Claims: TypeAlias = dict[int, list[tuple[int, list[int]]]]
"""The signatures over each node: the bit of the kind, and the children left out."""


class Covers:
    """The coverage of one document, by the nodes of its table.

    A leaf is a scalar or an empty container. ``regions`` are what valid signatures cover.
    """

    __slots__ = ("_kinds", "_order", "_sizes", "_starts", "_totals")

    def __init__(
        self, table: NodeTable, regions: tuple[Region, ...], checkpoint: Checkpoint = unwatched
    ) -> None:
        self._sizes = _count_leaves(table, checkpoint)
        self._starts = array("I", bytes(4 * len(table)))
        # The node of each leaf, by the leaf's number.
        self._order = array("I", bytes(4 * self._sizes[0]))
        kinds = self._lay_out(table, _claims(table, regions, checkpoint), checkpoint)
        self._kinds = b"".join(
            bytes(map(kinds.__getitem__, self._order[begin : begin + _PIECE]))
            for begin in range(0, len(self._order), _PIECE)
        )
        present = set(self._kinds)
        self._totals = {
            mask: _running_total(self._kinds, mask)
            for mask in _MASKS
            if any(mask & kind for kind in present)
        }

    def share(self, node: int) -> Share:
        """The coverage of the leaves at and under ``node``."""
        begin = self._starts[node]
        return self.between(begin, begin + self._sizes[node])

    def share_of(self, nodes: Iterable[int]) -> Share:
        """The coverage of the leaves at and under these nodes, none of which is under another.

        Fastest if the nodes are adjacent in the file.
        """
        total = Share()
        begin = end = 0
        for node in nodes:
            start = self._starts[node]
            if start != end:
                total = total.plus(self.between(begin, end))
                begin = start
            end = start + self._sizes[node]
        return total.plus(self.between(begin, end))

    def between(self, begin: int, end: int) -> Share:
        """The coverage of the leaves with these numbers, ``end`` excluded."""
        return Share(end - begin, *[self._count(mask, begin, end) for mask in _MASKS])

    def count(self, node: int, cover: Cover | None) -> int:
        """The number of leaves at and under ``node`` that the kind covers; for None, that nothing
        covers."""
        begin = self._starts[node]
        size = self._sizes[node]
        if cover is None:
            return size - self._count(_ANY, begin, begin + size)
        return self._count(_BITS[cover], begin, begin + size)

    def stretch(self, node: int) -> range:
        """The numbers of the leaves at and under ``node``."""
        begin = self._starts[node]
        return range(begin, begin + self._sizes[node])

    def leaf(self, number: int) -> int:
        """The node of the leaf with this number."""
        return self._order[number]

    def spans(self, most: int) -> list[CoverSpan]:
        """All leaves in file order in at most ``most`` spans.

        A span is one leaf if that is enough; otherwise the spans have nearly equal sizes.
        """
        leaves = len(self._order)
        count = min(most, leaves)
        cuts = [leaves * place // count for place in range(count + 1)]
        counts = zip(*[self._counts(mask, cuts) for mask in _MASKS], strict=True)
        return [
            CoverSpan(begin, end, Share(end - begin, *by_mask))
            for (begin, end), by_mask in zip(pairwise(cuts), counts, strict=True)
        ]

    def _count(self, mask: int, begin: int, end: int) -> int:
        totals = self._totals.get(mask)
        return totals[end] - totals[begin] if totals else 0

    def _counts(self, mask: int, cuts: list[int]) -> list[int]:
        """``_count`` between each two neighbouring cuts."""
        totals = self._totals.get(mask)
        if totals is None:
            return [0] * (len(cuts) - 1)
        return [end - begin for begin, end in pairwise([totals[cut] for cut in cuts])]

    def _lay_out(self, table: NodeTable, claims: _Claims, checkpoint: Checkpoint) -> bytearray:
        """Number the leaves and pass coverage from each branch to its children; return the kinds by
        node."""
        sizes, starts, order = self._sizes, self._starts, self._order
        numbers = _numbers(len(table))
        kinds = bytearray(len(table))
        for turn, (node, first, end) in enumerate(table.branches()):
            if not turn % _BETWEEN_CHECKPOINTS:
                checkpoint(Progress("laying out what is signed", node, len(table)))
            begin, count = starts[node], end - first
            if sizes[node] == count:
                starts[first:end] = numbers[begin : begin + count]
                order[begin : begin + count] = numbers[first:end]
            else:
                starts[first:end] = array("I", accumulate(sizes[first : end - 1], initial=begin))
                # A branch is stored at its first leaf's place until it is processed.
                for child in range(first, end):
                    order[starts[child]] = child
            if kinds[node]:
                kinds[first:end] = kinds[node : node + 1] * count
            for bit, left_out in claims.pop(node, ()):
                spared = [kinds[child] for child in left_out]
                kinds[first:end] = kinds[first:end].translate(_ADDED[bit])
                for child, kind in zip(left_out, spared, strict=True):
                    kinds[child] = kind
        for leaf, claimed in claims.items():
            for bit, _ in claimed:
                kinds[leaf] |= bit
        return kinds


def _count_leaves(table: NodeTable, checkpoint: Checkpoint) -> "array[int]":
    """The number of leaves at and under each node."""
    sizes = array("I", [1]) * len(table)
    for turn, (node, first, end) in enumerate(table.branches(upwards=True)):
        if not turn % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("counting the values", len(table) - node, len(table)))
        sizes[node] = sum(sizes[first:end])
    return sizes


def _claims(table: NodeTable, regions: tuple[Region, ...], checkpoint: Checkpoint) -> _Claims:
    claims: _Claims = {}
    for turn, region in enumerate(regions):
        if not turn % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("looking up what is signed", turn, len(regions)))
        node, rest = table.nearest(region.path)
        if not rest:
            left_out = [
                child
                for child in (table.children(node) if region.without else ())
                if table.name(child) in region.without
            ]
            claims.setdefault(node, []).append((_BITS[region.cover], left_out))
    return claims


def _numbers(count: int) -> "array[int]":
    """The numbers from 0, from which slices are copied faster than ranges are built."""
    numbers = array("I")
    for begin in range(0, count, _PIECE):
        numbers.extend(range(begin, min(begin + _PIECE, count)))
    return numbers


def _running_total(kinds: bytes, mask: int) -> "array[int]":
    """For each leaf number, how many leaves before it a kind in ``mask`` covers."""
    covered = kinds.translate(bytes(bool(mask & kind) for kind in range(256)))
    totals = array("I", [0])
    for begin in range(0, len(covered), _PIECE):
        totals.extend(accumulate(covered[begin : begin + _PIECE], initial=totals.pop()))
    return totals
