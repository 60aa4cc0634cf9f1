"""What the program says of itself: its shortcuts, its checks, its version."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector import program_version
from inspector.gui.actions import Actions, shortcuts
from inspector.gui.theme.theme import Theme


class HelpingCommands(QObject):
    """The commands of the menu Help."""

    def __init__(self, window: QMainWindow, actions: Actions, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        actions.on("shortcuts", self._shortcuts)
        actions.on("about", self._about)

    def _about(self) -> None:
        from inspector.gui.views.dialogs import about_dialog  # noqa: PLC0415 - start-up

        about_dialog(self._window, program_version()).open()

    def _shortcuts(self) -> None:
        from inspector.gui.views.dialogs import ShortcutsDialog  # noqa: PLC0415 - start-up

        ShortcutsDialog(self._theme, shortcuts(), self._window).open()
