"""``canonical``: the exact bytes that are hashed, or their SHA-256."""

import hashlib

import click

from inspector.cli.options import complete_file, network_options, source_options
from inspector.cli.output import ExitCode, note, note_error, write_data
from inspector.document.canonical import reference_json
from inspector.document.pointer import resolve
from inspector.errors import InspectorError
from inspector.jobs.reading import read_any
from inspector.jobs.session import Session
from inspector.verify.hashed import hashed_at
from inspector.verify.trust import TrustedKeys


@click.command()
@click.argument("source", shell_complete=complete_file)
@click.option("--pointer", default="", metavar="POINTER", help="A JSON Pointer into the document.")
@click.option("--hash", "as_hash", is_flag=True, help="The SHA-256 of the bytes, in hex.")
@click.option("--whole", is_flag=True, help="Leave nothing out.")
@network_options
def canonical(
    source: str,
    pointer: str,
    as_hash: bool,
    whole: bool,
    resolver: str,
    offline: bool,
) -> int:
    """Write the canonical JSON of SOURCE, which may be any JSON.

    At an object that is hashed without its own hash or signature, those are left out; at a
    stated hash, the bytes are those it is the hash of. Nothing follows the last byte.
    """
    try:
        asked = Session(TrustedKeys(), source_options(resolver, offline=offline))
        value = read_any(source, asked).value
        if whole:
            shown = resolve(value, pointer)
        else:
            hashed = hashed_at(value, pointer)
            shown = hashed.value
            if hashed.left_out:
                note(f"left out: {', '.join(sorted(hashed.left_out))}")
            if hashed.put_in:
                note(f"put in, as events have it: {', '.join(sorted(hashed.put_in))}")
    except InspectorError as error:
        note_error(error, source)
        return ExitCode.UNREADABLE
    data = reference_json(shown)
    write_data(hashlib.sha256(data).hexdigest().encode() + b"\n" if as_hash else data)
    return ExitCode.VERIFIED
