"""Whether a source is still what was read of it: how its file looks, then what is in it.

Whoever may write to a file can set its time of change back, but not the time at which the system
changed the entry. What looks otherwise is read again, for a ``touch`` changes nothing.
"""

import os
import time
from collections.abc import Callable
from enum import Enum
from hashlib import sha256
from typing import Generic, NamedTuple, TypeVar

from inspector.errors import (
    CancelledError,
    FileMissingError,
    FileUnreadableError,
    InspectorError,
    NotPermittedError,
    SourceError,
)
from inspector.messages import Place
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.sources import SourceOptions, describe, fetch, lasts
from inspector.sources.file import is_regular, open_file, size_of
from inspector.sources.pieces import bounded, read_pieces

T = TypeVar("T")

_FRESH = 2_000_000_000
"""Nanoseconds. FAT knows times to two seconds; a second change within them leaves no trace."""
_SETTLED_AFTER = 0.3
"""Seconds: a file that is being written changes many times over."""
_LOOKS = 5
_NOT_READ = (NotPermittedError.code, FileUnreadableError.code)


class FileState(Enum):
    """How what lies on the disk stands to what was read before."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNKNOWN = "unknown"
    """It could not be looked at, or not in time."""


class FileStamp(NamedTuple):
    """What tells one content of a file from another, without reading it.

    ``fault`` is the code of the error where the file could not be opened; ``is_fresh``: it had
    just been changed, and its times do not vouch for it. ``node`` is None where files bear
    another number each time.
    """

    fault: str = ""
    size: int = 0
    changed: int = 0
    entry_changed: int = 0
    node: tuple[int, int] | None = None
    is_fresh: bool = False


class Baseline(NamedTuple):
    """What a verdict stands on: ``look`` is how the file looked when ``standing`` was found.

    ``content`` is what was read: the bytes, or once they are hashed their SHA-256, or the code of
    the error that came instead; None where it is still to be found out.
    """

    source: str
    options: SourceOptions
    look: FileStamp
    content: bytes | str | None
    standing: FileState = FileState.SAME


class ReadResult(NamedTuple, Generic[T]):
    """What came of reading a source, or the error in its place.

    ``stand`` is None where it was no file that lasts.
    """

    stand: Baseline | None
    outcome: T | InspectorError


def read_to_watch(
    source: str, options: SourceOptions, read: Callable[[], T], data: Callable[[T], bytes]
) -> ReadResult[T]:
    """Let ``read`` read ``source``, and keep how its file looked before; ``data`` gives the bytes
    that were read. Raises CancelledError alone."""
    before = look(source, options)
    outcome: T | InspectorError
    content: bytes | None = None
    try:
        outcome = found = read()
        content = data(found)
    except CancelledError:
        raise
    except InspectorError as error:
        outcome = error.with_traceback(None)
    return ReadResult(
        None if before is None else Baseline(source, options, before, content), outcome
    )


def look(source: str, options: SourceOptions) -> FileStamp | None:
    """How the file of ``source`` looks; None where the source is no file that lasts."""
    try:
        path = describe(source, options).path if lasts(source) else ""
    except InspectorError:
        return None
    return look_at(path) if path else None


def look_at(path: str) -> FileStamp | None:
    """How the file at ``path`` looks; None for a pipe that was handed over.

    The file is opened, since a network share answers for others out of its memory.
    """
    try:
        with open_file(path) as file:
            if not is_regular(file):
                return None
            found = os.fstat(file.fileno())
    except SourceError as error:
        return FileStamp(error.code)
    return FileStamp(
        "",
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
        (found.st_dev, found.st_ino),
        time.time_ns() - max(found.st_mtime_ns, found.st_ctime_ns) < _FRESH,
    )


def look_again(stand: Baseline, checkpoint: Checkpoint = unwatched) -> Baseline:
    """How it stands now. Raises CancelledError alone."""
    if isinstance(stand.content, bytes):
        stand = stand._replace(content=sha256(stand.content).hexdigest())
    now = look(stand.source, stand.options)
    for _ in range(_LOOKS):
        found = _compared(stand, now, checkpoint)
        if found.standing is FileState.SAME or found == stand:
            return found
        checkpoint(Progress("reading", 0, 0))
        time.sleep(_SETTLED_AFTER)
        before, now = now, look(stand.source, stand.options)
        if now == before:
            return found
    return found


def _compared(stand: Baseline, now: FileStamp | None, checkpoint: Checkpoint) -> Baseline:
    if now is None:  # it was a file
        return stand._replace(standing=FileState.GONE)
    is_known = stand.content is not None or bool(now.fault)
    if is_known and stand.standing is not FileState.UNKNOWN and _fits(now, stand.look):
        return stand
    if now.fault == FileMissingError.code:
        return stand._replace(look=now, standing=FileState.GONE)
    if now.fault in _NOT_READ:
        return stand._replace(standing=FileState.UNKNOWN)
    content = _content(stand, checkpoint)
    if stand.content is None:
        is_same = _fits(now, stand.look)
        return stand._replace(look=now, content=content) if is_same else _changed(stand, now)
    if content in _NOT_READ:
        return stand._replace(standing=FileState.UNKNOWN)
    if content != stand.content:
        return _changed(stand, now)
    if now._replace(node=stand.look.node) == stand.look:
        now = now._replace(node=None)
    return stand._replace(look=now, standing=FileState.SAME)


def _changed(stand: Baseline, now: FileStamp) -> Baseline:
    return stand._replace(look=now, standing=FileState.CHANGED)


def _fits(now: FileStamp, before: FileStamp) -> bool:
    return now == before or (before.node is None and now._replace(node=None) == before)


def _content(stand: Baseline, checkpoint: Checkpoint) -> str:
    """What would be read now. A name that no longer is a file's must not be asked the network."""
    try:
        if stand.content is not None and _hash_of_file(stand, checkpoint) == stand.content:
            return stand.content
        data = fetch(stand.source, stand.options._replace(offline=True), checkpoint).data
    except CancelledError:
        raise
    except InspectorError as error:
        return error.code
    return sha256(data).hexdigest()


def _hash_of_file(stand: Baseline, checkpoint: Checkpoint) -> str | None:
    """The hash of the file as it lies there, never whole in memory beside the document that was
    read of it; None where something in it is asked for."""
    plan = describe(stand.source, stand.options)
    if plan.member or plan.item or not plan.path:
        return None
    found = sha256()
    with open_file(plan.path) as file:
        if not is_regular(file) or size_of(file) != stand.look.size:
            return None
        pieces = read_pieces(file.read, checkpoint)
        for piece in bounded(pieces, stand.look.size, Place(plan.path)):  # it may grow meanwhile
            found.update(piece)
    return found.hexdigest()
