"""A verdict on a file that changed since is marked as old, on any kind of disk."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from inspector.gui import file_watch, runner
from inspector.gui.document.copied import CopiedLine
from inspector.gui.report.save_dialog import ReportFile, SaveReportDialog
from inspector.jobs import watching
from inspector.jobs.trust_store import read_list, set_standing
from inspector.sources.file_state import FileState
from inspector.verify.trust import PublicKey, Standing
from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk
from tests.gui.test_report import chosen, saved
from tests.share import Share, share

WAIT = 120_000
_OLD = 1_600_000_000_000_000_000
_KEPT = ("tabs.json", "recent.json")

# The program, whose window is closed once all but the last source has its verdict.
_CLOSES = """
import sys
from PySide6.QtCore import QTimer
from inspector.gui.window import app
from inspector.gui import runner
from inspector.jobs.session import Session, WindowRequest
from inspector.verify.trust import TrustedKeys

class Closing(app.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        timer = QTimer(self, interval=20)
        timer.timeout.connect(self.end)
        timer.start()

    def end(self):
        *others, last = self.inspections.items
        if len(others) == len(sys.argv) - 2 and not any(other.is_busy for other in others):
            assert last.is_busy
            self.close()

runner._FOR_WRITING = 1e6
app.MainWindow = Closing
sys.exit(app.run(WindowRequest(tuple(sys.argv[1:]), Session(TrustedKeys()))))
"""


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same polling at shorter intervals."""
    monkeypatch.setattr(file_watch, "EVERY", 40)
    monkeypatch.setattr(file_watch, "PATIENCE", 0.3)
    monkeypatch.setattr(watching, "_SETTLED_AFTER", 0.02)


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without polling."""
    monkeypatch.setattr(file_watch, "EVERY", 10_000_000)
    monkeypatch.setattr(watching, "_SETTLED_AFTER", 0.02)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Share]:
    with share(tmp_path) as made:
        yield made


def put(path: Path, source: str = BUNDLE) -> str:
    shutil.copy(source, path)
    os.utime(path, ns=(_OLD, _OLD))
    return str(path)


def one_sign_changed(path: Path) -> None:
    """Written in place, with the old timestamp."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(_OLD, _OLD))


def until_it_stands(desk: Desk, tab: Any, standing: FileState) -> None:
    desk.qtbot.waitUntil(lambda: tab.standing is standing, timeout=WAIT)


def until_looked_at_anew(desk: Desk, tab: Any) -> None:
    """Two answers: the first may be to a question that was asked before."""
    for _ in range(2):
        with desk.qtbot.waitSignal(tab.watch._poll.answered, timeout=WAIT):
            pass


@pytest.mark.usefixtures("never")
def test_a_file_that_was_just_read_is_not_looked_at_again_at_once(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[watching.Baseline] = []

    def look(baseline: watching.Baseline, _: object) -> watching.Baseline:
        looks.append(baseline)
        return baseline

    monkeypatch.setattr(file_watch, "_JUST_NOW", 1e6)
    monkeypatch.setattr(file_watch, "check_again", look)
    tab = desk.window(put(tmp_path / "document.json")).current.inspection
    assert tab.checked is not None
    desk.qtbot.waitUntil(lambda: not tab.notes._reading.is_busy, timeout=WAIT)
    assert looks == []
    tab.watch.look()
    desk.qtbot.waitUntil(lambda: len(looks) == 1, timeout=WAIT)


def test_a_change_is_said_within_five_seconds() -> None:
    """Two rounds of the clock where a look has just begun, and the time for a file to settle."""
    assert 2 * file_watch.EVERY / 1_000 + 2 * watching._SETTLED_AFTER < 5
    assert file_watch.PATIENCE + file_watch.EVERY / 1_000 < 5


@pytest.mark.usefixtures("often")
def test_a_change_in_place_of_the_same_size_and_time_is_noticed(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(put(tmp_path / "document.json"))
    tab = window.current.inspection
    one_sign_changed(tmp_path / "document.json")
    until_it_stands(desk, tab, FileState.CHANGED)
    assert window.current.stale.accessibleName().startswith("The file has changed on disk. ")
    assert window.current.banner.verdict.text() == "Verified"


@pytest.mark.usefixtures("often")
def test_a_copied_verdict_says_that_the_file_has_changed_since(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(put(tmp_path / "document.json"))
    one_sign_changed(tmp_path / "document.json")
    until_it_stands(desk, window.current.inspection, FileState.CHANGED)
    QGuiApplication.clipboard().setText("")
    window.actions_["copy_summary"].trigger()
    desk.qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()))
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[1].startswith("- The file has changed on disk. ")
    assert copied[2].startswith("- Verified: ")


@pytest.mark.usefixtures("often")
def test_a_copied_line_of_the_overview_says_so_too(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(put(tmp_path / "document.json"))
    one_sign_changed(tmp_path / "document.json")
    until_it_stands(desk, window.current.inspection, FileState.CHANGED)
    line = CopiedLine("pass", "The state is what the events give")
    window.current.page().detail.overview.copied.emit(line)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[1].startswith("- The file has changed on disk. ")
    assert copied[2] == "- pass: The state is what the events give"


@pytest.mark.usefixtures("often")
def test_a_saved_report_says_that_the_file_has_changed_since(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(put(tmp_path / "document.json"))
    same, changed = tmp_path / "same.json", tmp_path / "changed.json"
    saved(desk, window, same, ReportFile.JSON)
    one_sign_changed(tmp_path / "document.json")
    until_it_stands(desk, window.current.inspection, FileState.CHANGED)
    for dialog in (*window.findChildren(SaveReportDialog), *window.findChildren(QMessageBox)):
        dialog.close()
    desk.app.sendPostedEvents(None, 52)  # DeferredDelete
    saved(desk, window, changed, ReportFile.JSON)
    source = json.loads(changed.read_bytes())["source"]
    assert "since_read" not in json.loads(same.read_bytes())["source"]
    assert (source["since_read"], source["name"]) == ("changed", "document.json")


@pytest.mark.usefixtures("often")
def test_a_report_says_so_where_the_file_was_reloaded_while_it_was_asked_for(
    desk: Desk, tmp_path: Path
) -> None:
    window = desk.window(put(tmp_path / "document.json"))
    window.actions_["save_report"].trigger()
    one_sign_changed(tmp_path / "document.json")
    window.current.inspection.opening.reload()
    desk.qtbot.waitUntil(lambda: window.current.banner.verdict.text() == "Failed")
    path = tmp_path / "report.json"
    chosen(desk, window, path, ReportFile.JSON)
    found = json.loads(path.read_bytes())
    assert (found["verdict"], found["source"]["since_read"]) == ("verified", "changed")


@pytest.mark.usefixtures("often")
def test_a_touch_is_no_alarm(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(put(tmp_path / "document.json"))
    tab = window.current.inspection
    heard: list[object] = []
    tab.watch.changed.connect(lambda: heard.append(tab.standing))
    (tmp_path / "document.json").touch()
    until_looked_at_anew(desk, tab)
    assert (heard, window.current.stale.isVisible()) == ([], False)


@pytest.mark.usefixtures("often")
def test_a_file_that_is_gone_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    window = desk.window(put(path))
    tab = window.current.inspection
    path.rename(tmp_path / "away")
    until_it_stands(desk, tab, FileState.GONE)
    assert window.current.stale.accessibleName().startswith("The file is no longer there. ")
    assert "no longer on disk" in window.strip.bar.accessibleTabName(0)
    (tmp_path / "away").rename(path)
    until_it_stands(desk, tab, FileState.SAME)
    desk.qtbot.waitUntil(lambda: not window.current.stale.isVisible())
    assert "verified" in window.strip.bar.accessibleTabName(0).lower()


@pytest.mark.usefixtures("often")
def test_an_error_is_beside_its_file_too(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    path.write_text("{")
    window = desk.window(str(path))
    tab = window.current.inspection
    path.touch()
    until_looked_at_anew(desk, tab)
    assert tab.standing is FileState.SAME
    put(path)
    until_it_stands(desk, tab, FileState.CHANGED)


@pytest.mark.usefixtures("never")
def test_a_tab_that_comes_to_the_front_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    window = desk.window(put(path))
    tab = window.current.inspection
    desk.open(window, STATE)
    until_it_stands(desk, tab, FileState.SAME)
    desk.qtbot.waitUntil(lambda: not tab.watch._poll._job.is_busy)
    one_sign_changed(path)
    window.strip.bar.setCurrentIndex(0)
    until_it_stands(desk, tab, FileState.CHANGED)
    assert window.current.stale.isVisible()


@pytest.mark.usefixtures("often")
def test_a_change_on_a_network_share(desk: Desk, network: Share) -> None:
    put(network.there / "document.json")
    window = desk.window(str(network.here / "document.json"))
    tab = window.current.inspection
    until_looked_at_anew(desk, tab)
    assert tab.standing is FileState.SAME
    one_sign_changed(network.there / "document.json")
    until_it_stands(desk, tab, FileState.CHANGED)


@pytest.mark.usefixtures("often")
def test_a_share_that_hangs_holds_nothing_else_up(
    desk: Desk, network: Share, tmp_path: Path
) -> None:
    put(network.there / "remote.json")
    put(network.there / "other.json", STATE)
    local = tmp_path / "local.json"
    window = desk.window(str(network.here / "remote.json"))
    remote = window.current.inspection
    desk.open(window, put(local))
    near = window.current.inspection
    until_looked_at_anew(desk, remote)
    with network.hanging():
        until_it_stands(desk, remote, FileState.UNKNOWN)
        threads = threading.active_count()
        assert near.standing is FileState.SAME, "watching another"
        # Opening another, in the same share and elsewhere.
        desk.open(window, RECORD)
        window.open_commands.open_source(str(network.here / "other.json"))
        waiting = window.current.inspection
        assert waiting.is_busy
        # Reloading, of one that hangs and of another.
        window.inspections.choose(near)
        shutil.copy(STATE, local)
        until_it_stands(desk, near, FileState.CHANGED)
        window.actions_["reload"].trigger()
        desk.settle(window)
        assert window.current.banner.verdict.text() == "Unproven"
        window.inspections.choose(remote)
        said = window.current.stale.accessibleName()
        assert "not known whether it has changed" in said
        assert waiting.is_busy
        # One more than before: the one that reads. However often it is asked, one look waits.
        for _ in range(5):
            remote.watch.look()
        assert threading.active_count() <= threads + 2
    until_it_stands(desk, remote, FileState.SAME)
    desk.qtbot.waitUntil(lambda: not waiting.is_busy, timeout=WAIT)
    assert waiting.checked is not None


@pytest.mark.usefixtures("often")
def test_a_window_is_closed_while_a_share_hangs(desk: Desk, network: Share) -> None:
    put(network.there / "document.json")
    window = desk.window(str(network.here / "document.json"))
    runner, tab = window._runner, window.current.inspection
    with network.hanging():
        until_it_stands(desk, tab, FileState.UNKNOWN)
        assert not runner.is_busy, "nobody waits for a look"
        window.close()
        assert not window.isVisible()


@pytest.mark.usefixtures("often")
def test_a_tab_and_a_window_are_closed_while_a_share_holds_up_opening(
    desk: Desk, network: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_FOR_WRITING", 1e6)
    put(network.there / "document.json")
    put(network.there / "other.json")
    window = desk.window(put(network.there.with_name("local.json")))
    before = set(window._runner._threads)
    with network.hanging():
        for name in ("document.json", "other.json"):
            window.open_commands.open_source(str(network.here / name))
            assert window.current.inspection.is_busy
        hanging = [thread for job, thread in window._runner._threads.items() if job not in before]
        window.inspections.close(window.inspections.current)
        assert len(window.inspections.items) == 2
        window.close()
        assert not window.isVisible()
        window._runner.close()
        assert any(thread.is_alive() for thread in hanging), "nobody waited for them"
    for thread in hanging:
        thread.join(WAIT / 1_000)
        assert not thread.is_alive()


@pytest.mark.parametrize("closes_at", ["showing", "opening"])
def test_the_program_ends_while_a_share_holds_up_opening(
    network: Share, own_folders: Path, closes_at: str
) -> None:
    """With stored tabs and recent documents."""
    put(network.there / "document.json")
    remote = str(network.here / "document.json")
    local = put(network.there.with_name("local.json"))
    sources = [remote] if closes_at == "showing" else [local, remote]
    command = [sys.executable, "-c", _CLOSES, *sources]
    with network.hanging():
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    tabs, recent = (own_folders / "state" / "pith-inspector" / name for name in _KEPT)
    assert json.loads(tabs.read_text())["sources"] == sources
    if local in sources:
        assert json.loads(recent.read_text())["documents"][0]["source"] == local


def test_a_window_comes_up_in_a_folder_of_a_share_that_hangs(
    network: Share, own_folders: Path
) -> None:
    """The document is named from that folder: the window does not look up what the name means."""
    put(network.there / "document.json")
    # No module is looked for in that folder, and the share hangs once the program is in it.
    command = [sys.executable, "-P", "-c", f"input()\n{_CLOSES}", "document.json"]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, cwd=network.here)
    try:
        with network.hanging():
            program.communicate("\n", timeout=300)
        assert program.returncode == 0
    finally:
        program.kill()
        program.wait()
    tabs = json.loads((own_folders / "state" / "pith-inspector" / "tabs.json").read_text())
    assert tabs["sources"] == [str(network.here / "document.json")]


@pytest.mark.usefixtures("often")
def test_the_list_of_keys_on_a_share_is_followed(
    desk: Desk, network: Share, pith_key: PublicKey
) -> None:
    set_standing([pith_key], Standing.TRUSTED, "", network.there / "keys.json")
    desk.session = desk.session.__class__(read_list(network.there / "keys.json").trust)
    window = desk.window(BUNDLE, key_list=network.here / "keys.json")
    assert window.current.banner.verdict.text() == "Verified"
    listed: list[object] = []
    window.keys_commands.keys.listed.connect(lambda: listed.append(None))
    desk.qtbot.waitUntil(lambda: bool(listed), timeout=WAIT)
    set_standing([pith_key], Standing.DISTRUSTED, "", network.there / "keys.json")
    desk.qtbot.waitUntil(lambda: window.current.banner.verdict.text() == "Failed", timeout=WAIT)
    with network.hanging():
        desk.open(window, STATE)
        assert window.current.inspection.checked is not None
    set_standing([pith_key], Standing.TRUSTED, "", network.there / "keys.json")
    desk.qtbot.waitUntil(lambda: window.current.banner.verdict.text() != "Failed", timeout=WAIT)
