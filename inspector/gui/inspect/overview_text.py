"""The overview of a document as plain values: what is proven, only stated, or could not be checked.

Its size is bounded for every document.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspector.document.json_types import Json, JsonObject, object_at, object_in, text_at
from inspector.document.pointer import value_at
from inspector.gui.document import summary, value_facts
from inspector.gui.document.copied import CopiedFact, CopiedLine, CopiedPart, at
from inspector.gui.document.copied_findings import made_of, on_document
from inspector.gui.document.detail import FindingAction
from inspector.gui.document.opened import Checked
from inspector.gui.document.value_facts import WebLink
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import N_, number, plural, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip, middle_pointed, named, quoted, said_exactly
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.verify import overview
from inspector.verify.coverage import by_innermost
from inspector.verify.format import STATE_RECORD, Cover
from inspector.verify.overview import Overview
from inspector.verify.overview_facts import Opens, OverviewLine, RemedyKind
from inspector.verify.report import Integrity, Report
from inspector.verify.result import FAIL, PASS, WARN, Tally

if TYPE_CHECKING:
    from inspector.verify.hints import Cause

_MOST_SPLIT = 100_000
"""For larger documents the bar only shows how many values are covered, not by what."""
_MOST_IDS = 4
_LONGEST_POINTER = 90
_DATES = (
    ("submitted_at", N_("Overview", "submitted {}")),
    ("created_at", N_("Overview", "record made {}")),
    ("built_at", N_("Overview", "bundle built {}")),
)
_DAY = len("2026-05-18")


class Row(NamedTuple):
    """One line. ``under`` is small text below it; ``pointer`` is None if it leads nowhere.

    ``action`` is that of the button below it, or None.
    """

    sign: StatusBadge
    text: str
    under: str
    pointer: str | None
    opens: Opens
    action: FindingAction | None
    spoken: str
    copied: CopiedLine


class LineGroup(NamedTuple):
    """One group of lines; ``caption`` is beside its name.

    ``is_folded``: initially collapsed. ``is_cause``: it has the cause of the failures.
    """

    name: str
    caption: str
    rows: tuple[Row, ...]
    is_folded: bool = False
    is_cause: bool = False


class PaperLine(NamedTuple):
    """A line about the paper. ``is_claim``: something failed, and no valid signature covers it."""

    label: str
    text: str
    link: WebLink | None = None
    is_claim: bool = False


class CoverShare(NamedTuple):
    """The number of ``values`` with the same coverage; ``cover`` is None for those without any."""

    cover: Cover | None
    sign: StatusBadge
    values: int
    word: str


class OverviewText(NamedTuple):
    """The whole page.

    ``first`` is the cause and the failures, above everything else; ``left`` and ``right`` are the
    columns. ``bundle_of`` is the Pith Number whose bundle would prove more, or "".
    ``is_checked`` is False before there are results.
    """

    heads: tuple[PaperLine, ...]
    shares: tuple[CoverShare, ...]
    covered: str
    first: tuple[LineGroup, ...]
    left: tuple[LineGroup, ...]
    right: tuple[LineGroup, ...]
    bundle_of: str = ""
    is_checked: bool = True

    @property
    def parts(self) -> tuple[LineGroup, ...]:
        return (*self.first, *self.left, *self.right)


def being_checked() -> OverviewText:
    """Before anything is checked: no lines, and nothing that could be taken for a result."""
    waiting = translate("Overview", "being checked")
    names = (overview.PROVEN, overview.STATED, overview.OPEN)
    proven, stated, unmade = (LineGroup(said(name), waiting, ()) for name in names)
    return OverviewText((), (), "", (), (proven,), (stated, unmade), is_checked=False)


def of_checked(checked: Checked) -> OverviewText:
    """The overview of a verified document."""
    found, report = checked.overview, checked.report
    value = checked.opened.document.value
    fails = [line for line in found.odd if line.status is FAIL]
    odd = [line for line in found.odd if line.status is WARN]
    first, right = [], []
    if found.cause is not None:
        first.append(_cause(found.cause, checked.counts))
    if fails:
        name = translate("Overview", "What fails")
        if found.cause is not None and len(found.cause.explains) == checked.counts.failed:
            name = translate("Overview", "What it breaks")
        first.append(LineGroup(name, _failing(checked.counts), tuple(map(_row, fails))))
    if odd:
        name = translate("Overview", "What is odd")
        right.append(
            LineGroup(name, translate("Overview", "odd, not wrong"), tuple(map(_row, odd)))
        )
    right += [_stated(found, is_folded=bool(fails)), _open(found, is_folded=bool(fails))]
    return OverviewText(
        heads=_heads(checked, value),
        shares=_shares(report, value),
        covered=translate("Overview", "{} of {} are signed").format(
            number(report.coverage.covered),
            plural("Overview", "%n value", "%n values", report.coverage.leaves),
        ),
        first=tuple(first),
        left=(_proven(found, is_rest=bool(fails)),),
        right=tuple(right),
        bundle_of=found.bundle_of,
    )


def summary_of(checked: Checked) -> tuple[CopiedPart, ...]:
    """The content of the banner and all lines of the overview, to be copied; call it in a
    worker."""
    banner, shown = summary.of_checked(checked), of_checked(checked)
    lines = [CopiedLine(banner.verdict.word, banner.sentence)]
    for name, axis in (
        (translate("Copied", "Integrity"), banner.integrity),
        (translate("Copied", "Trust"), banner.trust),
    ):
        if axis is not None:
            said_of = f"{axis.sign.word}; {axis.note}" if axis.note else axis.sign.word
            lines.append(CopiedLine(name, said_of))
    lines += [CopiedLine(fact.label, fact.text) for fact in banner.facts]
    lines += [CopiedLine(one.label, one.text) for one in shown.heads]
    lines += [CopiedLine("", shown.covered), made_of(checked)]
    parts = (
        CopiedPart(
            f"{part.name} ({part.caption})" if part.caption else part.name,
            tuple(row.copied for row in part.rows),
        )
        for part in shown.parts
    )
    return (on_document(checked, tuple(lines)), *parts)


# --- the groups -------------------------------------------------------------------------------


def _cause(cause: "Cause", counts: Tally) -> LineGroup:
    """The one value that explains the failures, and where its other copy is."""
    sign = signs.cause()
    text = clip(said(cause.sentence))
    failed = signs.counted(FAIL, counts.failed)
    explained = translate("Overview", "explains {} of {}; a key that you trust signed it so")
    explained = explained.format(number(len(cause.explains)), failed)
    caption = translate("Overview", "computed here; nothing in the file was changed")
    line = OverviewLine(cause.sentence, FAIL, pointer=cause.pointer)
    row = _row(line)._replace(
        sign=sign,
        under=f"{explained}  ·  {middle_pointed(cause.pointer, _LONGEST_POINTER)}",
        spoken=f"{sign.word}, {text}, {explained}",
    )
    return LineGroup(translate("Overview", "The cause: one value"), caption, (row,), is_cause=True)


def _proven(found: Overview, *, is_rest: bool) -> LineGroup:
    count = sum(line.results for line in found.proven)
    passing = plural("Overview", "by %n check", "by %n checks", count)
    caption = passing if found.nothing_proven is None else said(found.nothing_proven)
    name = translate("Overview", "Still holds") if is_rest else said(overview.PROVEN)
    return LineGroup(name, caption, tuple(map(_row, found.proven)))


def _failing(counts: Tally) -> str:
    return translate("Overview", "{} of {}").format(
        signs.counted(FAIL, counts.failed),
        plural("Overview", "%n check", "%n checks", counts.total),
    )


def _stated(found: Overview, *, is_folded: bool) -> LineGroup:
    caption = translate("Overview", "signed does not mean true")
    rows = tuple(map(_row, found.stated))
    if is_folded:
        caption = number(len(rows))
    return LineGroup(said(overview.STATED), caption, rows, is_folded)


def _open(found: Overview, *, is_folded: bool) -> LineGroup:
    count = sum(line.results for line in found.open)
    caption = plural("Overview", "%n check", "%n checks", count) if count else ""
    rows = tuple(map(_row, found.open))
    return LineGroup(said(overview.OPEN), caption or translate("Overview", "none"), rows, is_folded)


def claim() -> StatusBadge:
    """The sign for what only the document says."""
    return StatusBadge("claim", ColourRole.MUTED, translate("Overview", "stated"))


def _row(line: OverviewLine) -> Row:
    sign = claim() if line.status is None else signs.of_status(line.status)
    text = clip(said(line.sentence))
    note = clip(said(line.note)) if line.note is not None else ""
    ids = _ids(line)
    parts = [note] if note else [ids]
    if line.follows:
        waiting = translate("Overview", "not reached: {}").format(", ".join(line.follows))
        parts = [ids, waiting, note]
    elif line.status is not PASS and line.checks and line.status is not None:
        parts = [note, ids]
    if line.status in (FAIL, WARN) and line.pointer:
        parts.append(middle_pointed(line.pointer, _LONGEST_POINTER))
    under = "  ·  ".join(part for part in parts if part)
    leads = line.opens is not Opens.NOTHING
    place = middle_pointed(line.pointer, _LONGEST_POINTER) or translate(
        "Overview", "the whole document"
    )
    # the bundle has its own box
    is_offered = line.remedy is not None and line.remedy.kind is not RemedyKind.BUNDLE
    spoken = [sign.word, text, under]
    if leads:
        spoken.append(translate("Overview", "leads to {}").format(place))
    return Row(
        sign=sign,
        text=text,
        under=under,
        pointer=line.pointer if leads else None,
        opens=line.opens,
        action=FindingAction(line.remedy) if is_offered else None,
        spoken=", ".join(part for part in spoken if part),
        copied=_copied(line, sign.word, text, note),
    )


def _ids(line: OverviewLine) -> str:
    """The ids of the checks, as many as fit, without repeating their first part."""
    shown: list[str] = []
    family = ""
    for id_ in line.checks[: _MOST_IDS + 2]:
        before, _, name = id_.partition(".")
        shown.append(name if before == family else id_)
        family = before
    more = len(line.checks) - len(shown)
    if more:
        shown.append(translate("Overview", "{} more").format(number(more)))
    return ", ".join(shown)


def _copied(line: OverviewLine, word: str, text: str, note: str) -> CopiedLine:
    """One line of the copy: sentence, note, ids and place."""
    facts = [CopiedFact("", ", ".join(line.checks))] if line.checks else []
    if line.opens is not Opens.NOTHING:
        facts.append(at(line.pointer))
    return CopiedLine(word, f"{text}: {note}" if note else text, tuple(facts))


# --- the head ---------------------------------------------------------------------------------


def _heads(checked: Checked, value: JsonObject) -> tuple[PaperLine, ...]:
    report = checked.report
    is_trusted = checked.overview.nothing_proven is None
    found = []
    if report.title:
        is_claim = not report.is_title_proven
        label = translate("Overview", "Title")
        found.append(_said_head(label, report.title, is_claim=is_claim, is_trusted=is_trusted))
    if place := checked.overview.authors:
        is_claim = _is_claim(report, place)
        label, authors = translate("Overview", "Authors"), _text_of(value, place)
        found.append(_said_head(label, authors, is_claim=is_claim, is_trusted=is_trusted))
    place, record = _record(value)
    found += _source(report, place, record)
    found += _dates(report, value, place, record)
    return tuple(found)


def _is_claim(report: Report, place: str) -> bool:
    """Whether anybody may have put the value into a document that was changed."""
    return report.integrity is Integrity.BROKEN and not report.coverage.covers(place)


def _not_proven(shown: str) -> str:
    return translate("Overview", "{}, not proven").format(shown)


def _said_head(label: str, text: str, *, is_claim: bool, is_trusted: bool) -> PaperLine:
    """Quoted unless a key that the user trusts signed something: anyone else may have chosen the
    words."""
    if is_claim:
        return PaperLine(label, _not_proven(quoted(text)), is_claim=True)
    return PaperLine(label, said_exactly(text) if is_trusted else quoted(text))


def _text_of(value: Json, pointer: str) -> str:
    found = value_at(value, pointer)
    return found if isinstance(found, str) else ""


def _record(value: JsonObject) -> tuple[str, JsonObject]:
    """The canonical record and its pointer."""
    for place in ("", STATE_RECORD):
        record = object_at(value_at(value, place), "canonical_record")
        if record is not None:
            return f"{place}/canonical_record", record
    return "", {}


def _source(report: Report, place: str, record: JsonObject) -> Iterator[PaperLine]:
    source = object_at(record, "source")
    id_ = text_at(source, "id")
    if source is None or not id_:
        return
    kind = text_at(source, "kind") or ""
    text, version = named(id_, 60), source.get("version")
    if type(version) is int:
        text = translate("Overview", "{}, version {}").format(text, clip(str(version), 20))
    links = (fact.link for fact in value_facts.facts("id", id_, source))
    link = next((link for link in links if link is not None), None)
    label = "arXiv" if kind == "arxiv" else translate("Overview", "Source")
    if kind and kind != "arxiv":
        text = f"{named(kind, 20)}: {text}"
    is_claim = _is_claim(report, f"{place}/source/id")
    yield PaperLine(label, _not_proven(text) if is_claim else text, link, is_claim)


def _dates(
    report: Report, value: JsonObject, place: str, record: JsonObject
) -> Iterator[PaperLine]:
    made_at, made = "/current/record_created", object_in(value, "current", "record_created")
    if made is None:
        events = value.get("events")
        first = events[0] if isinstance(events, list) and events else None
        made_at, made = "/events/0", first if isinstance(first, dict) else {}
    holders = (
        (f"{place}/metadata", object_at(record, "metadata") or {}),
        (made_at, made),
        ("", value),
    )
    found, claims = [], 0
    for (name, text), (around, holder) in zip(_DATES, holders, strict=True):
        if date := text_at(holder, name):
            shown = translate("Overview", text).format(named(date[:_DAY]))
            is_claim = _is_claim(report, f"{around}/{name}")
            found.append(_not_proven(shown) if is_claim else shown)
            claims += is_claim
    if found:
        is_claim = claims == len(found)
        label = translate("Overview", "Dates")
        yield PaperLine(label, "  ·  ".join(found), is_claim=is_claim)


# --- the bar ----------------------------------------------------------------------------------


def _shares(report: Report, value: JsonObject) -> tuple[CoverShare, ...]:
    coverage = report.coverage
    if coverage.leaves > _MOST_SPLIT:
        return ()
    words = {
        Cover.RECEIPT: translate("Overview", "{} by receipt"),
        Cover.EVENT: translate("Overview", "{} by event"),
        Cover.BUNDLE: translate("Overview", "{} by bundle only"),
        None: translate("Overview", "{} by none"),
    }
    return tuple(
        CoverShare(
            cover,
            signs.no_cover() if cover is None else signs.of_cover(cover),
            count,
            words[cover].format(number(count)),
        )
        for cover, count in by_innermost(value, coverage).items()
        if count
    )
