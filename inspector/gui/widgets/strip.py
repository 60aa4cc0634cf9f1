"""Base class of strips of many small marks: arrow keys move along them, and each has a tooltip."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip

_PAGE = 10


class StripWidget(QWidget):
    """Handles keys and tooltips; subclasses define the marks and their places."""

    def __init__(self, theme: Theme, back: Qt.Key, on: Qt.Key) -> None:
        """The keys ``back`` and ``on`` go to the previous and the next mark."""
        super().__init__()
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self._steps = {
            back: -1,
            on: 1,
            Qt.Key.Key_PageUp: -_PAGE,
            Qt.Key.Key_PageDown: _PAGE,
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._lay_out)

    # --- for subclasses ---------------------------------------------------------------------

    @property
    def count(self) -> int:
        """The number of marks."""
        raise NotImplementedError

    @property
    def here(self) -> int:
        """The current mark; -1 if there is none."""
        raise NotImplementedError

    def choose(self, number: int) -> None:
        raise NotImplementedError

    def tip_at(self, place: QPoint) -> tuple[str, QRect]:
        """The tooltip at a position, "" if there is none, and the rectangle in which it is
        valid."""
        raise NotImplementedError

    def _lay_out(self) -> None:
        raise NotImplementedError

    # --- Qt's events ------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words, area = self.tip_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), tooltip(words), self, area)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), self.count - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        number = ends[key] if key in ends else self.here + self._steps.get(key, 0)
        if last < 0 or key not in (*ends, *self._steps):
            super().keyPressEvent(event)
        else:
            self.choose(min(max(number, 0), last))
