"""The completions that the program offers a shell. Real shells are tested in tests/packaging."""

import pytest

from inspector.cli.main import commands
from tests.cli.conftest import Program


def answers(inspector: Program, *words: str) -> set[str]:
    """The answers to the line whose last word is incomplete, as bash gets them."""
    line = "\n".join(("pith-inspector", *words))
    ended = inspector(
        _PITH_INSPECTOR_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words))
    )
    assert (ended.code, ended.err) == (0, b"")
    return set(ended.text.split())


def test_at_the_first_word_there_are_the_commands(inspector: Program) -> None:
    assert answers(inspector, "") == {f"plain,{name}" for name in commands.list_commands(None)}  # type: ignore[arg-type]
    assert answers(inspector, "ver") == {"plain,verify", "plain,verify-report"}


def test_a_first_word_that_begins_no_command_is_a_file(inspector: Program) -> None:
    assert answers(inspector, "paper") == {"file,paper"}


def test_before_a_command_there_are_the_options_of_open_too(inspector: Program) -> None:
    found = answers(inspector, "--")
    assert {"plain,--version", "plain,--help", "plain,--trust", "plain,--screenshot"} <= found
    assert "plain,--json" not in found


def test_after_a_source_the_line_is_that_of_open(inspector: Program) -> None:
    assert answers(inspector, "a.json", "--sc") == {"plain,--screenshot", "plain,--scheme"}
    assert answers(inspector, "a.json", "--scheme", "") == {"plain,light", "plain,dark"}
    assert answers(inspector, "--offline", "b") == {"file,b"}


@pytest.mark.parametrize(
    "words",
    [
        ("open",), ("verify", "a"), ("diff",), ("diff", "a"), ("merge",), ("canonical",),
        ("keys", "trust"), ("keys", "distrust"), ("keys", "forget"), ("verify", "--trust"),
        ("verify", "--paper-text"), ("report",), ("report", "-o"), ("verify-report",),
        ("open", "--screenshot"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_files_are_looked_for_where_a_file_may_stand(
    inspector: Program, words: tuple[str, ...]
) -> None:
    assert answers(inspector, *words, "") == {"file,"}


def test_nothing_is_offered_where_nothing_may_follow(inspector: Program) -> None:
    assert answers(inspector, "merge", "a", "") == set()
