"""All that one row of a comparison shows, put together once for all its cells and their roles."""

from typing import NamedTuple

from inspector.compare.columns import ChangeKind
from inspector.gui.compare.cell_marks import CellMarks
from inspector.gui.compare.paired import Paired
from inspector.gui.compare.row_signs import RowSigns
from inspector.gui.compare.row_text import LEFT, RIGHT, RowText
from inspector.gui.compare.spoken_row import spoken_row
from inspector.gui.document.bytes_text import Marked
from inspector.gui.document.labels import Cell
from inspector.gui.document.rows import Rows, is_group
from inspector.gui.widgets.signs import Sign

_MOST_KEPT = 1_000
"""Rows, many more than are seen at once."""


class PairRow(NamedTuple):
    """Names, values, counts and gaps are those of the left and of the right.

    ``own`` is what the row itself is as a difference, ``closed`` the same with what lies below it;
    ``kind`` is None where it is no difference, or a hidden one.
    """

    names: tuple[str, str]
    values: tuple[Cell, Cell]
    counts: tuple[int, int]
    gaps: tuple[bool, bool]
    own: Sign | None
    closed: Sign | None
    kind: ChangeKind | None
    is_group: bool

    @property
    def is_mono(self) -> bool:
        """Whether a fixed font suits the values: both, so that they can be compared."""
        return all(cell.mono for cell in self.values if cell.text)


class PairRows:
    """The rows of ``paired``, each known by its key in ``rows``; those asked for last are kept."""

    def __init__(self, paired: Paired, rows: Rows) -> None:
        self._text = RowText(paired, rows)
        self._signs = RowSigns(paired, rows)
        self._marks = CellMarks(self._text, self._signs)
        self._kept: dict[int, PairRow] = {}

    def of(self, key: int) -> PairRow:
        row = self._kept.get(key)
        if row is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            row = self._kept[key] = self._row(key)
        return row

    def spoken(self, key: int) -> str:
        """What a screen reader says of the row."""
        return spoken_row(self._text, self._signs, key)

    def marks(self, key: int, side: int) -> Marked | None:
        """The value of a changed row with what differs in it; None where it is shown as it is."""
        return self._marks.of(key, side)

    def has_values_below(self, pair: int) -> bool:
        """Whether a side has children there."""
        return self._text.has_values_below(pair)

    def _row(self, key: int) -> PairRow:
        text, signs = self._text, self._signs
        return PairRow(
            (text.name(key, LEFT), text.name(key, RIGHT)),
            (text.value(key, LEFT), text.value(key, RIGHT)),
            (text.count(key, LEFT), text.count(key, RIGHT)),
            (text.is_gap(key, LEFT), text.is_gap(key, RIGHT)),
            signs.own(key),
            signs.closed(key),
            signs.kind(key),
            is_group(key),
        )
