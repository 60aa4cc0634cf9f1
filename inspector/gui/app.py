"""The window's program: puts the parts together, runs the event loop, gives an exit code.

The document begins to load before the widgets are imported, so that both take their time at once.
"""

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector.gui.controllers.inspection import Inspection
from inspector.gui.controllers.inspections import Inspections
from inspector.gui.controllers.recent import Recent
from inspector.gui.main_window import MainWindow
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, StateFile, recent_file, settings_file
from inspector.gui.theme.icons import APP_ICON, draw
from inspector.gui.theme.theme import Scheme, Theme
from inspector.jobs.session import WindowRequest

CANNOT_WRITE = 4
_STYLE = "fusion"
_APP_ICON_SIZE = 64
_MOMENT = 0.12
_NAP = 0.001
_SIZE_HINTS = "propagateSizeHints"


def run(request: WindowRequest, on_shown: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed, or until its picture is taken.

    ``on_shown`` is called once the source is shown with its verdict, or its error, and painted.
    """
    runner = Runner()
    inspections = Inspections(runner, request.session)
    if request.sources:
        inspections.current.start_early(request.sources[0])
    if request.screenshot is not None:
        _do_without_a_display()
    app = _application()
    window = _window(app, request, runner, inspections)
    shown = _Shown(window, inspections.current, request, on_shown)
    window.resize(*request.size)
    window.start()
    _wait_a_moment(app, inspections.current)
    window.show()
    shown.window_is_up()
    window.opening.open_sources(request.sources[1:])
    code = app.exec()
    runner.close()
    window.deleteLater()
    app.processEvents()
    return code


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    app.setApplicationName("pith-inspector")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("pith-inspector")
    if app.style().objectName() != _STYLE:
        app.setStyle(_STYLE)
    app.setWindowIcon(QIcon(draw(APP_ICON, "", _APP_ICON_SIZE, 1.0)))
    return app


def _wait_a_moment(app: QApplication, inspection: Inspection) -> None:
    """A small document is verified in a moment: then the window comes up with its verdict, and
    is not laid out and painted three times over."""
    deadline = time.monotonic() + _MOMENT
    while inspection.opening.is_busy and (left := deadline - time.monotonic()) > 0:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, round(1_000 * left))
        time.sleep(_NAP)


def _window(
    app: QApplication, request: WindowRequest, runner: Runner, inspections: Inspections
) -> MainWindow:
    """A picture depends on the request alone: it reads and writes nothing of the user's."""
    file = settings_file() if request.screenshot is None else None
    settings = Settings.read(file) if file else Settings()
    scheme = Scheme(request.scheme or settings.scheme)
    theme = Theme(app, scheme, blue_orange=settings.blue_orange)
    recent = Recent(recent_file() if request.screenshot is None else None)
    offline = request.session.options.offline
    window = MainWindow(theme, runner, inspections, recent, offline=offline)
    if file is not None:
        window.viewing.look_chosen.connect(lambda: _remember_look(theme, file))
    return window


def _remember_look(theme: Theme, file: StateFile) -> None:
    Settings(theme.scheme.value, theme.blue_orange).write(file)


class _Shown(QObject):
    """Waits for the verdict or the error, then for it to be painted."""

    def __init__(
        self,
        window: MainWindow,
        inspection: Inspection,
        request: WindowRequest,
        on_shown: Callable[[], None] | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._request = request
        self._on_shown = on_shown
        self._is_up = False
        self._is_settled = not request.sources
        inspection.opening.checked.connect(self._on_settled)
        inspection.opening.failed.connect(self._on_settled)

    def window_is_up(self) -> None:
        self._is_up = True
        QTimer.singleShot(0, self, self._finish)

    def _on_settled(self) -> None:
        if self._request.select is not None:
            self._window.current.inspection.selection.select_pointer(self._request.select)
        self._is_settled = True
        QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        if not (self._is_up and self._is_settled):
            return
        # Layouts ask for their space level by level, each by an event of its own.
        QApplication.processEvents()
        self._window.repaint()
        if self._on_shown is not None:
            self._on_shown()
            self._on_shown = None
        if (path := self._request.screenshot) is not None:
            is_written = self._window.grab().save(str(path), "PNG")
            QApplication.exit(0 if is_written else CANNOT_WRITE)


def _do_without_a_display() -> None:
    """Pictures need no screen; the plugin for that complains about a thing of no consequence."""
    if sys.platform == "linux" and not ({"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        qInstallMessageHandler(_on_message)


def _on_message(_: QtMsgType, __: QMessageLogContext, text: str) -> None:
    if _SIZE_HINTS not in text:
        sys.stderr.write(f"{text}\n")
