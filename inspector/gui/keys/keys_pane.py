"""The left of the trust dialog: the keys, where more come from, and where the list is kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.keys.key_list import KeyListView
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.wrapped_text import WrappedText

_EDGE = 16
_WIDTH = 264
_LONGEST_PATH = 4_000


class KeysPane(QWidget):
    """``path`` is the file that the list is kept in; empty where there is none."""

    import_wanted = Signal()

    def __init__(self, theme: Theme, path: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.view = KeyListView(theme)
        self.import_button = QPushButton(self.tr("&Import…"))
        self.import_button.setProperty("flat", True)
        self.import_button.setAutoDefault(False)
        self.import_button.setAccessibleName(self.tr("Import keys of a file as candidates"))
        self.import_button.clicked.connect(self.import_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 0, 8, 0)
        head.addWidget(Label(theme, Text.TITLE, text=self.tr("Keys")), 1)
        head.addWidget(self.import_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        if path:
            layout.addLayout(_place(theme, self.tr("Kept in"), clip(path, _LONGEST_PATH)))
        self.setFixedWidth(theme.pixels(_WIDTH))


def _place(theme: Theme, name: str, path: str) -> QVBoxLayout:
    """All of the path: it breaks anywhere."""
    text = WrappedText(theme, path, Text.SMALL_MONO)
    text.setAccessibleName(f"{name} {path}")
    column = QVBoxLayout()
    column.setContentsMargins(_EDGE, 0, _EDGE, 0)
    column.setSpacing(2)
    column.addWidget(Label(theme, Text.CAPTION, Tone.MUTED, name))
    column.addWidget(text)
    return column
