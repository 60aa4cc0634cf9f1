"""The overlay shown while something is dragged over the window; it says what a drop will do.

For two documents the position decides: open each in a tab, or compare them.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector.gui.document.incoming import IncomingSources
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import h_box, v_box
from inspector.gui.widgets.text import ElidedLabel, Label

_EDGE = 24
_BETWEEN = 16
_PADDING = 12
_RADIUS = 8
_VEIL = 235


class DropOverlay(QWidget):
    """Covers its parent and takes no input."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
        self._theme = theme
        self._is_pair = False
        self.inspect = DropField(theme)
        self.compare = DropField(theme)
        layout = h_box(on=self, spacing=_BETWEEN, edges=(_EDGE, _EDGE, _EDGE, _EDGE))
        for field in (self.inspect, self.compare):
            layout.addWidget(field, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        """What is offered, one line each."""
        fields = [self.inspect, self.compare] if self._is_pair else [self.inspect]
        return "\n".join(field.title.text() for field in fields)

    def announce(self, found: IncomingSources) -> None:
        """Show what will be done with ``found``."""
        pair = found.pair
        self._is_pair = pair is not None
        if pair is None:
            self.inspect.say(found.says)
        else:
            left, right = pair
            self.inspect.say(self.tr("Inspect both, each in a tab"))
            self.compare.say(
                self.tr("Compare the two"),
                self.tr("left: {}").format(left),
                self.tr("right: {}").format(right),
            )
        self.compare.setVisible(self._is_pair)
        for field in (self.inspect, self.compare):
            field.mark(is_aimed=False)
        self.setGeometry(self._covered.rect())
        self.raise_()
        self.show()

    def aim(self, position: QPoint) -> None:
        """Mark what a drop at ``position``, in the covered widget, would do."""
        compares = self.wants_compare(position)
        self.inspect.mark(is_aimed=self._is_pair and not compares)
        self.compare.mark(is_aimed=compares)

    def wants_compare(self, position: QPoint) -> bool:
        """Whether a drop at ``position`` compares the two announced documents."""
        return self._is_pair and position.x() > self._covered.rect().center().x()

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self._theme.colours.surface)
        veil.setAlpha(_VEIL)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), veil)


class DropField(QWidget):
    """One possible action in a dashed frame, solid if a drop would choose it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_aimed = False
        self.title = Label(theme, TextStyle.VERDICT).wrap()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lines = [ElidedLabel(theme, TextStyle.BODY, ColourRole.MUTED) for _ in range(2)]
        layout = v_box(on=self, spacing=4, edges=(_PADDING, _PADDING, _PADDING, _PADDING))
        layout.addStretch()
        layout.addWidget(self.title)
        for line in self.lines:
            line.elide = Qt.TextElideMode.ElideMiddle
            layout.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()

    @property
    def is_aimed(self) -> bool:
        return self._is_aimed

    def say(self, title: str, *lines: str) -> None:
        self.title.setText(title)
        for label, text in zip(self.lines, lines or ("", ""), strict=True):
            label.set_text(text)
            label.setVisible(bool(text))

    def mark(self, *, is_aimed: bool) -> None:
        self._is_aimed = is_aimed
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        colours = self._theme.colours
        style = Qt.PenStyle.SolidLine if self._is_aimed else Qt.PenStyle.DashLine
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.accent), 4 if self._is_aimed else 2, style))
            if self._is_aimed:
                painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)
