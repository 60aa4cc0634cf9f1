"""Notices when the file of an open document changes on disk. It reads nothing but its dates."""

import os
from typing import NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from inspector.errors import InspectorError
from inspector.sources import SourceOptions, describe

_SETTLED_AFTER = 300
"""Milliseconds: a file that is being written changes many times over."""


class _Stamp(NamedTuple):
    """What tells one content of a file from another, without reading it."""

    changed: int
    size: int
    node: int


class FileWatch(QObject):
    """Watches one file, and its folder: many programs put a new file in an old one's place."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._stamp: _Stamp | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._pause.timeout.connect(self._compare)

    def note(self, source: str, options: SourceOptions) -> None:
        """Remember how the file of ``source`` looks just before it is read; the first note stands
        until ``stop``."""
        if not self._path:
            self._path = _file_of(source, options)
            self._stamp = _stamp(self._path)

    def start(self) -> None:
        """Begin to watch what was noted, if it is a file at all."""
        if self._path and self._stamp is not None and self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._on_changed)
            self._watcher.directoryChanged.connect(self._on_changed)
            self._add(self._path)
            self._add(os.path.dirname(os.path.abspath(self._path)))
            # It may have changed between the reading and now.
            self._pause.start()

    def stop(self) -> None:
        self._pause.stop()
        self._path, self._stamp = "", None
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _add(self, path: str) -> None:
        """The system refuses to watch what may not be read, and Qt complains of it."""
        if self._watcher is not None and os.access(path, os.R_OK):
            self._watcher.addPath(path)

    def _on_changed(self) -> None:
        self._pause.start()

    def _compare(self) -> None:
        now = _stamp(self._path)
        if now is not None:
            self._add(self._path)  # a file that was replaced is no longer watched
        if now != self._stamp:
            self._stamp = now
            self.changed.emit()


def _file_of(source: str, options: SourceOptions) -> str:
    try:
        return describe(source, options).path
    except InspectorError:
        return ""


def _stamp(path: str) -> _Stamp | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
