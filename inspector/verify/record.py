"""The canonical record and what follows from it: hash, Pith Number, short number, source."""

import re
from collections.abc import Iterator

from inspector.document.access import object_at, text_at
from inspector.document.identifiers import SHORT_LENGTH, pith_number, tail, tail_of
from inspector.document.json_types import Json, JsonObject
from inspector.document.pointer import join
from inspector.document.record import CanonicalRecord
from inspector.merge.difference import first_difference
from inspector.messages import Value, msg
from inspector.verify.context import VerificationContext, instant
from inspector.verify.result import (
    Result,
    failed,
    first_concern,
    hash_differs,
    missing,
    passed,
    unchecked,
    warned,
)

ARXIV_ID = re.compile(
    r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/[0-9]{7}"
)
"""An arXiv id of either scheme, without its version."""
_DIFFERS = msg("The record is not what its hash says")


def check_hash(case: VerificationContext, holder: JsonObject, path: str) -> CanonicalRecord | None:
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
        return missing("record.canonical_hash", place)
    if stated != computed:
        return hash_differs("record.canonical_hash", place, _DIFFERS, stated, computed)
    return passed("record.canonical_hash", place, stated, computed)


def check_identity(case: VerificationContext, record: CanonicalRecord, holder: JsonObject) -> None:
    """The identifiers at the top of a document, held against its record."""
    case.add(number(record, holder.get("pith_number"), "/pith_number"))
    if "state_type" not in holder:  # a state has neither
        case.add(short_number(record, holder))
        case.add(source(record, holder.get("source"), "/source"))
    if (odd := arxiv_id(record)) is not None:
        case.add(odd)


def number(record: CanonicalRecord, stated: Json, path: str) -> Result:
    """record.pith_number: the tail follows from the record's hash, the year from its submission.

    The tail is held against the hash even where the record gives no year.
    """
    submitted = text_at(record.metadata, "submitted_at")
    if submitted is None or instant(submitted) is None:
        found = tail_of(stated) if isinstance(stated, str) else None
        if found != tail(record.sha256):
            detail = msg("The Pith Number does not end in the tail of the canonical record's hash")
            return failed("record.pith_number", path, detail, tail(record.sha256), stated)
        place = f"{record.path}/metadata/submitted_at"
        if submitted is None:
            return missing("record.pith_number", place)
        return unchecked(
            "record.pith_number",
            place,
            msg("submitted_at is no date, so the year cannot be derived"),
        )
    derived = pith_number(record.sha256, submitted)
    if stated != derived:
        detail = msg("The Pith Number is not the one that follows from the canonical record")
        return failed("record.pith_number", path, detail, derived, stated)
    return passed("record.pith_number", path, derived, stated)


def short_number(record: CanonicalRecord, holder: JsonObject) -> Result:
    """record.short_pith_number: the first 8 characters of the tail."""
    derived, path = "pith:" + tail(record.sha256)[:SHORT_LENGTH], "/short_pith_number"
    if "short_pith_number" not in holder:
        return missing("record.short_pith_number", path)
    stated = holder["short_pith_number"]
    if stated != derived:
        detail = msg("The short number is not the beginning of the Pith Number")
        return failed("record.short_pith_number", path, detail, derived, stated)
    return passed("record.short_pith_number", path, derived, stated)


def source(record: CanonicalRecord, stated: Json, path: str) -> Result:
    """record.source: what stands outside the canonical record repeats what stands inside it."""
    inside = record.value.get("source")
    if stated is None:
        return missing("record.source", path)
    if not isinstance(inside, dict) or not inside:
        return missing("record.source", join(record.path, "source"))
    different = first_difference(inside, stated, path)
    if different is not None:
        detail = msg("The source is not that of the canonical record")
        return failed("record.source", path, detail, inside, stated)
    return passed("record.source", path, inside, stated)


def payload_source(record: CanonicalRecord, payload: JsonObject, path: str) -> Result:
    """record.source, in a record_created event: source_kind, source_id and source_version."""
    results = list(_payload_sources(record, payload, path))
    return first_concern(results, passed("record.source", path))


def _payload_sources(record: CanonicalRecord, payload: JsonObject, path: str) -> Iterator[Result]:
    for name in ("kind", "id", "version"):
        place, member = f"{path}/source_{name}", f"source_{name}"
        if member not in payload:
            yield missing("record.source", place)
        elif name not in record.source:
            yield missing("record.source", f"{record.path}/source/{name}")
        elif first_difference(record.source[name], payload[member]) is not None:
            detail = msg("{} is not that of the canonical record", member)
            yield failed("record.source", place, detail, record.source[name], payload[member])


def arxiv_id(record: CanonicalRecord) -> Result | None:
    """record.source: an arXiv source has an id of arXiv's own making; a warning, else None."""
    source_id = text_at(record.source, "id")
    if record.source.get("kind") != "arxiv" or source_id is None or ARXIV_ID.fullmatch(source_id):
        return None
    detail = msg("{} is no id that arXiv gives", Value(source_id))
    return warned("record.source", f"{record.path}/source/id", detail, None, source_id)
