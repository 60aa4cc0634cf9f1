"""The receipt: the registry's signature over the hash of the canonical record, and over no more."""

from inspector.document.access import object_at
from inspector.document.json_types import JsonObject
from inspector.document.pointer import join
from inspector.document.record import CanonicalRecord
from inspector.messages import msg
from inspector.verify import signatures
from inspector.verify.context import VerificationContext
from inspector.verify.format import ALL_MEMBERS, Cover
from inspector.verify.report import Signature
from inspector.verify.result import PASS, UNCHECKED, Result, hash_differs, missing, passed
from inspector.verify.signatures import Claim

_DIFFERS = msg("The receipt names another hash than that of the record")


def check(
    case: VerificationContext, record: CanonicalRecord, holder: JsonObject, path: str
) -> bool:
    """All checks of the receipt in ``holder``; whether its signature holds for ``record``."""
    place = join(path, "receipt")
    receipt = object_at(holder, "receipt")
    if receipt is None:
        case.add(missing("receipt.hash", place))
        return signatures.check(case, Claim(Cover.RECEIPT, place, None, None))
    result = hash_of_record(receipt, record, place)
    case.add(result)
    digest = record.sha256 if result.status is PASS else None
    holds = signatures.check(case, Claim(Cover.RECEIPT, place, receipt, digest))
    if holds:
        case.covered(record.path, ALL_MEMBERS, Cover.RECEIPT)
    return holds


def check_none(case: VerificationContext, path: str) -> None:
    """The checks of a receipt in an object that has no record for it to be about."""
    for id_ in ("record.canonical_hash", "receipt.hash", "receipt.signature", "receipt.signer"):
        case.add(missing(id_, join(path, "canonical_record")))
    case.signatures.append(Signature(Cover.RECEIPT, join(path, "receipt"), UNCHECKED))


def hash_of_record(receipt: JsonObject, record: CanonicalRecord, path: str) -> Result:
    """receipt.hash: the receipt names the computed hash of the record beside it."""
    place, stated = join(path, "canonical_sha256"), receipt.get("canonical_sha256")
    if "canonical_sha256" not in receipt:
        return missing("receipt.hash", place)
    if stated != record.sha256:
        return hash_differs("receipt.hash", place, _DIFFERS, stated, record.sha256)
    return passed("receipt.hash", place, stated, record.sha256)


def holds_copy(case: VerificationContext, signed: set[str], holder: JsonObject | None) -> bool:
    """Whether the record in ``holder`` is a copy of one of those ``signed``: it has its hash."""
    copy = object_at(holder, "canonical_record")
    return copy is not None and case.digest(copy) in signed


def cover_record(case: VerificationContext, path: str) -> None:
    """Note that the record in the object at ``path`` is signed."""
    case.covered(path + "/canonical_record", ALL_MEMBERS, Cover.RECEIPT)
