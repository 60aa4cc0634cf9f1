"""Handles Qt's messages; a fatal one becomes a sentence and an exit code.

Otherwise Qt would abort, or exit with a code that means a verdict.
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
"""Messages that appear without being enabled, unlike debug messages."""
_DISPLAY_GONE = ("The X11 connection broke", "The Wayland connection ")
_SIZE_HINTS = "propagateSizeHints"


class QtMessages:
    """Holds warnings back until there is an application, when their consequence is known."""

    def __init__(self) -> None:
        self._held: list[str] | None = []

    def application_is_there(self) -> None:
        """Qt found a display, possibly not at its first attempt; its warnings so far are
        obsolete."""
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
def handled_messages() -> Iterator[QtMessages]:
    """A context manager in which a ``QtMessages`` handles Qt's messages."""
    messages = QtMessages()
    before = qInstallMessageHandler(messages.take)
    try:
        yield messages
    finally:
        # Qt emits messages until the process ends, when Python can no longer handle them
        qInstallMessageHandler(before)


def _is_of_no_consequence(text: str) -> bool:
    """The offscreen plugin warns about the size that a window requests."""
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
