"""How far the work is, with a way to stop it; shown only when it takes longer than a blink."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, translate
from inspector.gui.widgets.flow import h_box
from inspector.gui.widgets.text import Label
from inspector.progress import Progress

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
