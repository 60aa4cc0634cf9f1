"""The verdict: the axes integrity and trust, and the word and sentence that follow from them.

A document is ``verified`` only if each obligation of its type has at least one result and all its
results pass. It is not enough that no check failed.
"""

from typing import TypeAlias

from inspector.document.identifiers import CanonicalRecord
from inspector.document.kinds import NAMES, Kind
from inspector.messages import Count, Message, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.context import VerificationContext
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Obligation, Trust, Verdict
from inspector.verify.result import FAIL, PASS, SEVERITY, UNCHECKED, WARN, Result
from inspector.verify.trust import Standing

CREATED = "record_created"
"""The obligation that an event creates the record, and that each such event has the document's own
record."""
_IDENTITY = ("record.canonical_hash", "record.pith_number")
_RECORD = ("document.schema", "document.version", *_IDENTITY)
_RECEIPT = ("receipt.hash", "receipt.signature", "receipt.signer")
_SIGNED = ("bundle.hash", "bundle.signature", "bundle.signer", "key.trust", "key.period")
_OBLIGATIONS = {
    Kind.BUNDLE: (
        *(*_RECORD, CREATED, *_RECEIPT),
        *("event.content_hash", "event.id", "event.signature", "event.signer"),
        *("event.subject", "event.unique", "snapshot.title", "snapshot.abstract", "alias.value"),
        *("state.hash", "state.merge", *_SIGNED),
    ),
    Kind.STATE: (
        *(*_RECORD, *_RECEIPT, "snapshot.title", "snapshot.abstract", "alias.value"),
        *("state.hash", "state.event_id", "state.merge", *_SIGNED),
    ),
    Kind.RECORD: (
        *(*_RECORD, *_RECEIPT, "snapshot.title", "snapshot.abstract", "alias.value", *_SIGNED),
    ),
    Kind.INTEGRITY_REPORT: (
        *("document.schema", "document.version", "integrity.snapshot_hash", "integrity.counts"),
        *("event.content_hash", "event.signature", *_SIGNED),
    ),
    Kind.MIRROR_MANIFEST: ("document.schema", *_SIGNED),
    Kind.SIGNING_KEY: ("document.schema", *_SIGNED),
}
"""The obligations of each type of document. Only a bundle can have bundle.signature."""
_WHERE_THERE_IS_ONE = frozenset(
    {"snapshot.title", "snapshot.abstract", "alias.value", "key.period"}
)
"""Obligations that are met if the document has nothing that they apply to."""


class Judgement(NamedTuple):
    """What follows from all results of a document."""

    verdict: Verdict
    integrity: Integrity
    trust: Trust
    sentence: Message
    obligations: tuple[Obligation, ...]
    is_of_another_record: bool
    """Whether the record, which contains the hash of the title, is not the one of the stated Pith
    Number."""


def judge(case: VerificationContext, about: CanonicalRecord | None) -> Judgement:
    """Derive both axes and the verdict from the results. A valid signature alone is not trust.

    ``about`` is the record that the document is about, None if it contains none.
    """
    odd = [result for result in case.results if result.status is not PASS]
    broken = [result for result in odd if result.status is FAIL]
    if case.distrusted_paths:
        broken = [result for result in broken if not _speaks_of_trust(result, case)]
    integrity = Integrity.BROKEN if broken else Integrity.INTACT
    trust = _trust(case, odd)
    unmet = _unmet(case, about, odd)
    if broken or trust is Trust.DISTRUSTED:
        verdict = Verdict.FAILED
    elif trust is Trust.TRUSTED and not unmet:
        verdict = Verdict.VERIFIED
    else:
        verdict = Verdict.UNPROVEN
    sentence = _sentence(case, verdict, (broken, odd), unmet)
    obligations = _obligations(case, odd, unmet)
    is_other = any(result.id in _IDENTITY for result in odd)
    return Judgement(verdict, integrity, trust, sentence, obligations, is_other)


def _speaks_of_trust(result: Result, case: VerificationContext) -> bool:
    """Whether a result concerns trust, not integrity: that of a key that the user distrusts."""
    return result.id == "key.trust" and result.path in case.distrusted_paths


# --- obligations ------------------------------------------------------------------------------


_Unmet: TypeAlias = dict[str, Result | None]
"""The unmet obligations, each with the worst result that prevents it."""


def _unmet(
    case: VerificationContext, about: CanonicalRecord | None, concerns: list[Result]
) -> _Unmet:
    made = {result.id for result in case.results}
    odd: dict[str, list[Result]] = {}
    for result in concerns:
        if not case.is_exempt(result):
            odd.setdefault(result.id, []).append(result)
    if not case.uses:
        made.discard("key.trust")  # those results were for keys that signed nothing
    if about is not None and {about.sha256} == set(case.created):
        made.add(CREATED)
    if "snapshot.abstract" in odd:
        warned = [result for result in odd["snapshot.abstract"] if result.status is not UNCHECKED]
        odd["snapshot.abstract"] = warned
    if any(result.status is UNCHECKED for result in odd.get("state.merge", ())):
        odd["state.merge"] = odd.get("state.bounds", [])
    found: _Unmet = {}
    for id_ in _OBLIGATIONS[case.document.kind]:
        if odd.get(id_):
            worst = max(odd[id_], key=lambda result: SEVERITY[result.status])
            found[worst.id] = worst
        elif id_ not in made and id_ not in _WHERE_THERE_IS_ONE:
            found[id_] = None
    return found


def _obligations(
    case: VerificationContext, odd: list[Result], unmet: _Unmet
) -> tuple[Obligation, ...]:
    """The obligations; state.bounds replaces state.merge if the merge rule is not known."""
    if not unmet and case.is_state_merged:
        return _ALL_MET
    merges = (result for result in odd if result.id == "state.merge")
    is_unknown = any(result.status is UNCHECKED for result in merges)
    ids = _OBLIGATIONS[case.document.kind]
    if is_unknown:
        ids = tuple("state.bounds" if id_ == "state.merge" else id_ for id_ in ids)
    return tuple(Obligation(id_, id_ not in unmet) for id_ in ids)


_ALL_MET = tuple(Obligation(id_, met=True) for id_ in _OBLIGATIONS[Kind.BUNDLE])


# --- trust ------------------------------------------------------------------------------------


def _trust(case: VerificationContext, odd: list[Result]) -> Trust:
    """The trust axis: the first value that applies, from distrusted to trusted."""
    if case.distrusted_paths:
        return Trust.DISTRUSTED
    if not _is_signed_as_a_whole(case):
        return Trust.UNSIGNED
    signatures = case.signatures
    if any(s.status is not PASS for s in signatures):
        return Trust.INCOMPLETE
    if {s.cover for s in signatures} != _EVERY_COVER:
        return Trust.INCOMPLETE
    if any(s.standing is not Standing.TRUSTED for s in signatures):
        return Trust.UNKNOWN
    doubted = (result for result in odd if result.id == "key.trust")
    if not all(map(case.is_exempt, doubted)):
        return Trust.UNKNOWN
    return Trust.TRUSTED


_EVERY_COVER = frozenset(Cover)
"""A bundle can have every kind of signature."""


def _is_signed_as_a_whole(case: VerificationContext) -> bool:
    """Whether the document carries a signature over the whole of it, valid or not."""
    return case.document.kind is Kind.BUNDLE and isinstance(
        case.value.get("bundle_signature"), dict
    )


# --- the sentence -----------------------------------------------------------------------------


def _sentence(
    case: VerificationContext,
    verdict: Verdict,
    found: tuple[list[Result], list[Result]],
    unmet: _Unmet,
) -> Message:
    """The sentence of the verdict.

    ``found`` are the failures that break the document, and all results that did not pass.
    """
    broken, odd = found
    if broken and case.distrusted_paths:
        others = Count("%n other check failed", "%n other checks failed", len(broken))
        return msg("{} {}. {}", _distrusted_sentence(case), others, broken[0].message)
    if broken:
        number = Count("%n check failed", "%n checks failed", len(broken))
        return msg("{}. {}", number, broken[0].message)
    if verdict is Verdict.FAILED:
        return _distrusted_sentence(case)
    if verdict is Verdict.VERIFIED:
        said = msg(
            "All that a bundle must show was checked and holds, and a key you trust signed the "
            "whole of it."
        )
    else:
        said = _unproven_sentence(case, unmet)
    statuses = [result.status for result in odd]
    unmade, warnings = statuses.count(UNCHECKED), statuses.count(WARN)
    if unmade:
        made = Count("%n check could not be made.", "%n checks could not be made.", unmade)
        said = msg("{} {}", said, made)
    if warnings:
        warned = Count("There is %n warning.", "There are %n warnings.", warnings)
        said = msg("{} {}", said, warned)
    return said


def _distrusted_sentence(case: VerificationContext) -> Message:
    kind = NAMES[case.document.kind]
    if any(s.standing is Standing.DISTRUSTED for s in case.signatures):
        return msg("A key that you distrust signed this {}.", kind)
    return msg("A signature in this {} names a key that you distrust.", kind)


def _unproven_sentence(case: VerificationContext, unmet: _Unmet) -> Message:
    kind = case.document.kind
    if kind is not Kind.BUNDLE:
        return _alone_sentence(case)
    if not _is_signed_as_a_whole(case):
        return msg(
            "No check failed, but the bundle is not signed: nothing vouches for its aliases, "
            "state and links."
        )
    unknown = next((s for s in case.signatures if s.standing is Standing.UNKNOWN), None)
    if unmet.keys() <= {"key.trust"} and unknown is not None:
        concern = unmet.get("key.trust")
        if concern is not None and concern.expected is not None and concern.detail is not None:
            # An id that looks like a trusted key's is more important than anything else.
            return msg("It is in doubt who signed this. {}.", concern.detail)
        name = Value(unknown.key_id or unknown.fingerprint)
        if all(result.status is PASS for result in case.results if _is_of_proof(result)):
            return msg("Every hash and signature holds, but the key {} is not in your list.", name)
        return msg("No check failed, but the key {} is not in your list.", name)
    id_, concern = next(iter(unmet.items()), ("key.trust", None))
    number = Count(
        "%n thing that a verified bundle must show was not shown",
        "%n things that a verified bundle must show were not shown",
        len(unmet) or 1,
    )
    return msg("No check failed, but {}: {} ({}).", number, _why(id_, concern), id_)


def _is_of_proof(result: Result) -> bool:
    return result.id.endswith((".signature", "_hash", ".hash"))


def _why(id_: str, concern: Result | None) -> Message:
    if id_ == CREATED:
        return msg("no event creates this record, or one creates another")
    if concern is None or concern.detail is None:
        return msg("there was nothing to check")
    return concern.detail


def _alone_sentence(case: VerificationContext) -> Message:
    """Why a document that is no bundle is unproven. True for this document, whatever it
    contains."""
    kind = case.document.kind
    if kind is Kind.SIGNING_KEY:
        if case.trust.has_distrusted and any(
            case.trust.standing(key.raw) is Standing.DISTRUSTED for key, _ in case.keys.candidates
        ):
            return msg("This is a key that you distrust. It has signed nothing here.")
        return msg("This is a key. A key proves nothing about itself.")
    if kind is Kind.MIRROR_MANIFEST:
        return msg("No check failed, but a mirror manifest is not signed.")
    if kind is Kind.INTEGRITY_REPORT:
        return msg(
            "No check failed, but an integrity report is not signed as a whole, and what its "
            "events hash is not known."
        )
    has_receipt = any(s.cover is Cover.RECEIPT and s.status is PASS for s in case.signatures)
    word = NAMES[kind]
    if has_receipt:
        return msg(
            "No check failed, but a {} on its own is not signed as a whole: the receipt covers "
            "the canonical record and nothing else. The bundle would prove more.",
            word,
        )
    return msg(
        "No check failed, but no signature in this {} was shown to hold. The bundle would prove "
        "more.",
        word,
    )
