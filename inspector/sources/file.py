"""Opens files and standard input for reading, if reading them is certain to end.

Devices are refused, since they could block forever, and so are named pipes without a writer. A pipe
passed to this process (``/dev/fd/63``) is read like standard input.
"""

import errno
import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from inspector.errors import (
    FileMissingError,
    FileUnreadableError,
    IsFolderError,
    NotPermittedError,
    SourceError,
)
from inspector.messages import Place
from inspector.progress import Checkpoint, Progress
from inspector.sources.limits import PIECE, READING

_MOST_LINKS = 40
"""The limit of the operating system."""
_LOOK_EVERY = 0.1
_READABLE = (stat.S_IFREG, stat.S_IFIFO)


@contextmanager
def open_file(path: str) -> Iterator[BinaryIO]:
    """Open a file for binary reading; errors while reading inside the block are named, too.

    Raises FileMissingError, IsFolderError, NotPermittedError and FileUnreadableError.
    """
    try:
        _refuse_unreadable(os.stat(path), path)
        with open(path, "rb", opener=_open_without_waiting) as file:
            _refuse_unreadable(os.fstat(file.fileno()), path)
            yield file if _is_waited_for(file) else _named_pipe(file, path)
    except (OSError, ValueError) as error:
        # ValueError: a name that is invalid on every file system
        raise _named(error, path) from error


def is_regular(file: BinaryIO) -> bool:
    """Whether ``file`` is a regular file."""
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def size_of(file: BinaryIO) -> int:
    """The size of ``file`` in bytes."""
    return os.fstat(file.fileno()).st_size


def standard_input() -> BinaryIO:
    """Standard input in binary.

    Raises FileUnreadableError if the program was started without one.
    """
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or stream.closed:
        raise FileUnreadableError("There is no standard input to read from.")
    binary: BinaryIO = stream
    return binary


def absolute_path(path: str) -> str:
    """The path made absolute and not otherwise changed; unchanged if the current folder was
    removed."""
    try:
        return str(Path(path).absolute())
    except FileNotFoundError:
        return path


def is_transient(path: str) -> bool:
    """Whether ``path`` may name something else in another process, or can be read only once.

    That holds for pipes and for everything in ``/dev`` or ``/proc``, also by way of links.
    """
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        mode = stat.S_IFREG
    return stat.S_IFMT(mode) not in (stat.S_IFREG, stat.S_IFDIR) or _is_of_a_process(path)


def belongs_to_process(path: str) -> bool:
    """Whether the text of ``path`` alone shows that; the disk is not accessed."""
    return _lies_with_a_process(absolute_path(path))


def _lies_with_a_process(place: str) -> bool:
    is_memory = f"{place}/".startswith("/dev/shm/")  # noqa: S108 - nothing is written there
    return place.startswith(("/proc/", "/dev/")) and not is_memory


def interruptible_reader(file: BinaryIO, checkpoint: Checkpoint) -> Callable[[int], bytes]:
    """A read function for a pipe that calls ``checkpoint`` while it waits for data."""
    if sys.platform == "win32":  # select does not support pipes there
        return file.read
    from select import select  # noqa: PLC0415 - few sources are pipes

    read: Callable[[int], bytes] = getattr(file, "read1", file.read)

    def wait_and_read(size: int) -> bytes:
        while not select([file], [], [], _LOOK_EVERY)[0]:
            checkpoint(Progress(READING, 0, 0))
        return read(size)

    return wait_and_read


def _is_of_a_process(path: str) -> bool:
    return any(map(_lies_with_a_process, _way(absolute_path(path))))


def _way(path: str) -> Iterator[str]:
    """Every path that the system visits while it resolves ``path``."""
    here, rest, links = "/", path.split("/")[::-1], 0
    while rest and links < _MOST_LINKS:
        step = rest.pop()
        if step in ("", "."):
            continue
        here = os.path.dirname(here) if step == ".." else os.path.join(here, step)
        yield here
        try:
            target = os.readlink(here)
        except (OSError, ValueError):
            continue
        links += 1
        here = "/" if target.startswith("/") else os.path.dirname(here)
        rest += target.split("/")[::-1]


class _StartedFile(io.FileIO):
    """A file whose ``first`` bytes were read already."""

    def __init__(self, descriptor: int, first: bytes) -> None:
        super().__init__(descriptor, closefd=False)
        self._first = first

    def readinto(self, buffer: Any) -> int | None:
        if not self._first:
            return super().readinto(buffer)
        count = min(len(buffer), len(self._first))
        buffer[:count] = self._first[:count]
        self._first = self._first[count:]
        return count


def _is_waited_for(file: BinaryIO) -> bool:
    """Whether reading waits for a writer, as with a file that is a pipe passed to this process."""
    return is_regular(file) or sys.platform == "win32" or os.get_blocking(file.fileno())


def _named_pipe(file: BinaryIO, path: str) -> BinaryIO:
    """The pipe, if somebody writes to it; otherwise reading would not end."""
    descriptor = file.fileno()
    try:
        first = os.read(descriptor, PIECE)
    except BlockingIOError:
        first = b""
    else:
        if not first:
            raise FileUnreadableError("{} is a pipe that nothing writes to.", Place(path))
    os.set_blocking(descriptor, True)
    return io.BufferedReader(_StartedFile(descriptor, first))


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a pipe waits for its writer. A pipe from a shell already has one; a pipe put in the
    # file's place between the check and the opening must not block us.
    waits = stat.S_ISFIFO(os.stat(path).st_mode) and _is_of_a_process(path)
    return os.open(path, flags | (0 if waits else getattr(os, "O_NONBLOCK", 0)))


def _refuse_unreadable(found: os.stat_result, path: str) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsFolderError("{} is a folder, not a file.", Place(path))
    if stat.S_IFMT(found.st_mode) not in _READABLE:
        raise FileUnreadableError("{} is a device or a pipe, not a file.", Place(path))


def _named(error: OSError | ValueError, path: str) -> SourceError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if os.path.islink(path):
            return FileMissingError("{} is a link that leads to no file.", Place(path))
        return FileMissingError("There is no file {}.", Place(path))
    if isinstance(error, PermissionError):
        return NotPermittedError("{} may not be read by this user.", Place(path))
    if isinstance(error, IsADirectoryError):
        return IsFolderError("{} is a folder, not a file.", Place(path))
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return FileMissingError("There is no file {}: the name is too long.", Place(path))
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return FileUnreadableError("{} is a link that leads round in a ring.", Place(path))
    if isinstance(error, OSError) and error.strerror:
        return FileUnreadableError("{} cannot be read: {}.", Place(path), error.strerror)
    return FileUnreadableError("{} cannot be read.", Place(path))
