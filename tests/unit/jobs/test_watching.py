"""Which changes of a file make a verdict old, and which do not."""

import os
import stat
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspector.errors import FileUnreadableError
from inspector.jobs import watching
from inspector.jobs.watching import Baseline, FileStamp, check_again, stamp_of
from inspector.sources import SourceOptions, fetch
from inspector.sources.file_state import FileState

OPTIONS = SourceOptions(offline=True)
OLD = 1_600_000_000_000_000_000


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_SETTLED_AFTER", 0.01)


@pytest.fixture
def no_longer_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test files are new, so they would be read again whatever their stamp."""
    monkeypatch.setattr(watching, "_FRESH", -(10**30))


def stand_on(source: str) -> Baseline:
    """The baseline of a verdict that was just given."""
    before = stamp_of(source, OPTIONS)
    assert before is not None
    return Baseline(source, OPTIONS, before, fetch(source, OPTIONS).data)


def after(baseline: Baseline, change: Callable[[], object]) -> FileState:
    """The state after ``change``, and after another look."""
    assert check_again(baseline).standing is FileState.SAME
    change()
    found = check_again(baseline)
    assert check_again(found).standing is found.standing
    return found.standing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "above" / "document.json"
    path.parent.mkdir()
    path.write_bytes(b'{"a": 1}')
    return path


def test_a_touch_changes_nothing(path: Path) -> None:
    assert after(stand_on(str(path)), path.touch) is FileState.SAME


def test_a_touched_file_is_compared_without_all_of_it_in_memory(path: Path) -> None:
    path.write_bytes(b"[" + b"1," * 4_000_000 + b"1]")
    baseline = check_again(stand_on(str(path)))
    path.touch()
    tracemalloc.start()
    try:
        assert check_again(baseline).standing is FileState.SAME
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size // 4
    finally:
        tracemalloc.stop()


def test_a_copy_of_the_same_bytes_changes_nothing(path: Path) -> None:
    def replace() -> None:
        path.with_name("new").write_bytes(path.read_bytes())
        os.replace(path.with_name("new"), path)

    assert after(stand_on(str(path)), replace) is FileState.SAME


def test_other_rights_change_nothing(path: Path) -> None:
    assert after(stand_on(str(path)), lambda: path.chmod(0o640)) is FileState.SAME


@pytest.mark.usefixtures("no_longer_fresh")
def test_bytes_of_the_same_number_at_the_same_time_are_a_change(path: Path) -> None:
    os.utime(path, ns=(OLD, OLD))

    def write() -> None:
        with path.open("r+b") as file:
            file.write(b'{"a": 2}')
        os.utime(path, ns=(OLD, OLD))

    before = path.stat()
    assert after(stand_on(str(path)), write) is FileState.CHANGED
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )


def test_a_file_that_was_just_changed_is_read_once_more(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With timestamps in steps of two seconds, a second change may be invisible."""
    seen = stand_on(str(path))
    assert seen.stamp.is_fresh
    path.write_bytes(b'{"a": 2}')
    now = stamp_of(str(path), OPTIONS)
    assert now is not None
    stood = Baseline(seen.source, OPTIONS, now._replace(is_fresh=True), seen.content)
    monkeypatch.setattr(watching, "_FRESH", -(10**30))
    assert check_again(stood).standing is FileState.CHANGED


@pytest.mark.parametrize("is_link", [True, False], ids=["link", "folder"])
def test_a_swap_above_the_file_is_a_change(tmp_path: Path, path: Path, is_link: bool) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / path.name).write_bytes(b'{"a": 2}')
    os.utime(other / path.name, ns=(OLD, OLD))
    os.utime(path, ns=(OLD, OLD))
    way = tmp_path / "way"
    if is_link:
        way.symlink_to(path.parent)
    else:
        path.parent.rename(way)

    def swap() -> None:
        if is_link:
            way.unlink()
            way.symlink_to(other)
        else:
            way.rename(tmp_path / "away")
            other.rename(way)

    assert after(stand_on(str(way / path.name)), swap) is FileState.CHANGED


def test_a_replaced_archive_is_a_change_only_where_the_member_is_another(tmp_path: Path) -> None:
    archive = tmp_path / "some.zip"

    def write(member: bytes, beside: bytes) -> None:
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("a.json", member)
            file.writestr("b.json", beside)

    write(b"one", b"beside")
    baseline = stand_on(f"{archive}!/a.json")
    assert after(baseline, lambda: write(b"one", b"other")) is FileState.SAME
    assert after(baseline, lambda: write(b"two", b"other")) is FileState.CHANGED


def test_a_member_that_is_gone_is_a_change(tmp_path: Path) -> None:
    archive = tmp_path / "some.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.json", b"one")

    def empty() -> None:
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("b.json", b"one")

    assert after(stand_on(f"{archive}!/a.json"), empty) is FileState.CHANGED


def test_a_file_that_is_gone_and_comes_back(path: Path) -> None:
    baseline = stand_on(str(path))
    assert after(baseline, lambda: path.rename(path.with_name("away"))) is FileState.GONE
    gone = check_again(baseline)
    path.with_name("away").rename(path)
    assert check_again(gone).standing is FileState.SAME


def test_what_may_not_be_read_is_not_known_to_have_changed(path: Path, no_root: None) -> None:
    assert after(stand_on(str(path)), lambda: path.chmod(0)) is FileState.UNKNOWN


def test_a_disk_that_fails_over_a_file_says_nothing_of_a_change_until_it_can_be_read_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, no_longer_fresh: None
) -> None:
    def fails(*_: object) -> Iterator[bytes]:
        raise FileUnreadableError("The disk fails")

    baseline = stand_on(str(path))
    os.utime(path, ns=(OLD, OLD))
    with monkeypatch.context() as broken:
        broken.setattr(watching, "read_pieces", fails)
        unknown = check_again(baseline)
    assert unknown.standing is FileState.UNKNOWN
    read = check_again(unknown)
    assert read.standing is FileState.SAME
    # Its stamp fits, but that says nothing while the state is not known.
    assert check_again(read._replace(standing=FileState.UNKNOWN)).standing is FileState.SAME


def test_what_was_changed_back_is_valid_again(path: Path) -> None:
    baseline = stand_on(str(path))
    path.write_bytes(b"other")
    changed = check_again(baseline)
    assert changed.standing is FileState.CHANGED
    path.write_bytes(b'{"a": 1}')
    assert check_again(changed).standing is FileState.SAME


def test_an_error_is_beside_its_file_too(path: Path) -> None:
    """The bytes were not kept, so they are hashed at the first look."""
    before = stamp_of(str(path), OPTIONS)
    assert before is not None
    baseline = check_again(Baseline(str(path), OPTIONS, before, None))
    assert baseline.standing is FileState.SAME
    path.touch()
    assert check_again(baseline).standing is FileState.SAME
    path.write_bytes(b"other")
    assert check_again(baseline).standing is FileState.CHANGED


def test_an_error_of_a_file_that_was_changed_while_it_was_read(path: Path) -> None:
    before = stamp_of(str(path), OPTIONS)
    assert before is not None
    path.write_bytes(b"other, and longer")
    assert check_again(Baseline(str(path), OPTIONS, before, None)).standing is FileState.CHANGED


def test_a_file_that_was_missing_and_comes(path: Path) -> None:
    path.unlink()
    missing = stamp_of(str(path), OPTIONS)
    assert missing is not None
    baseline = Baseline(str(path), OPTIONS, missing, None)
    assert after(baseline, lambda: path.write_bytes(b"now")) is FileState.CHANGED


@pytest.mark.usefixtures("no_longer_fresh")
def test_a_file_that_looks_the_same_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    baseline = stand_on(str(path))
    monkeypatch.setattr(watching, "fetch", None)
    assert check_again(baseline).standing is FileState.SAME


@pytest.mark.usefixtures("no_longer_fresh")
def test_files_with_another_number_each_time_are_read_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on shares without inode numbers."""
    numbers = iter(range(10, 1_000))

    def other_number(source: str, options: SourceOptions) -> FileStamp | None:
        found = stamp_of(source, options)
        return found and found._replace(node=(1, next(numbers)))

    monkeypatch.setattr(watching, "stamp_of", other_number)
    baseline = check_again(stand_on(str(path)))
    assert baseline.standing is FileState.SAME
    monkeypatch.setattr(watching, "fetch", None)
    assert check_again(baseline).standing is FileState.SAME


def test_neither_an_address_nor_a_pipe_that_was_handed_over_is_watched() -> None:
    assert stamp_of("https://example.org/a.json", OPTIONS) is None
    assert stamp_of("pith:2026:ABCDEFGHIJKLMNOPQRSTUVWXYZ", OPTIONS) is None
    reader, writer = os.pipe()
    try:
        assert stat.S_ISFIFO(os.fstat(reader).st_mode)
        assert stamp_of(f"/dev/fd/{reader}", OPTIONS) is None
    finally:
        os.close(reader)
        os.close(writer)


def test_a_pipe_in_the_place_of_the_file_holds_nobody_up(path: Path) -> None:
    def put_pipe() -> None:
        path.unlink()
        os.mkfifo(path)

    assert after(stand_on(str(path)), put_pipe) is FileState.GONE


def test_a_name_that_is_no_file_any_more_is_not_asked_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file can have a name like an arXiv id."""
    monkeypatch.chdir(tmp_path)
    path = Path("1804.07612")
    path.write_bytes(b"one")
    options = SourceOptions()
    before = stamp_of(str(path), options)
    assert before is not None
    baseline = Baseline(str(path), options, before, b"one")
    path.unlink()
    assert check_again(baseline).standing is FileState.GONE


def test_no_file_is_left_open(path: Path) -> None:
    baseline = stand_on(str(path))
    before = len(os.listdir("/dev/fd"))
    for _ in range(5):
        baseline = check_again(baseline)
    assert len(os.listdir("/dev/fd")) == before


def test_another_program_may_write_while_it_is_watched(path: Path) -> None:
    baseline = stand_on(str(path))
    subprocess.run(["sh", "-c", f'echo more >> "{path}"'], check=True)
    assert check_again(baseline).standing is FileState.CHANGED
