"""What two lists have in common, found in one walk where they differ in few places.

A walk may be wrong; it is right, and no common subsequence is longer, where nothing that is left
over on one side has an equal among what is left over on the other: then of each value as many are
matched as both sides have.
"""

from itertools import compress, count, pairwise, product
from operator import ne
from typing import TypeAlias

from inspector.document.json_types import Json

Stretch: TypeAlias = tuple[int, int, int]
"""A left index, a right index, and how many items from there on are equal."""

_WINDOW = 4
_NEAREST = sorted(product(range(_WINDOW), repeat=2), key=sum)[1:]


def in_few_places(left: list[Json], right: list[Json]) -> list[Stretch] | None:
    """The stretches that a walk finds, ascending; None where it loses its way."""
    return _in_place(left, right) if len(left) == len(right) else _walked(left, right)


def equal_length(left: list[Json], right: list[Json]) -> int:
    """How many items at the beginning are equal."""
    shorter = min(len(left), len(right))
    return next(compress(range(shorter), map(ne, left, right)), shorter)


def _in_place(left: list[Json], right: list[Json]) -> list[Stretch] | None:
    """What stands in its place on both sides, the commonest case by far."""
    odd = list(compress(count(), map(ne, left, right)))
    if len(odd) > len(left) // 2:  # most likely something was moved
        return None
    edges = pairwise([-1, *odd, len(left)])
    return [(a + 1, a + 1, b - a - 1) for a, b in edges if b - a > 1]


def _walked(left: list[Json], right: list[Json]) -> list[Stretch] | None:
    """Behind a few items that were changed, removed or added there are equal ones again."""
    row = place = 0
    found: list[Stretch] = []
    while row < len(left) and place < len(right):
        if left[row] == right[place]:
            length = equal_length(left[row:], right[place:])
            found.append((row, place, length))
            row += length
            place += length
            continue
        ahead = _ahead(left[row : row + _WINDOW], right[place : place + _WINDOW])
        if ahead is None:
            is_end = max(len(left) - row, len(right) - place) < _WINDOW
            return found if is_end else None
        row += ahead[0]
        place += ahead[1]
    return found


def _ahead(left: list[Json], right: list[Json]) -> tuple[int, int] | None:
    """The nearest two items that are equal; None where none are near."""
    for one, other in _NEAREST:
        if one < len(left) and other < len(right) and left[one] == right[other]:
            return one, other
    return None
