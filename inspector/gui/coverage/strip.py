"""The strip of the Coverage view: all values of the file from left to right, and their cover."""

from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from inspector.gui.coverage import coverage_detail, coverage_table
from inspector.gui.coverage.coverage_table import CoverageTable, LeafRange
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.strip import StripWidget
from inspector.tree.covers import Covers, CoverSpan
from inspector.verify.format import Cover

_MOST = 2_000
_NARROWEST = 3
_WIDEST = 24
_ROOMY, _TIGHT = 8, 4


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of equal width in device-independent pixels, from the left edge."""

    spans: list[CoverSpan]
    pitch: float
    _begins: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begins", [span.begin for span in self.spans])

    @property
    def gap(self) -> int:
        """The space between two boxes, included in the pitch."""
        return 2 if self.pitch >= _ROOMY else 1 if self.pitch >= _TIGHT else 0

    def left(self, place: int) -> int:
        """The left edge of the box at ``place``, where the previous box with its gap ends."""
        return round(place * self.pitch)

    def at(self, x: float) -> int | None:
        """The index of the box at ``x``; None outside."""
        place = int(x / self.pitch) if self.pitch and x >= 0 else -1
        return place if 0 <= place < len(self.spans) else None

    def of(self, number: int) -> int:
        """The index of the box that contains the leaf with this number."""
        return bisect_right(self._begins, number) - 1


def boxes(covers: Covers, width: int, scale: float = 1.0) -> Boxes:
    """As many boxes as fit in ``width``; ``scale`` is the text magnification."""
    most = min(_MOST, max(1, int(width / (_NARROWEST * scale))))
    spans = covers.spans(most)
    return Boxes(spans, min(width / len(spans), _WIDEST * scale))


MARGIN = 4
"""The margin around the boxes for the focus ring."""
_ONE_LANE, _SEVERAL_LANES = 22, 12
_BETWEEN_LANES = 1
_LEAST_PART = 2
_GUTTER = 20
_LETTER = 12
_RADIUS = 2
_ABOVE_CAPTIONS = 1
_BETWEEN_CAPTIONS = 10
_NARROWEST_CAPTION = 44
_OUTLINED = 5
"""From this pitch, boxes have an outline; narrower ones have no space for it."""


class StripPicture:
    """The strip of one document at one width."""

    def __init__(self, theme: Theme, table: CoverageTable, width: int) -> None:
        self._theme = theme
        self._table = table
        self._lanes = table.kinds or (None,)
        several = len(self._lanes) > 1
        self._lane_height = theme.pixels(_SEVERAL_LANES if several else _ONE_LANE)
        gutter = theme.pixels(_GUTTER) if several else 0
        height = len(self._lanes) * (self._lane_height + _BETWEEN_LANES) - _BETWEEN_LANES
        room = max(1, width - gutter - 2 * MARGIN)
        self.boxes: Boxes = boxes(table.covers, room, theme.fonts.scale)
        used = self.boxes.left(len(self.boxes.spans))
        self.area = QRect(MARGIN + gutter, MARGIN, used, height)
        self._captions = QFontMetrics(theme.font(TextStyle.CAPTION))
        self.size = QSize(width, height + 2 * MARGIN + _ABOVE_CAPTIONS + self._captions.height())

    def rect(self, first: int, last: int) -> QRect:
        """The rectangle around the boxes ``first`` to ``last``."""
        left, right = self.boxes.left(first), self.boxes.left(last + 1) - self.boxes.gap
        return QRect(
            self.area.left() + left, self.area.top(), max(1, right - left), self.area.height()
        )

    def paint(self, ratio: float) -> QPixmap:
        """The boxes and captions at this device pixel ratio."""
        pixmap = QPixmap(self.size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(self._theme.colours.surface))
        with QPainter(pixmap) as painter:
            self._paint_signs(painter)
            is_roomy = self.boxes.pitch >= _OUTLINED
            grounds = range(len(self.boxes.spans)) if is_roomy else ()
            for box in [self.rect(place, place) for place in grounds] or [self.area]:
                self._paint_ground(painter, box)
            for lane, kind in enumerate(self._lanes):
                if kind is not None:
                    self._paint_lane(painter, lane, kind)
            self._paint_captions(painter)
        return pixmap

    def _paint_signs(self, painter: QPainter) -> None:
        if len(self._lanes) > 1:
            for lane, kind in enumerate(self._lanes):
                sign = coverage_table.cover_sign(kind)
                pixmap = self._theme.pixmap(sign.icon, sign.tone, _LETTER)
                painter.drawPixmap(QPoint(MARGIN, self._lane(self.area, lane).top()), pixmap)

    def _paint_ground(self, painter: QPainter, box: QRect) -> None:
        """Paint an outline where nothing covers, around all boxes if they are too narrow."""
        painter.setPen(QColor(self._theme.colours.border))
        painter.setBrush(QColor(self._theme.colours.sunken))
        for lane in range(len(self._lanes)):
            painter.drawRect(self._lane(box, lane).adjusted(0, 0, -1, -1))

    def _paint_lane(self, painter: QPainter, lane: int, kind: Cover) -> None:
        colour = self._theme.colour(coverage_table.cover_sign(kind).tone)
        for place, span in enumerate(self.boxes.spans):
            if share := span.share.by(kind):
                box = self._lane(self.rect(place, place), lane)
                box.setTop(box.top() + box.height() - self._filled(share, span.share.leaves))
                painter.fillRect(box, colour)

    def _lane(self, box: QRect, lane: int) -> QRect:
        top = box.top() + lane * (self._lane_height + _BETWEEN_LANES)
        return QRect(box.left(), top, box.width(), self._lane_height)

    def _filled(self, share: int, leaves: int) -> int:
        """The height of a lane's filling; visibly neither full nor empty if its values are
        mixed."""
        if share == leaves:
            return self._lane_height
        part = round(self._lane_height * share / leaves)
        return min(max(part, _LEAST_PART), self._lane_height - _LEAST_PART)

    def _paint_captions(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        painter.setPen(self._theme.colour(ColourRole.MUTED))
        baseline = self.area.bottom() + MARGIN + _ABOVE_CAPTIONS + self._captions.ascent()
        for x, name in self.captions():
            painter.drawText(x, baseline, name)

    def captions(self) -> list[tuple[int, str]]:
        """The names of the parts that fit; larger parts take precedence."""
        free = {self.size.width(): 0}  # free intervals: begin by end
        placed = []
        for part in sorted(self._table.parts, key=lambda part: part.begin - part.end):
            left = self._x(part)
            end = min(end for end in free if end > left)
            if left < free[end] or end - left < self._theme.pixels(_NARROWEST_CAPTION):
                continue
            room = end - left - _BETWEEN_CAPTIONS
            name = self._captions.elidedText(part.name, Qt.TextElideMode.ElideRight, room)
            placed.append((left, name))
            free[left] = free[end]
            free[end] = left + self._captions.horizontalAdvance(name) + _BETWEEN_CAPTIONS
        return sorted(placed)

    def _x(self, part: LeafRange) -> int:
        return self.area.left() + self.boxes.left(self.boxes.of(part.begin))


def outline(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The selection mark, visible on the boxes and between them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QRectF(box).adjusted(-2, -2, 2, 2)
    painter.setPen(QPen(QColor(theme.colours.surface), 4))
    painter.drawRoundedRect(around, _RADIUS, _RADIUS)
    painter.setPen(QPen(QColor(theme.colours.accent), 2))
    painter.drawRoundedRect(around, _RADIUS, _RADIUS)


_RING = 2


class CoverageStrip(StripWidget):
    """Shows the values of a ``CoverageTable``; reports the chosen one."""

    chosen = Signal(int)
    """The node of a value."""
    laid_out = Signal()
    """The number of values per box may have changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Qt.Key.Key_Left, Qt.Key.Key_Right)
        self._table: CoverageTable | None = None
        self._picture: StripPicture | None = None
        self._selected = range(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Signed values in the order of the file"))

    @property
    def picture(self) -> StripPicture | None:
        return self._picture

    @property
    def values_per_box(self) -> int:
        """The largest number of values per box."""
        if self._picture is None or not self._picture.boxes.spans:
            return 0
        spans = self._picture.boxes.spans
        return -(-spans[-1].end // len(spans))

    def show_table(self, table: CoverageTable | None) -> None:
        self._table = table
        self._selected = range(0)
        self._lay_out()
        self._describe()

    def show_node(self, node: int | None) -> None:
        """Outline the values at and under ``node``, or none, without emitting signals."""
        self._selected = range(0)
        if self._table is not None and node is not None:
            self._selected = self._table.covers.stretch(node)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self._picture.size.height() if self._picture else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    # --- laying out and painting ------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        if self._pixmap is None:
            self._pixmap = self._picture.paint(self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._pixmap)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.colour(ColourRole.ACCENT), _RING))
                edge = MARGIN - _RING // 2
                painter.drawRect(self._picture.area.adjusted(-edge, -edge, edge, edge))
            if self._selected:
                boxes = self._picture.boxes
                ends = boxes.of(self._selected.start), boxes.of(self._selected.stop - 1)
                outline(painter, self._theme, self._picture.rect(*ends))

    def _lay_out(self) -> None:
        self._pixmap = None
        self._picture = None
        if self._table is not None:
            self._picture = StripPicture(self._theme, self._table, self.width())
        self.updateGeometry()
        self.update()
        self.laid_out.emit()

    # --- mouse and keyboard -----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x(), event.position().y())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(place)

    @property
    def count(self) -> int:
        return len(self._picture.boxes.spans) if self._picture else 0

    @property
    def here(self) -> int:
        if self._picture is None or not self._selected:
            return -1
        return self._picture.boxes.of(self._selected.start)

    def choose(self, place: int) -> None:
        if self._picture is not None and self._table is not None:
            number = self._picture.boxes.spans[place].begin
            self.chosen.emit(self._table.covers.leaf(number))

    def _place_at(self, x: float, y: float) -> int | None:
        if self._picture is None:
            return None
        area = self._picture.area
        if not area.top() - MARGIN <= y <= area.bottom() + MARGIN:
            return None
        return self._picture.boxes.at(x - area.left())

    def tip_at(self, place: QPoint) -> tuple[str, QRect]:
        box = self._place_at(place.x(), place.y())
        if box is None or self._picture is None or self._table is None:
            return "", QRect()
        span = self._picture.boxes.spans[box]
        words = coverage_detail.of_values(self._table, span.begin, span.end)
        return words, self._picture.rect(box, box)

    def _describe(self) -> None:
        """Report the selection to screen readers."""
        words = ""
        if self._table is not None and self._selected:
            words = coverage_detail.of_values(
                self._table, self._selected.start, self._selected.stop
            )
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
