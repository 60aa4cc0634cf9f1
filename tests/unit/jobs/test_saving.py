"""Saving a file: completely or not at all, and never over an inspected file."""

import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.errors import SavingError
from inspector.jobs.saving import save_bytes
from inspector.sources import SourceOptions
from inspector.sources.source import fetch

INSPECTED = b'{"a": 1}'


@pytest.fixture
def inspected(tmp_path: Path) -> Path:
    path = tmp_path / "inspected.json"
    path.write_bytes(INSPECTED)
    return path


def test_the_bytes_are_the_file(tmp_path: Path, inspected: Path) -> None:
    path = tmp_path / "saved.bin"
    save_bytes(path, b"\x00\xff\r\n", not_onto=str(inspected))
    assert path.read_bytes() == b"\x00\xff\r\n"
    save_bytes(path, b"", not_onto=str(inspected))
    assert path.read_bytes() == b""
    assert sorted(os.listdir(tmp_path)) == ["inspected.json", "saved.bin"]


@pytest.mark.parametrize("way", ["itself", "roundabout", "symbolic link", "hard link"])
def test_the_inspected_file_is_refused_under_every_name(
    tmp_path: Path, inspected: Path, way: str
) -> None:
    path = tmp_path / "other.json"
    if way == "itself":
        path = inspected
    elif way == "roundabout":
        (tmp_path / "folder").mkdir()
        path = tmp_path / "folder" / ".." / inspected.name
    elif way == "symbolic link":
        path.symlink_to(inspected)
    else:
        path.hardlink_to(inspected)
    with pytest.raises(SavingError, match="never written"):
        save_bytes(path, b"other", not_onto=str(inspected))
    assert path.read_bytes() == inspected.read_bytes() == INSPECTED


@pytest.mark.parametrize("name", ["records.zip", "odd!/records.zip"])
def test_the_archive_that_the_document_came_from_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("in/inspected.json", INSPECTED)
    before = path.read_bytes()
    fetched = fetch(str(path), SourceOptions(offline=True))
    assert fetched.data == INSPECTED
    with pytest.raises(SavingError, match="never written"):
        save_bytes(path, b"other", not_onto=fetched.location)
    assert path.read_bytes() == before
    beside = path.with_name("saved.bin")
    save_bytes(beside, b"other", not_onto=fetched.location)
    assert beside.read_bytes() == b"other"


@pytest.mark.parametrize("origin", ["", "-", "https://example.org/a.json", "a\0b"])
def test_a_document_that_is_no_file_refuses_none(tmp_path: Path, origin: str) -> None:
    path = tmp_path / "saved.bin"
    path.write_bytes(b"old")
    save_bytes(path, b"new", not_onto=origin)
    assert path.read_bytes() == b"new"


def test_where_saving_fails_it_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(SavingError, match="No such file or directory"):
        save_bytes(tmp_path / "missing" / "saved.bin", b"bytes", not_onto="")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kept").write_bytes(b"kept")
    with pytest.raises(SavingError, match="could not be saved"):
        save_bytes(folder, b"bytes", not_onto="")
    assert os.listdir(tmp_path) == ["folder"]
    assert (folder / "kept").read_bytes() == b"kept"


def test_symbolic_link_is_written_through(tmp_path: Path) -> None:
    target, link = tmp_path / "elsewhere" / "real.bin", tmp_path / "link.bin"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to(target)
    save_bytes(link, b"new", not_onto="")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert os.listdir(target.parent) == ["real.bin"]


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of this kind")
def test_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "saved.bin"
    for mode in (0o600, 0o640, 0o664):
        path.touch()
        path.chmod(mode)
        save_bytes(path, b"new", not_onto="")
        assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_pipe_is_not_put_away_for_a_file(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(SavingError, match="pipe"):
        save_bytes(path, b"bytes", not_onto="")
    assert path.is_fifo()
    assert os.listdir(tmp_path) == ["pipe"]


WRITER = """
import sys
from pathlib import Path
from inspector.jobs.saving import save_pieces

def pieces():
    yield b"begun, "
    print("writing", flush=True)
    sys.stdin.read()
    yield b"ended"

save_pieces(Path(sys.argv[1]), pieces(), not_onto=[])
"""


@contextmanager
def writing(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that is writing ``path``."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline().strip() == b"writing"
        yield writer


def test_draft_of_a_killed_process_is_removed_with_the_next_write(tmp_path: Path) -> None:
    path, others = tmp_path / "saved.bin", {"saved.bin.new", "saved.bin.12.new", "a.1-0a0b0c0d.new"}
    for name in others:
        (tmp_path / name).touch()
    with writing(path) as writer:
        writer.kill()
    assert len(os.listdir(tmp_path)) == len(others) + 1, "it left a draft"
    save_bytes(path, b"new", not_onto="")
    assert set(os.listdir(tmp_path)) == others | {"saved.bin"}
    assert path.read_bytes() == b"new"


def test_draft_of_a_process_that_is_writing_stays(tmp_path: Path) -> None:
    path = tmp_path / "saved.bin"
    with writing(path) as writer:
        save_bytes(path, b"new", not_onto="")
        assert path.read_bytes() == b"new"
        writer.communicate()
    assert writer.returncode == 0
    assert path.read_bytes() == b"begun, ended"
    assert os.listdir(tmp_path) == ["saved.bin"]


def test_draft_that_is_a_link_or_a_folder_is_left(tmp_path: Path) -> None:
    path, kept = tmp_path / "saved.bin", tmp_path / "kept"
    kept.write_bytes(b"kept")
    (tmp_path / "saved.bin.1-00000000.new").symlink_to(kept)
    (tmp_path / "saved.bin.1-00000001.new").mkdir()
    save_bytes(path, b"new", not_onto="")
    assert kept.read_bytes() == b"kept"
    assert len(os.listdir(tmp_path)) == 4
