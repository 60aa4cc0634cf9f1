"""If a file of a comparison changes, the comparison says so, and on which side."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from inspector.gui.compare.compare_options import HistoryStates
from inspector.sources.file_state import FileState
from tests.gui.compare.test_comparison_view import compared, settle
from tests.gui.conftest import BUNDLE, STATE, Desk
from tests.gui.test_watching import WAIT, network, never, often, one_sign_changed, put
from tests.share import Share

__all__ = ["network", "never", "often"]  # fixtures

_READ_BEFORE = "What is shown, the verdict too, is of what was read before."


class Files:
    """Two files that are compared."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.left, self.right = folder / "left.json", folder / "right.json"
        self.window = compared(desk, put(self.left), put(self.right, STATE))

    @property
    def notice(self) -> Any:
        return self.window.current.stale

    @property
    def standings(self) -> list[FileState]:
        loader = self.window.current.comparison.loader
        return [half.standing for half in (loader.left, loader.right)]

    def until(self, left: FileState, right: FileState) -> None:
        self.desk.qtbot.waitUntil(lambda: self.standings == [left, right], timeout=WAIT)

    def until_looked_at_anew(self) -> None:
        """Two answers of each: the first may be to a question that was asked before."""
        for watch in self.window.current.comparison.loader._watches.values():
            for _ in range(2):
                with self.desk.qtbot.waitSignal(watch._poll.answered, timeout=WAIT):
                    pass


@pytest.fixture
def files(desk: Desk, tmp_path: Path) -> Files:
    return Files(desk, tmp_path)


@pytest.mark.usefixtures("often")
def test_the_side_that_changed_is_named(files: Files) -> None:
    one_sign_changed(files.right)
    files.until(FileState.SAME, FileState.CHANGED)
    assert files.notice.isVisible()
    said = files.notice.accessibleName()
    assert said == f"Right: The file has changed on disk. {_READ_BEFORE}"
    heard = files.window.strip.bar.accessibleTabName(0)
    assert heard.endswith("left.json, verified, with right.json, changed on disk")


@pytest.mark.usefixtures("often")
def test_of_both_sides_each_says_what_came_of_it(files: Files) -> None:
    files.left.unlink()
    one_sign_changed(files.right)
    files.until(FileState.GONE, FileState.CHANGED)
    assert files.notice.accessibleName() == (
        "Left: The file is no longer there. Right: The file has changed on disk. " + _READ_BEFORE
    )


@pytest.mark.usefixtures("often")
def test_what_is_saved_and_copied_says_what_came_of_each_side(
    files: Files, tmp_path: Path, qapp: Any
) -> None:
    files.left.unlink()
    one_sign_changed(files.right)
    files.until(FileState.GONE, FileState.CHANGED)
    page, data = tmp_path / "out.html", tmp_path / "out.json"
    comparison = files.window.current.comparison
    comparison.export(str(page))
    comparison.export(str(data))
    files.desk.qtbot.waitUntil(lambda: page.exists() and data.exists())
    said = page.read_text(encoding="utf-8").partition("<main>")[0]
    assert "the file on the left was no longer there." in said
    assert "the file on the right had changed on disk." in said
    found = json.loads(data.read_text(encoding="utf-8"))
    assert [found[side]["since_read"] for side in ("left", "right")] == ["gone", "changed"]
    qapp.clipboard().clear()
    files.window.current.copy_difference()
    files.desk.qtbot.waitUntil(lambda: bool(qapp.clipboard().text()))
    assert qapp.clipboard().text().startswith(files.notice.accessibleName())


def test_a_saved_page_says_nothing_of_files_that_are_still_the_same(
    files: Files, tmp_path: Path
) -> None:
    page = tmp_path / "out.html"
    files.window.current.comparison.export(str(page))
    files.desk.qtbot.waitUntil(page.exists)
    assert "When this page was made" not in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("often")
def test_a_touch_is_no_alarm(files: Files) -> None:
    heard: list[object] = []
    files.window.current.comparison.loader.standing_changed.connect(lambda: heard.append(None))
    files.left.touch()
    files.right.touch()
    files.until_looked_at_anew()
    assert (heard, files.notice.isVisible()) == ([], False)


@pytest.mark.usefixtures("often")
def test_reading_again_answers_the_notice(desk: Desk, files: Files) -> None:
    shutil.copy(STATE, files.left)
    files.until(FileState.CHANGED, FileState.SAME)
    files.notice.button.click()
    settle(desk, files.window)
    assert files.standings == [FileState.SAME, FileState.SAME]
    assert not files.notice.isVisible()
    assert files.window.current.comparison.current.compared.comparison.identical
    one_sign_changed(files.left)
    files.until(FileState.CHANGED, FileState.SAME)


@pytest.mark.usefixtures("often")
def test_the_sides_change_places_with_what_is_said_of_them(files: Files) -> None:
    one_sign_changed(files.right)
    files.until(FileState.SAME, FileState.CHANGED)
    files.window.current.comparison.loader.swap()
    said = files.notice.accessibleName
    assert said().startswith("Right: The file has changed on disk.")  # as long as it is there
    files.until(FileState.CHANGED, FileState.SAME)
    files.desk.qtbot.waitUntil(lambda: said().startswith("Left: The file has changed on disk."))


@pytest.mark.usefixtures("often")
def test_a_side_that_could_not_be_read_is_watched_too(desk: Desk, tmp_path: Path) -> None:
    window = compared(desk, put(tmp_path / "left.json"), str(tmp_path / "right.json"))
    assert not window.current.stale.isVisible()
    put(tmp_path / "right.json")
    desk.qtbot.waitUntil(window.current.stale.isVisible, timeout=WAIT)
    assert window.current.stale.accessibleName().startswith("Right: The file has changed on disk.")


@pytest.mark.usefixtures("often")
def test_where_both_sides_are_of_one_file_no_side_is_named(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    window = desk.window(put(path))
    window.compare_commands._on_chosen(window.current.inspection, HistoryStates())
    view = settle(desk, window)
    one_sign_changed(path)
    desk.qtbot.waitUntil(view.stale.isVisible, timeout=WAIT)
    assert view.stale.accessibleName() == f"The file has changed on disk. {_READ_BEFORE}"


@pytest.mark.usefixtures("never")
def test_a_document_out_of_a_tab_is_compared_with_what_the_tab_read(
    desk: Desk, tmp_path: Path
) -> None:
    """It changed between the reading by the tab and the comparison."""
    path = tmp_path / "document.json"
    window = desk.window(put(path))
    tab = window.current.inspection
    desk.qtbot.waitUntil(lambda: not tab.watch._poll._job.is_busy)
    one_sign_changed(path)
    window.compare_commands.compare_sources(str(path), STATE)
    view = settle(desk, window)
    desk.qtbot.waitUntil(view.stale.isVisible, timeout=WAIT)
    assert view.stale.accessibleName().startswith("Left: The file has changed on disk.")
    assert view.top.head.left.sign.word == "Verified"


@pytest.mark.usefixtures("never")
def test_a_tab_that_comes_to_the_front_is_looked_at(desk: Desk, files: Files) -> None:
    files.until(FileState.SAME, FileState.SAME)
    comparison = files.window.inspections.current
    watches = comparison.loader._watches.values()
    desk.qtbot.waitUntil(lambda: all(not watch._poll._job.is_busy for watch in watches))
    desk.open(files.window, BUNDLE)
    one_sign_changed(files.left)
    assert files.window.inspections.current is not comparison
    files.window.inspections.choose(comparison)
    files.until(FileState.CHANGED, FileState.SAME)
    assert files.notice.isVisible()


@pytest.mark.usefixtures("often")
def test_a_share_that_hangs_is_said_of_its_side_alone(
    desk: Desk, network: Share, tmp_path: Path
) -> None:
    put(network.there / "remote.json")
    window = compared(desk, put(tmp_path / "local.json"), str(network.here / "remote.json"))
    view = window.current
    with network.hanging():
        desk.qtbot.waitUntil(view.stale.isVisible, timeout=WAIT)
        said = view.stale.accessibleName()
        assert said.startswith("Right: The file cannot be looked at now: it is not known whether")
        assert "Left" not in said
        view.comparison.loader.swap()
        settle(desk, window)
        assert view.stale.accessibleName().startswith("Left: The file cannot be looked at now")
    desk.qtbot.waitUntil(lambda: not view.stale.isVisible(), timeout=WAIT)


@pytest.mark.usefixtures("often")
def test_a_comparison_is_closed_while_a_share_hangs(
    desk: Desk, network: Share, tmp_path: Path
) -> None:
    put(network.there / "remote.json")
    window = compared(desk, put(tmp_path / "local.json"), str(network.here / "remote.json"))
    with network.hanging():
        desk.qtbot.waitUntil(window.current.stale.isVisible, timeout=WAIT)
        window.current.comparison.reload()
        assert window.current.comparison.is_busy
        assert not window.current.stale.isVisible(), "what is shown is not there any more"
        window.inspections.close(window.inspections.current)
        assert window.inspections.current.is_empty
