"""The list of volatile fields: names of members whose differences can be hidden, one a line."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label

_EDGE = 24
_SIZE = (520, 520)
_BUTTON = QDialogButtonBox.StandardButton


class VolatileDialog(QDialog):
    """Shows the names, and says them when they are accepted and are others than before."""

    changed = Signal(tuple)

    def __init__(
        self, theme: Theme, names: tuple[str, ...], default: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._default = default
        self.setWindowTitle(self.tr("Volatile fields"))
        self.field = QPlainTextEdit("\n".join(names))
        self.field.setFont(theme.font(Text.MONO))
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(self.tr("Volatile fields, one name a line"))
        wanted = _BUTTON.Ok | _BUTTON.Cancel | _BUTTON.RestoreDefaults
        self.buttons = QDialogButtonBox(wanted)
        self.restore = self.buttons.button(_BUTTON.RestoreDefaults)
        self.restore.setText(self.tr("Restore defaults"))
        self.restore.clicked.connect(self._restore)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._build(theme)

    @property
    def names(self) -> tuple[str, ...]:
        """What stands in the field: each name once, white space around it left out."""
        lines = (line.strip() for line in self.field.toPlainText().split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def _build(self, theme: Theme) -> None:
        what = self.tr(
            "Names of members, one a line: times, and what follows from them, such as hashes, ids "
            "and signatures."
        )
        means = self.tr(
            "Hidden differences still count, and are shown where something else in the same item "
            "changed."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 16, _EDGE, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(theme, Text.BODY, ColourRole.TEXT, what).wrap())
        layout.addWidget(self.field, 1)
        layout.addWidget(Label(theme, Text.BODY, ColourRole.MUTED, means).wrap())
        layout.addWidget(self.buttons)
        wanted = QSize(*(theme.pixels(edge) for edge in _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def _restore(self) -> None:
        self.field.setPlainText("\n".join(self._default))

    def _accept(self) -> None:
        self.accept()
        if self.names != self._names:
            self.changed.emit(self.names)
