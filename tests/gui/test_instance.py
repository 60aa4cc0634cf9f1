"""A second start opens tabs in the running window; it passes on only sources, and whether to
ask."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from inspector.gui.window import instance
from inspector.gui.window.instance import Listener, address
from tests.gui.conftest import BUNDLE, STATE, Desk

_SECOND_START = (
    "import sys; from inspector.gui.window import instance; "
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
    listener.received.connect(window.open_requested)
    yield window
    listener.close()


def second_start(
    desk: Desk,
    *sources: str | bytes,
    folder: Path | None = None,
    asks: bool = False,
    stdin: Any = None,
) -> int:
    command = [sys.executable, "-c", _SECOND_START, "asks" if asks else "", *sources]
    process = subprocess.Popen(command, cwd=folder, stdin=stdin)
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


def leave_behind(where: str | Path) -> None:
    """A socket left behind by a killed program."""
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(where))
    left.close()
    assert os.path.exists(where)


def test_what_a_crashed_program_left_behind_stops_nobody(desk: Desk) -> None:
    leave_behind(address())
    assert not instance.hand_over([STATE])
    listener = Listener()
    assert listener.listen()
    listener.close()


def test_what_crashed_programs_left_behind_on_other_displays_goes(
    running: Any, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a running program's socket nor another file is replaced."""
    leave_behind(runtime / "pith-inspector-_1")
    leave_behind(runtime / "another-program-_1")
    (runtime / "pith-inspector-_3").touch()
    own = Path(address()).name
    monkeypatch.setenv("WAYLAND_DISPLAY", ":2")
    listener = Listener()
    assert listener.listen()
    left = {path.name for path in runtime.iterdir()}
    assert left == {own, "pith-inspector-_2", "pith-inspector-_3", "another-program-_1"}
    listener.close()


def test_only_the_user_can_connect_to_it(running: Any) -> None:
    assert os.stat(address()).st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "message",
    [
        b"not json\n",
        b'{"sources": "x"}\n',
        b'{"sources": [1]}\n',
        b'["x"]\n',
        b"[" * 500_000 + b"\n",
        b"\xff\xfe\n",
        json.dumps({"sources": ["x"] * 1_001}).encode() + b"\n",
        b"{" * 2_000_000,
    ],
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

    desk.qtbot.waitUntil(has_ended)
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


# --- names that are no text, or mean something else in another folder -------------------------


def no_text(folder: Path, name: bytes = b"caf\xe9.json") -> bytes:
    """The path of a document whose name is no UTF-8, beside one that has the name without it."""
    path = os.fsencode(folder) + b"/" + name
    try:
        with open(path, "wb") as file:
            file.write(Path(STATE).read_bytes())
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    (folder / "caf.json").write_bytes(Path(BUNDLE).read_bytes())
    return path


@pytest.mark.parametrize("is_relative", [True, False])
def test_a_name_that_is_no_text_opens_that_very_file(
    desk: Desk, running: Any, tmp_path: Path, is_relative: bool
) -> None:
    path = no_text(tmp_path)
    given = os.path.basename(path) if is_relative else path
    assert second_start(desk, given, folder=tmp_path) == 0
    desk.settle(running)
    assert running.inspections.sources[-1] == os.fsdecode(path)
    assert running.current.banner.verdict.text() == "Unproven"
    assert running.current.inspection.opened.name == "caf\\xe9.json"


def test_dots_behind_a_link_lead_where_the_system_goes(
    desk: Desk, running: Any, tmp_path: Path
) -> None:
    (tmp_path / "far" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "far" / "deep")
    (tmp_path / "far" / "here.json").write_bytes(Path(STATE).read_bytes())
    (tmp_path / "here.json").write_bytes(Path(BUNDLE).read_bytes())
    assert second_start(desk, "link/../here.json", folder=tmp_path) == 0
    desk.settle(running)
    assert running.current.banner.verdict.text() == "Unproven"


def test_what_means_something_else_in_the_first_is_not_handed_over(
    desk: Desk, running: Any, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "standard").symlink_to("/dev/stdin")
    (tmp_path / "devices").symlink_to("/dev")
    names = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "/proc/thread-self/fd/0"]
    names += ["pipe", "standard", "devices/stdin", f"/proc/{os.getpid()}/fd/0", "/dev/null"]
    names += ["/dev/stdin!/a.json", "/proc/self/cwd/pipe", "../dev/stdin"]
    folders = {"../dev/stdin": Path("/tmp")}
    for name in names:
        with open(STATE, "rb") as file:
            folder = folders.get(name, tmp_path)
            assert second_start(desk, STATE, name, folder=folder, stdin=file) == 3, name
    assert running.inspections.sources == [BUNDLE]


def test_a_message_too_long_for_the_first_is_not_sent(desk: Desk, running: Any) -> None:
    assert not instance.hand_over(["x" * 1_000] * 1_000)
    assert not instance.hand_over(["x"] * 1_001)
    assert running.inspections.sources == [BUNDLE]


# --- callers that get stuck ---------------------------------------------------------------------


def test_a_caller_that_says_nothing_is_disconnected(
    desk: Desk, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_PATIENCE", 300)
    callers = [socket.socket(socket.AF_UNIX) for _ in range(2)]
    for caller in callers:
        caller.connect(address())
        caller.settimeout(0)
    callers[0].send(b'{"sources": [')
    desk.qtbot.waitUntil(lambda: all(map(is_closed, callers)))
    for caller in callers:
        caller.close()
    assert second_start(desk, STATE) == 0


def is_closed(caller: socket.socket) -> bool:
    try:
        return not caller.recv(100)
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_a_caller_that_drips_is_disconnected_too(
    desk: Desk, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_PATIENCE", 300)
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(address())
    caller.settimeout(0)

    def drips_in_vain() -> bool:
        try:
            caller.send(b" ")
        except (BrokenPipeError, ConnectionResetError):
            return True
        return is_closed(caller)

    desk.qtbot.waitUntil(drips_in_vain)
    caller.close()


def test_few_callers_are_heard_at_once(desk: Desk, running: Any) -> None:
    callers = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    for caller in callers:
        caller.connect(address())
        caller.settimeout(0)
    desk.qtbot.waitUntil(lambda: sum(map(is_closed, callers)) >= 12)
    for caller in callers:
        caller.close()
    desk.qtbot.waitUntil(lambda: second_start(desk, STATE) == 0, timeout=20_000)


@pytest.mark.parametrize("answer", [b"", b"t", b"taken" * 1_000_000])
def test_a_first_that_does_not_answer_lets_the_second_start(answer: bytes) -> None:
    """It listens, and then hangs, answers by halves, or floods."""
    first = socket.socket(socket.AF_UNIX)
    first.bind(address())
    first.listen(1)
    stop = threading.Event()

    def hang() -> None:
        caller, _ = first.accept()
        caller.settimeout(10)
        with contextlib.suppress(OSError):
            caller.sendall(answer)
        stop.wait(30)
        caller.close()

    thread = threading.Thread(target=hang)
    thread.start()
    began = time.monotonic()
    try:
        assert not instance.hand_over([STATE])
        assert time.monotonic() - began < 25
    finally:
        stop.set()
        thread.join()
        first.close()


def test_a_first_that_is_busy_keeps_its_place(desk: Desk, running: Any) -> None:
    assert not Listener(running).listen()
    assert second_start(desk, STATE) == 0
