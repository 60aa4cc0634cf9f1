"""Checks a saved report: is it unchanged, has the document the same bytes, is the result the same.

Everything in a saved report may be forged. So the page is generated again from its data and
compared byte for byte, and the statements about the document are generated again from the document.
"""

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

from inspector import program_version
from inspector.document.items import TextPart
from inspector.errors import (
    CancelledError,
    Hosts,
    InspectorError,
    NotAReportError,
    ProgramFaultError,
)
from inspector.evidence import data
from inspector.evidence.evidence import ReportedKey, ReportedSource, SavedReport
from inspector.evidence.making import ReportOrigin, evidence_of
from inspector.evidence.page import data_of, page_html
from inspector.jobs.reporting import ReportSubject, examine_source, moment_of, origin_of
from inspector.jobs.session import Session
from inspector.messages import Language
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, unwatched
from inspector.sources import Fetched, describe, fetch
from inspector.verify.report import Report
from inspector.verify.trust import Standing, TrustedKeys

if TYPE_CHECKING:
    from inspector.paper.text import PaperText

_JUDGED = ("verdict", "integrity", "trust", "obligations", "counts")
"""The members that contain results, in words that no version changes; the checks are compared
too."""


_SINCE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
"""The format in the list of keys."""
_VERSION = re.compile(r"[0-9A-Za-z.+!-]{1,40}")


class ReportAnswer(Enum):
    """The answer to one question about a saved report."""

    HOLDS = "holds"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class UnlikeCheck(NamedTuple):
    """A check with its old and new status; "" if it was not made."""

    id: str
    path: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """The result of checking a saved report.

    ``data``: the data have the SHA-256 that they state and the form in which this program writes
    them. ``page``: the file follows from the data. ``source`` is where the document was looked for,
    "" if unknown; ``document_error`` is why it could not be read, ``document_sha256`` its present
    hash. ``part`` is the part of its file that the document is, None for the whole.
    ``is_origin_seen``: it came from where the report says. ``now`` is the new result, ``unlike``
    are the checks with another status, ``other`` the members that differ.
    """

    sha256: str
    evidence: SavedReport
    data: ReportAnswer
    page: ReportAnswer
    document: ReportAnswer = ReportAnswer.UNKNOWN
    source: str = ""
    document_error: InspectorError | None = None
    document_sha256: str = ""
    part: TextPart | None = None
    is_origin_seen: bool = True
    results: ReportAnswer = ReportAnswer.UNKNOWN
    now: Report | None = None
    unlike: tuple[UnlikeCheck, ...] = ()
    other: tuple[str, ...] = ()
    is_same_list: bool = True
    lacks_paper: bool = False

    @property
    def report(self) -> ReportAnswer:
        """Whether the report is unchanged, as far as the report alone can show."""
        return self.data if self.data is not ReportAnswer.HOLDS else self.page

    @property
    def is_of_this_version(self) -> bool:
        """Whether this version of the program made the report."""
        return self.evidence.made.version == program_version()


def check_report(
    path: str,
    document: str,
    session: Session,
    language_of: Callable[[str], Language],
    *,
    paper: "PaperText | None" = None,
    checkpoint: Checkpoint = unwatched,
) -> ReportCheck:
    """Check the report at ``path``.

    ``document`` is the path of the document; if it is "", it is looked for where the report says,
    and else beside the report. Raises InspectorError if the file is no report, and
    ProgramFaultError.
    """
    content = fetch(path, session.options, checkpoint).data
    line, evidence, made_at = _read_data(content)
    language = language_of(evidence.made.language)
    found = ReportCheck(
        hashlib.sha256(content).hexdigest(),
        evidence,
        data=_held(line == data.written(evidence) + b"\n"),
        page=_page(content, evidence, language),
        source=document or _where(evidence, path, session),
    )
    if not found.source:
        return found
    try:
        # A date that was in the future then may have passed; a report of tomorrow is forged.
        at = min(made_at, datetime.now(UTC))
        subject = examine_source(found.source, session, paper, checkpoint, at=at)
    except (CancelledError, ProgramFaultError):
        raise
    except InspectorError as error:
        return replace(found, document_error=error)
    digest = hashlib.sha256(subject.fetched.data).hexdigest()
    found = replace(
        found,
        document=_held(digest == evidence.source.sha256),
        document_sha256=digest,
        part=subject.fetched.part,
        is_origin_seen=_is_origin_seen(evidence.source, subject.fetched),
        now=subject.report,
    )
    anew = _made_again(
        evidence, subject, session.trust, paper=paper, language=language, checkpoint=checkpoint
    )
    return _compared(found, anew)


def _read_data(content: bytes) -> tuple[bytes, SavedReport, datetime]:
    """The line with the data, its values, and when the report was made.

    Raises InspectorError if the file is no report.
    """
    island = content if content.startswith(b"{") else data_of(content)
    if island is None:
        raise NotAReportError(
            "The file is no report that can be checked: those saved as HTML or JSON can"
        )
    evidence = data.read(content.removesuffix(b"\n") if island is content else island)
    made_at = moment_of(evidence.made.at)
    if made_at is None or not _VERSION.fullmatch(evidence.made.version):
        raise NotAReportError("The report is damaged: its data are not as they should be")
    return (content if island is content else island + b"\n"), evidence, made_at


def _made_again(
    then: SavedReport,
    subject: ReportSubject,
    trust: TrustedKeys,
    *,
    paper: "PaperText | None",
    language: Language,
    checkpoint: Checkpoint,
) -> SavedReport:
    """The report on the document as it would be made now, with the same origin and time."""
    source = then.source
    origin = ReportOrigin(
        source.name,
        source.location,
        source.file.removeprefix("./") == source.name,
        Hosts(source.asked_host, source.answered_by, source.by_way_of),
        source.since_read,
    )
    return evidence_of(
        subject.fetched.data,
        subject.report,
        subject.document,
        trust,
        origin=origin,
        at=then.made.at,
        paper=paper,
        language=language,
        checkpoint=checkpoint,
    )


def _held(holds: bool) -> ReportAnswer:
    return ReportAnswer.HOLDS if holds else ReportAnswer.DIFFERS


def _page(content: bytes, evidence: SavedReport, language: Language) -> ReportAnswer:
    """Whether the page follows from its data; a file of data only has none.

    Another version may have used other words for the same data, and so does a missing translation.
    """
    if content.startswith(b"{") or page_html(evidence, language) == content:
        return ReportAnswer.HOLDS
    made = evidence.made
    is_ours = made.version == program_version() and made.language == language.code
    return ReportAnswer.DIFFERS if is_ours else ReportAnswer.UNKNOWN


def _where(evidence: SavedReport, path: str, session: Session) -> str:
    """The document's path in the report, or a file of that name beside it; never a network address.

    A forged report could name any address or device.
    """
    source = evidence.source
    beside = os.path.join(os.path.dirname(os.path.abspath(path)), os.path.basename(source.name))
    for place in (source.location, beside if source.name else ""):
        # Windows accepts both slashes; two at the beginning name a computer in the network.
        if not os.path.isabs(place) or place[:2].replace("\\", "/") in ("//", "/?"):
            continue
        try:
            plan = describe(place, session.options)
        except InspectorError:
            continue
        if not plan.is_remote and plan.path and os.path.isfile(plan.path):
            return place
    return ""


def _is_origin_seen(then: ReportedSource, fetched: Fetched) -> bool:
    seen = origin_of(fetched.name, fetched.location, fetched.hosts)
    return (
        then.name == seen.name
        and then.location in ("", seen.location)
        and (then.asked_host, then.answered_by, then.by_way_of) == fetched.hosts
    )


def _told_as(key: ReportedKey, then: ReportedKey | None) -> ReportedKey:
    """``key`` with the report's statement of how it came into the list, if its standing is the
    same.

    A key that is in no list has no such statement, and text that is no date is dropped.
    """
    if then is None or key.standing is not then.standing or key.standing is Standing.UNKNOWN:
        return key
    if (key.compared is None) is not (then.compared is None):
        return key
    if not all(not date or _SINCE.fullmatch(date) for date in (then.since, then.compared_at)):
        return key
    return replace(key, since=then.since, compared=then.compared, compared_at=then.compared_at)


def _compared(found: ReportCheck, anew: SavedReport) -> ReportCheck:
    then = found.evidence
    lacks_paper = then.made.has_paper and not anew.made.has_paper
    is_same_list = then.made.list_sha256 == anew.made.list_sha256
    anew = _with_what_stands_alone(then, anew, is_same_list=is_same_list)
    unlike, other = _unlike(then, anew), _other(found, anew)
    is_judged_alike = not unlike and not set(other).intersection(_JUDGED)
    if not other:
        results = ReportAnswer.HOLDS if is_same_list and not lacks_paper else ReportAnswer.UNKNOWN
    elif is_judged_alike and not found.is_of_this_version:
        results = ReportAnswer.UNKNOWN
    else:
        results = ReportAnswer.DIFFERS
    return replace(
        found,
        results=results,
        unlike=unlike,
        other=other,
        is_same_list=is_same_list,
        lacks_paper=lacks_paper,
    )


def _with_what_stands_alone(
    then: SavedReport, anew: SavedReport, *, is_same_list: bool
) -> SavedReport:
    """``anew`` with what only the report itself can say: no document has it to compare it with."""
    made = replace(anew.made, version=then.made.version, has_paper=then.made.has_paper)
    # What the author's list says about how and when a key came into it.
    told = {key.fingerprint: key for key in then.keys}
    return replace(
        anew,
        made=made if is_same_list else then.made,
        notes=then.notes,
        note_count=then.note_count,
        keys=tuple(_told_as(key, told.get(key.fingerprint)) for key in anew.keys),
    )


def _other(found: ReportCheck, anew: SavedReport) -> tuple[str, ...]:
    """The members that differ; of the document's bytes only if that was not reported already."""
    then, source = found.evidence, anew.source
    if found.document is ReportAnswer.DIFFERS:
        source = replace(source, sha256=then.source.sha256, size=then.source.size)
    members = (one.name for one in fields(SavedReport) if one.name != "source")
    other = tuple(name for name in members if getattr(then, name) != getattr(anew, name))
    return (*other, "source") if then.source != source else other


def _unlike(then: SavedReport, now: SavedReport) -> tuple[UnlikeCheck, ...]:
    """The checks whose status differs, in the order of the report."""
    before = {(one.id, one.path): str(one.status) for one in then.checks}
    after = {(one.id, one.path): str(one.status) for one in now.checks}
    return tuple(
        UnlikeCheck(*place, before.get(place, ""), after.get(place, ""))
        for place in {**before, **after}
        if before.get(place) != after.get(place)
    )
