"""``ls``: the documents in a source, without verifying them."""

import click

from inspector.cli.options import complete_file, network_options, note_looked_up, source_options
from inspector.cli.output import (
    ExitCode,
    note,
    note_error,
    passed_over_words,
    watched,
    write_json,
    write_line,
)
from inspector.errors import InspectorError, ProgramFaultError
from inspector.export.inside_words import entry_line
from inspector.export.report_text import Line, Role
from inspector.jobs.contents import EntryContent, PassedOver, list_source
from inspector.jobs.session import Session
from inspector.verify.trust import TrustedKeys
from inspector.visible import shell_word, visible


@click.command("ls")
@click.argument("source", shell_complete=complete_file)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an entry, a line each.")
@network_options
def ls(source: str, as_json: bool, resolver: str, offline: bool) -> int:
    """List the documents inside SOURCE, an archive or a list.

    Size in bytes, type and name, a line each. Nothing is verified. A name is asked for behind the
    source, as in papers.zip!/a.json or records.ndjson#3.

    Exit status: 0 done, 4 SOURCE cannot be read, 70 a fault of the program.
    """
    code = ExitCode.VERIFIED
    asked = Session(TrustedKeys(), source_options(resolver, offline=offline))
    note_looked_up(source, asked.options)
    try:
        with watched(source) as checkpoint:
            for inside in list_source(source, asked, checkpoint):
                if isinstance(inside, PassedOver):
                    note(passed_over_words(inside.files))
                else:
                    _write(inside, as_json=as_json)
                    if isinstance(inside.found, ProgramFaultError):
                        code = ExitCode.FAULT
    except InspectorError as error:
        note_error(error, source)
        return ExitCode.UNREADABLE
    return code


def _write(inside: EntryContent, *, as_json: bool) -> None:
    entry = inside.entry
    if as_json:
        line = entry_line(entry.source, entry.name, str(inside.looks_like), entry.size, entry.link)
        write_json(line)
        return
    looks_like = visible(str(inside.looks_like))
    role = Role.PLAIN if inside.is_document else Role.FAINT
    write_line(Line(role, f"{entry.size:>12,}  {looks_like:<18}  {shell_word(entry.name)}"))
