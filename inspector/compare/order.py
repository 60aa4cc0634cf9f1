"""How many differences there are below each pair, and the order in which they are told.

That is the left's document order, then, of what was added, the right's.
"""

from array import array
from collections.abc import Iterator
from itertools import compress

from inspector.compare.columns import ADDED, Columns


def counted(columns: Columns) -> "array[int]":
    """How many changes there are at each pair and under it."""
    below = array("I", bytes(columns.owners.itemsize * len(columns)))
    for pair in compress(range(len(columns)), columns.flags):
        below[pair] = 1
    # Laid out from the root down, so counted the other way round.
    for pair, children in reversed(columns.children.items()):
        below[pair] += sum(below[children.start : children.stop])
    return below


def in_order(columns: Columns, below: "array[int]") -> "array[int]":
    """Rows keep the left's order already; the added ones are looked for in the right's."""
    flags, found = columns.flags, array("I")
    found.extend(pair for pair in _walk(columns, below) if flags[pair] != ADDED)
    found.extend(_added(columns))
    return found


def _walk(columns: Columns, below: "array[int]") -> Iterator[int]:
    """The changes from the root down, row by row."""
    stack = [0] if below[0] else []
    while stack:
        pair = stack.pop()
        if columns.flags[pair]:
            yield pair
        if (children := columns.children.get(pair)) is not None:
            under = list(compress(children, below[children.start : children.stop]))
            under.reverse()
            stack += under


def _added(columns: Columns) -> Iterator[int]:
    """What was added, from the root down, the children of each pair in the right's order."""
    ways: dict[int, list[int]] = {}
    for pair in compress(range(len(columns)), columns.flags):
        step = pair
        while columns.flags[pair] == ADDED and step:
            above = columns.parent(step)
            ways.setdefault(above, []).append(step)
            if len(ways[above]) > 1:
                break
            step = above
    stack = [0]
    while stack:
        pair = stack.pop()
        if columns.flags[pair] == ADDED:
            yield pair
        under = ways.get(pair, [])
        stack += sorted(under, key=columns.right_rows.__getitem__, reverse=True)
