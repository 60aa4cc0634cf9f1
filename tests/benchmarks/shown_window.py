"""The program's window on a document; prints the clock once its verdict is painted."""

import gc
import sys
import time

gc.disable()  # as the program does while it loads

from PySide6.QtWidgets import QApplication

from inspector.gui.window import app
from inspector.jobs.session import Session, WindowRequest
from inspector.jobs.trust_store import shipped_keys
from inspector.verify.trust import TrustedKeys


def _shown() -> None:
    print(time.monotonic(), flush=True)
    QApplication.exit(0)


_session = Session(TrustedKeys(tuple(shipped_keys())))
sys.exit(app.run(WindowRequest((sys.argv[1],), _session), on_shown=_shown))
