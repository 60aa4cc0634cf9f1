"""Every signature is Ed25519 over the 32 raw bytes of a SHA-256, base64 with padding.

A signature whose hash did not hold is not reached: it is never passed over the stated hash.
"""

from typing import NamedTuple

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from inspector.document.access import text_at
from inspector.document.json_types import JsonObject
from inspector.verify.case import Case, KeyUse
from inspector.verify.coverage import Cover
from inspector.verify.keys import from_base64
from inspector.verify.report import Signature
from inspector.verify.result import PASS, UNCHECKED, Result, failed, passed, unchecked
from inspector.verify.trust import PublicKey

SIGNATURE_BYTES = 64
NOT_REACHED = "Not reached: the hash before it did not hold"
_KNOWN_WORDS = (("signature_status", "signed_v1"), ("algorithm", "ed25519"))
_SIGNATURE_IDS = {
    Cover.RECEIPT: "receipt.signature",
    Cover.EVENT: "event.signature",
    Cover.BUNDLE: "bundle.signature",
}
_SIGNER_IDS = {
    Cover.RECEIPT: "receipt.signer",
    Cover.EVENT: "event.signer",
    Cover.BUNDLE: "bundle.signer",
}
_MESSAGES = {
    Cover.RECEIPT: "canonical_sha256_bytes",
    Cover.EVENT: "open_graph_event_sha256_bytes",
    Cover.BUNDLE: "bundle_sha256_bytes",
}


class Claim(NamedTuple):
    """A signature to check. ``digest`` is the computed hash, None where it did not hold.

    ``holder`` is the object with the signature, at ``path``; ``signer`` is an event's signer,
    which must name the same key.
    """

    cover: Cover
    path: str
    holder: JsonObject | None
    digest: str | None
    signer: JsonObject | None = None


def check(case: Case, claim: Claim) -> bool:
    """The results ``<cover>.signature`` and ``<cover>.signer``; whether the signature holds."""
    result, key = verified(case, claim)
    case.add(result)
    holder = claim.holder
    if holder is None:
        case.signatures.append(Signature(claim.cover, claim.path, UNCHECKED, "", "", "", None))
        return False
    case.add(signer(case, claim, holder, key))
    holds = result.status is PASS
    if holds and key:
        case.uses.append(KeyUse(key, claim.path, holder.get("signed_at")))
    standing = case.trust.standing(key.raw) if holds and key else None
    name = text_at(claim.signer, "signer_id") if claim.signer else None
    key_id, stated = text_at(holder, "key_id"), text_at(holder, "public_key_fingerprint")
    found = key.fingerprint if key else stated or ""
    case.signatures.append(
        Signature(claim.cover, claim.path, result.status, key_id or "", found, name or "", standing)
    )
    return holds


def verified(case: Case, claim: Claim) -> tuple[Result, PublicKey | None]:
    """``<cover>.signature`` and its key: the one that verifies, else the one that is named."""
    id_, path, holder = _SIGNATURE_IDS[claim.cover], claim.path, claim.holder
    if holder is None:
        return unchecked(id_, path, f"Not made: there is no {claim.cover} signature"), None
    named = case.keys.with_fingerprint(text_at(holder, "public_key_fingerprint") or "")
    if reason := _unknown(claim.cover, holder):
        return unchecked(id_, path, reason), named
    if claim.digest is None:
        return unchecked(id_, path, NOT_REACHED), named
    signature = from_base64(holder.get("signature_b64"))
    if signature is None or len(signature) != SIGNATURE_BYTES:
        return failed(id_, path, "The signature is not 64 bytes in base64"), named
    key_id = text_at(holder, "key_id") or ""
    candidates = [named] if named else case.keys.with_id(key_id)
    if not candidates:
        return unchecked(id_, path, f"Not made: no key {_named(key_id)} is at hand"), None
    message = bytes.fromhex(claim.digest)
    for key in candidates:
        if is_valid(key.raw, message, signature):
            return passed(id_, path), key
    if not named:
        return unchecked(id_, path, "Not made: no key with the stated fingerprint is at hand"), None
    detail = "The signature is not valid for this hash and the key it names"
    return failed(id_, path, detail), named


def _named(key_id: str) -> str:
    return f"“{key_id[:80]}”" if key_id else "with a name"


def _unknown(cover: Cover, holder: JsonObject) -> str | None:
    """Why the signature cannot be checked by the rules that are known."""
    for member, word in (*_KNOWN_WORDS, ("signed_message", _MESSAGES[cover])):
        if holder.get(member) != word:
            return f"Not made: the signature's {member} is not the known “{word}”"
    return None


def signer(case: Case, claim: Claim, holder: JsonObject, key: PublicKey | None) -> Result:
    """``<cover>.signer``: key_id and fingerprint, wherever they stand, name one key."""
    id_, path = _SIGNER_IDS[claim.cover], claim.path
    key_id, stated = holder.get("key_id"), holder.get("public_key_fingerprint")
    if claim.signer is not None:
        for name, value in (("key_id", key_id), ("public_key_fingerprint", stated)):
            if (other := claim.signer.get(name)) != value:
                detail = f"signer and signature name different keys in {name}"
                return failed(id_, path, detail, value, other)
    if key is None:
        known = case.trust.fingerprint_of(str(key_id))
        if known is None:
            return unchecked(id_, path, "Not made: the key that is named is not at hand")
        detail = "The key's id is one that you trust, but the fingerprint is another key's"
        return failed(id_, path, detail, known, stated)
    if stated != key.fingerprint:
        detail = "The fingerprint is not that of the key that verifies"
        return failed(id_, path, detail, key.fingerprint, stated)
    if not case.keys.is_named(key, str(key_id)):
        detail = "The key_id is not that of the key with this fingerprint"
        return failed(id_, path, detail, key.key_id, key_id)
    return passed(id_, path, stated, stated)


def is_valid(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` (64 bytes) over ``message`` was made with ``public_key`` (32 bytes)."""
    try:
        VerifyKey(public_key).verify(message, signature)
    except BadSignatureError:
        return False
    return True
