"""Hints, recomputed: whether the copy fits the stated hash, that a direction is only stated if a
trusted signature shows it, and that no two hints contradict each other."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from inspector.verify.hints import Evidence, Hint
from inspector.verify.report import Report
from inspector.verify.result import FAIL, Result
from tests.agreement.naive import at, hashed, nodes, signed_by, steps, without
from tests.fuzz.checker.case import ENTRY, Case
from tests.fuzz.checker.values import canonical, digest, get

_SEEN = {"event.content_hash", "record.canonical_hash", "receipt.hash", "bundle.hash", "state.hash"}


def breaches(case: Case, report: Report) -> Iterator[str]:
    """What is wrong with the hints of a report."""
    failing = {(one.id, one.path): one for one in report.results if one.status is FAIL}
    for hint in report.hints:
        result = failing.get((hint.check, hint.path))
        if result is None:
            yield f"a hint on {hint.check} at {hint.path}, which does not fail"
        elif hint.check in _SEEN:
            yield from _wrong(case, report, hint, result)
    told = {(one.check, one.path) for one in report.hints if one.evidence is Evidence.AS_SIGNED}
    for place, result in failing.items():
        is_signed = [
            _is_signed(case, result, one, trusted=False) for one in (result.actual, result.expected)
        ]
        is_text = isinstance(result.expected, str)
        if is_text and is_signed == [True, False] and place not in told:
            yield f"nothing says that {place} is as it was signed"
    yield from _contradictions(report.hints)


def _wrong(case: Case, report: Report, hint: Hint, result: Result) -> Iterator[str]:
    if hint.evidence is Evidence.AS_SIGNED:
        if not _is_signed(case, result, result.actual, trusted=False):
            yield f"{hint}: no signature is over the computed hash"
        if _is_signed(case, result, result.expected, trusted=False):
            yield f"{hint}: a signature is over the stated hash"
        return
    changed = after(case.value, hint)
    data = hashed(changed, hint.check, hint.path)
    is_met = data is not None and _sha256(data) == result.expected
    if is_met is not (hint.evidence is not Evidence.NONE):
        yield f"{hint}: the stated hash is {'' if is_met else 'not '}met"
    if hint.evidence is Evidence.SIGNATURE and not _is_shown(case, report, hint, result):
        yield f"{hint}: no signature by a trusted key says so"


def _sha256(data: bytes) -> str:
    return digest(json.loads(data))


def _is_shown(case: Case, report: Report, hint: Hint, result: Result) -> bool:
    """Whether a trusted key signed the stated hash, or each value that is put in place."""
    if _is_signed(case, result, result.expected):
        return True
    signed = {canonical(one) for value in _signed(case, report) for _, one in nodes(value)}
    sources = (at(case.value, steps(one.source)) for one in hint.put_in)
    return all(canonical(part) in signed for one in sources for part in _parts(one))


def _parts(value: Any) -> Iterator[Any]:
    """A value; of what was an event its members, since its id is signed by nobody."""
    is_event = isinstance(value, dict) and "event_id" in value
    yield from without(_kept(value), "event_id").values() if is_event else (value,)


def _signed(case: Case, report: Report) -> Iterator[Any]:
    """The values that a trusted key signed, whatever hash is stated of them."""
    found = {(one.id, one.path): one for one in report.results}
    for result in found.values():
        if _is_signed(case, result, result.actual):
            yield json.loads(hashed(case.value, result.id, result.path) or b"null")
    for hint in report.hints:
        result = found[hint.check, hint.path]
        if hint.is_proof and _is_signed(case, result, result.expected):
            changed = after(case.value, hint)
            yield json.loads(hashed(changed, hint.check, hint.path) or b"null")


def _is_signed(case: Case, result: Result, hash_: Any, *, trusted: bool = True) -> bool:
    """Whether a signature that belongs to the hash of a check is over ``hash_``."""
    if not isinstance(hash_, str) or len(hash_) != 64:
        return False
    holders = _signatures(case.value, result)
    keys = (signed_by(case, cover, holder, hash_) for cover, holder in holders)
    allowed = {key.raw for key in case.keys if key.trusted}
    return any(key in allowed if trusted else key is not None for key in keys)


def _signatures(value: Any, result: Result) -> Iterator[tuple[str, Any]]:
    if result.id == "bundle.hash":
        yield "bundle", get(value, "bundle_signature")
    elif result.id == "event.content_hash":
        yield "event", at(value, (*steps(result.path)[:-1], "signature"))
    elif result.id in ("record.canonical_hash", "receipt.hash"):
        for _, one in nodes(value):
            if isinstance(one, dict) and "receipt" in one:
                yield "receipt", one["receipt"]


# --- what a hint puts in place ----------------------------------------------------------------


def after(value: Any, hint: Hint) -> Any:
    """The document with all that the hint names put in place."""
    changed = copy.deepcopy(value)
    for one in hint.put_in:
        source = copy.deepcopy(at(value, steps(one.source)))
        source = _kept(source) if one.is_from_event else source
        *way, last = steps(one.target)
        holder = at(changed, tuple(way))
        place = int(last) if isinstance(holder, list) else last
        if one.is_into_event:
            target = holder[place]
            for name in _kept(target):
                del target[name]
            target.update(source)
            if "content_sha256" in target and isinstance(source.get("event_id"), str):
                target["content_sha256"] = source["event_id"].removeprefix("sha256:")
        else:
            holder[place] = source
    return changed


def _kept(event: Any) -> Any:
    """What a state keeps of an event."""
    return {name: member for name, member in event.items() if name in ENTRY}


def _contradictions(hints: tuple[Hint, ...]) -> Iterator[str]:
    told: dict[frozenset[str], set[str]] = {}
    for hint in hints:
        if hint.is_proof and hint.differences == 1:
            told.setdefault(frozenset({hint.place, hint.other}), set()).add(hint.place)
    for places in told.values():
        if len(places) > 1:
            yield f"two hints contradict each other: {places}"
