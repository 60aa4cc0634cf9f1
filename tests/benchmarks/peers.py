"""What a user would take instead: how long until the window of each program is there with a file,
and until two states are compared.

The windows are all measured alike: a process is started on an X server of their own, and the clock
stops when a window is in sight whose title names the file. Programs that are not installed are
named, and are no failure.
"""

import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.states import state_files
from tests.benchmarks.timing import paired, timed

_NEEDED = ("Xvfb", "xdotool")
_SAMPLE = files("inspector.resources.samples") / "bundle-1711.04623.json"
_BARE_TITLE = "bare-window"
_BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setWindowTitle("{_BARE_TITLE}")
window.resize(1440, 900)
window.show()
app.exec()
"""
_LONGEST = 120.0
_PCAP = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1)
"""A capture file with no packet in it."""


class Peer(NamedTuple):
    """A program, and a part of its window's title once the file is shown."""

    name: str
    command: list[str]
    title: str


def windows(rounds: int) -> None:
    """Print a line for each program, all measured in turn."""
    if missing := [name for name in _NEEDED if shutil.which(name) is None]:
        print(f"not measured: {' and '.join(missing)} not installed")
        return
    with tempfile.TemporaryDirectory() as name, as_file(_SAMPLE) as sample, _server() as display:
        folder = Path(name)
        peers = _peers(folder, sample)
        there = [peer for peer in peers if shutil.which(peer.command[0])]
        environment = _environment(folder, display)
        # The first round warms up.
        taken = [[_until_shown(peer, environment) for peer in there] for _ in range(rounds + 1)][1:]
    bare = statistics.median(row[0] for row in taken)
    print(f"{'program':<20}{'seconds':>12}{'of a bare window':>20}")
    for place, peer in enumerate(there):
        seconds = statistics.median(row[place] for row in taken)
        print(f"{peer.name:<20}{seconds:>12.3f}{seconds / bare:>20.2f}")
    for peer in peers:
        if peer not in there:
            print(f"{peer.name:<20}{'not installed':>12}")


def _peers(folder: Path, sample: Path) -> list[Peer]:
    capture, old, new = folder / "peer.pcap", folder / "old.json", folder / "new.json"
    capture.write_bytes(_PCAP)
    old.write_bytes(sample.read_bytes())
    new.write_bytes(sample.read_bytes().replace(b"2017", b"2018"))
    python = sys.executable
    return [
        Peer("bare PySide6 window", [python, "-c", _BARE], _BARE_TITLE),
        Peer("Pith Inspector", [python, "-m", "inspector", "open", str(sample)], sample.name),
        Peer("Wireshark", ["wireshark", str(capture)], capture.name),
        # Its window names no file: the clock stops before both are shown in it.
        Peer("Meld", ["meld", str(old), str(new)], "Meld"),
    ]


def _environment(home: Path, display: str) -> dict[str, str]:
    """No user settings, and no session in which another window would open the file."""
    own = {"HOME": home} | {
        f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    inherited = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    return inherited | {k: str(v) for k, v in own.items()} | {
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "XDG_RUNTIME_DIR": str(home),
    }  # fmt: skip


def _until_shown(peer: Peer, environment: dict[str, str]) -> float:
    """Seconds until a window with the title is visible; then the program is ended."""
    look = ["xdotool", "search", "--onlyvisible", "--name", peer.title]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    start = time.monotonic()
    with subprocess.Popen(peer.command, **quiet) as process:  # type: ignore[call-overload]
        try:
            while subprocess.run(look, check=False, **quiet).returncode:  # type: ignore[call-overload]
                if time.monotonic() - start > _LONGEST or process.poll() is not None:
                    raise SystemExit(f"{peer.name} showed no window with {peer.title}")
            return time.monotonic() - start
        finally:
            process.terminate()


@contextmanager
def _server() -> Iterator[str]:
    """A separate X server; returns its display."""
    told, tells = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1600x1000x24", "-noreset"],
        pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        os.close(tells)
        try:
            with open(told) as pipe:
                yield f":{pipe.readline().strip()}"
        finally:
            process.terminate()


# --- comparing two states ---------------------------------------------------------------------

_JSONDIFFPATCH = """
import { readFileSync } from "node:fs";
const [library, left, right, identity] = process.argv.slice(1);
const { create } = await import(library);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const options = identity ? { objectHash: (item) => item[identity] } : {};
create(options).diff(read(left), read(right));
"""
"""Reads and compares; it neither verifies nor prints."""
_BY_IDENTITY = {"by place": "", "by event_id": "event_id"}


def diffs(rounds: int) -> None:
    """Print how often as long as jsondiffpatch ``diff --json`` of the files of diff_states takes,
    each a process of its own; jsondiffpatch once as it comes, once told what names an entry."""
    library = _jsondiffpatch()
    if library is None:
        print("jsondiffpatch is not installed for node (npm install --global jsondiffpatch)")
        return
    with tempfile.TemporaryDirectory() as name:
        paths = [str(path) for path in state_files(Path(name))]
        ours = [sys.executable, "-m", "inspector", "diff", "--json", *paths]
        node = ["node", "--input-type=module", "-e", _JSONDIFFPATCH, library.as_uri()]
        for how, identity in _BY_IDENTITY.items():
            theirs = [*node, *paths, identity]
            figure = paired(
                f"diff_states / jsondiffpatch, lists {how}",
                lambda: timed(lambda: _run(ours, status=1)),
                lambda theirs=theirs: timed(lambda: _run(theirs)),  # type: ignore[misc]
                goal=2.0,
                rounds=rounds,
            )
            print(f"{figure.name:<45}{figure.ratio:>8.2f}{figure.goal:>8}")


def _jsondiffpatch() -> Path | None:
    """The library's entry, where node has it for all programs."""
    if shutil.which("node") is None or (npm := shutil.which("npm")) is None:
        return None
    found = subprocess.run([npm, "root", "--global"], check=False, stdout=subprocess.PIPE)
    entry = Path(found.stdout.decode().strip()) / "jsondiffpatch" / "lib" / "index.js"
    return entry if entry.is_file() else None


def _run(command: list[str], status: int = 0) -> None:
    """Run it until it ends, which must be with ``status``."""
    ended = subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode
    if ended != status:
        raise SystemExit(f"{command[0]} ended with {ended}, not {status}")
