"""Detects when everything requested is shown: each verdict or error is there and painted.

A picture waits longer: until no work is in progress and the window no longer changes.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from inspector.errors import SavingError
from inspector.gui.document.tab import Tab
from inspector.gui.runner import Runner
from inspector.gui.window.inspections import Inspections
from inspector.gui.window.main_window import MainWindow
from inspector.jobs.session import WindowRequest

_LOOK_AGAIN = 20
"""In milliseconds."""


class ReadyWatcher(QObject):
    """Selects what was requested, reports that it is shown, and saves the picture."""

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        inspections: Inspections,
        request: WindowRequest,
        on_shown: Callable[[], None] | None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._inspections = inspections
        self._request = request
        self._on_shown = on_shown
        self._is_up = False
        self._is_posing = False
        self.failure: SavingError | None = None
        """Why the picture could not be written."""
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
        # layouts request their space level by level, each with an event of its own
        QApplication.processEvents()
        self._window.repaint()
        if self._on_shown is not None:
            self._on_shown()
            self._on_shown = None
        if self._request.screenshot is not None and not self._is_posing:
            self._is_posing = True
            self._pose()

    def _pose(self) -> None:
        if self._runner.is_busy:
            QTimer.singleShot(_LOOK_AGAIN, self, self._pose)
        elif self._request.screenshot is not None:
            from inspector.gui.window.picture import save_picture  # noqa: PLC0415 - few take one

            try:
                save_picture(self._window, self._request.screenshot, not_onto=self._request.sources)
            except SavingError as error:
                self.failure = error
            QApplication.exit()
