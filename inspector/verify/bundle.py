"""The bundle's own signature: over all of it but itself, so it covers state and links."""

from inspector.document.access import object_at
from inspector.document.json_types import JsonObject
from inspector.messages import msg
from inspector.verify import signatures
from inspector.verify.context import VerificationContext
from inspector.verify.format import BUNDLE, Cover
from inspector.verify.result import PASS, Result, hash_differs, missing, passed, unchecked
from inspector.verify.signatures import Claim

_PLACE = "/bundle_signature"
_DIFFERS = msg("The bundle is not what its hash says")


def check(case: VerificationContext, bundle: JsonObject) -> bool:
    """bundle.hash, bundle.signature and bundle.signer; whether the signature holds."""
    holder = object_at(bundle, "bundle_signature")
    if holder is None:
        case.add(unchecked("bundle.hash", _PLACE, msg("the bundle is not signed")))
        return signatures.check(case, Claim(Cover.BUNDLE, _PLACE, None, None))
    computed = case.digest(BUNDLE.hashed(bundle))
    result = bundle_hash(holder, computed)
    case.add(result)
    digest = computed if result.status is PASS else None
    dates = (bundle.get("built_at"),)
    holds = signatures.check(case, Claim(Cover.BUNDLE, _PLACE, holder, digest, dates=dates))
    if holds:
        case.covered("", BUNDLE.left_out, Cover.BUNDLE)
    return holds


def bundle_hash(holder: JsonObject, computed: str) -> Result:
    """bundle.hash: bundle_sha256 is the hash of the bundle without bundle_signature."""
    place, stated = _PLACE + "/bundle_sha256", holder.get("bundle_sha256")
    if "bundle_sha256" not in holder:
        return missing("bundle.hash", place)
    if stated != computed:
        return hash_differs("bundle.hash", place, _DIFFERS, stated, computed)
    return passed("bundle.hash", place, stated, computed)
