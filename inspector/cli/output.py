"""Output of the command line: data to stdout, everything else to stderr; progress and exit
codes."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from inspector.errors import InspectorError
from inspector.export.report_text import Line, Role
from inspector.messages import ENGLISH, Language
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.verify.report import Verdict
from inspector.visible import shell_word, visible, visible_in_json

if TYPE_CHECKING:
    from inspector.jobs.session import WindowRequest


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
    """The exit code for several sources: failed, then unreadable, then unproven decides.

    None is a source on which the program broke, which no verdict hides.
    """
    if None in verdicts:
        return ExitCode.FAULT
    codes = {CODES[verdict] for verdict in verdicts if verdict is not None}
    return next((code for code in _DECIDING if code in codes), ExitCode.VERIFIED)


def write_data(data: bytes) -> None:
    """Write bytes to stdout unchanged."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_json(line: bytes) -> None:
    """Write one line of JSON to stdout.

    Characters that a terminal would hide or interpret are escaped as in JSON, so the value is
    unchanged.
    """
    write_data(_visible(line) + b"\n")


def write_json_pieces(pieces: Iterable[bytes]) -> None:
    """Write one line of JSON, which is all ``pieces``, to stdout. Each is UTF-8 by itself.

    The line end goes out with the last piece, since processes may append to one file.
    """
    last = b""
    for piece in pieces:
        if last:
            write_data(last)
        last = _visible(piece)
    write_data(last + b"\n")


def _visible(json: bytes) -> bytes:
    return visible_in_json(json.decode()).encode()


def write_line(line: Line) -> None:
    """Write a line for people to stdout, coloured only on a terminal (click strips colours
    elsewhere)."""
    style = _STYLES.get(line.role)
    text = click.style(line.text, **style) if style else line.text  # type: ignore[arg-type]
    # Passed explicitly: click would write UTF-8 to a stream that was set to ASCII.
    click.echo(text, file=sys.stdout)


def note(text: str) -> None:
    """Write a message to stderr."""
    click.echo(visible(text), file=sys.stderr)


def note_error(error: InspectorError, source: str = "") -> None:
    where = f"{shell_word(source)}: " if source else ""
    place = f" (at {error.path})" if error.path else ""
    note(f"pith-inspector: {where}{error}{place} [{error.code}]")
    if error.remedy is not None:
        note(f"  {error.remedy}")


def passed_over_words(count: int) -> str:
    """ "2 files of macOS or Windows passed over"."""
    files = counted(count, "file", "files")
    return f"{files} of macOS or Windows passed over"


def counted(number: int, one: str, many: str) -> str:
    """ "1 file" or "1,234 files"."""
    return f"{number:,} {one if number == 1 else many}"


def tolerate_any_terminal() -> None:
    """Escape characters that the terminal's encoding lacks, instead of raising an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


# --- what the window provides -----------------------------------------------------------------


class WindowHooks(NamedTuple):
    """Functions of the window for the command line, which must not import Qt.

    ``window`` opens the window and returns the exit code. ``translated`` returns the language for
    a code, or English if the code has no translation; the translations belong to the window.
    """

    window: "Callable[[WindowRequest], int]"
    translated: Callable[[str], Language] | None = None

    def language(self, code: str) -> Language:
        if code == ENGLISH.code or self.translated is None:
            return ENGLISH
        return self.translated(code)


# --- progress ---------------------------------------------------------------------------------

_PATIENCE = 0.5


@contextmanager
def watched(source: str) -> Iterator[Checkpoint]:
    """A context manager with a checkpoint that shows progress on a terminal after half a second."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    line = _StatusLine(source)
    try:
        yield line.show
    finally:
        line.close()


class _StatusLine:
    """A line with a spinner, drawn by rich, which is imported at first use."""

    def __init__(self, source: str) -> None:
        self._source = visible(source)
        self._due = time.monotonic() + _PATIENCE
        self._status: object = None

    def show(self, progress: Progress) -> None:
        if time.monotonic() < self._due:
            return
        from rich.console import Console  # noqa: PLC0415 - 40 ms that a quick run is spared
        from rich.status import Status  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        done = f" {progress.done / progress.total:.0%}" if progress.total else ""
        text = Text(f"{progress.stage}{done}: {self._source}")
        if isinstance(self._status, Status):
            self._status.update(text)
        else:
            self._status = Status(text, console=Console(stderr=True))
            self._status.start()
        self._due = time.monotonic() + _PATIENCE / 5

    def close(self) -> None:
        stop = getattr(self._status, "stop", None)
        if stop is not None:
            stop()
