"""The page in place of a document that could not be read: where it failed, what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.text import Label
from inspector.gui.window.remedies import place, remedy

_LEFT = 80
_LONGEST_SOURCE = 4_000


class ErrorPage(QWidget):
    """Shows one error; the program goes on."""

    reload_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self._rows = {
            name: Label(theme, kind, ColourRole.TEXT).wrap().selectable()
            for name, kind in (
                (self.tr("What to do"), Text.BODY),
                (self.tr("Source"), Text.MONO),
                (self.tr("Where"), Text.MONO),
                (self.tr("Error"), Text.MONO),
            )
        }
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(10)
        for name, label in self._rows.items():
            self._form.addRow(Label(theme, Text.LABEL, ColourRole.FAINT, name), label)
            label.setAccessibleName(name)
        again, other = QPushButton(self.tr("Reload")), QPushButton(self.tr("Open file…"))
        again.clicked.connect(self.reload_wanted)
        other.clicked.connect(self.file_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(again)
        buttons.addWidget(other)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_LEFT, 24, 24, 24)
        layout.setSpacing(24)
        layout.addLayout(self._form)
        layout.addLayout(buttons)
        layout.addStretch()

    def show_error(self, source: str, error: InspectorError) -> None:
        where = clip(place(error), _LONGEST_SOURCE)
        texts = remedy(error), clip(source, _LONGEST_SOURCE), where, error.code
        for label, text in zip(self._rows.values(), texts, strict=True):
            label.setText(text)
            self._form.setRowVisible(label, bool(text))
