"""The notices that settings or the list of keys cannot be kept or read, and what to do about it."""

from pathlib import Path

from inspector.errors import TrustStoreError
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets.notice import Notice
from inspector.gui.widgets.plain_text import clip, whole
from inspector.gui.window.storage_warning import Refusal


def not_stored_notice(theme: Theme, refusal: Refusal) -> Notice:
    """Goes when it is answered."""
    return _notice(theme, _sentence(refusal))


def unreadable_keys_notice(theme: Theme, error: TrustStoreError, path: Path) -> Notice:
    """The list of keys cannot be read. Goes when it is answered."""
    text = translate(
        "StorageNotices",
        "{} It lies at {}. Until it can be read, no key is trusted, so nothing is verified.",
    )
    return _notice(theme, text.format(whole(error.message), clip(str(path))))


def _notice(theme: Theme, sentence: str) -> Notice:
    notice = Notice(theme, sentence, translate("StorageNotices", "Hide"))
    notice.answered.connect(notice.hide)
    notice.answered.connect(notice.deleteLater)
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
