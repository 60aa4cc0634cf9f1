"""``diff``: what differs between two sources, and which of their checks do."""

import click

from inspector.cli.options import (
    complete_file,
    network_options,
    note_looked_up,
    note_own_trust,
    session,
    trust_options,
)
from inspector.cli.output import (
    ExitCode,
    note_error,
    watched,
    write_data,
    write_json_pieces,
    write_line,
)
from inspector.compare.patch import patch
from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import NotCompared, Unusable
from inspector.compare.volatile import Ignored, remaining
from inspector.document.pointer import split
from inspector.errors import EventCountError, PointerError
from inspector.export.comparison_json import comparison_pieces, patch_text
from inspector.export.comparison_text import comparison_lines
from inspector.jobs.comparing import SideSpec, compare_sources
from inspector.jobs.session import Session
from inspector.named_tuple import NamedTuple

SAME, DIFFERENT = 0, 1
"""The exit codes if a comparison could be made."""

_STANDARD_INPUT = "-"
_BOTH_SIDES = 2


class DiffFormat(NamedTuple):
    """The output format: JSON, a patch, or lines for people if neither is set."""

    as_json: bool = False
    as_patch: bool = False
    ignored: tuple[str, ...] = ()


@click.command()
@click.argument("left", shell_complete=complete_file)
@click.argument("right", shell_complete=complete_file)
@trust_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object, on one line.")
@click.option(
    "--patch", "as_patch", is_flag=True, help="A JSON Patch that makes of LEFT what RIGHT is."
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="POINTER",
    help="Leave aside what is at or below this JSON Pointer of either side. May be given often.",
)
@click.option(
    "--at",
    "events",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="K",
    help="Of LEFT, a bundle, compare the state after its first K events; given again, of RIGHT.",
)
@network_options
def diff(
    left: str,
    right: str,
    trust_files: tuple[str, ...],
    no_default_trust: bool,
    as_json: bool,
    as_patch: bool,
    ignored: tuple[str, ...],
    events: tuple[int, ...],
    resolver: str,
    offline: bool,
) -> int:
    """Say what differs between LEFT and RIGHT, and which of their checks do.

    A bundle and a state are compared by the state, other types by the parts that both have. With
    --at, the state that the bundle's events give is compared: diff B B --at N with all N events
    holds it against the one that the bundle carries.

    Exit status: 0 nothing differs, 1 something does, 2 wrong usage, 4 a side cannot be read or
    the two have nothing in common.
    """
    if as_json and as_patch:
        raise click.UsageError("--json and --patch cannot be given together")
    if len(events) > _BOTH_SIDES:
        raise click.UsageError("--at is given at most twice: for LEFT, then for RIGHT")
    _check_pointers(ignored)
    asked = session(trust_files, resolver, no_default_trust=no_default_trust, offline=offline)
    at = (*events, None, None)
    sides = SideSpec(left, at[0]), SideSpec(right, at[1])
    return write_comparison(sides, asked, DiffFormat(as_json, as_patch, ignored))


def write_comparison(sides: tuple[SideSpec, SideSpec], asked: Session, form: DiffFormat) -> int:
    """Compare two sources, write the result to stdout and return the exit code."""
    if all(side.source == _STANDARD_INPUT for side in sides):
        raise click.UsageError("Only one side can come from standard input")
    for wanted in sides:
        note_looked_up(wanted.source, asked.options)
    with watched(" and ".join(side.source for side in sides)) as checkpoint:
        try:
            compared = compare_sources(*sides, asked, checkpoint)
        except EventCountError as error:
            raise click.UsageError(str(error)) from error
        if isinstance(compared, NotCompared):
            return _write_not_compared(compared, form)
        for side in (compared.comparison.left, compared.comparison.right):
            note_own_trust(asked, side.document)
        ignored = Ignored(compared.comparison, form.ignored)
        if form.as_patch:
            operations = patch(compared.comparison, checkpoint, skip=ignored.is_ignored)
            write_data(patch_text(operations))
        else:
            _write(compared, form, ignored)
    return DIFFERENT if remaining(compared.comparison, ignored).total else SAME


def _write_not_compared(found: NotCompared, form: DiffFormat) -> int:
    if found.error is not None:
        note_error(found.error)
    for side in (found.left, found.right):
        if isinstance(side, Unusable):
            note_error(side.error, side.source)
    if not form.as_patch:
        _write(found, form)
    return ExitCode.UNREADABLE


def _write(
    compared: ComparedProofs | NotCompared, form: DiffFormat, ignored: Ignored | None = None
) -> None:
    if form.as_json:
        write_json_pieces(comparison_pieces(compared, ignored))
        return
    for line in comparison_lines(compared, ignored):
        write_line(line)


def _check_pointers(pointers: tuple[str, ...]) -> None:
    try:
        for pointer in pointers:
            split(pointer)
    except PointerError as error:
        raise click.UsageError(str(error)) from error
