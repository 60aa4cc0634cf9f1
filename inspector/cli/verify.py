"""``verify``: the report on each source, for people or as JSON, and the verdict as exit code."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.options import (
    complete_file,
    given_paper,
    network_options,
    note_looked_up,
    note_own_trust,
    paper_option,
    session,
    trust_options,
)
from inspector.cli.output import (
    CODES,
    counted,
    exit_code,
    note,
    passed_over_words,
    watched,
    write_json,
    write_json_pieces,
    write_line,
)
from inspector.document.json_types import JsonObject
from inspector.errors import NoDocumentError, ProgramFaultError
from inspector.export.report_json import fault_line, report_pieces
from inspector.export.report_text import Line, Role, report_lines
from inspector.jobs.contents import EntryContent, PassedOver
from inspector.jobs.session import Session
from inspector.jobs.verification import Verified, verify_source
from inspector.messages import Place
from inspector.sources.plan import ITEM_MARK
from inspector.verify.report import Verdict, unreadable
from inspector.visible import shell_word, visible

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


@click.command()
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=complete_file
)
@trust_options
@paper_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, a line each.")
@network_options
def verify(
    sources: tuple[str, ...],
    trust_files: tuple[str, ...],
    no_default_trust: bool,
    paper_text: Path | None,
    as_json: bool,
    resolver: str,
    offline: bool,
) -> int:
    """Say what is proven of each SOURCE.

    A SOURCE is a path, a member of an archive (papers.zip!/a.json), a line or an item of a list
    (records.ndjson#3), an https address, a Pith Number or an arXiv id, or - for standard input.
    Of one that holds several documents, each is checked, and a line of totals comes last.

    Exit status: 0 verified, 1 failed, 2 wrong usage, 3 unproven, 4 unreadable. Of several
    documents, failed, then unreadable, then unproven decides.
    """
    asked = session(trust_files, resolver, no_default_trust=no_default_trust, offline=offline)
    paper = given_paper(paper_text)
    return report_all(sources, asked, paper, as_json=as_json)


def report_all(
    sources: tuple[str, ...],
    asked: Session,
    paper: "PaperText | None" = None,
    *,
    as_json: bool = False,
) -> int:
    """Write the report on each source to stdout and return the exit code of all."""
    writer = _ReportWriter(asked, as_json=as_json)
    verdicts: list[Verdict | None] = []
    for source in sources:
        totals = Totals(source)
        note_looked_up(source, asked.options)
        try:
            with watched(source) as checkpoint:
                for one in verify_source(source, asked, paper, checkpoint):
                    totals.count(one)
                    writer.write(one)
        except ProgramFaultError as fault:
            verdicts.append(None)
            writer.write_fault(source, fault)
            continue
        if totals.is_list:
            writer.write_totals(source, totals)
        verdicts += totals.verdicts
    return exit_code(verdicts)


class _ReportWriter:
    """Writes reports in sequence, separated by a blank line for people."""

    def __init__(self, asked: Session, *, as_json: bool) -> None:
        self._asked = asked
        self._as_json = as_json
        self._is_first = True

    def write(self, one: Verified | EntryContent | PassedOver) -> None:
        if isinstance(one, PassedOver):
            return  # the totals count them
        if isinstance(one, Verified):
            self._write_report(one)
        elif isinstance(one.found, ProgramFaultError):
            self.write_fault(one.entry.source, one.found)
        elif not self._as_json:
            self._separate()
            words = f"{shell_word(one.entry.source)}: {visible(str(one.looks_like))}"
            write_line(Line(Role.FAINT, f"  {words}"))

    def write_fault(self, source: str, fault: ProgramFaultError) -> None:
        """Write a program fault; the traceback goes to stderr, and the other sources are still
        verified."""
        from inspector.start.exit_report import show_trace  # noqa: PLC0415 - hardly ever

        show_trace(fault)
        if self._as_json:
            write_json(fault_line(source, fault))
            return
        self._separate()
        write_line(Line(Role.FAIL, f"! {visible(str(fault))}."))

    def write_totals(self, source: str, totals: "Totals") -> None:
        """Write a line of totals, to stderr if stdout contains data. A source without a document
        has an object of its own there, so that none goes without one."""
        line = f"{shell_word(source)}: {totals.words}"
        if self._as_json:
            if totals.has_none:
                error = NoDocumentError("{} holds no document", Place(source))
                _write_json(Verified(source, None, unreadable(error)))
            note(line)
            return
        self._separate()
        write_line(Line(Role(totals.worst), line))

    def _write_report(self, verified: Verified) -> None:
        note_own_trust(self._asked, verified.document)
        if self._as_json:
            _write_json(verified)
            return
        self._separate()
        for each in report_lines(
            verified.source,
            verified.report,
            verified.document,
            hosts=verified.hosts,
            inside=_inside_words(verified),
        ):
            write_line(each)

    def _separate(self) -> None:
        if not self._is_first:
            write_line(Line(Role.PLAIN, ""))
        self._is_first = False


def _write_json(verified: Verified) -> None:
    host = verified.hosts.answered or None
    inside = _inside_object(verified)
    pieces = report_pieces(verified.source, verified.report, verified.document, host, inside)
    write_json_pieces(pieces)


def _inside_words(verified: Verified) -> str:
    if not verified.member and verified.part is None:
        return ""
    from inspector.export.inside_words import inside_words  # noqa: PLC0415 - most are whole files

    return inside_words(verified.source, verified.member, verified.part)


def _inside_object(verified: Verified) -> JsonObject | None:
    if not verified.member and verified.part is None:
        return None
    from inspector.export.inside_words import inside_object  # noqa: PLC0415 - as above

    return inside_object(verified.member, verified.part)


# --- several documents ------------------------------------------------------------------------

_ORDER = (Verdict.FAILED, Verdict.UNREADABLE, Verdict.UNPROVEN, Verdict.VERIFIED)


class Totals:
    """The results of all documents of one source: verdicts, and entries that are no document."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._verdicts: Counter[Verdict] = Counter()
        self._faults = self._links = self._others = self._lines = self._passed_over = 0
        self.is_list = False
        """Whether the source contains several documents."""

    def count(self, one: Verified | EntryContent | PassedOver) -> None:
        if isinstance(one, Verified):
            self._verdicts[one.report.verdict] += 1
            self.is_list = self.is_list or one.source != self._source
            return
        self.is_list = True
        if isinstance(one, PassedOver):
            self._passed_over += one.files
        elif isinstance(one.found, ProgramFaultError):
            self._faults += 1
        elif one.found is None:
            self._links += 1
        else:
            is_line = one.entry.name.startswith(ITEM_MARK)
            self._lines += is_line
            self._others += not is_line

    @property
    def has_none(self) -> bool:
        """Whether there was no document to judge."""
        return not (self._verdicts or self._faults)

    @property
    def verdicts(self) -> list[Verdict | None]:
        """Each verdict once; UNREADABLE if there is no document."""
        found: list[Verdict | None] = [*self._verdicts]
        if self._faults:
            found.append(None)
        return found or [Verdict.UNREADABLE]

    @property
    def worst(self) -> Verdict:
        """The verdict that decides; a program fault leaves it open, and then nothing is
        verified."""
        code = exit_code(self.verdicts)
        return next((one for one in Verdict if CODES[one] == code), Verdict.UNREADABLE)

    @property
    def words(self) -> str:
        """ "3 documents: 1 failed, 2 verified; 1 file is no document"."""
        counts = [f"{self._verdicts[one]:,} {one}" for one in _ORDER if self._verdicts[one]]
        if self._faults:
            counts.append(f"{self._faults:,} not checked, for a fault of this program")
        whole = counted(self._verdicts.total() + self._faults, "document", "documents")
        words = [f"{whole}: {', '.join(counts)}" if counts else "no document"]
        if self._others:
            words.append(counted(self._others, "file is no document", "files are no documents"))
        if self._lines:
            words.append(counted(self._lines, "line is a comment", "lines are comments"))
        if self._links:
            words.append(counted(self._links, "link to another file", "links to other files"))
        if self._passed_over:
            words.append(passed_over_words(self._passed_over))
        return "; ".join(words)
