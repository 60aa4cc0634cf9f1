"""The Qt model of a timeline's rows: a thin adapter over ``Timeline``."""

from PySide6.QtCore import QAbstractTableModel, QObject

from inspector.document.kinds import Kind
from inspector.gui.document import dates, key_text, signers
from inspector.gui.document.dates import Zone
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline.timeline import (
    EventLink,
    Lane,
    LinkKind,
    Signing,
    Timeline,
    TimelineEvent,
)
from inspector.gui.translation import N_, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.signs import StatusBadge
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Status

# --- texts of an event, and what a screen reader says of its row --------------------------------

_REASONS: dict[tuple[str, Status], str] = {
    ("document.schema", FAIL): N_("Timeline", "wrong shape"),
    ("document.unknown", UNCHECKED): N_("Timeline", "not in the format"),
    ("document.version", UNCHECKED): N_("Timeline", "version"),
    ("event.content_hash", FAIL): N_("Timeline", "content differs"),
    ("event.content_hash", UNCHECKED): N_("Timeline", "content"),
    ("event.id", FAIL): N_("Timeline", "id differs"),
    ("event.id", UNCHECKED): N_("Timeline", "id"),
    ("event.links", FAIL): N_("Timeline", "names no earlier event"),
    ("event.links", UNCHECKED): N_("Timeline", "links"),
    ("event.links", WARN): N_("Timeline", "history forks"),
    ("event.signature", FAIL): N_("Timeline", "signature not valid"),
    ("event.signature", UNCHECKED): N_("Timeline", "signature"),
    ("event.signer", FAIL): N_("Timeline", "signer differs"),
    ("event.signer", UNCHECKED): N_("Timeline", "signer"),
    ("event.subject", FAIL): N_("Timeline", "another number"),
    ("event.subject", UNCHECKED): N_("Timeline", "record"),
    ("event.type", FAIL): N_("Timeline", "like another type"),
    ("event.type", UNCHECKED): N_("Timeline", "type"),
    ("event.unique", FAIL): N_("Timeline", "id stated twice"),
    ("event.unique", UNCHECKED): N_("Timeline", "id"),
    ("key.trust", FAIL): N_("Timeline", "key distrusted"),
    ("key.trust", WARN): N_("Timeline", "key unknown"),
    ("link.subject", FAIL): N_("Timeline", "link leads elsewhere"),
    ("link.subject", UNCHECKED): N_("Timeline", "links"),
    ("receipt.hash", FAIL): N_("Timeline", "receipt differs"),
    ("receipt.hash", UNCHECKED): N_("Timeline", "receipt"),
    ("receipt.signature", FAIL): N_("Timeline", "receipt not valid"),
    ("receipt.signature", UNCHECKED): N_("Timeline", "receipt"),
    ("receipt.signer", FAIL): N_("Timeline", "receipt's signer differs"),
    ("receipt.signer", UNCHECKED): N_("Timeline", "receipt's signer"),
    ("record.canonical_hash", FAIL): N_("Timeline", "record differs"),
    ("record.canonical_hash", UNCHECKED): N_("Timeline", "record"),
    ("record.pith_number", FAIL): N_("Timeline", "another number"),
    ("record.pith_number", UNCHECKED): N_("Timeline", "number"),
    ("record.source", FAIL): N_("Timeline", "another source"),
    ("record.source", UNCHECKED): N_("Timeline", "source"),
    ("record.source", WARN): N_("Timeline", "odd source"),
    ("snapshot.abstract", FAIL): N_("Timeline", "abstract differs"),
    ("snapshot.abstract", UNCHECKED): N_("Timeline", "abstract"),
    ("snapshot.abstract", WARN): N_("Timeline", "odd abstract"),
    ("snapshot.counts", FAIL): N_("Timeline", "counts differ"),
    ("snapshot.counts", UNCHECKED): N_("Timeline", "counts"),
    ("snapshot.metadata", FAIL): N_("Timeline", "metadata differs"),
    ("snapshot.metadata", UNCHECKED): N_("Timeline", "metadata"),
    ("snapshot.section_hash", FAIL): N_("Timeline", "section differs"),
    ("snapshot.section_hash", UNCHECKED): N_("Timeline", "section"),
    ("snapshot.title", FAIL): N_("Timeline", "title differs"),
    ("snapshot.title", UNCHECKED): N_("Timeline", "title"),
    ("snapshot.title", WARN): N_("Timeline", "odd title"),
    ("state.bounds", FAIL): N_("Timeline", "not as in the state"),
    ("state.bounds", UNCHECKED): N_("Timeline", "place in the state"),
    ("state.event_id", FAIL): N_("Timeline", "id differs"),
    ("state.event_id", UNCHECKED): N_("Timeline", "id"),
    ("state.merge", FAIL): N_("Timeline", "not as in the events"),
    ("state.merge", UNCHECKED): N_("Timeline", "merge"),
    ("time.order", UNCHECKED): N_("Timeline", "dates"),
    ("time.order", WARN): N_("Timeline", "order of dates"),
}
"""The topic of a worst result. For an unchecked one only the topic is named; the reason is shown
with the result."""


def event_sign(event: TimelineEvent) -> StatusBadge | None:
    """The worst result in a few words; None if the event has no check."""
    if event.worst is None:
        return signs.of_status(PASS) if event.tally.passed else None
    found = signs.of_result(event.worst)
    named = _REASONS.get((event.worst.id, event.worst.status))
    reason = translate("Timeline", named) if named else event.worst.id
    return found._replace(word=translate("Timeline", "{}: {}").format(found.word, reason))


def key_sign(lane: Lane) -> StatusBadge:
    """The result of the rows' own signatures, and the standing of their key."""
    if lane.standing is not None:
        found = key_text.sign(lane.standing)
        if lane.signing is Signing.RECEIPT:
            # the key signed only the record in it
            said = translate("Timeline", "not signed; its receipt: {}").format(found.word)
            return StatusBadge("unsigned", ColourRole.UNPROVEN, said)
        return found
    if lane.signing is Signing.WHOLE:
        return StatusBadge("unsigned", ColourRole.UNPROVEN, translate("Timeline", "not proven"))
    return StatusBadge("unsigned", ColourRole.UNPROVEN, translate("Timeline", "not signed"))


def signer(lane: Lane) -> str:
    """The list's name for the key that signed the row; else the row's claim, marked as one."""
    if lane.name and lane.signing is Signing.WHOLE:
        return lane.name
    return signers.marked(lane.signer) or translate("Timeline", "(no signer named)")


def key(lane: Lane) -> str:
    """What else the document claims."""
    if lane.name and lane.signing is Signing.WHOLE:
        return signers.marked(lane.signer)
    if not lane.key_id:
        return translate("Timeline", "(no key named)")
    return translate("Timeline", "calls its key {}").format(lane.key_id)


def event_name(event: TimelineEvent) -> str:
    return event.name or translate("Timeline", "(no type)")


def created(event: TimelineEvent, zone: Zone) -> str:
    return translate("Timeline", "created {}").format(dates.full(event.created, zone))


def signed(event: TimelineEvent, zone: Zone) -> str:
    return translate("Timeline", "signed {}").format(dates.full(event.signed, zone))


def spoken(timeline: Timeline, row: int, zone: Zone) -> str:
    """Everything in a row, the result first."""
    event = timeline.events[row]
    found = event_sign(event)
    lane = timeline.lanes[event.lane]
    told = created(event, zone), signed(event, zone)
    if lane.signing is Signing.RECEIPT:
        told = told[0], translate("Timeline", "its receipt {}").format(told[1])
    parts = [found.word if found else "", event_name(event), *told]
    parts += [_from(lane), *_linked(timeline, row)]
    return ", ".join(part for part in parts if part)


def lane_spoken(lane: Lane) -> str:
    """Who signed with which key, and its standing."""
    parts = [_from(lane)]
    if lane.fingerprint:
        parts.append(translate("Timeline", "fingerprint {}").format(lane.fingerprint))
    if lane.standing is None:
        parts.append(
            translate("Timeline", "no signature here was shown to hold")
            if lane.signing is Signing.WHOLE
            else translate("Timeline", "there is no signature over it")
        )
    return ", ".join(parts)


def summary(timeline: Timeline) -> str:
    """ "8 events, 2 signers"; entries of a state or a record are not called events."""
    rows = _events(len(timeline.events))
    if timeline.kind in (Kind.STATE, Kind.RECORD):
        rows = plural("Timeline", "%n entry", "%n entries", len(timeline.events))
    count = len({lane.fingerprint or lane.signer for lane in timeline.lanes})
    signers = plural("Timeline", "%n signer named", "%n signers named", count)
    return translate("Timeline", "{}, {}").format(rows, signers)


def link_word(link: EventLink, row: int) -> str:
    """The meaning of a link, as read from ``row``, one of its ends."""
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
    return ", ".join(part for part in (signer(lane), key(lane), key_sign(lane).word) if part)


def _linked(timeline: Timeline, row: int) -> list[str]:
    """ "supersedes replication_record"; for many events, their number."""
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
    return event_name(timeline.events[rows[0]]) if len(rows) == 1 else _events(len(rows))


def _events(count: int) -> str:
    return plural("Timeline", "%n event", "%n events", count)


# --- the rows for Qt ----------------------------------------------------------------------------

SIGNER, EVENT, TIME, RESULT = range(4)


class TimelineModel(CellModel, QAbstractTableModel):
    """Signer, event type, dates and result of every event; empty until a timeline is shown."""

    columns = 4

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.timeline: Timeline | None = None
        self.zone = Zone.UTC

    def show(self, timeline: Timeline | None) -> None:
        self.beginResetModel()
        self.timeline = timeline
        self.endResetModel()

    def show_in(self, zone: Zone) -> None:
        """Format all dates in another time zone."""
        self.zone = zone
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, self.columns - 1))

    # --- what the view paints ---------------------------------------------------------------

    def event_at(self, row: int) -> TimelineEvent:
        return self._shown.events[row]

    def lane_of(self, row: int) -> Lane:
        return self._shown.lanes[self.event_at(row).lane]

    @property
    def _shown(self) -> Timeline:
        if self.timeline is None:
            raise IndexError("No timeline is shown")
        return self.timeline

    # --- Qt's interface ---------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() or self.timeline is None else len(self.timeline.events)

    def title(self, column: int) -> str:
        return (self.tr("Signer"), self.tr("Event"), self.tr("Time"), self.tr("Result"))[column]

    def cell(self, index: AnyIndex) -> Cell:
        row, column = index.row(), index.column()
        if column not in (EVENT, RESULT):
            return Cell(self.text(row, column))
        sign = event_sign(self.event_at(row))
        if column == EVENT:
            return Cell(self.text(row, column), badge=sign)
        return Cell("", TextStyle.WORD) if sign is None else badge_cell(sign)._replace(badge=None)

    def tip(self, index: AnyIndex) -> str:
        if index.column() == SIGNER:
            return lane_spoken(self.lane_of(index.row()))
        return self.spoken(index)

    def spoken(self, index: AnyIndex) -> str:
        return spoken(self._shown, index.row(), self.zone)

    def text(self, row: int, column: int) -> str:
        """What a cell says, without what else is painted of it."""
        event = self.event_at(row)
        if column == SIGNER:
            return signer(self.lane_of(row))
        if column == EVENT:
            return event_name(event)
        if column == TIME:
            return dates.full(event.created, self.zone)
        sign = event_sign(event)
        return sign.word if sign else ""
