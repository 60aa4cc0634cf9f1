"""What distinguishes two values: that it is the spelling alone, or what cannot be seen, is said.

Each answer but the last is exact: the two are equal once that one thing is evened out.
"""

import unicodedata
from enum import StrEnum

from inspector.document.json_types import Json
from inspector.visible import visible

LONGEST = 4_000
"""Longer texts are not looked into. To normalise costs the square of a run of combining marks."""
_BLANKS = frozenset("\t\n\v\f\r\x85")


class Nature(StrEnum):
    """Of what kind a difference is; the value is the word of reports."""

    TYPE = "type"
    NUMBER_SPELLING = "number spelling"
    INVISIBLE = "invisible characters"
    UNICODE_FORM = "unicode form"
    WHITE_SPACE = "white space"
    CASE = "letter case"
    VALUE = "value"


def nature(left: Json, right: Json) -> Nature:
    """The first nature that holds; only for two whose canonical JSON differs.

    TYPE: of two JSON types; true and false are no numbers. NUMBER_SPELLING: equal numbers with
    another canonical JSON, so another hash (1 and 1.0). Of texts, INVISIBLE: equal without what
    ``visible`` writes as an escape, white space aside. UNICODE_FORM: equal after NFC, or else NFKC.
    WHITE_SPACE: equal without it. CASE: equal in lower case, as the hash of a title is made.
    """
    if _json_type(left) is not _json_type(right):
        return Nature.TYPE
    if isinstance(left, str) and isinstance(right, str):
        return _of_texts(left, right)
    if isinstance(left, int | float) and left == right:
        return Nature.NUMBER_SPELLING
    return Nature.VALUE


def _json_type(value: Json) -> type:
    return float if type(value) is int else type(value)


def _of_texts(left: str, right: str) -> Nature:
    if max(len(left), len(right)) > LONGEST:
        return Nature.VALUE
    if _without_hidden(left) == _without_hidden(right):
        return Nature.INVISIBLE
    if unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right):
        return Nature.UNICODE_FORM
    if "".join(left.split()) == "".join(right.split()):
        return Nature.WHITE_SPACE
    if left.lower() == right.lower():
        return Nature.CASE
    return Nature.VALUE


def _without_hidden(text: str) -> str:
    hidden = [ord(c) for c in set(text) if visible(c) != c and not _is_blank(c)]
    return text.translate(dict.fromkeys(hidden))


def _is_blank(character: str) -> bool:
    return character in _BLANKS or unicodedata.category(character).startswith("Z")
