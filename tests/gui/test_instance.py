"""A second start opens tabs in the window that runs already; it hands over nothing but sources,
and whether they are to be asked about."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from inspector.gui import instance
from inspector.gui.instance import Listener, address
from tests.gui.conftest import BUNDLE, STATE, Desk

_SECOND_START = (
    "import sys; from inspector.gui import instance; "
    "asks, *sources = sys.argv[1:]; "
    "sys.exit(0 if instance.hand_over(sources, asks=asks == 'asks') else 3)"
)


@pytest.fixture(autouse=True)
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a short name: sockets have short paths only."""
    folder = tmp_path_factory.mktemp("r")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def running(desk: Desk) -> Any:
    window = desk.window(BUNDLE)
    listener = Listener(window)
    assert listener.listen()
    listener.received.connect(window.take_over)
    yield window
    listener.close()


def second_start(desk: Desk, *sources: str, folder: Path | None = None, asks: bool = False) -> int:
    command = [sys.executable, "-c", _SECOND_START, "asks" if asks else "", *sources]
    process = subprocess.Popen(command, cwd=folder)
    desk.qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    return process.returncode


def test_a_second_start_opens_a_tab_in_the_first(desk: Desk, running: Any) -> None:
    assert second_start(desk, STATE) == 0
    desk.settle(running)
    assert running.inspections.sources == [BUNDLE, STATE]
    assert running.current.banner.verdict.text() == "Unproven"


def test_paths_are_those_of_the_second_start(desk: Desk, running: Any, tmp_path: Path) -> None:
    (tmp_path / "here.json").write_bytes(Path(STATE).read_bytes())
    assert second_start(desk, "here.json", folder=tmp_path) == 0
    desk.settle(running)
    assert running.inspections.sources[-1] == str(tmp_path / "here.json")


def test_a_start_with_no_window_to_join_is_its_own(desk: Desk) -> None:
    assert second_start(desk, STATE) == 3


def test_what_a_crashed_program_left_behind_stops_nobody(desk: Desk) -> None:
    left = socket.socket(socket.AF_UNIX)
    left.bind(address())
    left.close()
    assert os.path.exists(address())
    assert not instance.hand_over([STATE])
    listener = Listener()
    assert listener.listen()
    listener.close()


def test_only_the_user_may_speak_to_it(running: Any) -> None:
    assert os.stat(address()).st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "message",
    [b"not json\n", b'{"sources": "x"}\n', b'{"sources": [1]}\n', b'["x"]\n', b"{" * 2_000_000],
)
def test_anything_but_a_list_of_sources_is_refused(
    desk: Desk, running: Any, message: bytes
) -> None:
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(address())
    caller.setblocking(False)
    sent = 0
    answer = b""

    def has_ended() -> bool:
        nonlocal sent, answer
        try:
            if sent < len(message):
                sent += caller.send(message[sent:])
            answer += (received := caller.recv(100))
        except BlockingIOError:
            return False
        except (BrokenPipeError, ConnectionResetError):
            return True
        return not received

    desk.qtbot.waitUntil(has_ended, timeout=10_000)
    caller.close()
    assert answer == b""
    assert running.inspections.sources == [BUNDLE]


def test_sources_from_the_network_are_asked_about(desk: Desk, running: Any) -> None:
    running.inspections._session = type(desk.session)(desk.session.trust)
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(address())
    caller.send(json.dumps({"sources": ["https://pith.example/x.json"]}).encode() + b"\n")
    desk.qtbot.waitUntil(lambda: running.findChild(QMessageBox) is not None)
    assert "pith.example" in running.findChild(QMessageBox).text()
    running.findChild(QMessageBox).reject()
    caller.close()


def test_what_another_program_names_waits_in_the_first(desk: Desk, running: Any) -> None:
    running.inspections._session = type(desk.session)(desk.session.trust)
    link = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
    assert second_start(desk, "https://pith.example/x.json", link, STATE, asks=True) == 0
    assert running.findChild(QMessageBox) is None
    assert [item.waits for item in running.inspections.documents] == [False, True, True, False]
    assert second_start(desk, "pith:M5BNRHPU", asks=True) == 0
    assert running.current.waiting_page.isVisible()


def test_addresses_of_files_are_paths_by_then(desk: Desk, running: Any, tmp_path: Path) -> None:
    path = tmp_path / "a b?.json"
    path.write_bytes(Path(STATE).read_bytes())
    assert second_start(desk, path.as_uri(), asks=True) == 0
    desk.settle(running)
    assert running.inspections.sources[-1] == str(path)
