"""The head of a comparison: both sides with their verdicts, and a summary between them."""

from itertools import zip_longest

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QSizePolicy,
    QWidget,
)

from inspector.gui.compare.head_text import Centre, SideText
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FittedWidget, FlowLayout, Hairline, h_box, v_box
from inspector.gui.widgets.notices import ProgressLine
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.progress import Progress


class NameLabel(ElidedLabel):
    """As wide as its text or the available space; usable in a flow layout."""

    elide = Qt.TextElideMode.ElideMiddle

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


_MOST_NUMBERS = 2
_MOST_COUNTS = 4


class HeadCentre(QWidget):
    """Shows a ``Centre``, between the sides or below them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label(theme, TextStyle.TITLE)
        self.numbers = [
            NameLabel(theme, TextStyle.MONO, ColourRole.MUTED) for _ in range(_MOST_NUMBERS)
        ]
        self.sentence = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self.counts = [SignLabel(theme) for _ in range(_MOST_COUNTS)]
        self.hidden = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.compared = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self._boxes = [QWidget() for _ in range(3)]
        self._title, self._numbers, self._counts = self._flows = [
            FlowLayout(box, gap=18, line_gap=2) for box in self._boxes
        ]
        self._counts.fill([*self.counts, self.hidden])
        column = v_box(on=self, spacing=4)
        first, second, third = self._boxes
        for part in (first, second, self.sentence, third, self.compared):
            column.addWidget(part)
        column.addStretch()
        self.arrange(below=False)

    def show_centre(self, centre: Centre) -> None:
        self.title.setText(centre.title)
        for label, number in zip_longest(self.numbers, centre.numbers):
            label.set_text(number or "")
            label.setVisible(bool(number))
        for part, sign in zip_longest(self.counts, centre.counts):
            part.show_sign(sign)
        for label, text in (
            (self.sentence, centre.sentence),
            (self.hidden, centre.hidden),
            (self.compared, centre.compared),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self.compared.setToolTip(tooltip(centre.parts) if centre.parts else "")
        self._settle()
        self.setAccessibleName(_spoken(centre))

    def arrange(self, *, below: bool) -> None:
        """If it is ``below`` the sides, title and numbers fit on one line."""
        self._title.fill([self.title, *self.numbers] if below else [self.title])
        self._numbers.fill([] if below else self.numbers)
        edge = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignHCenter
        for label in (self.sentence, self.compared):
            label.setAlignment(edge | Qt.AlignmentFlag.AlignTop)
        for flow in self._flows:
            flow.centred = not below
        self._settle()

    def _settle(self) -> None:
        """Take the height that the visible parts need."""
        for box, flow in zip(self._boxes, self._flows, strict=True):
            items = (flow.itemAt(place) for place in range(flow.count()))
            box.setVisible(any(item is not None and not item.isEmpty() for item in items))
            flow.invalidate()
            box.updateGeometry()
        self.updateGeometry()


def _spoken(centre: Centre) -> str:
    counts = [sign.word for sign in centre.counts]
    said = (centre.title, *centre.numbers, centre.sentence, *counts, centre.hidden, centre.compared)
    return ", ".join(part for part in said if part)


_ICON = 24
_BAR_LEAST, _BAR_MOST = 40, 100


class HeadSide(QWidget):
    """A caption, the verdict beside the name, and a line on what it is or what is wrong."""

    grown = Signal()
    """Its height changed."""

    def __init__(self, theme: Theme, caption: str) -> None:
        super().__init__()
        self.caption = Label(theme, TextStyle.CAPTION, ColourRole.FAINT, caption)
        self.sign = SignLabel(theme, TextStyle.TITLE, _ICON)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.name = NameLabel(theme, TextStyle.BODY)
        self.note = BreakingLabel(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.progress = NarrowProgress(theme)
        self.progress.installEventFilter(self)
        self._above, self._line = QWidget(), QWidget()
        self._flows = FlowLayout(self._above), FlowLayout(self._line, gap=10, line_gap=2)
        column = v_box(self._above, self._line, self.note, self.progress, on=self, spacing=4)
        column.addStretch()
        self.arrange(stacked=False)

    def show_text(self, text: SideText) -> None:
        self.progress.stop()
        self._show(text)

    def show_busy(self, text: SideText) -> None:
        self.progress.start()
        self._show(text)

    def show_progress(self, progress: Progress) -> None:
        self.progress.show_progress(progress)
        self.updateGeometry()

    def arrange(self, *, stacked: bool) -> None:
        """If ``stacked``, the height is small and the caption is beside the verdict."""
        self._flows[0].fill([] if stacked else [self.caption])
        self._flows[1].fill([self.caption, self.sign, self.name][not stacked :])
        self._above.setVisible(not stacked)
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The progress line shows itself after a delay."""
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
        """Take the height that is needed now."""
        self._flows[1].invalidate()
        self._line.updateGeometry()
        self.updateGeometry()


class NarrowProgress(ProgressLine):
    """A progress line that shrinks if space is short."""

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


_EDGE = 24
_BETWEEN = 16
_NARROW = 1_000
_NARROWEST = 520

_SHARES = 5, 6
"""For a side and for the centre: all four counts should fit on one line."""


class CompareHead(FittedWidget):
    """Three columns. In a narrow window the sides are above the centre, or all in one column.

    At every width it is as high as its texts need.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.left = HeadSide(theme, self.tr("LEFT"))
        self.right = HeadSide(theme, self.tr("RIGHT"))
        self.centre = HeadCentre(theme)
        self._build()

    def show_side(self, text: SideText, *, is_left: bool) -> None:
        """Show what is known about a side; its progress ends."""
        self._side(is_left).show_text(text)
        self.fit()

    def show_busy(self, text: SideText, *, is_left: bool) -> None:
        """Show a side that is being read or verified, with progress after a delay."""
        self._side(is_left).show_busy(text)
        self.fit()

    def show_progress(self, progress: Progress, *, is_left: bool) -> None:
        self._side(is_left).show_progress(progress)
        self.fit()

    def show_centre(self, centre: Centre) -> None:
        self.centre.show_centre(centre)
        self.fit()

    def _side(self, is_left: bool) -> HeadSide:
        return self.left if is_left else self.right

    def _build(self) -> None:
        self._rules = Hairline(self._theme, vertical=True), Hairline(self._theme, vertical=True)
        self._sides = h_box(spacing=_BETWEEN)
        self._column = v_box(self._sides, on=self, spacing=8, edges=(_EDGE, 10, _EDGE, 10))
        for part in (self.left, self._rules[0], self.centre, self._rules[1], self.right):
            share = _SHARES[1] if part is self.centre else _SHARES[0]
            self._sides.addWidget(part, 0 if isinstance(part, Hairline) else share)
        for side in (self.left, self.right):
            side.grown.connect(self.fit)

    def arrange(self, width: int) -> None:
        is_below = width < self._theme.pixels(_NARROW)
        directions = QBoxLayout.Direction
        is_stacked = width < self._theme.pixels(_NARROWEST)
        self._sides.setDirection(directions.TopToBottom if is_stacked else directions.LeftToRight)
        self._sides.setSpacing(8 if is_stacked else _BETWEEN)
        self._rules[0].setVisible(not is_stacked)
        self._rules[1].setVisible(not is_below)
        if is_below != (self._column.indexOf(self.centre) >= 0):
            if is_below:
                self._sides.removeWidget(self.centre)
                self._column.addWidget(self.centre)
            else:
                self._column.removeWidget(self.centre)
                self._sides.insertWidget(2, self.centre, _SHARES[1])
        self.centre.arrange(below=is_below)
        for side in (self.left, self.right):
            side.arrange(stacked=is_stacked)
