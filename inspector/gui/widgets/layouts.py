"""Layouts: boxes, a flow layout, a scrolling page, sections and hairlines."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label
from inspector.named_tuple import NamedTuple

_Box = TypeVar("_Box", QHBoxLayout, QVBoxLayout)
_Edges: TypeAlias = tuple[int, int, int, int]
_NO_EDGES = (0, 0, 0, 0)


def h_box(
    *parts: QWidget | QLayout,
    on: QWidget | None = None,
    spacing: int | None = None,
    edges: _Edges | None = None,
) -> QHBoxLayout:
    """A horizontal box layout with ``parts``, set ``on`` a widget or to be put into another layout.

    Without ``edges`` it has no margins; without ``spacing`` it uses the style's.
    """
    return _filled(QHBoxLayout(), parts, on, spacing, edges)


def v_box(
    *parts: QWidget | QLayout,
    on: QWidget | None = None,
    spacing: int | None = None,
    edges: _Edges | None = None,
) -> QVBoxLayout:
    """The same, vertical."""
    return _filled(QVBoxLayout(), parts, on, spacing, edges)


def _filled(
    box: _Box,
    parts: Iterable[QWidget | QLayout],
    on: QWidget | None,
    spacing: int | None,
    edges: _Edges | None,
) -> _Box:
    if on is not None:
        on.setLayout(box)
    if on is not None or edges is not None:
        box.setContentsMargins(*(edges or _NO_EDGES))
    if spacing is not None:
        box.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box


def named_rows(theme: Theme, rows: Iterable[tuple[str, QWidget, str]]) -> QGridLayout:
    """Widgets below one another, each beside its name; the third value is the widget's text for a
    screen reader."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (name, view, spoken) in enumerate(rows):
        label = Label(theme, TextStyle.LABEL, ColourRole.FAINT, name)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        view.setAccessibleName(f"{name}: {spoken}")
        grid.addWidget(view, row, 1)
    return grid


def invalidate_all(layout: QLayout) -> None:
    """Invalidate a layout and all that are nested in it, also in its widgets.

    ``findChildren`` would have PySide look at every object in between.
    """
    layout.invalidate()
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget = item.widget()
        inner = item.layout() if widget is None else widget.layout()
        if inner is not None:
            invalidate_all(inner)


class FlowLayout(QLayout):
    """Places items from left to right, then in further lines, vertically centred in each line.

    Lines may be ``centred``. No item is cut while there is height left.
    """

    centred = False

    def __init__(self, parent: QWidget | None = None, gap: int = 24, line_gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._items: list[QLayoutItem] = []
        self._sizes: list[_Sizes] | None = None
        """The sizes of the visible items, cached because nested layouts ask repeatedly; cleared if
        an item changes."""
        self._heights: dict[int, int] = {}
        """Heights by width, cached as long."""
        self.setContentsMargins(0, 0, 0, 0)

    def fill(self, parts: Iterable[QWidget]) -> None:
        """Replace the items; the old ones are not deleted."""
        while self.takeAt(0) is not None:
            pass
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = self._shown()
        width = sum(one.width for one in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((one.height for one in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = self._shown()
        return QSize(
            max((one.least_width for one in sizes), default=0),
            max((one.least_height for one in sizes), default=0),
        )

    def _forget(self) -> None:
        self._sizes = None
        self._heights.clear()

    def _shown(self) -> "list[_Sizes]":
        if self._sizes is None:
            self._sizes = [_sizes(item) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        top, room = rect.y(), rect.width()
        y = top
        for line in self._lines(room):
            height = max(place.height for place in line)
            free = max(0, room - line[-1].x - line[-1].width) if self.centred else 0
            for place in line if move else ():
                left, down = rect.x() + place.x + free // 2, y + (height - place.height) // 2
                place.item.setGeometry(QRect(left, down, place.width, place.height))
            y += height + self._line_gap
        return max(0, y - self._line_gap - top)

    def _lines(self, room: int) -> "Iterator[list[_Place]]":
        """The items of each line, and where they are in it."""
        line: list[_Place] = []
        x = 0
        for one in self._shown():
            width = min(one.width, max(room, one.least_width))
            if line and x + width > room:
                yield line
                line, x = [], 0
            is_wrapped = width < one.width and one.item.hasHeightForWidth()
            height = one.item.heightForWidth(width) if is_wrapped else one.height
            line.append(_Place(one.item, x, width, height))
            x += width + self._gap
        if line:
            yield line


class _Sizes(NamedTuple):
    """The preferred and the minimum size of an item."""

    item: QLayoutItem
    width: int
    height: int
    least_width: int
    least_height: int


class _Place(NamedTuple):
    """Where an item is in its line."""

    item: QLayoutItem
    x: int
    width: int
    height: int


def _sizes(item: QLayoutItem) -> _Sizes:
    hint, least = item.sizeHint(), item.minimumSize()
    return _Sizes(item, hint.width(), hint.height(), least.width(), least.height())


# --- a widget whose height always follows from its width ----------------------------------------


class FittedWidget(QWidget):
    """Subclasses have a layout, call ``fit`` if it needs another height, and override ``arrange``,
    which arranges their parts for a width."""

    def hasHeightForWidth(self) -> bool:
        """Fixed height; otherwise the parent may shrink it."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange(event.size().width())
            self.fit()

    def arrange(self, width: int) -> None:
        pass

    def fit(self) -> None:
        if (layout := self.layout()) is None:
            return
        _settle(layout)
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
        else:
            height = layout.totalSizeHint().height()
        self.setFixedHeight(height)
        _settle(layout)


def _settle(layout: QLayout) -> None:
    """Otherwise changes deep inside the layout would take effect only with the next event."""
    layout.invalidate()
    layout.activate()


class WidthFirst(QWidget):
    """Gets its height for the width that it is given, and prefers none: Qt would lay out all texts
    in it for the width that it prefers, too, and again at each level of such widgets."""

    _layout: QLayout | None = None
    """As set; asked of Qt, PySide would create types for all layouts."""

    def setLayout(self, layout: QLayout) -> None:
        super().setLayout(layout)
        self._layout = layout

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._layout is None else self._layout.sizeHint()


# --- painting backgrounds and hairlines ---------------------------------------------------------


def fill(painter: QPainter, place: QRect | QRectF, colour: str) -> None:
    """Fill a rectangle. ``fillRect`` would make PySide create its gradient types at the start."""
    painter.setBackground(QColor(colour))
    painter.eraseRect(place)


class Hairline(QWidget):
    """A hairline in the colour of borders."""

    def __init__(self, theme: Theme, *, vertical: bool = False) -> None:
        super().__init__()
        self._theme = theme
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            fill(painter, event.rect(), self._theme.colours.border)


# --- a scrolling column that is filled again for each content -----------------------------------

_BETWEEN = 20


class ScrollPage(QScrollArea):
    """Widgets below one another with the full width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._waiting: Callable[[], None] | None = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill_now()

    def fill_when_seen(self, fill: Callable[[], None]) -> None:
        """Fill the page now if it is visible, else when it becomes visible."""
        self._waiting = fill
        if self.isVisible():
            self._fill_now()

    def _fill_now(self) -> None:
        fill, self._waiting = self._waiting, None
        if fill is not None:
            fill()

    def fill(self, parts: list[QWidget]) -> None:
        holder, column = _column(_BETWEEN)
        for part in parts:
            column.insertWidget(column.count() - 1, part)
        self.setWidget(holder)

    def begin(self, between: int) -> QVBoxLayout:
        """A new empty column; insert widgets before the stretch at its end."""
        holder, column = _column(between)
        self.setWidget(holder)
        return column

    def heading(self, text: str) -> Label:
        return Label(self.theme, TextStyle.HEADING, ColourRole.TEXT, text)


def _column(between: int) -> tuple[QWidget, QVBoxLayout]:
    holder = WidthFirst()
    column = v_box(on=holder, spacing=between, edges=(0, 0, 12, 0))
    column.addStretch()
    return holder, column


def section(*parts: QWidget) -> QWidget:
    """Widgets that belong together, the first a heading."""
    holder = WidthFirst()
    v_box(*parts, on=holder, spacing=6)
    return holder
