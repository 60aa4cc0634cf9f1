"""The box *About Pith Inspector*."""

import tomllib
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from tests.gui.conftest import Desk

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_about_says_the_version_of_the_project(desk: Desk) -> None:
    window = desk.window()
    window.actions_["about"].trigger()
    (box,) = window.findChildren(QMessageBox)
    version = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["version"]
    assert box.text() == f"Pith Inspector {version}"
    box.close()
