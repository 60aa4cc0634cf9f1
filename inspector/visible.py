"""Text from a document made harmless to show: what cannot be seen becomes a visible escape.

Control, format (bidi and zero-width), private and unassigned characters, line and paragraph
separators, and blanks other than U+0020 are written as ``\\u`` escapes; a byte of a file name that
is no UTF-8 is written as ``\\xe9``.

``exact`` is for text as it comes from a document; ``visible`` for lines that were made of it, and
which it leaves as they are where nothing in them is hidden.
"""

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_IGNORABLE = frozenset(
    chr(code)
    for first, last in (
        *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160)),
        *((0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E)),
        *((0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
        *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A)),
    )
    for code in range(first, last + 1)
)
_FIRST_TAG, _LAST_TAG = "\U000e0000", "\U000e0fff"
"""Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties), which
Python's unicodedata does not hold: characters that are shown by nothing. Its last range, of 4,096
tags, is asked for by its ends."""
_BLANK_BRAILLE = "\u2800"


def is_invisible(character: str) -> bool:
    """Whether a character shows no ink, U+0020 included."""
    return (
        character.isspace()
        or character == _BLANK_BRAILLE
        or character in _IGNORABLE
        or _FIRST_TAG <= character <= _LAST_TAG
        or unicodedata.category(character) in ("Cc", "Cf")
    )


def _is_hidden(character: str) -> bool:
    return character != " " and (
        unicodedata.category(character) in _HIDDEN or is_invisible(character)
    )


def _escape(character: str) -> str:
    code = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    if is_bare_byte(character):
        return f"\\x{code & 0xFF:02x}"
    return f"\\u{code:04x}" if character <= "\uffff" else f"\\U{code:08x}"


def is_bare_byte(character: str) -> bool:
    """Whether it stands for a byte that is no UTF-8, as Python reads file names."""
    return "\udc80" <= character <= "\udcff"


def visible(text: str) -> str:
    """``text`` on one line with every hidden character as an escape; plain ASCII is untouched."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(c) if _is_hidden(c) else c for c in text)


_LOOKS_ESCAPED = r"(?<!\\)(\\+)(?=[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})"


def exact(text: str, more: str = "") -> str:
    """``visible``, and two texts that differ look different: once only, never of what it gave.

    A back slash that begins what reads as an escape is doubled, as JSON does it, and so are those
    before a hidden character. ``more`` are characters to write as escapes besides.
    """
    if text.isascii() and text.isprintable() and not any(one in text for one in ("\\", *more)):
        return text
    shown: list[str] = []
    begin = 0
    for at, character in enumerate(text):
        if _is_hidden(character) or character in more:
            plain = text[begin:at]
            run = len(plain) - len(plain.rstrip("\\"))
            shown += _doubled(plain[: len(plain) - run]), "\\\\" * run, _escape(character)
            begin = at + 1
    return "".join((*shown, _doubled(text[begin:])))


def _doubled(text: str) -> str:
    return re.sub(_LOOKS_ESCAPED, r"\1\1", text) if "\\" in text else text


def visible_in_json(text: str) -> str:
    """JSON with every hidden character as an escape of JSON, beyond U+FFFF as two surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_json_escape(c) if _is_hidden(c) else c for c in text)


def _json_escape(character: str) -> str:
    if character <= "\uffff":
        return _escape(character)
    pair = character.encode("utf-16-be").hex()
    return f"\\u{pair[:4]}\\u{pair[4:]}"


def shell_word(text: str) -> str:
    """``text`` as one word to paste into a shell: it gives back the same bytes.

    With what cannot be seen or is no UTF-8 it is written as ``$'caf\\xe9.json'``, which bash and
    zsh read.
    """
    from shlex import quote  # noqa: PLC0415 - few sources need it

    if visible(text) == text:
        return quote(text)
    return "$'" + "".join(map(_in_dollar_quotes, text)) + "'"


def _in_dollar_quotes(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    return _escape(character) if _is_hidden(character) else character
