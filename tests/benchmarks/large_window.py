"""One window on a large document: how long until its tree is usable, until the verdict, how long
the GUI thread was held at most while it is opened, looked at in every view and closed, by the clock
and by what of it the thread itself computed, and what the memory grew by. Prints one JSON object.

Arguments: the document, its key file, rounds. For memory, which a process can tell of itself
once only: ``--memory``, the document and its key file; ``--bare`` and the document for the
baseline.
"""

import sys
import time
from pathlib import Path

import orjson

from tests.benchmarks.memory import peak


def bare(path: Path) -> dict[str, object]:
    before = peak()
    value = orjson.loads(path.read_bytes())
    grown = peak() - before
    return {"memory_kib": grown, "members": len(value)}


class Measured:
    """The main window under measurement."""

    def __init__(self, path: Path, key_file: Path) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from inspector.gui.document.recent import Recent
        from inspector.gui.runner import Runner
        from inspector.gui.settings import Settings
        from inspector.gui.theme.theme import Scheme, Theme
        from inspector.gui.window.inspections import Inspections
        from inspector.gui.window.main_window import MainWindow
        from inspector.jobs.session import Session
        from inspector.jobs.trust_store import given_keys
        from inspector.verify.trust import TrustedKeys

        self.app = QApplication([])
        self.app.setStyle("Fusion")
        self.path = path
        self.runner = Runner()
        trust = TrustedKeys(tuple(given_keys(key_file.read_bytes(), "benchmark")))
        inspections = Inspections(self.runner, Session(trust))
        self.opening = inspections.documents[0].opening
        theme = Theme(self.app, Scheme.LIGHT, blue_orange=False)
        self.window = MainWindow(
            theme, self.runner, inspections, Recent(None), settings=Settings(), offline=True
        )
        self.window.resize(1440, 900)
        self.window.start()
        self.window.show()
        self.times: dict[str, float] = {}
        self.gap = self.own = self._last = self._last_own = 0.0
        self.opening.opened.connect(lambda _: self._note("usable"))
        self.opening.checked.connect(lambda _: self._note("verified"))
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.settle(0.3)

    def _tick(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.gap = max(self.gap, now - self._last)
        self.own = max(self.own, own - self._last_own)
        self._last, self._last_own = now, own

    def _note(self, name: str) -> None:
        self.window.repaint()
        self.times[name] = time.perf_counter() - self._start

    def settle(self, seconds: float) -> None:
        """Let the event loop run; its thread sleeps while there is nothing to do."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def watch(self) -> None:
        """Start measuring the longest time that the GUI thread is blocked."""
        self._last, self._last_own = time.perf_counter(), time.thread_time()
        self.gap = self.own = 0.0

    def held(self, name: str) -> dict[str, float]:
        """The longest time since then, by the clock and by the thread's CPU time."""
        return {f"gap_{name}": self.gap, f"own_{name}": self.own}

    def use(self) -> None:
        """Search, open a branch, and look at every view."""
        from inspector.gui.document.find_field import FindField

        actions, inspection = self.window.actions_, self.window.inspections.documents[0]
        self.window.current.findChildren(FindField)[0].setText("by the snapshot 399")
        self.settle(1)
        inspection.selection.select_pointer("/events/200/payload/graph_snapshot/references/sample")
        self.settle(0.3)
        for name in ("expand", "coverage", "timeline", "inspect", "only_problems"):
            actions[name].trigger()
            self.settle(0.5)
        actions["only_problems"].trigger()
        self.settle(0.5)

    def open(self) -> None:
        self.times.clear()
        self._start = time.perf_counter()
        self.opening.open(str(self.path))
        while "verified" not in self.times:
            self.settle(0.1)
        checked = self.window.inspections.documents[0].checked
        assert checked is not None
        assert checked.report.verdict == "verified", checked.report.sentence

    def close(self) -> None:
        self.opening.close()
        self.settle(0.5)


def memory(path: Path, key_file: Path) -> dict[str, object]:
    measured = Measured(path, key_file)
    before = peak()
    measured.open()
    measured.settle(2)
    return {"memory_kib": peak() - before}


def measure(path: Path, key_file: Path, rounds: int) -> dict[str, object]:
    data = path.read_bytes()
    measured = Measured(path, key_file)
    rows = []
    for _ in range(rounds + 1):
        bare_seconds = _seconds_of_loads(data)
        measured.watch()
        measured.open()
        measured.settle(1.5)
        held = measured.held("opening")
        search = _search(measured)
        measured.watch()
        measured.use()
        held |= measured.held("using")
        measured.watch()
        measured.close()
        held |= measured.held("closing")
        rows.append(
            {
                "bare": bare_seconds,
                **measured.times,
                **held,
                "search": search,
            }
        )
    return {"rows": rows[1:]}


def _seconds_of_loads(data: bytes) -> float:
    start = time.perf_counter()
    value = orjson.loads(data)
    seconds = time.perf_counter() - start
    del value
    return seconds


def _search(measured: Measured) -> float:
    """Seconds of a text search over the whole tree, with an existing index."""
    from inspector.tree.search import SearchIndex

    document = measured.opening.document
    assert document is not None
    index = SearchIndex(document.outline.table)
    start = time.perf_counter()
    found = index.find("by the snapshot 399")
    assert found
    return time.perf_counter() - start


def main(arguments: list[str]) -> dict[str, object]:
    if arguments[0] == "--bare":
        return bare(Path(arguments[1]))
    if arguments[0] == "--memory":
        return memory(Path(arguments[1]), Path(arguments[2]))
    return measure(Path(arguments[0]), Path(arguments[1]), int(arguments[2]))


if __name__ == "__main__":
    print(orjson.dumps(main(sys.argv[1:])).decode())
