"""What came of looking for the title or the abstract: the hashes, the text, what else was tried."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.paper.paper_text import ShownFinding
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.byte_text import ByteText
from inspector.gui.widgets.long_text import LongText
from inspector.gui.widgets.text import Label, SignLabel

_SHORT = 300
_LINES = 8


class PaperFindingView(QWidget):
    """Shows one ``ShownFinding``."""

    def __init__(self, theme: Theme, found: ShownFinding) -> None:
        super().__init__()
        self._theme = theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._head(found))
        layout.addWidget(Label(theme, Text.BODY, Tone.TEXT, found.sentence).wrap().selectable())
        layout.addLayout(self._hashes(found))
        if found.text:
            text = self._text(found.text)
            text.setAccessibleName(self.tr("The normalised text"))
            layout.addWidget(text)
        if found.others:
            layout.addWidget(Label(theme, Text.HEADING, Tone.TEXT, self.tr("Also tried")))
            layout.addLayout(self._others(found))
        self.setAccessibleName(f"{found.name}: {found.sign.word}. {found.sentence}")

    def _head(self, found: ShownFinding) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(self._theme, Text.HEADING, Tone.TEXT, found.name))
        sign = SignLabel(self._theme)
        sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(sign)
        row.addStretch(1)
        sign.setParent(self)
        sign.show_sign(found.sign)
        return row

    def _text(self, text: str) -> QWidget:
        if len(text) <= _SHORT:
            return Label(self._theme, Text.BODY, Tone.MUTED, text).wrap().selectable()
        view = LongText(self._theme, text)
        view.setFixedHeight(_LINES * view.fontMetrics().lineSpacing())
        return view

    def _hashes(self, found: ShownFinding) -> QGridLayout:
        rows = ((self.tr("Stated"), found.stated), (self.tr("Computed"), found.computed))
        grid = self._grid()
        for row, (name, digits) in enumerate(rows):
            if digits:
                self._add(grid, row, name, digits, found.differs)
        return grid

    def _others(self, found: ShownFinding) -> QGridLayout:
        grid = self._grid()
        for row, one in enumerate(found.others):
            self._add(grid, row, one.place, one.sha256, -1)
        return grid

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        return grid

    def _add(self, grid: QGridLayout, row: int, name: str, digits: str, differs: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Label(self._theme, Text.LABEL, Tone.FAINT, name), row, 0, top)
        view = ByteText(self._theme, digits, grouped=True, marked=differs)
        view.setAccessibleName(f"{name}: {digits}")
        grid.addWidget(view, row, 1)
