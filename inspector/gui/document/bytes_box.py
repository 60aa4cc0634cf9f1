"""A read-only box that shows bytes as text or in hex, with parts of them marked."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from inspector.gui.document.bytes_text import MarkedText
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.theme import Theme

_MARGIN = 8
_RADIUS = 4
_BORDERS = 6
"""In pixels, for the focus frame above and below and what Qt needs before it scrolls."""


class BytesBox(QPlainTextEdit):
    """Shows a ``MarkedText``; copies of it are plain text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marked = MarkedText("")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFont(theme.font(TextStyle.SMALL_MONO))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_marked(self, marked: MarkedText, *, wrap: bool) -> None:
        """Show ``marked``; ``wrap`` breaks lines anywhere, which hex rows must not be."""
        self._marked = marked
        mode = QTextOption.WrapMode.WrapAnywhere if wrap else QTextOption.WrapMode.NoWrap
        self.setWordWrapMode(mode)
        self.setPlainText(marked.text)
        self._mark()
        start = marked.parts[0][0] if marked.parts else 0
        self.setTextCursor(self._between(start, start))
        self.centerCursor()

    def limit_lines(self, least: int, most: int) -> None:
        """Be as high as the text, but within these numbers of lines."""
        line = self.fontMetrics().lineSpacing()
        width = max(1, self.viewport().width() - 2 * _MARGIN)
        columns = max(1, width // max(1, self.fontMetrics().horizontalAdvance("0")))
        wraps = self.wordWrapMode() is not QTextOption.WrapMode.NoWrap
        lines = sum(
            max(1, -(-len(one) // columns)) if wraps else 1
            for one in self._marked.text.split("\n", most)[:most]
        )
        height = max(least, min(lines, most)) * line + 2 * _MARGIN + _BORDERS
        below = self.horizontalScrollBar().sizeHint().height() if self._is_too_wide(width) else 0
        self.setFixedHeight(height + below)

    def _is_too_wide(self, width: int) -> bool:
        """Whether unwrapped rows extend beyond the edge."""
        if self.wordWrapMode() is not QTextOption.WrapMode.NoWrap:
            return False
        row = max(self._marked.text.split("\n"), key=len)
        return self.fontMetrics().horizontalAdvance(row) > width

    def _mark(self) -> None:
        """Marked parts have their own background and are underlined."""
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._theme.colours.selection))
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        shape.setUnderlineColor(QColor(self._theme.colours.accent))
        selections = []
        for start, end in self._marked.parts:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._between(start, end)
            selection.format = shape
            selections.append(selection)
        self.setExtraSelections(selections)

    def place_in_text(self, position: int) -> int:
        """The index in the text for a position of Qt, which counts UTF-16 units."""
        text = self._marked.text
        if text.isascii():
            return position
        return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", errors="ignore"))

    def _between(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._place(start))
        cursor.setPosition(self._place(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _place(self, at: int) -> int:
        """The position of Qt, in UTF-16 units, for an index in the text."""
        text = self._marked.text
        return at if text.isascii() else len(text[:at].encode("utf-16-le")) // 2

    def _restyle(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {colours.sunken}; color: {colours.text};"
            f" border: 1px solid {colours.border}; border-radius: {_RADIUS}px; }}"
            f" QPlainTextEdit:focus {{ border: 2px solid {colours.accent}; }}"
        )
        self._mark()
