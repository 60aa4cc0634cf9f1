"""The notice that the window cannot remember anything, and what to do about it."""

from inspector.gui.controllers.keeping import Refusal
from inspector.gui.models.text import clip
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.views.notice import Notice


def unkept_notice(theme: Theme, refusal: Refusal) -> Notice:
    """Goes when it is answered."""
    notice = Notice(theme, _sentence(refusal), translate("Unkept", "Hide"))
    notice.answered.connect(notice.hide)
    notice.answered.connect(notice.deleteLater)
    return notice


def _sentence(refusal: Refusal) -> str:
    folder = clip(refusal.folder)
    if refusal.is_full:
        return translate(
            "Unkept",
            "Settings, recent documents and tabs cannot be kept: there is no space left for {}. "
            "Free some on its disk.",
        ).format(folder)
    return translate(
        "Unkept",
        "Settings, recent documents and tabs cannot be kept: {} cannot be written to ({}). "
        "Make that folder writable.",
    ).format(folder, clip(refusal.reason))
