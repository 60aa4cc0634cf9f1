"""What the program does before its window is shown, and what it postpones."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.gui.conftest import BUNDLE

# The program's window, which tells about its own process once the document is shown.
_STARTED = """
import json, linecache, sys
from pathlib import Path
import inspector
from inspector.gui.settings import recent_file
from inspector.gui.window import app
from PySide6.QtWidgets import QApplication
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import read_list, store_path

def tell():
    own = str(Path(inspector.__file__).parent)
    sources = [name for name in linecache.cache if name.startswith(own)]
    said.update(sources=sources, kept_when_shown=bool(recent_file().read()))
    QApplication.exit()

said = {}
app._KEPT_AFTER = 3_600_000  # however long the machine takes to paint
request = WindowRequest((sys.argv[1],), Session(read_list(store_path()).trust))
app.run(request, on_shown=tell)
said["kept"] = [entry["source"] for entry in recent_file().read()["documents"]]
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = str(tmp_path_factory.mktemp("home"))
    done = subprocess.run(
        [sys.executable, "-c", _STARTED, BUNDLE],
        capture_output=True, text=True, timeout=300, check=True,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_STATE_HOME": home,
        },
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_start_reads_no_source_text_of_its_own_modules(started: dict[str, Any]) -> None:
    assert started["sources"] == []


def test_document_is_remembered_after_it_is_shown_and_not_before(started: dict[str, Any]) -> None:
    assert not started["kept_when_shown"]
    assert started["kept"] == [BUNDLE]
