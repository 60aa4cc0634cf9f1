"""A side of a comparison: a document, or a state computed from a bundle, and the report on it."""

import hashlib
from dataclasses import dataclass

from inspector.document.canonical import digest
from inspector.document.document import Document
from inspector.document.json_types import JsonObject, list_at
from inspector.document.kinds import NAMES, Kind
from inspector.errors import EventCountError, InspectorError, MergeUnknownError, WrongDocumentError
from inspector.merge.state import STATE_HASH, merge, unknown_rules
from inspector.messages import Count, msg
from inspector.named_tuple import NamedTuple
from inspector.tree.nodes import NodeTable
from inspector.verify.report import Report


@dataclass(frozen=True, slots=True)
class Side:
    """A document to compare, into which the JSON Pointers of this side lead.

    If ``at`` is a number, the document is the state computed from that many first events of the
    bundle ``source``, and the report is that bundle's: a computed state proves nothing. ``source``
    is what the user named, ``name`` a short name that is safe to show. ``verified`` is None until
    the document is verified; its values can be compared before.
    """

    source: str
    name: str
    document: Document
    table: NodeTable
    verified: Report | None
    at: int | None = None

    @property
    def report(self) -> Report:
        """Raises ValueError if the document is not verified yet."""
        if self.verified is None:
            raise ValueError("This side has not been verified yet")
        return self.verified

    @property
    def sha256(self) -> str:
        """The SHA-256 of the compared bytes, which identifies the document better than its name."""
        return hashlib.sha256(self.document.data).hexdigest()


# --- not compared -----------------------------------------------------------


class Unusable(NamedTuple):
    """A side that cannot be compared: the source could not be read, or has no such state.

    ``report`` is that of the source; its verdict is "unreadable" if it could not be read.
    """

    source: str
    report: Report
    error: InspectorError


class NotCompared(NamedTuple):
    """A comparison that could not be made.

    ``error`` is set if both sides could be read but have no part in common.
    """

    left: Side | Unusable
    right: Side | Unusable
    error: InspectorError | None = None


# --- states computed from a bundle -----------------------------------------------------------


def event_count(document: Document) -> int:
    """The number of events of the bundle. Raises WrongDocumentError for any other document."""
    return len(list_at(_bundle(document), "events"))


def state_after(document: Document, count: int) -> Document:
    """The state after the first ``count`` events of a bundle, 1 ≤ ``count`` ≤ number of events.

    It is computed by the known merge rules; no signature says that it was ever published. Only
    events are left out: the aliases are those of the whole bundle. The state shares values with the
    bundle, which is not modified. Raises WrongDocumentError, EventCountError and MergeUnknownError.
    """
    held = event_count(document)
    if not 1 <= count <= held:
        has = Count("%n event", "%n events", held) if held else msg("no events")
        raise EventCountError("The bundle has {}; there is no state after event {}", has, count)
    return _state(document, document.value | {"events": list_at(document.value, "events")[:count]})


def merged_state(document: Document) -> Document:
    """The state after all events of a bundle. Raises WrongDocumentError, MergeUnknownError."""
    return _state(document, _bundle(document))


def _bundle(document: Document) -> JsonObject:
    if document.kind is not Kind.BUNDLE:
        raise WrongDocumentError(
            "Only a bundle has events to merge; this document is of another type ({})",
            NAMES[document.kind],
        )
    return document.value


def _state(document: Document, bundle: JsonObject) -> Document:
    if (reason := unknown_rules(bundle)) is not None:
        raise MergeUnknownError("The state cannot be computed: {}", reason)
    state = merge(bundle)
    state[STATE_HASH] = digest(state, plain=document.size.plain)
    return Document(document.write(state), state, Kind.STATE)
