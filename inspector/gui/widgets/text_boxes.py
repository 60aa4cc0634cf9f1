"""Text on several lines: labels that can break anywhere, and boxes to read it in."""

import sys
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label

_NARROWEST = 80
WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def wrapped(text: str, font: QFont, width: int, most: int = sys.maxsize) -> QTextLayout:
    """``text`` laid out in lines, broken between words and inside those that are too long.

    Nothing after ``most`` lines is processed.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(WRAP)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while layout.lineCount() < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


class BreakingLabel(Label):
    """One text on as many lines as it needs."""

    def __init__(
        self,
        theme: Theme,
        kind: TextStyle = TextStyle.BODY,
        tone: ColourRole = ColourRole.TEXT,
        text: str = "",
    ) -> None:
        super().__init__(theme, kind, tone, text)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        layout = self._laid_out(width)
        return ceil(layout.boundingRect().height())

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        width = min(_NARROWEST, self.sizeHint().width())
        return QSize(width, self.fontMetrics().lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        return wrapped(self.text(), self.font(), width)


_GROUP = 8
_GROUP_GAP = 6
_MOST_LINES = 8


class ByteText(QPlainTextEdit):
    """Selectable text in the fixed-width font; as high as its lines."""

    def __init__(self, theme: Theme, text: str, *, grouped: bool, marked: int = -1) -> None:
        super().__init__()
        self._theme = theme
        self._marked = marked
        self._gaps = 0
        self.setReadOnly(True)
        self.setFont(theme.font(TextStyle.MONO))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setPlainText(text)
        if grouped:
            self._space_out(text.rpartition(":")[0], len(text))
        self._mark()
        theme.changed.connect(self._mark)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        needed = self.fontMetrics().horizontalAdvance(self.toPlainText()) + self._gaps
        # a character that does not fit leaves a gap at the end of the line
        usable = max(
            1, width - self.fontMetrics().averageCharWidth() - self._theme.pixels(_GROUP_GAP)
        )
        lines = min(1 if needed <= width else -(-needed // usable), _MOST_LINES)
        return lines * self.fontMetrics().lineSpacing() + 2

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing())

    def _space_out(self, prefix: str, length: int) -> None:
        first = len(prefix) + 1 if prefix else 0
        wide = QTextCharFormat()
        wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        wide.setFontLetterSpacing(self._theme.pixels(_GROUP_GAP))
        places = range(first + _GROUP - 1, length - 1, _GROUP)
        self._gaps = len(places) * self._theme.pixels(_GROUP_GAP)
        for place in places:
            self._at(place).mergeCharFormat(wide)

    def _mark(self) -> None:
        """Mark the first digit that differs; in a hash nearly all do, so marking all would say
        nothing."""
        if 0 <= self._marked < len(self.toPlainText()):
            filled = QTextCharFormat()
            filled.setBackground(self._theme.colour(ColourRole.FAIL))
            filled.setForeground(QColor(self._theme.colours.surface))
            self._at(self._marked).mergeCharFormat(filled)

    def _at(self, place: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        return cursor


class WrappedText(ByteText):
    """Breaks lines between words, and inside those that are too long."""

    def __init__(self, theme: Theme, text: str, kind: TextStyle = TextStyle.BODY) -> None:
        super().__init__(theme, text, grouped=False)
        self.setFont(theme.font(kind))
        self.setWordWrapMode(WRAP)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def heightForWidth(self, width: int) -> int:
        layout = wrapped(self.toPlainText(), self.font(), width)
        return ceil(layout.boundingRect().height()) + 2


# --- a long text in a scrolling, selectable box -------------------------------------------------

_LONG_TEXT_MOST_LINES = 16
_MARGIN = 8
_LONGEST_LINE = 1_000
"""Qt lays out a whole line at once, which takes seconds if it is very long."""


class LongText(QPlainTextEdit):
    """Plain text in a box of a few lines."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFont(theme.font(TextStyle.BODY if " " in text else TextStyle.MONO))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self.setPlainText(_in_pieces(text))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LONG_TEXT_MOST_LINES + 2 * _MARGIN)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(self._theme.colours.sunken))
        self.setPalette(palette)


def _in_pieces(text: str) -> str:
    """The text with over-long lines split; its own line breaks are also shown as escapes."""
    lines = text.split("\n")
    return "\n".join(
        line[begin : begin + _LONGEST_LINE]
        for line in lines
        for begin in range(0, max(1, len(line)), _LONGEST_LINE)
    )
