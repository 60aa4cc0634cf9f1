"""Dragging on an X server with the real mouse pointer, from another program."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QDragMoveEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import TimeoutError as WaitedTooLong

from tests.gui.conftest import Desk

_DRAGGER = """
import sys
from PySide6.QtCore import QMimeData, QUrl, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Source(QLabel):
    def mousePressEvent(self, event):
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

app = QApplication(sys.argv)
source = Source("drag me")
source.setWindowFlag(Qt.WindowType.X11BypassWindowManagerHint)
source.setGeometry(0, 0, 80, 80)
source.show()
while not source.windowHandle().isExposed():
    app.processEvents()
print("ready", flush=True)
app.exec()
"""
_STEPS = 8
_TRIES = 3
_UNTIL_NEXT = 20_000


@contextmanager
def another_program(*files: str) -> Iterator[None]:
    """A program in the corner of the screen, from which ``files`` can be dragged."""
    source = subprocess.Popen(
        [sys.executable, "-c", _DRAGGER, *files], stdout=subprocess.PIPE, text=True
    )
    try:
        assert source.stdout is not None
        assert source.stdout.readline() == "ready\n"
        yield
    finally:
        source.kill()
        source.communicate()


class _Pointer(QObject):
    """The pointer's position as last reported to this program's windows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: QPoint | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWindow) and isinstance(event, QDragMoveEvent | QMouseEvent):
            here = watched.mapToGlobal(event.position().toPoint())
            # They differ while the window manager has yet to move the window.
            is_sure = isinstance(event, QDragMoveEvent) or event.globalPosition().toPoint() == here
            self._told = here if is_sure else None
        return False

    def move(self, x: int, y: int) -> None:
        """Move the pointer, and wait until the window under it knows."""

        # A program that waits for the answer to one move tells nothing of the next.
        nudges = cycle((x, x - 1))

        def is_told() -> bool:
            if self._told != QPoint(x, y):
                _xdotool("mousemove", next(nudges), y)
            return self._told == QPoint(x, y)

        self._desk.app.installEventFilter(self)
        self._desk.qtbot.waitUntil(is_told)
        self._desk.app.removeEventFilter(self)


def move_to(desk: Desk, window: QWidget, x: int, y: int) -> None:
    """Move ``window``, and wait until the window manager has done so."""
    desk.qtbot.waitExposed(window)
    window.move(x, y)
    desk.qtbot.waitUntil(lambda: window.pos() == QPoint(x, y))
    centre = window.mapToGlobal(window.rect().center())
    _Pointer(desk).move(centre.x(), centre.y())


def drag_by_hand(desk: Desk, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press, move in steps and release where the window knows that the pointer is, as a hand
    does; the window goes on running meanwhile."""
    _xdotool("mousemove", *start)
    _xdotool("mousedown", 1)
    try:
        for step in range(1, _STEPS):
            place = [a + (b - a) * step // _STEPS for a, b in zip(start, end, strict=True)]
            _xdotool("mousemove", *place)
            desk.app.processEvents()
        _Pointer(desk).move(*end)
    finally:
        _xdotool("mouseup", 1)


def drag_until(
    desk: Desk, start: tuple[int, int], end: tuple[int, int], is_taken: Callable[[], bool]
) -> None:
    """Drag what another program has, until the window took it.

    On a busy X server Qt loses a drop now and then, with the warning "No drag target set". A hand
    that sees nothing happen drags again.
    """
    for _ in range(_TRIES):
        if not is_taken():
            drag_by_hand(desk, start, end)
            with suppress(WaitedTooLong):
                desk.qtbot.waitUntil(is_taken, timeout=_UNTIL_NEXT)
    assert is_taken()


def _xdotool(*arguments: Any) -> None:
    subprocess.run(["xdotool", *map(str, arguments)], check=True)
