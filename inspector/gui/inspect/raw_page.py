"""The page that shows a value as JSON."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector.document.json_types import Json
from inspector.gui.document.value_facts import MOST, indented
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.layouts import v_box
from inspector.gui.widgets.text import Label


class RawPage(QWidget):
    """Canonical JSON, indented, with a note if it is cut."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font(TextStyle.MONO))
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("Raw JSON"))
        goes_on = self.tr("The value goes on: these are its first {} characters.")
        self._note = Label(
            theme, TextStyle.LABEL, ColourRole.MUTED, goes_on.format(number(MOST))
        ).wrap()
        layout = v_box(on=self)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._note)

    def show_json(self, value: Json) -> None:
        text, goes_on = indented(value)
        self.text.setPlainText(text)
        self._note.setVisible(goes_on)

    def clear(self) -> None:
        self.text.clear()
