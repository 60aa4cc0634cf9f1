"""The receipt: the registry's signature over the hash of the canonical record, and over no more."""

from inspector.document.access import object_at
from inspector.document.json_types import JsonObject
from inspector.document.pointer import join
from inspector.document.record import CanonicalRecord
from inspector.verify import signatures
from inspector.verify.case import Case
from inspector.verify.coverage import Cover
from inspector.verify.result import PASS, Result, failed, passed, short, unchecked
from inspector.verify.signatures import Claim

_ALL: frozenset[str] = frozenset()


def check(case: Case, record: CanonicalRecord, holder: JsonObject, path: str) -> bool:
    """All checks of the receipt in ``holder``; whether its signature holds for ``record``."""
    place = join(path, "receipt")
    receipt = object_at(holder, "receipt")
    if receipt is None:
        return signatures.check(case, Claim(Cover.RECEIPT, place, None, None))
    result = hash_of_record(receipt, record, place)
    case.add(result)
    digest = record.sha256 if result.status is PASS else None
    holds = signatures.check(case, Claim(Cover.RECEIPT, place, receipt, digest))
    if holds:
        case.covered(record.path, _ALL, Cover.RECEIPT)
    return holds


def hash_of_record(receipt: JsonObject, record: CanonicalRecord, path: str) -> Result:
    """receipt.hash: the receipt names the computed hash of the record beside it."""
    place, stated = join(path, "canonical_sha256"), receipt.get("canonical_sha256")
    if stated is None:
        return unchecked("receipt.hash", place, "Not made: the receipt names no hash")
    if stated != record.sha256:
        detail = f"The receipt is for another record: {short(stated)}, not {short(record.sha256)}"
        return failed("receipt.hash", place, detail, stated, record.sha256)
    return passed("receipt.hash", place, stated, record.sha256)


def cover_copy(case: Case, signed: CanonicalRecord, holder: JsonObject | None, path: str) -> None:
    """A copy of the signed record has the signed hash, so it is covered where it stands."""
    copy = object_at(holder, "canonical_record")
    if copy is not None and case.digest(copy) == signed.sha256:
        case.covered(join(path, "canonical_record"), _ALL, Cover.RECEIPT)
