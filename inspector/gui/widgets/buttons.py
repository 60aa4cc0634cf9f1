"""Buttons that can be checked, a rounded chip with a sign and a check box; and a list to choose
from."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton

from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.signs import StatusBadge

_HEIGHT = 26


class Chip(QPushButton):
    """A rounded button for a choice or a filter, with a sign."""

    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._sign: StatusBadge | None = None
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setIconSize(QSize(theme.pixels(SMALL), theme.pixels(SMALL)))
        self.setFixedHeight(theme.pixels(_HEIGHT))
        self.say(text)
        theme.changed.connect(self._draw)

    def say(self, text: str, sign: StatusBadge | None = None) -> None:
        # the style leaves no space between icon and text
        self.setText(f" {text}" if sign else text)
        self._sign = sign
        self._draw()

    def _draw(self) -> None:
        sign = self._sign
        self.setIcon(self._theme.icon(sign.icon, sign.tone) if sign else QIcon())


_BOX = 16
_GAP = 8
_CHECK_BOX_RADIUS = 3
_CHECK_BOX_HEIGHT = 24


def paint_box(
    painter: QPainter, theme: Theme, box: QRect, *, on: bool, has_focus: bool = False
) -> None:
    """Paint the box of a check box."""
    colours = theme.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = colours.accent if has_focus or on else colours.edge
    painter.setPen(QPen(QColor(edge), 2 if has_focus else 1))
    painter.setBrush(QColor(colours.accent if on else colours.surface))
    # a line of one pixel between two pixels would have half the contrast
    half = 0 if has_focus else 0.5
    edges = QRectF(box).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(edges, _CHECK_BOX_RADIUS, _CHECK_BOX_RADIUS)
    if on:
        painter.drawPixmap(box.topLeft(), theme.pixmap("tick", ColourRole.ON_ACCENT))


class CheckBox(QCheckBox):
    """A check box painted in the theme's colours; everything else is Qt's."""

    def __init__(self, theme: Theme, text: str, *, on: bool) -> None:
        super().__init__(text)
        self._theme = theme
        self.setChecked(on)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        return QSize(self._box + _GAP + width + 4, self._theme.pixels(_CHECK_BOX_HEIGHT))

    def hitButton(self, _: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRect(1, (self.height() - self._box) // 2, self._box, self._box)
        colours = self._theme.colours
        with QPainter(self) as painter:
            paint_box(painter, self._theme, box, on=self.isChecked(), has_focus=self.hasFocus())
            text = self.rect().adjusted(self._box + _GAP, 0, 0, 0)
            painter.setPen(QColor(colours.text if self.isEnabled() else colours.faint))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(text, flags, self.text())

    @property
    def _box(self) -> int:
        return self._theme.pixels(_BOX)


class ChoiceBox(QComboBox):
    """A list to choose from with the theme's chevron, as the style's arrow stands in a bevel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        chevron = self._theme.pixmap("open", ColourRole.MUTED)
        size = chevron.deviceIndependentSize().toSize()
        left = self.width() - size.width() - _GAP
        with QPainter(self) as painter:
            painter.drawPixmap(left, (self.height() - size.height()) // 2, chevron)
