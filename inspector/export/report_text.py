"""A report for people to read: the verdict, the failures, then what is proven, stated and open.

The lines have roles; the caller decides on colour and width.
"""

from collections import Counter
from collections.abc import Container, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import orjson

from inspector.document.document import Document
from inspector.document.identifiers import shown_number
from inspector.document.json_types import Json
from inspector.errors import NO_HOSTS, NOTHING_FETCHED, Hosts, InspectorError
from inspector.messages import ENGLISH, Message
from inspector.named_tuple import NamedTuple
from inspector.verify.catalogue import COMPARED
from inspector.verify.format import Cover
from inspector.verify.overview import OPEN, PROVEN, STATED, Overview, overview
from inspector.verify.overview_facts import Opens, OverviewLine, Remedy, RemedyKind
from inspector.verify.report import Report, Signer, Verdict
from inspector.verify.result import FAIL, UNCHECKED, WARN, Result, Status
from inspector.verify.trust import Standing
from inspector.visible import exact, shell_word, visible

if TYPE_CHECKING:
    from inspector.paper.text import Origin
    from inspector.verify.hints import Cause
    from inspector.verify.paper_search import PaperFinding, PaperFindings

_LONGEST_VALUE = 400
_MOST_OF_A_STATUS = 200
_MOST_OF_A_CHECK = 20
"""The limit per check if more results failed than are shown."""
_SIGNS = {
    Verdict.VERIFIED: "✔",
    Verdict.FAILED: "✘",
    Verdict.UNPROVEN: "?",
    Verdict.UNREADABLE: "–",
}


class Role(StrEnum):
    """What a line is, for the caller that colours it."""

    VERIFIED = "verified"
    FAILED = "failed"
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"
    FAIL = "fail"
    WARN = "warn"
    UNCHECKED = "unchecked"
    PROVEN = "proven"
    PLAIN = "plain"
    FAINT = "faint"


class Line(NamedTuple):
    """One line of the report; its text is safe to print."""

    role: Role
    text: str


def report_lines(
    source: str,
    report: Report,
    document: Document | None,
    *,
    hosts: Hosts = NO_HOSTS,
    inside: str = "",
) -> Iterator[Line]:
    """The report on ``source``, from the verdict to what was not checked.

    ``document`` is None if none could be read. ``inside`` says which part of the source the
    document is.
    """
    verdict = report.verdict.capitalize()
    if isinstance(report.error, NOTHING_FETCHED):
        verdict = "Nothing was fetched"
    word = f"{_SIGNS[report.verdict]} {verdict}."
    yield Line(Role(report.verdict), f"{word} {_sentence(visible(str(report.sentence)))}")
    yield Line(Role.FAINT, f"  {shell_word(source)}")
    if inside:
        yield Line(Role.FAINT, f"  {inside}")
    if hosts.answered:
        redirected = hosts.answered != hosts.asked
        instead = f", to which {hosts.asked} redirects" if redirected else ""
        way = f", by way of the proxy {hosts.proxy}" if hosts.proxy else ""
        yield Line(Role.FAINT, f"  answered by {hosts.answered}{instead}{way}")
    if report.error is not None:
        yield from _place(report.error)
        return
    yield from _identity(report)
    found = None if document is None else overview(report, document)
    if found is not None and found.cause is not None:
        yield from _cause(found.cause)
    for status in (FAIL, WARN):
        yield from _findings(report, status)
    if found is not None:
        yield from _groups(found)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "”")) else text + "."


def _place(error: InspectorError) -> Iterator[Line]:
    if error.remedy is not None:
        yield Line(Role.PLAIN, f"  {visible(str(error.remedy))}")
    where = [] if not error.path else [f"at {_at(error.path)}"]
    if error.line is not None:
        where.append(f"line {error.line:,}, column {error.column:,}")
    if error.byte is not None:
        where.append(f"byte {error.byte:,}")
    if where:
        yield Line(Role.FAINT, f"  {', '.join(where)}")
    yield Line(Role.FAINT, f"  error: {error.code}")


def _identity(report: Report) -> Iterator[Line]:
    if report.title:
        claim = "" if report.is_title_proven else f" ({TITLE_NOT_PROVEN})"
        yield Line(Role.PLAIN, f"  {ENGLISH.quoted(report.title, _LONGEST_VALUE)}{claim}")
    number = shown_number(report.pith_number) if report.pith_number else "no Pith Number"
    yield Line(Role.PLAIN, f"  {number} · {report.document}")
    counts, coverage = report.counts, report.coverage
    yield Line(
        Role.PLAIN,
        f"  integrity {report.integrity} · trust {report.trust} · "
        f"{counts.passed:,} pass, {counts.failed:,} fail, {counts.warned:,} warn, "
        f"{counts.unchecked:,} unchecked",
    )
    bare = coverage.leaves - coverage.covered
    yield Line(
        Role.PLAIN,
        f"  {coverage.covered:,} of {coverage.leaves:,} values are signed; "
        f"{bare:,} are covered by no signature",
    )
    for said in signed_by(report):
        yield Line(Role.PLAIN, f"  {said}")
    if report.paper is not None:
        for line in paper_words(report.paper):
            yield Line(Role.PLAIN, f"  {line}")


def _findings(report: Report, status: Status) -> Iterator[Line]:
    found = [result for result in report.results if result.status is status]
    if not found:
        return
    yield Line(Role.PLAIN, "")
    yield Line(Role(status), f"  {len(found):,} {status}")
    hints = report.hint_sentences
    shown = found if len(found) <= _MOST_OF_A_STATUS else _some_of_each(found, hints)
    for result in shown:
        yield from _finding(result)
        for hint in hints.get((result.id, result.path), ()):
            yield Line(Role.FAINT, f"      where to look: {visible(str(hint))}")
    if more := len(found) - len(shown):
        yield Line(Role.FAINT, f"    and {more:,} more; --json lists all")


def _some_of_each(found: list[Result], hints: Container[tuple[str, str]]) -> list[Result]:
    """The first few results of each check, so that none is lost behind many of another, and all
    with hints."""
    counts: Counter[str] = Counter()
    shown = []
    for result in found:
        counts[result.id] += 1
        if counts[result.id] <= _MOST_OF_A_CHECK or (result.id, result.path) in hints:
            shown.append(result)
    return shown


def _finding(result: Result) -> Iterator[Line]:
    yield Line(Role(result.status), f"    {result.id}: {_sentence(visible(str(result.message)))}")
    yield Line(Role.FAINT, f"      at {_at(result.path)}")
    if result.status is not UNCHECKED:
        values = result.expected, result.actual
        names = [f"{str(name).lower()}:" for name in COMPARED[result.id]]
        width = max(map(len, names))
        from inspector.verify.look_alikes import telling_apart  # noqa: PLC0415 - start-up

        escaped = telling_apart(*values, with_blanks=True)
        for name, value in zip(names, values, strict=True):
            if value is not None:
                yield Line(Role.FAINT, f"      {name:{width}} {_value(value, escaped)}")


def _at(pointer: str) -> str:
    from inspector.verify.look_alikes import unmistakable_pointer  # noqa: PLC0415 - start-up

    return unmistakable_pointer(pointer) or "the whole document"


def _cause(cause: "Cause") -> Iterator[Line]:
    yield Line(Role.PLAIN, "")
    yield Line(Role.FAIL, "  The cause")
    yield Line(Role.FAIL, f"    {_sentence(visible(str(cause.sentence)))}")
    yield Line(Role.FAINT, f"      at {_at(cause.pointer)}")
    count = len(cause.explains)
    yield Line(Role.FAINT, f"      explains {count:,} of the failures below; computed here")


# --- what is proven, and what is not ----------------------------------------------------------


def _groups(found: Overview) -> Iterator[Line]:
    """The three groups of the overview, each line with the place that it is about."""
    yield from _group(PROVEN, Role.PROVEN, found.proven, "✔")
    if found.nothing_proven is not None:
        yield Line(Role.PLAIN, f"    {_sentence(visible(str(found.nothing_proven)))}")
    yield from _group(STATED, Role.PLAIN, found.stated, "·")
    yield from _group(OPEN, Role.UNCHECKED, found.open, "?")
    if found.bundle_of:
        number = visible(found.bundle_of)
        yield Line(Role.FAINT, f"    The bundle would prove more: pith-inspector verify {number}")


def _group(name: Message, role: Role, lines: tuple[OverviewLine, ...], sign: str) -> Iterator[Line]:
    yield Line(Role.PLAIN, "")
    yield Line(role, f"  {name}" + ("" if lines else ": nothing"))
    for line in lines:
        note = "" if line.note is None else f": {visible(str(line.note))}"
        yield Line(role, f"    {sign} {visible(str(line.sentence))}{note}")
        if line.opens is not Opens.NOTHING:
            of = f" ({', '.join(line.checks)})" if line.checks else ""
            yield Line(Role.FAINT, f"      at {_at(line.pointer)}{of}")
        if line.remedy == Remedy(RemedyKind.PAPER):
            yield Line(Role.FAINT, "      the paper's text would show it: --paper-text FILE")


def _value(value: Json, escaped: str) -> str:
    if isinstance(value, str):
        shown = exact(value[:_LONGEST_VALUE], escaped)
        return f"{shown}…" if len(value) > _LONGEST_VALUE else shown
    try:
        text = orjson.dumps(value)[: 4 * _LONGEST_VALUE].decode(errors="ignore")
    except orjson.JSONEncodeError:
        return "a value too large to show here"
    shown = visible(text[:_LONGEST_VALUE])
    return f"{shown}…" if len(text) > _LONGEST_VALUE else shown


# --- who signed -------------------------------------------------------------------------------

TITLE_NOT_PROVEN = "title not proven"
NOBODY = "no signature that holds"
_MOST_NAMES = 3
_LONGEST_NAME = 80
_MOST_SIGNERS = 20
_SIGNED = {
    Cover.BUNDLE: "signed by",
    Cover.EVENT: "events signed by",
    Cover.RECEIPT: "receipt signed by",
}


def signed_by(report: Report) -> list[str]:
    """A line for each key with valid signatures, the one that covers most first.

    It says who signed by the user's list, and what only the document says.
    """
    signers = report.signers
    said = [_signer(one) for one in signers[:_MOST_SIGNERS]]
    if len(signers) > _MOST_SIGNERS:
        said.append(f"and by {len(signers) - _MOST_SIGNERS:,} other keys")
    return said


def _signer(signer: Signer) -> str:
    is_part = signer.cover is Cover.EVENT and signer.held < signer.of
    part = f"{signer.held:,} of {signer.of:,} " if is_part else ""
    lead = f"{part}{_SIGNED[signer.cover]}"
    said = f"{lead} {_listed_as(signer)}, fingerprint {signer.fingerprint}"
    claims = []
    if signer.key_ids and not signer.name:
        claims.append(f"calls the key {_names(signer.key_ids)}")
    if signer.signer_ids:
        claims.append(f"says the signer is {_names(signer.signer_ids)}")
    claimed = f"; the document {' and '.join(claims)}" if claims else ""
    return f"{said}: {signer.standing}{claimed}"


def _listed_as(signer: Signer) -> str:
    if signer.standing is Standing.UNKNOWN:
        return "a key that is not in your list"
    if not signer.name:
        return "a key of your list"
    return f"{ENGLISH.named(signer.name, _LONGEST_NAME)} (your list)"


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(ENGLISH.quoted(name, _LONGEST_NAME) for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


# --- a paper's text ---------------------------------------------------------------------------

_LONGEST_HASH = 400


def paper_words(found: "PaperFindings") -> Iterator[str]:
    """What was found in a paper's text: the place of a match, or else what was tried.

    The lines are safe to print; those of one finding are indented below its name.
    """
    yield f"paper text, read as {found.form}"
    yield from _paper_finding("title", found.title)
    yield from _paper_finding("abstract", found.abstract)


def _paper_finding(name: str, found: "PaperFinding") -> Iterator[str]:
    if found.stated is None:
        yield f"  {name}: not looked for, the record states no hash"
    elif found.match is not None:
        yield f"  {name}: found, {_place_of(found.match.origin)}"
    elif not found.tried:
        yield f"  {name}: not found, no text in it could be the {name}"
    else:
        likeliest = found.tried[0]
        texts = "1 text" if found.attempts == 1 else f"{found.attempts:,} texts"
        yield f"  {name}: not found; {texts} tried, the likeliest: {_place_of(likeliest.origin)}"
        yield f"    stated   {visible(found.stated[:_LONGEST_HASH])}"
        yield f"    computed {likeliest.sha256}"


def _place_of(origin: "Origin") -> str:
    """ "citation_abstract", "summary of entry 2", "lines 4 to 9"."""
    if not origin.name:
        if origin.first == origin.last:
            return f"line {origin.first:,}"
        return f"lines {origin.first:,} to {origin.last:,}"
    name = visible(origin.name)
    return f"{name} of entry {origin.entry:,}" if origin.entry else name
