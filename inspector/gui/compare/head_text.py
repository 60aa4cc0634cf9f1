"""The texts of a comparison's head, tab and title."""

from inspector.compare.comparison import Comparison
from inspector.compare.in_common import Sameness
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.document.identifiers import shown_number
from inspector.document.json_types import Json, JsonObject, list_at, object_in, text_at
from inspector.document.kinds import NAMES, Kind
from inspector.errors import InspectorError
from inspector.gui.compare import pair_row
from inspector.gui.document import tab_text
from inspector.gui.document.copied import CopiedFact, CopiedLine
from inspector.gui.document.copied_findings import checked_here, not_checked_here, sha256
from inspector.gui.document.dates import Zone, day_and_time, missing, read
from inspector.gui.document.incoming import short_source
from inspector.gui.document.tab_text import TabText
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import N_, language, number, plural, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import middle, named, quoted, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.merge.state import KNOWN_TYPES, entry_count
from inspector.named_tuple import NamedTuple
from inspector.sources.file_state import FileState
from inspector.verify.format import Cover
from inspector.verify.look_alikes import telling_apart
from inspector.verify.report import Report, Verdict
from inspector.verify.result import PASS
from inspector.visible import exact

_STATE = "/state"


def side_note(side: Side, pointer: str, events: int | None) -> str:
    """ "state on its own, 2 entries".

    ``pointer`` is the part of the document that was compared. ``events`` is the number of events of
    the bundle from which the state of a side ``at`` an event was computed.
    """
    if side.at is not None:
        return _computed(side.at, events)
    if is_inside(side, pointer):
        return _inside(side.document.value, side.verified)
    return _whole(side.document)


def is_inside(side: Side, pointer: str) -> bool:
    """Whether the state of a bundle was compared, not the bundle."""
    return side.at is None and side.document.kind is Kind.BUNDLE and pointer == _STATE


def _whole(document: Document) -> str:
    if document.kind is Kind.BUNDLE:
        held = len(list_at(document.value, "events"))
        return plural("Compare", "bundle, %n event", "bundle, %n events", held)
    if document.kind is Kind.STATE:
        held = entry_count(document.value)
        return plural("Compare", "state on its own, %n entry", "state on its own, %n entries", held)
    return said(NAMES[document.kind])


def _inside(bundle: JsonObject, report: Report | None) -> str:
    """ "state inside a signed bundle, 8 events". Signed means that a valid signature covers it."""
    signatures = () if report is None else report.signatures
    is_signed = any(one.status is PASS and one.cover is Cover.BUNDLE for one in signatures)
    held = entry_count(object_in(bundle, "state") or {})
    if is_signed:
        return plural(
            "Compare",
            "state inside a signed bundle, %n entry",
            "state inside a signed bundle, %n entries",
            held,
        )
    return plural(
        "Compare", "state inside a bundle, %n entry", "state inside a bundle, %n entries", held
    )


def _computed(at: int, events: int | None) -> str:
    """The verdict beside it is the bundle's; a computed state proves nothing."""
    if events is None:
        return translate(
            "Compare",
            "state after event {}, computed from the bundle's events; the verdict is the bundle's",
        ).format(number(at))
    return translate(
        "Compare",
        "state after event {} of {}, computed from the bundle's events; "
        "the verdict is the bundle's",
    ).format(number(at), number(events))


_NAME = 120


class SideText(NamedTuple):
    """One side: verdict, name, and what it is or what is wrong with it."""

    sign: StatusBadge
    name: str
    note: str


class Centre(NamedTuple):
    """What is shown between both sides: a title, Pith Numbers, a sentence, counts.

    ``hidden`` says how many differences are hidden; ``compared`` what was compared unless it is
    all, ``parts`` of which parts.
    """

    title: str
    numbers: tuple[str, ...] = ()
    sentence: str = ""
    counts: tuple[StatusBadge, ...] = ()
    hidden: str = ""
    compared: str = ""
    parts: str = ""


# --- a side -------------------------------------------------------------------------------


def apart(name: str, source: str, other: str) -> str:
    """``name`` of ``source``, with as many folders as needed to distinguish it from ``other``.

    A registry gives every bundle the same file name. Another name that looks like it has escapes
    where the two differ.
    """
    if source in (name, other):
        return name
    if _last_part(source) != _last_part(other):
        escaped = telling_apart(name, _last_part(other), with_blanks=True)
        return exact(name, escaped) if escaped else name
    own, others = source.rstrip("/").split("/"), other.rstrip("/").split("/")
    steps = (count for count in range(1, len(own) + 1) if own[-count:] != others[-count:])
    count = next(steps, 0)
    return "/".join(own[-count:]) if count else name


def _last_part(source: str) -> str:
    """The name of a source; for an address the last part of its path."""
    return source.partition("?")[0].rstrip("/").rpartition("/")[2]


def side_loading(source: str, other: str = "") -> SideText:
    """A side that is being read: no verdict, neither an earlier nor an expected one."""
    sign = signs.checking()._replace(word=translate("Compare", "Reading…"))
    return SideText(sign, middle(apart(short_source(source), source, other), _NAME), "")


def side_unreadable(source: str, error: InspectorError, other: str = "") -> SideText:
    name = middle(apart(short_source(source), source, other), _NAME)
    return SideText(signs.of_error(error), name, whole(error.message))


def side_of(
    side: Side, pointer: str = "", *, other: str = "", events: int | None = None
) -> SideText:
    """A loaded side. ``pointer`` is the part of it that was compared, ``other`` the other's source.

    ``events`` is the number of events of the bundle from which the state of a side ``at`` an event
    was computed.
    """
    name = middle(apart(side.name, side.source, other), _NAME)
    if is_inside(side, pointer):
        name = translate("Compare", "{} › State").format(name)
    note = side_note(side, pointer, events)
    report = side.verified
    sign = signs.checking() if report is None else signs.of_verdict(report.verdict)
    return SideText(sign, name, note)


def copied_sides(comparison: Comparison) -> tuple[CopiedLine, ...]:
    """The lines on both documents in copies; hashes them, so call it in a worker."""
    left, right = translate("Difference", "Left: {}"), translate("Difference", "Right: {}")
    return (
        _copied_side(left, comparison.left),
        _copied_side(right, comparison.right),
        checked_here() if comparison.is_verified else not_checked_here(),
    )


def _copied_side(text: str, side: Side) -> CopiedLine:
    facts = [CopiedFact("SHA-256", sha256(side.document))]
    if side.at is not None:  # a computed state is no file's bytes
        label = translate("Compare", "SHA-256 of the computed state:")
        facts = [CopiedFact(_computed(side.at, None)), facts[0]._replace(label=label)]
    return CopiedLine("", text.format(quoted(side.name)), tuple(facts))


# --- the centre ---------------------------------------------------------------------------


def centre_reading() -> Centre:
    """Before there is anything to say."""
    return Centre(translate("Compare", "Comparing…"))


def centre_of_error(error: InspectorError) -> Centre:
    """Two sides that could not be compared."""
    return Centre(translate("Compare", "Not compared"), sentence=whole(error.message))


def centre_one_unreadable(*, both: bool = False, is_fault: bool = False) -> Centre:
    """One side or both could not be read; each shows its own error.

    ``is_fault``: the program broke on one, which says nothing about it.
    """
    if is_fault:
        sentence = translate("Compare", "The program broke over one side. That says nothing of it.")
    elif both:
        sentence = translate("Compare", "Neither side could be read.")
    else:
        sentence = translate("Compare", "Only one side could be read. It is shown alone.")
    return Centre(translate("Compare", "Not compared"), sentence=sentence)


def centre_of(comparison: Comparison, hidden: int = 0) -> Centre:
    """``hidden`` is the number of hidden differences, which are counted all the same."""
    title, sentence = _record(comparison)
    if comparison.differs_in_bytes_alone:
        told = translate(
            "Compare", "Their canonical JSON is the same, the bytes of the two are not."
        )
        sentence = f"{sentence} {told}".lstrip()
    documents = comparison.left.document, comparison.right.document
    stated = (one.pith_number for one in documents if one.pith_number is not None)
    numbers = tuple(shown_number(one, language()) for one in dict.fromkeys(stated))
    note = ""
    if hidden:
        note = plural("Compare", "(%n of them hidden)", "(%n of them hidden)", hidden)
    counts = pair_row.of_counts(comparison.counts)
    return Centre(title, numbers, sentence, counts, note, *_compared(comparison))


_RECORDS = {
    Sameness.SAME: (N_("Compare", "Same record"), ""),
    Sameness.SAME_OTHER_NUMBER: (
        N_("Compare", "Same record"),
        N_(
            "Compare",
            "Both hold the same canonical record. A Pith Number does not follow from it, is "
            "missing or was not checked.",
        ),
    ),
    Sameness.OTHER: (
        N_("Compare", "Not the same record"),
        N_("Compare", "These are two records. They are compared all the same."),
    ),
    Sameness.OTHER_SAME_NUMBER: (
        N_("Compare", "Two records, one number"),
        N_(
            "Compare",
            "Both state one Pith Number, but hold two records; it follows from one at most.",
        ),
    ),
    Sameness.SAME_CLAIMED: (
        N_("Compare", "The same number is stated"),
        N_("Compare", "That both are one record was not shown: a side holds no record to check."),
    ),
    Sameness.OTHER_CLAIMED: (
        N_("Compare", "Different numbers are stated"),
        N_("Compare", "That these are two records was not shown: a side holds no record to check."),
    ),
}


def _record(comparison: Comparison) -> tuple[str, str]:
    if not comparison.is_verified:
        return translate("Compare", "Same record? Checking…"), ""
    if comparison.sameness in _RECORDS:
        title, sentence = _RECORDS[comparison.sameness]
        return translate("Compare", title), translate("Compare", sentence) if sentence else ""
    unknown = translate("Compare", "Whether both are the same record cannot be told.")
    numbers = comparison.left.document.pith_number, comparison.right.document.pith_number
    if numbers == (None, None):
        return translate("Compare", "Neither side has a Pith Number"), unknown
    return translate("Compare", "One side has no Pith Number"), unknown


def _compared(comparison: Comparison) -> tuple[str, str]:
    """What was compared, and the names of its parts; empty if that is all of both documents."""
    if comparison.is_whole:
        return "", ""
    names = [part.name for part in comparison.parts]
    if names == ["state"]:
        said = translate("Compare", "Compared: the state. What only a bundle has is left out.")
        return said, ""
    said = plural(
        "Compare",
        "Compared: %n part that both have. The rest is left out.",
        "Compared: %n parts that both have. The rest is left out.",
        len(names),
    )
    return said, ", ".join(names)


_TYPE = 60
_TO_THE_MINUTE = len("00:00")


def after(document: Document, count: int) -> str:
    """ "after event 3: graph_snapshot, 2026-05-18 00:00", in UTC. ``count`` begins at 1."""
    event = list_at(document.value, "events")[count - 1]
    type_ = text_at(event, "event_type")
    name = translate("History", "no type")
    if type_:
        name = type_ if type_ in KNOWN_TYPES else named(type_, _TYPE)
    created = event.get("created_at") if isinstance(event, dict) else None
    return translate("History", "after event {}: {}, {}").format(
        number(count), name, _date(created)
    )


def _date(created: Json) -> str:
    date = read(created)
    if date.second is None:
        return missing(date)
    day, time = day_and_time(date.second, Zone.UTC)
    return f"{day} {time[:_TO_THE_MINUTE]}"


_IN_TAB = 24
_IN_TITLE = 60


class NamedSide(NamedTuple):
    """One side as named in texts: ``verdict`` is None while unknown; ``name`` is untrusted text.

    If ``at`` is a number, the side is the state after so many events and ``verdict`` the bundle's.
    ``is_fault``: the program broke on it. ``standing`` says whether its file changed.
    """

    name: str
    at: int | None
    verdict: Verdict | None
    is_fault: bool = False
    standing: FileState = FileState.SAME


def tab(left: NamedSide, right: NamedSide) -> TabText:
    """The texts of the tab; the spoken one contains both verdicts."""
    name = _both(left, right, _IN_TAB)
    others = [one.standing for one in (left, right) if one.standing is not FileState.SAME]
    shown = tab_text.sign_of(others[0]) if others else sign()
    return TabText(name, shown, spoken(left, right), source=title(left, right))


def notice(left: NamedSide, right: NamedSide, *, is_one_file: bool) -> str:
    """The notice beside both verdicts on each side whose file has changed."""
    found = tab_text.found(left.standing), tab_text.found(right.standing)
    if is_one_file:
        return tab_text.notice(found[0])
    sides = translate("Comparison", "Left: {}"), translate("Comparison", "Right: {}")
    said = (side.format(one) if one else "" for side, one in zip(sides, found, strict=True))
    return tab_text.notice(*said)


def title(left: NamedSide, right: NamedSide) -> str:
    """The comparison's part of the window title."""
    return _both(left, right, _IN_TITLE)


def spoken(left: NamedSide, right: NamedSide) -> str:
    """Both sides with their verdicts, for a screen reader."""
    return translate("Comparison", "comparison of {}, {}, with {}, {}").format(
        label(left, _IN_TITLE), _heard(left), label(right, _IN_TITLE), _heard(right)
    )


def sign() -> StatusBadge:
    return StatusBadge("compare", ColourRole.TEXT, translate("Comparison", "comparison"))


def label(side: NamedSide, length: int) -> str:
    """The name of a side, and which state of a bundle it is."""
    name = middle(side.name, length)
    if side.at is None:
        return name
    return translate("Comparison", "{} after event {}").format(name, number(side.at))


def _both(left: NamedSide, right: NamedSide, length: int) -> str:
    return f"{label(left, length)} | {label(right, length)}"


def _heard(side: NamedSide) -> str:
    if side.standing is not FileState.SAME:
        return tab_text.sign_of(side.standing).word
    if side.is_fault:
        return signs.fault().word.lower()
    found = signs.of_verdict(side.verdict) if side.verdict is not None else signs.checking()
    return found.word.lower()
