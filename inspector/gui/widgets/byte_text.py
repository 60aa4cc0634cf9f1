"""Hashes and compared values: eight digits to a group by spacing, so that a copy has no spaces."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme

_GROUP = 8
_GROUP_GAP = 6
_MOST_LINES = 8


class ByteText(QPlainTextEdit):
    """Text in the fixed font that can be selected; as high as its lines."""

    def __init__(self, theme: Theme, text: str, *, grouped: bool, marked: int = -1) -> None:
        super().__init__()
        self._theme = theme
        self._marked = marked
        self._gaps = 0
        self.setReadOnly(True)
        self.setFont(theme.font(Text.MONO))
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

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        needed = self.fontMetrics().horizontalAdvance(self.toPlainText()) + self._gaps
        # A character that does not fit leaves its room at the end of the line empty.
        usable = max(
            1, width - self.fontMetrics().averageCharWidth() - self._theme.pixels(_GROUP_GAP)
        )
        lines = min(1 if needed <= width else -(-needed // usable), _MOST_LINES)
        return lines * self.fontMetrics().lineSpacing() + 2

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
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
        """Fill the first digit that differs; in a hash nearly all do, so marking all says
        nothing."""
        if 0 <= self._marked < len(self.toPlainText()):
            filled = QTextCharFormat()
            filled.setBackground(self._theme.colour(Tone.FAIL))
            filled.setForeground(QColor(self._theme.colours.surface))
            self._at(self._marked).mergeCharFormat(filled)

    def _at(self, place: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        return cursor
