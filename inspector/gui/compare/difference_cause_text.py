"""How two values differ where it does not show by itself: by spelling, by what cannot be seen."""

import unicodedata
from itertools import islice

from inspector.compare.difference_cause import DifferenceCause, difference_cause
from inspector.compare.spans import differing
from inspector.document.json_types import Json
from inspector.gui.translation import N_, translate

_MOST_POINTS = 8
_NOTES = {
    DifferenceCause.NUMBER_SPELLING: N_(
        "NatureText",
        "The same number, written differently: other canonical JSON, so another hash.",
    ),
    DifferenceCause.INVISIBLE: N_(
        "NatureText",
        "They differ only in characters that cannot be seen; here these are escapes.",
    ),
    DifferenceCause.WHITE_SPACE: N_("NatureText", "They differ only in white space."),
    DifferenceCause.CASE: N_("NatureText", "They differ only in upper and lower case."),
}
_TYPES: dict[type, str] = {
    dict: N_("NatureText", "an object"),
    list: N_("NatureText", "a list"),
    str: N_("NatureText", "text"),
    int: N_("NatureText", "a number"),
    float: N_("NatureText", "a number"),
    bool: N_("NatureText", "true or false"),
    type(None): N_("NatureText", "null"),
}


def note(left: Json, right: Json) -> str:
    """A sentence; "" where the values themselves show how they differ."""
    kind = difference_cause(left, right)
    if kind is DifferenceCause.TYPE:
        said = translate("NatureText", "Another JSON type: {} on the left, {} on the right.")
        return said.format(_type(left), _type(right))
    if kind is DifferenceCause.UNICODE_FORM and isinstance(left, str) and isinstance(right, str):
        return _other_form(left, right)
    return translate("NatureText", _NOTES[kind]) if kind in _NOTES else ""


def _type(value: Json) -> str:
    return translate("NatureText", _TYPES[type(value)])


def _other_form(left: str, right: str) -> str:
    """The code points of the first place that differs: to the eye both may be the same."""
    firsts = (
        next((span.text for span in spans if span.differs), "") for spans in differing(left, right)
    )
    same = unicodedata.normalize("NFC", left) == unicodedata.normalize("NFC", right)
    if same:
        said = translate(
            "NatureText", "The same text in another Unicode form: {} on the left, {} on the right."
        )
    else:
        said = translate(
            "NatureText", "Compatible letters in Unicode: {} on the left, {} on the right."
        )
    return said.format(*map(_points, firsts))


def _points(text: str) -> str:
    named = [f"U+{ord(character):04X}" for character in islice(text, _MOST_POINTS)]
    return " ".join(named) + (" …" if len(text) > _MOST_POINTS else "")
