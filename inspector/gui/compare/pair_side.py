"""One side of the selected pair: its value in a box, and its JSON Pointer below it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.compare.pair_detail import PairSide
from inspector.gui.compare.value_box import ValueBox
from inspector.gui.compare.value_text import NO_TEXT
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.wrapped_text import WrappedText


class PairSideView(QWidget):
    """Shows a ``PairSide``, or that there is nothing on this side.

    ``caption`` is for where it does not stand beside the other.
    """

    def __init__(self, theme: Theme, caption: str) -> None:
        super().__init__()
        self.caption = Label(theme, Text.CAPTION, Tone.FAINT, caption)
        self.box = ValueBox(theme)
        self.pointer = WrappedText(theme, "", Text.SMALL_MONO)
        self.note = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.caption, self.box, self.note, self.pointer):
            column.addWidget(part)
        column.addStretch()

    def show_side(self, side: PairSide | None) -> None:
        self.box.show_value(side.value if side else NO_TEXT)
        self.pointer.setPlainText(side.pointer if side else "")
        self.pointer.updateGeometry()
        self.note.setText(side.value.note if side else self.tr("Nothing on this side."))
        has_text = side is not None and bool(side.value.marked.text)
        self.box.setVisible(has_text)
        self.pointer.setVisible(side is not None)
        self.note.setVisible(bool(self.note.text()))
