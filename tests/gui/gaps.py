"""Measures how long the GUI thread is blocked, relative to one parse in another thread.

Other programs hold it up, too: of several rounds the best counts, each held against a baseline of
its own. Tests that measure it carry the marker ``alone``.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from PySide6.QtCore import QEventLoop, QTimer

_TICK = 5
_ROUNDS = 10


class Gaps:
    """The longest time between two turns of the event loop, while it is watched."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_TICK)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        """The longest time, the one up to now included: what was watched may have ended before the
        event loop turned once. A timer that still runs could be freed by another thread."""
        self._on_tick()
        self._timer.stop()
        return self.longest

    def watch(self, seconds: float = 0.0) -> None:
        """Run the event loop; its thread sleeps while there is nothing to do."""
        loop = QEventLoop()
        QTimer.singleShot(round(1_000 * seconds), loop.quit)
        loop.exec()

    def until(self, done: Any) -> None:
        deadline = time.monotonic() + 120
        while not done() and time.monotonic() < deadline:
            self.watch(0.05)
        assert done()


def baseline(document: Path) -> float:
    """The seconds for which the event loop is blocked while another thread parses the document."""
    data = document.read_bytes()
    gaps = Gaps()
    worker = threading.Thread(target=lambda: orjson.loads(data))
    worker.start()
    gaps.until(lambda: not worker.is_alive())
    return gaps.stop()


class Watch:
    """The longest time that the GUI thread was blocked, by user action."""

    def __init__(self) -> None:
        self.held: dict[str, float] = {}

    def during(self, name: str, begin: Callable[[], object], done: Callable[[], object]) -> None:
        gaps = Gaps()
        begin()
        gaps.until(done)
        gaps.watch(0.5)
        self.held[name] = gaps.stop()


def best_ratios(document: Path, use: Callable[[Watch], None]) -> dict[str, float]:
    """Of each thing done in ``use`` the longest hold, as a ratio to the bare parse of
    ``document`` in the same round; the best of the rounds that it takes to be below it."""
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        bare = baseline(document)
        watch = Watch()
        use(watch)
        for name, seconds in watch.held.items():
            ratio = round(seconds / bare, 2)
            best[name] = min(ratio, best.get(name, ratio))
        if max(best.values()) <= 1:
            break
    return best
