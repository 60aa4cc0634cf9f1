"""What one check found, in one value. A check that could not be made is never passed nor failed."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from inspector.document.json_types import Json
from inspector.verify.catalogue import CATALOGUE


class Status(StrEnum):
    """The outcome of a check; the value is the word shown and written to reports."""

    PASS = "pass"  # noqa: S105 - a status, not a password
    FAIL = "fail"
    WARN = "warn"
    UNCHECKED = "unchecked"


PASS, FAIL, WARN, UNCHECKED = Status.PASS, Status.FAIL, Status.WARN, Status.UNCHECKED

SEVERITY = {FAIL: 3, WARN: 2, UNCHECKED: 1, PASS: 0}
"""Worst first: what decides the colour of a branch and the order of findings."""


class Result(NamedTuple):
    """One check of one place. A tuple, since a large bundle gives a hundred thousand of them.

    ``path`` is the JSON Pointer of the place the check speaks of (it need not exist: a missing
    member has a pointer too). ``expected`` and ``actual`` are JSON values, or None where the
    check compares nothing. ``detail`` is the sentence without its full stop, empty where the
    standing sentence of the catalogue says it all.
    """

    id: str
    path: str
    status: Status
    expected: Json = None
    actual: Json = None
    detail: str = ""

    @property
    def message(self) -> str:
        """One plain sentence: what was found."""
        return f"{self.detail}." if self.detail else CATALOGUE[self.id].holds


_new = tuple.__new__  # what Result() itself calls; most results are made here


def passed(id_: str, path: str, expected: Json = None, actual: Json = None) -> Result:
    return _new(Result, (id_, path, PASS, expected, actual, ""))


def failed(id_: str, path: str, detail: str, expected: Json = None, actual: Json = None) -> Result:
    return Result(id_, path, FAIL, expected, actual, detail)


def warned(id_: str, path: str, detail: str, expected: Json = None, actual: Json = None) -> Result:
    return Result(id_, path, WARN, expected, actual, detail)


def unchecked(
    id_: str, path: str, reason: str, expected: Json = None, actual: Json = None
) -> Result:
    """A check that could not be made; ``reason`` says why in a sentence."""
    return Result(id_, path, UNCHECKED, expected, actual, reason)


class Tally(NamedTuple):
    """How many results of each status; the window shows all four even when zero."""

    passed: int = 0
    failed: int = 0
    warned: int = 0
    unchecked: int = 0

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Tally":
        statuses = [result.status for result in results]
        return cls(*(statuses.count(status) for status in TALLIED))

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def worst(self) -> tuple[Status, int] | None:
        """The worst status with its number; None where no check speaks."""
        by_status = dict(zip(TALLIED, self, strict=True))
        for status in (FAIL, WARN, UNCHECKED, PASS):
            if count := by_status[status]:
                return status, count
        return None


TALLIED = (PASS, FAIL, WARN, UNCHECKED)
"""The order of a tally's numbers."""

_SHOWN = 60
_HASH_LENGTH = 64


def short(value: Json) -> str:
    """A value inside a sentence: a hash by its first and last digits, text in quotation marks."""
    if isinstance(value, str):
        if len(value) >= _HASH_LENGTH and " " not in value[:_HASH_LENGTH]:
            return f"{value[:8]}…{value[-4:]}" if len(value) == _HASH_LENGTH else f"{value[:20]}…"
        return f"“{value[:_SHOWN]}…”" if len(value) > _SHOWN else f"“{value}”"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "null" if value is None else str(value).lower()[:_SHOWN]


def hash_differs(id_: str, path: str, what: str, stated: Json, computed: str) -> Result:
    """A stated hash that is not the computed one; ``what`` names what was hashed."""
    detail = f"{what} is not what its hash says: computed {short(computed)}, stated {short(stated)}"
    return Result(id_, path, FAIL, stated, computed, detail)
