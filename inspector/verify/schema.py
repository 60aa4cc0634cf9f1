"""Rules for the shape of a document: members and types, unknown members, versions, encoding."""

import hashlib
from collections.abc import Iterator
from typing import Any

from inspector.document.document import PLAIN, Document
from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in, text_at
from inspector.document.kinds import INTEGRITY_SCHEMA, Kind, type_members
from inspector.document.pointer import escape, join
from inspector.merge.state import MERGE_VERSION, RECORD_CREATED, TYPES_BY_LIST
from inspector.messages import Message, Value, msg
from inspector.verify.format import STATE_RECORD
from inspector.verify.result import (
    NOT_KNOWN,
    NOT_REACHED,
    Result,
    failed,
    missing,
    passed,
    unchecked,
    warned,
)
from inspector.verify.shapes import (
    BUNDLE_SHAPE,
    ENTRY_SHAPE,
    EVENT_SHAPE,
    PAYLOADS,
    SHAPES,
    STATE_SHAPE,
    Nested,
    ObjectShape,
    Type,
)

MOST_BREACHES = 1_000
"""A document with more breaches has failed, and is not checked further."""
MOST_UNKNOWN = 1_000
_MOST_SOUND = 100
_RECEIPT_VERSION = "0.3"
_NULL, _TRUTH = msg("null"), msg("true or false")
_TYPES: dict[type, Message] = {
    dict: msg("an object"),
    list: msg("a list"),
    str: msg("a string"),
    int: msg("an integer"),
    float: msg("a number"),
}


_BUNDLE_ONLY = ObjectShape(
    {**BUNDLE_SHAPE.members, "state": BUNDLE_SHAPE.members["state"]._replace(inside=None)},
    " ".join(BUNDLE_SHAPE.required),
)
"""A bundle without a look into its state."""
_UNRULED = ("events", "event_summary", "paper_claims", "inbound_citations", "formal_canon")
"""Members of a record for which the format has no rule; all seen so far are empty."""


class SchemaCheck:
    """One walk over all objects of a known shape; collects breaches and unknown members."""

    def __init__(self, kind: Kind, value: JsonObject) -> None:
        self.breaches: list[Result] = []
        self.unknown: list[Result] = []
        self._left_out = 0
        self._value = value
        self._is_known = kind is not Kind.MIRROR_MANIFEST
        self._one_type(value)
        self._object(value, _BUNDLE_ONLY if kind is Kind.BUNDLE else SHAPES[kind], "")
        if kind is Kind.BUNDLE and value.get("timestamp_proofs"):
            detail = msg("the format has no rule for timestamp proofs")
            self._add_unknown("/timestamp_proofs", detail)
        elif kind is Kind.RECORD:
            self._unruled(value)

    def look_into_state(self) -> None:
        """Also walk over the state of a bundle.

        A state that equals the merge consists of values that were walked over before.
        """
        state = self._value.get("state")
        if isinstance(state, dict):
            self._object(state, STATE_SHAPE, "/state")

    @property
    def is_shapeless(self) -> bool:
        """Whether there are so many breaches that no other check is made."""
        return len(self.breaches) >= MOST_BREACHES

    def results(self) -> Iterator[Result]:
        """document.schema and document.unknown, one result per place; one pass if there is no
        breach."""
        if self._is_known:
            yield from self.breaches or [passed("document.schema", "")]
            yield from self.unknown or [passed("document.unknown", "")]
        else:
            detail = msg("what a mirror manifest must have, and may have, is not known")
            unknown = unchecked("document.schema", "", detail, reason=NOT_KNOWN)
            yield from self.breaches or [unknown]
            yield unknown._replace(id="document.unknown")
        if self._left_out:
            detail = msg("{} more members are not known", self._left_out)
            yield unchecked("document.unknown", "", detail, reason=NOT_KNOWN)
        if self.is_shapeless:
            detail = msg("the document breaks its shape in {} or more places", MOST_BREACHES)
            yield unchecked("document.schema", "", detail, reason=NOT_REACHED)

    def _one_type(self, value: JsonObject) -> None:
        stated = type_members(value)
        if len(stated) > 1:
            detail = msg(
                "The document names two types: {} and {}", Value(stated[0]), Value(stated[1])
            )
            self._breach(detail, join("", stated[1]), None, value[stated[1]])

    def _object(self, value: JsonObject, shape: ObjectShape, path: str) -> None:
        event_type = _event_type(value, shape, path)
        if _is_sound(value, shape, event_type):
            return
        if shape.others is not None:
            self._others(value, shape.others, path)
            return
        before = self._found
        self._members(value, shape, path)
        nested = _inside(value, shape)
        if self._found == before and not self.is_shapeless and len(shape.sound) < _MOST_SOUND:
            shape.sound[(*value, *map(type, value.values()))] = nested
        for name, inside, elements in nested:
            member = value[name]
            if type(member) is dict and inside is not None:
                self._object(member, inside, f"{path}/{name}")
            elif member and elements is not None:
                self._elements(member, inside, elements, f"{path}/{name}")
        if shape is EVENT_SHAPE or shape is ENTRY_SHAPE:
            self._payload(value, path, event_type)

    @property
    def _found(self) -> int:
        return len(self.breaches) + len(self.unknown) + self._left_out

    def _members(self, value: JsonObject, shape: ObjectShape, path: str) -> None:
        """Check the members of an object, but not the values inside them."""
        for name, member in value.items():
            expected = shape.members.get(name)
            if expected is None:
                self._not_known(path, name)
            elif type(member) not in expected.types:
                self._wrong_type(member, expected, f"{path}/{escape(name)}")
        for name in shape.required:
            if name not in value:
                self._breach(msg("The member {} is missing", name), f"{path}/{name}")

    def _others(self, value: JsonObject, expected: Type, path: str) -> None:
        """Check an object whose member names are free and whose members all have one type."""
        for name, member in value.items():
            if type(member) not in expected.types:
                self._wrong_type(member, expected, join(path, name))

    def _elements(self, value: Json, inside: ObjectShape | None, elements: Type, path: str) -> None:
        if not isinstance(value, list) or self.is_shapeless:
            return
        if inside is None and elements.types.issuperset(map(type, value)):
            return
        for index, element in enumerate(value):
            if type(element) not in elements.types:
                self._wrong_type(element, elements, f"{path}/{index}")
            elif inside is not None and isinstance(element, dict):
                self._object(element, inside, f"{path}/{index}")

    def _payload(self, holder: JsonObject, path: str, event_type: str) -> None:
        """Check the payload of an event, or of an entry of a state, by the event's type."""
        payload = holder.get("payload")
        if type(payload) is not dict:
            return
        shape = PAYLOADS.get(event_type)
        place = path + "/payload"
        if shape is not None:
            self._object(payload, shape, place)
        elif payload and not path.startswith("/state/"):  # reported for the bundle's event
            detail = msg("the format has no rule for what this payload says")
            self._add_unknown(place, detail)

    def _unruled(self, value: JsonObject) -> None:
        """Report the members without a rule that are not empty."""
        for name in _UNRULED:
            member = value.get(name)
            said = member.values() if isinstance(member, dict) else (member,)
            if any(said):
                detail = msg("the format has no rule for what {} says", Value(name))
                self._add_unknown(f"/{name}", detail)

    def _wrong_type(self, value: Json, expected: Type, path: str) -> None:
        word = _TRUTH if isinstance(value, bool) else _TYPES.get(type(value), _NULL)
        name = path.rpartition("/")[2]
        detail = msg("{} is not {} but {}", Value(name), expected.word, word)
        self._breach(detail, path, str(expected.word), str(word))

    def _breach(
        self, detail: Message, path: str, expected: Json = None, actual: Json = None
    ) -> None:
        if not self.is_shapeless:
            self.breaches.append(failed("document.schema", path, detail, expected, actual))

    def _not_known(self, path: str, name: str) -> None:
        detail = msg("the format does not name the member {}", Value(name))
        self._add_unknown(join(path, name), detail)

    def _add_unknown(self, path: str, detail: Message) -> None:
        if len(self.unknown) < MOST_UNKNOWN:
            self.unknown.append(unchecked("document.unknown", path, detail, reason=NOT_KNOWN))
        else:
            self._left_out += 1


_ENTRY_TYPES = {RECORD_CREATED: RECORD_CREATED, **TYPES_BY_LIST}
"""The type of the event that an entry of a state was, by the member that contains it."""


def _is_sound(value: Json, shape: ObjectShape, event_type: str) -> bool:
    """Whether an object and all values in it have shapes that were found valid before.

    Builds no paths, so it is fast. ``event_type`` is that of an entry of a state.
    """
    waiting: list[tuple[Any, ObjectShape, str]] = [(value, shape, event_type)]
    for one, its_shape, type_ in waiting:  # the list grows during the loop
        if type(one) is not dict:
            return False
        nested = its_shape.sound.get((*one, *map(type, one.values())))
        if nested is None and not _is_of_one_type(one, its_shape):
            return False
        for name, inside, elements in nested or ():
            if inside is None:
                if elements and not elements.types.issuperset(map(type, one[name])):
                    return False
            elif elements is None:
                waiting.append((one[name], inside, _ENTRY_TYPES.get(name, "")))
            else:
                entry_type = _ENTRY_TYPES.get(name, "")
                waiting += [(element, inside, entry_type) for element in one[name]]
        if its_shape is EVENT_SHAPE or its_shape is ENTRY_SHAPE:
            known = PAYLOADS.get(one["event_type"] if its_shape is EVENT_SHAPE else type_)
            if known is None:
                return False  # left to the full walk
            waiting.append((one["payload"], known, ""))
    return True


def _is_of_one_type(value: JsonObject, shape: ObjectShape) -> bool:
    """Whether the object's member names are free and all members have the expected type."""
    return shape.others is not None and shape.others.types.issuperset(map(type, value.values()))


def _inside(value: JsonObject, shape: ObjectShape) -> Nested:
    """The members of the object that contain values of a known shape, with their types."""
    found = ((name, shape.members.get(name)) for name in value)
    return tuple(
        (name, type_.inside, type_.elements)
        for name, type_ in found
        if type_ is not None
        and (type_.inside is not None or type_.elements is not None)
        and type(value[name]) in type_.types
    )


def _event_type(value: JsonObject, shape: ObjectShape, path: str) -> str:
    """The type of an event, or of the event that an entry of a state was: its place says that,
    whatever the entry says. "" for any other object."""
    if shape is EVENT_SHAPE:
        return text_at(value, "event_type") or ""
    if shape is not ENTRY_SHAPE:
        return ""
    *_, above, last = path.split("/")
    return RECORD_CREATED if last == RECORD_CREATED else TYPES_BY_LIST.get(above, "")


def versions(kind: Kind, value: JsonObject) -> list[Result]:
    """document.version: one result for each version that is not a known one, or else one pass."""
    found: list[Result] = []
    has_any = False
    for path, holder, name, known in _stated_versions(kind, value):
        has_any, stated = True, holder.get(name)
        if stated == known:
            continue
        if name not in holder:
            found.append(missing("document.version", f"{path}/{name}"))
        elif len(found) < MOST_BREACHES:
            detail = msg("{} is not the known {}, so its rules may differ", name, Value(known))
            found.append(unchecked("document.version", f"{path}/{name}", detail, known, stated))
    if not has_any:
        return [unchecked("document.version", "", msg("versions of this type are not known"))]
    return found or [passed("document.version", "")]


_VERSIONS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.BUNDLE: (("bundle_version", "1.0"), ("merge_version", MERGE_VERSION)),
    Kind.STATE: (("state_version", "1.0"), ("merge_version", MERGE_VERSION)),
    Kind.RECORD: (("schema_version", "1.0"),),
}


def _stated_versions(kind: Kind, value: JsonObject) -> Iterator[tuple[str, JsonObject, str, str]]:
    """Each place that states a version: its path, its object, the member's name, the known
    value."""
    if kind is Kind.INTEGRITY_REPORT:
        stated = str(value.get("schema"))
        yield "", value, "schema", stated if stated.endswith(INTEGRITY_SCHEMA) else INTEGRITY_SCHEMA
    for name, known in _VERSIONS.get(kind, ()):
        yield "", value, name, known
    if kind is Kind.BUNDLE:
        if (state := object_at(value, "state")) is not None:
            yield "/state", state, "state_type", "pith_open_graph_state"
            for name, known in _VERSIONS[Kind.STATE]:
                yield "/state", state, name, known
        for index, event in enumerate(list_at(value, "events")):
            if isinstance(event, dict):
                yield f"/events/{index}", event, "schema_version", "1.0"
    created = list(creations(kind, value))
    own = ("/current", object_at(value, "current")) if kind is Kind.STATE else ("", value)
    for path, holder in (own, *created):
        if (record := object_at(holder, "canonical_record")) is not None:
            yield path + "/canonical_record", record, "schema_version", "1.0"
    for path, holder in created if kind is not Kind.RECORD else (own,):
        if (receipt := object_at(holder, "receipt")) is not None:
            yield path + "/receipt", receipt, "receipt_version", _RECEIPT_VERSION


def creations(kind: Kind, value: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """The payloads of a bundle's record_created events, or of that entry of a state, with their
    paths."""
    if kind is Kind.STATE:
        payload = object_in(value, "current", RECORD_CREATED, "payload")
        if payload is not None:
            yield STATE_RECORD, payload
    elif kind is Kind.BUNDLE:
        for index, event in enumerate(list_at(value, "events")):
            if isinstance(event, dict) and event.get("event_type") == RECORD_CREATED:
                payload = object_at(event, "payload")
                if payload is not None:
                    yield f"/events/{index}/payload", payload


def receipt_holders(kind: Kind, value: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Every object of a document that holds a receipt, with its path."""
    alone = [("", value)] if kind is Kind.RECORD else []
    for path, holder in (*alone, *creations(kind, value)):
        if object_at(holder, "receipt") is not None:
            yield path, holder


# --- encoding ---------------------------------------------------------------------------------


def encoding(document: Document) -> tuple[Result, ...]:
    """document.encoding: one warning, or nothing for plain UTF-8, which the format requires.

    The hashes of the format are computed over canonical JSON, so they do not depend on the
    encoding. But two files with the same text then have different hashes, so the warning gives
    both.
    """
    stated = document.encoding
    if stated is PLAIN:
        return ()
    detail = msg(
        "The file is {}; its text was read and checked, and a copy in UTF-8 has other bytes",
        stated.name,
    )
    return (
        warned(
            "document.encoding",
            "",
            detail,
            expected={"encoding": str(PLAIN.name), "sha256": _sha256(document.text)},
            actual={"encoding": str(stated.name), "sha256": _sha256(document.data)},
        ),
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
