"""The strip at the right edge of a comparison: every difference, and what part of the trees is
seen.
"""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QScrollBar, QSizePolicy, QToolTip, QWidget

from inspector.gui.models.compare import strip_text
from inspector.gui.models.compare.expanse import Stretch
from inspector.gui.models.compare.paired import Paired
from inspector.gui.models.compare.strip_marks import StripMarks
from inspector.gui.models.text import tooltip
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.views.compare import strip_picture

_WIDTH = 18
_MARGIN = 3
_SMALLEST, _LARGEST = 5, 11
_LEAST_FRAME = 10
_NEAR = 5
"""A difference is meant where the pointer is so near."""
_PAGE = 10
_RING = 2


class OverviewStrip(QWidget):
    """Shows where the differences of a ``Paired`` stand; says which one was chosen."""

    chosen = Signal(object)
    """The key of its row."""

    def __init__(self, theme: Theme, bar: QScrollBar) -> None:
        """``bar`` is what the wheel turns."""
        super().__init__()
        self._theme = theme
        self._bar = bar
        self._paired: Paired | None = None
        self._marks: StripMarks | None = None
        self._pixmap: QPixmap | None = None
        self._seen = Stretch(0, 0)
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Differences from top to bottom"))
        theme.changed.connect(self._lay_out)

    @property
    def marks(self) -> StripMarks | None:
        return self._marks

    def show_paired(self, paired: Paired | None) -> None:
        self._paired = paired
        self._seen = Stretch(0, 0)
        self._current = None
        self._lay_out()

    def show_seen(self, stretch: Stretch) -> None:
        """Frame the rows that are seen in the trees."""
        if stretch != self._seen:
            self._seen = stretch
            self.update()

    def show_current(self, number: int | None) -> None:
        """Mark a difference, or none, without telling anybody."""
        self._current = number
        words = ""
        if self._paired is not None and number is not None:
            words = strip_text.of_differences(self._paired, range(number, number + 1))
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.pixels(_WIDTH), 200)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._theme.pixels(_WIDTH), 40)
