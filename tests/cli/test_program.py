"""The command line as a whole: version and help."""

import pytest

from inspector import program_version
from inspector.visible import shell_word
from tests.cli.conftest import UNREADABLE, USAGE, VERIFIED, Program, vector


def test_version_is_that_of_the_distribution(inspector: Program) -> None:
    ended = inspector("--version")
    assert (ended.code, ended.text) == (VERIFIED, f"pith-inspector {program_version()}\n")


def test_every_command_has_help(inspector: Program) -> None:
    ended = inspector("--help")
    assert ended.code == VERIFIED
    for command in (
        "open",
        "verify",
        "merge",
        "canonical",
        "diff",
        "report",
        "verify-report",
        "keys",
    ):
        assert command in ended.text
        assert inspector(command, "--help").code == VERIFIED


def test_without_display_and_source_it_says_so_and_ends(inspector: Program) -> None:
    ended = inspector()
    assert (ended.code, ended.out) == (VERIFIED, b"")
    assert "display" in ended.notes


@pytest.mark.parametrize(
    ("word", "meant"),
    [("verfy", "verify"), ("Verify", "verify"), ("dif", "diff"), ("key", "keys")],
)
def test_a_mistyped_command_opens_no_window(inspector: Program, word: str, meant: str) -> None:
    ended = inspector(word, vector("good"))
    assert (ended.code, ended.out) == (USAGE, b"")
    assert f"No such command '{word}', and no such file. Did you mean '{meant}'?" in ended.notes


@pytest.mark.parametrize("word", ["help", "version"])
def test_an_option_without_its_dashes_opens_no_window(inspector: Program, word: str) -> None:
    ended = inspector(word)
    assert (ended.code, ended.out) == (USAGE, b"")
    assert f"Did you mean '--{word}'?" in ended.notes


def test_a_file_of_nearly_the_name_of_a_command_is_opened(inspector: Program) -> None:
    (inspector.folder / "verfy").write_bytes(vector("good").read_bytes())
    assert b"report in words" in inspector("verfy").err
    assert inspector("nope").code == UNREADABLE


@pytest.mark.parametrize("name", ["-dash.json", "-a b.json"])
def test_file_whose_name_begins_with_a_dash_is_said_how_to_write(
    name: str, inspector: Program
) -> None:
    (inspector.folder / name).write_bytes(vector("good").read_bytes())
    for command in ([], ["verify"], ["canonical"]):
        ended = inspector(*command, name)
        assert ended.code == USAGE
        assert f"is written as {shell_word(f'./{name}')}." in ended.notes
    assert inspector("canonical", f"./{name}").code == VERIFIED
    assert "is written as" not in inspector("verify", "-other.json").notes
