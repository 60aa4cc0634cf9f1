"""What a value says when read, a line for each; a name on the web has a button beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.gui.document.value_facts import ValueFact
from inspector.gui.inspect.detail_pages import BrowseButton
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label


class FactLines(QWidget):
    """Shows facts below one another, their labels in a column."""

    def __init__(self, theme: Theme, facts: tuple[ValueFact, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, fact in enumerate(facts):
            grid.addWidget(Label(theme, Text.LABEL, ColourRole.FAINT, fact.label), row, 0, middle)
            text = Label(theme, Text.BODY, ColourRole.TEXT, fact.text).selectable()
            text.setAccessibleName(f"{fact.label}: {fact.text}")
            grid.addWidget(text, row, 1, middle)
            if fact.link is not None:
                left = Qt.AlignmentFlag.AlignLeft | middle
                grid.addWidget(BrowseButton(fact.link), row, 2, left)
