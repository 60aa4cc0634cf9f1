"""Makes text from a document safe to show: characters that cannot be seen become escapes.

Control, format (bidi and zero-width), private and unassigned characters, line and paragraph
separators, and blanks other than U+0020 are written as ``\\u`` escapes; a byte of a file name that
is not UTF-8 as ``\\xe9``.

Use ``exact`` for text from a document, and ``visible`` for lines that contain such text.
``visible`` leaves a line unchanged if nothing in it is hidden.
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
Python's unicodedata lacks: characters without any glyph. The last range, 4,096 tags, is tested by
its ends."""
_BLANK_BRAILLE = "\u2800"


def is_invisible(character: str) -> bool:
    """Whether a character has no visible glyph; true for U+0020."""
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
    """Whether the character stands for a byte that is not UTF-8 in a file name of Python."""
    return "\udc80" <= character <= "\udcff"


def visible(text: str) -> str:
    """``text`` on one line with every hidden character escaped; printable ASCII is unchanged."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(c) if _is_hidden(c) else c for c in text)


_BACK_SLASHES = re.compile(r"\\+")
_REST_OF_ESCAPE = re.compile(r"[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}")


def exact(text: str, more: str = "") -> str:
    """Like ``visible``, but injective: texts that differ look different. Never apply it twice.

    A backslash that begins something like an escape is doubled, as in JSON, and so are those before
    a hidden character. ``more`` are additional characters to escape.
    """
    if text.isascii() and text.isprintable() and not any(one in text for one in ("\\", *more)):
        return text
    return "".join(exact_characters(text, more))


def exact_characters(text: str, more: str = "") -> list[str]:
    """What ``exact`` shows of each character."""
    shown = [_escape(one) if _is_hidden(one) or one in more else one for one in text]
    for run in _BACK_SLASHES.finditer(text):
        first, end = run.span()
        if _REST_OF_ESCAPE.match(text, end) or text[end : end + 1] != "".join(shown[end : end + 1]):
            shown[first:end] = ["\\\\"] * (end - first)
    return shown


def without_middle(text: str, most: int) -> str:
    """``text`` with an ellipsis for its middle if it has more than ``most`` characters."""
    if len(text) <= most:
        return text
    half = (most - 1) // 2
    return f"{text[:half]}…{text[-half:]}"


def visible_in_json(text: str) -> str:
    """JSON text with every hidden character as a JSON escape, beyond U+FFFF as two surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_json_escape(c) if _is_hidden(c) else c for c in text)


def _json_escape(character: str) -> str:
    if character <= "\uffff":
        return _escape(character)
    pair = character.encode("utf-16-be").hex()
    return f"\\u{pair[:4]}\\u{pair[4:]}"


def shell_word(text: str) -> str:
    """``text`` quoted as one shell word that yields the same bytes.

    If it contains hidden characters or is not UTF-8, the form is ``$'caf\\xe9.json'``, which bash
    and zsh understand.
    """
    from shlex import quote  # noqa: PLC0415 - few sources need it

    if visible(text) == text:
        return quote(text)
    return "$'" + "".join(map(_in_dollar_quotes, text)) + "'"


def _in_dollar_quotes(character: str) -> str:
    if character in "\\'":
        return "\\" + character
    return _escape(character) if _is_hidden(character) else character
