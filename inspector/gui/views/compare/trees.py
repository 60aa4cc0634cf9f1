"""The middle of a comparison: both sides as trees, row beside row, and the strip of differences.

What is opened, selected or scrolled in one tree is so in the other.
"""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.models.compare.pair_model import Column, PairModel
from inspector.gui.models.compare.paired import Paired
from inspector.gui.models.rows import ROOT, node_of
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.views.branches import open_below
from inspector.gui.views.compare.linked_views import LinkedViews
from inspector.gui.views.compare.pair_view import MiddleView, PairView, SideView
from inspector.gui.views.compare.strip import OverviewStrip
from inspector.gui.views.lines import Rule
from inspector.gui.views.text import Label

_MIDDLE = 124
_OPENED_AT_MOST = 400
"""How many rows are opened at once; more are opened by hand."""


class PairTrees(QWidget):
    """Shows a ``Paired``; says which row the user is on."""

    selected = Signal(object)
    """The key of the row, an integer larger than those of Qt's signals."""
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = PairModel(theme, self)
        self.left = SideView(theme, self.model, Column.LEFT_ITEM, Column.LEFT_VALUE)
        self.middle = MiddleView(theme, self.model)
        self.right = SideView(theme, self.model, Column.RIGHT_ITEM, Column.RIGHT_VALUE)
        self.strip = OverviewStrip(theme, self.right.verticalScrollBar())
        self.nothing_left = Label(theme, Text.BODY, Tone.MUTED).wrap()
        self._views: tuple[PairView, ...] = (self.left, self.middle, self.right)
        self._links = LinkedViews(self._views, self)
        self._build()
        self._connect()

    @property
    def paired(self) -> Paired | None:
        return self.model.paired

    @property
    def current_key(self) -> int | None:
        """The row that the user is on."""
        key = self.model.key(self.left.currentIndex())
        return None if key == ROOT else key

    # --- what is shown --------------------------------------------------------------------

    def show_paired(self, paired: Paired) -> None:
        """Show a comparison. Of the one that is shown already other differences may be hidden;
        then the user stays on the same row."""
        before, key = self.paired, self.current_key
        is_same = before is not None and before.comparison is paired.comparison
        self.model.show(paired)
        self.strip.show_paired(paired)
        self._go_on(key if is_same else None)

    def show_only_differences(self, only: bool) -> None:
        """Leave out what does not lead to a difference."""
        key = self.current_key
        self.model.show_only_differences(only)
        self._go_on(key)

    def clear(self) -> None:
        """Let go of what is shown."""
        self.model.show(None)
        self.strip.show_paired(None)
        self._go_on(None)

    # --- going through the rows -----------------------------------------------------------

    def select_key(self, key: int) -> bool:
        """Go to a row, in the middle of what is seen; False where it is not shown."""
        index = self.model.index_of(key)
        if not index.isValid():
            return False
        closed = []
        while (above := (closed[-1] if closed else index).parent()).isValid():
            closed.append(above)
        for above in reversed(closed):
            self.left.expand(above)
        self.left.setCurrentIndex(index)
        self.left.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def step(self, *, forward: bool) -> bool:
        """Go to the next difference, or the one before; False where that meant to begin anew."""
        if self.paired is None or not self.paired.keys:
            return False
        number = self._number_beside(self.paired, forward=forward)
        count = len(self.paired.keys)
        self.select_key(self.paired.keys[number % count])
        return 0 <= number < count

    def place_of(self, key: int | None) -> tuple[int | None, int]:
        """Which difference a row is, counted from 1, and how many there are; hidden ones are not
        counted. None for a row that is none."""
        if self.paired is None:
            return None, 0
        pair = None if key is None else self.model.pair_of(key)
        number = None if pair is None else self.paired.numbers.get(pair)
        return (None if number is None else number + 1), len(self.paired.keys)

    def _number_beside(self, paired: Paired, *, forward: bool) -> int:
        key = self.current_key
        if key is None:
            return 0 if forward else len(paired.keys) - 1
        place, _ = self.place_of(key)
        if place is not None:
            return place if forward else place - 2
        return paired.following(self.model.stretch(key).begin, forward=forward)

    # --- opening and closing --------------------------------------------------------------

    def expand_subtree(self) -> None:
        """Open the current row and what lies under it, as far as that stays quick."""
        open_below(self.left, [self._current()], _OPENED_AT_MOST)

    def collapse_subtree(self) -> None:
        """Close the current row; opened again, what lies under it is closed."""
        self._close_below(self._current())

    def _current(self) -> QModelIndex:
        return self.left.currentIndex().siblingAtColumn(0)

    def _close_below(self, index: QModelIndex) -> None:
        if self.left.isExpanded(index):
            for row in range(self.model.rowCount(index)):
                self._close_below(self.model.index(row, 0, index))
            self.left.collapse(index)

    def _open_ways(self) -> None:
        """Open what leads to a difference, level by level, as far as that stays quick."""
        left = _OPENED_AT_MOST
        waiting = [self.model.index(row, 0) for row in range(self.model.rowCount())]
        for index in waiting:
            rows = self.model.rowCount(index) if self.model.leads_on(index) else 0
            if 0 < rows <= left:
                left -= rows
                self.left.expand(index)
                waiting += [self.model.index(row, 0, index) for row in range(rows)]

    def _go_on(self, key: int | None) -> None:
        """After the rows have changed: open what is of interest and go back to the row ``key``."""
        ...
