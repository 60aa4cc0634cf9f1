"""How the coverage's strip is painted: a lane for each kind of signature, and what part it is.

A box has its lanes filled as far as its values are covered; an empty box is covered by nothing.
The lanes lie in one order everywhere and bear their signs, so that colour is not all there is.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from inspector.gui.coverage import coverage_words
from inspector.gui.coverage.coverage_parts import Part
from inspector.gui.coverage.coverage_view import CoverageTable
from inspector.gui.coverage.strip_boxes import Boxes, boxes
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.tree.share import Span

MARGIN = 4
"""Around the boxes, for the ring of the focus."""
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
"""From this pitch on a box has an outline; below that there is no room for one."""


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
        self._captions = QFontMetrics(theme.font(Text.CAPTION))
        self.size = QSize(width, height + 2 * MARGIN + _ABOVE_CAPTIONS + self._captions.height())

    def rect(self, first: int, last: int) -> QRect:
        """Around the boxes from the place ``first`` to ``last``."""
        left, right = self.boxes.left(first), self.boxes.left(last + 1) - self.boxes.gap
        return QRect(
            self.area.left() + left, self.area.top(), max(1, right - left), self.area.height()
        )

    def paint(self, ratio: float) -> QPixmap:
        """The boxes and the captions, at this ratio of device pixels."""
        pixmap = QPixmap(self.size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(self._theme.colours.surface))
        with QPainter(pixmap) as painter:
            self._paint_signs(painter)
            is_roomy = self.boxes.pitch >= _OUTLINED
            grounds = range(len(self.boxes.spans)) if is_roomy else ()
            for box in [self.rect(place, place) for place in grounds] or [self.area]:
                self._paint_ground(painter, box)
            for place, span in enumerate(self.boxes.spans):
                self._paint_box(painter, self.rect(place, place), span)
            self._paint_captions(painter)
        return pixmap

    def _paint_signs(self, painter: QPainter) -> None:
        if len(self._lanes) > 1:
            for lane, kind in enumerate(self._lanes):
                sign = coverage_words.sign_of(kind)
                pixmap = self._theme.pixmap(sign.icon, sign.tone, _LETTER)
                painter.drawPixmap(QPoint(MARGIN, self._lane(self.area, lane).top()), pixmap)

    def _paint_ground(self, painter: QPainter, box: QRect) -> None:
        """What is seen where nothing covers: an outline, around all boxes if there is no room."""
        painter.setPen(QColor(self._theme.colours.border))
        painter.setBrush(QColor(self._theme.colours.sunken))
        for lane in range(len(self._lanes)):
            painter.drawRect(self._lane(box, lane).adjusted(0, 0, -1, -1))

    def _paint_box(self, painter: QPainter, box: QRect, span: Span) -> None:
        for lane, kind in enumerate(self._lanes):
            if kind and (share := span.share.by(kind)):
                place = self._lane(box, lane)
                place.setTop(place.top() + place.height() - self._filled(share, span.share.leaves))
                painter.fillRect(place, self._theme.colour(coverage_words.sign_of(kind).tone))

    def _lane(self, box: QRect, lane: int) -> QRect:
        top = box.top() + lane * (self._lane_height + _BETWEEN_LANES)
        return QRect(box.left(), top, box.width(), self._lane_height)

    def _filled(self, share: int, leaves: int) -> int:
        """How high a lane is filled; seen not to be full nor empty where its values are mixed."""
        if share == leaves:
            return self._lane_height
        part = round(self._lane_height * share / leaves)
        return min(max(part, _LEAST_PART), self._lane_height - _LEAST_PART)

    def _paint_captions(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(Text.CAPTION))
        painter.setPen(self._theme.colour(Tone.MUTED))
        baseline = self.area.bottom() + MARGIN + _ABOVE_CAPTIONS + self._captions.ascent()
        for x, name in self.captions():
            painter.drawText(x, baseline, name)

    def captions(self) -> list[tuple[int, str]]:
        """The names of the parts that have room below them; no smaller part cuts a larger's."""
        free = {self.size.width(): 0}  # by where room ends, where it begins
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

    def _x(self, part: Part) -> int:
        return self.area.left() + self.boxes.left(self.boxes.of(part.begin))


def outline(painter: QPainter, theme: Theme, box: QRect) -> None:
    """The mark of what is selected: it stands out on the boxes and between them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = QRectF(box).adjusted(-2, -2, 2, 2)
    painter.setPen(QPen(QColor(theme.colours.surface), 4))
    painter.drawRoundedRect(around, _RADIUS, _RADIUS)
    painter.setPen(QPen(QColor(theme.colours.accent), 2))
    painter.drawRoundedRect(around, _RADIUS, _RADIUS)
