"""Integrity reports: each event is signed over the raw bytes of its payload_sha256.

How payload_sha256 is made is not known, so that the signature says nothing of the rest.
"""

from inspector.document.access import list_at, text_at
from inspector.document.json_types import JsonObject
from inspector.verify.case import Case, KeyUse
from inspector.verify.coverage import Cover
from inspector.verify.keys import from_base64, from_hex
from inspector.verify.report import Signature
from inspector.verify.result import PASS, Result, failed, passed, unchecked
from inspector.verify.signatures import SIGNATURE_BYTES, is_valid
from inspector.verify.trust import PublicKey

UNKNOWN_HASH = "Not made: how payload_sha256 is made is not known"
_HASH_BYTES = 32


def check(case: Case, report: JsonObject) -> None:
    """event.content_hash, event.signature and event.signer of each event of the report."""
    for index, event in enumerate(list_at(report, "events")):
        if isinstance(event, dict):
            _check_one(case, event, f"/events/{index}")


def _check_one(case: Case, event: JsonObject, path: str) -> None:
    place, stated = path + "/payload_sha256", event.get("payload_sha256")
    case.add(unchecked("event.content_hash", place, UNKNOWN_HASH, None, stated))
    key_id = text_at(event, "signing_key_id") or ""
    result, key = signature(case, event, key_id, path + "/signature_b64")
    case.add(result)
    case.add(signer(key, key_id, path + "/signing_key_id"))
    standing = None
    if result.status is PASS and key:
        case.uses.append(KeyUse(key, path, None))
        case.covered(place, frozenset(), Cover.EVENT)
        standing = case.trust.standing(key.raw)
    found = key.fingerprint if key else ""
    case.signatures.append(Signature(Cover.EVENT, path, result.status, key_id, found, "", standing))


def signature(
    case: Case, event: JsonObject, key_id: str, path: str
) -> tuple[Result, PublicKey | None]:
    """event.signature of an integrity event: over the 32 raw bytes of payload_sha256."""
    message = from_hex(event.get("payload_sha256"))
    if message is None or len(message) != _HASH_BYTES:
        return failed("event.signature", path, "payload_sha256 is not 32 bytes in hex"), None
    raw = from_base64(event.get("signature_b64"))
    if raw is None or len(raw) != SIGNATURE_BYTES:
        return failed("event.signature", path, "The signature is not 64 bytes in base64"), None
    candidates = case.keys.with_id(key_id)
    if not candidates:
        return unchecked("event.signature", path, "Not made: the key named is not at hand"), None
    for key in candidates:
        if is_valid(key.raw, message, raw):
            return passed("event.signature", path), key
    detail = "The signature is not valid for payload_sha256 and the key it names"
    return failed("event.signature", path, detail), None


def signer(key: PublicKey | None, key_id: str, path: str) -> Result:
    """event.signer of an integrity event, which names its key by id alone."""
    if key is None:
        return unchecked("event.signer", path, "Not made: no key verified", None, key_id)
    return passed("event.signer", path, key.key_id, key_id)
