"""Rules for the canonical record and what derives from it: hash, Pith Number, source and aliases.

The receipt is the registry's signature over the hash of the record, and over nothing else.
"""

from collections.abc import Iterator
from datetime import datetime

from inspector.document.identifiers import (
    ARXIV_ID,
    CanonicalRecord,
    pith_number,
    short_pith_number,
    tail,
    tail_of,
)
from inspector.document.json_types import Json, JsonObject, count_at, object_at, text_at
from inspector.document.pointer import join
from inspector.merge.difference import first_difference
from inspector.messages import Value, msg
from inspector.verify import signatures
from inspector.verify.context import VerificationContext, instant
from inspector.verify.format import ALL_MEMBERS, Cover
from inspector.verify.report import Signature
from inspector.verify.result import (
    NOT_KNOWN,
    PASS,
    UNCHECKED,
    WARN,
    Result,
    failed,
    first_concern,
    missing,
    passed,
    stated_hash,
    unchecked,
    warned,
)
from inspector.verify.signatures import Claim

_ARXIV = "arxiv"
_RECORD_DIFFERS = msg("The record is not what its hash says")


def check_hash(case: VerificationContext, holder: JsonObject, path: str) -> CanonicalRecord | None:
    """Check record.canonical_hash of the record in ``holder``; return the record, or None without
    one."""
    value = object_at(holder, "canonical_record")
    if value is None:
        return None
    computed = case.digest(value)
    case.add(canonical_hash(computed, text_at(holder, "canonical_sha256"), path))
    return CanonicalRecord(value, path + "/canonical_record", computed)


def canonical_hash(computed: str, stated: str | None, path: str) -> Result:
    """record.canonical_hash: canonical_sha256 is the hash of canonical_record.

    ``stated`` is None if the member is not text, which counts as missing.
    """
    name = "canonical_sha256"
    holder: JsonObject = {} if stated is None else {name: stated}
    return stated_hash(
        "record.canonical_hash", holder, name, path, computed, differs=_RECORD_DIFFERS
    )


def check_identity(case: VerificationContext, record: CanonicalRecord, holder: JsonObject) -> None:
    """Check the identifiers at the top of a document against its record."""
    case.add(number(record, holder.get("pith_number"), "/pith_number"))
    if "state_type" not in holder:  # a state has no short number and no source
        case.add(short_number(record, holder))
        case.add(source(record, holder.get("source"), "/source"))
    case.extend(arxiv_source(record))


def number(record: CanonicalRecord, stated: Json, path: str) -> Result:
    """record.pith_number: the tail derives from the record's hash, the year from its submission
    date.

    The tail is checked even if the record gives no year.
    """
    submitted = text_at(record.metadata, "submitted_at")
    moment = None if submitted is None else instant(submitted)
    if submitted is None or moment is None or _has_two_years(moment):
        found = tail_of(stated) if isinstance(stated, str) else None
        if found != tail(record.sha256):
            detail = msg("The Pith Number does not end in the tail of the canonical record's hash")
            return failed("record.pith_number", path, detail, tail(record.sha256), stated)
        place = f"{record.path}/metadata/submitted_at"
        if submitted is None:
            return missing("record.pith_number", place)
        detail = msg(
            "submitted_at is no date of the form 2026-05-18T00:05:51Z, so the year cannot be "
            "derived"
        )
        if moment is not None:
            detail = msg("submitted_at may lie in two years, by its offset from UTC")
        return unchecked("record.pith_number", place, detail)
    derived = pith_number(record.sha256, submitted)
    if stated != derived:
        detail = msg("The Pith Number is not the one that follows from the canonical record")
        return failed("record.pith_number", path, detail, derived, stated)
    return passed("record.pith_number", path, derived, stated)


def _has_two_years(moment: datetime) -> bool:
    """Whether the date's year differs between its own offset and UTC."""
    return (moment.month, moment.day) in ((1, 1), (12, 31)) and bool(moment.utcoffset())


def short_number(record: CanonicalRecord, holder: JsonObject) -> Result:
    """record.short_pith_number: the first 8 characters of the tail."""
    derived, path = short_pith_number(record.sha256), "/short_pith_number"
    if "short_pith_number" not in holder:
        return missing("record.short_pith_number", path)
    stated = holder["short_pith_number"]
    if stated != derived:
        detail = msg("The short number is not the beginning of the Pith Number")
        return failed("record.short_pith_number", path, detail, derived, stated)
    return passed("record.short_pith_number", path, derived, stated)


def source(record: CanonicalRecord, stated: Json, path: str) -> Result:
    """record.source: the members outside the canonical record repeat those inside it."""
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
    """record.source of a record_created event: source_kind, source_id and source_version."""
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


def arxiv_source(record: CanonicalRecord) -> Iterator[Result]:
    """record.source: an arXiv source has an id and a version as arXiv gives them, and no other kind
    of source looks like arXiv's. Only warnings."""
    kind, path = text_at(record.source, "kind"), f"{record.path}/source"
    if kind == _ARXIV:
        source_id, version = text_at(record.source, "id"), count_at(record.source, "version")
        if source_id is not None and not ARXIV_ID.fullmatch(source_id):
            detail = msg("{} is no id that arXiv gives", Value(source_id))
            yield warned("record.source", f"{path}/id", detail, None, source_id)
        if version is not None and version < 1:
            detail = msg("arXiv counts the versions of a paper from 1")
            yield warned("record.source", f"{path}/version", detail, None, version)
    elif kind is not None:
        from inspector.verify.look_alikes import folded, imitated  # noqa: PLC0415 - most are known

        if folded(kind) == _ARXIV or imitated(kind, (_ARXIV,)) is not None:
            detail = msg("The kind {} looks like {}, and is not it", Value(kind), _ARXIV)
            yield warned("record.source", f"{path}/kind", detail, _ARXIV, kind)


# --- receipt ----------------------------------------------------------------------------------

_NAMES_ANOTHER = msg("The receipt names another hash than that of the record")


def check_receipt(
    case: VerificationContext, record: CanonicalRecord, holder: JsonObject, path: str
) -> bool:
    """Make all checks of the receipt in ``holder``; return whether its signature is valid for
    ``record``."""
    place = path + "/receipt"
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


def check_no_receipt(case: VerificationContext, holder: JsonObject, path: str) -> None:
    """Add the receipt's checks as unchecked for ``holder``, an object that has no record."""
    for id_ in ("record.canonical_hash", "receipt.hash", "receipt.signature", "receipt.signer"):
        case.add(missing(id_, path + "/canonical_record"))
    place = path + "/receipt"
    signatures.note_named(case, place, object_at(holder, "receipt"))
    case.signatures.append(Signature(Cover.RECEIPT, place, UNCHECKED))


def hash_of_record(receipt: JsonObject, record: CanonicalRecord, path: str) -> Result:
    """receipt.hash: the receipt states the computed hash of the record beside it."""
    return stated_hash(
        "receipt.hash", receipt, "canonical_sha256", path, record.sha256, differs=_NAMES_ANOTHER
    )


def holds_copy(case: VerificationContext, signed: set[str], holder: JsonObject | None) -> bool:
    """Whether the record in ``holder`` has one of the hashes ``signed``."""
    copy = object_at(holder, "canonical_record")
    return copy is not None and case.digest(copy) in signed


def cover_record(case: VerificationContext, path: str) -> None:
    """Note that the record of the object at ``path`` is signed."""
    case.covered(path + "/canonical_record", ALL_MEMBERS, Cover.RECEIPT)


# --- aliases ----------------------------------------------------------------------------------

DERIVED_KINDS = frozenset(
    {"arxiv", "arxiv_version", "doi", "pith_short_8", "pith_short_12", "pith_short_16"}
)
"""The kinds of alias with a rule."""


def derived_aliases(record: CanonicalRecord) -> dict[str, str]:
    """The value of each kind of alias that can be derived from ``record``."""
    end = tail(record.sha256)
    derived = {"pith_short_8": end[:8], "pith_short_12": end[:12], "pith_short_16": end[:16]}
    source_id, version = text_at(record.source, "id"), count_at(record.source, "version")
    if record.source.get("kind") == _ARXIV and source_id is not None:
        derived["arxiv"] = source_id
        derived["doi"] = f"10.48550/arxiv.{source_id}"
        if version is not None:
            derived["arxiv_version"] = f"{source_id}v{version}"
    return derived


def check_aliases(
    case: VerificationContext, holder: JsonObject, name: str, record: CanonicalRecord, path: str
) -> None:
    """Check alias.value of each alias in the list ``name`` of ``holder``, which is at ``path``."""
    aliases = holder.get(name)
    if not isinstance(aliases, list):
        case.add_exempt(missing("alias.value", f"{path}/{name}"))
        return
    derived = derived_aliases(record)
    for index, alias in enumerate(aliases):
        result = alias_value(alias, derived, f"{path}/{name}/{index}")
        is_of_no_rule = result.reason is NOT_KNOWN or result.status is WARN
        case.add_exempt(result) if is_of_no_rule else case.add(result)


def alias_value(alias: Json, derived: dict[str, str], path: str) -> Result:
    """alias.value: an alias of a known kind has the derived value."""
    kind, stated = text_at(alias, "alias_kind"), text_at(alias, "alias_value")
    if kind is None:
        return missing("alias.value", path + "/alias_kind")
    if stated is None:
        return missing("alias.value", path + "/alias_value")
    if kind not in DERIVED_KINDS:
        from inspector.verify.look_alikes import folded, imitated  # noqa: PLC0415 - most are known

        if (known := folded(kind)) in DERIVED_KINDS:
            detail = msg("The kind {} is written like {}, but is not it", Value(kind), known)
            return failed("alias.value", path, detail, known, kind)
        if (like := imitated(kind, DERIVED_KINDS)) is not None:
            detail = msg("The kind {} looks like {}, and is not it", Value(kind), like)
            return warned("alias.value", path, detail, like, kind)
        detail = msg("aliases of this kind cannot be derived")
        return unchecked("alias.value", path, detail, reason=NOT_KNOWN)
    if kind not in derived:
        return unchecked("alias.value", path, msg("the record's source does not give this alias"))
    expected = derived[kind]
    if stated != expected:
        detail = msg("The alias is {}; the record gives {}", Value(stated), Value(expected))
        return failed("alias.value", path, detail, expected, stated)
    return passed("alias.value", path, expected, stated)
