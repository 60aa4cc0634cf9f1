"""The result of one check. A check that could not be made counts neither as passed nor as
failed."""

from collections.abc import Iterable
from enum import StrEnum

from inspector.document.json_types import Json, JsonObject
from inspector.messages import Message, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.catalogue import CATALOGUE


class Status(StrEnum):
    """The outcome of a check; the value is the word shown and written to reports."""

    PASS = "pass"  # noqa: S105 - a status, not a password
    FAIL = "fail"
    WARN = "warn"
    UNCHECKED = "unchecked"


PASS, FAIL, WARN, UNCHECKED = Status.PASS, Status.FAIL, Status.WARN, Status.UNCHECKED

SEVERITY = {FAIL: 3, WARN: 2, UNCHECKED: 1, PASS: 0}
"""The higher, the worse; determines the colour of a branch and the order of findings."""


class Reason(StrEnum):
    """Why a check is unchecked."""

    NOT_MADE = "not made"
    """The input of the check is missing or unusable."""
    NOT_REACHED = "not reached"
    """An earlier check did not pass."""
    NOT_KNOWN = "not known"
    """No rule is known. No other check depends on it."""


NOT_MADE, NOT_REACHED, NOT_KNOWN = Reason.NOT_MADE, Reason.NOT_REACHED, Reason.NOT_KNOWN


class Result(NamedTuple):
    """The result of one check at one place. A tuple, since a large bundle has a hundred thousand.

    ``path`` is the JSON Pointer of the place; a missing member has a pointer too, so it need not
    exist. ``expected`` and ``actual`` are JSON values, None if the check compares nothing.
    ``detail`` is a sentence without its full stop; if it is None, the catalogue's sentence is used.
    ``reason`` is None unless the status is unchecked.
    """

    id: str
    path: str
    status: Status
    expected: Json = None
    actual: Json = None
    detail: Message | None = None
    reason: Reason | None = None

    @property
    def message(self) -> Message:
        """The result in one plain sentence."""
        if self.detail is None:
            return Message(CATALOGUE[self.id].holds)
        if self.reason is NOT_MADE:
            return msg("Not made: {}.", self.detail)
        if self.reason is NOT_REACHED:
            return msg("Not reached: {}.", self.detail)
        if self.reason is NOT_KNOWN:
            return msg("Not known: {}.", self.detail)
        return Message("{}.", (self.detail,))


_new = tuple.__new__  # what Result() calls; most results are made here


def passed(id_: str, path: str, expected: Json = None, actual: Json = None) -> Result:
    """A check that passes at ``path``."""
    return _new(Result, (id_, path, PASS, expected, actual, None, None))


def failed(
    id_: str, path: str, detail: Message, expected: Json = None, actual: Json = None
) -> Result:
    """A check that fails; ``detail`` is a sentence without its full stop."""
    return Result(id_, path, FAIL, expected, actual, detail)


def warned(
    id_: str, path: str, detail: Message, expected: Json = None, actual: Json = None
) -> Result:
    """A check that warns: odd, not wrong; ``detail`` is a sentence without its full stop."""
    return Result(id_, path, WARN, expected, actual, detail)


def unchecked(
    id_: str,
    path: str,
    detail: Message,
    expected: Json = None,
    actual: Json = None,
    *,
    reason: Reason = NOT_MADE,
) -> Result:
    """A check that could not be made. ``detail`` says why and begins in lower case."""
    return Result(id_, path, UNCHECKED, expected, actual, detail, reason)


def missing(id_: str, path: str) -> Result:
    """A check that could not be made because the document has no value at ``path``."""
    return unchecked(id_, path, msg("{} is missing", path.rpartition("/")[2] or "the value"))


def first_concern(results: Iterable[Result], otherwise: Result) -> Result:
    """The first result that fails, or else the first that warns or is unchecked, or else
    ``otherwise``."""
    worst = otherwise
    for result in results:
        if SEVERITY[result.status] > SEVERITY[worst.status]:
            worst = result
    return worst


class Tally(NamedTuple):
    """The number of results by status; the window shows all four, zeros too."""

    passed: int = 0
    failed: int = 0
    warned: int = 0
    unchecked: int = 0

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Tally":
        """Count ``results`` by status."""
        statuses = [result.status for result in results]
        return cls(*(statuses.count(status) for status in TALLIED))

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def worst(self) -> tuple[Status, int] | None:
        """The worst status with its number of results; None if there are no results."""
        by_status = dict(zip(TALLIED, self, strict=True))
        for status in (FAIL, WARN, UNCHECKED, PASS):
            if count := by_status[status]:
                return status, count
        return None


TALLIED = (PASS, FAIL, WARN, UNCHECKED)
"""The order of the numbers in a tally."""


def stated_hash(
    id_: str, holder: JsonObject, name: str, path: str, computed: str, *, differs: Message
) -> Result:
    """The result of comparing the member ``name`` of ``holder``, at ``path``, with the computed
    hash.

    ``differs`` is the sentence for a mismatch.
    """
    place, stated = f"{path}/{name}", holder.get(name)
    if name not in holder:
        return missing(id_, place)
    if stated == computed:
        return passed(id_, place, stated, computed)
    if isinstance(stated, str) and stated.lower() == computed:
        detail = msg("The hash is right but for its capitals: the format has lower-case hex")
    else:
        detail = msg("{}: computed {}, stated {}", differs, Value(computed), Value(stated))
    return Result(id_, place, FAIL, stated, computed, detail)


def part_of(result: Result) -> tuple[str, str]:
    """The part of the document that a result is about: the kind of thing, and which event.

    A failure in one part keeps later checks of the same part from being reached.
    """
    kind = result.id.partition(".")[0]
    if kind == "event":
        return kind, "/".join(result.path.split("/", 3)[:3])
    return kind, ""
