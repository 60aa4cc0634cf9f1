"""The dialogs of a comparison: which fields are volatile, where to export to, all that changed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector.compare import volatile
from inspector.gui.compare.comparison import Comparison
from inspector.gui.theme.theme import Theme
from inspector.jobs.exporting import Form


class Asking(QObject):
    """Each is made when it is asked for; none blocks the event loop."""

    place_wanted = Signal(str, bool)
    """A JSON Pointer, and whether it leads into the left document."""

    def __init__(self, theme: Theme, comparison: Comparison, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._comparison = comparison
        self._window = parent

    def edit_volatile(self) -> None:
        """Ask which fields are volatile."""
        from inspector.gui.compare.volatile_dialog import (  # noqa: PLC0415 - seldom
            VolatileDialog,
        )

        names = self._comparison.volatile_names
        dialog = VolatileDialog(self._theme, names, volatile.DEFAULT, self._window)
        dialog.changed.connect(self._comparison.use_names)
        dialog.open()

    def export(self) -> None:
        """Ask for a file, and write the comparison to it."""
        from inspector.gui.widgets.dialogs import export_dialog  # noqa: PLC0415 - seldom

        if self._comparison.current is None:
            return
        dialog = export_dialog(self._window, self.tr("comparison"))
        dialog.fileSelected.connect(self._on_export_wanted)
        dialog.open()

    def show_proofs(self) -> None:
        """All the checks that changed."""
        from inspector.gui.compare.proofs_dialog import (  # noqa: PLC0415 - seldom
            ProofsDialog,
        )

        shown = self._comparison.current
        if shown is not None:
            dialog = ProofsDialog(self._theme, shown.proofs, self._window)
            dialog.place_wanted.connect(self.place_wanted)
            dialog.open()

    def _on_export_wanted(self, path: str) -> None:
        """The end of the name says what is written."""
        is_json = path.lower().endswith(Form.JSON)
        self._comparison.export(path, Form.JSON if is_json else Form.HTML)
