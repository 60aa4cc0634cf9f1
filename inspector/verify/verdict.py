"""The verdict: two axes, integrity and trust, and the one word and sentence they come to."""

from typing import NamedTuple

from inspector.document.kinds import Kind
from inspector.verify.case import Case
from inspector.verify.coverage import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import FAIL, PASS, UNCHECKED, Result
from inspector.verify.signatures import NOT_REACHED
from inspector.verify.trust import Standing


class Judgement(NamedTuple):
    verdict: Verdict
    integrity: Integrity
    trust: Trust
    sentence: str


def judge(case: Case) -> Judgement:
    """Read both axes off the results; a valid signature is not yet a trusted key."""
    broken = [result for result in case.results if result.status is FAIL]
    if case.distrusted_paths:
        broken = [result for result in broken if not _speaks_of_trust(result, case)]
    integrity = Integrity.BROKEN if broken else Integrity.INTACT
    trust = _trust(case, is_broken=bool(broken))
    if broken or trust is Trust.DISTRUSTED:
        verdict = Verdict.FAILED
    elif trust is Trust.TRUSTED and _is_whole(case) and _is_known(case):
        verdict = Verdict.VERIFIED
    else:
        verdict = Verdict.UNPROVEN
    return Judgement(verdict, integrity, trust, _sentence(case, verdict, trust, broken))


def _speaks_of_trust(result: Result, case: Case) -> bool:
    """A key that the user distrusts speaks on the axis of trust, not of integrity."""
    return result.id == "key.trust" and result.path in case.distrusted_paths


def _trust(case: Case, *, is_broken: bool) -> Trust:
    if case.distrusted_paths:
        return Trust.DISTRUSTED
    if not _is_signed_type(case):
        return Trust.UNSIGNED
    missed = _not_reached(case) if is_broken else frozenset()
    reached = [s for s in case.signatures if s.status is not UNCHECKED or s.path not in missed]
    if reached and all(s.standing is Standing.TRUSTED for s in reached):
        return Trust.TRUSTED
    return Trust.UNKNOWN


def _is_signed_type(case: Case) -> bool:
    """Whether the document has a signature over the whole of it, be it good or not."""
    return case.document.kind is Kind.BUNDLE and isinstance(
        case.value.get("bundle_signature"), dict
    )


def _not_reached(case: Case) -> frozenset[str]:
    """The paths of signatures whose hash failed: they say nothing of their keys."""
    return frozenset(result.path for result in case.results if result.detail == NOT_REACHED)


def _is_whole(case: Case) -> bool:
    return any(s.cover is Cover.BUNDLE and s.status is PASS for s in case.signatures)


def _is_known(case: Case) -> bool:
    return case.version.status is PASS


def _sentence(case: Case, verdict: Verdict, trust: Trust, broken: list[Result]) -> str:
    if verdict is Verdict.VERIFIED:
        return "Every check that could be made passed. A key you trust signed the whole bundle."
    if broken:
        number = "1 check" if len(broken) == 1 else f"{len(broken):,} checks"
        return f"{number} failed. {broken[0].message}"
    if trust is Trust.DISTRUSTED:
        return _distrusted_sentence(case)
    return _unproven_sentence(case, trust)


def _distrusted_sentence(case: Case) -> str:
    if any(s.standing is Standing.DISTRUSTED for s in case.signatures):
        return f"A key that you distrust signed this {case.document.kind}."
    if case.document.kind is Kind.SIGNING_KEY:
        return "You distrust this key."
    return f"A key that you distrust stands in this {case.document.kind}, though it signed nothing."


_UNSIGNED = {
    Kind.BUNDLE: "Nothing is wrong, but the bundle is not signed: nothing vouches for its "
    "aliases, state and links.",
    Kind.STATE: "Nothing is wrong, but a state on its own is not signed: "
    "only the receipt inside it is.",
    Kind.RECORD: "Nothing is wrong, but a record on its own is not signed: "
    "only the receipt inside it is.",
    Kind.SIGNING_KEY: "This is a key. A key proves nothing about itself.",
    Kind.MIRROR_MANIFEST: "Nothing is wrong, but a mirror manifest is not signed.",
    Kind.INTEGRITY_REPORT: "Nothing is wrong, but an integrity report is not signed as a whole, "
    "and what its events hash is not known.",
}


def _unproven_sentence(case: Case, trust: Trust) -> str:
    if trust is Trust.UNSIGNED:
        return _UNSIGNED[case.document.kind]
    unknown = next((s for s in case.signatures if s.standing is Standing.UNKNOWN), None)
    missing = [s for s in case.signatures if s.status is UNCHECKED]
    if missing:
        reason = next(
            r.message
            for r in case.results
            if r.id == f"{missing[0].cover}.signature" and r.path == missing[0].path
        ).removeprefix("Not made: ")
        number = "1 signature" if len(missing) == 1 else f"{len(missing):,} signatures"
        return f"Nothing is wrong, but {number} could not be checked: {reason}"
    if unknown:
        name = unknown.key_id[:80] or unknown.fingerprint
        return f"Every hash and signature holds, but the key “{name}” is not in your list."
    return f"Nothing is wrong, but {case.version.message.removeprefix('Not made: ')}"
