"""The longest common subsequence of two lists that differ little, without a look at more than the
items that differ and those beside them (Myers, 1986: An O(ND) difference algorithm).
"""

from inspector.compare.stretches import Stretch, equal_length
from inspector.document.json_types import Json

MOST_EDITS = 48
"""Beyond so many insertions and removals another way is cheaper."""

_MIDDLE = MOST_EDITS + 1


def common_snakes(left: list[Json], right: list[Json]) -> list[Stretch] | None:
    """The stretches that both have: left index, right index and length, ascending.

    Together they are as long as can be. None where more than MOST_EDITS edits part the two.
    """
    rows, places = len(left), len(right)
    # For each diagonal (its number and _MIDDLE is the index) the furthest row reached.
    ends = [0] * (2 * _MIDDLE + 1)
    reached: list[list[int]] = []
    for edits in range(MOST_EDITS + 1):
        reached.append(ends.copy())
        for diagonal in range(-edits, edits + 1, 2):
            fewer, more = ends[_MIDDLE + diagonal - 1], ends[_MIDDLE + diagonal + 1]
            is_down = diagonal == -edits or (diagonal != edits and fewer < more)
            row = more if is_down else fewer + 1
            place = row - diagonal
            if row < rows and place < places and left[row] == right[place]:
                row += equal_length(left[row:], right[place:])
            ends[_MIDDLE + diagonal] = row
            if row >= rows and row - diagonal >= places:
                return _traced(reached, rows, places)
    return None


def _traced(reached: list[list[int]], row: int, place: int) -> list[Stretch]:
    """The stretches, found on the way back from the end."""
    found = []
    for edits in range(len(reached) - 1, -1, -1):
        ends, diagonal = reached[edits], row - place
        fewer, more = ends[_MIDDLE + diagonal - 1], ends[_MIDDLE + diagonal + 1]
        is_down = diagonal == -edits or (diagonal != edits and fewer < more)
        start = 0 if not edits else more if is_down else fewer + 1
        if row > start:
            found.append((start, start - diagonal, row - start))
        row = more if is_down else fewer
        place = row - (diagonal + 1 if is_down else diagonal - 1)
    found.reverse()
    return found
