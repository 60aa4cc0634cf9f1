"""``open``: show sources in the window; with no display, the same report in the terminal."""

import os
import sys
from pathlib import Path

import click

from inspector.cli.options import (
    complete_file,
    list_unreadable,
    network_options,
    session,
    session_of,
    source_options,
    trust_options,
)
from inspector.cli.output import ExitCode, note, note_error
from inspector.cli.verify import report_all
from inspector.errors import SavingError
from inspector.jobs.saving import is_one_of
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import KeyList, read_list, store_path
from inspector.messages import LANGUAGES
from inspector.sources import read_back
from inspector.sources.fetched import DEFAULT_OPTIONS
from inspector.visible import shell_word

_SHORTEST_EDGE, _LONGEST_EDGE = 200, 8_000
_BOTH_SIDES = 2


@click.command("open")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...", shell_complete=complete_file)
@trust_options
@network_options
@click.option(
    "--screenshot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.png",
    help="Render the window to this picture and end; needs no display.",
)
@click.option(
    "--ask",
    is_flag=True,
    help="Show an address and ask before it is fetched: another program names the SOURCEs.",
)
@click.option("--compare", is_flag=True, help="Compare the two SOURCEs with each other.")
@click.option("--new-window", is_flag=True, help="Do not open tabs in a window that runs already.")
@click.option("--select", metavar="POINTER", help="Select this value.")
@click.option("--scheme", type=click.Choice(["light", "dark"]), default=None, help="Colours.")
@click.option("--language", type=click.Choice([*LANGUAGES]), default=None, help="Its language.")
@click.option("--size", default="1440x900", metavar="WxH", show_default=True, help="Window size.")
@click.pass_context
def open_command(
    context: click.Context,
    sources: tuple[str, ...],
    trust_files: tuple[str, ...],
    no_default_trust: bool,
    resolver: str,
    offline: bool,
    screenshot: Path | None,
    ask: bool,
    compare: bool,
    new_window: bool,
    select: str | None,
    scheme: str | None,
    language: str | None,
    size: str,
) -> int:
    """Open the window on SOURCE: a path, an https address, a Pith Number or an arXiv id."""
    if compare and (len(sources) != _BOTH_SIDES or sources == ("-", "-")):
        raise click.UsageError("--compare takes two SOURCEs, at most one of them -")
    if compare and ask:
        raise click.UsageError("--compare takes SOURCEs that you name yourself, without --ask")
    sources = tuple(map(read_back, sources))
    if screenshot is None and not has_display():
        asked = session(trust_files, resolver, no_default_trust=no_default_trust, offline=offline)
        asked = asked._replace(options=asked.options._replace(asks=ask))
        return _tell_in_words(sources, asked, compare=compare)
    options = source_options(resolver, offline=offline)
    listed = KeyList(()) if no_default_trust else _own_list(needed=screenshot is not None)
    asked = session_of(listed.trust, trust_files, options)
    given = tuple(known for file in asked.key_files for known in file.keys)
    if listed.problem is not None:
        asked = asked._replace(trust=listed.trust)
    is_plain = not (trust_files or no_default_trust) and options == DEFAULT_OPTIONS
    _refuse_overwriting(screenshot, sources, trust_files)
    request = WindowRequest(
        sources=sources,
        session=asked,
        screenshot=screenshot,
        scheme=scheme or "",
        size=_size(size),
        select=select,
        language=language or "",
        joins=is_plain and not (new_window or compare or screenshot),
        key_list=None if no_default_trust or screenshot else store_path(),
        given_keys=given,
        compare=compare,
        asks=ask,
    )
    try:
        code: int = context.find_root().obj.window(request)
    except SavingError as error:
        note_error(error, str(screenshot))
        return ExitCode.UNREADABLE
    return code


def _refuse_overwriting(
    picture: Path | None, sources: tuple[str, ...], trust_files: tuple[str, ...]
) -> None:
    """Refuse a picture file that is one of the named files or the list of keys."""
    named = (*sources, *map(read_back, trust_files), str(store_path()))
    if picture is not None and is_one_of(picture, named):
        name = shell_word(str(picture))
        raise click.UsageError(f"--screenshot would overwrite {name}, an input or a list of keys")


def _own_list(*, needed: bool) -> KeyList:
    """The user's list.

    If it cannot be read, the window says so and trusts nothing; if ``needed``, it is a usage error,
    as in a run without a window.
    """
    listed = read_list(store_path())
    if listed.problem is not None and needed:
        raise list_unreadable(listed.problem)
    if listed.problem is not None:
        note_error(listed.problem, str(store_path()))
    return listed


def _tell_in_words(sources: tuple[str, ...], asked: Session, *, compare: bool) -> int:
    note("No display: this is the report in words. On a desktop the same command opens a window.")
    if compare:
        from inspector.cli.diff import DiffFormat, write_comparison  # noqa: PLC0415 - few compare
        from inspector.jobs.comparing import SideSpec  # noqa: PLC0415

        return write_comparison((SideSpec(sources[0]), SideSpec(sources[1])), asked, DiffFormat())
    return report_all(sources, asked) if sources else 0


def has_display() -> bool:
    """Whether a window can be shown; on Linux this needs an X or Wayland display."""
    if sys.platform in ("win32", "darwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(_SHORTEST_EDGE <= edge <= _LONGEST_EDGE for edge in size):
            return size
    raise click.UsageError("--size is written like 1440x900")
