"""Why two values differ if a reader may not see it: only in spelling, or invisibly.

Every cause except VALUE is exact: the two are equal once that property is normalised.
"""

import unicodedata
from enum import StrEnum
from itertools import islice

from inspector.compare.spans import differing
from inspector.document.json_types import Json
from inspector.messages import Message, msg
from inspector.verify.look_alikes import skeleton_with_blanks
from inspector.verify.unicode_form import bounded_normalize
from inspector.visible import visible

LONGEST = 4_000
"""Longer texts are not examined, since each is rewritten several times."""
_MOST_POINTS = 8
_BLANKS = frozenset("\t\n\v\f\r\x85")


class DifferenceCause(StrEnum):
    """Why two values differ."""

    TYPE = "type"
    NUMBER_SPELLING = "number spelling"
    INVISIBLE = "invisible characters"
    UNICODE_FORM = "unicode form"
    WHITE_SPACE = "white space"
    CASE = "letter case"
    LOOKS_ALIKE = "characters that look alike"
    VALUE = "value"


def difference_cause(left: Json, right: Json) -> DifferenceCause:
    """The first cause that applies to two values whose canonical JSON differs.

    TYPE: different JSON types; booleans are not numbers. NUMBER_SPELLING: equal numbers with
    different canonical JSON and so different hashes (1 and 1.0). The others are for texts.
    INVISIBLE: equal without the characters, except white space, that ``visible`` escapes.
    UNICODE_FORM: equal after NFKC. WHITE_SPACE: equal without white space. CASE: equal in lower
    case, as a title is hashed. LOOKS_ALIKE: equal skeletons by Unicode's table of confusable
    characters.
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
    if bounded_normalize("NFKC", left) == bounded_normalize("NFKC", right):
        return DifferenceCause.UNICODE_FORM
    if "".join(left.split()) == "".join(right.split()):
        return DifferenceCause.WHITE_SPACE
    if left.lower() == right.lower():
        return DifferenceCause.CASE
    if skeleton_with_blanks(left) == skeleton_with_blanks(right):
        return DifferenceCause.LOOKS_ALIKE
    return DifferenceCause.VALUE


def _without_hidden(text: str) -> str:
    hidden = [ord(c) for c in set(text) if visible(c) != c and not _is_blank(c)]
    return text.translate(dict.fromkeys(hidden))


def _is_blank(character: str) -> bool:
    return character in _BLANKS or unicodedata.category(character).startswith("Z")


# --- in a sentence ------------------------------------------------------------------------------

_SENTENCES = {
    DifferenceCause.NUMBER_SPELLING: msg(
        "The same number, written differently: other canonical JSON, so another hash."
    ),
    DifferenceCause.INVISIBLE: msg(
        "They differ only in characters that cannot be seen; here these are escapes."
    ),
    DifferenceCause.WHITE_SPACE: msg("They differ only in white space."),
    DifferenceCause.CASE: msg("They differ only in upper and lower case."),
}
_TYPES: dict[type, Message] = {
    dict: msg("an object"),
    list: msg("a list"),
    str: msg("text"),
    int: msg("a number"),
    float: msg("a number"),
    bool: msg("true or false"),
    type(None): msg("null"),
}


def cause_sentence(left: Json, right: Json) -> Message | None:
    """How two values differ; None if that is visible."""
    cause = difference_cause(left, right)
    if cause is DifferenceCause.TYPE:
        one, other = _TYPES[type(left)], _TYPES[type(right)]
        return msg("Another JSON type: {} on the left, {} on the right.", one, other)
    if isinstance(left, str) and isinstance(right, str):
        if cause is DifferenceCause.UNICODE_FORM:
            return _other_form(left, right)
        if cause is DifferenceCause.LOOKS_ALIKE:
            return msg(
                "Characters that look alike, but are others: {} on the left, {} on the right.",
                *_first_points(left, right),
            )
    return _SENTENCES.get(cause)


def _first_points(left: str, right: str) -> tuple[str, str]:
    """The code points at the first difference, since both may look the same."""
    one, other = (
        _points(next((span.text for span in spans if span.differs), ""))
        for spans in differing(left, right)
    )
    return one, other


def _other_form(left: str, right: str) -> Message:
    one, other = _first_points(left, right)
    if bounded_normalize("NFC", left) == bounded_normalize("NFC", right):
        return msg(
            "The same text in another Unicode form: {} on the left, {} on the right.", one, other
        )
    return msg("Compatible letters in Unicode: {} on the left, {} on the right.", one, other)


def _points(text: str) -> str:
    named = [f"U+{ord(character):04X}" for character in islice(text, _MOST_POINTS)]
    return " ".join(named) + (" …" if len(text) > _MOST_POINTS else "")
