"""``canonical``: the exact bytes that are hashed, or their SHA-256."""

import hashlib

import click

from inspector.cli.options import complete_file, network_options, note_looked_up, source_options
from inspector.cli.output import ExitCode, note, note_error, write_data
from inspector.document.canonical import odd_numbers, reference_json
from inspector.document.document import JsonText
from inspector.document.json_types import Json
from inspector.document.pointer import resolve
from inspector.errors import InspectorError
from inspector.jobs.reading import read_any
from inspector.jobs.session import Session
from inspector.tree.nodes import NodeTable
from inspector.verify.hashed import hashed_at
from inspector.verify.look_alikes import unmistakable_pointer
from inspector.verify.trust import TrustedKeys

_MOST_SPELLINGS = 5
_LONGEST_SPELLING = 100


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
    stated hash, the bytes are those it is the hash of. Nothing follows the last byte. Numbers that
    SOURCE spells in another way, such as 1E2, are named on stderr.
    """
    try:
        asked = Session(TrustedKeys(), source_options(resolver, offline=offline))
        note_looked_up(source, asked.options)
        text = read_any(source, asked)
        value = text.value
        if whole:
            shown = resolve(value, pointer)
        else:
            hashed = hashed_at(value, pointer, seeks_links=True)
            shown = hashed.value
            if hashed.left_out:
                note(f"left out: {', '.join(sorted(hashed.left_out))}")
            if hashed.put_in:
                note(f"put in, as events have it: {', '.join(sorted(hashed.put_in))}")
    except InspectorError as error:
        note_error(error, source)
        return ExitCode.UNREADABLE
    _note_spellings(text, pointer, shown)
    data = reference_json(shown)
    write_data(hashlib.sha256(data).hexdigest().encode() + b"\n" if as_hash else data)
    return ExitCode.VERIFIED


def _note_spellings(text: JsonText, pointer: str, shown: Json) -> None:
    """Report the file's spellings of the numbers at and under ``pointer`` that differ from the
    hashed ones.

    For a stated hash, those of the whole file.
    """
    if isinstance(shown, str) or next(odd_numbers(text.text), None) is None:
        return
    table = NodeTable(text.value, text=text)
    top, _ = table.nearest(pointer)
    if isinstance(table.value(top), str):
        top = 0
    odd = [
        node
        for node in range(len(table))
        if table.spelling(node) and (node == top or top in table.ancestors(node))
    ]
    for node in odd[:_MOST_SPELLINGS]:
        spelled = table.spelling(node)[:_LONGEST_SPELLING]
        place = unmistakable_pointer(table.pointer(node))
        note(f"{place}: {spelled} in the file, {table.value(node)} hashed")
    if (more := len(odd) - _MOST_SPELLINGS) > 0:
        note(f"and {more:,} more numbers")
