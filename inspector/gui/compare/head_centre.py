"""What stands between both sides of a comparison: one record or two, and how much differs."""

from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.compare.head_text import Centre
from inspector.gui.compare.lines_flow import LinesFlow
from inspector.gui.compare.name_label import NameLabel
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.text import Label, SignLabel

_MOST_NUMBERS = 2
_MOST_COUNTS = 4


class HeadCentre(QWidget):
    """Shows a ``Centre``; in the middle between the sides, or at the edge below them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label(theme, Text.TITLE)
        self.numbers = [NameLabel(theme, Text.MONO, Tone.MUTED) for _ in range(_MOST_NUMBERS)]
        self.sentence = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self.counts = [SignLabel(theme) for _ in range(_MOST_COUNTS)]
        self.hidden = Label(theme, Text.LABEL, Tone.MUTED)
        self.compared = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self._boxes = [QWidget() for _ in range(3)]
        self._title, self._numbers, self._counts = self._flows = [
            LinesFlow(box, gap=18, line_gap=2) for box in self._boxes
        ]
        self._counts.fill([*self.counts, self.hidden])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first, second, third = self._boxes
        for part in (first, second, self.sentence, third, self.compared):
            column.addWidget(part)
        column.addStretch()
        self.stand(below=False)

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

    def stand(self, *, below: bool) -> None:
        """``below`` the sides there is room for the title and the numbers in one line."""
        self._title.fill([self.title, *self.numbers] if below else [self.title])
        self._numbers.fill([] if below else self.numbers)
        edge = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignHCenter
        for label in (self.sentence, self.compared):
            label.setAlignment(edge | Qt.AlignmentFlag.AlignTop)
        for flow in self._flows:
            flow.centred = not below
        self._settle()

    def _settle(self) -> None:
        """Take the room that the parts need which are shown now."""
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
