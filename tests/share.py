"""A network share for tests: without change notifications, and able to hang."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Share:
    """``there`` is the folder as the server has it, ``here`` the same as it is mounted."""

    def __init__(self, there: Path, here: Path) -> None:
        self.there, self.here = there, here
        there.mkdir()
        here.mkdir()
        # Nothing is kept in memory: each look asks the server.
        options = "attr_timeout=0,entry_timeout=0,negative_timeout=0,direct_io"
        self._server = subprocess.Popen(["bindfs", "-f", "-o", options, str(there), str(here)])
        deadline = time.monotonic() + 300
        while not os.path.ismount(here):
            assert self._server.poll() is None, "bindfs has ended"
            assert time.monotonic() < deadline
            time.sleep(0.02)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """All requests hang, also those in progress."""
        self._server.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._server.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(30)


@contextmanager
def share(folder: Path) -> Iterator[Share]:
    """Skips the test if nothing can be mounted."""
    if shutil.which("bindfs") is None:
        pytest.skip("needs bindfs")
    try:
        os.close(os.open("/dev/fuse", os.O_RDWR))
    except OSError as error:
        pytest.skip(f"needs /dev/fuse: {error.strerror}")
    made = Share(folder / "there", folder / "here")
    try:
        yield made
    finally:
        made.close()
