"""The ways to compare, below one another; arrows walk those that can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.compare.choice_row import ChoiceRow
from inspector.gui.compare.choices import Way
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.lines import Rule
from inspector.gui.widgets.scroll_page import ScrollPage
from inspector.gui.widgets.text import Label

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
_HOME, _END = Qt.Key.Key_Home, Qt.Key.Key_End


class ChoiceList(ScrollPage):
    """``sections`` are groups of ways, each under a heading, or under none."""

    chosen = Signal(object)
    """A ``Way`` that can be chosen."""

    def __init__(
        self, theme: Theme, title: str, sections: Sequence[tuple[str, Sequence[Way]]]
    ) -> None:
        super().__init__(theme)
        self.title = title
        self.rows: list[ChoiceRow] = []
        self._last: ChoiceRow | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        column = self.begin(0)
        column.setContentsMargins(0, 4, 0, 8)
        for heading, ways in sections:
            parts: list[QWidget] = [Rule(theme)] if self.rows else []
            parts += [_heading(theme, heading)] if heading else []
            parts += [self._row(way) for way in ways]
            for part in parts:
                column.insertWidget(column.count() - 1, part)

    def take_focus(self) -> None:
        """Speak to the row that was spoken to last, or to the first that can be chosen."""
        row = self._last or next((row for row in self.rows if row.isEnabled()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, way: Way) -> ChoiceRow:
        row = ChoiceRow(self.theme, way)
        row.clicked.connect(lambda: self.chosen.emit(way))
        row.reached.connect(lambda: self._on_reached(row))
        self.rows.append(row)
        return row

    def _on_reached(self, row: ChoiceRow) -> None:
        self._last = row
        self.ensureWidgetVisible(row, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        possible = [row for row in self.rows if row.isEnabled()]
        here = next((place for place, row in enumerate(possible) if row is self._last), 0)
        last = len(possible) - 1
        place = {_UP: max(0, here - 1), _DOWN: min(last, here + 1), _HOME: 0, _END: last}.get(
            Qt.Key(event.key()), -1
        )
        if place < 0:
            super().keyPressEvent(event)
        else:
            possible[place].setFocus(Qt.FocusReason.OtherFocusReason)


def _heading(theme: Theme, text: str) -> Label:
    heading = Label(theme, Text.LABEL, Tone.FAINT, text)
    heading.setContentsMargins(24, 12, 16, 4)
    return heading
