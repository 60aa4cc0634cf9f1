"""What the command line writes: data to stdout, everything else to stderr, and the exit codes."""

import os
import sys
from enum import IntEnum

import click

from inspector.errors import InspectorError
from inspector.export.report_text import Line, Role
from inspector.verify.report import Verdict
from inspector.visible import shell_word, visible


class ExitCode(IntEnum):
    """The exit codes of the program; scripts rely on them."""

    VERIFIED = 0
    FAILED = 1
    USAGE = 2
    UNPROVEN = 3
    UNREADABLE = 4
    FAULT = 70
    INTERRUPTED = 130


CODES = {
    Verdict.VERIFIED: ExitCode.VERIFIED,
    Verdict.FAILED: ExitCode.FAILED,
    Verdict.UNPROVEN: ExitCode.UNPROVEN,
    Verdict.UNREADABLE: ExitCode.UNREADABLE,
}
_DECIDING = (ExitCode.FAILED, ExitCode.UNREADABLE, ExitCode.UNPROVEN)

_STYLES: dict[Role, dict[str, object]] = {
    Role.VERIFIED: {"fg": "green", "bold": True},
    Role.FAILED: {"fg": "red", "bold": True},
    Role.UNPROVEN: {"fg": "magenta", "bold": True},
    Role.UNREADABLE: {"fg": "yellow", "bold": True},
    Role.FAIL: {"fg": "red"},
    Role.WARN: {"fg": "yellow"},
    Role.UNCHECKED: {"fg": "cyan"},
    Role.PROVEN: {"fg": "green"},
    Role.FAINT: {"dim": True},
}


def exit_code(verdicts: list[Verdict | None]) -> ExitCode:
    """Of several sources: failed, then unreadable, then unproven decides.

    None stands for a source over which the program broke, which no verdict hides.
    """
    if None in verdicts:
        return ExitCode.FAULT
    codes = {CODES[verdict] for verdict in verdicts if verdict is not None}
    return next((code for code in _DECIDING if code in codes), ExitCode.VERIFIED)


def write_data(data: bytes) -> None:
    """Bytes to stdout as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_line(line: Line) -> None:
    """A line for people to stdout; colours only on a terminal (click strips them elsewhere)."""
    style = _STYLES.get(line.role)
    text = click.style(line.text, **style) if style else line.text  # type: ignore[arg-type]
    # Named, since click would write UTF-8 to a stream that was asked to be ASCII.
    click.echo(text, file=sys.stdout)


def note(text: str) -> None:
    """A message to stderr."""
    click.echo(visible(text), file=sys.stderr)


def note_error(error: InspectorError, source: str = "") -> None:
    where = f"{shell_word(source)}: " if source else ""
    place = f" (at {error.path})" if error.path else ""
    note(f"pith-inspector: {where}{error}{place} [{error.code}]")


def tolerate_any_terminal() -> None:
    """A sign that the terminal's encoding lacks becomes an escape, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def discard_stdout() -> None:
    """The reader of the pipe has gone; nothing more is written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
