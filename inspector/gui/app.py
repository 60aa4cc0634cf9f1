"""The window's program: puts the parts together, runs the event loop, gives an exit code.

The document begins to load before the widgets are imported, so that both take their time at once.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace

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

from inspector.gui import instance
from inspector.gui.controllers.inspections import Inspections
from inspector.gui.controllers.recent import Recent
from inspector.gui.controllers.tab import Tab
from inspector.gui.controllers.tab_memory import TabMemory
from inspector.gui.main_window import MainWindow
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, recent_file, settings_file, tabs_file
from inspector.gui.theme.icons import APP_ICON, draw
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.translation import ENGLISH, install
from inspector.jobs.session import WindowRequest

CANNOT_WRITE = 4
_STYLE = "fusion"
_APP_ICON_SIZE = 64
_MOMENT = 0.12
_NAP = 0.001
_LISTEN_AFTER = 200
"""Milliseconds after the window is shown."""
_SIZE_HINTS = "propagateSizeHints"


def run(request: WindowRequest, on_shown: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed, or until its picture is taken.

    ``on_shown`` is called once the source is shown with its verdict, or its error, and painted.
    """
    if request.joins and instance.hand_over(request.sources):
        return 0
    runner = Runner()
    inspections = Inspections(runner, request.session)
    first = inspections.documents[0]
    if request.sources and not request.compare:
        first.start_early(request.sources[0])
    if request.screenshot is not None:
        _do_without_a_display()
    app = _application()
    window = _window(app, request, runner, inspections)
    shown = _Shown(window, inspections, request, on_shown)
    window.resize(*request.size)
    window.start()
    if request.compare:
        window.comparing.compare_sources(*request.sources)
    _wait_a_moment(app, inspections)
    window.show()
    if not request.compare:
        _open_others(window, inspections, request.sources[1:])
    shown.window_is_up()
    if request.joins:
        QTimer.singleShot(_LISTEN_AFTER, window, lambda: _listen(window))
    code = app.exec()
    runner.close()
    window.deleteLater()
    app.processEvents()
    return code


def _open_others(window: MainWindow, inspections: Inspections, sources: tuple[str, ...]) -> None:
    """A tab each; the first source stays in sight."""
    first = inspections.current
    window.opening.open_sources(sources)
    inspections.choose(first)


def _listen(window: MainWindow) -> None:
    """Take over the sources of later starts, as tabs of this window."""
    listener = instance.Listener(window)
    if listener.listen():
        window.closing.connect(listener.close)
        listener.received.connect(window.take_over)


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


def _wait_a_moment(app: QApplication, inspections: Inspections) -> None:
    """A small document is verified in a moment: then the window comes up with its verdict, and
    is not laid out and painted three times over."""
    deadline = time.monotonic() + _MOMENT
    while inspections.current.is_busy and (left := deadline - time.monotonic()) > 0:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, round(1_000 * left))
        time.sleep(_NAP)


def _window(
    app: QApplication, request: WindowRequest, runner: Runner, inspections: Inspections
) -> MainWindow:
    """A picture depends on the request alone: it reads and writes nothing of the user's."""
    is_picture = request.screenshot is not None
    file = None if is_picture else settings_file()
    settings = Settings.read(file) if file else Settings(language=ENGLISH)
    install(app, request.language or settings.language)
    if request.scheme:
        settings = replace(settings, scheme=request.scheme)
    theme = Theme(
        app,
        Scheme(settings.scheme),
        blue_orange=settings.blue_orange,
        calm=settings.reduced_motion,
    )
    recent = Recent(None if is_picture else recent_file())
    offline = request.session.options.offline
    window = MainWindow(
        theme,
        runner,
        inspections,
        recent,
        settings=settings,
        settings_file=file,
        key_list=request.key_list,
        given_keys=request.given_keys,
        offline=offline,
    )
    if not is_picture:
        _remember_tabs(window, inspections, restore=settings.restore_tabs)
    return window


def _remember_tabs(window: MainWindow, inspections: Inspections, *, restore: bool) -> None:
    memory = TabMemory(tabs_file(), inspections, window)
    if restore:
        memory.restore()
    window.closing.connect(memory.save)


class _Shown(QObject):
    """Waits for every verdict or error, then for them to be painted."""

    def __init__(
        self,
        window: MainWindow,
        inspections: Inspections,
        request: WindowRequest,
        on_shown: Callable[[], None] | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._inspections = inspections
        self._request = request
        self._on_shown = on_shown
        self._is_up = False
        for tab in inspections.items:
            self._watch(tab)
        inspections.added.connect(self._watch)

    def window_is_up(self) -> None:
        self._is_up = True
        self._settle()

    def _watch(self, tab: Tab) -> None:
        tab.changed.connect(self._settle)

    def _settle(self) -> None:
        QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        items = self._inspections.items
        if not self._is_up or any(item.is_busy for item in items):
            return
        if self._request.select is not None:
            self._window.current.select_pointer(self._request.select)
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
