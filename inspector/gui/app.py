"""The window's program: puts the parts together, runs the event loop, gives an exit code.

The document begins to load before the widgets are imported, so that both take their time at once.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from inspector.errors import SavingError
from inspector.gui import instance, qt_messages, starting
from inspector.gui.controllers.inspections import Inspections
from inspector.gui.controllers.keeping import Keeping, Refusal
from inspector.gui.controllers.recent import Recent
from inspector.gui.controllers.tab import Tab
from inspector.gui.controllers.tab_memory import TabMemory
from inspector.gui.main_window import MainWindow
from inspector.gui.open_events import Application
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, StateFile, recent_file, settings_file, tabs_file
from inspector.gui.theme.icons import APP_ICON, draw
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.translation import ENGLISH, install
from inspector.jobs.session import WindowRequest

_APP_ID = "science.pith.Inspector"
"""The class of X windows and Wayland's app_id: by it a desktop finds the program's menu entry."""
_STYLE = "fusion"
_APP_ICON_SIZE = 64
_MOMENT = 0.12
_NAP = 0.001
_LISTEN_AFTER = 200
"""Milliseconds after the window is shown."""


def run(request: WindowRequest, on_shown: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed, or until its picture is taken.

    ``on_shown`` is called once the source is shown with its verdict, or its error, and painted.
    Raises CannotStartError, and SavingError where the picture cannot be written.
    """
    if request.joins and _is_handed_over(request):
        return 0
    starting.prepare(is_picture=request.screenshot is not None)
    with qt_messages.explained() as messages:
        return _show(request, messages, on_shown)


def _is_handed_over(request: WindowRequest) -> bool:
    try:
        return instance.hand_over(request.sources, asks=request.asks)
    except ImportError:  # without Qt's part for networks each start has a window of its own
        return False


def _show(
    request: WindowRequest,
    messages: qt_messages.QtMessages,
    on_shown: Callable[[], None] | None,
) -> int:
    runner = Runner()
    inspections = Inspections(runner, request.session)
    first = inspections.documents[0]
    if request.sources and not request.compare:
        first.start_early(request.sources[0], asks=request.asks)
    app = _application()
    messages.application_is_there()
    window = _window(app, request, runner, inspections)
    shown = _Shown(window, inspections, request, on_shown)
    window.resize(*request.size)
    window.start()
    if request.compare:
        window.comparing.compare_sources(*request.sources)
    _wait_a_moment(app, inspections)
    window.show()
    if not request.compare:
        _open_others(window, inspections, request)
    if isinstance(app, Application):
        app.when_asked(window.take_over)
    shown.window_is_up()
    if request.joins:
        QTimer.singleShot(_LISTEN_AFTER, window, lambda: _listen(window))
    code = app.exec()
    runner.close()
    window.deleteLater()
    app.processEvents()
    if shown.failure is not None:
        raise shown.failure
    return code


def _open_others(window: MainWindow, inspections: Inspections, request: WindowRequest) -> None:
    """A tab each; the first source stays in sight."""
    first = inspections.current
    open_all = window.opening.offer_sources if request.asks else window.opening.open_sources
    open_all(request.sources[1:])
    inspections.choose(first)


def _listen(window: MainWindow) -> None:
    """Take over the sources of later starts, as tabs of this window."""
    try:
        listener = instance.Listener(window)
        listens = listener.listen()
    except (ImportError, OSError):  # then each start has a window of its own
        return
    if listens:
        window.closing.connect(listener.close)
        listener.received.connect(window.take_over)


def _application() -> QApplication:
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
    file, listed = (None, None) if is_picture else (settings_file(), recent_file())
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
    recent = Recent(listed)
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
    if file and listed:
        _remember_tabs(window, inspections, restore=settings.restore_tabs)
        _tell_what_is_not_kept(window, theme, file, listed)
    return window


def _remember_tabs(window: MainWindow, inspections: Inspections, *, restore: bool) -> None:
    memory = TabMemory(tabs_file(), inspections, window)
    if restore:
        memory.restore()
    window.closing.connect(memory.save)


def _tell_what_is_not_kept(window: MainWindow, theme: Theme, *files: StateFile) -> None:
    def tell(refusal: Refusal) -> None:
        from inspector.gui.views.unkept import unkept_notice  # noqa: PLC0415 - few need it

        window.tell(unkept_notice(theme, refusal))

    keeping = Keeping(window)
    keeping.watch(*files)
    keeping.refused.connect(tell)


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
        self.failure: SavingError | None = None
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
            from inspector.gui.picture import save_picture  # noqa: PLC0415 - few take one

            try:
                save_picture(self._window, path, not_onto=self._request.sources)
            except SavingError as error:
                self.failure = error
            QApplication.exit()
