"""The last message of a run, and its exit code."""

import subprocess
import sys

import pytest

from inspector.start import exit_report

BROKEN = """
import inspector.cli.main
inspector.cli.main.run = lambda arguments, **_: {}
from inspector.__main__ import main
main()
"""


def ended(expression: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BROKEN.format(expression)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_a_fault_of_the_program_is_no_verdict_and_shows_where_it_is() -> None:
    done = ended("[][0]")
    assert done.returncode == exit_report.FAULT == 70
    *trace, word = done.stderr.splitlines()
    assert trace[0].startswith("Traceback")
    assert trace[-1] == "IndexError: list index out of range"
    assert word.startswith("pith-inspector: This is a fault of Pith Inspector, not of the document")


def test_what_a_trace_quotes_harms_no_terminal() -> None:
    done = ended("exec('raise ValueError(chr(27) + chr(8238))')")
    assert done.returncode == exit_report.FAULT
    *trace, _ = done.stderr.splitlines()
    assert trace[-1] == "ValueError: \\u001b\\u202e"


@pytest.mark.parametrize("code", [0, 1, 3])
def test_a_run_that_ends_by_itself_keeps_its_code(code: int) -> None:
    done = ended(str(code))
    assert (done.returncode, done.stderr) == (code, "")


def test_an_end_that_was_asked_for_is_not_explained() -> None:
    assert exit_report.report_error(SystemExit(4)) is None
