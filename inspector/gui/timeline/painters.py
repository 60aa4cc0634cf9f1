"""Painters for what spans several rows of a timeline: signers, grid, links."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_model
from inspector.gui.timeline.axis import MARK, TimelineAxis, TimelineDelegate
from inspector.gui.timeline.timeline import EventLink, Lane
from inspector.gui.timeline.timeline_model import TimelineModel, link_word
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple


class RowSpan(NamedTuple):
    """The visible rows from ``first`` to ``end``, excluded; in pixels of the viewport."""

    first: int
    end: int
    height: int
    offset: int

    @classmethod
    def seen(cls, rows: int, height: int, offset: int, viewport: int) -> "RowSpan":
        """Those of ``rows`` in a viewport scrolled down by ``offset``."""
        first, end = offset // height, -(-(offset + viewport) // height)
        return cls(max(0, first), min(rows, end), height, offset)

    def top(self, row: int) -> int:
        return row * self.height - self.offset

    def middle(self, row: int) -> float:
        return self.top(row) + self.height / 2

    def holds(self, row: int) -> bool:
        return self.first <= row < self.end


_EDGE = 16
_TOP = 7
_GAP = 6
_BETWEEN = 3


class _Part(NamedTuple):
    """A piece of a line; its icon, if any, is a sign."""

    text: str
    font: TextStyle
    tone: ColourRole
    icon: str = ""


class LanePainter:
    """Paints name, key and standing of a signer beside its rows.

    The label stays visible as long as a row of the lane is.
    """

    def __init__(self, theme: Theme, model: TimelineModel) -> None:
        self._theme = theme
        self._model = model

    def paint(self, painter: QPainter, span: RowSpan, column: QRect, width: int) -> None:
        """``column`` is the column of the signers, ``width`` the visible width of a row."""
        row = span.first
        while row < span.end:
            lane = self._model.lane_of(row)
            top, bottom = span.top(lane.first), span.top(lane.end)
            place = QRect(column.left(), top, column.width(), bottom - top)
            painter.setClipRect(place)
            painter.fillRect(place, self._theme.colours.sunken)
            self._paint_label(painter, lane, place)
            painter.setClipping(False)
            painter.setPen(self._theme.colours.border)
            painter.drawLine(0, place.bottom(), width, place.bottom())
            row = lane.end

    def _paint_label(self, painter: QPainter, lane: Lane, place: QRect) -> None:
        lines = _lines(lane)
        heights = [max(self._height(part) for part in line) for line in lines]
        between = self._theme.pixels(_BETWEEN) if len(lines) > 2 else 0  # noqa: PLR2004 - see _lines
        height = sum(heights) + between * (len(lines) - 1)
        top = place.top() + min(self._theme.pixels(_TOP), (place.height() - height) // 2)
        top = max(top, min(self._theme.pixels(_TOP), place.bottom() - height))
        edge = self._theme.pixels(_EDGE)
        for line, tall in zip(lines, heights, strict=True):
            box = QRect(place.left() + edge, top, place.width() - edge - edge // 2, tall)
            self._paint_line(painter, line, box)
            top += tall + between

    def _paint_line(self, painter: QPainter, line: list[_Part], box: QRect) -> None:
        for part in line:
            if part.icon:
                sign = self._theme.pixmap(part.icon, part.tone)
                size = sign.deviceIndependentSize().toSize()
                painter.drawPixmap(box.left(), box.center().y() - size.height() // 2 + 1, sign)
                box.setLeft(box.left() + size.width() + self._theme.pixels(_GAP))
            painter.setFont(self._theme.font(part.font))
            painter.setPen(self._theme.colour(part.tone))
            shown = painter.fontMetrics().elidedText(
                part.text, Qt.TextElideMode.ElideRight, max(0, box.width())
            )
            painter.save()
            # combining marks could be painted over the program's words above and below
            painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            painter.restore()
            used = painter.fontMetrics().horizontalAdvance(shown) + self._theme.pixels(_GAP)
            box.setLeft(box.left() + used)

    def _height(self, part: _Part) -> int:
        return QFontMetrics(self._theme.font(part.font)).height()


def lane_width(theme: Theme, lane: Lane) -> int:
    """The width in which no line about a signer is cut."""

    def width(part: _Part) -> int:
        sign = theme.pixels(SMALL) + theme.pixels(_GAP) if part.icon else 0
        text = QFontMetrics(theme.font(part.font)).horizontalAdvance(part.text)
        return sign + text + 1  # rounded down, with which Qt would elide it

    gap = theme.pixels(_GAP)
    widest = max(sum(map(width, line)) + gap * (len(line) - 1) for line in _lines(lane))
    edge = theme.pixels(_EDGE)
    return widest + edge + edge // 2


def _lines(lane: Lane) -> list[list[_Part]]:
    """Three lines; two if the lane has a single row, which has no space for more."""
    name = _Part(timeline_model.signer(lane), TextStyle.HEADING, ColourRole.TEXT)
    key = _Part(timeline_model.key(lane), TextStyle.CAPTION, ColourRole.MUTED)
    found: StatusBadge = timeline_model.key_sign(lane)
    sign = _Part(found.word, TextStyle.LABEL, found.tone, found.icon)
    return [[name], [sign, key]] if lane.end - lane.first == 1 else [[name], [key], [sign]]


_BUILT = 2
_DOTS = [1.0, 3.0]


class GridPainter:
    """Paints the lines of the axis across the rows."""

    def __init__(self, theme: Theme, axis: TimelineAxis) -> None:
        self._theme = theme
        self._axis = axis

    def paint_ground(self, painter: QPainter, column: QRect) -> None:
        """Paint what is below the background of the current row in the time column."""
        colours = self._theme.colours
        painter.setClipRect(column)
        for hatch in self._axis.hatches():
            place = QRectF(hatch.left, column.top(), hatch.right - hatch.left, column.height())
            painter.fillRect(place, QColor(colours.sunken))
            painter.fillRect(place, QBrush(QColor(colours.border), Qt.BrushStyle.BDiagPattern))
        painter.setClipping(False)

    def paint_lines(self, painter: QPainter, column: QRect) -> None:
        """Paint what is visible on the background of every row."""
        painter.setClipRect(column)
        edge = QPen(QColor(self._theme.colours.edge))
        edge.setDashPattern(_DOTS)
        painter.setPen(edge)
        for hatch in self._axis.hatches():
            _draw_down(painter, column, round(hatch.left), round(hatch.right))
        painter.setPen(QColor(self._theme.colours.border))
        _draw_down(painter, column, *(round(tick.x) for tick in self._axis.ticks()))
        if (x := self._axis.built()) is not None:
            painter.setPen(QPen(self._theme.colour(ColourRole.BUNDLE), self._theme.pixels(_BUILT)))
            _draw_down(painter, column, x)
        painter.setClipping(False)


def _draw_down(painter: QPainter, column: QRect, *places: float) -> None:
    for x in places:
        painter.drawLine(QLineF(x, column.top(), x, column.bottom() + 1))


_MOST = 200
_WORDED = 4
"""Up to this many links are all labelled."""
_BEND = 60
_BOW = 26
_HEAD = 5
_STUB = 18
_FAR = 20_000.0
_WORD_BESIDE = 12


class _WordedLink(NamedTuple):
    """A link that is labelled, as read from ``row``."""

    link: EventLink
    row: int
    tone: ColourRole


class LinkPainter:
    """Paints the links of a timeline."""

    def __init__(self, theme: Theme, model: TimelineModel, delegate: TimelineDelegate) -> None:
        self._theme = theme
        self._model = model
        self._delegate = delegate

    def paint(self, painter: QPainter, span: RowSpan, looked_at: Iterable[int]) -> None:
        """``looked_at`` are the row under the pointer and the current row, if any."""
        near = {link: row for row in looked_at for link in self._links(row)}
        far = [link for link in self._seen(span) if link not in near]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for link in far[:_MOST]:
            self._paint_link(painter, span, link, ColourRole.FAINT)
        for link in list(near)[:_MOST]:
            self._paint_link(painter, span, link, ColourRole.ACCENT)
        told = [_WordedLink(link, row, ColourRole.ACCENT) for link, row in near.items()]
        if len(far) <= _WORDED:
            told += [_WordedLink(link, link.source, ColourRole.MUTED) for link in far]
        self._paint_words(painter, span, told[:_MOST])

    def _seen(self, span: RowSpan) -> Iterator[EventLink]:
        """The links with both ends in visible rows."""
        for row in range(span.first, span.end):
            for link in self._links(row):
                if link.source == row and (link.target is None or span.holds(link.target)):
                    yield link

    def _links(self, row: int) -> tuple[EventLink, ...]:
        timeline = self._model.timeline
        return timeline.links.get(row, ()) if timeline else ()

    def _mark(self, span: RowSpan, row: int) -> QPointF:
        """The end of a link: the first mark of a row, or the left edge if it has none."""
        marks = self._delegate.marks(self._model.event_at(row))
        x = marks[0] if marks else self._delegate.left
        # a painter is slow with coordinates far outside the visible area
        return QPointF(*(min(max(-_FAR, place), _FAR) for place in (x, span.middle(row))))

    def _paint_link(
        self, painter: QPainter, span: RowSpan, link: EventLink, tone: ColourRole
    ) -> None:
        start = self._mark(span, link.source)
        colour = self._theme.colour(_tone(link, tone))
        painter.setPen(QPen(colour, self._theme.pixels(3) / 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if link.target is None:
            self._paint_stub(painter, start)
        elif link.target != link.source:
            path, head = self._curve(start, self._mark(span, link.target))
            painter.drawPath(path)
            painter.setBrush(colour)
            painter.drawPolygon(head)

    def _curve(self, start: QPointF, end: QPointF) -> tuple[QPainterPath, QPolygonF]:
        """The path from the edge of one mark to that of another, and the arrow head."""
        reach, head = self._theme.pixels(MARK + 1), self._theme.pixels(_HEAD)
        if abs(end.x() - start.x()) < self._theme.pixels(_BOW):
            # an arc on the left, around the marks between the two
            way = back = QPointF(-1, 0)
            aside, bend = QPointF(0, 0.6 * head), float(self._theme.pixels(_BOW))
        else:
            way = QPointF(0, 1 if end.y() > start.y() else -1)
            back, aside = -way, QPointF(0.6 * head, 0)
            bend = min(abs(end.y() - start.y()) / 2, self._theme.pixels(_BEND))
        tip = end + back * reach
        neck = tip + back * head
        path = QPainterPath(start + way * reach)
        path.cubicTo(start + way * bend, end + back * bend, neck)
        return path, QPolygonF([tip, neck - aside, neck + aside])

    def _paint_stub(self, painter: QPainter, start: QPointF) -> None:
        """Paint a link to nothing as a short line that ends in a cross."""
        mark, arm = self._theme.pixels(MARK), self._theme.pixels(3)
        end = start - QPointF(self._theme.pixels(_STUB), 0)
        painter.drawLine(start - QPointF(mark, 0), end)
        for rise in (-arm, arm):
            painter.drawLine(end + QPointF(-arm, -rise), end + QPointF(arm, rise))

    def _paint_words(self, painter: QPainter, span: RowSpan, told: list[_WordedLink]) -> None:
        """Label the links; a label that would overlap another is left out."""
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        painted: list[QRectF] = []
        for one in told:
            word = link_word(one.link, one.row)
            place = self._word_place(painter, span, one, word)
            if place is not None and not any(place.intersects(other) for other in painted):
                painted.append(place)
                painter.fillRect(place.adjusted(-3, 0, 3, 0), self._theme.colours.surface)
                painter.setPen(self._theme.colour(_tone(one.link, one.tone)))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)

    def _word_place(
        self, painter: QPainter, span: RowSpan, told: _WordedLink, word: str
    ) -> QRectF | None:
        """The place of a label beside the mark of the row, towards the other; None if not
        visible."""
        link, row, _ = told
        column, mark = painter.clipBoundingRect(), self._mark(span, row)
        if not column.contains(mark):
            return None
        middle = mark.y()
        if link.target is not None:
            other = link.target if row == link.source else link.source
            middle += span.height * (0.75 if other > row else -0.75)
        width = painter.fontMetrics().horizontalAdvance(word)
        height = painter.fontMetrics().height()
        left = min(mark.x() + self._theme.pixels(_WORD_BESIDE), column.right() - width)
        return QRectF(left, middle - height / 2, width, height)


def _tone(link: EventLink, tone: ColourRole) -> ColourRole:
    """A link to nothing fails its check, so it always has that colour."""
    return ColourRole.FAIL if link.target is None else tone
