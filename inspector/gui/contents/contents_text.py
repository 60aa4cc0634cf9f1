"""The words of the list: of each cell, and of the whole."""

from inspector.errors import InspectorError
from inspector.gui.contents.listing import EntryOutcome, EntryRow, Listed, Listing
from inspector.gui.document import titles
from inspector.gui.document.recent import short_source
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip, middle, said_exactly, whole
from inspector.gui.widgets.sentences import said
from inspector.gui.widgets.signs import StatusBadge
from inspector.verify.report import Verdict

_LONGEST_NAME = 120
_ORDER = (Verdict.FAILED, Verdict.UNREADABLE, Verdict.UNPROVEN, Verdict.VERIFIED)


def name(row: EntryRow) -> str:
    """The name as it is asked for, without its middle where it is long."""
    shown = row.entry.name
    if len(shown) > _LONGEST_NAME:
        half = _LONGEST_NAME // 2
        return f"{said_exactly(shown[:half])}…{said_exactly(shown[-half:])}"
    return said_exactly(shown)


def looks_like(row: EntryRow) -> str:
    return "" if row.looks_like is None else clip(said(row.looks_like))


def title(row: EntryRow) -> str:
    """The title, marked where it was not proven; of what has none, what it is instead."""
    if row.title:
        return titles.shown(row.title, is_proven=row.is_title_proven)
    match row.outcome:
        case EntryOutcome.LIST:
            return translate("Contents", "has a list of its own")
        case EntryOutcome.OTHER:
            return translate("Contents", "no Pith document")
        case EntryOutcome.DOCUMENT if row.verdict is not Verdict.UNREADABLE:
            return translate("Contents", "no title")
    return ""


def verdict(row: EntryRow) -> StatusBadge | None:
    """The sign of the verdict; nothing is said of what is no document."""
    if row.verdict is not None:
        return signs.of_verdict(row.verdict)
    if row.outcome is EntryOutcome.FAULT:
        return signs.fault()
    if row.outcome is EntryOutcome.WAITING:
        return StatusBadge("checking", ColourRole.FAINT, translate("Contents", "waiting"))
    return None


def why(row: EntryRow) -> str:
    """The sentence of the verdict, or why nothing could be read."""
    return "" if row.why is None else whole(row.why)


def headline(listed: Listed, source: str) -> str:
    count = plural("Contents", "%n entry in {}", "%n entries in {}", len(listed.rows))
    return count.format(middle(short_source(source), _LONGEST_NAME))


def about(listed: Listed) -> str:
    """What holds the entries, and what is not among them."""
    holder = clip(said(listed.looks_like))
    words = [holder[:1].upper() + holder[1:]]
    if listed.passed_over:
        text = plural(
            "Contents",
            "%n file that macOS or Windows put there is passed over",
            "%n files that macOS or Windows put there are passed over",
            listed.passed_over,
        )
        words.append(text)
    return translate("Contents", "{}. Nothing is written to disk.").format(". ".join(words))


def counts(listing: Listing) -> str:
    """ "1 failed, 2 verified, 3 no documents", of what was read so far."""
    words = [
        f"{number(listing.verdicts[one])} {signs.of_verdict(one).word.lower()}"
        for one in _ORDER
        if listing.verdicts[one]
    ]
    if listing.others:
        words.append(plural("Contents", "%n is no document", "%n are no documents", listing.others))
    return ", ".join(words)


def progress(listing: Listing) -> str:
    if listing.done >= listing.total:
        return ""
    text = translate("Contents", "{} of {} read")
    return text.format(number(listing.done), number(listing.total))


def ended_early(error: InspectorError) -> str:
    text = translate("Contents", "The rest was not read: {}")
    return text.format(whole(error.message))


def chosen(count: int) -> str:
    return plural("Contents", "%n chosen", "%n chosen", count) if count else ""


def open_words(count: int) -> str:
    """What the button says, which opens what was chosen."""
    if not count:
        return translate("Contents", "Open")
    return plural("Contents", "Open %n", "Open %n", count)
