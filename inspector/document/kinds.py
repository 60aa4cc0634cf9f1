"""The types of Pith document, detected from the content and never from a file name."""

import re
from collections.abc import Iterator
from enum import StrEnum

from inspector.document.json_types import Json, JsonObject
from inspector.errors import NotPithError, UntypedError
from inspector.messages import Value, msg

INTEGRITY_SCHEMA = "/schemas/pith-integrity/v1.json"
"""The suffix of the schema of the only known version of integrity reports."""
_ANY_INTEGRITY_SCHEMA = r"/schemas/pith-integrity/v[0-9]{1,9}\.json\Z"


class Kind(StrEnum):
    """The type of a document; the value is the word shown and written to reports."""

    BUNDLE = "bundle"
    STATE = "state"
    RECORD = "record"
    MIRROR_MANIFEST = "mirror manifest"
    SIGNING_KEY = "signing key"
    INTEGRITY_REPORT = "integrity report"


NAMES = {
    Kind.BUNDLE: msg("bundle"),
    Kind.STATE: msg("state"),
    Kind.RECORD: msg("record"),
    Kind.MIRROR_MANIFEST: msg("mirror manifest"),
    Kind.SIGNING_KEY: msg("signing key"),
    Kind.INTEGRITY_REPORT: msg("integrity report"),
}
"""The names of documents in sentences."""


TYPE_MEMBERS = (
    ("bundle_type", "pith_open_graph_bundle", Kind.BUNDLE),
    ("state_type", "pith_open_graph_state", Kind.STATE),
    ("record_type", "pith_number_record", Kind.RECORD),
    ("manifest_type", "pith_mirror_manifest", Kind.MIRROR_MANIFEST),
)

_TYPE_NAMES = frozenset({*(member for member, _, _ in TYPE_MEMBERS), "event_type"})
_SIGNER_TYPE = "signer_type"
"""Says of whom a signature is, such as pith_registry, and not what a document is."""

_BODIES = frozenset({"canonical_record", "current", "integrity"})
"""Beside a Pith Number, one of these is the content of a bundle, record, state or report."""


def kind_of(value: Json) -> Kind:
    """The type of the document ``value``.

    Raises NotPithError if it has no known type; UntypedError if it states another type
    or its members are a document's.
    """
    if not isinstance(value, dict):
        raise NotPithError("This is JSON, but a Pith document is an object", path="")
    for member, word, kind in TYPE_MEMBERS:
        if value.get(member) == word:
            return kind
    if _is_integrity_report(value):
        return Kind.INTEGRITY_REPORT
    if _is_key(value):
        return Kind.SIGNING_KEY
    if "pith_number" in value and not _BODIES.isdisjoint(value) and not _holds_document(value):
        raise UntypedError(
            "This looks like a Pith document, but what says of which type it is (bundle_type, "
            "state_type, record_type) is missing or unknown",
            path="",
        )
    for member, _, _ in TYPE_MEMBERS:
        if member in value and _may_be_of_pith(value, member):
            raise UntypedError(
                "This is JSON, but {} names a type of document that is not known, {}",
                member,
                Value(value[member]),
                path=f"/{member}",
            )
    raise NotPithError(
        "This is JSON, but no member says that it is a Pith document "
        "(bundle_type, state_type, record_type and the like are missing or unknown)",
        path="",
    )


def _holds_document(value: JsonObject) -> bool:
    """Whether a member is a whole document, as in an answer that says something about it; not the
    state, which is a part of a bundle."""
    return any(
        isinstance(part, dict) and any(part.get(member) == word for member, word, _ in TYPE_MEMBERS)
        for name, part in value.items()
        if name != "state"
    )


def _may_be_of_pith(value: JsonObject, member: str) -> bool:
    """Whether what states an unknown type can be a document of Pith; not the record of a host."""
    word = value[member]
    return not isinstance(word, str) or word.startswith("pith") or "pith_number" in value


def type_members(value: JsonObject) -> list[str]:
    """The members that state a type of document or event, and those by which the object could be
    taken for a document that states none.

    Another member with such a name, as content_type, only counts if its value is a type of Pith's:
    else it is an unknown member. A mirror manifest, which was never seen whole, may contain the
    members of a key and other types.
    """
    known = [member for member, _, _ in TYPE_MEMBERS if member in value]
    found = known if "manifest_type" in value else [*_types_in(value)]
    untyped = ["schema"] if _is_integrity_report(value) else []
    if _is_key(value) and "manifest_type" not in value:
        untyped.append("key_id")
    return found + untyped if known or len(untyped) > 1 else found


def _types_in(value: JsonObject) -> Iterator[str]:
    for name, stated in value.items():
        is_of_pith = isinstance(stated, str) and stated.startswith("pith_")
        if name in _TYPE_NAMES or (is_of_pith and name.endswith("_type") and name != _SIGNER_TYPE):
            yield name


def _is_integrity_report(value: JsonObject) -> bool:
    schema = value.get("schema")
    return isinstance(schema, str) and re.search(_ANY_INTEGRITY_SCHEMA, schema) is not None


def _is_key(value: JsonObject) -> bool:
    return "key_id" in value and ("public_key_b64" in value or "public_key_hex" in value)
