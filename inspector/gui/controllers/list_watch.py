"""Notices when another program puts a file in place, changes it or takes it away."""

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLED_AFTER = 100
"""Milliseconds: one change of the list touches its lock, its draft and the list itself."""


class ListWatch(QObject):
    """Watches one file, that need not be there yet, and the folder that it is put in."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_touched)
        self._watcher.directoryChanged.connect(self._on_touched)
        self._pause = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._pause.timeout.connect(self._on_settled)
        self._watch()

    def _on_touched(self) -> None:
        self._pause.start()

    def _on_settled(self) -> None:
        self._watch()
        self.changed.emit()

    def _watch(self) -> None:
        """A file that was replaced is watched no more, and a folder may have been made since."""
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = {str(self._folder()), *([str(self._path)] if os.path.exists(self._path) else [])}
        if gone := watched - wanted:
            self._watcher.removePaths(list(gone))
        if new := wanted - watched:
            self._watcher.addPaths(list(new))

    def _folder(self) -> Path:
        """The file's folder; where there is none yet, the nearest that one would be made in."""
        above = (folder for folder in self._path.absolute().parents if os.path.isdir(folder))
        return next(folder for folder in above if os.access(folder, os.R_OK))
