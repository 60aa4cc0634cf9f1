"""``merge``: the state recomputed from a bundle's events."""

import click

from inspector.cli.options import complete_file, network_options, note_looked_up, source_options
from inspector.cli.output import ExitCode, note_error, write_data
from inspector.compare.side import merged_state
from inspector.errors import InspectorError, MergeUnknownError
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.verify.trust import TrustedKeys


@click.command("merge")
@click.argument("source", metavar="BUNDLE", shell_complete=complete_file)
@network_options
def merge_command(source: str, resolver: str, offline: bool) -> int:
    """Write the state that the events of BUNDLE give, as canonical JSON and a line end.

    Exit status: 0 done, 3 a rule that the merge needs is not known, 4 no bundle could be read.
    """
    try:
        asked = Session(TrustedKeys(), source_options(resolver, offline=offline))
        note_looked_up(source, asked.options)
        state = merged_state(read(source, asked)[1])
    except MergeUnknownError as error:
        note_error(error, source)
        return ExitCode.UNPROVEN
    except InspectorError as error:
        note_error(error, source)
        return ExitCode.UNREADABLE
    write_data(state.data + b"\n")
    return ExitCode.VERIFIED
