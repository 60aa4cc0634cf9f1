"""Fixtures of the tests of the key list in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.keys.trust_list import TrustList
from inspector.verify.trust import Standing
from tests.gui.keys.desk import REGISTRY
from tests.gui.keys.dialog_desk import DialogDesk
from tests.vectors.keys import OTHER, OWN


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[DialogDesk]:
    made = DialogDesk(qtbot, qapp, tmp_path)
    yield made
    made.close()


@pytest.fixture
def trust(desk: DialogDesk) -> TrustList:
    """Our own key is trusted for the registry; another's was seen to sign for it."""
    desk.say(Standing.TRUSTED, OWN, signers=(REGISTRY,))
    made = desk.list()
    desk.see(made, desk.open(made, OTHER))
    return made


@pytest.fixture
def dialog(desk: DialogDesk, trust: TrustList) -> TrustDialog:
    made = desk.dialog(trust)
    made.show_key(OTHER.fingerprint)
    return made
