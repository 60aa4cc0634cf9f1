"""What the timeline says of an event in a few words, and what a screen reader says of its row."""

from inspector.document.kinds import Kind
from inspector.gui.models import signs
from inspector.gui.models.signs import Sign
from inspector.gui.models.timeline import timeline_dates
from inspector.gui.models.timeline.timeline import Lane, Timeline, TimelineEvent
from inspector.gui.models.timeline.timeline_dates import Zone
from inspector.gui.models.timeline.timeline_links import Link, LinkKind
from inspector.gui.models.trust import key_text
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import N_, plural, translate
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Status

_REASONS: dict[tuple[str, Status], str] = {
    ("document.schema", FAIL): N_("Timeline", "wrong shape"),
    ("event.content_hash", FAIL): N_("Timeline", "content differs"),
    ("event.content_hash", UNCHECKED): N_("Timeline", "no hash to check"),
    ("event.id", FAIL): N_("Timeline", "id differs"),
    ("event.links", FAIL): N_("Timeline", "link leads nowhere"),
    ("event.signature", FAIL): N_("Timeline", "signature not valid"),
    ("event.signature", UNCHECKED): N_("Timeline", "signature"),
    ("event.signer", FAIL): N_("Timeline", "signer differs"),
    ("event.signer", UNCHECKED): N_("Timeline", "key not at hand"),
    ("event.subject", FAIL): N_("Timeline", "another record"),
    ("event.type", UNCHECKED): N_("Timeline", "type not known"),
    ("event.unique", FAIL): N_("Timeline", "stands twice"),
    ("key.trust", FAIL): N_("Timeline", "key distrusted"),
    ("key.trust", WARN): N_("Timeline", "key unknown"),
    ("receipt.hash", FAIL): N_("Timeline", "receipt differs"),
    ("receipt.signature", FAIL): N_("Timeline", "receipt not valid"),
    ("record.canonical_hash", FAIL): N_("Timeline", "record differs"),
    ("record.pith_number", FAIL): N_("Timeline", "another number"),
    ("snapshot.abstract", UNCHECKED): N_("Timeline", "no paper text"),
    ("snapshot.metadata", FAIL): N_("Timeline", "metadata differs"),
    ("snapshot.title", FAIL): N_("Timeline", "title differs"),
    ("state.event_id", FAIL): N_("Timeline", "content differs"),
    ("time.order", WARN): N_("Timeline", "order of dates"),
}


def sign(event: TimelineEvent) -> Sign | None:
    """The worst result with a few words; None where no check speaks of the event."""
    if event.worst is None:
        return signs.of_status(PASS) if event.tally.passed else None
    found = signs.of_result(event.worst)
    named = _REASONS.get((event.worst.id, event.worst.status))
    reason = translate("Timeline", named) if named else event.worst.id
    return found._replace(word=translate("Timeline", "{}: {}").format(found.word, reason))


def key_sign(lane: Lane) -> Sign:
    """What the user's list says of a lane's key."""
    if lane.standing is not None:
        return key_text.sign(lane.standing)
    return Sign("unsigned", Tone.UNPROVEN, translate("Timeline", "not proven"))


def signer(lane: Lane) -> str:
    return lane.signer or translate("Timeline", "(no signer named)")


def key(lane: Lane) -> str:
    return lane.key_id or translate("Timeline", "(no key named)")


def name(event: TimelineEvent) -> str:
    return event.name or translate("Timeline", "(no type)")


def created(event: TimelineEvent, zone: Zone) -> str:
    return translate("Timeline", "created {}").format(timeline_dates.full(event.created, zone))


def signed(event: TimelineEvent, zone: Zone) -> str:
    return translate("Timeline", "signed {}").format(timeline_dates.full(event.signed, zone))


def spoken(timeline: Timeline, row: int, zone: Zone) -> str:
    """All that a row says, the result first."""
    event = timeline.events[row]
    found = sign(event)
    parts = [found.word if found else "", name(event), created(event, zone), signed(event, zone)]
    parts += [_from(timeline.lanes[event.lane]), *_linked(timeline, row)]
    return ", ".join(part for part in parts if part)


def lane_spoken(lane: Lane) -> str:
    """Who signed, with which key, and what is known of it."""
    parts = [_from(lane)]
    if lane.fingerprint:
        parts.append(translate("Timeline", "fingerprint {}").format(lane.fingerprint))
    if lane.standing is None:
        parts.append(translate("Timeline", "no signature with this key holds here"))
    return ", ".join(parts)


def summary(timeline: Timeline) -> str:
    """ "8 events, 2 signers"; what a state or a record holds is no longer the event itself."""
    rows = _events(len(timeline.events))
    if timeline.kind in (Kind.STATE, Kind.RECORD):
        rows = plural("Timeline", "%n entry", "%n entries", len(timeline.events))
    count = len({lane.signer for lane in timeline.lanes})
    signers = plural("Timeline", "%n signer", "%n signers", count)
    return translate("Timeline", "{}, {}").format(rows, signers)


def link_word(link: Link, row: int) -> str:
    """What a link means, read from ``row``, which is one of its ends."""
    if link.target is None:
        return {
            LinkKind.PREV_EVENT: translate("Timeline", "prev_event: not in this document"),
            LinkKind.SUPERSEDES: translate("Timeline", "supersedes: not in this document"),
        }[link.kind]
    if link.source == row:
        return str(link.kind)
    return {
        LinkKind.PREV_EVENT: translate("Timeline", "prev_event of"),
        LinkKind.SUPERSEDES: translate("Timeline", "superseded by"),
    }[link.kind]


def _from(lane: Lane) -> str:
    return translate("Timeline", "{} with {}, {}").format(
        signer(lane), key(lane), key_sign(lane).word
    )


def _linked(timeline: Timeline, row: int) -> list[str]:
    """ "supersedes replication_record"; where many events are meant, their number."""
    meant: dict[str, list[int]] = {}
    lost: dict[LinkKind, int] = {}
    for link in timeline.links.get(row, ()):
        if link.target is None:
            lost[link.kind] = lost.get(link.kind, 0) + 1
        else:
            other = link.target if link.source == row else link.source
            meant.setdefault(link_word(link, row), []).append(other)
    said = [f"{word} {_others(timeline, rows)}" for word, rows in meant.items()]
    said += [
        translate("Timeline", "{}: {} not in this document").format(kind, _events(count))
        for kind, count in lost.items()
    ]
    return said


def _others(timeline: Timeline, rows: list[int]) -> str:
    return name(timeline.events[rows[0]]) if len(rows) == 1 else _events(len(rows))


def _events(count: int) -> str:
    return plural("Timeline", "%n event", "%n events", count)
