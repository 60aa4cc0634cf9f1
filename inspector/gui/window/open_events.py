"""What macOS asks the program to open: documents and links come as events, not as arguments.

They may come before there is a window, and are kept until somebody takes them.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from inspector.gui.document.incoming import source_of

_MOST_KEPT = 50


class Application(QApplication):
    """The program to the desktop. An event filter would be called for every event there is."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._open: Callable[[list[str]], None] | None = None
        self._kept: list[str] = []

    def when_asked(self, open_sources: Callable[[list[str]], None]) -> None:
        """Call ``open_sources`` with what is asked for from now on, and with what was before."""
        self._open = open_sources
        kept, self._kept = self._kept, []
        if kept:
            open_sources(kept)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QFileOpenEvent) -> None:
        source = source_of(event.url())
        if not source:
            return
        if self._open is not None:
            self._open([source])
        # AppKit sends the command line's own arguments, too, while the program starts.
        elif event.file() not in sys.argv[1:] and len(self._kept) < _MOST_KEPT:
            self._kept.append(source)
