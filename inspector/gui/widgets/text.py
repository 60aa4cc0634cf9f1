"""Labels for text of a document: always plain text, in a font and a colour of the theme."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.signs import StatusBadge


class Label(QLabel):
    """One text, never rendered as mark-up."""

    def __init__(
        self,
        theme: Theme,
        kind: TextStyle = TextStyle.BODY,
        tone: ColourRole = ColourRole.TEXT,
        text: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        self._heights: dict[tuple[int, str], int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        # on a background with the role Base, Qt would use another role for the text
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setFont(theme.font(kind))
        self.setText(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    def heightForWidth(self, width: int) -> int:
        """Cached by width, since nested layouts ask for the same few repeatedly."""
        key = width, self.font().key()
        if key not in self._heights:
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def set_tone(self, tone: ColourRole) -> None:
        self._tone = tone
        self._restyle()

    def wrap(self) -> "Label":
        self.setWordWrap(True)
        return self

    def selectable(self) -> "Label":
        """Make the text selectable and copyable by mouse and keyboard."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self

    def _restyle(self) -> None:
        self.setPalette(self._theme.text_palette(self._tone))


class ElidedLabel(Label):
    """One line, elided if it does not fit; the tooltip has the whole text."""

    elide = Qt.TextElideMode.ElideRight

    def set_text(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance(text) + 4)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), self.elide, self.width())
        self.setToolTip(tooltip(self.text()) if shown != self.text() else "")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(self.rect(), flags, shown)


class SignLabel(QWidget):
    """An icon and its word in their colour, never one without the other."""

    def __init__(self, theme: Theme, kind: TextStyle = TextStyle.WORD, size: int = SMALL) -> None:
        super().__init__()
        self._theme = theme
        self._size = size
        self._sign: StatusBadge | None = None
        self._icon = QLabel()
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._word = Label(theme, kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._word)
        layout.addStretch()
        theme.changed.connect(self._redraw)

    @property
    def word(self) -> str:
        return self._word.text()

    def show_sign(self, sign: StatusBadge | None) -> None:
        self._sign = sign
        if sign is None:
            self.hide()
            return
        # without a parent it would briefly be a window
        if self.parentWidget() is not None:
            self.show()
        self._word.setText(sign.word)
        self._word.set_tone(sign.tone)
        self.setAccessibleName(sign.word)
        self._redraw()
        # a hidden sign would keep its old width
        self.updateGeometry()

    def _redraw(self) -> None:
        if self._sign is not None:
            pixmap = self._theme.pixmap(self._sign.icon, self._sign.tone, self._size)
            self._icon.setPixmap(pixmap)
