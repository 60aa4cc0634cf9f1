"""Why two values differ, where a reader may not see it: in spelling only, or invisibly.

Every cause but VALUE is exact: with that one property normalised, the two are equal.
"""

import unicodedata
from enum import StrEnum

from inspector.document.json_types import Json
from inspector.visible import visible

LONGEST = 4_000
"""Longer texts are not examined: normalising is quadratic in a run of combining marks."""
_BLANKS = frozenset("\t\n\v\f\r\x85")


class DifferenceCause(StrEnum):
    """Why two values differ."""

    TYPE = "type"
    NUMBER_SPELLING = "number spelling"
    INVISIBLE = "invisible characters"
    UNICODE_FORM = "unicode form"
    WHITE_SPACE = "white space"
    CASE = "letter case"
    VALUE = "value"


def difference_cause(left: Json, right: Json) -> DifferenceCause:
    """The first cause that applies to two values whose canonical JSON differs.

    TYPE: different JSON types; true and false are no numbers. NUMBER_SPELLING: equal numbers with
    different canonical JSON, so another hash (1 and 1.0). The rest is for texts. INVISIBLE: equal
    without the characters, white space aside, that ``visible`` escapes. UNICODE_FORM: equal after
    NFKC. WHITE_SPACE: equal without it. CASE: equal in lower case, as a title is hashed.
    """
    if _json_type(left) is not _json_type(right):
        return DifferenceCause.TYPE
    if isinstance(left, str) and isinstance(right, str):
        return _of_texts(left, right)
    if isinstance(left, int | float) and left == right:
        return DifferenceCause.NUMBER_SPELLING
    return DifferenceCause.VALUE


def _json_type(value: Json) -> type:
    return float if type(value) is int else type(value)


def _of_texts(left: str, right: str) -> DifferenceCause:
    if max(len(left), len(right)) > LONGEST:
        return DifferenceCause.VALUE
    if _without_hidden(left) == _without_hidden(right):
        return DifferenceCause.INVISIBLE
    if unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right):
        return DifferenceCause.UNICODE_FORM
    if "".join(left.split()) == "".join(right.split()):
        return DifferenceCause.WHITE_SPACE
    if left.lower() == right.lower():
        return DifferenceCause.CASE
    return DifferenceCause.VALUE


def _without_hidden(text: str) -> str:
    hidden = [ord(c) for c in set(text) if visible(c) != c and not _is_blank(c)]
    return text.translate(dict.fromkeys(hidden))


def _is_blank(character: str) -> bool:
    return character in _BLANKS or unicodedata.category(character).startswith("Z")
