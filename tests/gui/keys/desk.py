"""Helpers of the tests of the key list: a list, and documents signed by own keys."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from inspector.gui.document.opened import Checked, check_document, open_document
from inspector.gui.keys.trust_list import TrustList
from inspector.gui.runner import Runner
from inspector.jobs.session import Session
from inspector.jobs.trust_store import read_list, set_standing
from inspector.progress import unwatched
from inspector.sources import SourceOptions
from inspector.verify.trust import KnownKey, Standing, TrustedKeys
from tests.conftest import public
from tests.vectors.drafts import bundle
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, TestKey
from tests.vectors.sealing import seal

REGISTRY = "registry.example"
WAIT = 120_000


def is_in(listed: tuple[KnownKey, ...], *keys: TestKey) -> bool:
    """Whether these keys, and no others but the shipped one, are in a group of the list."""
    raws = {known.key.raw for known in listed if known.key.key_id != "pith-v1-2026-05"}
    return raws == {key.raw for key in keys}


class TrustDesk:
    """A user with a list of keys in a folder that does not exist yet."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.path = folder / "settings" / "keys.json"
        self.runner = Runner()
        self.documents: list[Checked] = []
        self.failures: list[Any] = []
        self.changes: list[TrustedKeys] = []

    def list(self, *given: KnownKey, path: Path | None = None) -> TrustList:
        """The list as a window has it, read for the first time."""
        trust = TrustList(self.runner, path or self.path, given)
        trust.failed.connect(self.failures.append)
        trust.changed.connect(lambda: self.changes.append(trust.trusted))
        with self.qtbot.waitSignal(trust.listed, timeout=WAIT):
            trust.start(read_list(self.path).trust.with_keys(given))
        return trust

    def say(self, standing: Standing, *keys: TestKey, signers: tuple[str, ...] = ()) -> None:
        set_standing(map(public, keys), standing, "a file", self.path, signers)

    def open(self, trust: TrustList, key: TestKey, name: str = "") -> Checked:
        """A bundle signed completely by ``key``, opened and verified with the current list."""
        words = {OWN: "own", OTHER: "other", IMPOSTOR: "impostor"}
        path = self.folder / (name or f"{words.get(key, 'some')}.json")
        path.write_text(json.dumps(seal(bundle(key), key)))
        session = Session(trust.trusted, SourceOptions(offline=True))
        opened = open_document(str(path), session, unwatched)
        checked = check_document(opened, session, unwatched)
        self.documents.append(checked)
        return checked

    def see(self, trust: TrustList, checked: Checked) -> None:
        """Let the list remember whose document this is."""
        with self.qtbot.waitSignal(trust.listed, timeout=WAIT):
            trust.note_seen(checked)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=WAIT)

    def rest(self) -> None:
        """Wait until no work is in progress and all results were delivered."""
        self.until(lambda: not self.runner.is_busy)

    def close(self) -> None:
        self.documents.clear()
        self.runner.close()
