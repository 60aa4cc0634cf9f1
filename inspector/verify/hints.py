"""Hints on where a document was changed, from values that it contains twice.

A document repeats many values. A hint names a place where two copies differ, and says whether the
stated hash is that of the document with the other copy's value in its place. A stated hash does not
show which value came first; a hint says which copy is the signed one only if a trusted key's
signature is valid for it. The cause is the one value that explains all failures, if such signatures
agree on one. Neither changes a result.
"""

from enum import StrEnum

from inspector.document.json_types import Json
from inspector.document.pointer import split
from inspector.messages import Count, Message, Place, Value, is_hash, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.look_alikes import telling_apart
from inspector.verify.paper_normalisation import sha256, title_forms
from inspector.verify.report import Report
from inspector.verify.result import FAIL, NOT_REACHED, Result, part_of

MOST_COUNTED = 1_000
_LONGEST_NAME = 60
_MOST_DIGITS = 9


class PutIn(NamedTuple):
    """A whole copy that was tried in place of another; both are JSON Pointers.

    ``is_from_event`` and ``is_into_event``: of that event only the members that a state keeps.
    ``is_hash_too``: the event also got the content_sha256 that its new event_id names.
    """

    source: str
    target: str
    is_from_event: bool = False
    is_into_event: bool = False
    is_hash_too: bool = False

    @property
    def words(self) -> Message:
        """The replacement in words, as a part of a sentence."""
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
    """What supports a hint, besides that two copies differ."""

    NONE = "none"
    """The stated hash does not match with the other copy's value either."""
    HASH = "hash"
    """The stated hash matches with it. Since a hash can be changed too, this does not show which
    copy was changed."""
    SIGNATURE = "signature"
    """It matches, and a trusted key's signature over it is valid: the value at this place was
    changed."""
    DISPUTED = "disputed"
    """Each of the two copies matches a stated hash."""
    AS_SIGNED = "as signed"
    """There is no copy: the signature is valid for the computed hash, not for the stated one."""


class Hint(NamedTuple):
    """Two copies that differ, found because the check ``check`` at ``path`` failed.

    ``place`` and ``other`` are the JSON Pointers of the first difference in the two copies. A
    missing value is None, and ``missing`` ("place", "other" or "") says on which side.
    ``differences`` counts the differences, up to MOST_COUNTED. ``put_in`` lists the copies that
    were put in place. With Evidence.AS_SIGNED both pointers are that of the stated hash, ``value``
    is the stated and ``other_value`` the computed hash.
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
        """Whether the stated hash is right with the other copy's value."""
        return self.evidence in (Evidence.HASH, Evidence.SIGNATURE)

    @property
    def is_signed(self) -> bool:
        """Whether a trusted key's signature is valid for the document with the other copy's
        value."""
        return self.evidence is Evidence.SIGNATURE

    @property
    def sentence(self) -> Message:
        """The hint in one plain sentence; values are shortened."""
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
        here, there = self._here_and_there()
        return msg(
            "{} and {} differ in {}: {} and {}; each of the two meets a hash that is stated.",
            Place(self.place),
            Place(self.other),
            name_of(self.place),
            here,
            there,
        )

    def _here_and_there(self) -> tuple[Message, Message]:
        one, other = _side_by_side(self.value, self.other_value)
        here = msg("nothing") if self.missing == "place" else msg("{}", one)
        return here, msg("nothing") if self.missing == "other" else msg("{}", other)

    def _one(self) -> tuple[Message, Message]:
        """For one difference: what the other copy contains, and the change that was tried."""
        holder, name = holder_of(self.other), name_of(self.place)
        if self.missing == "other":
            if self.is_signed:
                found = msg("{} still holds no {}", holder, name)
            else:
                found = msg("{} holds no {}", holder, name)
            return found, msg("without it")
        here, held = _side_by_side(self.value, self.other_value)
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
        return found, msg("with it in place of {}", here)

    def _many(self) -> tuple[Message, Message]:
        """The same for the first of several differences, which may be in several copies."""
        many = Count("%n place", "%n places", self.differences)
        number = msg("{} or more", many) if self.differences >= MOST_COUNTED else msg("{}", many)
        here, there = self._here_and_there()
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
    """The container of the other copy, as the beginning of a sentence."""
    first, second, *_ = [*split(pointer), "", ""]
    if first == "state":
        return msg("The state")
    if first == "events":
        return msg("Event {}", int(second) + 1)
    return msg("The state's {}", second) if first == "current" else msg("The top of the document")


def name_of(pointer: str) -> Message:
    """The name of the value at ``pointer``: a list item has its number and the name of its list."""
    *_, above, name = ["", *split(pointer)]
    if name.isascii() and name.isdecimal() and len(name) <= _MOST_DIGITS:
        return msg("item {} of {}", int(name) + 1, _quoted(above))
    return msg("{}", _quoted(name))


def _quoted(name: str) -> str | Value:
    is_plain = name.isidentifier() and name.isascii() and len(name) <= _LONGEST_NAME
    return name if is_plain else Value(name)


# --- the cause --------------------------------------------------------------------------------

_LONGEST_WHOLE = 60
"""The longest text that a sentence shows completely; of a longer one it shows the part around the
difference."""
_AROUND = 12
"""The number of characters shown on each side of a difference."""
_SEVERAL = 2
"""The least number of failures that a cause explains."""


class Cause(NamedTuple):
    """The one value that explains the failures of a document.

    With ``other_value``, which the document has at ``other``, in its place, each failing stated
    hash is right and a trusted key's signature is valid. ``explains`` are the ids and paths of the
    failures that follow from it, ``unreached`` those of the checks that were not reached only
    because of these failures.
    """

    pointer: str
    other: str
    value: str
    other_value: str
    explains: tuple[tuple[str, str], ...]
    unreached: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> Message:
        """The cause in one plain sentence; values are shortened."""
        return msg(
            "{}: {} reads {}; the signed hash fits {}",
            holder_of(self.pointer),
            name_of(self.pointer),
            *_cut_and_told_apart(self.value, self.other_value),
        )


def find_cause(report: Report) -> Cause | None:
    """The one value that all hints agree on, each with a trusted key's signature; None if there is
    none."""
    hints = [hint for hint in report.hints if hint.is_signed]
    failing = [result for result in report.results if result.status is FAIL]
    if len(failing) < _SEVERAL or len({(hint.place, hint.other) for hint in hints}) != 1:
        return None
    hint = hints[0]
    if any(one.differences != 1 or one.missing for one in hints):
        return None
    if not isinstance(hint.value, str) or not isinstance(hint.other_value, str):
        return None
    proven = {(one.check, one.path) for one in hints}
    is_whole = "bundle.hash" in {one.check for one in hints}
    explained = tuple(
        (result.id, result.path)
        for result in failing
        if (result.id, result.path) in proven
        or (result.id == "state.merge" and is_whole and result.path in (hint.place, hint.other))
        or (result.id == "snapshot.title" and _is_of_title(result, hint))
    )
    if len(explained) < _SEVERAL:
        return None
    unreached = _unreached(report, failing, frozenset(explained))
    return Cause(hint.place, hint.other, hint.value, hint.other_value, explained, unreached)


def _unreached(
    report: Report, failing: list[Result], explained: frozenset[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The checks that were not reached because of the explained failures and no others."""
    others = {part_of(result) for result in failing if (result.id, result.path) not in explained}
    parts = {part_of(result) for result in failing} - others
    return tuple(
        (result.id, result.path)
        for result in report.results
        if result.reason is NOT_REACHED and part_of(result) in parts
    )


def _is_of_title(result: Result, hint: Hint) -> bool:
    """Whether the other copy's title has the hash that this title should have."""
    if result.path != hint.place or not isinstance(hint.other_value, str):
        return False
    return result.expected in {
        sha256(form.of(hint.other_value)) for form in title_forms(hint.other_value)
    }


def _side_by_side(one: Json, other: Json) -> tuple[Value, Value]:
    """Two values that differ, as one sentence names them both: long texts by where they do."""
    if not isinstance(one, str) or not isinstance(other, str):
        return Value(one), Value(other)
    if max(len(one), len(other)) > _LONGEST_WHOLE and not (is_hash(one) and is_hash(other)):
        return _cut_and_told_apart(one, other)
    escaped = telling_apart(one, other)
    return Value(one, escaped), Value(other, escaped)


def _cut_and_told_apart(one: str, other: str) -> tuple[Value, Value]:
    here, there = _round_the_difference(one, other)
    escaped = telling_apart(here, there)
    return Value(here, escaped), Value(there, escaped)


def _round_the_difference(one: str, other: str) -> tuple[str, str]:
    """Both texts, cut to the differing part with some characters on each side."""
    shorter = min(len(one), len(other))
    begin = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - begin
    same = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    return _around(one, begin, len(one) - same), _around(other, begin, len(other) - same)


def _around(text: str, begin: int, end: int) -> str:
    begin, end = max(0, begin - _AROUND), min(len(text), end + _AROUND)
    return ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")
