"""A check box whose edge and tick show on every ground; the style's own is lost on a dark one."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme

_BOX = 16
_GAP = 8
_RADIUS = 3
_HEIGHT = 24


class CheckBox(QCheckBox):
    """Drawn by itself; everything else is Qt's."""

    def __init__(self, theme: Theme, text: str, *, on: bool) -> None:
        super().__init__(text)
        self._theme = theme
        self.setChecked(on)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
        return QSize(self._box + _GAP + width + 4, self._theme.pixels(_HEIGHT))

    def hitButton(self, _: object) -> bool:  # noqa: N802
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRect(1, (self.height() - self._box) // 2, self._box, self._box)
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            edge = colours.accent if focus or self.isChecked() else colours.edge
            painter.setPen(QPen(QColor(edge), 2 if focus else 1))
            painter.setBrush(QColor(colours.accent if self.isChecked() else colours.surface))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
            if self.isChecked():
                self._draw_tick(painter, box)
            text = self.rect().adjusted(self._box + _GAP, 0, 0, 0)
            painter.setPen(QColor(colours.text if self.isEnabled() else colours.faint))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(text, flags, self.text())

    @property
    def _box(self) -> int:
        return self._theme.pixels(_BOX)

    def _draw_tick(self, painter: QPainter, box: QRect) -> None:
        tick = self._theme.pixmap("tick", Tone.ON_ACCENT)
        painter.drawPixmap(box.topLeft(), tick)
