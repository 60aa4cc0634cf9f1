"""``notes``: people's notes on documents, listed, exported and imported."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import click

from inspector.cli.options import complete_file, network_options, note_looked_up, source_options
from inspector.cli.output import ExitCode, counted, note, note_error, write_json, write_line
from inspector.document.canonical import reference_json
from inspector.errors import InspectorError
from inspector.export.report_text import Line, Role
from inspector.jobs.notes_store import (
    NotesImport,
    export_notes,
    import_notes,
    notes_folder,
    notes_path,
    read_notes,
)
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.messages import ENGLISH
from inspector.notes.notes import Note, split_ids
from inspector.notes.notes_file import NotesOf
from inspector.verify.look_alikes import unmistakable_pointer
from inspector.verify.trust import TrustedKeys
from inspector.visible import shell_word, visible


@click.group()
def notes() -> None:
    """Show the notes on documents and hand them on; the window writes them."""


@notes.command("list")
@click.argument("source", metavar="SOURCE", shell_complete=complete_file)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a note, a line each.")
@network_options
def list_notes(source: str, as_json: bool, resolver: str, offline: bool) -> int:
    """Show the notes on SOURCE, by date. They are people's words: nothing in them is checked.

    Of a member of an archive or an item of a list, these are the notes on that document alone.
    """
    found = _notes_on(source, resolver, offline=offline)
    if found is None:
        return ExitCode.UNREADABLE
    several = split_ids(found.notes)
    for one in found.notes:
        if as_json:
            write_json(reference_json(one._asdict()))
        else:
            for line in _lines(one, is_split=one.id in several):
                write_line(line)
    if not found.notes:
        note("There are no notes on this document.")
    return ExitCode.VERIFIED


@notes.command("export")
@click.argument("source", metavar="SOURCE", shell_complete=complete_file)
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where the notes go, as JSON.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@network_options
def export(source: str, output: Path, force: bool, resolver: str, offline: bool) -> int:
    """Write the notes on SOURCE into a file, to hand on; whoever has the document can import it."""
    found = _notes_on(source, resolver, offline=offline)
    if found is None:
        return ExitCode.UNREADABLE
    if not found.notes:
        note(f"pith-inspector: {shell_word(source)}: There are no notes on it to write")
        return ExitCode.UNREADABLE
    kept_in = str(notes_path(notes_folder(), found.sha256))
    try:
        export_notes(found, output, not_onto=(source, kept_in), force=force)
    except InspectorError as error:
        note_error(error, str(output))
        return ExitCode.UNREADABLE
    came = counted(len(found.notes), "note", "notes")
    note(f"{came} written to {shell_word(str(output))}.")
    return ExitCode.VERIFIED


@notes.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=complete_file)
def import_files(files: tuple[str, ...]) -> int:
    """Put the notes of each FILE beside your own. None of yours goes, and a note comes once.

    Where two versions of one note come together, both are kept. Names and dates are what the file
    says, and are shown as such.
    """
    code = ExitCode.VERIFIED
    for file in files:
        try:
            found = import_notes(file, notes_folder())
        except InspectorError as error:
            note_error(error, file)
            code = ExitCode.UNREADABLE
            continue
        for sentence in _told(found):
            note(f"{shell_word(file)}: {sentence}")
    return code


def _notes_on(source: str, resolver: str, *, offline: bool) -> NotesOf | None:
    """The notes; None if the document or its notes cannot be read, which is reported."""
    options = source_options(resolver, offline=offline)
    note_looked_up(source, options)
    try:
        document = read(source, Session(TrustedKeys(), options))[1]
    except InspectorError as error:
        note_error(error, source)
        return None
    digest = sha256(document.data).hexdigest()
    try:
        return NotesOf(digest, read_notes(notes_folder(), digest))
    except InspectorError as error:
        note_error(error, str(notes_path(notes_folder(), digest)))
        return None


def _lines(one: Note, *, is_split: bool) -> Iterator[Line]:
    author = ENGLISH.named(one.author) if one.author else "without a name"
    says = f"says it is by {ENGLISH.quoted(one.author)}" if one.author else author
    by = f"imported, {says}" if one.is_imported else author
    version = "  (one of several versions of this note)" if is_split else ""
    where = unmistakable_pointer(one.pointer) or "the document"
    yield Line(Role.PLAIN, f"{one.at}  {by}{version}  {where}")
    for line in one.text.split("\n"):
        yield Line(Role.PLAIN, f"    {visible(line)}")


def _told(found: NotesImport) -> Iterator[str]:
    came = counted(len(found.change.added), "note", "notes")
    yield f"{came} taken in, {found.known:,} there already, on the document {found.sha256}."
    if found.split:
        several = counted(len(found.split), "note", "notes")
        yield f"Of {several} there are several versions now; all are kept."
    if found.change.put_aside:
        yield f"The notes kept so far were damaged, and were put aside as {found.change.put_aside}."
