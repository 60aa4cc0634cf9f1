"""All checks that changed: what each says on either side, and where; a row leads there."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from inspector.gui.compare import proofs_model
from inspector.gui.compare.proofs_model import ProofLines
from inspector.gui.compare.proofs_table import ProofsTable
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.text import Label

_EDGE = 24
_SIZE = (1_080, 620)


class ProofsDialog(QDialog):
    """Shows the proofs of ``ProofLines``; it stays open, so that one after the other is seen."""

    place_wanted = Signal(str, bool)
    """A JSON Pointer, and whether it leads into the left document."""

    def __init__(self, theme: Theme, lines: ProofLines, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Checks that changed"))
        self.table = ProofsTable(theme, lines.proofs)
        self.table.place_wanted.connect(self.place_wanted)
        said = self.tr("Enter or a double click shows the place in the trees.")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 16, _EDGE, 16)
        layout.setSpacing(8)
        layout.addWidget(
            Label(theme, Text.TITLE, ColourRole.TEXT, proofs_model.count(lines)).wrap()
        )
        layout.addWidget(Label(theme, Text.BODY, ColourRole.MUTED, said).wrap())
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        wanted = QSize(*(theme.pixels(edge) for edge in _SIZE))
        self.resize(wanted.boundedTo(self.screen().availableSize()))
