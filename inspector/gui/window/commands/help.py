"""What the program says of itself: its checks, its shortcuts, its version."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector import program_version
from inspector.gui.actions import Actions
from inspector.gui.inspect.document_page import DocumentPage
from inspector.gui.theme.theme import Theme


class HelpCommands(QObject):
    """The commands of the menu Help."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        is_comparing: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._is_comparing = is_comparing
        actions.on("help", self._help)
        actions.on("shortcuts", self._shortcuts)
        actions.on("about", self._about)

    def _help(self) -> None:
        """Help on the check that is looked at, on comparing, or where the help was last."""
        from inspector.gui.help.window import COMPARE, show_help  # noqa: PLC0415 - start-up

        pages = self._window.findChildren(DocumentPage)
        checks = (page.check for page in pages if page.isVisible())
        page = COMPARE if self._is_comparing() else next(checks, "")
        show_help(self._theme, self._window, page)

    def _shortcuts(self) -> None:
        from inspector.gui.help.window import KEYBOARD, show_help  # noqa: PLC0415 - start-up

        show_help(self._theme, self._window, KEYBOARD)

    def _about(self) -> None:
        from inspector.gui.widgets.dialogs import about_dialog  # noqa: PLC0415 - start-up

        about_dialog(self._window, program_version()).open()
