"""The canonical record and what follows from it: hash, Pith Number, short number, source."""

from inspector.document.access import object_at, text_at
from inspector.document.identifiers import SHORT_LENGTH, pith_number, tail
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.document.record import CanonicalRecord
from inspector.verify.case import Case
from inspector.verify.result import Result, failed, hash_differs, passed, unchecked


def check_hash(case: Case, holder: JsonObject, path: str) -> CanonicalRecord | None:
    """record.canonical_hash of the record in ``holder``; None where there is no record."""
    value = object_at(holder, "canonical_record")
    if value is None:
        return None
    computed = case.digest(value)
    case.add(canonical_hash(computed, text_at(holder, "canonical_sha256"), path))
    return CanonicalRecord(value, join(path, "canonical_record"), computed)


def canonical_hash(computed: str, stated: str | None, path: str) -> Result:
    """record.canonical_hash: canonical_sha256 is the hash of canonical_record."""
    place = join(path, "canonical_sha256")
    if stated is None:
        return unchecked("record.canonical_hash", place, "Not made: no hash is stated")
    if stated != computed:
        return hash_differs("record.canonical_hash", place, "The record", stated, computed)
    return passed("record.canonical_hash", place, stated, computed)


def check_identity(case: Case, record: CanonicalRecord, holder: JsonObject) -> None:
    """The identifiers at the top of a document, held against its record."""
    case.add(number(record, holder.get("pith_number"), "/pith_number"))
    if "short_pith_number" in holder:
        case.add(short_number(record, holder["short_pith_number"]))
    if "source" in holder:
        case.add(source(case, record, holder["source"], "/source"))


def number(record: CanonicalRecord, stated: Json, path: str) -> Result:
    """record.pith_number: tail and year follow from the record."""
    submitted = text_at(record.metadata, "submitted_at")
    if submitted is None:
        return unchecked("record.pith_number", path, "Not made: submitted_at is missing")
    derived = pith_number(record.sha256, submitted)
    if stated != derived:
        detail = "The Pith Number is not the one that follows from the canonical record"
        return failed("record.pith_number", path, detail, derived, stated)
    return passed("record.pith_number", path, derived, stated)


def short_number(record: CanonicalRecord, stated: Json) -> Result:
    """record.short_pith_number: the first 8 characters of the tail."""
    derived = "pith:" + tail(record.sha256)[:SHORT_LENGTH]
    if stated != derived:
        detail = "The short number is not the beginning of the Pith Number"
        return failed("record.short_pith_number", "/short_pith_number", detail, derived, stated)
    return passed("record.short_pith_number", "/short_pith_number", derived, stated)


def source(case: Case, record: CanonicalRecord, stated: Json, path: str) -> Result:
    """record.source: what stands outside the canonical record repeats what stands inside it."""
    inside = record.value.get("source")
    if case.write(stated) != case.write(inside):
        detail = "The source is not that of the canonical record"
        return failed("record.source", path, detail, inside, stated)
    return passed("record.source", path, inside, stated)


def payload_source(case: Case, record: CanonicalRecord, payload: JsonObject, path: str) -> Result:
    """record.source, in a record_created event: source_kind, source_id and source_version."""
    stated: JsonObject = {name: payload.get(f"source_{name}") for name in record.source}
    return source(case, record, stated, path)
