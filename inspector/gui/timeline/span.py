"""Where the rows of a timeline stand: all of one height, so that a place is arithmetic."""

from typing import NamedTuple


class RowSpan(NamedTuple):
    """The rows that are seen, ``first`` to ``end``, which is left out; pixels of the viewport."""

    first: int
    end: int
    height: int
    offset: int

    @classmethod
    def seen(cls, rows: int, height: int, offset: int, viewport: int) -> "RowSpan":
        """Those of ``rows`` that meet a viewport scrolled down by ``offset``."""
        first, end = offset // height, -(-(offset + viewport) // height)
        return cls(max(0, first), min(rows, end), height, offset)

    def top(self, row: int) -> int:
        return row * self.height - self.offset

    def middle(self, row: int) -> float:
        return self.top(row) + self.height / 2

    def holds(self, row: int) -> bool:
        return self.first <= row < self.end
