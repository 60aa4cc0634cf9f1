"""The fixture ``shelf``, for tests of one widget of the comparison."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.compare.shelf import Shelf


@pytest.fixture
def shelf(qtbot: QtBot, qapp: QApplication) -> Iterator[Shelf]:
    made = Shelf(qtbot, qapp)
    yield made
    made.close()
