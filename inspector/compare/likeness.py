"""How like two items are that nothing names: 0 to 1, from a bounded look at what they hold."""

from functools import lru_cache
from heapq import nsmallest

from inspector.document.json_types import Json

ALIKE = 0.5
"""From here on two items count as one that was changed."""

_LOOKED_AT = 64
_TEXT_LOOKED_AT = 200
_RUN = 3
_KNOWN_TEXTS = 256


def likeness(one: Json, other: Json) -> float:
    """Of two objects the share of members that are equal, a member that both have counting half;
    of two lists that of equal elements; of texts that of runs of three characters in common."""
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
    shared = one.keys() & other.keys()
    looked_at = shared if len(shared) <= _LOOKED_AT else nsmallest(_LOOKED_AT, shared)
    equal = sum(one[name] == other[name] for name in looked_at)
    share = (len(looked_at) + equal) / max(1, 2 * len(looked_at))
    return share * len(shared) / max(1, len(one), len(other))


def _of_texts(one: str, other: str) -> float:
    ones, others = _runs(one[:_TEXT_LOOKED_AT]), _runs(other[:_TEXT_LOOKED_AT])
    return 2 * len(ones & others) / (len(ones) + len(others))


@lru_cache(_KNOWN_TEXTS)
def _runs(text: str) -> frozenset[str]:
    """The runs of three characters, as if one stood before the text and one behind it."""
    framed = f"\0{text}\0"
    return frozenset(framed[at : at + _RUN] for at in range(max(1, len(text))))
