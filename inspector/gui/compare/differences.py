"""The rows that lead to a difference, and how many differences lie below a row.

Found once, off the GUI thread, from the differences upwards: what it costs grows with them, not
with the documents. Hidden differences lead nowhere and are counted nowhere.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from typing import TypeAlias

from inspector.compare.columns import ChangeKind
from inspector.compare.pairs import PairTable
from inspector.compare.volatile import Hidden
from inspector.gui.document.rows import Outline

Ways: TypeAlias = dict[int, list[int]]
"""For each pair above a difference those of its children that lead to one, ascending."""


class Differences:
    """A pick of rows: groups, entries and children at or above a difference that is not hidden."""

    def __init__(self, outline: Outline[PairTable], shown: Iterable[int], hidden: Hidden) -> None:
        """``shown`` are the differences that are not hidden."""
        self._outline = outline
        self._pairs = outline.table
        self._volatile = hidden
        self._ways = ways_to(self._pairs, shown)
        self._hidden = _hidden_below(self._pairs, hidden)
        marked = set[int]().union(*self._ways.values())
        self._entries = [
            [
                entry
                for entry, pair in zip(outline.entries(number), group.entries, strict=True)
                if pair in marked
            ]
            for number, group in enumerate(outline.groups)
        ]
        self._groups = [group for group, entries in enumerate(self._entries) if entries]
        self._counts = [
            sum(self.below(outline.node(entry)) for entry in entries) for entries in self._entries
        ]

    def groups(self) -> Sequence[int]:
        return self._groups

    def entries(self, group: int) -> Sequence[int]:
        return self._entries[group]

    def children(self, node: int) -> Sequence[int]:
        """Those that lead to a difference; of a value that is one as a whole, or is a part of
        one, all."""
        found = self._ways.get(node, ())
        return self._pairs.children(node) if not found and self.is_whole(node) else found

    def is_whole(self, pair: int) -> bool:
        """Whether ``pair`` differs as a whole, and with it all that lies below."""
        kind = self._pairs.inside(pair) or self._pairs.kind(pair)
        return kind not in (None, ChangeKind.MOVED)

    def is_hidden(self, pair: int) -> bool:
        """Whether ``pair`` is a difference that is hidden."""
        return self._pairs.kind(pair) is not None and self._volatile.is_hidden(pair)

    def below(self, pair: int) -> int:
        """How many differences there are at ``pair`` and everywhere under it."""
        return self._pairs.below(pair) - self._hidden.get(pair, 0)

    def deeper(self, pair: int) -> int:
        """How many differences there are under ``pair``, itself not counted."""
        is_one = self._pairs.kind(pair) is not None and not self._volatile.is_hidden(pair)
        return self.below(pair) - is_one

    def in_group(self, group: int) -> int:
        return self._counts[group]

    def among(self, pair: int, first: int, last: int) -> int:
        """How many there are at and under the children of ``pair`` from ``first`` to ``last``."""
        return sum(map(self.below, _between(self.children(pair), first, last)))

    def among_entries(self, group: int, first: int, last: int) -> int:
        """How many there are at and under the entries ``first`` to ``last`` of ``group``."""
        entries = _between(self.entries(group), first, last)
        return sum(self.below(self._outline.node(entry)) for entry in entries)


def ways_to(
    pairs: PairTable, differences: Iterable[int], tops: Container[int] = frozenset({0})
) -> Ways:
    """The ways down to ``differences``; each begins at the nearest pair of ``tops`` above it."""
    known: dict[int, set[int]] = {}
    for difference in differences:
        pair = difference
        while pair not in tops:
            above = pairs.parent(pair)
            children = known.setdefault(above, set())
            if pair in children:
                break
            children.add(pair)
            pair = above
    return {pair: sorted(children) for pair, children in known.items()}


def _hidden_below(pairs: PairTable, hidden: Hidden) -> dict[int, int]:
    found: dict[int, int] = {}
    for pair in filter(hidden.is_hidden, pairs.changes if hidden.count else ()):
        for place in (pair, *pairs.ancestors(pair)):
            found[place] = found.get(place, 0) + 1
    return found


def _between(members: Sequence[int], first: int, last: int) -> Sequence[int]:
    return members[bisect_left(members, first) : bisect_right(members, last)]
