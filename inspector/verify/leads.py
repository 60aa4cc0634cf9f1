"""Where to look when a hash does not hold: the document holds the hashed value once more.

A lead says where the copies differ, and whether the stated hash is met with the other copy's
value in its place. It is computed here, and never changes a result.
"""

from typing import NamedTuple

from inspector.document.json_types import Json
from inspector.document.pointer import split
from inspector.verify.result import short

MOST_COUNTED = 1_000
_LONGEST_NAME = 60
_MOST_DIGITS = 9


class Lead(NamedTuple):
    """Two copies that differ, found because the check at ``path`` failed.

    ``place`` and ``other`` are the JSON Pointers of the first difference in both copies, a
    missing value reads as None (``missing``: "place", "other" or ""). ``differences`` counts
    all up to MOST_COUNTED. ``is_proof``: with the other copy's value the stated hash is met.
    """

    check: str
    path: str
    place: str
    other: str
    value: Json
    other_value: Json
    differences: int
    is_proof: bool
    missing: str = ""

    @property
    def sentence(self) -> str:
        """What was found, in one plain sentence; values are shortened."""
        found, change = self._one() if self.differences == 1 else self._many()
        if self.is_proof:
            return f"{found}; {change} the stated hash is met."
        return f"{found}; {change} the stated hash is not met either."

    def _one(self) -> tuple[str, str]:
        """What the other copy holds, and the change that was tried."""
        name = _name(self.place)
        holds = f"{_holder(self.other)} {'still holds' if self.is_proof else 'holds'}"
        if self.missing == "other":
            return f"{holds} no {name}", "without it"
        if self.missing == "place":
            held = f"{holds} {name}, {short(self.other_value)}, which is missing here"
            return held, "with it in place"
        held = f"{holds} another value of {name}, {short(self.other_value)}"
        return held, f"with it in place of {short(self.value)}"

    def _many(self) -> tuple[str, str]:
        """The same of the first place of several, which may lie in several copies."""
        number = f"{self.differences:,}{' or more' if self.differences >= MOST_COUNTED else ''}"
        holder, name = _holder(self.other), _name(self.place)
        here = "nothing" if self.missing == "place" else short(self.value)
        there = "nothing" if self.missing == "other" else short(self.other_value)
        return (
            f"The copies differ in {number} places, first in {name}, "
            f"where {holder[0].lower()}{holder[1:]} holds {there} instead of {here}",
            "with the other values in place",
        )


def _holder(pointer: str) -> str:
    """What holds the other copy, as the beginning of a sentence."""
    first, second, *_ = [*split(pointer), "", ""]
    if first == "state":
        return "The state"
    if first == "events":
        return f"Event {int(second) + 1:,}"
    return f"The state's {second}" if first == "current" else "The top of the document"


def _name(pointer: str) -> str:
    """The name of the value at ``pointer``; an element's is its number and its list's name."""
    *_, above, name = ["", *split(pointer)]
    if name.isascii() and name.isdecimal() and len(name) <= _MOST_DIGITS:
        return f"item {int(name) + 1:,} of {_quoted(above)}"
    return _quoted(name)


def _quoted(name: str) -> str:
    cut = name[:_LONGEST_NAME]
    return cut if cut.isidentifier() and cut.isascii() else f"“{cut}”"
