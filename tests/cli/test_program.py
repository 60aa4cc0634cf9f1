"""The command line as a whole: version and help."""

from inspector import program_version
from tests.cli.conftest import VERIFIED, Program


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
