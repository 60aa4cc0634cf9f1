"""One side in the head of a comparison: its verdict and its name, or that it is being read."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.compare.head_text import SideText
from inspector.gui.compare.lines_flow import LinesFlow
from inspector.gui.compare.name_label import NameLabel
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel
from inspector.gui.widgets.progress_line import ProgressLine
from inspector.gui.widgets.text import Label, SignLabel
from inspector.progress import Progress

_ICON = 24
_BAR_LEAST, _BAR_MOST = 40, 100


class HeadSide(QWidget):
    """A caption, the verdict beside the name, and one line on what it is or what is wrong."""

    cancelled = Signal()
    grown = Signal()
    """It needs another height."""

    def __init__(self, theme: Theme, caption: str) -> None:
        super().__init__()
        self.caption = Label(theme, Text.CAPTION, Tone.FAINT, caption)
        self.sign = SignLabel(theme, Text.TITLE, _ICON)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.name = NameLabel(theme, Text.BODY)
        self.note = BreakingLabel(theme, Text.LABEL, Tone.MUTED)
        self.progress = _Progress(theme)
        self.progress.cancelled.connect(self.cancelled)
        self.progress.installEventFilter(self)
        self._above, self._line = QWidget(), QWidget()
        self._flows = LinesFlow(self._above), LinesFlow(self._line, gap=10, line_gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._above, self._line, self.note, self.progress):
            column.addWidget(part)
        column.addStretch()
        self.stand(stacked=False)

    def show_text(self, text: SideText) -> None:
        self.progress.stop()
        self._show(text)

    def show_busy(self, text: SideText) -> None:
        self.progress.start()
        self._show(text)

    def show_progress(self, progress: Progress) -> None:
        self.progress.show_progress(progress)
        self.updateGeometry()

    def stand(self, *, stacked: bool) -> None:
        """``stacked``: there is little height, so the caption stands before the verdict."""
        self._flows[0].fill([] if stacked else [self.caption])
        self._flows[1].fill([self.caption, self.sign, self.name][not stacked :])
        self._above.setVisible(not stacked)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The progress shows itself, after a moment."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.grown.emit()
        return super().eventFilter(watched, event)

    def _show(self, text: SideText) -> None:
        self.sign.show_sign(text.sign)
        self.name.set_text(text.name)
        self.note.setText(text.note)
        self.note.setVisible(bool(text.note))
        spoken = [part for part in (text.sign.word, text.name, text.note) if part]
        self.setAccessibleName(f"{self.caption.text()}: {', '.join(spoken)}")
        self._settle()

    def _settle(self) -> None:
        """Take the room that is needed now."""
        self._flows[1].invalidate()
        self._line.updateGeometry()
        self.updateGeometry()


class _Progress(ProgressLine):
    """A progress that gives way where a side has little room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._bar.setMinimumWidth(theme.pixels(_BAR_LEAST))
        self._bar.setMaximumWidth(theme.pixels(_BAR_MOST))
        self._text.wrap()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_progress(self, progress: Progress) -> None:
        super().show_progress(progress)
        width = self._text.fontMetrics().horizontalAdvance(self._text.text())
        self._text.setMaximumWidth(width + 4)
