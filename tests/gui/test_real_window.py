"""A real window on an X server: opening, dropping and closing as a user does it.

Run with ``-m xvfb`` under an X server with a window manager; skipped everywhere else.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit

from inspector.gui.coverage.strip import CoverageStrip
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.inspect.trace_page import TraceStep
from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.paper.dialog import PaperDialog
from inspector.jobs.session import Session
from inspector.jobs.trust_store import forget, read_list
from inspector.verify.trust import PublicKey, Standing
from tests.gui.conftest import BUNDLE, REAL_WINDOW, STATE, Desk
from tests.gui.dragging import another_program, drag_by_hand, drag_until, move_to

pytestmark = REAL_WINDOW


def test_it_is_a_real_window(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    assert QGuiApplication.platformName() == "xcb"
    desk.qtbot.waitExposed(window)
    assert window.current.banner.verdict.text() == "Verified"
    picture = window.screen().grabWindow(window.winId())
    assert not picture.isNull()


def test_a_file_is_opened_through_the_dialog(desk: Desk) -> None:
    window = desk.window()
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    desk.qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    desk.qtbot.waitUntil(field.isVisible)
    field.setText(STATE)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: window.current.banner.verdict.text() == "Unproven")


def test_a_file_is_reached_by_the_keyboard_alone(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    desk.qtbot.keyClick(window, Qt.Key.Key_F8)
    first = window.current.inspection.selection.pointer
    desk.qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.current.inspection.selection.pointer != first
    desk.qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.current.document_page.tree.find_field.hasFocus()
    seen = set()
    for _ in range(40):
        desk.qtbot.keyClick(desk.app.focusWidget(), Qt.Key.Key_Tab)
        seen.add(desk.app.focusWidget())
    page = window.current.document_page
    assert {page.tree.view, page.findings.view, page.tree.filter} <= seen


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs xdotool")
def test_a_file_is_dragged_from_another_program(desk: Desk) -> None:
    window = desk.window()
    window.resize(900, 600)
    move_to(desk, window, 120, 120)
    with another_program(STATE):
        drag_until(
            desk, (40, 40), (500, 400), lambda: window.current.banner.verdict.text() == "Unproven"
        )


def test_a_second_start_opens_a_tab_in_the_first(tmp_path: Path) -> None:
    """Two whole programs: the second hands its document over and ends."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "inspector", "open"]
    first = subprocess.Popen([*command, BUNDLE], env=environment)
    try:
        _wait_for(lambda: any(tmp_path.glob("pith-inspector-*")))
        second = subprocess.run([*command, STATE], env=environment, timeout=300, check=False)
        assert second.returncode == 0
        assert first.poll() is None
        _wait_for(lambda: _window_titles("state-1804.07612.json"))
        assert not _window_titles("bundle-1711.04623.json")
    finally:
        first.terminate()
        first.wait()


@contextmanager
def _first_window(folder: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """A running program; returns a function that starts another one."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder)}
    command = [sys.executable, "-m", "inspector", "open"]
    started = []

    def start(*sources: str | bytes, **more: Any) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([*command, *sources], env=environment, **more))
        return started[-1]

    try:
        start(BUNDLE)
        _wait_for(lambda: any(folder.glob("pith-inspector-*")))
        _wait_for(lambda: _window_titles("bundle-1711.04623.json"))
        yield start
    finally:
        for process in started:
            process.terminate()
            process.wait()


def test_a_second_start_opens_the_very_file_whose_name_is_no_text(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.json"
    with open(odd, "wb") as file:
        file.write(Path(STATE).read_bytes())
    (tmp_path / "caf.json").write_bytes(Path(BUNDLE).read_bytes())
    with _first_window(tmp_path) as start:
        assert start(odd).wait(300) == 0
        _wait_for(lambda: _window_titles(r"^caf\\xe9\.json"))
        assert not _window_titles(r"^caf\.json")


def test_a_second_start_from_another_folder_opens_its_own_file(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, name in ((here, "mine.json"), (there, "other.json")):
        folder.mkdir()
        (folder / name).write_bytes(Path(STATE).read_bytes())
    with _first_window(tmp_path) as start:
        assert start("../there/other.json", cwd=here).wait(300) == 0
        _wait_for(lambda: _window_titles("^other.json"))
        assert start("mine.json", cwd=here).wait(300) == 0
        _wait_for(lambda: _window_titles("^mine.json"))
        recent = next(tmp_path.rglob("recent.json"))
        _wait_for(lambda: str(here / "mine.json") in recent.read_text())


def test_what_only_the_second_start_can_read_has_a_window_of_its_own(tmp_path: Path) -> None:
    pipe = tmp_path / "the-pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)
    os.write(end, Path(STATE).read_bytes())
    with _first_window(tmp_path) as start:
        try:
            second = start(str(pipe))
            _wait_for(lambda: _window_titles("the-pipe"))
            _wait_for(lambda: fcntl.ioctl(end, termios.FIONREAD, bytes(4)) == bytes(4))
        finally:
            os.close(end)
        _wait_for(lambda: _window_titles("^the-pipe"))
        with open(STATE, "rb") as file:
            third = start("/dev/stdin", stdin=file)
            _wait_for(lambda: _window_titles("^stdin"))
        assert _window_titles("^bundle-1711.04623.json")
        assert second.poll() is third.poll() is None
        recent = next(tmp_path.rglob("recent.json")).read_text()
        assert "the-pipe" not in recent
        assert "stdin" not in recent


def _window_titles(text: str) -> list[str]:
    found = subprocess.run(
        ["xdotool", "search", "--name", text], capture_output=True, text=True, check=False
    )
    return found.stdout.split()


def _wait_for(condition: Callable[[], object], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="needs xdotool")
def test_a_tab_is_dragged_to_another_place(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    desk.open(window, STATE)
    move_to(desk, window, 60, 60)
    bar = window.strip.bar
    start, end = (bar.mapToGlobal(bar.tabRect(place).center()) for place in (1, 0))
    drag_by_hand(desk, (start.x(), start.y()), (end.x() - 60, end.y()))
    desk.qtbot.waitUntil(lambda: window.inspections.sources == [STATE, BUNDLE])
    assert window.current.banner.verdict.text() == "Unproven"


def test_tabs_are_walked_and_closed_by_the_keyboard(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    desk.open(window, STATE)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    control = Qt.KeyboardModifier.ControlModifier
    desk.qtbot.keyClick(window, Qt.Key.Key_PageDown, control)
    assert window.current.banner.verdict.text() == "Verified"
    desk.qtbot.keyClick(window, Qt.Key.Key_W, control)
    assert window.inspections.sources == [STATE]
    desk.qtbot.keyClick(window, Qt.Key.Key_T, control)
    assert window.current.empty_page.isVisible()


def test_a_key_is_trusted_by_its_fingerprint_and_the_open_document_follows(
    desk: Desk, tmp_path: Path, pith_key: PublicKey
) -> None:
    keys = tmp_path / "keys.json"
    forget([pith_key], keys)
    desk.session = Session(read_list(keys).trust)
    window = desk.window(BUNDLE, key_list=keys)
    assert window.current.banner.verdict.text() == "Unproven"
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    desk.qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(TrustDialog)
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.show_key(pith_key.fingerprint)
    desk.qtbot.waitUntil(dialog.page.compare.fields[0].isVisible)
    trust = dialog.page.actions_.trust
    assert not trust.isEnabled()
    dialog.page.compare.fields[0].setFocus()
    for digit in pith_key.fingerprint:
        desk.qtbot.keyClick(desk.app.focusWidget(), digit)
    desk.qtbot.mouseClick(trust, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: window.current.banner.verdict.text() == "Verified")
    assert read_list(keys).trust.standing(pith_key.raw) is Standing.TRUSTED


_COPIER = """
import sys
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

app = QApplication([])
for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
    app.clipboard().setText(sys.argv[1], mode)
print("ready", flush=True)
app.exec()
"""


@contextmanager
def copied_elsewhere(text: str) -> Iterator[None]:
    """Another program with ``text`` on the clipboard and in the selection."""
    program = subprocess.Popen(
        [sys.executable, "-c", _COPIER, text], stdout=subprocess.PIPE, text=True
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        yield
    finally:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("way", ["keys", "middle button"])
def test_what_this_program_copied_is_no_second_source(
    desk: Desk, tmp_path: Path, pith_key: PublicKey, way: str
) -> None:
    keys = tmp_path / "keys.json"
    forget([pith_key], keys)
    desk.session = Session(read_list(keys).trust)
    window = desk.window(BUNDLE, key_list=keys)
    window.keys_commands.compare_fingerprint(pith_key.fingerprint)
    page = window.findChild(TrustDialog).page
    desk.qtbot.waitUntil(page.compare.fields[0].hasFocus)
    field, clipboard = page.compare.fields[0], QGuiApplication.clipboard()

    def paste() -> None:
        if way == "keys":
            desk.qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            desk.qtbot.mouseClick(field, Qt.MouseButton.MiddleButton)

    page.actions_.copy.click()
    clipboard.setText(pith_key.fingerprint, QClipboard.Mode.Selection)
    desk.qtbot.waitUntil(lambda: clipboard.ownsClipboard() and clipboard.ownsSelection())
    paste()
    assert page.compare.refusal.isVisible()
    assert [one.text() for one in page.compare.fields] == [""] * 8
    with copied_elsewhere(pith_key.fingerprint):
        desk.qtbot.waitUntil(lambda: not clipboard.ownsClipboard())
        desk.qtbot.waitUntil(lambda: not clipboard.ownsSelection())
        paste()
        assert not page.compare.refusal.isVisible()
        assert page.compare.summary.word == "All 8 groups are equal, pasted"


def test_a_click_in_a_trace_the_strip_and_the_timeline_selects_the_value(
    desk: Desk, failing: str
) -> None:
    window = desk.window(failing)
    desk.qtbot.waitExposed(window)
    selection = window.current.inspection.selection
    selection.select_pointer("/events/1/content_sha256")
    trace = window.current.document_page.detail.trace
    desk.qtbot.waitUntil(lambda: bool(trace.findChildren(TraceStep)))
    step = trace.findChildren(TraceStep)[0]
    desk.qtbot.mouseClick(step, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert selection.pointer == "/events/1"
    desk.qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    coverage = window.current.pages["coverage"].view
    desk.qtbot.waitUntil(
        lambda: coverage.isVisible() and bool(coverage.findChildren(CoverageStrip))
    )
    strip = coverage.findChildren(CoverageStrip)[0]
    desk.qtbot.waitUntil(lambda: strip.width() > 200 and strip.picture is not None)
    desk.qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center())
    assert selection.pointer != "/events/1"
    desk.qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    rows = window.current.pages["timeline"].view.focusProxy()
    desk.qtbot.waitUntil(lambda: rows.isVisible() and rows.model().rowCount() == 2)
    place = rows.visualRect(rows.model().index(0, 1)).center()
    desk.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selection.pointer == "/events/0"


def test_the_overview_is_seen_first_and_its_lines_lead_on(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    detail, selection = window.current.document_page.detail, window.current.inspection.selection
    assert detail.page is Page.OVERVIEW
    desk.qtbot.mouseClick(window.current.banner.show_cause, Qt.MouseButton.LeftButton)
    place = "/events/1/payload/graph_snapshot/paper/authors_text"
    assert selection.pointer == place
    desk.qtbot.keyClick(window, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert detail.page is Page.OVERVIEW
    desk.qtbot.waitUntil(lambda: desk.app.focusWidget() is detail.overview.rows[0])
    desk.qtbot.keyClick(desk.app.focusWidget(), Qt.Key.Key_Return)
    assert selection.pointer == place
    desk.qtbot.keyClick(window, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    desk.qtbot.mouseClick(detail.overview.rows[1], Qt.MouseButton.LeftButton)
    assert selection.pointer == "/events/1/content_sha256"
    desk.qtbot.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert selection.pointer == place


def test_the_papers_text_is_pasted_and_checked(desk: Desk) -> None:
    window = desk.window(STATE)
    window.activateWindow()
    desk.qtbot.waitUntil(window.isActiveWindow)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    desk.qtbot.keyClick(window, Qt.Key.Key_A, control | shift)
    dialog = window.findChild(PaperDialog)
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    paper = Path(__file__).parents[1] / "data" / "paper-1804.07612.txt"
    QGuiApplication.clipboard().setText(paper.read_text())
    dialog.field.setFocus()
    desk.qtbot.keyClick(dialog.field, Qt.Key.Key_V, control)
    desk.qtbot.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: window.current.inspection.checked is not None)
    desk.qtbot.waitUntil(lambda: dialog.form.text() == "Read as plain text.")
    assert window.current.inspection.checked.report.paper.abstract.match is not None


_CLOSED_AS_SOON_AS_IT_IS_SEEN = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from inspector.gui.window import app
from inspector.gui.window.main_window import MainWindow
from inspector.jobs.session import Session, WindowRequest
from inspector.verify.trust import TrustedKeys

def close():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            seen.append(window.inspections.current)
            print("loading" if seen[0].is_busy else "loaded")
            window.close()
            return
    QTimer.singleShot(10, close)

seen = []
QApplication([])
QTimer.singleShot(0, close)
code = app.run(WindowRequest((sys.argv[1],), Session(TrustedKeys())))
print("never loaded" if seen[0].checked is None else "loaded")
sys.exit(code)
"""


def test_closing_while_loading_ends_the_program_without_a_fault(
    tmp_path: Path, altered: Callable[..., str]
) -> None:
    def change(value: Any) -> None:
        value["events"] *= 4_000

    source = altered(change)
    done = subprocess.run(
        [sys.executable, "-c", _CLOSED_AS_SOON_AS_IT_IS_SEEN, source],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "loading\nnever loaded\n"
