"""How like two items are that nothing names: 0 to 1, from a bounded look at what they hold."""

from difflib import SequenceMatcher
from itertools import islice

from inspector.document.json_types import Json

ALIKE = 0.5
"""From here on two items count as one that was changed."""

_LOOKED_AT = 64
_TEXT_LOOKED_AT = 200
_SAME_NAME = 0.5


def likeness(one: Json, other: Json) -> float:
    """Of two objects the share of members that are equal, a member that both have counting half;
    of two lists that of equal elements; of texts that of characters in common."""
    if isinstance(one, dict) and isinstance(other, dict):
        return _of_objects(one, other)
    if isinstance(one, list) and isinstance(other, list):
        longest = max(len(one), len(other), 1)
        equal = sum(a == b for a, b in zip(one[:_LOOKED_AT], other[:_LOOKED_AT], strict=False))
        return equal / min(longest, _LOOKED_AT)
    if isinstance(one, str) and isinstance(other, str):
        return _of_texts(one, other)
    return float(one == other and not isinstance(one, (dict, list)))


def _of_objects(one: dict[str, Json], other: dict[str, Json]) -> float:
    if len(one) < len(other):
        one, other = other, one
    score = 0.0
    for name, value in islice(one.items(), _LOOKED_AT):
        if name in other:
            score += 1.0 if value == other[name] else _SAME_NAME
    return score / max(1, min(len(one), _LOOKED_AT))


def _of_texts(one: str, other: str) -> float:
    if one > other:
        one, other = other, one
    matcher = SequenceMatcher(None, one[:_TEXT_LOOKED_AT], other[:_TEXT_LOOKED_AT], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0
