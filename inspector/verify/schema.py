"""The shape of a document: the members that rules need, by type; and the known versions."""

from collections.abc import Iterable

from inspector.document.access import list_at, object_at
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.pointer import join
from inspector.merge.state import MERGE_VERSION
from inspector.verify.result import Result, failed, passed, unchecked


class _Shape:
    """The members of one kind of object: name, type, and whether it must be there."""

    __slots__ = ("members", "names", "types")

    def __init__(self, *members: tuple[str, type, bool]) -> None:
        self.members = members
        self.names = tuple(name for name, _, _ in members)
        self.types = tuple(type_ for _, type_, _ in members)


_WORDS = {str: "a string", list: "a list", dict: "an object", int: "an integer"}

_RECORD = _Shape(
    ("source", dict, True),
    ("metadata", dict, True),
    ("schema_version", str, True),
)
_BUNDLE = _Shape(
    ("bundle_version", str, True),
    ("pith_number", str, True),
    ("short_pith_number", str, False),
    ("canonical_record", dict, True),
    ("canonical_sha256", str, True),
    ("source", dict, False),
    ("source_aliases", list, True),
    ("events", list, True),
    ("timestamp_proofs", list, False),
    ("mirror_hints", list, False),
    ("public_keys", list, False),
    ("merge_version", str, True),
    ("built_at", str, True),
    ("links", dict, False),
    ("state", dict, True),
    ("bundle_signature", dict, False),
)
_EVENT = _Shape(
    ("event_type", str, True),
    ("subject_pith_number", str, True),
    ("target", str, True),
    ("payload", dict, True),
    ("signer", dict, True),
    ("created_at", str, True),
    ("supersedes", list, True),
    ("content_sha256", str, True),
    ("schema_version", str, True),
    ("event_id", str, True),
    ("signature", dict, False),
)
_STATE = _Shape(
    ("state_version", str, True),
    ("pith_number", str, True),
    ("merge_version", str, True),
    ("event_count", int, True),
    ("current", dict, True),
    ("applied_event_ids", list, True),
    ("state_sha256", str, True),
)
_PITH_RECORD = _Shape(
    ("schema_version", str, True),
    ("pith_number", str, True),
    ("canonical_record", dict, True),
    ("canonical_sha256", str, True),
    ("receipt", dict, False),
    ("aliases", list, False),
    ("events", list, False),
    ("graph_snapshot", dict, False),
    ("links", dict, False),
    ("verification_status", dict, False),
)
_KEY = _Shape(("key_id", str, True))
_ALIAS = _Shape(("alias_kind", str, True), ("alias_value", str, True))
_REPORT = _Shape(("events", list, True))
_TOP = {
    Kind.BUNDLE: _BUNDLE,
    Kind.STATE: _STATE,
    Kind.RECORD: _PITH_RECORD,
    Kind.SIGNING_KEY: _KEY,
    Kind.INTEGRITY_REPORT: _REPORT,
    Kind.MIRROR_MANIFEST: _Shape(),
}
_VERSIONS = {
    Kind.BUNDLE: (("bundle_version", "1.0"), ("merge_version", MERGE_VERSION)),
    Kind.STATE: (("state_version", "1.0"), ("merge_version", MERGE_VERSION)),
    Kind.RECORD: (("schema_version", "1.0"),),
}


def check(kind: Kind, value: JsonObject) -> list[Result]:
    """document.schema: one result for each breach, or one pass for the whole document."""
    breaches = list(_breaches(value, _TOP[kind], ""))
    for shape, parts in (
        (_RECORD, _records(kind, value)),
        (_EVENT, _items(value, "events") if kind is Kind.BUNDLE else ()),
        (_ALIAS, _items(value, "source_aliases" if kind is Kind.BUNDLE else "aliases")),
        (_KEY, _items(value, "public_keys")),
        (_STATE, _state(kind, value)),
    ):
        for path, part in parts:
            breaches += _breaches(part, shape, path)
    return breaches or [passed("document.schema", "")]


def _records(kind: Kind, value: JsonObject) -> list[tuple[str, Json]]:
    holder = object_at(value, "current") if kind is Kind.STATE else value
    path = "/current" if kind is Kind.STATE else ""
    record = holder.get("canonical_record") if holder else None
    return [] if record is None else [(path + "/canonical_record", record)]


def _items(value: JsonObject, name: str) -> Iterable[tuple[str, Json]]:
    return ((f"/{name}/{index}", item) for index, item in enumerate(list_at(value, name)))


def _state(kind: Kind, value: JsonObject) -> list[tuple[str, Json]]:
    state = value.get("state") if kind is Kind.BUNDLE else None
    return [] if state is None else [("/state", state)]


def _breaches(value: Json, shape: _Shape, path: str) -> list[Result]:
    if not isinstance(value, dict):
        return [failed("document.schema", path, "This is not an object", "an object", _kind(value))]
    found: list[Result] = []
    if tuple(map(type, map(value.get, shape.names))) == shape.types:
        return found
    for name, type_, required in shape.members:
        if type(member := value.get(name)) is type_:
            continue
        if name in value:
            detail = f"The member {name} is not {_WORDS[type_]}"
            place = join(path, name)
            found.append(failed("document.schema", place, detail, _WORDS[type_], _kind(member)))
        elif required:
            detail = f"The member {name} is missing"
            found.append(failed("document.schema", join(path, name), detail))
    return found


def _kind(value: Json) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _WORDS.get(type(value), "a number")


def versions(kind: Kind, value: JsonObject) -> Result:
    """document.version: the document, its state, record and events are of known versions."""
    for path, holder, name, known in _stated_versions(kind, value):
        if (stated := holder.get(name)) != known:
            reason = f"Not made: {name} is not the known “{known}”, so its rules may differ"
            return unchecked("document.version", join(path, name), reason, known, stated)
    if kind not in _VERSIONS:
        return unchecked("document.version", "", "Not made: versions of this type are not known")
    return passed("document.version", "")


def _stated_versions(kind: Kind, value: JsonObject) -> Iterable[tuple[str, JsonObject, str, str]]:
    for name, known in _VERSIONS.get(kind, ()):
        yield "", value, name, known
    state = object_at(value, "state") if kind is Kind.BUNDLE else None
    if state is not None:
        yield "/state", state, "state_type", "pith_open_graph_state"
        for name, known in _VERSIONS[Kind.STATE]:
            yield "/state", state, name, known
    for path, part in _records(kind, value):
        if isinstance(part, dict):
            yield path, part, "schema_version", "1.0"
    if kind is Kind.BUNDLE:
        for path, event in _items(value, "events"):
            if isinstance(event, dict):
                yield path, event, "schema_version", "1.0"
