"""Faults of archives get specific errors that say what to do."""

import bz2
import gzip
import io
import json
import lzma
import random
import struct
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from inspector.errors import ArchiveError, InspectorError
from inspector.sources import fetch

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DOC = json.dumps({"a": random.Random(1).randbytes(900).hex()}).encode()


@pytest.fixture
def refused(tmp_path: Path) -> Any:
    def refused(data: bytes) -> InspectorError:
        path = tmp_path / "archive"
        path.write_bytes(data)
        with pytest.raises(InspectorError) as caught:
            fetch(str(path))
        return caught.value

    return refused


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names or ("a.json",):
            archive.writestr(name, DOC)
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        info = tarfile.TarInfo("a.json")
        info.size = len(DOC)
        archive.addfile(info, io.BytesIO(DOC))
    return made.getvalue()


def old_tar() -> bytes:
    """The format before POSIX, without the word ``ustar``."""
    head = bytearray(tarred()[:512])
    head[257:] = bytes(255)
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + tarred()[512:]


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        *((pack(DOC), 0.6) for pack in (gzip.compress, bz2.compress, lzma.compress, zstd.compress)),
        (gzip.compress(tarred()), 0.6),
        *((tarred(), left) for left in (0.08, 0.15)),
        *((zipped(), left) for left in (0.1, 0.6, 0.98, 0.999)),
        (old_tar(), 0.12),
    ],
)
def test_archive_without_its_end_is_said_to_be_cut(whole: bytes, left: float, refused: Any) -> None:
    error = refused(whole[: int(len(whole) * left)])
    assert error.code == "truncated"
    assert "ends in the middle" in str(error)
    assert str(error.remedy) == "Get it again: the end of this copy is missing."


def test_damage_in_the_middle_is_no_missing_end(refused: Any) -> None:
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        data = bytearray(pack(DOC))
        data[len(data) // 2] ^= 0xFF
        data[-9] ^= 0xFF
        error = refused(bytes(data))
        assert (error.code, "is damaged" in str(error)) == ("archive", True)
        assert "unpack it with another program" in str(error.remedy)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstd.compress])
def test_compressed_file_with_something_behind_its_end_is_neither_cut_nor_damaged(
    pack: Any, refused: Any
) -> None:
    for behind in (b"junk", b"\r\n", b"\0\0<html>"):
        error = refused(pack(DOC) + behind)
        assert (error.code, "something stands behind its end" in str(error)) == ("archive", True)


def test_archive_with_nothing_but_files_of_a_system_is_not_called_empty(refused: Any) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("__MACOSX/._a.json", b"\0\x05\x16\x07")
        archive.writestr(".DS_Store", b"\0\0\0\1Bud1")
    error = refused(made.getvalue())
    assert "holds no file but what macOS or Windows put into it" in str(error)
    assert str(refused(zipped_nothing())).endswith("holds no file.")


def zipped_nothing() -> bytes:
    made = io.BytesIO()
    zipfile.ZipFile(made, "w").close()
    return made.getvalue()


def test_part_of_a_split_zip_is_said_to_be_one(refused: Any) -> None:
    last = bytearray(zipped())
    end = last.rindex(b"PK\x05\x06")
    last[end + 4 : end + 6] = struct.pack("<H", 2)
    for data in (b"PK\x07\x08" + zipped()[:-30], bytes(last), zipped("a", "b", "c")[1500:]):
        error = refused(data)
        assert "is one part of a zip that was split" in str(error)
        assert "zip -s 0" in str(error.remedy)


def test_archive_that_needs_much_memory_is_not_called_damaged(refused: Any) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    # A frame whose window is 2 GB, by its descriptor (RFC 8878).
    for data in (
        lzma.compress(DOC, filters=filters),
        b"\x28\xb5\x2f\xfd\0" + bytes([21 << 3]) + b"\x01\0\0",
    ):
        assert "needs more memory to unpack than it may have" in str(refused(data))


def test_encrypted_member_has_a_code_of_its_own(refused: Any) -> None:
    data = bytearray(zipped())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    error = refused(bytes(data))
    assert (error.code, isinstance(error, ArchiveError)) == ("encrypted", True)
    assert "with its password" in str(error.remedy)


@pytest.mark.parametrize(
    "data",
    [
        old_tar(),
        gzip.compress(old_tar()),
        b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + zstd.compress(DOC),
        zstd.compress(DOC) + b"\x5f\x2a\x4d\x18\0\0\0\0",
    ],
)
def test_forms_that_hardly_any_program_writes_are_opened(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "archive").write_bytes(data)
    assert fetch(str(tmp_path / "archive")).data == DOC
