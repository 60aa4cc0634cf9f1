"""``verify``: the report on each source, for people or as JSON, and the verdict as exit code."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.options import (
    complete_file,
    network_options,
    note_own_trust,
    session,
    trust_options,
)
from inspector.cli.output import exit_code, write_data, write_line
from inspector.cli.progress import watched
from inspector.errors import InspectorError, ProgramFaultError
from inspector.export.report_json import fault_line, report_line
from inspector.export.report_text import Line, Role, report_lines
from inspector.jobs.session import Session
from inspector.jobs.verification import Verified, verify_source
from inspector.verify.report import Verdict
from inspector.visible import visible

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


@click.command()
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=complete_file
)
@trust_options
@click.option(
    "--paper-text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The paper's text, to look in for the title and the abstract: plain text, its html page, "
    "or arXiv's Atom or OAI-PMH.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a source, a line each.")
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

    A SOURCE is a path, a member of an archive (papers.zip!/a.json), an https address, a Pith
    Number or an arXiv id, or - for standard input.

    Exit status: 0 verified, 1 failed, 2 wrong usage, 3 unproven, 4 unreadable. Of several
    sources, failed, then unreadable, then unproven decides.
    """
    asked = session(trust_files, resolver, no_default_trust=no_default_trust, offline=offline)
    paper = _read_paper(paper_text) if paper_text else None
    return report_all(sources, asked, paper, as_json=as_json)


def report_all(
    sources: tuple[str, ...],
    asked: Session,
    paper: "PaperText | None" = None,
    *,
    as_json: bool = False,
) -> int:
    """Write the report on each source to stdout; the exit code of them all."""
    verdicts: list[Verdict | None] = []
    for number, source in enumerate(sources):
        if number and not as_json:
            write_line(Line(Role.PLAIN, ""))
        try:
            with watched(source) as checkpoint:
                verified = verify_source(source, asked, paper, checkpoint)
        except ProgramFaultError as fault:
            verdicts.append(None)
            _tell_fault(source, fault, as_json=as_json)
            continue
        verdicts.append(verified.report.verdict)
        note_own_trust(asked, verified.document)
        if as_json:
            _write_json(verified)
        else:
            lines = report_lines(
                source,
                verified.report,
                verified.document,
                asked_host=verified.asked_host,
                answered_by=verified.answered_by,
            )
            for each in lines:
                write_line(each)
    return exit_code(verdicts)


def _tell_fault(source: str, fault: ProgramFaultError, *, as_json: bool) -> None:
    """What the developers need goes to stderr; the other sources still get their verdicts."""
    from inspector.start.exit_report import show_trace  # noqa: PLC0415 - hardly ever

    show_trace(fault)
    if as_json:
        write_data(fault_line(source, fault) + b"\n")
    else:
        write_line(Line(Role.FAIL, f"! {visible(str(fault))}."))


def _write_json(verified: Verified) -> None:
    host = verified.answered_by or None
    write_data(report_line(verified.source, verified.report, verified.document, host) + b"\n")


def _read_paper(path: Path) -> "PaperText":
    """The paper's text in a file. One that cannot be used is wrong usage."""
    from inspector.jobs.paper_file import read_paper_file  # noqa: PLC0415 - few ask for it

    try:
        return read_paper_file(str(path))
    except InspectorError as error:
        raise click.UsageError(str(error)) from error
