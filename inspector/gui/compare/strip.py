"""The strip at the right edge of a comparison: all differences, and the visible part of the
trees."""

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QScrollBar, QSizePolicy

from inspector.compare.columns import ChangeKind
from inspector.gui.compare import pair_row
from inspector.gui.compare.comparison_tree import ComparisonTree, RowRange
from inspector.gui.compare.pair_row import PairRows
from inspector.gui.document.document_model import join_spoken
from inspector.gui.document.rows import AllRows, Rows
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import plural
from inspector.gui.widgets.strip import StripWidget
from inspector.named_tuple import NamedTuple

# --- the marks: a shape for a difference if there is space, else lines --------------------------
# The strip represents the rows with exactly the branches expanded that lead to a difference
# (``VisualOrder``), so a difference has its position among these rows. Differences at the same
# pixel are lines of a pixel or two, side by side by kind. They are found pixel by pixel, so the
# cost is the same for ten differences and for a million.


class MarkShape(NamedTuple):
    """One difference, ``size`` pixels high, centred at ``y``."""

    kind: ChangeKind
    y: float
    size: float


class MarkLine(NamedTuple):
    """Differences of one kind at the same pixel ``y``."""

    kind: ChangeKind
    y: int


class _Pixel(NamedTuple):
    """The differences from ``first`` to ``end``, excluded, are at the pixel ``y``."""

    y: int
    first: int
    end: int


class StripMarks:
    """The marks of ``paired`` on a strip of ``height`` pixels."""

    def __init__(
        self, paired: ComparisonTree, height: int, smallest: float, largest: float
    ) -> None:
        """A shape is ``largest`` pixels high, or as high as a row if others are near."""
        self._paired = paired
        self._per_row = height / max(1, paired.visual_order.total)
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
        """The top of a row."""
        return row * self._per_row

    def row(self, y: float) -> float:
        return y / self._per_row

    def middle(self, number: int) -> float:
        """The middle of a difference."""
        return self.y(self._paired.places[number] + 0.5)

    def numbers(self, begin: float, end: float) -> range:
        """The differences whose middle is between two heights."""
        places = self._paired.places
        return range(
            bisect_left(places, self.row(begin) - 0.5), bisect_left(places, self.row(end) - 0.5)
        )

    def _pixels(self) -> Iterator[_Pixel]:
        """The pixels with differences."""
        first, count = 0, len(self._paired.places)
        while first < count:
            y = int(self.middle(first))
            end = max(first + 1, bisect_left(self._paired.places, self.row(y + 1) - 0.5))
            yield _Pixel(y, first, end)
            first = end

    def _room(self, pixel: _Pixel) -> float:
        """The distance to the nearest other difference."""
        places = self._paired.places
        rows = [
            places[end] - places[end - 1]
            for end in (pixel.first, pixel.end)
            if 0 < end < len(places)
        ]
        return self.y(min(rows, default=self._paired.visual_order.total))

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


def of_differences(paired: ComparisonTree, numbers: range) -> str:
    """The text of a single difference; for several their number and the first; "" for none."""
    if not numbers:
        return ""
    rows = PairRows(paired, Rows(paired.outline, AllRows(paired.outline)))
    first = rows.spoken(paired.keys[numbers.start])
    if len(numbers) == 1:
        return first
    return join_spoken(plural("PairRows", "%n difference", "%n differences", len(numbers)), first)


# --- how they are painted -----------------------------------------------------------------------

_EDGE = 2
"""The margin at both sides of the lines."""
_THICK = 2
_RADIUS = 2
_FLAT = 0.36
"""The height of the bar for a removal, relative to its width."""
_BETWEEN_ARROWS = 0.04


def paint(theme: Theme, marks: StripMarks, size: QSize, margin: int, ratio: float) -> QPixmap:
    """All marks, from ``margin`` below the upper edge, at this device pixel ratio."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    lanes = [kind for kind in ChangeKind if any(line.kind is kind for line in marks.lines)]
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(0, margin)
        for line in marks.lines:
            painter.fillRect(_lane(line, lanes, size.width()), _colour(theme, line.kind))
        for shape in marks.shapes:
            painter.setBrush(_colour(theme, shape.kind))
            _DRAWN[shape.kind](painter, _box(shape, size.width()))
    return pixmap


def paint_frame(painter: QPainter, theme: Theme, frame: QRectF) -> None:
    """Paint the frame of the visible part of the trees."""
    painter.setPen(QPen(QColor(theme.colours.edge), 1))
    painter.setBrush(QColor(theme.colours.surface))
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)


def _colour(theme: Theme, kind: ChangeKind) -> QColor:
    return theme.colour(pair_row.of_kind(kind).tone)


def _lane(line: MarkLine, lanes: list[ChangeKind], width: int) -> QRectF:
    each = (width - 2 * _EDGE) / len(lanes)
    left = _EDGE + lanes.index(line.kind) * each
    return QRectF(left, line.y, each if len(lanes) == 1 else each - 1, _THICK)


def _box(shape: MarkShape, width: int) -> QRectF:
    return QRectF((width - shape.size) / 2, shape.y - shape.size / 2, shape.size, shape.size)


def _square(painter: QPainter, box: QRectF) -> None:
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)


def _bar(painter: QPainter, box: QRectF) -> None:
    flat = box.height() * _FLAT
    painter.drawRect(QRectF(box.left(), box.center().y() - flat / 2, box.width(), flat))


def _diamond(painter: QPainter, box: QRectF) -> None:
    middle = box.center()
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x(), box.top()),
                QPointF(box.right(), middle.y()),
                QPointF(middle.x(), box.bottom()),
                QPointF(box.left(), middle.y()),
            ]
        )
    )


def _arrows(painter: QPainter, box: QRectF) -> None:
    """Two arrow heads, the upper one to the right, the lower one to the left."""
    gap = box.height() * _BETWEEN_ARROWS
    above, below = box.center().y() - gap, box.center().y() + gap
    for tip, back, near, far in (
        (box.right(), box.left(), above, box.top()),
        (box.left(), box.right(), below, box.bottom()),
    ):
        head = [QPointF(back, near), QPointF(back, far), QPointF(tip, (near + far) / 2)]
        painter.drawPolygon(QPolygonF(head))


_DRAWN = {
    ChangeKind.ADDED: _square,
    ChangeKind.REMOVED: _bar,
    ChangeKind.CHANGED: _diamond,
    ChangeKind.MOVED: _arrows,
}

_WIDTH = 18
_MARGIN = 3
_SMALLEST, _LARGEST = 5, 11
_LEAST_FRAME = 10
_NEAR = 5
"""The largest distance of the pointer at which a difference is meant."""
_RING = 2


class OverviewStrip(StripWidget):
    """Shows the differences of a ``ComparisonTree``; reports the chosen one."""

    chosen = Signal(object)
    """The key of the row."""

    def __init__(self, theme: Theme, bar: QScrollBar) -> None:
        """``bar`` is the scroll bar that the mouse wheel moves."""
        super().__init__(theme, Qt.Key.Key_Up, Qt.Key.Key_Down)
        self._bar = bar
        self._paired: ComparisonTree | None = None
        self._marks: StripMarks | None = None
        self._seen = RowRange(0, 0)
        self._current: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Differences from top to bottom"))

    @property
    def marks(self) -> StripMarks | None:
        return self._marks

    def show_paired(self, paired: ComparisonTree | None) -> None:
        self._paired = paired
        self._seen = RowRange(0, 0)
        self._current = None
        self._lay_out()

    def show_seen(self, stretch: RowRange) -> None:
        """Frame the rows that are visible in the trees."""
        if stretch != self._seen:
            self._seen = stretch
            self.update()

    def show_current(self, number: int | None) -> None:
        """Mark a difference, or none, without emitting signals."""
        self._current = number
        words = ""
        if self._paired is not None and number is not None:
            words = of_differences(self._paired, range(number, number + 1))
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(_WIDTH), 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(_WIDTH), 40)

    # --- laying out and painting ----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.colours.window))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._marks is not None:
                self._paint_frame(painter, self._marks)
                painter.drawPixmap(0, 0, self._picture(self._marks))
                self._paint_current(painter, self._marks)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colour(ColourRole.ACCENT), _RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _picture(self, marks: StripMarks) -> QPixmap:
        if self._pixmap is None:
            self._pixmap = paint(self._theme, marks, self.size(), _MARGIN, self.devicePixelRatioF())
        return self._pixmap

    def _paint_frame(self, painter: QPainter, marks: StripMarks) -> None:
        begin, end = (_MARGIN + marks.y(row) for row in self._seen)
        if self._seen.begin < self._seen.end and (marks.shapes or marks.lines):
            short = max(0.0, self._theme.pixels(_LEAST_FRAME) - (end - begin))
            frame = QRectF(1.5, begin - short / 2, self.width() - 3, end - begin + short)
            paint_frame(painter, self._theme, frame)

    def _paint_current(self, painter: QPainter, marks: StripMarks) -> None:
        if self._current is not None:
            size = self._theme.pixels(_LARGEST)
            y = _MARGIN + marks.middle(self._current)
            box = QRectF((self.width() - size) / 2, y - size / 2, size, size)
            painter.setPen(QPen(self._theme.colour(ColourRole.ACCENT), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), _RADIUS, _RADIUS)

    def _lay_out(self) -> None:
        self._pixmap = None
        self._marks = None
        if self._paired is not None:
            height = max(1, self.height() - 2 * _MARGIN)
            largest = self._theme.pixels(_LARGEST)
            self._marks = StripMarks(self._paired, height, _SMALLEST, largest)
        self.update()

    # --- mouse and keyboard ---------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._bar, event)

    @property
    def count(self) -> int:
        return len(self._paired.keys) if self._paired else 0

    @property
    def here(self) -> int:
        return -1 if self._current is None else self._current

    def _choose_at(self, y: float) -> None:
        if self._paired is not None and self._marks is not None and self._paired.keys:
            self.choose(self._paired.nearest(self._marks.row(y - _MARGIN) - 0.5))

    def choose(self, number: int) -> None:
        if self._paired is not None and number != self._current:
            self.chosen.emit(self._paired.keys[number])

    def tip_at(self, place: QPoint) -> tuple[str, QRect]:
        if self._paired is None or self._marks is None:
            return "", QRect()
        y, near = place.y() - _MARGIN, self._theme.pixels(_NEAR)
        numbers = self._marks.numbers(y - near, y + near)
        return of_differences(self._paired, numbers), QRect()
