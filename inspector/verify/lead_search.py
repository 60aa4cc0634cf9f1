"""The search for leads: which value's copies differ, and which of them the stated hash is of.

Every other copy is put in place of the hashed one, and the whole hashed again.
"""

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from inspector.document.json_types import Json
from inspector.merge.difference import Difference, differences
from inspector.progress import Progress
from inspector.verify.case import Case
from inspector.verify.copies import Copies, Copy, CopyIndex, replaced
from inspector.verify.hashed import hashed_at
from inspector.verify.leads import MOST_COUNTED, Lead
from inspector.verify.result import FAIL, Result

_MOST_RESULTS = 50
_MOST_LEADS = 3
_MOST_ATTEMPTS = 8
_MOST_GROUPS = 100
_MOST_WORK = 100_000_000
"""Bytes written, over all results; comparing values one by one costs as much as _COMPARED."""
_COMPARED = 500_000
"""What the values between two checkpoints of ``differences`` are counted as."""
_AS_AN_ID = "state.event_id"
_HASHES = frozenset(
    {
        "record.canonical_hash",
        "receipt.hash",
        "event.content_hash",
        "state.hash",
        "bundle.hash",
        _AS_AN_ID,
    }
)


def seek(case: Case) -> tuple[Lead, ...]:
    """The leads of the first failing hashes of ``case``. Raises CancelledError alone."""
    failing = (one for one in case.results if one.status is FAIL and one.id in _HASHES)
    stated = (one for one in failing if isinstance(one.expected, str))
    found = [*islice(stated, _MOST_RESULTS)]
    if not found:
        return ()
    search = _Search(case)
    return tuple(lead for result in found for lead in search.leads(result))


class _Attempt(NamedTuple):
    """``source`` in place of each of ``targets``, which are copies of it and differ from it."""

    targets: Copies
    source: Copy


class _OutOfWorkError(Exception):
    """More was to be compared and written than leads are worth."""


class _Search:
    """The search for leads, which may cost only so much: documents are hostile."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._copies = CopyIndex(case.document)
        self._kinds: dict[int, list[list[Copy]]] = {}
        self._proven: dict[str, _Attempt] = {}
        self._work = _MOST_WORK

    def leads(self, result: Result) -> list[Lead]:
        """A lead that proves itself, else the first few that do not."""
        found: dict[frozenset[str], Lead] = {}
        try:
            for attempts in self._tries(result):
                is_met = self._is_met(result, attempts)
                if is_met:
                    self._proven |= {one.targets[0].path: one for one in attempts}
                    return [self._lead(result, attempts, is_proof=True)]
                if len(attempts) == 1:
                    lead = self._lead(result, attempts, is_proof=False)
                    found.setdefault(frozenset({lead.place, lead.other}), lead)
        except _OutOfWorkError:
            pass  # what was found until then was tried
        return [*islice(found.values(), _MOST_LEADS)]

    def _tries(self, result: Result) -> Iterator[list[_Attempt]]:
        """What to put in: all that earlier results proved, each by itself, all of one side."""
        place = hashed_at(self._case.value, result.path).path
        groups = [*islice(self._differing(place), _MOST_GROUPS)]
        known = self._proven.values()
        proven = [one for one in known if all(copy.is_in(place) for copy in one.targets)]
        if len(proven) > 1:
            yield proven
        singles = (attempt for group in groups for attempt in group)
        yield from ([attempt] for attempt in islice(singles, _MOST_ATTEMPTS))
        if len(groups) > 1:
            yield [group[0] for group in groups]
            yield [group[-1] for group in groups]

    def _differing(self, place: str) -> Iterator[list[_Attempt]]:
        """For each value under ``place`` whose copies differ, what can stand in its place."""
        for group in self._copies.within(place):
            kinds = self._kinds_of(group)
            attempts = []
            for kind in reversed(kinds):
                others = (copy for one in kinds if one is not kind for copy in one)
                if targets := tuple(copy for copy in others if copy.is_in(place)):
                    attempts.append(_Attempt(targets, kind[0]))
            if attempts:
                yield attempts

    def _kinds_of(self, group: Copies) -> list[list[Copy]]:
        """The copies of one value, those that are the same together."""
        kinds = self._kinds.get(id(group))
        if kinds is None:
            by_hash: dict[str, list[Copy]] = {}
            for copy in group:
                by_hash.setdefault(self._digest(copy.value), []).append(copy)
            kinds = self._kinds[id(group)] = [*by_hash.values()]
        return kinds

    def _differences(self, target: Copy, source: Copy) -> Iterator[Difference]:
        return differences(target.value, source.value, target.path, self._on_compared)

    def _on_compared(self, progress: Progress) -> None:
        self._case.checkpoint(progress)
        self._spend(_COMPARED)

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise _OutOfWorkError

    def _is_met(self, result: Result, attempts: list[_Attempt]) -> bool:
        """Whether the stated hash is that of the changed value."""
        changed: Json = self._case.value
        for attempt in attempts:
            for target in attempt.targets:
                changed = replaced(changed, target, attempt.source.value)
        digest = self._digest(hashed_at(changed, result.path).value)
        return result.expected == (f"sha256:{digest}" if result.id == _AS_AN_ID else digest)

    def _digest(self, value: Json) -> str:
        sha256 = hashlib.sha256()
        for piece in self._case.written(value):
            self._spend(len(piece))
            sha256.update(piece)
        return sha256.hexdigest()

    def _lead(self, result: Result, attempts: list[_Attempt], *, is_proof: bool) -> Lead:
        target, source = attempts[0].targets[0], attempts[0].source
        first = next(self._differences(target, source))
        found = (
            difference
            for attempt in attempts
            for copy in attempt.targets
            for difference in self._differences(copy, attempt.source)
        )
        counted = sum(1 for _ in islice(found, MOST_COUNTED))
        return Lead(
            result.id,
            result.path,
            first.path,
            source.path + first.path[len(target.path) :],
            first.left,
            first.right,
            counted,
            is_proof,
            {"left": "place", "right": "other", "": ""}[first.missing],
        )
