"""The program to the desktop: its name there, its icon, its style."""

import sys

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector.gui.theme.icons import APP_ICON, draw
from inspector.gui.window.open_events import Application

_APP_ID = "science.pith.Inspector"
"""The class of X windows and Wayland's app_id: by it a desktop finds the program's menu entry."""
_STYLE = "fusion"
_APP_ICON_SIZE = 64


def application() -> QApplication:
    """The one of this process; made where there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        _name_to_the_task_bar()
        app = Application([sys.argv[0]])
    app.setApplicationName(_APP_ID)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(_APP_ID)
    if app.style().objectName() != _STYLE:
        app.setStyle(_STYLE)
    app.setWindowIcon(QIcon(draw(APP_ICON, "", _APP_ICON_SIZE, 1.0)))
    return app


def _name_to_the_task_bar() -> None:
    """Windows groups windows by this name, and pins the entry that has it; else by python.exe."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_APP_ID)
