"""What Qt says: passed on, but where it gives up its words become a sentence and an exit code.

By itself Qt would abort, or exit with a code that means a verdict.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)

_TOLD_BY_ITSELF = (QtMsgType.QtInfoMsg, QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
"""What nobody has asked for, as one asks for the messages of a debugger."""
_DISPLAY_GONE = ("The X11 connection broke", "The Wayland connection ")
_SIZE_HINTS = "propagateSizeHints"


class QtMessages:
    """Until there is an application, warnings are held back: what came of them shows soon."""

    def __init__(self) -> None:
        self._held: list[str] | None = []

    def application_is_there(self) -> None:
        """Qt has found a screen, if not by its first way; what it said on the way is of no use."""
        self._held = None

    def take(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            self._end(text)
        elif text.startswith(_DISPLAY_GONE):
            _end_without_display(text)
        elif self._held is not None and kind in _TOLD_BY_ITSELF:
            self._held.append(text)
        elif not _is_of_no_consequence(text):
            sys.stderr.write(f"{qFormatLogMessage(kind, context, text)}\n")

    def _end(self, text: str) -> None:
        from inspector.start import displays, exit_report  # noqa: PLC0415

        if self._held is None:
            exit_report.end_with(displays.given_up(text))
        exit_report.end_with(displays.explain([*self._held, text], os.environ, _plugin_folders()))


@contextmanager
def explained() -> Iterator[QtMessages]:
    """Qt's messages go through a ``QtMessages`` inside the block."""
    messages = QtMessages()
    before = qInstallMessageHandler(messages.take)
    try:
        yield messages
    finally:
        # Qt speaks until the process has ended, when Python can no longer listen.
        qInstallMessageHandler(before)


def _is_of_no_consequence(text: str) -> bool:
    """The plugin that draws to memory alone complains of the size that a window asks for."""
    return _SIZE_HINTS in text and os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def _plugin_folders() -> list[Path]:
    from PySide6.QtCore import QLibraryInfo  # noqa: PLC0415 - the end of a run

    own = os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH")
    plugins = QLibraryInfo.LibraryPath.PluginsPath
    places = [*QCoreApplication.libraryPaths(), QLibraryInfo.path(plugins)]
    return [*([Path(own)] if own else []), *(Path(place) / "platforms" for place in places)]


def _end_without_display(text: str) -> None:
    from inspector.start import displays, exit_report  # noqa: PLC0415 - the end of a run

    exit_report.end_with(displays.gone(text))
