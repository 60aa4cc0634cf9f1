"""The events of a document on a time axis: a row each, by signer, with dates, results and links.

Plain values, computed in a worker. Nothing is invented: an event without a date has no mark.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from inspector.document.document import Document
from inspector.document.json_types import Json, JsonObject, list_at, object_at, object_in, text_at
from inspector.document.kinds import Kind
from inspector.document.pointer import join
from inspector.gui.document import dates, titles
from inspector.gui.document.dates import Date
from inspector.gui.document.opened import PROBLEMS, Checked
from inspector.gui.timeline.timeline_scale import Scale
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import called, cell, middle, named
from inspector.jobs.memory import collector_aside
from inspector.merge.state import entries
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, watched
from inspector.tree.nodes import NodeTable
from inspector.verify.format import Cover
from inspector.verify.report import Signature
from inspector.verify.result import Result, Tally
from inspector.verify.trust import Standing

# --- links: the events that ``prev_event`` and ``supersedes`` name -------------------------------

MOST = 100
"""The limit on links from one event, and on links to it."""


class LinkKind(StrEnum):
    """The member of an event that makes the link."""

    PREV_EVENT = "prev_event"
    SUPERSEDES = "supersedes"


class EventLink(NamedTuple):
    """``target`` is None if no event of the document has the named id."""

    kind: LinkKind
    source: int
    target: int | None


def link_rows(events: Sequence[JsonObject]) -> Mapping[int, tuple[EventLink, ...]]:
    """The links from and to each of ``events``, by index."""
    by_id: dict[str, int] = {}
    for row, event in enumerate(events):
        if (event_id := text_at(event, "event_id")) is not None:
            by_id.setdefault(event_id, row)
    links: dict[int, list[EventLink]] = {}
    for row, event in enumerate(events):
        for kind, pointed in islice(_named(event), MOST):
            target = by_id.get(pointed) if isinstance(pointed, str) else None
            link = EventLink(kind, row, target)
            links.setdefault(row, []).append(link)
            if target is not None and target != row:
                _note(links.setdefault(target, []), link)
    return {row: tuple(found) for row, found in links.items()}


def _named(event: JsonObject) -> Iterator[tuple[LinkKind, Json]]:
    if (previous := event.get("prev_event")) is not None:
        yield LinkKind.PREV_EVENT, previous
    for event_id in list_at(event, "supersedes"):
        yield LinkKind.SUPERSEDES, event_id


def _note(links: list[EventLink], link: EventLink) -> None:
    if len(links) < 2 * MOST:
        links.append(link)


class SignedStatement(NamedTuple):
    """A signed statement at the JSON Pointer ``path``.

    ``name`` is its event type. ``holder``, at ``signature``, is the object with its signature and
    signing date, empty if there is none.
    """

    path: str
    value: JsonObject
    name: str
    created: Json
    holder: JsonObject
    signature: str


def places(document: Document) -> Iterator[SignedStatement]:
    """The signed statements of a document of any type, in its order."""
    value = document.value
    if document.kind is Kind.STATE:
        for entry in entries(object_at(value, "current") or {}, "/current"):
            yield _of_event(entry.path, entry.value, entry.event_type)
        return
    for index, event in enumerate(list_at(value, "events")):
        path = f"/events/{index}"
        if isinstance(event, dict):
            yield _of_event(path, event, text_at(event, "event_type") or "")
        else:
            yield SignedStatement(
                path, {}, translate("Timeline", "(not an object)"), None, {}, path
            )
    if document.kind is Kind.RECORD and (receipt := object_at(value, "receipt")) is not None:
        created = receipt.get("first_computed_at")
        yield SignedStatement("/receipt", receipt, "receipt", created, receipt, "/receipt")


def built_at(document: Document) -> Json:
    """The stated date of a bundle's building, or else of its signature."""
    if document.kind is not Kind.BUNDLE:
        return None
    signature = object_at(document.value, "bundle_signature") or {}
    built = document.value.get("built_at")
    return signature.get("signed_at") if built is None else built


def _of_event(path: str, event: JsonObject, type_: str) -> SignedStatement:
    holder, signature = _signature(event, path)
    return SignedStatement(path, event, type_, event.get("created_at"), holder, signature)


def _signature(event: JsonObject, path: str) -> tuple[JsonObject, str]:
    """An event's own signature; if it has none, as in a state, that of its receipt."""
    if (holder := object_at(event, "signature")) is not None:
        return holder, join(path, "signature")
    if (receipt := object_in(event, "payload", "receipt")) is not None:
        return receipt, path + "/payload/receipt"
    return {}, path


_STAGE = Progress("laying out the events", 0, 0)
_LONGEST_NAME = 80
_DEPTHS = (2, 3, 4)
"""The possible numbers of tokens in the pointer of a row, including the empty first one."""


class Signing(StrEnum):
    """Which signature a row itself has."""

    NONE = "none"
    """A state keeps the signers of events but not their signatures."""
    RECEIPT = "receipt"
    """Only that of its receipt, which covers only the canonical record."""
    WHOLE = "whole"


class Lane(NamedTuple):
    """Adjacent rows with the same signer and key whose own signatures have the same standing.

    They are ``first`` to ``end``, excluded. ``signer`` and ``key_id`` are the document's claims.
    ``standing`` is the standing of the key in the user's list, None if the signatures are not
    valid; ``name`` is its name there, or "".
    """

    signer: str
    key_id: str
    fingerprint: str
    standing: Standing | None
    name: str
    signing: Signing
    first: int
    end: int


class TimelineEvent(NamedTuple):
    """One row. ``worst`` is the worst result at or under the event, None if all pass."""

    node: int
    lane: int
    name: str
    created: Date
    signed: Date
    tally: Tally
    worst: Result | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the view shows. ``links`` are by row, those from and to it."""

    kind: Kind
    title: str
    lanes: tuple[Lane, ...]
    events: tuple[TimelineEvent, ...]
    links: Mapping[int, tuple[EventLink, ...]]
    built: Date
    scale: Scale
    rows: Mapping[int, int]
    table: NodeTable

    def event_id(self, row: int) -> str:
        """The stated id of an event, with its middle left out."""
        return cell(text_at(self.table.value(self.events[row].node), "event_id") or "")

    def row_of(self, node: int) -> int | None:
        """The row of the event that ``node`` is or is in; None if there is none."""
        for place in (node, *self.table.ancestors(node)):
            if (row := self.rows.get(place)) is not None:
                return row
        return None


class _Key(NamedTuple):
    """What identifies a lane.

    An impostor's key has the name of another, but not its fingerprint. A row that only names a
    signer does not get the standing of another row's signature.
    """

    signer: str
    key_id: str
    fingerprint: str
    standing: Standing | None
    name: str
    signing: Signing


@collector_aside()
def of_checked(checked: Checked, checkpoint: Checkpoint) -> Timeline:
    """The timeline of a verified document. Raises CancelledError only."""
    opened = checked.opened
    found = [*watched(places(opened.document), checkpoint, _STAGE)]
    signatures = {signature.path: signature for signature in checked.report.signatures}
    worst = _worst(checked, {place.path for place in found})
    grouped: dict[_Key, list[SignedStatement]] = {}
    for place in found:
        grouped.setdefault(_key(place, signatures), []).append(place)
    lanes: list[Lane] = []
    events: list[TimelineEvent] = []
    for number, (key, members) in enumerate(grouped.items()):
        first, end = len(events), len(events) + len(members)
        lanes.append(Lane(*_shown(key), first, end))
        for place in watched(members, checkpoint, _STAGE):
            node = opened.table.find(place.path)
            tally = checked.node_results.tally(node)
            events.append(_event(place, node, number, tally, worst.get(place.path)))
    built = dates.read(built_at(opened.document))
    return Timeline(
        opened.document.kind,
        titles.headline(checked, is_marked=True) or middle(opened.name, _LONGEST_NAME),
        tuple(lanes),
        tuple(events),
        link_rows([place.value for members in grouped.values() for place in members]),
        built,
        Scale(_seconds(events, built)),
        {event.node: row for row, event in enumerate(events)},
        opened.table,
    )


def _event(
    place: SignedStatement, node: int, lane: int, tally: Tally, worst: Result | None
) -> TimelineEvent:
    return TimelineEvent(
        node,
        lane,
        called(place.name, _LONGEST_NAME) if place.name else "",
        dates.read(place.created),
        dates.read(place.holder.get("signed_at")),
        tally,
        worst,
    )


def _seconds(events: list[TimelineEvent], built: Date) -> Iterator[int]:
    known = (date for event in events for date in (event.created, event.signed))
    for date in (built, *known):
        if (second := date.second) is not None:
            yield second


def _key(place: SignedStatement, signatures: Mapping[str, Signature]) -> _Key:
    """The signer of a row, and the key of its own signature or else the one it names."""
    signature = signatures.get(place.signature)
    signer = object_at(place.value, "signer") or place.holder
    key_id = text_at(signer, "key_id") or ""
    fingerprint = text_at(signer, "public_key_fingerprint") or ""
    standing, name = None, ""
    if signature is not None:
        key_id, fingerprint = signature.key_id or key_id, signature.fingerprint or fingerprint
        standing, name = signature.standing, signature.name
    claimed = text_at(signer, "signer_id") or ""
    return _Key(claimed, key_id, fingerprint, standing, name, _signing(place, signature))


def _signing(place: SignedStatement, signature: Signature | None) -> Signing:
    if signature is None or not place.holder:
        return Signing.NONE
    is_part = signature.cover is Cover.RECEIPT and place.signature != place.path
    return Signing.RECEIPT if is_part else Signing.WHOLE


def _shown(key: _Key) -> _Key:
    return key._replace(
        signer=_word(key.signer),
        key_id=_word(key.key_id),
        fingerprint=_word(key.fingerprint),
        name=_word(key.name),
    )


def _word(name: str) -> str:
    return named(name, _LONGEST_NAME) if name else ""


def _worst(checked: Checked, paths: set[str]) -> dict[str, Result]:
    """The worst result at or under each of ``paths``, the first of equals; passes left out."""
    worst: dict[str, Result] = {}
    for status in PROBLEMS:
        for result in checked.findings[status]:
            tokens = result.path.split("/", max(_DEPTHS))
            for depth in _DEPTHS:
                if (path := "/".join(tokens[:depth])) in paths:
                    worst.setdefault(path, result)
                    break
    return worst
