"""The box with bytes of a file: it says which of them the pointer or the cursor is on."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from inspector.gui.document.bytes_box import BytesBox
from inspector.gui.theme.theme import Theme

_NOWHERE = -1


class FileBytes(BytesBox):
    """Places are those of the text; -1 is none. A click that selects text chooses nothing."""

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        self._hinted: tuple[tuple[int, int], ...] = ()
        super().__init__(theme)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def hint(self, parts: tuple[tuple[int, int], ...]) -> None:
        """Mark these parts more lightly than what is meant."""
        if parts != self._hinted:
            self._hinted = parts
            self._mark()

    def mark(self, parts: tuple[tuple[int, int], ...]) -> None:
        """Mark other parts of the same text, and bring the first into sight."""
        self._marked = self._marked._replace(parts=parts)
        self._mark()
        if parts:
            self.setTextCursor(self._between(parts[0][0], parts[0][0]))
            self.ensureCursorVisible()

    def _mark(self) -> None:
        super()._mark()
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._theme.colours.border))
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        shape.setUnderlineColor(QColor(self._theme.colours.muted))
        hints = []
        for start, end in self._hinted:
            hint = QTextEdit.ExtraSelection()
            hint.cursor = self._between(start, end)
            hint.format = shape
            hints.append(hint)
        if hints:  # what is meant stays to be seen inside of it
            self.setExtraSelections([*hints, *self.extraSelections()])

    def _at(self, point: QPoint) -> int:
        return self.place_in_text(self.cursorForPosition(point).position())

    # --- Qt's events ----------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(self._at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.chosen.emit(self._at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows point, and Enter chooses."""
        place = self.place_in_text(self.textCursor().position())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(place)
            return
        super().keyPressEvent(event)
        now = self.place_in_text(self.textCursor().position())
        if now != place:
            self.pointed.emit(now)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(_NOWHERE)
