"""``merge``: the state that a bundle's events give, recomputed."""

import click

from inspector.cli.options import network_options, source_options
from inspector.cli.output import ExitCode, note_error, write_data
from inspector.document.canonical import digest
from inspector.document.kinds import Kind
from inspector.document.reader import read_document
from inspector.errors import InspectorError, MergeUnknownError, WrongDocumentError
from inspector.merge.state import STATE_HASH, merge, unknown_rules
from inspector.sources import fetch


@click.command("merge")
@click.argument("source", metavar="BUNDLE")
@network_options
def merge_command(source: str, resolver: str, offline: bool) -> int:
    """Write the state that the events of BUNDLE give, as canonical JSON and a line end.

    Exit status: 0 done, 3 a rule that the merge needs is not known, 4 no bundle could be read.
    """
    try:
        data = merged_state(fetch(source, source_options(resolver, offline=offline)).data)
    except MergeUnknownError as error:
        note_error(error, source)
        return ExitCode.UNPROVEN
    except InspectorError as error:
        note_error(error, source)
        return ExitCode.UNREADABLE
    write_data(data + b"\n")
    return ExitCode.VERIFIED


def merged_state(data: bytes) -> bytes:
    """The recomputed state of the bundle in ``data``, with its hash, as canonical JSON.

    Raises UnreadableError, WrongDocumentError, MergeUnknownError.
    """
    document = read_document(data)
    if document.kind is not Kind.BUNDLE:
        raise WrongDocumentError(f"This is a {document.kind}; only a bundle has events to merge")
    if (reason := unknown_rules(document.value)) is not None:
        raise MergeUnknownError(f"The state cannot be computed: {reason}")
    state = merge(document.value)
    state[STATE_HASH] = digest(state, plain=document.size.plain)
    return document.write(state)
