"""Small parts that many views have: a box that says what is odd or wrong, a rounded button that is
on or off, a check box, one sentence with one answer, and how far the work is."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, translate
from inspector.gui.widgets.flow import h_box, v_box
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import Label, SignLabel
from inspector.progress import Progress

_RADIUS = 4
_INDENT = 22


class Remark(QWidget):
    """A box on the tint of its tone: sign, a heading, a sentence; hidden until there is any."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = ColourRole.WARN
        self._sign = SignLabel(theme)
        self._sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.title = Label(theme, Text.HEADING).wrap().selectable()
        self.text = Label(theme, Text.LABEL, ColourRole.TEXT).wrap().selectable()
        head = h_box(self._sign, spacing=8)
        head.addWidget(self.title, 1)
        v_box(head, self.text, on=self, spacing=4, edges=(12, 10, 12, 10))
        self.text.setContentsMargins(theme.pixels(_INDENT), 0, 0, 0)
        theme.changed.connect(self.update)
        self.hide()

    def say(self, sign: StatusBadge, title: str, text: str) -> None:
        self._tone = sign.tone
        self._sign.show_sign(sign)
        self.title.setText(title)
        self.text.setText(text)
        self.setAccessibleName(f"{sign.word}: {title}. {text}")
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        tint = colours.failed_tint if self._tone is ColourRole.FAIL else colours.warned_tint
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tint))
            painter.setBrush(QColor(tint))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)


# --- a rounded button that is on or off, with the sign of what it is about ----------------------

_HEIGHT = 26


class Chip(QPushButton):
    """A choice among several, or a filter."""

    def __init__(self, theme: Theme, text: str = "", sign: StatusBadge | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._sign: StatusBadge | None = None
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setIconSize(QSize(theme.pixels(SMALL), theme.pixels(SMALL)))
        self.setFixedHeight(theme.pixels(_HEIGHT))
        self.say(text, sign)
        theme.changed.connect(self._draw)

    def say(self, text: str, sign: StatusBadge | None = None) -> None:
        # The style puts the text right against the icon.
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


class CheckBox(QCheckBox):
    """Drawn by itself; everything else is Qt's."""

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
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus = self.hasFocus()
            edge = colours.accent if focus or self.isChecked() else colours.edge
            painter.setPen(QPen(QColor(edge), 2 if focus else 1))
            painter.setBrush(QColor(colours.accent if self.isChecked() else colours.surface))
            painter.drawRoundedRect(box, _CHECK_BOX_RADIUS, _CHECK_BOX_RADIUS)
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
        tick = self._theme.pixmap("tick", ColourRole.ON_ACCENT)
        painter.drawPixmap(box.topLeft(), tick)


# --- a line that says something has changed, with the button that answers it --------------------


class Notice(QWidget):
    """One sentence and one answer; hidden until there is something to say."""

    def __init__(self, theme: Theme, sentence: str, answer: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel()
        self._sentence = Label(theme, Text.BODY, ColourRole.TEXT).wrap()
        self.button = QPushButton(answer)
        row = h_box(self._icon, on=self, spacing=10, edges=(24, 6, 16, 6))
        row.addWidget(self._sentence, 1)
        row.addWidget(self.button)
        self.say(sentence)
        self._draw()
        theme.changed.connect(self._draw)
        self.hide()

    def say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.colours.warned_tint)

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("warn", ColourRole.WARN))
        self.update()


# --- how far the work is, with a way to stop it -------------------------------------------------

_DELAY = 150
_STEPS = 1_000


class ProgressLine(QWidget):
    """Stage, done of total, and Cancel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = Label(theme, Text.LABEL, ColourRole.MUTED)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(theme.pixels(200), theme.pixels(8))
        self._bar.setAccessibleName(self.tr("Progress"))
        self._theme = theme
        self.cancel = QPushButton(self.tr("Cancel"))
        layout = h_box(self._bar, self._text, self.cancel, on=self, spacing=12)
        layout.addStretch()
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self.show)
        self.hide()

    def start(self) -> None:
        self._text.setText("")
        self._show_busy()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self.hide()

    def show_progress(self, progress: Progress) -> None:
        if progress.total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(_STEPS * progress.done // progress.total)
            numbers = self.tr("{} of {}").format(number(progress.done), number(progress.total))
        else:
            self._show_busy()
            numbers = number(progress.done) if progress.done else ""
        stage = translate("Stages", progress.stage)
        self._text.setText(f"{stage} {numbers}".strip())

    def _show_busy(self) -> None:
        """A bar with no end in sight moves by itself: left empty where that would disturb."""
        if self._theme.calm:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(0)
        else:
            self._bar.setRange(0, 0)
