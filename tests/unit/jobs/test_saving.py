"""Bytes put into a file: all of them or nothing, and never over what is inspected."""

import os
import zipfile
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
