"""The colours of the window by meaning, and the palette chosen by the user."""

from enum import StrEnum

from inspector.palette import DARK, DARK_BLUE_ORANGE, LIGHT, LIGHT_BLUE_ORANGE, Colours


class ColourRole(StrEnum):
    """The meaning of a text or an icon; the value names a member of ``Colours``."""

    TEXT = "text"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    PASS = "passed"  # noqa: S105 - a colour role, not a password
    FAIL = "failed"
    WARN = "warned"
    UNCHECKED = "unchecked"
    UNPROVEN = "unproven"
    RECEIPT = "receipt"
    EVENT = "event"
    BUNDLE = "bundle"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


def colours(*, dark: bool, blue_orange: bool) -> Colours:
    if blue_orange:
        return DARK_BLUE_ORANGE if dark else LIGHT_BLUE_ORANGE
    return DARK if dark else LIGHT
