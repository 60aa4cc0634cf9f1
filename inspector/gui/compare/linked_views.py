"""Several views of one model that move as one: scrolling, open branches, the selection.

What one view is made to do the others do once; what they report of it goes no further.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QTreeView


class LinkedViews(QObject):
    """Links ``views``, which have one model and rows of one height."""

    moved = Signal()
    """Other rows may be seen than before."""

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
        """Keep columns of several views at one width."""
        for view, column in columns:
            others = [other for other in columns if other[0] is not view]
            view.header().sectionResized.connect(partial(self._on_resized, column, others))

    def lay_out(self) -> None:
        """Lay out all rows now, after the model was reset; all stand at their beginning."""
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
        """Whether this is the first of what follows from one another."""
        if self._is_linking:
            yield False
            return
        self._is_linking = True
        try:
            yield True
        finally:
            self._is_linking = False
