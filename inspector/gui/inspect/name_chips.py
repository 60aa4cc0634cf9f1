"""Names of members in boxes; those that are left out are struck through and dashed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FlowLayout
from inspector.gui.widgets.text import ElidedLabel

_RADIUS = 3
_PADDING = 6


class NameChips(QWidget):
    """Names in rows, as many as fit in each."""

    def __init__(
        self,
        theme: Theme,
        kept: tuple[str, ...],
        left_out: tuple[str, ...],
        put_in: tuple[str, ...],
    ) -> None:
        super().__init__()
        layout = FlowLayout(self, gap=6, line_gap=6)
        spoken = []
        for names, mark, words in (
            (kept, "", self.tr("kept: {}")),
            (put_in, "+", self.tr("put back: {}")),
            (left_out, "-", self.tr("left out: {}")),
        ):
            for name in names:
                layout.addWidget(_NameChip(theme, name, mark))
            if names:
                spoken.append(words.format(", ".join(names)))
        self.setAccessibleName("; ".join(spoken))


class _NameChip(ElidedLabel):
    """One name. ``mark`` is "" for kept, "-" for left out, "+" for added."""

    def __init__(self, theme: Theme, name: str, mark: str) -> None:
        super().__init__(
            theme, TextStyle.SMALL_MONO, ColourRole.FAINT if mark == "-" else ColourRole.TEXT
        )
        self._theme = theme
        self._mark = mark
        if mark == "-":
            font = self.font()
            font.setStrikeOut(True)
            self.setFont(font)
        self.set_text(f"+ {name}" if mark == "+" else name)
        # as wide as its name, whose length is bounded
        self.setMaximumWidth(self.sizeHint().width())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * _PADDING + 2
        return QSize(width, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            style = Qt.PenStyle.DashLine if self._mark == "-" else Qt.PenStyle.SolidLine
            edge = colours.border if not self._mark else colours.edge
            painter.setPen(QPen(QColor(edge), 1, style))
            ground = colours.surface if self._mark == "-" else colours.sunken
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
            painter.setPen(self._theme.colour(self._tone))
            painter.setFont(self.font())
            room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
            elide = Qt.TextElideMode.ElideMiddle
            shown = self.fontMetrics().elidedText(self.text(), elide, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
