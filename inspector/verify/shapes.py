"""The shapes of the documents: the members of each object and their types.

A shape names the members that all real documents have; the format requires only some of them. A
member beyond the shape is unknown, which is not a breach.
"""

from typing import TypeAlias

from inspector.document.kinds import Kind
from inspector.merge.state import LISTS
from inspector.messages import Message, msg
from inspector.named_tuple import NamedTuple


class Type(NamedTuple):
    """The type of a member.

    ``inside`` is the shape of the object, or of each object in the list. ``elements`` is the JSON
    type of each element of a list without objects of a known shape.
    """

    types: frozenset[type]
    word: Message
    inside: "ObjectShape | None" = None
    elements: "Type | None" = None


Written: TypeAlias = tuple[object, ...]
"""The names of an object's members, followed by the types of their values."""
Nested: TypeAlias = tuple[tuple[str, "ObjectShape | None", Type | None], ...]
"""Members that contain a known shape: name, and ``inside`` and ``elements`` of the type."""


class ObjectShape:
    """The members of one kind of object: their types, and which of them are required.

    ``others`` is the type of all members if their names are free, else None. ``sound`` caches the
    combinations of names and types that were found valid, each with the members to look into, since
    most objects of a document have the same members.
    """

    __slots__ = ("members", "others", "required", "sound")

    def __init__(
        self, members: dict[str, Type], required: str = "", others: Type | None = None
    ) -> None:
        self.members = members
        self.required = tuple(required.split())
        self.others = others
        self.sound: dict[Written, Nested] = {}


def _type(word: Message, *types: type) -> Type:
    return Type(frozenset(types), word)


TEXT = _type(msg("a string"), str)
NUMBER = _type(msg("an integer"), int)
_FLAG = _type(msg("true or false"), bool)
_OBJECT = _type(msg("an object"), dict)
_LIST = _type(msg("a list"), list)
_TEXT_OR_NULL = _type(msg("a string or null"), str, type(None))
_TEXTS = _LIST._replace(elements=TEXT)
_OBJECTS = _LIST._replace(elements=_OBJECT)
_ANY = _type(msg("any value"), str, int, float, bool, dict, list, type(None))


def _object(shape: ObjectShape) -> Type:
    return _OBJECT._replace(inside=shape)


def _list(shape: ObjectShape) -> Type:
    return _LIST._replace(inside=shape, elements=_OBJECT)


def _texts(names: str) -> dict[str, Type]:
    return dict.fromkeys(names.split(), TEXT)


def _numbers(names: str) -> dict[str, Type]:
    return dict.fromkeys(names.split(), NUMBER)


_SIGNATURE_MEMBERS = _texts(
    "signature_status algorithm key_id public_key_fingerprint signature_b64 signed_message"
) | _texts("signed_at")
_SIGNATURE = ObjectShape(_SIGNATURE_MEMBERS)
_BUNDLE_SIGNATURE = ObjectShape(_SIGNATURE_MEMBERS | _texts("bundle_sha256"))
_RECEIPT = ObjectShape(
    _SIGNATURE_MEMBERS
    | _texts("kind builder_version receipt_version canonical_sha256")
    | _texts("last_reissued_at first_computed_at")
)
_SOURCE = ObjectShape(_texts("kind id") | _numbers("version"), "kind id")
_METADATA = ObjectShape(
    _texts("license primary_cat submitted_at title_canon_sha256 abstract_canon_sha256")
    | {"cross_cats_sorted": _TEXTS}
)
_CANONICAL_RECORD = ObjectShape(
    {"source": _object(_SOURCE), "metadata": _object(_METADATA), **_texts("schema_version")},
    "source metadata schema_version",
)
_PAPER = ObjectShape(
    _texts("title license headline primary_cat authors_text submitted_at abstract_excerpt")
    | {"cross_cats": _TEXTS},
    "title",
)


class Section(NamedTuple):
    """A section of a snapshot: the names of its count and of its list, if it has one.

    ``whole_list``: the list has everything that is counted. ``parts`` are the names of counts of a
    part of what ``counter`` counts, ``others`` those of other counts.
    """

    name: str
    counter: str
    items: str | None = None
    items_type: Type = _LIST
    whole_list: bool = False
    parts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The counts that are not part of another count."""
        return (self.counter, *self.others)

    @property
    def members(self) -> tuple[str, ...]:
        """The hash and all numbers."""
        return ("snapshot_sha256", self.counter, *self.parts, *self.others)


SECTIONS = (
    Section("claims", "count", "items", _OBJECTS, whole_list=True),
    Section(
        "references", "count", "sample", parts=("resolved_work",), others=("internal_anchors",)
    ),
    Section("formal_canon", "evidence_count"),
    Section("author_claims", "count", parts=("strong_count",)),
)


def _section(section: Section) -> Type:
    hash_, *counts = section.members
    members = {hash_: TEXT, **dict.fromkeys(counts, NUMBER)}
    if section.items is not None:
        members[section.items] = section.items_type
    return _object(ObjectShape(members, section.counter))


_SNAPSHOT = ObjectShape(
    {
        "paper": _object(_PAPER),
        "source": _object(_SOURCE),
        "verdict": _OBJECT,
        "builder_version": TEXT,
        **{section.name: _section(section) for section in SECTIONS},
    },
    "paper",
)
_SIGNER = ObjectShape(_texts("signer_id signer_type key_id public_key_fingerprint"))
_CREATION = ObjectShape(
    {
        "canonical_record": _object(_CANONICAL_RECORD),
        "receipt": _object(_RECEIPT),
        **_texts("canonical_sha256 source_kind source_id attestation_state"),
        **_numbers("source_version"),
    },
    "canonical_record receipt",
)
_SNAPSHOT_PAYLOAD = ObjectShape(
    {"graph_snapshot": _object(_SNAPSHOT), "verdict_id": _TEXT_OR_NULL}, "graph_snapshot"
)
PAYLOADS = {"record_created": _CREATION, "graph_snapshot": _SNAPSHOT_PAYLOAD}
"""The shape of a payload by event type; other types have none that is known."""

EVENT_SHAPE = ObjectShape(
    _texts("event_type subject_pith_number content_sha256 event_id target created_at")
    | _texts("schema_version")
    | {
        "payload": _OBJECT,
        "signature": _object(_SIGNATURE),
        "signer": _object(_SIGNER),
        "supersedes": _TEXTS,
        "prev_event": _TEXT_OR_NULL,
    },
    "event_type subject_pith_number payload signature content_sha256 event_id",
)
ENTRY_SHAPE = ObjectShape(
    _texts("event_id target created_at") | {"payload": _OBJECT, "signer": _object(_SIGNER)},
    "event_id payload",
)
_ALIAS = ObjectShape(_texts("alias_kind alias_value created_at"), "alias_kind alias_value")
KEY_SHAPE = ObjectShape(
    _texts("key_id algorithm format public_key_b64 public_key_hex")
    | _texts("fingerprint_sha256_hex fingerprint_sha256_b32_first128bits url notes")
    | {"rotates_at": _TEXT_OR_NULL},
    "key_id",
)
_TEXT_MEMBERS = _object(ObjectShape({}, others=TEXT))
_HINTS = _list(ObjectShape({}, others=TEXT))
CURRENT_SHAPE = ObjectShape(
    {
        "canonical_record": _object(_CANONICAL_RECORD),
        "record_created": _object(ENTRY_SHAPE),
        "source_aliases": _list(_ALIAS),
        **dict.fromkeys(LISTS.values(), _list(ENTRY_SHAPE)),
    },
    "canonical_record record_created",
)
STATE_SHAPE = ObjectShape(
    _texts("state_type state_version pith_number state_sha256 merge_version")
    | _numbers("event_count valid_event_count invalid_event_count equivocation_count")
    | {
        "current": _object(CURRENT_SHAPE),
        "applied_event_ids": _TEXTS,
        "equivocations": _LIST,
        "invalid_events": _LIST,
    },
    "state_type state_version pith_number current state_sha256 applied_event_ids",
)
BUNDLE_SHAPE = ObjectShape(
    _texts("bundle_type bundle_version pith_number short_pith_number canonical_sha256")
    | _texts("merge_version built_at")
    | {
        "canonical_record": _object(_CANONICAL_RECORD),
        "source": _object(_SOURCE),
        "source_aliases": _list(_ALIAS),
        "events": _list(EVENT_SHAPE),
        "timestamp_proofs": _LIST,
        "mirror_hints": _HINTS,
        "public_keys": _list(KEY_SHAPE),
        "links": _TEXT_MEMBERS,
        "state": _object(STATE_SHAPE),
        "bundle_signature": _object(_BUNDLE_SIGNATURE),
    },
    "bundle_type bundle_version pith_number canonical_record canonical_sha256 events state",
)
_RECORD = ObjectShape(
    _texts("record_type schema_url pith_number short_pith_number schema_version canonical_sha256")
    | _texts("attestation_state created_at updated_at")
    | {
        "source": _object(_SOURCE),
        "paper": _object(_PAPER),
        "verification_status": _OBJECT,
        "canonical_record": _object(_CANONICAL_RECORD),
        "receipt": _object(_RECEIPT),
        "graph_snapshot": _object(_SNAPSHOT),
        "aliases": _list(_ALIAS),
        "events": _LIST,
        "event_summary": _OBJECT,
        "paper_claims": _LIST,
        "inbound_citations": _OBJECT,
        "formal_canon": _OBJECT,
        "links": _TEXT_MEMBERS,
        "agent_actions": _OBJECT,
    },
    "record_type pith_number schema_version canonical_sha256 canonical_record",
)
_INTEGRITY_REPORT = ObjectShape(
    _texts("schema pith_number arxiv_id")
    | {
        "integrity": _object(
            ObjectShape(
                _texts("endpoint snapshot_sha256")
                | dict.fromkeys(("available", "clean"), _FLAG)
                | {"summary": _OBJECT, "detectors_run": _OBJECTS, "findings": _OBJECTS}
            )
        ),
        "events": _OBJECTS,
    },
    "schema",
)
_MIRROR_MANIFEST = ObjectShape({}, others=_ANY)
"""Never seen completely, so no member is called unknown."""

SHAPES = {
    Kind.BUNDLE: BUNDLE_SHAPE,
    Kind.STATE: STATE_SHAPE,
    Kind.RECORD: _RECORD,
    Kind.SIGNING_KEY: KEY_SHAPE,
    Kind.INTEGRITY_REPORT: _INTEGRITY_REPORT,
    Kind.MIRROR_MANIFEST: _MIRROR_MANIFEST,
}
