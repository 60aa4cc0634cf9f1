"""The shapes of FORMAT: the members of each part of a document, and their types.

``document.schema`` fails for a wrong type, for a required member that is absent and for two
``*_type`` members; ``document.unknown`` names each member that FORMAT does not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.fuzz.checker.case import EVENT_LISTS, FAIL, PASS, UNCHECKED, Case
from tests.fuzz.checker.values import get, items_at, pointer

Breach = tuple[str, str, str]
"""Check id, path, note."""

Rule = Callable[[Any, str], Iterator[Breach]]


def _typed(word: str, fits: Callable[[Any], bool]) -> Rule:
    def rule(value: Any, path: str) -> Iterator[Breach]:
        if not fits(value):
            yield ("document.schema", path, f"not {word}")

    return rule


TEXT = _typed("text", lambda value: isinstance(value, str))
INTEGER = _typed("an integer", lambda value: type(value) is int)
BOOLEAN = _typed("a boolean", lambda value: isinstance(value, bool))
LIST = _typed("a list", lambda value: isinstance(value, list))
OBJECT = _typed("an object", lambda value: isinstance(value, dict))
TEXT_OR_NULL = _typed("text or null", lambda value: value is None or isinstance(value, str))


def list_of(rule: Rule) -> Rule:
    def each(value: Any, path: str) -> Iterator[Breach]:
        yield from LIST(value, path)
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from rule(item, f"{path}/{index}")

    return each


def object_of(rule: Rule) -> Rule:
    def each(value: Any, path: str) -> Iterator[Breach]:
        yield from OBJECT(value, path)
        if isinstance(value, dict):
            for name, item in value.items():
                yield from rule(item, path + pointer(name))

    return each


@dataclass(frozen=True)
class Shape:
    """``closed``: members beyond those named are said to be unknown."""

    required: dict[str, Rule]
    optional: dict[str, Rule]
    closed: bool = True

    def __call__(self, value: Any, path: str) -> Iterator[Breach]:
        yield from OBJECT(value, path)
        if not isinstance(value, dict):
            return
        for name in self.required:
            if name not in value:
                yield ("document.schema", path + pointer(name), "required, and absent")
        for name, item in value.items():
            rule: Rule | None = self.required.get(name) or self.optional.get(name)
            if rule is not None:
                yield from rule(item, path + pointer(name))
            elif self.closed:
                yield ("document.unknown", path + pointer(name), "a member that is not known")


def _texts(*names: str) -> dict[str, Rule]:
    return dict.fromkeys(names, TEXT)


SOURCE = Shape(_texts("kind", "id"), {"version": INTEGER})
METADATA = Shape(
    {},
    {
        **_texts("license", "primary_cat", "submitted_at"),
        **_texts("title_canon_sha256", "abstract_canon_sha256"),
        "cross_cats_sorted": list_of(TEXT),
    },
)
RECORD = Shape({"source": SOURCE, "metadata": METADATA, "schema_version": TEXT}, {})
_SIGNED = _texts(
    *("signature_status", "algorithm", "key_id", "public_key_fingerprint"),
    *("signature_b64", "signed_message", "signed_at"),
)
SIGNATURE = Shape({}, _SIGNED)
BUNDLE_SIGNATURE = Shape({}, {**_SIGNED, "bundle_sha256": TEXT})
RECEIPT = Shape(
    {},
    {
        **_SIGNED,
        **_texts("kind", "builder_version", "receipt_version", "canonical_sha256"),
        **_texts("last_reissued_at", "first_computed_at"),
    },
)
SIGNER = Shape({}, _texts("signer_id", "signer_type", "key_id", "public_key_fingerprint"))
PAPER = Shape(
    {"title": TEXT},
    {
        **_texts("license", "headline", "primary_cat", "authors_text", "submitted_at"),
        "abstract_excerpt": TEXT,
        "cross_cats": list_of(TEXT),
    },
)
SNAPSHOT = Shape(
    {"paper": PAPER},
    {
        "source": SOURCE,
        "verdict": OBJECT,
        "builder_version": TEXT,
        "claims": Shape({"count": INTEGER}, {"items": list_of(OBJECT), "snapshot_sha256": TEXT}),
        "references": Shape(
            {"count": INTEGER},
            {
                "sample": LIST,
                "resolved_work": INTEGER,
                "internal_anchors": INTEGER,
                "snapshot_sha256": TEXT,
            },
        ),
        "formal_canon": Shape({"evidence_count": INTEGER}, {"snapshot_sha256": TEXT}),
        "author_claims": Shape(
            {"count": INTEGER}, {"strong_count": INTEGER, "snapshot_sha256": TEXT}
        ),
    },
)
CREATION = Shape(
    {"canonical_record": RECORD, "receipt": RECEIPT},
    {
        **_texts("canonical_sha256", "source_kind", "source_id", "attestation_state"),
        "source_version": INTEGER,
    },
)
GRAPH = Shape({"graph_snapshot": SNAPSHOT}, {"verdict_id": TEXT_OR_NULL})


def _opaque(value: Any, path: str) -> Iterator[Breach]:
    """A payload for whose content there is no rule."""
    yield from OBJECT(value, path)
    if isinstance(value, dict):
        yield ("document.unknown", path, "there is no rule for this content")


def _payload(event_type: Any) -> Rule:
    if event_type == "record_created":
        return CREATION
    return GRAPH if event_type == "graph_snapshot" else _opaque


def event(value: Any, path: str) -> Iterator[Breach]:
    shape = Shape(
        {
            **_texts("event_type", "subject_pith_number", "content_sha256", "event_id"),
            "payload": _payload(get(value, "event_type")),
            "signature": SIGNATURE,
        },
        {
            **_texts("target", "created_at", "schema_version"),
            "signer": SIGNER,
            "supersedes": list_of(TEXT),
            "prev_event": TEXT_OR_NULL,
        },
    )
    yield from shape(value, path)


def _entry(event_type: str) -> Rule:
    return Shape(
        {"event_id": TEXT, "payload": _payload(event_type)},
        {**_texts("target", "created_at"), "signer": SIGNER},
    )


ALIAS = Shape(_texts("alias_kind", "alias_value"), _texts("created_at"))
KEY = Shape(
    _texts("key_id"),
    {
        **_texts("algorithm", "format", "public_key_b64", "public_key_hex", "url", "notes"),
        **_texts("fingerprint_sha256_b32_first128bits", "fingerprint_sha256_hex"),
        "rotates_at": TEXT_OR_NULL,
    },
)
CURRENT = Shape(
    {"canonical_record": RECORD, "record_created": _entry("record_created")},
    {
        "source_aliases": list_of(ALIAS),
        **{name: list_of(_entry(type_)) for type_, name in EVENT_LISTS.items()},
    },
)
_COUNTS = ("event_count", "valid_event_count", "invalid_event_count", "equivocation_count")
STATE = Shape(
    {
        **_texts("state_type", "state_version", "pith_number", "state_sha256"),
        "current": CURRENT,
        "applied_event_ids": list_of(TEXT),
    },
    {
        "merge_version": TEXT,
        "equivocations": LIST,
        "invalid_events": LIST,
        **dict.fromkeys(_COUNTS, INTEGER),
    },
)


def _proofs(value: Any, path: str) -> Iterator[Breach]:
    yield from LIST(value, path)
    if isinstance(value, list) and value:
        yield ("document.unknown", path, "nobody checked these proofs")


BUNDLE = Shape(
    {
        **_texts("bundle_type", "bundle_version", "pith_number", "canonical_sha256"),
        "canonical_record": RECORD,
        "events": list_of(event),
        "state": STATE,
    },
    {
        **_texts("short_pith_number", "merge_version", "built_at"),
        "bundle_signature": BUNDLE_SIGNATURE,
        "source": SOURCE,
        "source_aliases": list_of(ALIAS),
        "timestamp_proofs": _proofs,
        "mirror_hints": list_of(object_of(TEXT)),
        "public_keys": list_of(KEY),
        "links": object_of(TEXT),
    },
)
RECORD_DOCUMENT = Shape(
    {
        **_texts("record_type", "pith_number", "schema_version", "canonical_sha256"),
        "canonical_record": RECORD,
    },
    {
        **_texts("short_pith_number", "schema_url", "attestation_state"),
        **_texts("created_at", "updated_at"),
        **dict.fromkeys(("verification_status", "agent_actions", "event_summary"), OBJECT),
        **dict.fromkeys(("inbound_citations", "formal_canon"), OBJECT),
        **dict.fromkeys(("events", "paper_claims"), LIST),
        "receipt": RECEIPT,
        "source": SOURCE,
        "paper": PAPER,
        "graph_snapshot": SNAPSHOT,
        "aliases": list_of(ALIAS),
        "links": object_of(TEXT),
    },
)
INTEGRITY_REPORT = Shape(
    {"schema": TEXT},
    {
        "integrity": Shape(
            {},
            {
                **dict.fromkeys(("available", "clean"), BOOLEAN),
                "summary": OBJECT,
                "detectors_run": list_of(OBJECT),
                "findings": list_of(OBJECT),
                "snapshot_sha256": TEXT,
                "endpoint": TEXT,
            },
        ),
        **_texts("pith_number", "arxiv_id"),
        "events": list_of(OBJECT),
    },
)
MANIFEST = Shape({"manifest_type": TEXT}, {}, closed=False)
SHAPES: dict[str, Shape] = {
    "bundle": BUNDLE,
    "state": STATE,
    "record": RECORD_DOCUMENT,
    "integrity report": INTEGRITY_REPORT,
    "signing key": KEY,
    "mirror manifest": MANIFEST,
}
TYPES = {
    "bundle_type": ("pith_open_graph_bundle", "bundle"),
    "state_type": ("pith_open_graph_state", "state"),
    "record_type": ("pith_number_record", "record"),
    "manifest_type": ("pith_mirror_manifest", "mirror manifest"),
}
INTEGRITY_SCHEMA = "/schemas/pith-integrity/"


def kind_of(value: Any) -> str | None:
    """The type of document that ``value`` is; None where it is none of Pith's."""
    if not isinstance(value, dict):
        return None
    for member, (word, kind) in TYPES.items():
        if value.get(member) == word:
            return kind
    schema = value.get("schema")
    if isinstance(schema, str) and INTEGRITY_SCHEMA in schema:
        return "integrity report"
    return "signing key" if is_key(value) else None


def is_key(value: dict[str, Any]) -> bool:
    """Whether an object has the members of a key."""
    return "key_id" in value and ("public_key_b64" in value or "public_key_hex" in value)


def _is_type(name: str, word: Any) -> bool:
    is_of_pith = isinstance(word, str) and word.startswith("pith_")
    is_type = name.endswith("_type") and name != "signer_type"
    return name in (*TYPES, "event_type") or (is_type and is_of_pith)


def check_shape(case: Case) -> None:
    breaches = list(SHAPES[case.kind](case.value, ""))
    types = [name for name, word in case.value.items() if _is_type(name, word)]
    if "manifest_type" in case.value:
        types = [name for name in types if name in TYPES]
    if set(types) & set(TYPES):
        others = kind_of({name: one for name, one in case.value.items() if name not in TYPES})
        types += ["schema"] if others == "integrity report" else []
        types += ["key_id"] if others == "signing key" and case.kind != "mirror manifest" else []
    elif case.kind == "integrity report" and is_key(case.value):
        types = ["schema", "key_id"]
    if len(types) > 1:
        breaches.append(("document.schema", pointer(types[1]), "two types in one document"))
    for id_, path, note in breaches:
        case.add(id_, path, FAIL if id_ == "document.schema" else UNCHECKED, note)
    if not case.statuses("document.schema"):
        case.add("document.schema", "", PASS)


_KNOWN = {
    "bundle_version": "1.0",
    "state_version": "1.0",
    "schema_version": "1.0",
    "merge_version": "pith-open-graph-merge-v1",
    "receipt_version": "0.3",
}


def check_versions(case: Case) -> None:
    if case.kind == "integrity report":
        known = str(case.value.get("schema")).endswith(INTEGRITY_SCHEMA + "v1.json")
        case.add("document.version", "/schema", PASS if known else UNCHECKED)
    for part, path, name in _versioned(case):
        status = PASS if get(part, name) == _KNOWN[name] else UNCHECKED
        case.add("document.version", path + pointer(name), status, "not a known version")


def _versioned(case: Case) -> Iterator[tuple[Any, str, str]]:
    """Each part that has a version: the part, where it stands, the member's name."""
    value = case.value
    if case.kind == "bundle":
        yield value, "", "bundle_version"
        yield value, "", "merge_version"
        yield get(value, "canonical_record"), "/canonical_record", "schema_version"
        for index, item in enumerate(items_at(value, "events")):
            yield item, f"/events/{index}", "schema_version"
            if get(item, "event_type") == "record_created":
                yield from _creation(get(item, "payload"), f"/events/{index}/payload")
        yield from _state(get(value, "state"), "/state")
    elif case.kind == "state":
        yield from _state(value, "")
        payload = get(value, "current", "record_created", "payload")
        yield from _creation(payload, "/current/record_created/payload")
    elif case.kind == "record":
        yield value, "", "schema_version"
        yield from _creation(value, "")


def _state(state: Any, path: str) -> Iterator[tuple[Any, str, str]]:
    yield state, path, "state_version"
    yield state, path, "merge_version"


def _creation(payload: Any, path: str) -> Iterator[tuple[Any, str, str]]:
    record = get(payload, "canonical_record")
    yield record, path + "/canonical_record", "schema_version"
    yield get(payload, "receipt"), path + "/receipt", "receipt_version"
