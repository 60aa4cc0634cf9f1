"""What a view tells its user: a box with a remark, a notice with a button, and progress."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, translate
from inspector.gui.widgets.layouts import h_box, v_box
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import Label, SignLabel
from inspector.progress import Progress

_RADIUS = 4
_INDENT = 22


class Remark(QWidget):
    """A box tinted in the colour of its sign, with a heading and a sentence; hidden until
    ``say``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = ColourRole.WARN
        self._sign = SignLabel(theme)
        self._sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.title = Label(theme, TextStyle.HEADING).wrap().selectable()
        self.text = Label(theme, TextStyle.LABEL, ColourRole.TEXT).wrap().selectable()
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


# --- a line with a sentence and a button --------------------------------------------------------


class Notice(QWidget):
    """A sentence and a button; its owner shows and hides it."""

    def __init__(self, theme: Theme, sentence: str, answer: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = QLabel()
        self._sentence = Label(theme, TextStyle.BODY, ColourRole.TEXT).wrap()
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


# --- progress -----------------------------------------------------------------------------------

_DELAY = 150
_STEPS = 1_000


class ProgressLine(QWidget):
    """Stage, done of total, and a button to cancel; shown only after a delay."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
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
        """An indeterminate bar moves by itself, so it stays empty if animations are off."""
        if self._theme.calm:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(0)
        else:
            self._bar.setRange(0, 0)
