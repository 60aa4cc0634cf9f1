"""The warning, shown once, that the window cannot save its state.

The state stays in memory, and saving is tried again with the next change.
"""

import errno
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector.errors import TrustStoreError
from inspector.gui.settings import StateFile
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets.notices import Notice
from inspector.gui.widgets.plain_text import clip, whole
from inspector.named_tuple import NamedTuple

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Refusal(NamedTuple):
    """``reason`` is the system's error message; ``is_full``: there is no space left."""

    folder: str
    reason: str
    is_full: bool


class StorageWarning(QObject):
    """Listens to the files that the window writes."""

    refused = Signal(Refusal)

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


# --- the notices --------------------------------------------------------------------------------


def not_stored_notice(theme: Theme, refusal: Refusal) -> Notice:
    """The notice that the state cannot be saved; it closes itself."""
    return _notice(theme, _sentence(refusal))


def unreadable_keys_notice(theme: Theme, error: TrustStoreError, path: Path) -> Notice:
    """The notice that the list of keys cannot be read; it closes itself."""
    text = translate(
        "StorageNotices",
        "{} It lies at {}. Until it can be read, no key is trusted, so nothing is verified.",
    )
    return _notice(theme, text.format(whole(error.message), clip(str(path))))


def _notice(theme: Theme, sentence: str) -> Notice:
    notice = Notice(theme, sentence, translate("StorageNotices", "Hide"))
    notice.button.clicked.connect(notice.hide)
    notice.button.clicked.connect(notice.deleteLater)
    return notice


def _sentence(refusal: Refusal) -> str:
    folder = clip(refusal.folder)
    if refusal.is_full:
        return translate(
            "StorageNotices",
            "Settings, recent documents and tabs cannot be kept: there is no space left for {}. "
            "Free some on its disk.",
        ).format(folder)
    return translate(
        "StorageNotices",
        "Settings, recent documents and tabs cannot be kept: {} cannot be written to ({}). "
        "Make that folder writable.",
    ).format(folder, clip(refusal.reason))
