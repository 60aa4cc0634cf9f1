"""The middle of a comparison: both sides as trees, row beside row, and the strip of differences.

Expanding, selecting or scrolling in one tree does the same in the other.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from inspector.gui.compare.comparison_tree import ComparisonTree, RowRange
from inspector.gui.compare.pair_model import Column, PairModel
from inspector.gui.compare.pair_view import MiddleView, PairView, SideView
from inspector.gui.compare.strip import OverviewStrip
from inspector.gui.document.rows import BUCKET, ROOT
from inspector.gui.document.rows_view import collapse_below, expand_below
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import Hairline, h_box, v_box
from inspector.gui.widgets.text import Label


class LinkedViews(QObject):
    """Links ``views`` with one model and rows of one height."""

    moved = Signal()
    """The visible rows may have changed."""

    def __init__(self, views: Sequence[QTreeView], parent: QObject) -> None:
        super().__init__(parent)
        self._views = views
        self._is_linking = False
        self._scrolled = 0
        selection = views[0].selectionModel()
        for view in views:
            if (own := view.selectionModel()) is not selection:
                view.setSelectionModel(selection)
                own.deleteLater()
            view.expanded.connect(partial(self._on_expanded, view, True))
            view.collapsed.connect(partial(self._on_expanded, view, False))
            bar = view.verticalScrollBar()
            bar.valueChanged.connect(self._on_scrolled)
            bar.rangeChanged.connect(self._on_range_changed)

    def link_widths(self, columns: Sequence[tuple[QTreeView, int]]) -> None:
        """Keep columns of several views at the same width."""
        for view, column in columns:
            others = [other for other in columns if other[0] is not view]
            view.header().sectionResized.connect(partial(self._on_resized, column, others))

    def lay_out(self) -> None:
        """Lay out all rows now after a model reset, scrolled to the top."""
        self._scrolled = 0
        for view in self._views:
            view.doItemsLayout()
            view.verticalScrollBar().setValue(0)

    def _on_expanded(self, source: QTreeView, is_expanded: bool, index: QModelIndex) -> None:
        with self._linking() as is_first:
            for view in self._views if is_first else ():
                if view is not source:
                    view.setExpanded(index, is_expanded)
            if is_first:
                self.moved.emit()

    def _on_scrolled(self, value: int) -> None:
        with self._linking() as is_first:
            if is_first:
                self._scrolled = value
                self._align()
                self.moved.emit()

    def _on_range_changed(self, _: int, most: int) -> None:
        with self._linking() as is_first:
            if is_first:
                self._scrolled = min(self._scrolled, most)
                self._align()
                self.moved.emit()

    def _align(self) -> None:
        for view in self._views:
            view.verticalScrollBar().setValue(self._scrolled)

    def _on_resized(
        self, mine: int, others: Sequence[tuple[QTreeView, int]], column: int, _: int, width: int
    ) -> None:
        with self._linking() as is_first:
            if is_first and column == mine:
                for view, other in others:
                    view.setColumnWidth(other, width)

    @contextmanager
    def _linking(self) -> Iterator[bool]:
        """Yields whether this is the outermost of nested changes."""
        if self._is_linking:
            yield False
            return
        self._is_linking = True
        try:
            yield True
        finally:
            self._is_linking = False


# --- expanding several branches of a comparison, as far as that is fast -------------------------


def expand_to_differences(view: QTreeView, model: PairModel, most: int) -> None:
    """Expand what leads to a difference, level by level, up to ``most`` new rows."""
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    for index in waiting:
        rows = model.rowCount(index) if model.leads_on(index) else 0
        if 0 < rows <= most:
            most -= rows
            view.expand(index)
            waiting += [model.index(row, 0, index) for row in range(rows)]


def expand_ancestors(view: QTreeView, index: QModelIndex) -> None:
    """Expand all ancestors of a row, from the top down."""
    closed = []
    above = index.parent()
    while above.isValid():
        closed.append(above)
        above = above.parent()
    for branch in reversed(closed):
        view.expand(branch)


_MIDDLE, _NARROW_MIDDLE = 124, 84
_SHARE_OF_MIDDLE = 0.14
_OPENED_AT_MOST = 160
"""The number of rows expanded at once; more are expanded by the user."""


class PairTrees(QWidget):
    """Shows a ``ComparisonTree``; reports the current row."""

    selected = Signal(object)
    """The key of the row, an integer too large for Qt's int."""
    menu_wanted = Signal(QPoint)
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = PairModel(theme, self)
        self.left = SideView(theme, self.model, Column.LEFT_ITEM, Column.LEFT_VALUE)
        self.middle = MiddleView(theme, self.model)
        self.right = SideView(theme, self.model, Column.RIGHT_ITEM, Column.RIGHT_VALUE)
        self.strip = OverviewStrip(theme, self.right.verticalScrollBar())
        self.nothing_left = Label(theme, TextStyle.BODY, ColourRole.MUTED).wrap()
        self._views: tuple[PairView, ...] = (self.left, self.middle, self.right)
        self._links = LinkedViews(self._views, self)
        self._build()
        self._connect()

    @property
    def paired(self) -> ComparisonTree | None:
        return self.model.paired

    @property
    def current_key(self) -> int | None:
        """The current row."""
        key = self.model.key(self.left.currentIndex())
        return None if key == ROOT else key

    # --- what is shown --------------------------------------------------------------------

    def show_paired(self, paired: ComparisonTree) -> None:
        """Show a comparison.

        If only its hidden differences changed, the current row stays.
        """
        before, key = self.paired, self.current_key
        is_same = before is not None and before.comparison.pairs is paired.comparison.pairs
        self.strip.show_paired(paired)
        self.model.show(paired)
        self._go_on(key if is_same else None)

    def show_only_differences(self, only: bool) -> None:
        """Hide rows that do not lead to a difference."""
        key = self.current_key
        self.model.show_only_differences(only)
        self._go_on(key)

    def clear(self) -> None:
        """Release the comparison."""
        self.strip.show_paired(None)
        self.model.show(None)

    # --- going through the rows -----------------------------------------------------------

    def select_key(self, key: int) -> bool:
        """Go to a row and centre it; False if it is not shown."""
        index = self.model.index_of(key)
        if not index.isValid():
            return False
        expand_ancestors(self.left, index)
        self.left.setCurrentIndex(index)
        self.left.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def step(self, *, forward: bool) -> bool:
        """Go to the next or previous difference; False if that wraps around."""
        if self.paired is None or not self.paired.keys:
            return False
        number = self._number_beside(self.paired, forward=forward)
        count = len(self.paired.keys)
        self.select_key(self.paired.keys[number % count])
        return 0 <= number < count

    def place_of(self, key: int | None) -> tuple[int | None, int]:
        """The number of a row's difference, from 1, and the number of all that are not hidden.

        The first is None for a row that is no difference.
        """
        if self.paired is None:
            return None, 0
        pair = None if key is None else self.model.pair_of(key)
        number = None if pair is None else self.paired.numbers.get(pair)
        return (None if number is None else number + 1), len(self.paired.keys)

    def _number_beside(self, paired: ComparisonTree, *, forward: bool) -> int:
        key = self.current_key
        if key is None:
            return 0 if forward else len(paired.keys) - 1
        place, _ = self.place_of(key)
        if place is not None:
            return place if forward else place - 2
        return paired.following(self.model.stretch(key).begin, forward=forward)

    # --- opening and closing --------------------------------------------------------------

    def expand_subtree(self) -> None:
        """Expand the current row and its descendants, as far as that is fast."""
        expand_below(self.left, [self._current()], _OPENED_AT_MOST)

    def collapse_subtree(self) -> None:
        """Collapse the current row and its descendants."""
        collapse_below(self.left, self._current())

    def _current(self) -> QModelIndex:
        return self.left.currentIndex().siblingAtColumn(0)

    def _go_on(self, key: int | None) -> None:
        """Go back to the row ``key`` after the rows changed, or to the nearest difference."""
        paired = self.paired
        if paired is not None and key is not None and key != self.current_key:
            begin = paired.visual_order.stretch(key & ~BUCKET).begin
            if not self.select_key(key) and paired.keys:
                self.select_key(paired.keys[paired.nearest(begin)])
        self._show_current()
        self._show_seen()

    # --- slots ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least, most = map(self._theme.pixels, (_NARROW_MIDDLE, _MIDDLE))
        share = round(event.size().width() * _SHARE_OF_MIDDLE)
        self.middle.setFixedWidth(min(max(share, least), most))

    def _on_reset(self) -> None:
        self._links.lay_out()
        expand_to_differences(self.left, self.model, _OPENED_AT_MOST)
        self.nothing_left.setVisible(self.paired is not None and not self.model.rowCount())
        self._show_seen()

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._show_current()
        if current.isValid():
            self.selected.emit(self.model.key(current))

    def _on_menu_requested(self, view: PairView, place: QPoint) -> None:
        if view.indexAt(place).isValid():
            self.menu_wanted.emit(view.viewport().mapToGlobal(place))

    def _show_current(self) -> None:
        """Mark the current difference on the strip."""
        place, _ = self.place_of(self.current_key)
        self.strip.show_current(None if place is None else place - 1)

    def _show_seen(self) -> None:
        """Frame the visible part of the trees on the strip."""
        view = self.left.viewport()
        first = self.left.indexAt(QPoint(1, 1))
        last = self.left.indexAt(QPoint(1, view.height() - 1))
        if not first.isValid() or self.paired is None:
            self.strip.show_seen(RowRange(0, 0))
            return
        begin = self.model.stretch(self.model.key(first)).begin
        end = self.paired.visual_order.total
        if last.isValid():
            end = self.model.stretch(self.model.key(last)).end
        self.strip.show_seen(RowRange(begin, end))

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.nothing_left.setText(self.tr("No difference is left to show."))
        self.nothing_left.setContentsMargins(16, 8, 12, 8)
        self.nothing_left.hide()
        self.left.setAccessibleName(self.tr("Values of the left side"))
        self.middle.setAccessibleName(self.tr("Differences"))
        self.right.setAccessibleName(self.tr("Values of the right side"))
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = h_box(spacing=0)
        for widget, share in (
            (self.left.inset(), 1),
            (Hairline(self._theme, vertical=True), 0),
            (self.middle, 0),
            (Hairline(self._theme, vertical=True), 0),
            (self.right.inset(), 1),
            (Hairline(self._theme, vertical=True), 0),
            (self.strip, 0),
        ):
            row.addWidget(widget, share)
        layout = v_box(self.nothing_left, on=self, spacing=0)
        layout.addLayout(row, 1)
        self.setFocusProxy(self.left)
        QWidget.setTabOrder(self.left, self.right)
        QWidget.setTabOrder(self.right, self.strip)

    def _connect(self) -> None:
        columns = (self.left, Column.LEFT_ITEM), (self.right, Column.RIGHT_ITEM)
        self._links.link_widths(columns)
        self._links.moved.connect(self._show_seen)
        # The right follows; it has less space because of its scroll bar.
        self.left.resized.connect(self.left.fit_names)
        self.left.resized.connect(self._show_seen)
        self.model.modelReset.connect(self._on_reset)
        self.left.selectionModel().currentChanged.connect(self._on_current_changed)
        self.strip.chosen.connect(self.select_key)
        for view in self._views:
            view.copies = self.copy_wanted.emit
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._on_menu_requested, view))
