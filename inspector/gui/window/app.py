"""The window's program: puts the parts together, runs the event loop, gives an exit code.

The document begins to load before the widgets are imported, so that both take their time at once.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from inspector.gui.document.recent import Recent
from inspector.gui.runner import Runner
from inspector.gui.settings import Settings, StateFile, recent_file, settings_file, tabs_file
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.translation import ENGLISH, install
from inspector.gui.window import instance, qt_messages, starting
from inspector.gui.window.application import application
from inspector.gui.window.inspections import Inspections
from inspector.gui.window.main_window import MainWindow
from inspector.gui.window.open_events import Application
from inspector.gui.window.ready_watcher import Shown
from inspector.gui.window.storage_warning import Keeping, Refusal
from inspector.gui.window.tab_memory import TabMemory
from inspector.jobs.session import WindowRequest

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
    app = application()
    messages.application_is_there()
    window = _window(app, request, runner, inspections)
    shown = Shown(window, runner, inspections, request, on_shown)
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
        from inspector.gui.window.unkept import unkept_notice  # noqa: PLC0415 - few need it

        window.tell(unkept_notice(theme, refusal))

    keeping = Keeping(window)
    keeping.watch(*files)
    keeping.refused.connect(tell)
