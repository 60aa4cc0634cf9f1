"""The widgets of the overview: a line that is a button, a collapsible group, the bar of shares."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from inspector.gui.document.copied import CopiedLine
from inspector.gui.document.detail import FindingAction
from inspector.gui.inspect.detail_pages import BrowseButton
from inspector.gui.inspect.overview_text import CoverShare, LineGroup, PaperLine, Row
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FlowLayout, WidthFirst, fill, h_box, v_box
from inspector.gui.widgets.text import Label
from inspector.named_tuple import NamedTuple

_RADIUS = 4
_BAR = 6
_SHORTEST = 4
_PADDING = 4
_INDENT = SMALL + 2 * _PADDING + 2
_ROW_EDGE, _ROW_GAP = 2, 8
_LEAST = 40
"""Layouts ask for narrower texts, but no pane is that narrow."""


class _RowText(NamedTuple):
    """A text of a row and how it is painted."""

    text: str
    font: TextStyle
    tone: ColourRole


_WRAPPED = (
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextWordWrap
    | Qt.TextFlag.TextForceLeftToRight
)
_LONGEST_WORD = 24
"""A selectable label is never narrower than its longest word, and a document's word has any
length."""


class RowButton(QAbstractButton):
    """A line that leads to its place: sign, sentence, and below it the reason.

    It paints its texts itself: labels in layouts would be most of the widgets in the first frame.
    """

    stepped = Signal(Qt.Key)
    copied = Signal(CopiedLine)
    entered = Signal()

    def __init__(self, theme: Theme, row: Row, column: int) -> None:
        super().__init__()
        self._theme = theme
        self.row = row
        self.column = column
        self._is_under_mouse = False
        self._heights: dict[int, int] = {}
        """Heights by width, cached because nested layouts ask for the same few repeatedly."""
        self._placed: tuple[int, list[tuple[QRect, int]]] = (-1, [])
        """The places of the texts for the width that was last asked about."""
        faint = ColourRole.FAINT if row.sign.icon == "pass" else ColourRole.MUTED
        text = _RowText(row.text, TextStyle.BODY, ColourRole.TEXT)
        under = _RowText(row.under, TextStyle.LABEL, faint)
        self._lines = [line for line in (text, under) if line.text]
        self.setAccessibleName(row.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if row.pointer is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The minimum; the height depends on the width that it gets."""
        heights = [self._metrics(line).height() for line in self._lines]
        return QSize(self._left + self._right, sum(heights) + 2 * _ROW_EDGE)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            if width < self._left + self._right + self._theme.pixels(_LEAST):
                self._heights[width] = self.sizeHint().height()
            else:
                bottom = max((place.bottom() for place, _ in self._places(width)), default=0)
                self._heights[width] = bottom + 1 + _ROW_EDGE
        return self._heights[width]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(Qt.Key(key))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.row.copied)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_under_mouse = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._is_under_mouse = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._is_under_mouse and self.row.pointer is not None:
                painter.setBrush(QColor(colours.window))
                painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            self._paint_signs(painter)
            places = self._places(self.width())
            for line, (place, flags) in zip(self._lines, places, strict=True):
                painter.setFont(self._theme.font(line.font))
                painter.setPen(self._theme.colour(line.tone))
                painter.drawText(place, flags, line.text)

    def _paint_signs(self, painter: QPainter) -> None:
        sign = self.row.sign
        painter.drawPixmap(_PADDING, _ROW_EDGE, self._theme.pixmap(sign.icon, sign.tone))
        if self.row.pointer is not None:
            size = self._theme.pixels(SMALL)
            chevron = self._theme.pixmap("closed", ColourRole.FAINT)
            left, top = self.width() - _PADDING - size, (self.height() - size) // 2
            painter.drawPixmap(left, top, chevron)

    @property
    def _left(self) -> int:
        """The left edge of the text."""
        return _PADDING + self._theme.pixels(SMALL) + _ROW_GAP

    @property
    def _right(self) -> int:
        """The space after the text."""
        leads = self.row.pointer is not None
        return _PADDING + (self._theme.pixels(SMALL) + _ROW_GAP if leads else 0)

    def _metrics(self, line: _RowText) -> QFontMetrics:
        return QFontMetrics(self._theme.font(line.font))

    def _places(self, width: int) -> list[tuple[QRect, int]]:
        """The rectangle of each text, from top to bottom, and its line-breaking flags."""
        if self._placed[0] != width:
            self._placed = width, self._lay_out(width)
        return self._placed[1]

    def _lay_out(self, width: int) -> list[tuple[QRect, int]]:
        room = QRect(self._left, _ROW_EDGE, max(0, width - self._left - self._right), 0)
        places: list[tuple[QRect, int]] = []
        for line in self._lines:
            flags, metrics = _WRAPPED, self._metrics(line)
            needed = metrics.boundingRect(room, flags, line.text)
            if needed.width() > room.width():  # because of a word that would be cut off
                flags |= Qt.TextFlag.TextWrapAnywhere
                needed = metrics.boundingRect(room, flags, line.text)
            place = QRect(room.topLeft(), QSize(room.width(), needed.height()))
            places.append((place, flags))
            room.moveTop(room.top() + needed.height())
        return places


class _Caption(Label):
    """One line if there is room for it, else several."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())


class LineGroupView(WidthFirst):
    """A collapsible heading and the lines under it."""

    def __init__(self, theme: Theme, part: LineGroup, column: int) -> None:
        super().__init__()
        self._theme = theme
        self.rows = [RowButton(theme, row, column) for row in part.rows]
        self.offers: list[tuple[QPushButton, FindingAction]] = []
        self._is_cause = part.is_cause
        self._body = WidthFirst()
        self._head = QPushButton(part.name)
        self._head.setProperty("flat", True)
        self._head.setProperty("heading", True)
        self._head.setFont(theme.font(TextStyle.HEADING))
        self._head.setCheckable(True)
        self._head.setChecked(not part.is_folded)
        self._head.setEnabled(bool(part.rows))
        self._head.setAccessibleName(f"{part.name}, {part.caption}" if part.caption else part.name)
        self._head.toggled.connect(self._on_toggled)
        self._build(part)
        # Only hidden, never shown here: show() would lay it out before its position is known.
        if part.is_folded:
            self._body.hide()
        self._draw()
        self._take_stop(0)
        theme.changed.connect(self._draw)

    def _build(self, part: LineGroup) -> None:
        head = QWidget()
        flow = FlowLayout(head, gap=8)
        flow.addWidget(self._head)
        flow.addWidget(
            _Caption(self._theme, TextStyle.LABEL, ColourRole.MUTED, part.caption).wrap()
        )
        body = v_box(on=self._body, spacing=0)
        for place, row in enumerate(self.rows):
            row.entered.connect(partial(self._take_stop, place))
            body.addWidget(row)
            if row.row.action is not None:
                body.addLayout(self._offer(row.row.action))
        v_box(head, self._body, on=self, spacing=2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_cause:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.colours.failed_tint))
                painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)

    def _offer(self, action: FindingAction) -> QHBoxLayout:
        button = QPushButton(action.text)
        self.offers.append((button, action))
        line = h_box(button, edges=(self._theme.pixels(_INDENT), 2, 0, 4))
        line.addStretch(1)
        return line

    def _take_stop(self, place: int) -> None:
        """The Tab key stops once per group, at the line that last had the focus."""
        for number, row in enumerate(self.rows):
            is_stop = number == place
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(policy)

    def _on_toggled(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        self._draw()

    def _draw(self) -> None:
        if self.rows:
            name = "open" if self._head.isChecked() else "closed"
            self._head.setIcon(self._theme.icon(name, ColourRole.MUTED))


class PaperLines(QWidget):
    """What the document says about the paper, with labels in a column."""

    def __init__(self, theme: Theme, heads: Iterable[PaperLine]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(_PADDING, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        top, middle = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        for row, head in enumerate(heads):
            label = Label(theme, TextStyle.LABEL, ColourRole.FAINT, head.label)
            grid.addWidget(label, row, 0, middle if head.link else top)
            tone = ColourRole.MUTED if head.is_claim else ColourRole.TEXT
            text = _said_text(theme, tone, head.text)
            label.setBuddy(text)
            if head.link is None:
                grid.addWidget(text, row, 1)
                continue
            text.setWordWrap(False)
            line = QWidget()
            flow = FlowLayout(line, gap=8)
            flow.addWidget(text)
            flow.addWidget(BrowseButton(head.link))
            grid.addWidget(line, row, 1)


def _said_text(theme: Theme, tone: ColourRole, text: str) -> Label:
    if all(len(word) <= _LONGEST_WORD for word in text.split()):
        return Label(theme, TextStyle.BODY, tone, text).wrap().selectable()
    from inspector.gui.widgets.text_boxes import BreakingLabel  # noqa: PLC0415 - few need it

    return BreakingLabel(theme, TextStyle.BODY, tone, text)


class ShareBar(QWidget):
    """Counts each value once, for the innermost signature over it; the legend has the numbers."""

    def __init__(self, theme: Theme, shares: tuple[CoverShare, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._shares = shares
        self.setFixedHeight(theme.pixels(_BAR))
        self.setAccessibleName(", ".join(share.word for share in shares))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum(share.values for share in self._shares)
        gaps = 2 * (len(self._shares) - 1)
        least = self._theme.pixels(_SHORTEST)
        room = self.width() - gaps - least * len(self._shares)
        x = 0.0
        with QPainter(self) as painter:
            for share in self._shares:
                width = least + room * share.values / total
                box = QRectF(x, 0, width, self.height())
                if share.cover is None:
                    pen = QPen(self._theme.colour(ColourRole.UNCHECKED), 1, Qt.PenStyle.DashLine)
                    painter.setPen(pen)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
                else:
                    fill(painter, box, self._theme.colours.of(share.sign.tone))
                x += width + 2


class BundleOffer(QWidget):
    """The offer to get the bundle of a document that is not one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.get = QPushButton(self.tr("Get the bundle…"))
        self.get.setProperty("primary", True)
        self.open = QPushButton(self.tr("Open a bundle you have…"))
        self._icon = QLabel()
        words = self.tr("The bundle of this record can prove more")
        title = h_box(spacing=8)
        title.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(Label(theme, TextStyle.HEADING, ColourRole.UNPROVEN, words).wrap(), 1)
        note = self.tr(
            "It holds the events with their signatures, and one over the whole. The address is "
            "shown before anything is fetched."
        )
        self.get.setAccessibleDescription(note)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.addWidget(self.get)
        flow.addWidget(self.open)
        v_box(
            title,
            Label(theme, TextStyle.LABEL, ColourRole.TEXT, note).wrap(),
            buttons,
            on=self,
            spacing=6,
            edges=(12, 10, 12, 10),
        )
        self._draw()
        theme.changed.connect(self._draw)

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("unproven", ColourRole.UNPROVEN))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.unproven_tint))
            painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
