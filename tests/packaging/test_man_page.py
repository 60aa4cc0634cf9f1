"""The man page has exactly the program's commands, options and exit codes."""

import re

import click
import pytest

from inspector.cli.main import commands
from inspector.cli.output import ExitCode
from inspector.jobs.trust_store import store_path
from inspector.sources import SourceOptions
from inspector.start.exit_report import FAULT, UNAVAILABLE
from tests.packaging.commands import COMMANDS, take
from tests.packaging.tools import LINUX, needs_tool, run

PAGE = LINUX / "pith-inspector.1"
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^\.Sh (.+)\n((?:(?!\.Sh ).*\n)*)", TEXT, re.M))
READS_SOURCES = "For all that read a"


def options(command: click.Command) -> set[str]:
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }


def named_options(text: str) -> set[str]:
    return {f"-{name}" for name in re.findall(r"\bFl (-[a-z-]+|[a-z]\b)", text)}


def synopses() -> dict[str, set[str]]:
    """The options of each command in the synopsis; those without a command under ""."""
    found: dict[str, set[str]] = {}
    for block in SECTIONS["SYNOPSIS"].split(".Nm\n")[1:]:
        name = re.search(r"^\.(?:Op )?Cm ([a-z -]+)$", block, re.M)
        found[name[1] if name else ""] = named_options(block)
    return found


def explained() -> dict[str, set[str]]:
    """The options of each command in the section that explains them."""
    found: dict[str, set[str]] = {name: set() for name in ("", *COMMANDS)}
    for heading, body in re.findall(
        r"^((?:For|Without).*\n(?:.*\n)*?)\.Bl .*\n((?:.*\n)*?)\.El", SECTIONS["OPTIONS"], re.M
    ):
        for name in whom(heading):
            found[name] |= named_options("\n".join(re.findall(r"^\.It .*", body, re.M)))
    return found


def whom(heading: str) -> set[str]:
    """The commands that a heading of the options is about."""
    if heading.startswith("For every command:"):
        return {"", *COMMANDS}
    if heading.startswith("Without a command:"):
        return {""}
    if heading.startswith(READS_SOURCES):
        return {name for name, command in COMMANDS.items() if "--resolver" in options(command)}
    words = " ".join(re.findall(r"^\.Cm (.+)$", heading, re.M))
    return {name for name in COMMANDS if re.search(rf"(^| ){name}( |$)", words)}


def test_page_is_well_formed() -> None:
    done = run(needs_tool("mandoc", "mandoc"), "-Tlint", "-Wstyle", PAGE)
    # Which other pages a machine has is no fault of this one.
    of_others = ("outdated mandoc.db", "referenced manual not found")
    complaints = [
        line for line in done.stdout.splitlines() if not any(text in line for text in of_others)
    ]
    assert not complaints


def test_page_is_shown_without_warnings() -> None:
    done = run(needs_tool("man", "man-db"), "--warnings", "--local-file", PAGE)
    assert (done.stderr, done.returncode) == ("", 0)
    assert "look inside a signed record" in " ".join(done.stdout.split())


def test_every_command_is_listed() -> None:
    listed = re.findall(r"^\.It Cm (?:Op )?([a-z-]+(?: [a-z]+)?)", SECTIONS["COMMANDS"], re.M)
    assert set(listed) == set(COMMANDS)
    assert len(listed) == len(COMMANDS)


def test_synopsis_has_the_options_of_every_command() -> None:
    root = {"": options(commands) | {"--help"}}
    assert synopses() == {name: options(command) for name, command in COMMANDS.items()} | root


def test_every_option_is_explained() -> None:
    root = {"": options(commands) | {"--help"}}
    expected = {name: options(command) | {"--help"} for name, command in COMMANDS.items()}
    assert explained() == expected | root


def test_defaults_are_those_of_the_program() -> None:
    size = next(param for param in COMMANDS["open"].params if param.name == "size")
    for default in (SourceOptions().resolver, str(size.default)):
        assert default in SECTIONS["OPTIONS"]


def test_exit_codes_are_those_of_the_program() -> None:
    codes = {int(code) for code in re.findall(r"^\.It (\d+)$", SECTIONS["EXIT STATUS"], re.M)}
    assert codes == {*ExitCode, UNAVAILABLE, FAULT}


def test_list_of_keys_is_where_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", "/home/ada")
    shown = str(store_path()).replace("/home/ada/", "~/")
    assert f".It Pa {shown}\n" in SECTIONS["FILES"]


def examples() -> list[str]:
    lines = re.findall(r'^\.Dl "?(.+?)"?$', SECTIONS["EXAMPLES"], re.M)
    text = "\n".join(lines).replace("\\e\n", "")
    return [line.removeprefix("$ ").partition(" | ")[0] for line in text.splitlines()]


@pytest.mark.parametrize("example", examples())
def test_example_can_be_typed(example: str) -> None:
    take(example)
