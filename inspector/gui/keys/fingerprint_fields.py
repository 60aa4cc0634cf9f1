"""The parts of a comparison of fingerprints: the digits of one group, twice, and what they say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.keys.comparison import GROUP, Match
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.signs import Sign
from inspector.gui.widgets.text import Label, SignLabel

_LONGEST_PASTE = 1_000
_RADIUS = 4
_PADDING = 12
_ROOM = 22
"""What the edge of a field and the room in it take, left and right together."""
_SIGN_HEIGHT = 18
_SIGN_SIZE = 12
_SIGN_GAP = 8
_GAP = 2


class RowNames(QWidget):
    """What the upper and the lower row are, each as high as the row it names."""

    def __init__(self, theme: Theme, column: "GroupColumn") -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for text, height in (
            (self.tr("This key"), column.cell.height()),
            ("", column.sign_height),
            (self.tr("From the signer"), column.field.height()),
        ):
            label = Label(theme, Text.LABEL, Tone.MUTED, text)
            label.setFixedHeight(height)
            layout.addWidget(label)


class GroupColumn(QWidget):
    """One group: the key's digits, whether they are equal, the signer's digits."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._number = number
        self.cell = _Cell(theme)
        self.field = GroupField(theme, number)
        self._sign = SignLabel(theme, Text.CAPTION, size=_SIGN_SIZE)
        words = (self.tr("equal"), self.tr("differs"))
        metrics = QFontMetrics(theme.font(Text.CAPTION))
        word = max(metrics.horizontalAdvance(one) for one in words)
        digits = self.field.fontMetrics().horizontalAdvance("0" * GROUP)
        width = max(word + theme.pixels(_SIGN_SIZE) + _SIGN_GAP, digits + theme.pixels(_ROOM))
        self.sign_height = theme.pixels(_SIGN_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        place = QWidget()
        place.setFixedHeight(self.sign_height)
        inner = QHBoxLayout(place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addStretch()
        inner.addWidget(self._sign)
        inner.addStretch()
        for part in (self.cell, place, self.field):
            part.setFixedWidth(width)
            layout.addWidget(part)
        self._sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_group(self, group: str, given: str, match: Match) -> None:
        self.cell.setText(group)
        if self.field.text() != given:
            self.field.setText(given)
        sign = {
            Match.EQUAL: Sign("equal", Tone.PASS, self.tr("equal")),
            Match.DIFFERS: Sign("unequal", Tone.FAIL, self.tr("differs")),
            Match.TO_COME: None,
        }[match]
        self._sign.show_sign(sign)
        self.field.setAccessibleName(
            self.tr("Group {} of 8 from the signer, this key has {}").format(
                self._number + 1, " ".join(group)
            )
        )
        self.field.setAccessibleDescription(sign.word if sign else self.tr("still to come"))


class _Cell(Label):
    """Four digits in a box of their own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setFont(_large_mono(theme))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        height = self.fontMetrics().height() + theme.pixels(_PADDING)
        self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(self._theme.colours.sunken))
            painter.setPen(QPen(QColor(self._theme.colours.border)))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        super().paintEvent(event)


class GroupField(QLineEdit):
    """Four digits from the signer. Says what was written, and where the keys lead to."""

    written = Signal(int, str)
    stepped = Signal(int, int)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFont(_large_mono(theme))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(_LONGEST_PASTE)
        self.setFixedHeight(self.fontMetrics().height() + theme.pixels(_PADDING))
        self.setAcceptDrops(False)
        self.textEdited.connect(lambda text: self.written.emit(number, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """At either end the arrows go on in the next field, and so does deleting backwards."""
        at, key = self.cursorPosition(), event.key()
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if is_plain and at == 0 and key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.stepped.emit(self._number, -1)
        elif is_plain and at == len(self.text()) and key == Qt.Key.Key_Right:
            self.stepped.emit(self._number, 1)
        else:
            super().keyPressEvent(event)


def _large_mono(theme: Theme) -> QFont:
    """Digits are compared one by one, so they are as large as a title."""
    font = QFont(theme.font(Text.MONO))
    font.setPixelSize(theme.font(Text.TITLE).pixelSize())
    return font
