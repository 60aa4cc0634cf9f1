"""The head of a comparison: both sides with their verdicts, and between them what differs."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.compare.fitting import fit
from inspector.gui.compare.head_centre import HeadCentre
from inspector.gui.compare.head_side import HeadSide
from inspector.gui.compare.head_text import Centre, SideText
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.lines import Rule
from inspector.progress import Progress

_EDGE = 24
_BETWEEN = 16
_NARROW = 1_000
_NARROWEST = 520

_SHARES = 5, 6
"""Of a side and of the centre: all four counts are to stand in one line."""


class CompareHead(QWidget):
    """Three columns; in a narrow window the sides stand above the centre, or all in one column.

    It is at every width as high as its words need.
    """

    cancelled = Signal(bool)
    """Whoever waits for the left side (True) or the right one waits no longer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.left = HeadSide(theme, self.tr("LEFT"))
        self.right = HeadSide(theme, self.tr("RIGHT"))
        self.centre = HeadCentre(theme)
        self.left.cancelled.connect(lambda: self.cancelled.emit(True))
        self.right.cancelled.connect(lambda: self.cancelled.emit(False))
        self._build()

    def show_side(self, text: SideText, *, is_left: bool) -> None:
        """Show what is known of a side; its progress ends."""
        self._side(is_left).show_text(text)
        self._fit()

    def show_busy(self, text: SideText, *, is_left: bool) -> None:
        """Show a side that is being read or verified; how far that is, once it takes a while."""
        self._side(is_left).show_busy(text)
        self._fit()

    def show_progress(self, progress: Progress, *, is_left: bool) -> None:
        self._side(is_left).show_progress(progress)
        self._fit()

    def show_centre(self, centre: Centre) -> None:
        self.centre.show_centre(centre)
        self._fit()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """It has one height, set by itself: what holds it could else give it less."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place(event.size().width())
            self._fit()

    def _side(self, is_left: bool) -> HeadSide:
        return self.left if is_left else self.right

    def _build(self) -> None:
        self._rules = Rule(self._theme, vertical=True), Rule(self._theme, vertical=True)
        self._sides = QHBoxLayout()
        self._sides.setSpacing(_BETWEEN)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, 10, _EDGE, 10)
        self._column.setSpacing(8)
        self._column.addLayout(self._sides)
        for part in (self.left, self._rules[0], self.centre, self._rules[1], self.right):
            share = _SHARES[1] if part is self.centre else _SHARES[0]
            self._sides.addWidget(part, 0 if isinstance(part, Rule) else share)
        for side in (self.left, self.right):
            side.grown.connect(self._fit)

    def _place(self, width: int) -> None:
        is_below = width < self._theme.pixels(_NARROW)
        directions = QBoxLayout.Direction
        is_stacked = width < self._theme.pixels(_NARROWEST)
        self._sides.setDirection(directions.TopToBottom if is_stacked else directions.LeftToRight)
        self._sides.setSpacing(8 if is_stacked else _BETWEEN)
        self._rules[0].setVisible(not is_stacked)
        self._rules[1].setVisible(not is_below)
        if is_below != (self._column.indexOf(self.centre) >= 0):
            if is_below:
                self._sides.removeWidget(self.centre)
                self._column.addWidget(self.centre)
            else:
                self._column.removeWidget(self.centre)
                self._sides.insertWidget(2, self.centre, _SHARES[1])
        self.centre.stand(below=is_below)
        for side in (self.left, self.right):
            side.stand(stacked=is_stacked)

    def _fit(self) -> None:
        fit(self, self._column)
