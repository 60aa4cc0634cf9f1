"""The search for hints: which copies of a value differ, and which of them the stated hash is for.

Each other copy is put in place of the hashed one, and the whole is hashed again.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import parent, value_at
from inspector.merge.difference import Difference, differences
from inspector.messages import is_hash
from inspector.named_tuple import NamedTuple
from inspector.progress import Progress
from inspector.verify import schema, signatures
from inspector.verify.context import VerificationContext
from inspector.verify.format import BUNDLE, EVENT, HASH_IDS, RECORD, STATE_RECORD, Cover
from inspector.verify.hashed import hashed_at
from inspector.verify.hints import MOST_COUNTED, Evidence, Hint, PutIn
from inspector.verify.redundancy import Copies, Copy, RedundancyIndex, replaced
from inspector.verify.result import FAIL, PASS, Result
from inspector.verify.signatures import Claim
from inspector.verify.trust import Standing

_MOST_RESULTS = 50
_MOST_HINTS = 3
_MOST_ATTEMPTS = 8
_MOST_GROUPS = 100
_MOST_NAMED = 6
"""The number of copies that a sentence can name; more are not tried together."""
_MOST_RECEIPTS = 8
_RECEIPT_OF_THE_STATE = f"/state{STATE_RECORD}/receipt"
_MOST_WORK = 100_000_000
"""The limit on serialised bytes for all results; comparing two values counts as _COMPARED bytes."""
_COMPARED = 500_000
"""The cost of the values between two checkpoints of ``differences``."""
_AS_AN_ID = "state.event_id"


def seek(case: VerificationContext) -> tuple[Hint, ...]:
    """The hints for the first failing hashes of ``case``. Raises CancelledError only."""
    failing = (one for one in case.results if one.status is FAIL and one.id in HASH_IDS)
    stated = (one for one in failing if isinstance(one.expected, str))
    results = [*islice(stated, _MOST_RESULTS)]
    if not results:
        return ()
    search = _HintSearch(case)
    for result in results:
        search.look_for_signature(result)
    found = [one for result in results for one in search.of(result)]
    return tuple(one.hint for one in _consistent(found, search.signed))


class _Attempt(NamedTuple):
    """``source`` in place of each of ``targets``, which are copies of it and differ from it.

    ``group`` is the number of the value that they are copies of, ``digest`` the hash of the source.
    """

    targets: Copies
    source: Copy
    group: int
    digest: str


class _FoundHint(NamedTuple):
    """A hint, and for each group the digest of the copy that it takes for the hashed one."""

    hint: Hint
    holds: dict[int, str]


def _consistent(found: list[_FoundHint], signed: dict[int, set[str]]) -> list[_FoundHint]:
    """``found`` without the hints that a signature or a better hint contradicts.

    If the hints of two stated hashes contradict each other, one is kept that only says so.
    """
    rank = {Evidence.AS_SIGNED: 0, Evidence.SIGNATURE: 0, Evidence.HASH: 1}
    kept: dict[int, _FoundHint] = {}
    for number in sorted(range(len(found)), key=lambda one: rank.get(found[one].hint.evidence, 2)):
        one = found[number]
        if any(group in signed and one.holds[group] not in signed[group] for group in one.holds):
            continue
        rival = next((place for place, other in kept.items() if _differ(one, other)), None)
        if rival is None:
            kept[number] = one
        elif one.hint.evidence is Evidence.HASH is kept[rival].hint.evidence:
            hint = kept[rival].hint._replace(evidence=Evidence.DISPUTED)
            kept[rival] = _FoundHint(hint, kept[rival].holds)
    return [kept[number] for number in sorted(kept)]


def _differ(one: _FoundHint, other: _FoundHint) -> bool:
    """Whether two hints take different copies of one value for the hashed one."""
    return any(other.holds.get(group, digest) != digest for group, digest in one.holds.items())


class _OutOfWorkError(Exception):
    """The search used up the amount of work allowed for hints."""


class _HintSearch:
    """The search for hints. Its total work is bounded, since documents are hostile."""

    def __init__(self, case: VerificationContext) -> None:
        self._case = case
        self._copies = RedundancyIndex(case.document)
        self._kinds: dict[int, list[list[Copy]]] = {}
        self._proven: dict[str, _Attempt] = {}
        self._as_signed: set[tuple[str, str]] = set()
        self._work = _MOST_WORK
        self.signed: dict[int, set[str]] = {}
        """By group, the digests of the copies covered by a valid signature of a trusted key."""

    def look_for_signature(self, result: Result) -> None:
        """Note a signature that is valid for the computed hash.

        Then the value is as it was signed, whatever the stated hash says, unless that is signed
        too.
        """
        standing = self._standing(result, str(result.actual))
        if standing is None:
            return
        if self._standing(result, str(result.expected).lower()) is None:
            self._as_signed.add((result.id, result.path))
        if standing is Standing.TRUSTED:
            place = hashed_at(self._case.value, result.path).path
            for group in self._copies.within(place):
                for copy in group:
                    if copy.path == place:
                        self._sign(group, copy)

    def _sign(self, group: Copies, copy: Copy) -> None:
        with suppress(_OutOfWorkError):
            self.signed.setdefault(id(group), set()).add(self._digest(copy.value))

    def of(self, result: Result) -> list[_FoundHint]:
        """The hint that proves itself, or else the first few that do not."""
        if (result.id, result.path) in self._as_signed:
            at, stated, computed = result.path, result.expected, result.actual
            hint = Hint(result.id, at, at, at, stated, computed, 1, Evidence.AS_SIGNED)
            return [_FoundHint(hint, {})]
        found: dict[frozenset[str], _FoundHint] = {}
        try:
            for attempts in self._tries(result):
                if self._is_met(result, attempts):
                    self._proven |= {one.targets[0].path: one for one in attempts}
                    return [self._found(result, attempts, self._evidence(result, attempts))]
                if len(attempts) == 1:
                    one = self._found(result, attempts, Evidence.NONE)
                    found.setdefault(frozenset({one.hint.place, one.hint.other}), one)
        except _OutOfWorkError:
            pass  # the attempts so far remain
        return [*islice(found.values(), _MOST_HINTS)]

    def _evidence(self, result: Result, attempts: list[_Attempt]) -> Evidence:
        """The evidence for attempts that give the stated hash."""
        if self._standing(result, str(result.expected)) is Standing.TRUSTED:
            for one in attempts:
                self.signed.setdefault(one.group, set()).add(one.digest)
        if all(one.digest in self.signed.get(one.group, ()) for one in attempts):
            return Evidence.SIGNATURE
        return Evidence.HASH

    def _standing(self, result: Result, digest: str) -> Standing | None:
        """The standing of the key whose signature is valid for ``digest``; None if there is none.

        Only signatures over the hash that ``result`` checks are tried.
        """
        if not is_hash(digest):
            return None
        cover, places = self._signatures(result)
        best = None
        for place in places:
            holder = _object_at(self._case.value, place)
            rule, key = signatures.verified(self._case, Claim(cover, place, holder, digest))
            if rule.status is PASS and key is not None:
                best = self._case.trust.standing(key.raw)
                if best is Standing.TRUSTED:
                    break
        return best

    def _signatures(self, result: Result) -> tuple[Cover, list[str]]:
        """The kind of signature over a hash, and the paths of such signatures."""
        if result.id == BUNDLE.hash_id:
            return Cover.BUNDLE, ["/bundle_signature"]
        if result.id == EVENT.hash_id:
            return Cover.EVENT, [parent(result.path) + "/signature"]
        if result.id in (RECORD.hash_id, "receipt.hash"):
            holders = schema.receipt_holders(self._case.document.kind, self._case.value)
            return Cover.RECEIPT, [
                *(path + "/receipt" for path, _ in islice(holders, _MOST_RECEIPTS)),
                _RECEIPT_OF_THE_STATE,
            ]
        return Cover.BUNDLE, []

    def _tries(self, result: Result) -> Iterator[list[_Attempt]]:
        """The attempts to make: all that earlier results proved, each alone, then all of one
        side."""
        place = hashed_at(self._case.value, result.path).path
        groups = [*islice(self._differing(place), _MOST_GROUPS)]
        known = self._proven.values()
        proven = [one for one in known if all(copy.is_in(place) for copy in one.targets)]
        if len(proven) > 1 and _can_be_named(proven):
            yield proven
        singles = (attempt for group in groups for attempt in group if _can_be_named([attempt]))
        yield from ([attempt] for attempt in islice(singles, _MOST_ATTEMPTS))
        if len(groups) > 1:
            sides = [group[0] for group in groups], [group[-1] for group in groups]
            yield from (side for side in sides if _can_be_named(side))

    def _differing(self, place: str) -> Iterator[list[_Attempt]]:
        """For each value under ``place`` whose copies differ, the attempts for it."""
        for group in self._copies.within(place):
            kinds = self._kinds_of(group)
            attempts = []
            for kind in reversed(kinds):
                others = (copy for one in kinds if one is not kind for copy in one)
                if targets := tuple(copy for copy in others if copy.is_in(place)):
                    digest = self._digest(kind[0].value)
                    attempts.append(_Attempt(targets, kind[0], id(group), digest))
            if attempts:
                yield attempts

    def _kinds_of(self, group: Copies) -> list[list[Copy]]:
        """The copies of one value, grouped by equality."""
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
        """Whether the changed value has the stated hash."""
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

    def _found(self, result: Result, attempts: list[_Attempt], evidence: Evidence) -> _FoundHint:
        target, source = attempts[0].targets[0], attempts[0].source
        first = next(self._differences(target, source))
        found = (
            difference
            for attempt in attempts
            for copy in attempt.targets
            for difference in self._differences(copy, attempt.source)
        )
        hint = Hint(
            result.id,
            result.path,
            first.path,
            source.path + first.path[len(target.path) :],
            first.left,
            first.right,
            sum(1 for _ in islice(found, MOST_COUNTED)),
            evidence,
            {"left": "place", "right": "other", "": ""}[first.missing],
            tuple(self._put_in(result, one, copy) for one in attempts for copy in one.targets),
        )
        return _FoundHint(hint, {one.group: one.digest for one in attempts})

    def _put_in(self, result: Result, attempt: _Attempt, target: Copy) -> PutIn:
        source = attempt.source
        is_hash_too = False
        if target.is_event and result.id == BUNDLE.hash_id:
            before = _object_at(self._case.value, target.path) or {}
            after = _object_at(replaced(self._case.value, target, source.value), target.path) or {}
            is_hash_too = before.get("content_sha256") != after.get("content_sha256")
        return PutIn(source.path, target.path, source.is_event, target.is_event, is_hash_too)


def _can_be_named(attempts: list[_Attempt]) -> bool:
    """Whether a sentence can name everything that is put in place."""
    return sum(len(one.targets) for one in attempts) <= _MOST_NAMED


def _object_at(value: Json, pointer: str) -> JsonObject | None:
    found = value_at(value, pointer)
    return found if isinstance(found, dict) else None
