"""Where a document has what the timeline shows: events, entries that were events, a receipt."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.access import list_at, object_at, object_in, text_at
from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject
from inspector.document.kinds import Kind
from inspector.document.pointer import join
from inspector.gui.translation import translate
from inspector.merge.rebuild import entries


class Place(NamedTuple):
    """A signed statement at the JSON Pointer ``path``.

    ``name`` is its event type. ``holder``, at ``signature``, is the object with its signature
    and the date of it, empty where the document has none.
    """

    path: str
    value: JsonObject
    name: str
    created: Json
    holder: JsonObject
    signature: str


def places(document: Document) -> Iterator[Place]:
    """What a document of any kind has for the timeline, in its order."""
    value = document.value
    if document.kind is Kind.STATE:
        for entry in entries(object_at(value, "current") or {}, "/current"):
            yield _event(entry.path, entry.value, entry.event_type)
        return
    for index, event in enumerate(list_at(value, "events")):
        path = f"/events/{index}"
        if isinstance(event, dict):
            yield _event(path, event, text_at(event, "event_type") or "")
        else:
            yield Place(path, {}, translate("Timeline", "(not an object)"), None, {}, path)
    if document.kind is Kind.RECORD and (receipt := object_at(value, "receipt")) is not None:
        created = receipt.get("first_computed_at")
        yield Place("/receipt", receipt, "receipt", created, receipt, "/receipt")


def built_at(document: Document) -> Json:
    """When a bundle was built, as it states it, else when it was signed."""
    if document.kind is not Kind.BUNDLE:
        return None
    signature = object_at(document.value, "bundle_signature") or {}
    built = document.value.get("built_at")
    return signature.get("signed_at") if built is None else built


def _event(path: str, event: JsonObject, type_: str) -> Place:
    holder, signature = _signature(event, path)
    return Place(path, event, type_, event.get("created_at"), holder, signature)


def _signature(event: JsonObject, path: str) -> tuple[JsonObject, str]:
    """An event's own signature; where it has none, as in a state, that of its receipt."""
    if (holder := object_at(event, "signature")) is not None:
        return holder, join(path, "signature")
    if (receipt := object_in(event, "payload", "receipt")) is not None:
        return receipt, path + "/payload/receipt"
    return {}, path
