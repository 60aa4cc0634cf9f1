"""What the program does until its window is there, and what it leaves for later."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.gui.conftest import BUNDLE

# The program's window, which tells about its own process once the document is shown.
_STARTED = """
import json, linecache, sys
from pathlib import Path
import inspector
from inspector.gui.window import app
from PySide6.QtWidgets import QApplication
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import read_list, store_path

def tell():
    own = str(Path(inspector.__file__).parent)
    sources = [name for name in linecache.cache if name.startswith(own)]
    print(json.dumps({"sources": sources}), flush=True)
    QApplication.exit()

request = WindowRequest((sys.argv[1],), Session(read_list(store_path()).trust))
sys.exit(app.run(request, on_shown=tell))
"""


def started() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _STARTED, BUNDLE],
        capture_output=True, text=True, timeout=300, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_start_reads_no_source_text_of_its_own_modules() -> None:
    assert started()["sources"] == []
