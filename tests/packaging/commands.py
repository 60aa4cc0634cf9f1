"""The commands of the program, for the tests of the documents about them."""

import shlex
from collections.abc import Iterator

import click

from inspector.cli.main import commands


def all_commands(
    group: click.Group = commands, above: str = ""
) -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, without the groups themselves."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from all_commands(command, f"{name} ")
        else:
            yield f"{above}{name}", command


COMMANDS = dict(all_commands())


def take(line: str) -> None:
    """Parse ``line`` without running it; a wrong command or option raises."""
    program, *words = shlex.split(line)
    assert program == "pith-inspector"
    if words[0] not in {name.split()[0] for name in COMMANDS}:
        words = ["open", *words]
    called = next(name for name in COMMANDS if words[: len(name.split())] == name.split())
    COMMANDS[called].make_context(called, words[len(called.split()) :])
