"""Whether the window can remember anything: a folder that takes no file is spoken of once.

No widgets. What is remembered stays in memory and is tried again with the next change.
"""

import errno
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.gui.settings import StateFile

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Refusal(NamedTuple):
    """``reason`` is the system's word for it; ``is_full``: there is no space left."""

    folder: str
    reason: str
    is_full: bool


class StorageWarning(QObject):
    """Listens to the files that the window writes."""

    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_spoken = False

    def watch(self, *files: StateFile) -> None:
        for file in files:
            file.on_refused = self._on_refused

    def _on_refused(self, folder: Path, error: OSError) -> None:
        if not self._has_spoken:
            self._has_spoken = True
            reason = error.strerror or type(error).__name__
            self.refused.emit(Refusal(str(folder), reason, error.errno in _FULL))
