"""The state of a record as it was after so many of its events: what the first of them give.

It is computed here by the known rules; no signature says that it ever was published like this.
"""

from inspector.document.access import list_at
from inspector.document.canonical import digest
from inspector.document.document import Document
from inspector.document.json_types import JsonObject
from inspector.document.kinds import NAMES, Kind
from inspector.errors import EventCountError, MergeUnknownError, WrongDocumentError
from inspector.merge.state import STATE_HASH, merge, unknown_rules
from inspector.messages import Count, msg


def event_count(document: Document) -> int:
    """How many events the bundle holds. Raises WrongDocumentError for any other document."""
    return len(list_at(_bundle(document), "events"))


def state_after(document: Document, count: int) -> Document:
    """The state that the first ``count`` events of a bundle give, of 1 to all of them.

    The events alone are taken from that time: aliases are no events, they are the bundle's own.
    The state shares values with the bundle, which is not changed. Raises WrongDocumentError,
    EventCountError, MergeUnknownError.
    """
    held = event_count(document)
    if not 1 <= count <= held:
        has = Count("%n event", "%n events", held) if held else msg("no events")
        raise EventCountError("The bundle has {}; there is no state after event {}", has, count)
    return _state(document, document.value | {"events": list_at(document.value, "events")[:count]})


def merged_state(document: Document) -> Document:
    """The state that all events of a bundle give. Raises WrongDocumentError, MergeUnknownError."""
    return _state(document, _bundle(document))


def _bundle(document: Document) -> JsonObject:
    if document.kind is not Kind.BUNDLE:
        raise WrongDocumentError(
            "This is a {}; only a bundle has events to merge", NAMES[document.kind]
        )
    return document.value


def _state(document: Document, bundle: JsonObject) -> Document:
    if (reason := unknown_rules(bundle)) is not None:
        raise MergeUnknownError("The state cannot be computed: {}", reason)
    state = merge(bundle)
    state[STATE_HASH] = digest(state, plain=document.size.plain)
    return Document(document.write(state), state, Kind.STATE)
