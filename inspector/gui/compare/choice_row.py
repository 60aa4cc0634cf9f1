"""One way to compare: its title, a sentence below it, and a mark where it leads on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.compare.choices import Ask, Fetch, Way
from inspector.gui.document.rows_delegate import paint_selection_mark
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel


class ChoiceRow(QAbstractButton):
    """A button as wide as there is room; what cannot be chosen is not enabled and says why."""

    reached = Signal()
    """The keyboard speaks to it now."""

    def __init__(self, theme: Theme, way: Way) -> None:
        super().__init__()
        self.way = way
        self._theme = theme
        self._sign = QLabel()
        self._mark = QLabel()
        is_possible = way.leads_to is not None
        look = (Text.HEADING, Tone.TEXT) if is_possible else (Text.BODY, Tone.FAINT)
        self._title = BreakingLabel(theme, *look, way.title)
        self._text = BreakingLabel(theme, Text.LABEL, Tone.MUTED, way.text)
        self.setEnabled(is_possible)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(", ".join(filter(None, (way.title, way.text))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._build()
        self._draw()
        theme.changed.connect(self._draw)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(10)
        if self.way.sign is not None:
            row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._mark)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _draw(self) -> None:
        if self.way.sign is not None:
            self._sign.setPixmap(self._theme.pixmap(self.way.sign.icon, self.way.sign.tone))
        if isinstance(self.way.leads_to, (Ask, Fetch, tuple)):
            self._mark.setPixmap(self._theme.pixmap("closed", Tone.MUTED))
        self.update()

    # --- Qt's events ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            # The arrows are for the list and Enter is for the dialog.
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.update()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = self._theme.colours
        with QPainter(self) as painter:
            if self.hasFocus() or self.isDown():
                painter.fillRect(event.rect(), QColor(colours.selection))
                paint_selection_mark(painter, self._theme, self.rect(), self.rect())
            elif self.underMouse() and self.isEnabled():
                painter.fillRect(event.rect(), QColor(colours.sunken))
