"""Where to look when a hash does not hold: the document holds the hashed value once more.

A hint says where the copies differ, and whether the stated hash is met with the other copy's
value in its place. A stated hash is no evidence of what came first: a direction is told only where
a signature by a trusted key holds. It is computed here, and never changes a result.
"""

from enum import StrEnum
from typing import NamedTuple

from inspector.document.json_types import Json
from inspector.document.pointer import split
from inspector.messages import Count, Message, Place, Value, msg

MOST_COUNTED = 1_000
_LONGEST_NAME = 60
_MOST_DIGITS = 9


class PutIn(NamedTuple):
    """A whole copy that was put in place of another one, both by their JSON Pointers.

    Of an event only what a state keeps of it: ``is_from_event``, ``is_into_event``.
    ``is_hash_too``: the event got the content_sha256 that its new event_id names.
    """

    source: str
    target: str
    is_from_event: bool = False
    is_into_event: bool = False
    is_hash_too: bool = False

    @property
    def words(self) -> Message:
        source, target = Place(self.source or "/"), Place(self.target or "/")
        of, over = msg("{}", source), msg("{}", target)
        if self.is_from_event:
            of = msg("what a state keeps of {}", source)
        if self.is_into_event:
            over = msg("what a state keeps of {}", target)
        if self.is_hash_too:
            return msg("{} in place of {}, and the content_sha256 that its id names,", of, over)
        return msg("{} in place of {}", of, over)


class Evidence(StrEnum):
    """What is known of a hint beyond that two copies differ."""

    NONE = "none"
    """The stated hash is not met with the other copy's value either."""
    HASH = "hash"
    """The stated hash is met with it. Whoever changes a value can change a hash: no direction."""
    SIGNATURE = "signature"
    """It is met, and a signature by a trusted key holds over it: here something was changed."""
    DISPUTED = "disputed"
    """Each of the two copies meets a stated hash."""
    AS_SIGNED = "as signed"
    """No copy: the signature is over the hash that was computed, and not over the stated one."""


class Hint(NamedTuple):
    """Two copies that differ, found because the check at ``path`` failed.

    ``place`` and ``other`` are the JSON Pointers of the first difference in both copies, a
    missing value reads as None (``missing``: "place", "other" or ""). ``differences`` counts
    all up to MOST_COUNTED. ``put_in`` is all that was put in place. Of AS_SIGNED both pointers are
    the stated hash's, ``value`` the stated and ``other_value`` the computed hash.
    """

    check: str
    path: str
    place: str
    other: str
    value: Json
    other_value: Json
    differences: int
    evidence: Evidence = Evidence.NONE
    missing: str = ""
    put_in: tuple[PutIn, ...] = ()

    @property
    def is_proof(self) -> bool:
        """Whether the stated hash is met with the other copy's value."""
        return self.evidence in (Evidence.HASH, Evidence.SIGNATURE)

    @property
    def is_signed(self) -> bool:
        """Whether a signature by a trusted key holds over what the other copy gives."""
        return self.evidence is Evidence.SIGNATURE

    @property
    def sentence(self) -> Message:
        """What was found, in one plain sentence; values are shortened."""
        if self.evidence is Evidence.AS_SIGNED:
            return msg("A signature is over the computed hash, and not over the stated one.")
        if self.evidence is Evidence.DISPUTED:
            return self._disputed()
        found, change = self._one() if self._is_one else self._many()
        if self.evidence is Evidence.SIGNATURE:
            return msg(
                "{}; {} the stated hash is met, and a key that you trust signed that.",
                found,
                change,
            )
        if self.evidence is Evidence.HASH:
            return msg("{}; {} the stated hash is met.", found, change)
        return msg("{}; {} the stated hash is not met either.", found, change)

    @property
    def _is_one(self) -> bool:
        return self.differences == 1 and not any(one.is_hash_too for one in self.put_in)

    def _disputed(self) -> Message:
        here = msg("nothing") if self.missing == "place" else msg("{}", Value(self.value))
        there = msg("nothing") if self.missing == "other" else msg("{}", Value(self.other_value))
        return msg(
            "{} and {} differ in {}: {} and {}; each of the two meets a hash that is stated.",
            Place(self.place),
            Place(self.other),
            name_of(self.place),
            here,
            there,
        )

    def _one(self) -> tuple[Message, Message]:
        """What the other copy holds, and the change that was tried."""
        holder, name = holder_of(self.other), name_of(self.place)
        if self.missing == "other":
            if self.is_signed:
                found = msg("{} still holds no {}", holder, name)
            else:
                found = msg("{} holds no {}", holder, name)
            return found, msg("without it")
        held = Value(self.other_value)
        if self.missing == "place":
            if self.is_signed:
                found = msg("{} still holds {}, {}, which is missing here", holder, name, held)
            else:
                found = msg("{} holds {}, {}, which is missing here", holder, name, held)
            return found, msg("with it in place")
        if self.is_signed:
            found = msg("{} still holds another value of {}, {}", holder, name, held)
        else:
            found = msg("{} holds another value of {}, {}", holder, name, held)
        return found, msg("with it in place of {}", Value(self.value))

    def _many(self) -> tuple[Message, Message]:
        """The same of the first place of several, which may lie in several copies."""
        many = Count("%n place", "%n places", self.differences)
        number = msg("{} or more", many) if self.differences >= MOST_COUNTED else msg("{}", many)
        here = msg("nothing") if self.missing == "place" else msg("{}", Value(self.value))
        there = msg("nothing") if self.missing == "other" else msg("{}", Value(self.other_value))
        found = msg(
            "The copies differ in {}, first in {}: {} holds {} instead of {}",
            number,
            name_of(self.place),
            holder_of(self.other),
            there,
            here,
        )
        first, *rest = [one.words for one in self.put_in] or [msg("the other values in place")]
        for one in rest:
            first = msg("{}, {}", first, one)
        return found, msg("with {}", first)


def holder_of(pointer: str) -> Message:
    """What holds the other copy, as the beginning of a sentence."""
    first, second, *_ = [*split(pointer), "", ""]
    if first == "state":
        return msg("The state")
    if first == "events":
        return msg("Event {}", int(second) + 1)
    return msg("The state's {}", second) if first == "current" else msg("The top of the document")


def name_of(pointer: str) -> Message:
    """The name of the value at ``pointer``; an element's is its number and its list's name."""
    *_, above, name = ["", *split(pointer)]
    if name.isascii() and name.isdecimal() and len(name) <= _MOST_DIGITS:
        return msg("item {} of {}", int(name) + 1, _quoted(above))
    return msg("{}", _quoted(name))


def _quoted(name: str) -> str | Value:
    is_plain = name.isidentifier() and name.isascii() and len(name) <= _LONGEST_NAME
    return name if is_plain else Value(name)
