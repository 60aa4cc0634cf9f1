"""Where a text may be cut: never between a letter and the marks that are drawn on it.

Nearly the rules of UAX 29. What the program shows as an escape stands for itself here, so an
invisible character can be told from what is before it.
"""

import unicodedata
from collections.abc import Callable

from inspector.visible import visible

_LONGEST = 32
"""A letter with more marks than this is cut all the same, or one could be megabytes long."""
_FIRST_MARK = "\u0300"
_DRAWN_ON = frozenset("\u0e33\u0eb3\uff9e\uff9f")
"""Letters that are drawn on the one before: Thai and Lao vowels, half-width voicing marks."""
_RANGES_DRAWN_ON = (
    ("\u1161", "\u11ff"),  # Hangul vowels and finals
    ("\ud7b0", "\ud7fb"),
    ("\U0001f3fb", "\U0001f3ff"),  # skin tones
)
_FLAGS = ("\U0001f1e6", "\U0001f1ff")


def graphemes(text: str) -> list[str]:
    """The text in pieces that are not to be cut; joined they are the text."""
    found = []
    begin = 0
    for place in range(1, len(text)):
        if place - begin >= _LONGEST or not _belongs(text[place - 1], text[place]):
            found.append(text[begin:place])
            begin = place
    return [*found, text[begin:]] if text else found


def nearest_cut(place: int, may_cut_at: Callable[[int], bool]) -> int:
    """The last number up to ``place`` for which it holds; of too long a grapheme, one inside it."""
    first = max(0, place - _LONGEST)
    return next((earlier for earlier in range(place, first, -1) if may_cut_at(earlier)), first)


def may_cut(text: str, place: int) -> bool:
    """Whether no grapheme of ``text`` goes on across ``place``; both its ends are such places."""
    return not 0 < place < len(text) or not _belongs(text[place - 1], text[place])


def _belongs(before: str, character: str) -> bool:
    if character < _FIRST_MARK:
        return False
    if unicodedata.category(character)[0] == "M":
        return visible(character) == character
    if _within(character, _FLAGS):
        return _within(before, _FLAGS)
    return character in _DRAWN_ON or any(_within(character, ends) for ends in _RANGES_DRAWN_ON)


def _within(character: str, ends: tuple[str, str]) -> bool:
    return ends[0] <= character <= ends[1]
