"""How two values differ where it does not show by itself, in a sentence."""

import unicodedata
from itertools import islice

from inspector.compare.difference_cause import DifferenceCause, difference_cause
from inspector.compare.spans import differing
from inspector.document.json_types import Json

_MOST_POINTS = 8
_SENTENCES = {
    DifferenceCause.NUMBER_SPELLING: "The same number, written differently: other canonical JSON, "
    "so another hash.",
    DifferenceCause.INVISIBLE: "They differ only in characters that cannot be seen; "
    "here these are escapes.",
    DifferenceCause.WHITE_SPACE: "They differ only in white space.",
    DifferenceCause.CASE: "They differ only in upper and lower case.",
}
_TYPES: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def note(left: Json, right: Json) -> str:
    """A sentence; "" where the values themselves show how they differ."""
    kind = difference_cause(left, right)
    if kind is DifferenceCause.TYPE:
        one, other = _TYPES[type(left)], _TYPES[type(right)]
        return f"Another JSON type: {one} on the left, {other} on the right."
    if kind is DifferenceCause.UNICODE_FORM and isinstance(left, str) and isinstance(right, str):
        return _other_form(left, right)
    return _SENTENCES.get(kind, "")


def _other_form(left: str, right: str) -> str:
    """The code points of the first place that differs: to the eye both may be the same."""
    one, other = (
        _points(next((span.text for span in spans if span.differs), ""))
        for spans in differing(left, right)
    )
    where = f"{one} on the left, {other} on the right."
    if unicodedata.normalize("NFC", left) == unicodedata.normalize("NFC", right):
        return f"The same text in another Unicode form: {where}"
    return f"Compatible letters in Unicode: {where}"


def _points(text: str) -> str:
    named = [f"U+{ord(character):04X}" for character in islice(text, _MOST_POINTS)]
    return " ".join(named) + (" …" if len(text) > _MOST_POINTS else "")
