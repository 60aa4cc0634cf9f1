"""Commands about the program itself: its look and start, and help."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector import program_version
from inspector.gui.actions import Actions
from inspector.gui.inspect.document_page import DocumentPage
from inspector.gui.settings import Settings, StateFile
from inspector.gui.theme.theme import Scheme, Theme

# --- look and start: colours in the menu, everything else in the settings -----------------------

_SCHEMES = {Scheme.LIGHT: "light", Scheme.DARK: "dark", Scheme.SYSTEM: "system"}


class PreferencesCommands(QObject):
    """The commands for the look; choices are saved in ``file``, if there is one."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        theme: Theme,
        settings: Settings,
        file: StateFile | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._theme = theme
        self.settings = settings
        self._file = file
        self._show_in_menu()
        for id_ in (*_SCHEMES.values(), "blue_orange"):
            actions.on(id_, self._on_menu)
        actions.on("settings", self._open_settings)

    def _on_menu(self) -> None:
        scheme = next(s for s, id_ in _SCHEMES.items() if self._actions[id_].isChecked())
        blue_orange = self._actions["blue_orange"].isChecked()
        self._apply(self.settings._replace(scheme=scheme.value, blue_orange=blue_orange))

    def _open_settings(self) -> None:
        from inspector.gui.window.settings_dialog import SettingsDialog  # noqa: PLC0415 - start-up

        dialog = SettingsDialog(self._theme, self.settings, self._window)
        dialog.changed.connect(self._apply)
        dialog.open()

    def _apply(self, settings: Settings) -> None:
        self.settings = settings
        self._theme.choose(
            Scheme(settings.scheme),
            blue_orange=settings.blue_orange,
            calm=settings.reduced_motion,
        )
        self._show_in_menu()
        if self._file is not None:
            self._file.write(settings._asdict())

    def _show_in_menu(self) -> None:
        self._actions[_SCHEMES[self._theme.scheme]].setChecked(True)
        self._actions["blue_orange"].setChecked(self._theme.blue_orange)


# --- help: checks, shortcuts, version -----------------------------------------------------------


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
        """Help on the current check, on comparing, or the page that was shown last."""
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
