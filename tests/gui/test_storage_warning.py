"""A window that cannot save anything says so once, and works."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspector.gui.settings import Settings, StateFile
from inspector.gui.widgets.notices import Notice
from inspector.gui.widgets.text import Label
from inspector.gui.window.storage_warning import Refusal, StorageWarning, not_stored_notice
from tests.gui.conftest import BUNDLE, Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders as POSIX has them")

# Looks at the window of the program itself once the document is shown, and presses its keys.
_LOOK = """
import json, sys
from PySide6.QtWidgets import QApplication
from inspector.gui.window import app
from inspector.gui.window.main_window import MainWindow
from inspector.gui.widgets.notices import Notice
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import read_list, store_path

def look():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    window.actions_["dark"].trigger()
    told = [n.accessibleName() for n in window.findChildren(Notice) if n.isVisible()]
    said = {"told": told, "verdict": window.current.banner.verdict.text(),
            "status": window.status.note}
    print(json.dumps(said))
    QApplication.exit()

listed = read_list(store_path())
sys.exit(app.run(WindowRequest((sys.argv[1],), Session(listed.trust)), on_shown=look))
"""

# Changes a setting, looks at the file dialog, and ends as a user ends it.
_USE = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from inspector.gui.window import app
from inspector.gui.window.main_window import MainWindow
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import read_list, store_path

def use():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    window.actions_["dark"].trigger()
    window.actions_["open_file"].trigger()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.destroyed.connect(lambda: wait_for_the_socket(window))
    dialog.reject()
    dialog.deleteLater()

def wait_for_the_socket(window):
    if os.listdir(os.environ["XDG_RUNTIME_DIR"]):
        print(*os.listdir(os.environ["XDG_RUNTIME_DIR"]))
        window.close()
    else:
        QTimer.singleShot(20, lambda: wait_for_the_socket(window))

request = WindowRequest((sys.argv[1],), Session(read_list(store_path()).trust), joins=True)
sys.exit(app.run(request, on_shown=use))
"""
_ROOT = Path(__file__).parents[2]


@pytest.fixture
def runtime() -> Iterator[str]:
    """A folder with a name so short that a socket can be in it."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield folder


def look(*before: str, **environment: str) -> dict[str, Any]:
    """The output of a window in its own process; nothing else may be written."""
    done = subprocess.run(
        [*before, sys.executable, "-c", _LOOK, BUNDLE],
        capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", **environment},
    )  # fmt: skip
    # With no home to keep it in, Fontconfig says that it has no cache, and where it looked.
    lines = (line for line in done.stderr.splitlines() if line.strip())
    notes = [line for line in lines if not line.startswith(("Fontconfig", "\t"))]
    assert (done.returncode, notes) == (0, [])
    said: dict[str, Any] = json.loads(done.stdout)
    assert (said["verdict"], said["status"]) == ("Verified", "")
    return said


def test_a_usual_home_gives_no_warning() -> None:
    assert look()["told"] == []


@pytest.mark.parametrize("place", ["a file", "below a file"])
def test_a_folder_that_cannot_be_made_is_told_once(place: str) -> None:
    top = BUNDLE if place == "a file" else f"{BUNDLE}/below"
    (told,) = look(XDG_CONFIG_HOME=top, XDG_STATE_HOME=top)["told"]
    assert f"{top}/pith-inspector cannot be written to (Not a directory)" in told
    assert "Settings, recent documents and tabs cannot be kept" in told


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_home_in_no_file_system_is_told_once() -> None:
    unset = {f"XDG_{name}_HOME": "" for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    (told,) = look(HOME="/proc/none", **unset)["told"]
    assert "/proc/none/.config/pith-inspector" in told


def test_a_read_only_home_is_told_once(tmp_path: Path, no_root: None) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    (told,) = look(XDG_CONFIG_HOME=str(home), XDG_STATE_HOME=str(home))["told"]
    assert "Permission denied" in told


def test_a_full_disk_is_told_once(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = f'mount -t tmpfs -o size=4k none "{disk}" && mkdir "{disk}/pith-inspector" && '
    fill = f'head -c 4096 /dev/zero >"{disk}/pith-inspector/zeros"; exec "$@"'
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    try:
        may = subprocess.run([*alone, f"{mounted} true"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if may.returncode:
        pytest.skip("needs a mount of its own")
    before = [*alone, mounted + fill, "sh"]
    (told,) = look(*before, XDG_CONFIG_HOME=str(disk), XDG_STATE_HOME=str(disk))["told"]
    assert f"no space left for {disk}/pith-inspector" in told


@pytest.mark.skipif(sys.platform != "linux", reason="the folders are those of Linux")
def test_every_file_that_is_written_is_named_in_readme_and_man_page_and_lies_apart_from_others(
    tmp_path: Path, runtime: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    notes = {
        "id": "0" * 32,
        "pointer": "",
        "text": "Ask.",
        "author": "Ada",
        "at": "2026-05-01T10:00:00Z",
    }
    given = tmp_path / "notes.json"
    given.write_text(
        json.dumps(
            {"schema": "pith-inspector/notes/1", "document_sha256": "a" * 64, "notes": [notes]}
        )
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment = {
        **kept,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": runtime,
        "QT_QPA_PLATFORM": "offscreen",
    }
    program = [sys.executable, "-m", "inspector"]
    keys = _ROOT / "tests" / "vectors" / "trusted-keys.json"
    for command in (
        [*program, "keys", "trust", "--yes", str(keys)],
        [*program, "notes", "import", str(given)],
        [sys.executable, "-c", _USE, BUNDLE],
    ):
        done = subprocess.run(
            command,
            env=environment,
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("pith-inspector-")
    found = {path for path in home.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert len(found) == 8
    open_to_others = [
        path
        for path in found
        if any(
            folder.stat().st_mode & 0o077
            for folder in path.parents
            if folder.is_relative_to(home) and "pith-inspector" in folder.relative_to(home).parts
        )
    ]
    assert open_to_others == []
    for document in ("README.md", "packaging/linux/pith-inspector.1"):
        text = (_ROOT / document).read_text(encoding="utf-8")
        unnamed = [
            path.relative_to(home).as_posix()
            for path in found
            if not (path.name in text or (path.parent.name == "notes" and "/notes/" in text))
        ]
        assert unnamed == [], document


def test_each_refusal_but_the_first_is_silent(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    files = [StateFile(tmp_path / "file" / "folder" / name) for name in ("a", "b")]
    keeping = StorageWarning()
    told: list[Refusal] = []
    keeping.watch(*files)
    keeping.refused.connect(told.append)
    assert not any(file.write({}) for file in files * 2)
    (refusal,) = told
    assert refusal == Refusal(str(tmp_path / "file" / "folder"), "Not a directory", False)


def test_what_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = StateFile(tmp_path / "file" / "window.json")
    assert (Settings.read(file), file.is_damaged) == (Settings(), False)


def test_the_notice_goes_when_it_is_answered(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.tell(
        not_stored_notice(window.theme, Refusal("/a\u202eb", "Read-only file system", False))
    )
    (notice,) = (one for one in window.findChildren(Notice) if one.isVisible())
    shown = notice.findChild(Label).text()
    assert "/a\\u202eb cannot be written to (Read-only file system)" in shown
    # Above what the tab shows, below the tabs.
    assert notice.geometry().bottom() <= window.views.stack.geometry().top()
    assert window.strip.geometry().bottom() <= notice.geometry().top()
    notice.button.click()
    assert not notice.isVisible()
