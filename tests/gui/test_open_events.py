"""Documents and links that macOS passes as events, in a separate process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.gui.conftest import BUNDLE, STATE

NUMBER = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"

_PROGRAM = """
import json, sys
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from inspector.gui.window import app as program
from inspector.jobs.session import Session, WindowRequest
from inspector.verify.trust import TrustedKeys

task = json.loads(sys.argv[1])
sys.argv[1:] = task["arguments"]

def send(names):
    for name in names:
        event = QFileOpenEvent(name if name.startswith("/") else QUrl(name))
        QCoreApplication.sendEvent(QCoreApplication.instance(), event)

made = program._window
found = {}

def window(*given):
    send(task["early"])
    found["window"] = made(*given)
    return found["window"]

program._window = window
program.Application = program.MacApplication

def later():
    send(task["late"])
    QTimer.singleShot(0, tell)

def tell():
    items = found["window"].inspections.items
    if any(item.is_busy for item in items):
        QTimer.singleShot(20, tell)
        return
    tabs = [(item.source, item.label.sign.word if item.label.sign else "") for item in items]
    print(json.dumps(tabs))
    found["window"].close()

request = WindowRequest(tuple(task["sources"]), Session(TrustedKeys()), size=(900, 600))
sys.exit(program.run(request, later))
"""


def tabs_after(
    *,
    early: list[str] | None = None,
    late: list[str] | None = None,
    sources: list[str] | None = None,
    arguments: list[str] | None = None,
) -> list[tuple[str | None, str]]:
    """The source and the word of each tab once the events have been sent: ``early`` ones before
    there is a window, ``late`` ones to the window that is up."""
    task = {
        "early": early or [],
        "late": late or [],
        "sources": sources or [],
        "arguments": arguments or [],
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, json.dumps(task)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "NO_PROXY": "*"},
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    value: list[Any] = json.loads(done.stdout)
    return [(source, word) for source, word in value]


def test_files_that_come_before_the_window_are_kept() -> None:
    found = tabs_after(early=[BUNDLE, Path(STATE).as_uri()])
    assert found == [(BUNDLE, "Unproven"), (STATE, "Unproven")]


def test_files_that_come_later_are_tabs_of_the_window() -> None:
    found = tabs_after(sources=[BUNDLE], late=[STATE, BUNDLE])
    assert found == [(BUNDLE, "Unproven"), (STATE, "Unproven")]


@pytest.mark.parametrize("when", ["early", "late"])
def test_links_are_asked_about(when: str) -> None:
    found = tabs_after(**{when: [NUMBER, "https://h.example/x", NUMBER.lower(), BUNDLE]})
    assert found == [
        (NUMBER, "Not fetched"),
        ("https://h.example/x", "Not fetched"),
        (BUNDLE, "Unproven"),
    ]


def test_a_missing_file_is_said_in_its_tab(tmp_path: Path) -> None:
    missing = str(tmp_path / "no such.json")
    assert tabs_after(early=[missing], late=[BUNDLE])[0] == (missing, "Unreadable")


def test_a_name_of_any_signs_stays_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "100% ?#ä.pith.json"
    path.write_bytes(Path(BUNDLE).read_bytes())
    found = tabs_after(early=[str(path)], late=[path.as_uri()])
    assert found == [(str(path), "Unproven")]


def test_junk_opens_nothing_that_was_not_meant() -> None:
    junk = ["", "setup.py", "x:y", "mailto:a@b.example", "javascript:alert(1)", "http://h.example"]
    assert tabs_after(early=junk, late=junk) == [(None, "")]
    assert tabs_after(late=["pith:../../etc/passwd", "file://server/x"]) == [
        ("pith:../../etc/passwd", "Nothing was fetched"),
        ("file://server/x", "Nothing was fetched"),
    ]


def test_arguments_that_come_again_while_starting_are_left_out() -> None:
    found = tabs_after(arguments=["open", STATE], sources=[BUNDLE], early=[STATE])
    assert found == [(BUNDLE, "Unproven")]


def test_a_storm_of_links_is_bounded() -> None:
    links = [f"https://h.example/{place}" for place in range(80)]
    assert len(tabs_after(early=links)) == 50
