"""What the strip beside the trees draws: a shape for a difference that has room, else lines.

From top to bottom the strip is the list of rows in which every way to a difference is open and no
other branch (``VisualOrder``), so a difference stands where it stands among these rows. Differences
that fall together are lines of a pixel or two, side by side by kind. It is found pixel by pixel,
so that it costs the same for ten differences and for a million.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from inspector.compare.columns import ChangeKind
from inspector.gui.compare.pair_row import PairRows
from inspector.gui.compare.paired import Paired
from inspector.gui.document.document_model import join_spoken
from inspector.gui.document.rows import Everything, Rows
from inspector.gui.translation import plural


class MarkShape(NamedTuple):
    """One difference, with ``size`` pixels of room around its middle at ``y``."""

    kind: ChangeKind
    y: float
    size: float


class MarkLine(NamedTuple):
    """Differences of one kind that fall together at the pixel ``y``."""

    kind: ChangeKind
    y: int


class _Pixel(NamedTuple):
    """The differences from ``first`` up to ``end`` stand at the pixel ``y``."""

    y: int
    first: int
    end: int


class StripMarks:
    """The marks of ``paired`` on a strip of ``height`` pixels."""

    def __init__(self, paired: Paired, height: int, smallest: float, largest: float) -> None:
        """A shape is ``largest`` pixels high, or has the height of a row where others are near."""
        self._paired = paired
        self._per_row = height / max(1, paired.expanse.total)
        self.shapes: list[MarkShape] = []
        self.lines: list[MarkLine] = []
        sizes = largest, min(largest, max(smallest, int(self._per_row) - 1))
        for pixel in self._pixels():
            room = self._room(pixel)
            size = next((size for size in sizes if size <= room), None)
            if pixel.end - pixel.first == 1 and size is not None:
                self.shapes.append(self._shape(pixel.first, size))
            else:
                self.lines += [MarkLine(kind, pixel.y) for kind in self._kinds(pixel)]

    def y(self, row: float) -> float:
        """Where a row begins."""
        return row * self._per_row

    def row(self, y: float) -> float:
        return y / self._per_row

    def middle(self, number: int) -> float:
        """Where the middle of a difference stands."""
        return self.y(self._paired.places[number] + 0.5)

    def numbers(self, begin: float, end: float) -> range:
        """The differences whose middle lies between two heights."""
        places = self._paired.places
        return range(
            bisect_left(places, self.row(begin) - 0.5), bisect_left(places, self.row(end) - 0.5)
        )

    def _pixels(self) -> Iterator[_Pixel]:
        """The pixels at which there are differences."""
        first, count = 0, len(self._paired.places)
        while first < count:
            y = int(self.middle(first))
            end = max(first + 1, bisect_left(self._paired.places, self.row(y + 1) - 0.5))
            yield _Pixel(y, first, end)
            first = end

    def _room(self, pixel: _Pixel) -> float:
        """How far away the next difference is, above or below."""
        places = self._paired.places
        rows = [
            places[end] - places[end - 1]
            for end in (pixel.first, pixel.end)
            if 0 < end < len(places)
        ]
        return self.y(min(rows, default=self._paired.expanse.total))

    def _shape(self, number: int, size: float) -> MarkShape:
        kind = next(self._kinds(_Pixel(0, number, number + 1)))
        return MarkShape(kind, self.middle(number), size)

    def _kinds(self, pixel: _Pixel) -> Iterator[ChangeKind]:
        """The kinds of the differences at a pixel."""
        places = self._paired.places
        first, last = places[pixel.first], places[pixel.end - 1]
        for kind, own in self._paired.by_kind.items():
            place = bisect_left(own, first)
            if place < len(own) and own[place] <= last:
                yield kind


# --- what the strip says of the differences at one place ----------------------------------------


def of_differences(paired: Paired, numbers: range) -> str:
    """The only one in its own words; of several how many, and the first; "" of none."""
    if not numbers:
        return ""
    rows = PairRows(paired, Rows(paired.outline, Everything(paired.outline)))
    first = rows.spoken(paired.keys[numbers.start])
    if len(numbers) == 1:
        return first
    return join_spoken(plural("PairRows", "%n difference", "%n differences", len(numbers)), first)
