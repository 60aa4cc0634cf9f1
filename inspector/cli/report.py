"""``report``: the report on one document as a file to give to others."""

import hashlib
import os
from dataclasses import dataclass
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
from inspector.cli.output import WindowHooks, exit_code, note, note_error, watched, write_line
from inspector.errors import CancelledError, InspectorError, ProgramFaultError, SavingError
from inspector.evidence.making import evidence_of
from inspector.export.report_text import Line, Role
from inspector.jobs.notes_store import notes_folder, read_notes
from inspector.jobs.reporting import (
    ReportForm,
    ReportSubject,
    examine_source,
    form_of,
    now,
    origin_of,
    report_bytes,
    save,
)
from inspector.jobs.saving import is_one_of
from inspector.jobs.session import Session
from inspector.jobs.trust_store import store_path
from inspector.messages import LANGUAGES, Language
from inspector.notes.notes import Note
from inspector.progress import Checkpoint
from inspector.verify.report import Verdict
from inspector.visible import shell_word

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


@click.command()
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE...", shell_complete=complete_file
)
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where the report goes; the ending .html, .md or .json says what it is.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--without-paths", is_flag=True, help="Leave out where a file lay: its name alone.")
@click.option(
    "--with-notes", is_flag=True, help="Put the notes on SOURCE into it; nothing checks them."
)
@click.option(
    "--language", type=click.Choice([*LANGUAGES]), default="en", help="The report's language."
)
@trust_options
@paper_option
@network_options
@click.pass_context
def report(
    context: click.Context,
    sources: tuple[str, ...],
    output: Path,
    force: bool,
    without_paths: bool,
    with_notes: bool,
    language: str,
    trust_files: tuple[str, ...],
    no_default_trust: bool,
    paper_text: Path | None,
    resolver: str,
    offline: bool,
) -> int:
    """Write what is proven of SOURCE into FILE, to hand over: a page (.html), Markdown (.md) or
    the data alone (.json). As PDF the window saves it.

    Of several sources each has a file of its own: report-1.html, report-2.html and so on. The
    SHA-256 of each file is printed. It shows a change by accident only; a signature shows more:
    ssh-keygen -Y sign -f KEY -n file report.html

    Exit status: that of verify. 0 verified, 1 failed, 2 wrong usage, 3 unproven, 4 unreadable, or
    the file cannot be written. Of several sources, failed, then unreadable, then unproven decides.
    """
    form = form_of(output)
    if form is None:
        raise click.UsageError("The name of -o ends with .html, .md or .json")
    files = _files(output, len(sources))
    named = (*sources, *trust_files, str(paper_text or ""), str(store_path()))
    for file in files:
        if is_one_of(file, filter(None, named)):
            raise click.UsageError(f"-o would overwrite {shell_word(str(file))}, which is read")
        if not force and os.path.lexists(file):
            raise click.UsageError(f"{shell_word(str(file))} is there already; --force replaces it")
    asked = session(trust_files, resolver, no_default_trust=no_default_trust, offline=offline)
    paper = given_paper(paper_text)
    hooks: WindowHooks = context.find_root().obj
    order = _ReportOptions(
        form,
        hooks.language(language),
        asked,
        paper,
        force=force,
        without_paths=without_paths,
        with_notes=with_notes,
    )
    verdicts = [
        _report_on(source, file, order) for source, file in zip(sources, files, strict=True)
    ]
    return exit_code(verdicts)


def _files(output: Path, count: int) -> list[Path]:
    if count == 1:
        return [output]
    return [output.with_stem(f"{output.stem}-{number}") for number in range(1, count + 1)]


@dataclass(frozen=True, slots=True)
class _ReportOptions:
    """How each report is to be made."""

    form: ReportForm
    language: Language
    session: Session
    paper: "PaperText | None"
    force: bool
    without_paths: bool
    with_notes: bool


def _report_on(source: str, file: Path, order: _ReportOptions) -> Verdict | None:
    """Write the report on one source; None if the program broke on it."""
    note_looked_up(source, order.session.options)
    try:
        with watched(source) as checkpoint:
            subject = examine_source(source, order.session, order.paper, checkpoint)
            content = _content(subject, order, checkpoint)
    except CancelledError:
        raise
    except ProgramFaultError as fault:
        from inspector.start.exit_report import show_trace  # noqa: PLC0415 - hardly ever

        show_trace(fault)
        note(f"pith-inspector: {fault}.")
        return None
    except InspectorError as error:
        note_error(error, source)
        return Verdict.UNREADABLE
    note_own_trust(order.session, subject.document)
    verdict = subject.report.verdict
    try:
        digest = save(file, content, not_onto=[source], force=order.force)
    except SavingError as error:
        note_error(error, str(file))
        return Verdict.UNREADABLE
    note(f"{verdict.capitalize()}. {subject.report.sentence}")
    write_line(Line(Role.PLAIN, f"{digest}  {shell_word(str(file))}"))
    return verdict


def _content(subject: ReportSubject, order: _ReportOptions, checkpoint: Checkpoint) -> bytes:
    """Raises InspectorError if notes are requested that cannot be read."""
    fetched, without_paths = subject.fetched, order.without_paths
    notes: tuple[Note, ...] = ()
    if order.with_notes and subject.document is not None:
        notes = read_notes(notes_folder(), hashlib.sha256(fetched.data).hexdigest())
    evidence = evidence_of(
        fetched.data,
        subject.report,
        subject.document,
        order.session.trust,
        origin=origin_of(
            fetched.name, fetched.location, fetched.hosts, without_paths=without_paths
        ),
        at=now(),
        paper=order.paper,
        notes=notes,
        language=order.language,
        checkpoint=checkpoint,
    )
    return report_bytes(evidence, order.form, order.language)
