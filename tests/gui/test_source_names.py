"""A saved source leads to the same file again, or is not saved."""

import fcntl
import json
import os
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from inspector.gui.document.recent import Recent
from inspector.gui.settings import recent_file, tabs_file
from inspector.gui.window.inspections import TabMemory
from tests.gui.conftest import BUNDLE, STATE, Desk


@pytest.fixture
def no_text(tmp_path: Path) -> str:
    """A state whose name is no UTF-8, beside a bundle that has the name without the odd byte."""
    path = os.fsencode(tmp_path) + b"/caf\xe9 %41.json"
    try:
        with open(path, "wb") as file:
            file.write(Path(STATE).read_bytes())
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    (tmp_path / "caf %41.json").write_bytes(Path(BUNDLE).read_bytes())
    return os.fsdecode(path)


def stored(name: str, folder: Path) -> Any:
    return json.loads((folder / "state" / "pith-inspector" / name).read_bytes().decode())


def test_a_name_that_is_no_text_is_opened_again_from_the_recent_list(
    desk: Desk, no_text: str, own_folders: Path
) -> None:
    desk.window(no_text)
    entry = stored("recent.json", own_folders)["documents"][0]
    assert entry["source"].endswith("/caf%E9%20%2541.json")
    assert Recent(recent_file()).entries[0].source == no_text
    window = desk.window()
    page = window.current.empty_page
    assert page.model.index(0, 0).data() == "caf\\xe9 %41.json"
    page.view.activated.emit(page.model.index(0, 0))
    desk.settle(window)
    assert window.inspections.sources == [no_text]
    assert window.current.banner.verdict.text() == "Unproven"
    window.actions_["reload"].trigger()
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Unproven"


def test_a_name_that_is_no_text_comes_back_as_a_tab(desk: Desk, no_text: str) -> None:
    first = desk.window(no_text)
    desk.open(first, BUNDLE)
    first.strip.bar.setCurrentIndex(0)
    TabMemory(tabs_file(), first.inspections).save()
    second = desk.window()
    TabMemory(tabs_file(), second.inspections).restore()
    desk.settle(second)
    assert second.inspections.sources == [no_text, BUNDLE]
    assert second.inspections.current.source == no_text
    assert second.current.banner.verdict.text() == "Unproven"


def test_a_relative_path_is_remembered_from_the_root(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here.json").write_bytes(Path(STATE).read_bytes())
    monkeypatch.chdir(tmp_path)
    window = desk.window("here.json")
    desk.open(window, "./here.json")
    path = str(tmp_path / "here.json")
    assert window.inspections.sources == [path]
    assert [entry.source for entry in Recent(recent_file()).entries] == [path]


def test_a_path_too_long_to_be_stored_is_left_out_and_not_cut(desk: Desk) -> None:
    window = desk.window("/" + "a/" * 8_000 + "b.json")
    assert window.current.banner.verdict.text() == "Unreadable"
    assert Recent(recent_file()).entries == []


def test_what_is_read_once_is_not_remembered(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with filled(pipe, Path(BUNDLE).read_bytes()) as is_read:
        window = desk.window(str(pipe), wait=False)
        desk.qtbot.waitUntil(is_read)
    desk.settle(window)
    assert window.current.banner.verdict.text() == "Verified"
    pipe.unlink()
    TabMemory(tabs_file(), window.inspections).save()
    assert tabs_file().read() == {"sources": [], "current": ""}
    assert Recent(recent_file()).entries == []


@contextmanager
def filled(pipe: Path, data: bytes) -> Iterator[Callable[[], bool]]:
    """A pipe with a writer and all of ``data`` in it; reports whether it was read."""
    end = os.open(pipe, os.O_RDWR)
    try:
        assert os.write(end, data) == len(data)
        yield lambda: fcntl.ioctl(end, termios.FIONREAD, bytes(4)) == bytes(4)
    finally:
        os.close(end)
