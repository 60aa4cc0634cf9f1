"""The row above the trees of a comparison: steps between differences, what is shown, and more."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from inspector.gui.compare import pair_row
from inspector.gui.compare.head import LinesFlow, fit
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.remark import Chip
from inspector.gui.widgets.text import Label

_EDGE = 16
_HEIGHT = 28
_NARROW = 760


class ToolRow(QWidget):
    """Says what is wanted; shows what the others know of it."""

    stepped = Signal(bool)
    """The next difference is wanted (True), or the previous one."""
    only_differences = Signal(bool)
    volatile = Signal(bool)
    volatile_edit_wanted = Signal()
    swap_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.previous = QPushButton(self.tr("Previous"))
        self.next = QPushButton(self.tr("Next"))
        self.place = Label(theme, Text.BODY, ColourRole.MUTED)
        self.only = Chip(theme, self.tr("Only differences"))
        self.hide_volatile = Chip(theme, self.tr("Hide volatile fields"))
        self.edit = QPushButton(self.tr("Fields…"))
        self.swap = QPushButton(self.tr("Swap sides"))
        self.export = QPushButton(self.tr("Export…"))
        self._name()
        self._build()
        self._connect()
        self._draw()
        self.show_place(None, 0)
        theme.changed.connect(self._draw)

    def show_place(self, place: int | None, total: int) -> None:
        """Say which of ``total`` differences is selected, counted from 1; None where none is."""
        self.place.setText(pair_row.place(place, total))
        # The chips stay where they are while the number counts up.
        widest = max(pair_row.place(None, total), pair_row.place(total, total), key=len)
        width = self.place.fontMetrics().horizontalAdvance(widest)
        self.place.setMinimumWidth(width + 4)
        for button in (self.previous, self.next):
            button.setEnabled(total > 0)
        self._fit()

    def show_filters(self, *, only_differences: bool, volatile: bool) -> None:
        """Show what is shown; nothing is said of it."""
        self.only.setChecked(only_differences)
        self.hide_volatile.setChecked(volatile)

    def hasHeightForWidth(self) -> bool:
        """Fixed height; otherwise the parent may shrink it."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            is_narrow = event.size().width() < self._theme.pixels(_NARROW)
            directions = QBoxLayout.Direction
            self._row.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
            self._fit()

    def _name(self) -> None:
        for button, name in (
            (self.previous, self.tr("Previous difference")),
            (self.next, self.tr("Next difference")),
            (self.edit, self.tr("Edit the list of volatile fields")),
        ):
            button.setAccessibleName(name)
        for button in (self.edit, self.swap, self.export):
            button.setProperty("flat", True)
        for button in (self.previous, self.next, self.edit, self.swap, self.export):
            button.setMinimumHeight(self._theme.pixels(_HEIGHT))
        self.hide_volatile.setToolTip(self.tr("Times, and what follows from them"))

    def _build(self) -> None:
        tools, ends = QWidget(), QWidget()
        steps = self.previous, self.next, self.place
        for box, parts in (
            (tools, (*steps, self.only, self.hide_volatile, self.edit)),
            (ends, (self.swap, self.export)),
        ):
            LinesFlow(box, gap=6, line_gap=6).fill(parts)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE, 6, _EDGE, 6)
        self._row.setSpacing(6)
        self._row.addWidget(tools, 1)
        self._row.addWidget(ends)

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.stepped.emit(False))
        self.next.clicked.connect(lambda: self.stepped.emit(True))
        self.only.clicked.connect(self.only_differences)
        self.hide_volatile.clicked.connect(self.volatile)
        self.edit.clicked.connect(self.volatile_edit_wanted)
        self.swap.clicked.connect(self.swap_wanted)
        self.export.clicked.connect(self.export_wanted)

    def _fit(self) -> None:
        fit(self, self._row)

    def _draw(self) -> None:
        size = self._theme.pixels(SMALL)
        for button, icon, tone in (
            (self.previous, "up", ColourRole.TEXT),
            (self.next, "open", ColourRole.TEXT),
            (self.swap, "swap", ColourRole.ACCENT),
        ):
            button.setIconSize(QSize(size, size))
            button.setIcon(self._theme.icon(icon, tone))
