"""The bundle's own signature: over all of it but itself, so it covers state and links."""

from inspector.document.access import object_at, without
from inspector.document.json_types import JsonObject
from inspector.verify import signatures
from inspector.verify.case import Case
from inspector.verify.coverage import Cover
from inspector.verify.result import PASS, Result, hash_differs, passed, unchecked
from inspector.verify.signatures import Claim

NOT_HASHED = frozenset({"bundle_signature"})
_PLACE = "/bundle_signature"


def check(case: Case, bundle: JsonObject) -> bool:
    """bundle.hash, bundle.signature and bundle.signer; whether the signature holds."""
    holder = object_at(bundle, "bundle_signature")
    if holder is None:
        case.add(unchecked("bundle.hash", _PLACE, "Not made: the bundle is not signed"))
        return signatures.check(case, Claim(Cover.BUNDLE, _PLACE, None, None))
    computed = case.digest(without(bundle, NOT_HASHED))
    result = bundle_hash(holder, computed)
    case.add(result)
    digest = computed if result.status is PASS else None
    holds = signatures.check(case, Claim(Cover.BUNDLE, _PLACE, holder, digest))
    if holds:
        case.covered("", NOT_HASHED, Cover.BUNDLE)
    return holds


def bundle_hash(holder: JsonObject, computed: str) -> Result:
    """bundle.hash: bundle_sha256 is the hash of the bundle without bundle_signature."""
    place, stated = _PLACE + "/bundle_sha256", holder.get("bundle_sha256")
    if stated is None:
        return unchecked("bundle.hash", place, "Not made: the signature names no hash")
    if stated != computed:
        return hash_differs("bundle.hash", place, "The bundle", stated, computed)
    return passed("bundle.hash", place, stated, computed)
