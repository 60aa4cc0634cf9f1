"""Two sliders that walk the history of one bundle: the state after one event and after another."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.compare.side import event_count
from inspector.document.document import Document
from inspector.gui.compare import history_text
from inspector.gui.compare.event_slider import EventSlider
from inspector.gui.compare.fitting import fit
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel
from inspector.gui.widgets.text import Label

_EDGE = 24
_NARROW = 860
_LABEL = 340
_ANY_WIDTH = 16_777_215


class HistoryBar(QWidget):
    """A slider for each side, from the first event to the last, and what it stands at."""

    moved = Signal(int, int)
    """After which event the left is, and the right, counted from 1."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._document: Document | None = None
        self._sides = self.tr("Left"), self.tr("Right")
        self._names = [Label(theme, Text.LABEL, Tone.FAINT, side) for side in self._sides]
        self.sliders = [EventSlider(theme) for _ in self._sides]
        self.labels = [BreakingLabel(theme, Text.LABEL) for _ in self._sides]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, 6, _EDGE, 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._place(is_narrow=True)
        for slider in self.sliders:
            slider.valueChanged.connect(self._on_moved)

    @property
    def at(self) -> tuple[int, int]:
        """After which event the left is, and the right."""
        left, right = self.sliders
        return left.value(), right.value()

    def show_history(self, document: Document, left: int, right: int) -> None:
        """The history of a bundle with at least one event; ``moved`` is not emitted."""
        self._document = document
        count = event_count(document)
        for slider, at in zip(self.sliders, (left, right), strict=True):
            with QSignalBlocker(slider):
                slider.show_range(count, at)
            slider.update()
        self._say()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """It has one height, set by itself: what holds it could else give it less."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place(is_narrow=event.size().width() < self._theme.pixels(_NARROW))
            fit(self, self._grid)

    def _place(self, *, is_narrow: bool) -> None:
        """Each label beside its slider, all of one width, or below it where there is less room."""
        middle = Qt.AlignmentFlag.AlignVCenter
        for side, (name, slider, label) in enumerate(
            zip(self._names, self.sliders, self.labels, strict=True)
        ):
            row = 2 * side
            self._grid.addWidget(name, row, 0, middle)
            self._grid.addWidget(slider, row, 1)
            self._grid.addWidget(label, *((row + 1, 1) if is_narrow else (row, 2)), middle)
            width = 0 if is_narrow else self._theme.pixels(_LABEL)
            label.setMinimumWidth(width)
            label.setMaximumWidth(width or _ANY_WIDTH)

    def _on_moved(self) -> None:
        self._say()
        self.moved.emit(*self.at)

    def _say(self) -> None:
        if self._document is None:
            return
        for side, slider, label in zip(self._sides, self.sliders, self.labels, strict=True):
            label.setText(history_text.after(self._document, slider.value()))
            slider.setAccessibleName(f"{side}: {label.text()}")
        fit(self, self._grid)
