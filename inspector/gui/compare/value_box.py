"""A value in a sunken box, what differs in it marked; as high as it needs within a few lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption

from inspector.gui.compare.value_text import ValueText
from inspector.gui.document.bytes_box import BytesBox

_MOST_LINES = 10
_MARGIN = 8
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class ValueBox(BytesBox):
    """Text is broken between words, and inside those that are too long for a line."""

    def show_value(self, value: ValueText) -> None:
        self.show_marked(value.marked, wrap=True)
        self.setWordWrapMode(_WRAP)
        self.setTextCursor(self._between(value.start, value.start))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        lines = self._lines()
        # Where all of it is seen, the style would make room for scrolling all the same.
        policy = Qt.ScrollBarPolicy
        is_all = lines <= _MOST_LINES
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if is_all else policy.ScrollBarAsNeeded
        )
        spacing = self.fontMetrics().lineSpacing()
        self.setFixedHeight(min(lines, _MOST_LINES) * spacing + 2 * _MARGIN + 4)
        self.centerCursor()

    def _lines(self) -> int:
        """How many lines it needs, none looked at beyond the first that there is no room for."""
        width = max(1, self.viewport().width() - 2 * _MARGIN)
        most = _MOST_LINES + 1
        count = 0
        for line in self._marked.text.split("\n", most)[:most]:
            count += _broken(line, self, width, most - count)
            if count >= most:
                break
        return max(1, count)

    def _mark(self) -> None:
        """What differs has the marker's ground."""
        super()._mark()
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._theme.colours.marker))
        shape.setForeground(QColor(self._theme.colours.text))
        selections = self.extraSelections()
        for selection in selections:
            selection.format = shape
        self.setExtraSelections(selections)


def _broken(line: str, box: ValueBox, width: int, most: int) -> int:
    """In how many lines ``line`` is broken, at most ``most``."""
    layout = QTextLayout(line, box.font())
    option = QTextOption()
    option.setWrapMode(_WRAP)
    layout.setTextOption(option)
    layout.beginLayout()
    count = 0
    while count < most and (part := layout.createLine()).isValid():
        part.setLineWidth(width)
        count += 1
    layout.endLayout()
    return max(1, count)
