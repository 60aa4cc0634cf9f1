"""The pictures of the README and of the help, made by the program: ``python -m tests.pictures``.

``--into FOLDER --size 1600x900`` makes those that software centres show (packaging/linux).
Documents are the samples and our own vectors, keys the shipped one and our own test key.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Nothing of the user's is read or written.
_HOME = tempfile.TemporaryDirectory()
for _name in ("CONFIG", "STATE", "DATA", "CACHE"):
    os.environ[f"XDG_{_name}_HOME"] = _HOME.name

from PIL import Image  # noqa: E402
from PySide6.QtCore import QPoint, QRect  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from inspector.gui.document.recent import Recent  # noqa: E402
from inspector.gui.inspect.detail_pane import DetailPane  # noqa: E402
from inspector.gui.keys.fingerprint_compare import FingerprintCompare  # noqa: E402
from inspector.gui.runner import Runner  # noqa: E402
from inspector.gui.settings import Settings  # noqa: E402
from inspector.gui.theme.theme import Scheme, Theme  # noqa: E402
from inspector.gui.window.inspections import Inspections  # noqa: E402
from inspector.gui.window.main_window import MainWindow  # noqa: E402
from inspector.jobs.session import Session  # noqa: E402
from inspector.jobs.trust_store import given_keys, shipped_keys  # noqa: E402
from inspector.sources import SourceOptions  # noqa: E402
from inspector.verify.trust import Standing, TrustedKeys  # noqa: E402
from tests.gui.timelines import sealed, signed_event  # noqa: E402
from tests.vectors.keys import OTHER, OWN  # noqa: E402

_ROOT = Path(__file__).parents[1]
_SAMPLES = _ROOT / "resources" / "samples"
_VECTORS = _ROOT / "tests" / "vectors"
_PICTURES = _ROOT / "resources" / "pictures"
_SIZE = (1_200, 800)
# So wide that a page in a browser shows it as it is.
_NARROW = (960, 720)
_TITLE = "/current/graph_snapshots/0/payload/graph_snapshot/paper/title"
Stage = Callable[[MainWindow], QWidget]


class Picture(NamedTuple):
    """``stage`` prepares the window, and returns the widget for the picture."""

    name: str
    sources: tuple[Path, ...]
    stage: Stage
    scheme: Scheme = Scheme.LIGHT
    size: tuple[int, int] = _SIZE


def _whole(window: MainWindow) -> QWidget:
    return window


def _part(kind: type[QWidget], stage: Stage) -> Stage:
    def part(window: MainWindow) -> QWidget:
        return next(shown for shown in stage(window).findChildren(kind) if shown.isVisible())

    return part


def _select(window: MainWindow, pointer: str) -> None:
    inspection = window.inspections.inspection
    assert inspection is not None
    inspection.selection.select_pointer(pointer)


def _selected(pointer: str) -> Stage:
    def stage(window: MainWindow) -> QWidget:
        _select(window, pointer)
        return window

    return stage


def _view(view: str, pointer: str) -> Stage:
    def stage(window: MainWindow) -> QWidget:
        _select(window, pointer)
        window.actions_[view].trigger()
        return window

    return stage


def _compared(pointer: str) -> Stage:
    def stage(window: MainWindow) -> QWidget:
        window.compare_commands.compare_sources(*window.inspections.sources)
        _settle(1.0)
        window.current.select_pointer(pointer)
        return window

    return stage


def _keys(window: MainWindow) -> QWidget:
    window.actions_["trusted_keys"].trigger()
    _settle(0.6)
    dialog = window.keys_commands._dialog
    assert dialog is not None
    seen = window.keys_commands.keys.entries.of(Standing.UNKNOWN)
    dialog.show_key(seen[0].key.fingerprint)
    for field, group in zip(dialog.page.compare.fields[:5], seen[0].key.groups, strict=False):
        QTest.keyClicks(field, group)
    return dialog


def _paper(window: MainWindow) -> QWidget:
    window.actions_["paper_text"].trigger()
    dialog = window.paper_commands._dialog
    assert dialog is not None
    dialog.field.setPlainText((_ROOT / "tests/data/paper-1804.07612.txt").read_text())
    dialog.check.click()
    return dialog


def _written_record() -> Path:
    """A record of two signers, one of them unknown, with events days apart and links."""

    def change(value: Any) -> None:
        ids = [one["event_id"] for one in value["events"]]
        for type_, day, second in (
            ("timestamp_anchor", "08", 1),
            ("storage_attestation", "08", 2),
            ("author_attestation", "16", 0),
        ):
            date = f"2026-05-{day}T10:00:0{second}Z"
            made = signed_event(value, OWN, "registry.example", type_, created_at=date)
            ids.append(made["event_id"])
        for type_, second in (("citation_signature", 3), ("correction", 4)):
            date = f"2026-05-08T10:00:0{second}Z"
            links = {"supersedes": [ids[3]], "prev_event": ids[2]} if second == 4 else {}
            signed_event(value, OTHER, "ada@example.org", type_, created_at=date, **links)

    path = Path(_HOME.name) / "record.json"
    path.write_text(json.dumps(sealed(change), ensure_ascii=False), encoding="utf-8")
    return path


_BUNDLE = _SAMPLES / "bundle-1711.04623.json"
_STATE = _SAMPLES / "state-1804.07612.json"
_FAILED = _VECTORS / "payload-changed.json"
_LEFT, _RIGHT = _VECTORS / "state.event_id.json", _VECTORS / "every-event-type.json"
_FAILING = "/events/1/content_sha256"
_CHANGED = "/current/graph_snapshots/0/payload/graph_snapshot/paper/authors_text"
PICTURES = (
    Picture("main-light", (_BUNDLE, _STATE, _FAILED), _whole, size=_NARROW),
    Picture("main-dark", (_BUNDLE, _STATE, _FAILED), _whole, Scheme.DARK, _NARROW),
    Picture("trace", (_FAILED,), _selected(_FAILING), size=(1_200, 1_100)),
    Picture("steps", (_FAILED,), _part(DetailPane, _selected(_FAILING)), size=(1_200, 1_030)),
    Picture("coverage", (_STATE,), _view("coverage", _TITLE)),
    Picture("timeline", (_written_record(),), _view("timeline", "/events/6")),
    Picture("compare", (_LEFT, _RIGHT), _compared(_CHANGED)),
    Picture("trust", (_VECTORS / "unknown-key.json",), _keys),
    Picture("fingerprint", (_VECTORS / "unknown-key.json",), _part(FingerprintCompare, _keys)),
    Picture("paper", (_STATE,), _paper),
)


def _settle(seconds: float) -> None:
    """Let the event loop run for a while."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.005)


def _take(app: QApplication, picture: Picture, folder: Path) -> None:
    runner = Runner()
    keys = given_keys((_VECTORS / "trusted-keys.json").read_bytes(), "tests")
    session = Session(TrustedKeys((*shipped_keys(), *keys)), SourceOptions(offline=True))
    inspections = Inspections(runner, session)
    theme = Theme(app, picture.scheme, blue_orange=False)
    window = MainWindow(
        theme,
        runner,
        inspections,
        Recent(None),
        settings=Settings(),
        # A path without a folder: a picture shows nothing of the machine that made it.
        key_list=Path("keys.json"),
        given_keys=tuple(keys),
        offline=False,
    )
    window.resize(*picture.size)
    window.show()
    window.start()
    window.open_commands.open_sources(map(str, picture.sources))
    inspections.choose(inspections.items[0])
    _settle(1.0)
    widget = picture.stage(window)
    _settle(1.5)
    _save(widget, folder / f"{picture.name}.png")
    window.close()
    runner.close()
    _settle(0.1)
    window.deleteLater()


def _save(widget: QWidget, path: Path) -> None:
    """With 256 colours: a third of the bytes, and no difference to the eye.

    They are chosen to cover all colours, so that a red which is rare is still red, and then moved
    to the mean of what they stand for, so that a ground has just its own colour.
    """
    window = widget.window()
    # Of the window and not of the part itself, whose ground its parent paints.
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    window.grab(place).save(str(path), "PNG")
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(
            256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
        )
    few.save(path, optimize=True)


def _size(text: str) -> tuple[int, int]:
    width, height = map(int, text.split("x"))
    return width, height


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    parser.add_argument("names", nargs="*", help="all of them where none is named")
    parser.add_argument("--into", type=lambda text: Path(text).absolute(), default=_PICTURES)
    parser.add_argument("--size", type=_size, help="of every window, such as 1600x900")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> None:
    asked = _asked(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("fusion")
    os.chdir(_HOME.name)
    for picture in PICTURES:
        if not asked.names or picture.name in asked.names:
            _take(app, picture._replace(size=asked.size or picture.size), asked.into)


if __name__ == "__main__":
    main(sys.argv[1:])
