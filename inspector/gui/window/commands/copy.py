"""Copying what is selected: its value, its name, its JSON Pointer, or the whole as JSON."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.document.selection import Selection
from inspector.gui.runner import Runner
from inspector.gui.translation import translate
from inspector.gui.window.inspections import Inspections


class CopyCommands(QObject):
    """The copies of the menu Edit. The clipboard gets the text as it is, nothing escaped."""

    said = Signal(str)

    def __init__(
        self, window: QMainWindow, actions: Actions, runner: Runner, inspections: Inspections
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._inspections = inspections
        for id_, handler in (
            ("copy_value", self._copy_value),
            ("copy_name", self._copy_name),
            ("copy_pointer", self.copy_pointer),
            ("copy_json", self._copy_json),
        ):
            actions.on(id_, handler)

    @property
    def _selection(self) -> Selection | None:
        inspection = self._inspections.inspection
        return inspection.selection if inspection is not None else None

    def copy(self, text: str, said: str) -> None:
        """Put ``text`` on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.said.emit(said)

    def copy_pointer(self) -> None:
        selection = self._selection
        if selection is not None and (pointer := selection.pointer) is not None:
            self.copy(pointer, translate("Commands", "Copied the JSON Pointer."))

    def _copy_name(self) -> None:
        selection = self._selection
        if selection is not None and (name := selection.name) is not None:
            self.copy(name, translate("Commands", "Copied the name."))

    def _copy_value(self) -> None:
        """A text as it is, anything else as its canonical JSON, which can be long to write."""
        selection = self._selection
        if selection is not None and (write := selection.writer()) is not None:
            said = translate("Commands", "Copied the value.")
            self._runner.start(lambda _: write(), self).on_success(
                lambda text: self.copy(text, said)
            )

    def _copy_json(self) -> None:
        selection = self._selection
        if selection is not None and (write := selection.json_writer()) is not None:
            said = translate("Commands", "Copied the value as JSON.")
            self._runner.start(lambda _: write(), self).on_success(
                lambda text: self.copy(text, said)
            )
