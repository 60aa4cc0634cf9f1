"""Signatures: the steps of the hash, then Ed25519 over its 32 bytes; not reached if it differs."""

from inspector.document.access import object_at, text_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import parent
from inspector.trace.context import TraceContext
from inspector.trace.hashes import Hash, Steps, as_text, of_bundle, of_event, of_receipt, taken
from inspector.trace.steps import Outcome, Step, StepKind, TraceKey
from inspector.verify import integrity, signatures
from inspector.verify.format import Cover
from inspector.verify.result import FAIL, PASS, UNCHECKED, Reason, Result, unchecked
from inspector.verify.signatures import Claim
from inspector.verify.trust import PublicKey

_OUTCOMES = {PASS: Outcome.VALID, FAIL: Outcome.INVALID, UNCHECKED: Outcome.UNCHECKED}


def of_receipt_signature(workings: TraceContext, result: Result) -> Steps:
    """receipt.signature: over the hash of the canonical record."""
    return _signed(workings, Cover.RECEIPT, result.path, of_receipt(workings, result.path))


def of_bundle_signature(workings: TraceContext, result: Result) -> Steps:
    """bundle.signature: over the hash of the bundle without it."""
    return _signed(workings, Cover.BUNDLE, result.path, of_bundle(workings))


def of_event_signature(workings: TraceContext, result: Result) -> Steps:
    """event.signature: over the hash of the event without it."""
    place = parent(result.path)
    signer = object_at(workings.at(place), "signer")
    return _signed(workings, Cover.EVENT, result.path, of_event(workings, place), signer)


def _signed(
    workings: TraceContext, cover: Cover, path: str, hashed: Hash, signer: JsonObject | None = None
) -> Steps:
    holder = object_at(workings.at(parent(path)), path.rpartition("/")[2])
    claim = Claim(cover, path, holder, hashed.digest, signer)
    rule, key = signatures.verified(workings.case, claim)
    signature = (holder or {}).get("signature_b64")
    signed_at = text_at(holder, "signed_at") or ""
    return (*hashed.steps, _ed25519(rule, signature, _key(workings, key, signed_at)))


def _key(workings: TraceContext, key: PublicKey | None, signed_at: str) -> TraceKey | None:
    if key is None:
        return None
    trust = workings.case.trust
    name, standing = trust.name_of(key.raw), trust.standing(key.raw)
    return TraceKey(name, key.key_id, key.fingerprint, key.raw, standing, signed_at)


def _ed25519(rule: Result, signature: Json, key: TraceKey | None) -> Step:
    outcome = _OUTCOMES[rule.status]
    if rule.reason is Reason.NOT_REACHED:
        outcome = Outcome.NOT_REACHED
    return Step(
        StepKind.ED25519,
        outcome,
        rule.path,
        signature=as_text(signature) or "",
        key=key,
        note=rule.message if rule.detail else None,
    )


def of_integrity_hash(workings: TraceContext, place: str) -> Steps:
    """event.content_hash of the integrity event at ``place``: how it is made is not known."""
    path = place + "/payload_sha256"
    stated = text_at(workings.at(place), "payload_sha256")
    note = unchecked("event.content_hash", path, integrity.UNKNOWN_HASH).message
    step = Step(StepKind.SHA256, Outcome.UNCHECKED, path, expected=stated, note=note)
    return taken(workings, place), step


def of_integrity_signature(workings: TraceContext, result: Result) -> Steps:
    """event.signature of an integrity event: over the hash that it states."""
    place = parent(result.path)
    event = workings.object(place)
    key_id = text_at(event, "signing_key_id") or ""
    rule = integrity.signature(workings.case, event, key_id, result.path)
    step = _ed25519(rule, event.get("signature_b64"), None)
    return (*of_integrity_hash(workings, place), step)
