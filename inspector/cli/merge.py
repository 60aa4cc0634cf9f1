"""``merge``: the state recomputed from a bundle's events."""

import click

from inspector.cli.options import complete_file, network_options, note_looked_up, source_options
from inspector.cli.output import ExitCode, note, note_error, write_data
from inspector.compare.side import merged_state
from inspector.errors import InspectorError, MergeUnknownError
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.verify.report import Integrity
from inspector.verify.trust import TrustedKeys
from inspector.verify.verifier import verify
from inspector.visible import shell_word


@click.command("merge")
@click.argument("source", metavar="BUNDLE", shell_complete=complete_file)
@network_options
def merge_command(source: str, resolver: str, offline: bool) -> int:
    """Write the state that the events of BUNDLE give, as canonical JSON and a line end.

    The state is what the events say, also where a check of BUNDLE fails; stderr then says so.

    Exit status: 0 done, 3 a rule that the merge needs is not known, 4 no bundle could be read.
    """
    try:
        asked = Session(TrustedKeys(), source_options(resolver, offline=offline))
        note_looked_up(source, asked.options)
        bundle = read(source, asked)[1]
        state = merged_state(bundle)
    except MergeUnknownError as error:
        note_error(error, source)
        return ExitCode.UNPROVEN
    except InspectorError as error:
        note_error(error, source)
        return ExitCode.UNREADABLE
    report = verify(bundle, asked.trust)
    if report.integrity is Integrity.BROKEN:
        note(f"pith-inspector: {shell_word(source)}: {report.sentence}")
        note("  What is written here was computed from its events all the same.")
    write_data(state.data + b"\n")
    return ExitCode.VERIFIED
