"""PySide6 6.12.0 on CPython up to 3.11 loses a reference to None at every event, until it
aborts."""

import sys
from typing import Any

import pytest

from tests.gui.conftest import BUNDLE, Desk


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be lost, and is not counted")
def test_events_cost_no_references_to_none(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    app: Any = desk.app
    for _ in range(50):
        window.update()
        app.processEvents()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        window.update()
        app.processEvents()
    assert abs(sys.getrefcount(None) - before) < 500
