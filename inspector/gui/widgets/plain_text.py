"""Makes text of a document fit for one line: cut first, then escaped, never the other way round.

A value may be a hundred megabytes long, so nothing here looks at all of it.
"""

import re

from inspector.gui.translation import language, said
from inspector.messages import OUTER_QUOTES, Message
from inspector.visible import exact, visible, without_middle

CELL = 200
LINE = 400
_HASH = re.compile(r"((?:[a-z0-9]+:)?[0-9a-f]{6})[0-9a-f]{20,}([0-9a-f]{6})\Z")
_BASE64 = re.compile(r"([A-Za-z0-9+/]{9})[A-Za-z0-9+/]{22,}([A-Za-z0-9+/]{4}={0,2})\Z")
_LONGEST_HASH = 256
_LONGEST_PLACE = 4_000
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""For element text; the ``html`` module loads a table of all entities at every start."""


def clip(text: str, length: int = LINE) -> str:
    """At most ``length`` characters of ``text`` on one line, with hidden characters escaped."""
    return _cut(visible(text[:length]), text, length)


def said_exactly(text: str, length: int = LINE, escaped: str = "") -> str:
    """The same by ``exact``, so that texts that differ look different.

    ``escaped`` are additional characters to escape.
    """
    return _cut(exact(text[:length], escaped), text, length)


def _cut(shown: str, text: str, length: int) -> str:
    if len(shown) > length:
        return shown[:length] + "…"
    return shown + "…" if len(text) > length else shown


def quoted(text: str, length: int = LINE) -> str:
    """Text of a document in a sentence, which cannot end its quotation marks."""
    return language().quoted(text, length)


def named(text: str, length: int = CELL) -> str:
    """A name from outside in a sentence: quoted unless it is a plain identifier."""
    return language().named(text, length)


def filed(name: str, length: int = CELL) -> str:
    """The name of a file as it is: many people's files have names in letters that look like
    others, or decomposed ones. Quotation marks as for ``called``."""
    is_quoted = not name or needs_quotes(name, length)
    return quoted(name, length) if is_quoted else said_exactly(name, length)


def needs_quotes(text: str, length: int) -> bool:
    """Whether ``text``, cut to ``length``, has a blank at an end that would not be seen, or looks
    like a quotation."""
    if len(text) > length:
        return text.startswith(" ")
    ends = text[:1], text[-1:]
    is_quotation = ends in ((language().opening_quote, language().closing_quote), (*OUTER_QUOTES,))
    return is_quotation or text.startswith(" ") or text.endswith(" ")


def called(name: str, length: int = CELL) -> str:
    """A name by itself that looks like no other.

    It is quoted if it is empty or begins or ends with a blank; letters that look like others are
    escaped.
    """
    if not name.isascii():
        from inspector.verify.look_alikes import unmistakable  # noqa: PLC0415 - hardly any name

        return _cut(
            unmistakable(name[:length], language().opening_quote + OUTER_QUOTES[0]), name, length
        )
    return filed(name, length)


def pointed(pointer: str, length: int = LINE) -> str:
    """A JSON Pointer that no other one looks like."""
    if pointer.isascii() and " " not in pointer:
        return said_exactly(pointer, length)
    from inspector.verify.look_alikes import unmistakable_pointer  # noqa: PLC0415 - hardly any

    return _cut(unmistakable_pointer(pointer[:length]), pointer, length)


def whole(sentence: Message) -> str:
    """A sentence of the engine in the language of the interface, with its full stop."""
    shown = clip(said(sentence), 2_000)
    return shown if not shown or shown.endswith((".", "…", "?")) else f"{shown}."


def cell(text: str) -> str:
    """The text of a leaf in a table, with the middle of hashes and signatures left out."""
    if len(text) <= _LONGEST_HASH and (match := _HASH.match(text) or _BASE64.match(text)):
        lead = text[: match.end(1) + (4 if ":" not in match[1] else 0)]
        return f"{lead}…{match[2]}"
    return said_exactly(text, CELL)


def is_machine_text(text: str) -> bool:
    """Whether to use a fixed-width font: for a single word, such as a hash, a date or an
    address."""
    return len(text) <= _LONGEST_HASH and text.isascii() and " " not in text


def tooltip(text: str) -> str:
    """Text as mark-up that shows exactly this text, since Qt guesses what tooltips are."""
    return f"<span>{clip(text, 1_000).translate(_MARKUP)}</span>"


def for_menu(text: str) -> str:
    """Text for a menu or a button, where an ampersand would mark a mnemonic."""
    return clip(text, 80).replace("&", "&&")


def middle(text: str, length: int) -> str:
    """``text`` with its middle left out, for paths and addresses."""
    return without_middle(clip(text, _LONGEST_PLACE), length)


def middle_pointed(pointer: str, length: int) -> str:
    """A JSON Pointer with its middle left out."""
    return without_middle(pointed(pointer, _LONGEST_PLACE), length)
