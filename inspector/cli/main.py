"""The command line. Only this package prints and sets the exit code.

A first argument that is no command is a source to open.
"""

import gc
import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import click

from inspector import program_version
from inspector.cli.output import ExitCode, WindowHooks, note, tolerate_any_terminal
from inspector.errors import CancelledError
from inspector.visible import shell_word

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from inspector.jobs.session import WindowRequest
    from inspector.messages import Language

_COMMANDS = {
    "open": "inspector.cli.open:open_command",
    "verify": "inspector.cli.verify:verify",
    "ls": "inspector.cli.ls:ls",
    "diff": "inspector.cli.diff:diff",
    "merge": "inspector.cli.merge:merge_command",
    "canonical": "inspector.cli.canonical:canonical",
    "report": "inspector.cli.report:report",
    "verify-report": "inspector.cli.verify_report:verify_report",
    "notes": "inspector.cli.notes:notes",
    "keys": "inspector.cli.keys:keys",
}
_MISTAKEN = [name for name in _COMMANDS if name != "open"]
_OPTIONS = ("help", "version")
_WORD = re.compile(r"[A-Za-z][a-z-]{1,14}")
_FIRST_WORDS = [[word] for word in (*_COMMANDS, *(f"--{name}" for name in _OPTIONS))]


class _Commands(click.Group):
    """The commands, each imported when called; ``open`` if none is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        gc.freeze()  # loaded modules stay; collections need not traverse them
        gc.enable()
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_first_word_asked_for = ctx.resilient_parsing and not args
        if args[:1] not in _FIRST_WORDS and not is_first_word_asked_for:
            if args and not ctx.resilient_parsing:
                _refuse_mistyped(ctx, args[0])
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """What may come first: a command, an option, or an argument of ``open``."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - for a shell that asks

        from inspector.cli.open import open_command  # noqa: PLC0415

        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            return found or [CompletionItem(incomplete, type="file")]
        with open_command.make_context("open", [], parent=ctx, resilient_parsing=True) as opening:
            options = open_command.shell_complete(opening, incomplete)
        own = {item.value for item in found}
        return [*found, *(item for item in options if item.value not in own)]


def _refuse_mistyped(ctx: click.Context, word: str) -> None:
    """Refuse a word that is no file and nearly a command: it would open a window."""
    if not _WORD.fullmatch(word) or os.path.lexists(word):
        return
    if word in _OPTIONS:
        ctx.fail(f"No such command {word!r}. Did you mean '--{word}'?")
    from difflib import get_close_matches  # noqa: PLC0415 - hardly any word is mistyped

    if found := get_close_matches(word, _MISTAKEN, cutoff=0.7):
        meant = ", ".join(map(repr, found))
        ctx.fail(f"No such command {word!r}, and no such file. Did you mean {meant}?")


def _name_file(arguments: list[str]) -> None:
    """Say how to write the name of a file that was taken for an option."""
    files = (one for one in arguments if one.startswith("-") and os.path.isfile(one))
    if (file := next(files, None)) is not None:
        note(f"The file {shell_word(file)} is written as {shell_word(f'./{file}')}.")


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"pith-inspector {program_version()}")
        context.exit()


@click.group(cls=_Commands, name="pith-inspector")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def commands() -> None:
    """Look inside a signed record of a scientific paper and say what is proven.

    Without a command, SOURCE is opened in the window.
    """


def run(
    arguments: list[str],
    window: "Callable[[WindowRequest], int]",
    translated: "Callable[[str], Language] | None" = None,
) -> int:
    """Run the program with ``arguments`` and return the exit code.

    ``window`` and ``translated`` are members of ``WindowHooks``.
    """
    tolerate_any_terminal()
    hooks = WindowHooks(window, translated)
    try:
        code = commands.main(arguments, "pith-inspector", obj=hooks, standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        if isinstance(error, click.NoSuchOption):
            _name_file(arguments)
        return ExitCode.USAGE
    except (BrokenPipeError, SystemExit) as error:
        # click itself exits once it has completed a line for a shell, and if the reader of the
        # output has gone; then with 1, a verdict.
        if isinstance(error, SystemExit) and not error.code:
            return 0
        from inspector.start.exit_report import (  # noqa: PLC0415 - the reader is gone
            UNAVAILABLE,
            discard_output,
        )

        discard_output()
        return UNAVAILABLE
    except (click.Abort, CancelledError, KeyboardInterrupt):
        note("pith-inspector: stopped")
        return ExitCode.INTERRUPTED
    return code if isinstance(code, int) else ExitCode.VERIFIED
