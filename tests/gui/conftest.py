"""Fixtures of the window's tests: no display, settings of the test's own, sample documents.

The real-window tests (`-m xvfb`, `-m packages`) keep the X server that they were started with.
"""

import copy
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.document.json_types import JsonObject
from inspector.gui.document import inspection as inspection_module
from inspector.gui.document import opened
from inspector.gui.translation import install
from inspector.jobs.session import Session
from inspector.jobs.trust_store import shipped_keys
from inspector.sources import SourceOptions
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.conftest import SAMPLES, sample_path

_PATIENCE = 120_000
"""Milliseconds that a busy machine may take for what is there in a moment elsewhere."""
REAL_WINDOW = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen",
        reason="needs a real X server: packaging/test.sh starts one",
    ),
    # A bare X server knows no session, no themes and no portals.
    pytest.mark.qt_log_ignore("."),
]
"""The marks of a test that needs a real window."""


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("markexpr") not in ("xvfb", "packages"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen plugin says so of every window with a minimum size, of each brought up, and of
    # menus.
    ignored = "propagateSizeHints|does not support (?:raise|grabbing)"
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(ignored))


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and recent documents of the test's own."""
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "xdg" / name.lower()))
    return tmp_path / "xdg"


BUNDLE, STATE, RECORD = (str(sample_path(name)) for name in SAMPLES)


def fatal_tester(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Qt's own tester, which aborts the process at the first breach of a model's rules."""
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    return QAbstractItemModelTester(model, mode)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    install(qapp, "de")
    yield
    install(qapp, "en")


@pytest.fixture(scope="session")
def pith_key() -> PublicKey:
    return shipped_keys()[0].key


@pytest.fixture
def session(pith_key: PublicKey) -> Session:
    trusted = KnownKey(pith_key, Standing.TRUSTED, "shipped")
    return Session(TrustedKeys((trusted,)), SourceOptions(offline=True))


@pytest.fixture(scope="session")
def bundle() -> JsonObject:
    value: JsonObject = json.loads(Path(BUNDLE).read_bytes())
    return value


@pytest.fixture
def altered(tmp_path: Path, bundle: JsonObject) -> Callable[[Callable[[Any], object]], str]:
    """Writes the sample bundle after ``change`` and returns its path."""

    def write(change: Callable[[Any], object], name: str = "altered.json") -> str:
        value = copy.deepcopy(bundle)
        change(value)
        path = tmp_path / name
        path.write_text(json.dumps(value, ensure_ascii=False))
        return str(path)

    return write


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Verification waits until this is set."""
    event, check = threading.Event(), opened.check_document
    event.set()

    def held(*arguments: Any) -> Any:
        assert event.wait(120)
        return check(*arguments)

    monkeypatch.setattr(inspection_module, "check_document", held)
    return event


@pytest.fixture
def failing(altered: Callable[..., str]) -> str:
    """A bundle with one event that was changed after signing."""

    def change(value: Any) -> None:
        paper = value["events"][1]["payload"]["graph_snapshot"]["paper"]
        paper["authors_text"] = "Eve Intruder"

    return altered(change, "payload-changed.json")


class PatientBot(QtBot):
    """Waits longer than pytest-qt's five seconds, unless a test says how long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def desk(qtbot: QtBot, qapp: Any, session: Session) -> Iterator["Desk"]:
    """Makes windows, and closes them."""
    made = Desk(qtbot, qapp, session)
    yield made
    made.close()


class Desk:
    """Windows assembled as by the program."""

    def __init__(self, qtbot: QtBot, app: Any, session: Session) -> None:
        self.qtbot = qtbot
        self.app = app
        self.session = session
        self._windows: list[Any] = []

    def window(
        self, source: str | None = None, *, wait: bool = True, key_list: Path | None = None
    ) -> Any:
        from inspector.gui.document.recent import Recent
        from inspector.gui.runner import Runner
        from inspector.gui.settings import Settings, recent_file, settings_file
        from inspector.gui.theme.theme import Scheme, Theme
        from inspector.gui.window.inspections import Inspections
        from inspector.gui.window.main_window import MainWindow
        from inspector.jobs.notes_store import notes_folder

        runner = Runner()
        inspections = Inspections(runner, self.session)
        theme = Theme(self.app, Scheme.LIGHT, blue_orange=False)
        recent = Recent(recent_file())
        recent.changed.connect(recent.keep)
        window = MainWindow(
            theme,
            runner,
            inspections,
            recent,
            settings=Settings(),
            settings_file=settings_file(),
            key_list=key_list,
            notes_folder=notes_folder(),
            offline=True,
        )
        # Tests reach both by way of the window.
        window.theme, window.runner = theme, runner  # type: ignore[attr-defined]
        self._windows.append(window)
        if source is not None:
            inspections.documents[0].start_early(source)
        window.resize(1200, 800)
        window.show()
        window.start()
        if source is not None and wait:
            self.settle(window)
        return window

    def open(self, window: Any, source: str) -> None:
        window.open_commands.open_source(source)
        self.settle(window)

    def settle(self, window: Any) -> None:
        """Wait until the verdict or the error is shown."""
        self.qtbot.waitUntil(lambda: not window.inspections.current.opening.is_busy)
        self.app.processEvents()

    def rest(self, window: Any) -> None:
        """Wait until no work is in progress and all results are shown."""
        from inspector.gui.inspect.trace_page import TracePage

        def rests() -> bool:
            traces = window.findChildren(TracePage)
            return not window.runner.is_busy and all(trace.is_complete for trace in traces)

        self.qtbot.waitUntil(rests)
        self.app.processEvents()

    def close(self) -> None:
        for window in self._windows:
            window.close()
            window._runner.close()
            window.deleteLater()
        self._windows.clear()
        self.app.sendPostedEvents(None, 52)  # DeferredDelete
        self.app.processEvents()
