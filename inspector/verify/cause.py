"""The one value that explains why a document fails, where there is one.

It is told from the hints, and only where a signature by a trusted key over the computed hash says
which of two readings was signed; it changes no verdict.
"""

from typing import NamedTuple

from inspector.messages import Message, Value, msg
from inspector.verify.hints import Hint, holder_of, name_of
from inspector.verify.paper_normalisation import sha256, title_forms
from inspector.verify.report import Report
from inspector.verify.result import FAIL, NOT_REACHED, Result

_AROUND = 12
"""Characters that are shown on each side of a difference."""
_SEVERAL = 2
"""A cause explains so many failures at least."""


class Cause(NamedTuple):
    """One value that explains why a document fails: with ``other_value``, which the document holds
    at ``other``, in its place, each stated hash that failed is met, and a key that the user trusts
    signed that. ``explains`` are the ids and places of the failures that follow from it,
    ``unreached`` those of the checks that were not reached because of these failures alone."""

    pointer: str
    other: str
    value: str
    other_value: str
    explains: tuple[tuple[str, str], ...]
    unreached: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> Message:
        here, there = _round_the_difference(self.value, self.other_value)
        return msg(
            "{}: {} reads {}; the signed hash fits {}",
            holder_of(self.pointer),
            name_of(self.pointer),
            Value(here),
            Value(there),
        )


def find_cause(report: Report) -> Cause | None:
    """The one value that the hints agree on, each with a trusted key's signature over it."""
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
    """The checks that no other failure than the explained ones kept from being reached."""
    others = {part_of(result) for result in failing if (result.id, result.path) not in explained}
    parts = {part_of(result) for result in failing} - others
    return tuple(
        (result.id, result.path)
        for result in report.results
        if result.reason is NOT_REACHED and part_of(result) in parts
    )


def _is_of_title(result: Result, hint: Hint) -> bool:
    """Whether the other copy's title has the hash that this one should have."""
    if result.path != hint.place or not isinstance(hint.other_value, str):
        return False
    return result.expected in {
        sha256(form.of(hint.other_value)) for form in title_forms(hint.other_value)
    }


def _round_the_difference(one: str, other: str) -> tuple[str, str]:
    """Both texts cut to where they differ, and to some characters on each side of that."""
    shorter = min(len(one), len(other))
    begin = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - begin
    same = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    return _around(one, begin, len(one) - same), _around(other, begin, len(other) - same)


def _around(text: str, begin: int, end: int) -> str:
    begin, end = max(0, begin - _AROUND), min(len(text), end + _AROUND)
    return ("…" if begin else "") + text[begin:end] + ("…" if end < len(text) else "")


def part_of(result: Result) -> tuple[str, str]:
    """What a result speaks of, as far as one failure keeps others from being reached: the kind of
    thing, and which event."""
    kind = result.id.partition(".")[0]
    if kind == "event":
        return kind, "/".join(result.path.split("/", 3)[:3])
    return kind, ""
