"""How the window looks and starts: colours from the menu, everything else in the settings."""

from dataclasses import asdict, replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from inspector.gui.actions import Actions
from inspector.gui.settings import Settings, StateFile
from inspector.gui.theme.theme import Scheme, Theme

_SCHEMES = {Scheme.LIGHT: "light", Scheme.DARK: "dark", Scheme.SYSTEM: "system"}


class PreferencesCommands(QObject):
    """The commands of the look; what is chosen is kept in ``file``, if there is one."""

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
        self._take_up(replace(self.settings, scheme=scheme.value, blue_orange=blue_orange))

    def _open_settings(self) -> None:
        from inspector.gui.window.settings_dialog import SettingsDialog  # noqa: PLC0415 - start-up

        dialog = SettingsDialog(self._theme, self.settings, self._window)
        dialog.changed.connect(self._take_up)
        dialog.open()

    def _take_up(self, settings: Settings) -> None:
        self.settings = settings
        self._theme.choose(
            Scheme(settings.scheme),
            blue_orange=settings.blue_orange,
            calm=settings.reduced_motion,
        )
        self._show_in_menu()
        if self._file is not None:
            self._file.write(asdict(settings))

    def _show_in_menu(self) -> None:
        self._actions[_SCHEMES[self._theme.scheme]].setChecked(True)
        self._actions["blue_orange"].setChecked(self._theme.blue_orange)
