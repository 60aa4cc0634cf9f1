"""Rules for signatures: Ed25519 over the 32 raw bytes of a SHA-256, base64 with padding.

A signature is not reached if its hash does not match: it is never verified over the stated hash.
"""

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

from inspector.document.json_types import Json, JsonObject, object_at, text_at
from inspector.document.pointer import parent
from inspector.messages import Message, Value, msg
from inspector.named_tuple import NamedTuple
from inspector.verify.context import KeyUse, VerificationContext
from inspector.verify.format import SIGNATURE_WORDS, SIGNED, Cover
from inspector.verify.keys import from_base64
from inspector.verify.report import Signature
from inspector.verify.result import (
    NOT_REACHED,
    PASS,
    UNCHECKED,
    Result,
    failed,
    missing,
    passed,
    unchecked,
    warned,
)
from inspector.verify.trust import PublicKey

SIGNATURE_BYTES = 64
_NAMING = ("key_id", "public_key_fingerprint")
"""The members by which a signature and an event's signer name the key."""


class Claim(NamedTuple):
    """A signature to check. ``digest`` is the computed hash, None if it does not match the stated
    one.

    ``holder`` is the object with the signature, at ``path``. ``signer`` is an event's signer, which
    must name the same key. ``dates`` are the dates that the signature covers.
    """

    cover: Cover
    path: str
    holder: JsonObject | None
    digest: str | None
    signer: JsonObject | None = None
    dates: tuple[Json, ...] = ()


def check(case: VerificationContext, claim: Claim) -> bool:
    """Add the results ``<cover>.signature`` and ``<cover>.signer``; return whether the signature is
    valid."""
    result, key = verified(case, claim)
    case.add(result)
    holder = claim.holder
    note_named(case, claim.path, holder, claim.signer)
    if holder is None:
        case.add(missing(SIGNED[claim.cover].signer_id, claim.path))
        case.signatures.append(Signature(claim.cover, claim.path, UNCHECKED))
        return False
    holds = result.status is PASS
    case.add(signer(case, claim, holder, key, holds=holds))
    names, signer_id = _names(claim, holder), text_at(claim.signer, "signer_id") or ""
    key_id = names[0] if names else ""
    if holds and key:
        dates = (holder.get("signed_at"), *claim.dates)
        case.uses.append(KeyUse(key, claim.path, names, dates))
        fingerprint, standing = key.fingerprint, case.trust.standing(key.raw)
        name = case.trust.name_of(key.raw)
    else:
        fingerprint, standing, name = text_at(holder, "public_key_fingerprint") or "", None, ""
    case.signatures.append(
        Signature(
            claim.cover, claim.path, result.status, key_id, fingerprint, signer_id, standing, name
        )
    )
    return holds


def _names(claim: Claim, holder: JsonObject) -> tuple[str, ...]:
    """The key ids stated by a signature and its signer, the signature's first."""
    one, other = text_at(holder, "key_id") or "", text_at(claim.signer, "key_id") or ""
    if one and other and one != other:
        return one, other
    return (one or other,) if one or other else ()


def note_named(case: VerificationContext, path: str, *holders: JsonObject | None) -> None:
    """Note if a signature, checked or not, names a key that the user distrusts. ``holders`` are the
    objects that say whose it is: the signature, and an event's signer."""
    if not case.trust.has_distrusted:
        return
    is_named = case.trust.is_distrusted_name
    named = ((text_at(one, name) or "" for name in _NAMING) for one in holders)
    if any(is_named(key_id, fingerprint) for key_id, fingerprint in named):
        case.naming_distrusted.append(path)


def note_distrusted_event(case: VerificationContext, event: Json, path: str) -> None:
    """The same for the signature of an event for which the format has no rule, or of which a state
    only says who signed it."""
    named = [object_at(event, name) for name in ("signature", "signer")]
    if isinstance(event, dict):
        named.append(_as_in_a_report(event))
    note_named(case, path, *named)


def note_event_as_in_a_report(case: VerificationContext, event: JsonObject, path: str) -> None:
    """The same for what a bundle's event says of its key besides its signature and signer."""
    if case.trust.has_distrusted:
        note_named(case, path, _as_in_a_report(event))


def _as_in_a_report(event: JsonObject) -> JsonObject:
    """How an event of an integrity report names its key, in the words of a signature."""
    fingerprint = event.get("public_key_fingerprint")
    return {"key_id": event.get("signing_key_id"), "public_key_fingerprint": fingerprint}


def verified(case: VerificationContext, claim: Claim) -> tuple[Result, PublicKey | None]:
    """The result ``<cover>.signature`` and the key that verifies, or else the key that is named."""
    id_, path, holder = SIGNED[claim.cover].signature_id, claim.path, claim.holder
    if holder is None:
        return unchecked(id_, path, msg("there is no {} signature", claim.cover.value)), None
    fingerprint = text_at(holder, "public_key_fingerprint") or ""
    named = case.keys.with_fingerprint(fingerprint)
    if reason := _unknown(claim.cover, holder):
        return unchecked(id_, path, reason), named
    if claim.digest is None:
        detail = msg("the hash before it did not hold")
        return unchecked(id_, path, detail, reason=NOT_REACHED), named
    if "signature_b64" not in holder:
        return missing(id_, f"{path}/signature_b64"), named
    signature = from_base64(holder.get("signature_b64"))
    if signature is None or len(signature) != SIGNATURE_BYTES:
        return failed(id_, path, msg("The signature is not 64 bytes in base64")), named
    key_id = text_at(holder, "key_id") or ""
    candidates = [named] if named else case.keys.with_id(key_id)
    if not candidates:
        return unchecked(id_, path, msg("no key {} is at hand", Value(key_id))), None
    message = bytes.fromhex(claim.digest)
    for key in candidates:
        if is_valid(key.raw, message, signature):
            return passed(id_, path), key
    if fingerprint and not named:
        detail = msg("no key with the stated fingerprint is at hand")
        return unchecked(id_, path, detail), None
    detail = msg("The signature is not valid for this hash and the key it names")
    return failed(id_, path, detail), candidates[0]


def _unknown(cover: Cover, holder: JsonObject) -> Message | None:
    """Why the known rules do not apply to the signature; None if they do."""
    for member, word in SIGNATURE_WORDS[cover]:
        if holder.get(member) != word:
            return msg("the signature's {} is not the known {}", member, Value(word))
    return None


def signer(
    case: VerificationContext,
    claim: Claim,
    holder: JsonObject,
    key: PublicKey | None,
    *,
    holds: bool,
) -> Result:
    """``<cover>.signer``: all stated key ids and fingerprints name the key that verified."""
    id_, path, event_signer = SIGNED[claim.cover].signer_id, claim.path, claim.signer
    key_id, stated = holder.get("key_id"), holder.get("public_key_fingerprint")
    if event_signer is not None:
        for name in _NAMING:
            if name in event_signer and name in holder and event_signer[name] != holder[name]:
                detail = msg("signer and signature name different keys in {}", name)
                return failed(id_, path, detail, holder[name], event_signer[name])
    if key is None:
        return _not_at_hand(case, id_, path, str(key_id), stated)
    if (absent := _missing(claim, holder)) is not None:
        return missing(id_, absent)
    if stated != key.fingerprint:
        verifying = msg("The fingerprint is not that of the key that verifies")
        named = msg("The fingerprint is not that of the key with this id")
        detail = verifying if holds else named
        return failed(id_, path, detail, key.fingerprint, stated)
    if not case.keys.is_named(key, str(key_id)):
        detail = msg("The key_id is not that of the key with this fingerprint")
        return failed(id_, path, detail, key.key_id, key_id)
    if not holds:
        detail = msg("the signature was not shown to hold")
        return unchecked(id_, path, detail, stated, stated, reason=NOT_REACHED)
    return passed(id_, path, stated, stated)


def _not_at_hand(
    case: VerificationContext, id_: str, path: str, key_id: str, stated: Json
) -> Result:
    """``<cover>.signer`` of a signature whose key is not at hand: its id may be a trusted key's, or
    look like one."""
    real = case.trust.posed_as(key_id, b"")
    if real is not None and stated is not None:
        detail = msg("The key's id is one that you trust, but the fingerprint is another key's")
        return failed(id_, path, detail, real.fingerprint, stated)
    return imitation(case, id_, path, key_id) or unchecked(
        id_, path, msg("the key that is named is not at hand")
    )


def imitation(case: VerificationContext, id_: str, path: str, key_id: str) -> Result | None:
    """The warning that the id of a key that is not at hand looks like a trusted key's; None if it
    does not."""
    real = None if case.keys.with_id(key_id) else case.trust.imitated(key_id, b"")
    if real is None:
        return None
    detail = msg(
        "The id of the key that is named, {}, looks like that of a trusted key, {}, and is not it",
        Value(key_id),
        Value(real.key_id),
    )
    return warned(id_, path, detail, real.key_id, key_id)


def _missing(claim: Claim, holder: JsonObject) -> str | None:
    """The first required member that is missing from the signature; None if all are there."""
    for name in _NAMING:
        if name not in holder:
            return f"{claim.path}/{name}"
    if claim.cover is not Cover.EVENT:
        return None
    if claim.signer is None:
        return parent(claim.path) + "/signer"
    for name in _NAMING:
        if name not in claim.signer:
            return f"{parent(claim.path)}/signer/{name}"
    return None


def is_valid(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) over ``message`` was made with ``public_key`` (32 bytes)."""
    try:
        crypto_sign_open(signature + message, public_key)
    except BadSignatureError:
        return False
    return True
