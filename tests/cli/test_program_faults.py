"""A fault of the program in one source does not affect the other sources."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FAILED, TRUST, VERIFIED, Program, vector

FAULT = 70
_BREAKS = """
import sys
from inspector.cli.main import run
from inspector.verify import events

sound = events.check

def check(case, found, subject, path):
    if case.value.get("note") == "the program breaks over this":
        raise ZeroDivisionError("a bug of ours, \x1b[31m and \u202e in it")
    sound(case, found, subject, path)

events.check = check
sys.exit(run(sys.argv[1:], window=None))
"""
"""The program with a bug in one of its rules, which shows over some documents alone."""


@pytest.fixture
def breaking(inspector: Program) -> Path:
    """A document over which the program breaks."""
    value = json.loads(vector("good").read_bytes())
    value["note"] = "the program breaks over this"
    path = inspector.folder / "breaking.json"
    path.write_text(json.dumps(value))
    return path


def verify(inspector: Program, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", _BREAKS, "verify", *TRUST, *map(str, arguments)],
        capture_output=True,
        cwd=inspector.folder,
        env=dict(inspector.environment),
        timeout=300,
        check=False,
    )


def reports(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_other_sources_get_their_verdicts(inspector: Program, breaking: Path) -> None:
    sources = (vector("good"), breaking, vector("payload-changed"), breaking, vector("sorted"))
    done = verify(inspector, "--json", *sources)
    assert done.returncode == FAULT
    found = reports(done)
    assert [one["source"] for one in found] == [str(source) for source in sources]
    assert [one["verdict"] for one in found] == ["verified", None, "failed", None, "verified"]


def test_line_of_the_source_says_that_it_is_a_fault_and_nothing_of_the_document(
    inspector: Program, breaking: Path
) -> None:
    (found,) = reports(verify(inspector, "--json", breaking))
    assert found["schema"] == "pith-inspector/report/2"
    assert found["source"] == str(breaking)
    assert found["error"]["code"] == "fault"
    assert "says nothing about the document" in found["error"]["message"]
    assert str(breaking) in found["error"]["message"]
    assert found["document"] is found["verdict"] is None
    assert found["checks"] == []


def test_people_are_told_by_name_and_the_developers_where(
    inspector: Program, breaking: Path
) -> None:
    done = verify(inspector, vector("good"), breaking)
    assert done.returncode == FAULT
    text = done.stdout.decode()
    assert "Verified" in text
    (line,) = [line for line in text.splitlines() if "breaking.json" in line]
    assert "This program broke" in line
    assert "ZeroDivisionError" in line
    assert "Traceback" not in text
    trace = done.stderr.decode()
    assert trace.startswith("Traceback")
    assert "ZeroDivisionError: a bug of ours, \\u001b[31m and \\u202e in it" in trace.splitlines()
    assert all(line.isprintable() for line in trace.splitlines())


def test_fault_is_never_hidden_by_a_failure(inspector: Program, breaking: Path) -> None:
    assert verify(inspector, vector("payload-changed")).returncode == FAILED
    assert verify(inspector, vector("payload-changed"), breaking).returncode == FAULT
    assert verify(inspector, breaking, vector("payload-changed")).returncode == FAULT


def test_program_with_the_bug_is_sound_over_all_else(inspector: Program) -> None:
    assert verify(inspector, vector("good")).returncode == VERIFIED
