"""Detects whether a source changed since it was read, by its file's status and then by its content.

A user who can write to a file can reset its modification time, but not its change time (ctime). If
the status differs, the content is read again, since a ``touch`` changes nothing.
"""

import os
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Generic, TypeVar

from inspector.errors import (
    CancelledError,
    FileMissingError,
    FileUnreadableError,
    InspectorError,
    NotPermittedError,
    SourceError,
)
from inspector.messages import Place
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.sources import SourceOptions, describe, fetch, lasts
from inspector.sources.file import is_regular, open_file, size_of
from inspector.sources.file_state import FileState
from inspector.sources.limits import bounded, read_pieces

T = TypeVar("T")

_FRESH = 2_000_000_000
"""In nanoseconds. FAT stores times in steps of two seconds; a second change within one is
invisible."""
_SETTLED_AFTER = 0.3
"""In seconds. A file that is being written changes many times."""
_LOOKS = 5
_NOT_READ = (NotPermittedError.code, FileUnreadableError.code)


class FileStamp(NamedTuple):
    """What distinguishes the contents of a file over time, without reading it.

    ``fault`` is the code of the error if the file could not be opened. ``is_fresh``: it changed too
    recently for its times to prove anything. ``node`` is None if the file system's inode numbers
    are not stable.
    """

    fault: str = ""
    size: int = 0
    changed: int = 0
    entry_changed: int = 0
    node: tuple[int, int] | None = None
    is_fresh: bool = False


class Baseline(NamedTuple):
    """What a verdict is based on: ``stamp`` was the file's stamp when ``standing`` was determined.

    ``content`` is what was read: the bytes, later their SHA-256, or the code of the error; None if
    it is not known yet.
    """

    source: str
    options: SourceOptions
    stamp: FileStamp
    content: bytes | str | None
    standing: FileState = FileState.SAME


class ReadResult(NamedTuple, Generic[T]):
    """The result of reading a source, or the error.

    ``baseline`` is None unless the source is a file that lasts.
    """

    baseline: Baseline | None
    outcome: T | InspectorError


def read_to_watch(
    source: str, options: SourceOptions, read: Callable[[], T], data: Callable[[T], bytes]
) -> ReadResult[T]:
    """Call ``read`` and keep the stamp that the file had before.

    ``data`` returns the bytes that were read. Raises CancelledError only.
    """
    before = stamp_of(source, options)
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


def stamp_of(source: str, options: SourceOptions) -> FileStamp | None:
    """The stamp of the file of ``source``; None if the source is no file that lasts."""
    try:
        path = describe(source, options).path if lasts(source) else ""
    except InspectorError:
        return None
    return stamp_at(path) if path else None


def stamp_at(path: str) -> FileStamp | None:
    """The stamp of the file at ``path``; None for a pipe passed to this process.

    The file is opened, since a network share may answer other requests from its cache.
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


def check_again(baseline: Baseline, checkpoint: Checkpoint = unwatched) -> Baseline:
    """The baseline as of now. Raises CancelledError only."""
    if isinstance(baseline.content, bytes):
        baseline = baseline._replace(content=sha256(baseline.content).hexdigest())
    now = stamp_of(baseline.source, baseline.options)
    for _ in range(_LOOKS):
        found = _compared(baseline, now, checkpoint)
        if found.standing is FileState.SAME or found == baseline:
            return found
        checkpoint(Progress("reading", 0, 0))
        time.sleep(_SETTLED_AFTER)
        before, now = now, stamp_of(baseline.source, baseline.options)
        if now == before:
            return found
    return found


def _compared(baseline: Baseline, now: FileStamp | None, checkpoint: Checkpoint) -> Baseline:
    if now is None:  # it was a file
        return baseline._replace(standing=FileState.GONE)
    is_known = baseline.content is not None or bool(now.fault)
    if is_known and baseline.standing is not FileState.UNKNOWN and _fits(now, baseline.stamp):
        return baseline
    if now.fault == FileMissingError.code:
        return baseline._replace(stamp=now, standing=FileState.GONE)
    if now.fault in _NOT_READ:
        return baseline._replace(standing=FileState.UNKNOWN)
    content = _content(baseline, checkpoint)
    if baseline.content is None:
        is_same = _fits(now, baseline.stamp)
        return baseline._replace(stamp=now, content=content) if is_same else _changed(baseline, now)
    if content in _NOT_READ:
        return baseline._replace(standing=FileState.UNKNOWN)
    if content != baseline.content:
        return _changed(baseline, now)
    if now._replace(node=baseline.stamp.node) == baseline.stamp:
        now = now._replace(node=None)
    return baseline._replace(stamp=now, standing=FileState.SAME)


def _changed(baseline: Baseline, now: FileStamp) -> Baseline:
    return baseline._replace(stamp=now, standing=FileState.CHANGED)


def _fits(now: FileStamp, before: FileStamp) -> bool:
    return now == before or (before.node is None and now._replace(node=None) == before)


def _content(baseline: Baseline, checkpoint: Checkpoint) -> str:
    """The content that would be read now. A name that is no longer a file must not be looked up
    online."""
    try:
        if baseline.content is not None and _hash_of_file(baseline, checkpoint) == baseline.content:
            return baseline.content
        data = fetch(baseline.source, baseline.options._replace(offline=True), checkpoint).data
    except CancelledError:
        raise
    except InspectorError as error:
        return error.code
    return sha256(data).hexdigest()


def _hash_of_file(baseline: Baseline, checkpoint: Checkpoint) -> str | None:
    """The hash of the file, read in pieces; None if the document is a part of the file."""
    plan = describe(baseline.source, baseline.options)
    if plan.member or plan.item or not plan.path:
        return None
    found = sha256()
    with open_file(plan.path) as file:
        if not is_regular(file) or size_of(file) != baseline.stamp.size:
            return None
        pieces = read_pieces(file.read, checkpoint)
        # it may grow while it is read
        for piece in bounded(pieces, baseline.stamp.size, Place(plan.path)):
            found.update(piece)
    return found.hexdigest()
