"""Standard streams that were closed before the program began, as a desktop or a daemon leaves them.

A file that is opened later would take the number of a closed one, and messages of a library would
be written into it.
"""

import os
import sys
from typing import TextIO

_LAST = 2


def fill() -> None:
    """Put the null device in the place of each closed stream; reading finds it closed still."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST:
        pass
    os.close(number)
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()


def is_heard() -> bool:
    """Whether anybody may read what is written to stderr."""
    return sys.__stderr__ is not None


def discard_output() -> None:
    """Let go of what stdout could not take: Python would try once more, and complain, at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")
