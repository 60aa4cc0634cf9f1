"""A document of a million nodes does not block the window: loading, searching, opening, closing.

What is measured is the longest time that the GUI thread was held. The baseline is the same in the
same run: a thread that only parses the document with orjson, which holds every other thread.
"""

from pathlib import Path
from typing import Any

import pytest

from inspector.gui.inspect.trace_page import TraceStep
from inspector.jobs.session import Session
from inspector.jobs.trust_store import given_keys
from inspector.sources import SourceOptions
from inspector.verify.trust import TrustedKeys
from tests.benchmarks.large import large_bundle, trusted_key
from tests.gui.conftest import Desk
from tests.gui.gaps import Gaps, Watch, best_ratios


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.json"
    path.write_bytes(large_bundle())
    return path


@pytest.fixture
def window(desk: Desk) -> Any:
    keys = TrustedKeys(tuple(given_keys(trusted_key(), "test")))
    desk.session = Session(keys, SourceOptions(offline=True))
    return desk.window()


@pytest.mark.alone
def test_the_window_is_never_held_as_long_as_one_bare_parse(window: Any, document: Path) -> None:
    best = best_ratios(document, lambda watch: _work_through(watch, window, document))
    assert max(best.values()) <= 1, best


def _work_through(watch: Watch, window: Any, document: Path) -> None:
    during = watch.during
    inspection = window.inspections.current
    during(
        "loading",
        lambda: window.open_commands.open_source(str(document)),
        lambda: inspection.checked,
    )
    page = window.current.document_page
    gaps = Gaps()
    gaps.until(lambda: not inspection.finder._job.is_busy)
    gaps.stop()
    during(
        "searching",
        lambda: page.tree.find_field.setText("by the snapshot 399"),
        lambda: page.tree.matches.text().startswith("1 of"),
    )
    inspection.selection.select_pointer("/events/200/payload/graph_snapshot/references/sample")
    during("expanding", window.actions_["expand"].trigger, lambda: True)
    during(
        "tracing",
        lambda: inspection.selection.select_pointer("/bundle_signature/bundle_sha256"),
        lambda: bool(page.detail.trace and page.detail.trace.findChildren(TraceStep)),
    )
    for view in ("coverage", "timeline", "inspect"):
        during(view, window.actions_[view].trigger, lambda: True)
    during("only problems", window.actions_["only_problems"].trigger, lambda: True)
    during("everything again", window.actions_["only_problems"].trigger, lambda: True)
    during("closing", window.actions_["close_document"].trigger, lambda: inspection.is_empty)
