"""The window's program: connects the parts, runs the event loop and returns an exit code.

Loading the document starts before the widgets are imported, so that both run at the same time.
"""

import os
import sys
import time
from collections.abc import Callable

import PySide6
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from inspector.gui.document.incoming import source_of
from inspector.gui.document.recent import Recent
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, StateFile, recent_file, settings_file, tabs_file
from inspector.gui.theme.icons import APP_ICON, draw
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.translation import ENGLISH, install
from inspector.gui.window import instance, qt_messages
from inspector.gui.window.inspections import Inspections, TabMemory
from inspector.gui.window.main_window import MainWindow
from inspector.gui.window.ready_watcher import ReadyWatcher
from inspector.gui.window.storage_warning import Refusal, StorageWarning
from inspector.jobs.notes_store import notes_folder
from inspector.jobs.session import WindowRequest

_MOST_KEPT = 50


class Application(QApplication):
    """The application as the desktop sees it."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._open: Callable[[list[str]], None] | None = None
        self._kept: list[str] = []

    def when_asked(self, open_sources: Callable[[list[str]], None]) -> None:
        """Call ``open_sources`` with later requests, and with those received so far."""
        self._open = open_sources
        kept, self._kept = self._kept, []
        if kept:
            open_sources(kept)

    def take(self, event: QFileOpenEvent) -> None:
        source = source_of(event.url())
        if not source:
            return
        if self._open is not None:
            self._open([source])
        # AppKit also sends the arguments of the command line at the start.
        elif event.file() not in sys.argv[1:] and len(self._kept) < _MOST_KEPT:
            self._kept.append(source)


class MacApplication(Application):
    """Handles the desktop's requests to open files, which only macOS sends as events.

    Overriding ``event`` makes PySide create types for all kinds of events, so it is done only
    there. An event filter would be called for every event.
    """

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.take(event)
            return True
        return super().event(event)


# --- the program on the desktop: name, icon, style ----------------------------------------------

_APP_ID = "science.pith.Inspector"
"""The class of X windows and the app_id of Wayland, by which desktops find the menu entry."""
_STYLE = "fusion"
_APP_ICON_SIZE = 64


def application() -> QApplication:
    """The one of this process; made where there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        _name_to_the_task_bar()
        # Named here, and not asked for below: PySide's type of styles takes long to make.
        kind = MacApplication if sys.platform == "darwin" else Application
        app = kind([sys.argv[0], "-style", _STYLE])
    elif app.style().objectName() != _STYLE:
        app.setStyle(_STYLE)
    app.setApplicationName(_APP_ID)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(_APP_ID)
    app.setWindowIcon(QIcon(draw(APP_ICON, "", _APP_ICON_SIZE, 1.0)))
    return app


def _name_to_the_task_bar() -> None:
    """Windows groups windows by this name, and pins the entry that has it; else by python.exe."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only here

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_APP_ID)


_FEWEST_FILES = 64


def prepare(*, is_picture: bool) -> None:
    """Choose how Qt draws. Raises CannotStartError where it would end the process by itself."""
    _refuse_a_binding_that_aborts()
    _refuse_few_files()
    if sys.platform != "linux":
        return
    # The window needs no OpenGL, whose driver may be broken, so it is not loaded.
    os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")
    if is_picture:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif os.environ.get("DISPLAY") and _has_no_way_to_wayland():
        os.environ.setdefault("QT_QPA_PLATFORM", "xcb")


def _has_no_way_to_wayland() -> bool:
    """Without it the Wayland library would report an error, and Qt would use X."""
    display = os.environ.get("WAYLAND_DISPLAY", "/")
    return not (display.startswith("/") or os.environ.get("XDG_RUNTIME_DIR"))


def _refuse_a_binding_that_aborts() -> None:
    """On Python 3.11, PySide6 6.12 loses references to None until the interpreter aborts."""
    if sys.version_info < (3, 12) and PySide6.__version_info__[:2] >= (6, 12):
        from inspector.start import displays  # noqa: PLC0415 - the end of a run

        raise displays.binding_that_aborts(PySide6.__version__)


def _refuse_few_files() -> None:
    """Libraries below Qt abort if no more files can be opened."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < _FEWEST_FILES:
        from inspector.start import displays  # noqa: PLC0415 - the end of a run

        raise displays.few_files(most, _FEWEST_FILES)


_MOMENT = 0.12
_NAP = 0.001
_LISTEN_AFTER = 200
"""In milliseconds after the window is shown."""
_KEPT_AFTER = 500
"""In milliseconds after a verdict or an error."""


def run(request: WindowRequest, on_shown: Callable[[], None] | None = None) -> int:
    """Show the window until it is closed, or until its picture is saved; return the exit code.

    ``on_shown`` is called once the source is painted with its verdict or error. Raises
    CannotStartError, and SavingError if the picture cannot be written.
    """
    if request.joins and _is_handed_over(request):
        return 0
    prepare(is_picture=request.screenshot is not None)
    with qt_messages.handled_messages() as messages:
        return _show(request, messages, on_shown)


def _is_handed_over(request: WindowRequest) -> bool:
    try:
        return instance.hand_over(request.sources, asks=request.asks)
    except ImportError:  # without QtNetwork each start has a window of its own
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
    app = application()
    messages.application_is_there()
    window = _window(app, request, runner, inspections)
    shown = ReadyWatcher(window, runner, inspections, request, on_shown)
    window.resize(*request.size)
    window.start()
    if request.compare:
        window.compare_commands.compare_sources(*request.sources)
    _wait_a_moment(app, inspections)
    window.show()
    if not request.compare:
        _open_others(window, inspections, request)
    if isinstance(app, Application):
        app.when_asked(window.open_requested)
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
    """Open the other sources in tabs; the first one stays current."""
    first = inspections.current
    open_all = (
        window.open_commands.offer_sources if request.asks else window.open_commands.open_sources
    )
    open_all(request.sources[1:])
    inspections.choose(first)


def _listen(window: MainWindow) -> None:
    """Open the sources of later starts as tabs of this window."""
    try:
        listener = instance.Listener(window)
        listens = listener.listen()
    except (ImportError, OSError):  # then each start has a window of its own
        return
    if listens:
        window.closing.connect(listener.close)
        listener.received.connect(window.open_requested)


def _wait_a_moment(app: QApplication, inspections: Inspections) -> None:
    """Wait for a small document, so that the window is laid out and painted once, with its
    verdict."""
    deadline = time.monotonic() + _MOMENT
    while inspections.current.is_busy and (left := deadline - time.monotonic()) > 0:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, round(1_000 * left))
        time.sleep(_NAP)


def _window(
    app: QApplication, request: WindowRequest, runner: Runner, inspections: Inspections
) -> MainWindow:
    """A window for a picture depends only on the request: it reads and writes no user data."""
    is_picture = request.screenshot is not None
    file, listed = (None, None) if is_picture else (settings_file(), recent_file())
    settings = Settings.read(file) if file else Settings(language=ENGLISH)
    install(app, request.language or settings.language)
    if request.scheme:
        settings = settings._replace(scheme=request.scheme)
    theme = Theme(
        app,
        Scheme(settings.scheme),
        blue_orange=settings.blue_orange,
        calm=settings.reduced_motion,
    )
    recent = Recent(listed)
    _keep_later(app, recent)
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
        notes_folder=None if is_picture else notes_folder(),
        offline=offline,
    )
    if file and listed:
        _remember_tabs(window, inspections, restore=settings.restore_tabs)
        _tell_what_is_not_kept(window, theme, file, listed)
    return window


def _keep_later(app: QApplication, recent: Recent) -> None:
    """Save the list of recent documents after its newest is shown, at the latest at exit."""
    later = QTimer(recent, singleShot=True, interval=_KEPT_AFTER)
    recent.changed.connect(later.start)
    later.timeout.connect(recent.keep)
    app.aboutToQuit.connect(recent.keep)


def _remember_tabs(window: MainWindow, inspections: Inspections, *, restore: bool) -> None:
    memory = TabMemory(tabs_file(), inspections, window)
    if restore:
        memory.restore()
    window.closing.connect(memory.save)


def _tell_what_is_not_kept(window: MainWindow, theme: Theme, *files: StateFile) -> None:
    def tell(refusal: Refusal) -> None:
        from inspector.gui.window.storage_warning import not_stored_notice  # noqa: PLC0415 - few need it

        window.tell(not_stored_notice(theme, refusal))

    keeping = StorageWarning(window)
    keeping.watch(*files)
    keeping.refused.connect(tell)
