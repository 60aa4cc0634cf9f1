"""Text from a document made harmless to show: what cannot be seen becomes a visible escape.

Control, format (bidi and zero-width), private and unassigned characters, line and paragraph
separators, and blanks other than U+0020 are written as ``\\u`` escapes.
"""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u2800")
"""Letters and marks whose glyph is empty: Hangul fillers, joiners, the blank Braille cell."""


def _is_hidden(character: str) -> bool:
    return character != " " and (
        character in _INVISIBLE_LETTERS
        or unicodedata.category(character) in _HIDDEN
        or "\u180b" <= character <= "\u180f"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _escape(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\u{code:04x}" if character <= "\uffff" else f"\\U{code:08x}"


def visible(text: str) -> str:
    """``text`` on one line with every hidden character as an escape; plain ASCII is untouched."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(c) if _is_hidden(c) else c for c in text)
