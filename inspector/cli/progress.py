"""Progress of slow work on a terminal; where stderr is none, nothing is written."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.progress import Checkpoint, Progress, unwatched
from inspector.visible import visible

_PATIENCE = 0.5


@contextmanager
def watched(source: str) -> Iterator[Checkpoint]:
    """A checkpoint that shows a line on the terminal once the work has taken half a second."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    line = _StatusLine(source)
    try:
        yield line.show
    finally:
        line.close()


class _StatusLine:
    """A single line with a spinner, drawn by rich, which is imported when it is first needed."""

    def __init__(self, source: str) -> None:
        self._source = visible(source)
        self._due = time.monotonic() + _PATIENCE
        self._status: object = None

    def show(self, progress: Progress) -> None:
        if time.monotonic() < self._due:
            return
        from rich.console import Console  # noqa: PLC0415 - 40 ms that a quick run is spared
        from rich.status import Status  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        done = f" {progress.done / progress.total:.0%}" if progress.total else ""
        text = Text(f"{progress.stage}{done}: {self._source}")
        if isinstance(self._status, Status):
            self._status.update(text)
        else:
            self._status = Status(text, console=Console(stderr=True))
            self._status.start()
        self._due = time.monotonic() + _PATIENCE / 5

    def close(self) -> None:
        stop = getattr(self._status, "stop", None)
        if stop is not None:
            stop()
