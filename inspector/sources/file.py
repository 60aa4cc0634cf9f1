"""Files and standard input: opened to be read only, and only where reading comes to an end.

A device or a named pipe could keep a reader for ever and is refused; a pipe that was handed to
this process (``/dev/fd/63``) is read like standard input.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from inspector.errors import (
    FileMissingError,
    FileUnreadableError,
    IsFolderError,
    NotPermittedError,
    SourceError,
)
from inspector.sources.wording import quoted

_HANDED_OVER = re.compile(r"/dev/fd/[0-9]+|/dev/stdin|/proc/(?:self|[0-9]+)/fd/[0-9]+")


@contextmanager
def open_file(path: str) -> Iterator[BinaryIO]:
    """The file, to be read in binary; its reading errors get names inside the block.

    Raises FileMissingError, IsFolderError, NotPermittedError and FileUnreadableError.
    """
    try:
        _refuse_unreadable(os.stat(path), path)
        with open(path, "rb", opener=_open_without_waiting) as file:
            _refuse_unreadable(os.fstat(file.fileno()), path)
            yield file
    except (OSError, ValueError) as error:  # ValueError: a name that no file system can have
        raise _named(error, path) from error


def is_regular(file: BinaryIO) -> bool:
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def size_of(file: BinaryIO) -> int:
    return os.fstat(file.fileno()).st_size


def standard_input() -> BinaryIO:
    """Standard input in binary.

    Raises FileUnreadableError where the program was started without one.
    """
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise FileUnreadableError("There is no standard input to read from.")
    binary: BinaryIO = stream
    return binary


def _open_without_waiting(path: str, flags: int) -> int:
    # A pipe put in the file's place between the look and the opening must not hold us up.
    waits = _HANDED_OVER.fullmatch(path) is not None
    return os.open(path, flags | (0 if waits else getattr(os, "O_NONBLOCK", 0)))


def _refuse_unreadable(found: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsFolderError(f"{quoted(path)} is a folder, not a file.")
    if stat.S_ISREG(found.st_mode):
        return
    if stat.S_ISFIFO(found.st_mode) and _HANDED_OVER.fullmatch(path):
        return
    raise FileUnreadableError(f"{quoted(path)} is a device or a pipe, not a file.")


def _named(error: OSError | ValueError, path: str) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FileMissingError(f"There is no file {quoted(path)}.")
    if isinstance(error, PermissionError):
        return NotPermittedError(f"{quoted(path)} may not be read by this user.")
    if isinstance(error, IsADirectoryError):
        return IsFolderError(f"{quoted(path)} is a folder, not a file.")
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return FileMissingError(f"There is no file {quoted(path)}: the name is too long.")
    return FileUnreadableError(f"{quoted(path)} cannot be read.")
