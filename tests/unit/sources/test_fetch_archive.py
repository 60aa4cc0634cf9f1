"""Reading an archive gives exactly the wanted file, and no more bytes than the limit."""

import bz2
import contextlib
import gzip
import io
import lzma
import os
import random
import stat
import struct
import sys
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from inspector.errors import (
    ArchiveError,
    CancelledError,
    InspectorError,
    MemberAmbiguousError,
    MemberMissingError,
    TooLargeError,
)
from inspector.progress import Progress
from inspector.sources import Fetched, SourceOptions, fetch
from inspector.sources.archive_file import GuardedFile, PassingFile
from inspector.sources.member import MOST_MEMBERS, File, members_of
from inspector.sources.source import look_into

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

COMPRESSIONS = (gzip.compress, bz2.compress, lzma.compress)
CHECKED: dict[int, int] = {zstd.CompressionParameter.checksum_flag: 1}
MEGABYTE = SourceOptions(max_bytes=1_000_000)
ZEROS = bytes(50_000_000)
DOC = b'{"a": 1}'


def zstd_with_checksum(data: bytes) -> bytes:
    return zstd.compress(data, options=CHECKED)


@pytest.fixture
def put(tmp_path: Path) -> Any:
    def put(data: bytes, name: str = "archive.bin") -> str:
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return put


@pytest.fixture(params=["zip", "w", "w:gz", "w:bz2", "w:xz"])
def make(request: pytest.FixtureRequest, make_zip: Any, make_tar: Any) -> Any:
    if request.param == "zip":
        return make_zip
    return lambda members: make_tar(members, request.param)


# --- which member ---------------------------------------------------------------------------


def test_named_member_is_read_whatever_the_archive_is_called(make: Any, put: Any) -> None:
    path = put(make({"a.json": b"[]", "deep/b.json": DOC, "c": b""}), "called.json")
    found = fetch(path + "!/deep/b.json")
    assert (found.data, found.name) == (DOC, "b.json")
    assert found.location == path + "!/deep/b.json"


def test_only_file_needs_no_name(make: Any, put: Any) -> None:
    found = fetch(put(make({"deep/b.json": DOC})))
    assert (found.data, found.name) == (DOC, "b.json")
    assert found.location.endswith("archive.bin!/deep/b.json")


def test_several_files_are_listed_and_the_form_is_shown(make: Any, put: Any) -> None:
    path = put(make({f"m{number}.json": b"" for number in range(9)}))
    with pytest.raises(MemberAmbiguousError) as caught:
        fetch(path)
    message = str(caught.value)
    assert "9 files (“m0.json”, “m1.json”, “m2.json”, “m3.json”, “m4.json” and 4 more)" in message
    assert "!/m0.json" in message
    assert "m8" not in message


def test_missing_member_is_named(make: Any, put: Any) -> None:
    with pytest.raises(MemberMissingError, match=r"“x\.json”"):
        fetch(put(make({"a": b""})) + "!/x.json")


def test_archive_without_files_says_so(make: Any, put: Any) -> None:
    with pytest.raises(MemberMissingError, match="holds no file"):
        fetch(put(make({"folder/": b""})))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_distinguished_by_number(make_tar: Any, put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    for data in (out.getvalue(), make_tar({"a": b"1", "./a": b"2"})):
        path = put(data)
        for source in (path, path + "!/a"):
            with pytest.raises(MemberAmbiguousError, match=r"2 files.*“a:1”, “a:2”.*!/a:1"):
                fetch(source)
        assert [fetch(f"{path}!/a:{number}").data for number in (1, 2)] == [b"1", b"2"]
        with pytest.raises(MemberMissingError):
            fetch(path + "!/a:3")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_member_that_is_really_called_so_wins_over_a_number(put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("a", b"1"), ("a:1", b"exact"), ("a", b"2")):
            archive.writestr(name, data)
    path = put(out.getvalue())
    assert fetch(path + "!/a:1").data == b"exact"
    assert [fetch(f"{path}!/a:{number}").data for number in (2, 3)] == [b"1", b"2"]


def test_dot_slash_before_a_name_does_not_matter(make: Any, put: Any) -> None:
    path = put(make({"./a": DOC, "b": b""}))
    assert fetch(path + "!/a").data == DOC
    assert fetch(path + "!/./a").data == DOC


def test_names_that_climb_are_only_names(make: Any, put: Any) -> None:
    for name in ("../../etc/passwd", "/etc/passwd", "a\\..\\b", "\x1b[31m\u202e"):
        found = fetch(put(make({name: DOC})))
        assert found.data == DOC
        assert found.name.isprintable()


def test_file_whose_own_name_has_the_mark_is_that_file(tmp_path: Path) -> None:
    folder = tmp_path / "a.zip!"
    folder.mkdir()
    (folder / "b.json").write_bytes(DOC)
    found = fetch(str(folder / "b.json"))
    assert (found.data, found.name) == (DOC, "b.json")


def test_member_of_no_archive_is_an_error(put: Any) -> None:
    with pytest.raises(ArchiveError, match="not an archive"):
        fetch(put(DOC, "a.zip") + "!/b")


def test_archive_inside_an_archive_is_opened(make: Any, make_zip: Any, put: Any) -> None:
    path = put(make({"inner.zip": make_zip({"a.json": DOC, "b.json": b"[]"}), "c.json": b"{}"}))
    found = fetch(path + "!/inner.zip!/a.json")
    assert (found.data, found.name) == (DOC, "a.json")
    assert found.location == path + "!/inner.zip!/a.json"
    with pytest.raises(MemberAmbiguousError, match=r"inner\.zip!/a\.json"):
        fetch(path + "!/inner.zip")
    only = put(make({"inner.zip": make_zip({"a.json": DOC})}), "only")
    assert fetch(only).location == only + "!/inner.zip!/a.json"


def test_archive_two_levels_down_is_refused(make: Any, make_zip: Any, put: Any) -> None:
    inner = make_zip({"middle.zip": make_zip({"a.json": DOC})})
    with pytest.raises(ArchiveError, match="archive inside an archive inside an archive") as deep:
        fetch(put(make({"inner.zip": inner})))
    assert str(deep.value.remedy) == "Unpack it with another program, and open what comes out."


def test_compressed_file_in_an_archive_inside_an_archive_is_expanded(
    make: Any, make_zip: Any, put: Any
) -> None:
    inner = make_zip({"a.json.gz": gzip.compress(DOC), "b.json.xz": lzma.compress(b"[]")})
    path = put(make({"inner.zip": inner}))
    assert fetch(path + "!/inner.zip!/a.json.gz").data == DOC
    assert fetch(path + "!/inner.zip!/a.json.gz!/a.json").name == "a.json"
    for deeper in (gzip.compress(DOC), make_zip({"a.json": DOC})):
        inner = make_zip({"a.gz": gzip.compress(deeper)})
        with pytest.raises(ArchiveError, match="inside an archive"):
            fetch(put(make({"inner.zip": inner})))
    tar = gzip.compress(linked_tar())
    with pytest.raises(ArchiveError, match="inside an archive"):
        fetch(put(make({"inner.zip": make_zip({"a.tgz": tar})})))


def test_item_of_an_archive_of_several_files_is_no_item(make: Any, put: Any) -> None:
    path = put(make({"a.json": DOC, "b.json": DOC}))
    with pytest.raises(MemberAmbiguousError, match=r"holds 2 files .* name one, as in"):
        fetch(path + "#1")
    with pytest.raises(MemberAmbiguousError), look_into(path + "#1"):
        pass


@pytest.mark.parametrize("behind", ["!/c.json", "!/a.json!/c.json", "!/a.json#2"])
def test_what_an_archive_does_not_hold_is_answered_with_how_to_see_what_it_does(
    make: Any, put: Any, behind: str
) -> None:
    path = put(make({"a.json": DOC, "b.json": DOC}))
    with pytest.raises(MemberMissingError) as missing:
        fetch(path + behind)
    assert "see what it holds" in str(missing.value.remedy)


def test_archive_without_a_file_is_to_be_got_again(make: Any, put: Any) -> None:
    with pytest.raises(MemberMissingError, match="holds no file") as empty:
        fetch(put(make({"._a.json": b"\0\5\x16\7"})))
    assert str(empty.value.remedy).startswith("Get it again")


def test_compressed_thrice_is_expanded_thrice_and_no_more(put: Any) -> None:
    twice = gzip.compress(gzip.compress(DOC))
    found = fetch(put(twice, "a.json.gz.gz"))
    assert (found.data, found.name) == (DOC, "a.json")
    assert fetch(put(gzip.compress(lzma.compress(DOC)))).data == DOC
    thrice = gzip.compress(twice)
    assert fetch(put(thrice)).data == DOC
    with pytest.raises(ArchiveError, match="archive inside an archive"):
        fetch(put(gzip.compress(thrice)))


def test_compressed_member_is_expanded(make: Any, put: Any) -> None:
    path = put(make({"a.json.gz": gzip.compress(DOC), "b": b""}))
    found = fetch(path + "!/a.json.gz")
    assert (found.data, found.name) == (DOC, "a.json")
    assert fetch(path + "!/a.json.gz!/a.json").data == DOC


def linked_tar(*links: tuple[str, bytes, str]) -> bytes:
    """A tar with links of a name, a type and a target, and the file ``deep/a.json`` behind them."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
        info = tarfile.TarInfo("deep/a.json")
        info.size = len(DOC)
        archive.addfile(info, io.BytesIO(DOC))
    return out.getvalue()


def test_folders_and_devices_are_no_files(put: Any) -> None:
    kinds = (tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, b"5")
    path = put(linked_tar(*(("odd", kind, "deep/a.json") for kind in kinds)))
    assert fetch(path).data == DOC
    with pytest.raises(MemberMissingError):
        fetch(path + "!/odd")


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_links_of_a_tar_are_followed_inside_of_it(put: Any, pack: Any) -> None:
    path = put(
        pack(
            linked_tar(
                ("hard", tarfile.LNKTYPE, "./deep/a.json"),
                ("soft", tarfile.SYMTYPE, "deep/a.json"),
                ("deep/beside", tarfile.SYMTYPE, "a.json"),
                ("deep/er/up", tarfile.SYMTYPE, "../../soft"),
            )
        )
    )
    for name in ("hard", "soft", "deep/beside", "deep/er/up"):
        assert fetch(f"{path}!/{name}").data == DOC
    assert fetch(path).name == "a.json", "names of one file are no choice"


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "../../../etc/passwd", "..", "missing", "ring", "one", "odd", ""]
)
@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_link_that_leads_out_of_a_tar_or_in_a_ring_is_refused(
    put: Any, target: str, kind: bytes
) -> None:
    data = linked_tar(("ring", kind, target), ("one", kind, "ring"), ("odd", tarfile.DIRTYPE, ""))
    with pytest.raises(MemberMissingError, match="“ring” is a link that leads to no one file"):
        fetch(put(data) + "!/ring")


def test_link_to_one_of_two_files_of_a_name_is_refused(put: Any) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for _ in range(2):
            archive.addfile(tarfile.TarInfo("a.json"))
        info = tarfile.TarInfo("link")
        info.type, info.linkname = tarfile.LNKTYPE, "a.json"
        archive.addfile(info)
    with pytest.raises(MemberMissingError, match="link"):
        fetch(put(out.getvalue()) + "!/link")


def test_folders_and_links_of_a_zip_are_no_files(put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.mkdir("folder") if hasattr(archive, "mkdir") else archive.writestr("folder/", b"")
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"a.json")
        archive.writestr("a.json", DOC)
    assert fetch(put(out.getvalue())).data == DOC


def test_clutter_of_other_systems_is_passed_over_unless_named(make: Any, put: Any) -> None:
    clutter = [
        "__MACOSX/._a.json", "deep/__MACOSX/x", "._a.json", "deep/._a.json", ".DS_Store",
        "deep/.DS_Store", "Thumbs.db", "deep/thumbs.DB", "Desktop.ini",
    ]  # fmt: skip
    path = put(make({**dict.fromkeys([*clutter, "Icon\r"], b"clutter"), "deep/a.json": DOC}))
    assert fetch(path).data == DOC
    for name in clutter:
        assert fetch(f"{path}!/{name}").data == b"clutter"
    with pytest.raises(MemberMissingError, match="holds no file"):
        fetch(put(make(dict.fromkeys(clutter, b"")), "clutter"))


def test_either_slash_names_a_member(make: Any, put: Any) -> None:
    path = put(make({"papers\\2017\\a.json": DOC, "b": b""}))
    for name in ("papers\\2017\\a.json", "papers/2017/a.json"):
        assert fetch(f"{path}!/{name}").data == DOC


def test_zip_behind_a_program_that_unpacks_it_is_a_zip(make_zip: Any, put: Any) -> None:
    whole = make_zip({"a.json": DOC})
    for stub in (b"MZ" + bytes(9_000), b"#!/bin/sh\n", b"\x7fELF" + bytes(200_000)):
        assert fetch(put(stub + whole)).data == DOC
    commented = io.BytesIO(whole)
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = b"made by hand" * 3_000
    assert fetch(put(b"MZ" + commented.getvalue())).data == DOC
    document = b'{"a": "PK\\u0005\\u0006"}' + b" " * 22
    assert fetch(put(document)).data == document


def _zip_without_in_its_list(make_zip: Any, left_out: str) -> bytes:
    """A zip of three files, one of which its list does not name."""
    data = make_zip({"a.json": DOC, "b.json": DOC, "c.json": DOC})
    begin, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    listed = [b"PK\x01\x02" + one for one in data[begin:end].split(b"PK\x01\x02")[1:]]
    kept = b"".join(one for one in listed if left_out.encode() not in one)
    count = len(listed) - 1
    end_record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(kept), begin, 0)
    return bytes(data[:begin] + kept + end_record)


@pytest.mark.parametrize("left_out", ["a.json", "b.json", "c.json"])
def test_zip_with_a_file_that_its_list_leaves_out_is_an_error(
    make_zip: Any, put: Any, left_out: str
) -> None:
    for program in (b"", b"MZ" + bytes(70_000)):
        path = put(program + _zip_without_in_its_list(make_zip, left_out))
        # What stands before a zip that unpacks itself is a program, and its own affair.
        if not (program and left_out == "a.json"):
            with pytest.raises(ArchiveError, match="holds a file that its list leaves out"):
                fetch(f"{path}!/{'b.json' if left_out == 'a.json' else 'a.json'}")


def test_zip_before_a_zip_is_an_error(make_zip: Any, put: Any) -> None:
    for between in (b"", bytes(100_000)):
        data = make_zip({"a.json": DOC}) + between + make_zip({"b.json": DOC})
        with pytest.raises(ArchiveError, match="holds a file that its list leaves out"):
            fetch(put(data))


@pytest.mark.parametrize(
    ("place", "said"),
    [(8, b"\x0c\0"), (6, b"\x01\0"), (14, b"\1\2\3\4"), (18, b"\1\0\0\0"), (22, b"\1\0\0\0")],
    ids=["method", "encryption", "checksum", "packed size", "size"],
)
def test_zip_whose_list_says_other_things_than_the_file_is_an_error(
    make_zip: Any, put: Any, place: int, said: bytes
) -> None:
    data = make_zip({"a.json": DOC})
    changed = data[:place] + said + data[place + len(said) :]
    with pytest.raises(ArchiveError, match="says other things of “a"):
        fetch(put(changed))


@pytest.mark.parametrize(
    "behind", [b"more", gzip.compress(DOC, mtime=0), b"\0" * 20 + b"."], ids=["text", "gzip", "dot"]
)
def test_data_after_the_end_of_a_zip_is_an_error(make_zip: Any, put: Any, behind: bytes) -> None:
    whole = make_zip({"a.json": DOC})
    with pytest.raises(ArchiveError, match="stands behind its end"):
        fetch(put(whole + behind))
    assert fetch(put(whole + bytes(20))).data == DOC


class _HandMade:
    """A zip of deflated or stored files, assembled by hand."""

    def __init__(self, name: bytes, data: bytes, *, flags: int = 0, stored: bool = False) -> None:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        packed = data if stored else packer.compress(data) + packer.flush()
        self.name, self.comment = name, b""
        self.said = [flags, 0 if stored else 8, zlib.crc32(data), len(packed), len(data)]
        sizes = (0, 0, 0) if flags else self.said[2:]
        head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, *self.said[:2], 0, 33, *sizes, len(name), 0)
        self.local = head + name + packed

    def listed(self, place: int) -> bytes:
        flags, method, *sizes = self.said
        lengths = len(self.name), 0, len(self.comment), 0, 0, 0
        said = (20, 20, flags, method, 0, 33, *sizes, *lengths, place)
        return struct.pack("<4s6H3L5H2L", b"PK\1\2", *said) + self.name + self.comment


def _end(count: int, size: int, place: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, place, 0)


def _with_two_lists() -> bytes:
    """A reader of the 64-bit end record finds one file, a reader of the 32-bit one another."""
    one, other = _HandMade(b"a.json", DOC), _HandMade(b"hidden.json", DOC)
    place = len(one.local) + len(one.listed(0))
    one.comment = other.local + other.listed(place)
    listed = one.listed(0)
    at = len(one.local) + len(listed)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(listed), len(one.local))
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    narrow = _end(1, len(other.listed(place)), place + len(other.local))
    return one.local + listed + wide + locator + narrow


def _with_a_file_in_the_bytes_of_another(data: bytes = DOC) -> bytes:
    """The deflated bytes end before the list says so."""
    one, other = _HandMade(b"a.json", data, flags=8), _HandMade(b"hidden.json", DOC)
    behind = struct.pack("<4s3L", b"PK\7\10", *one.said[2:]) + other.local
    one.said[3] += len(behind)
    listed = one.listed(0)
    return one.local + behind + listed + _end(1, len(listed), len(one.local + behind))


def _with_files_that_overlap() -> bytes:
    inner = _HandMade(b"b.json", DOC)
    outer = _HandMade(b"a.bin", b"x" * 40 + inner.local, stored=True)
    listed = outer.listed(0) + inner.listed(len(outer.local) - len(inner.local))
    return outer.local + listed + _end(2, len(listed), len(outer.local))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_with_two_lists(), "two lists"),
        (_with_a_file_in_the_bytes_of_another(), "a file that its list leaves out"),
        (_with_files_that_overlap(), "a member overlaps another"),
    ],
    ids=["two lists", "in the bytes of another", "overlapping"],
)
def test_zip_in_which_other_programs_find_other_files_is_an_error(
    put: Any, data: bytes, said: str
) -> None:
    assert zipfile.ZipFile(io.BytesIO(data)).namelist()
    with pytest.raises(ArchiveError, match=said):
        fetch(put(data))


def test_zip_is_not_inflated_without_end_to_find_a_file_in_the_bytes_of_another(put: Any) -> None:
    one = _with_a_file_in_the_bytes_of_another(bytes(3_000_000))
    with pytest.raises(TooLargeError, match="more than 1,000,000 bytes together"):
        fetch(put(one), MEGABYTE)
    with pytest.raises(ArchiveError, match="leaves out"):
        fetch(put(one), SourceOptions(max_bytes=5_000_000))


def test_zip_whose_sizes_follow_each_file_or_need_64_bits_is_read(put: Any) -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    for out in (Unseekable(), io.BytesIO()):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("a.json", "b.json"):
                with archive.open(name, "w", force_zip64=True) as member:
                    member.write(DOC)
        path = put(out.getvalue())
        assert fetch(f"{path}!/a.json").data == fetch(f"{path}!/b.json").data == DOC


def test_zip_of_members_that_overlap_is_an_error(put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(1_000_000))
    data, count = out.getvalue(), 20
    place, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[place:end] * count
    record = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), place, 0)
    with pytest.raises(ArchiveError, match="overlaps"):
        fetch(put(data[:place] + entries + record))


def test_name_of_an_absurd_length_is_an_error(make_tar: Any, put: Any) -> None:
    with pytest.raises(ArchiveError, match="absurd length"):
        fetch(put(make_tar({"a" * 5_000: DOC})))


# --- single compressed files ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "compress"),
    [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", zstd.compress),
    ],
)
def test_compressed_file_is_that_file(put: Any, end: str, compress: Any) -> None:
    path = put(compress(DOC), f"a.json.{end}")
    found = fetch(path)
    assert (found.data, found.name, found.location) == (DOC, "a.json", path)
    assert fetch(path + "!/a.json").data == DOC
    with pytest.raises(MemberMissingError):
        fetch(path + "!/b.json")
    joined = put(compress(DOC) + compress(DOC), "joined")
    assert fetch(joined).data == DOC + DOC
    large = random.Random(1).randbytes(700_000) + bytes(700_000)
    assert fetch(put(compress(large))).data == large


@pytest.mark.parametrize(
    "compress", [*COMPRESSIONS, lambda data: zstd.compress(data, options=CHECKED)]
)
def test_damaged_compression_is_an_error(put: Any, compress: Any) -> None:
    whole = compress(random.Random(2).randbytes(5000))
    flipped = bytearray(whole)
    flipped[2500] ^= 1
    cuts = [whole[:-1], whole[:-9], whole[:2000], bytes(flipped), whole + b"rubbish"]
    for number, data in enumerate(cuts):
        with pytest.raises(ArchiveError, match="damaged"):
            fetch(put(data, f"cut{number}"))


def test_padding_after_gzip_is_no_damage(put: Any) -> None:
    assert fetch(put(gzip.compress(DOC) + bytes(512))).data == DOC


def test_standard_input_may_be_an_archive(monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
    stream = io.TextIOWrapper(io.BytesIO(make({"a.json": DOC})))
    monkeypatch.setattr(sys, "stdin", stream)
    found = fetch("-")
    assert (found.data, found.location) == (DOC, "standard input!/a.json")


# --- bombs ----------------------------------------------------------------------------------


@pytest.mark.parametrize("compress", [*COMPRESSIONS, zstd.compress])
def test_bomb_is_stopped_at_the_limit(put: Any, compress: Any) -> None:
    path = put(compress(ZEROS))
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError, match="1,000,000"):
            fetch(path, MEGABYTE)
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()


def test_bomb_in_an_archive_is_stopped_at_the_limit(make: Any, put: Any) -> None:
    path = put(make({"a.json": ZEROS}))
    with pytest.raises(TooLargeError):
        fetch(path, MEGABYTE)


@pytest.mark.parametrize("pack", [gzip.compress, None])
def test_many_small_bombs_are_stopped_at_the_limit_of_all(
    make_zip: Any, put: Any, pack: Any
) -> None:
    bomb = (pack or (lambda data: make_zip({"a": data})))(bytes(900_000))
    path = put(make_zip({f"{row}.bin": bomb for row in range(30)}))
    with look_into(path, MEGABYTE) as found:
        assert not isinstance(found, Fetched)
        inside = [one for _, one in found.each()]
    refused = [one for one in inside if isinstance(one, TooLargeError)]
    assert sum(isinstance(one, Fetched) for one in inside) == 11
    assert len(refused) == 19
    assert "10,000,000 bytes together" in str(refused[0])


def test_bomb_before_the_named_member_is_stopped(make_tar: Any, put: Any) -> None:
    path = put(make_tar({"bomb": ZEROS, "a.json": DOC}, "w:gz"))
    with pytest.raises(TooLargeError):
        fetch(path + "!/a.json", MEGABYTE)


def test_archive_larger_than_the_limit_gives_its_small_member(
    make_tar: Any, put: Any, make_zip: Any
) -> None:
    noise = random.Random(3).randbytes(2_000_000)
    for data in (make_tar({"noise": noise, "a.json": DOC}), make_zip({"n": noise, "a.json": DOC})):
        assert fetch(put(data) + "!/a.json", MEGABYTE).data == DOC


def test_zip_that_lies_about_a_size_is_an_error(make_zip: Any, put: Any) -> None:
    whole = make_zip({"a.json": bytes(100_000)})
    size = struct.pack("<L", 100_000)
    for lie in (5, 99_999, 100_001, 900_000):
        data = whole.replace(size, struct.pack("<L", lie))
        assert data != whole
        with pytest.raises(ArchiveError):
            fetch(put(data), MEGABYTE)


def test_tar_that_lies_about_a_size_is_an_error(put: Any) -> None:
    for size in (-1, -512, -10_000, 700, 10**11, 2**70):
        info = tarfile.TarInfo("a.json")
        info.size = size
        header = info.tobuf(tarfile.GNU_FORMAT)
        with pytest.raises((ArchiveError, TooLargeError)):
            fetch(put(header + DOC.ljust(512, b"\0")), MEGABYTE)
        longname = tarfile.TarInfo("././@LongLink")
        longname.type, longname.size = tarfile.GNUTYPE_LONGNAME, size
        pax = tarfile.TarInfo("pax")
        pax.type, pax.size = tarfile.XHDTYPE, size
        for special in (longname, pax):
            data = special.tobuf(tarfile.GNU_FORMAT) + bytes(512) + header + bytes(1536)
            for path in (put(data), put(gzip.compress(data))):
                with pytest.raises((ArchiveError, TooLargeError)):
                    fetch(path, MEGABYTE)


def test_tar_header_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    pax = tarfile.TarInfo("pax")
    pax.type, pax.size = tarfile.XHDTYPE, 8_000_000_000
    path = tmp_path / "a.tar"
    with path.open("wb") as file:
        file.write(pax.tobuf(tarfile.GNU_FORMAT))
        file.truncate(9_000_000_000)
    with pytest.raises(ArchiveError, match="absurd size"):
        fetch(str(path))


def _pax(kind: bytes, records: int, begin: int = 0) -> bytes:
    """A pax header with this many meaningless names."""
    said = b"".join(b"12 %07x=\n" % number for number in range(begin, begin + records))
    info = tarfile.TarInfo("pax")
    info.type, info.size = kind, len(said)
    return info.tobuf(tarfile.USTAR_FORMAT) + said + bytes(-len(said) % 512)


@pytest.mark.parametrize("is_compressed", [False, True])
@pytest.mark.parametrize(
    "headers",
    [
        _pax(tarfile.XGLTYPE, 100_000),
        _pax(tarfile.XGLTYPE, 15_000) + _pax(tarfile.XHDTYPE, 1) * 400,
        b"".join(
            _pax(tarfile.XGLTYPE, 60, begin) + tarfile.TarInfo("d").tobuf()
            for begin in range(0, 600, 60)
        ),
    ],
    ids=["many names", "a chain", "more with each member"],
)
def test_what_tarfile_would_copy_for_each_member_is_bounded(
    put: Any, headers: bytes, *, is_compressed: bool
) -> None:
    info = tarfile.TarInfo("a.json")
    info.size = len(DOC)
    data = headers + info.tobuf() + DOC.ljust(-(-len(DOC) // 512) * 512, b"\0") + bytes(1024)
    with pytest.raises(ArchiveError, match="absurd size"):
        fetch(put(gzip.compress(data) if is_compressed else data))


@pytest.mark.parametrize("is_seekable", [True, False])
def test_a_header_that_is_read_in_pieces_is_bounded_as_a_whole(*, is_seekable: bool) -> None:
    """Newer versions of tarfile read them so."""
    megabyte = bytes(1_000_000)
    file: GuardedFile | PassingFile = (
        GuardedFile(io.BytesIO(megabyte * 40), "a.tar")
        if is_seekable
        else PassingFile(iter([megabyte] * 40), "a.tar")
    )
    for _ in range(32):
        file.read(1_000_000)
    with pytest.raises(ArchiveError, match="absurd size"):
        file.read(1_000_000)
    file.seek(file.tell() + 1_000)
    assert file.read(1_000) == bytes(1_000)


def test_zip_directory_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    size = 3_000_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 0, 0)
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.seek(size)
        file.write(end)
    with pytest.raises(ArchiveError, match="absurd size"):
        fetch(str(path))


def test_chain_of_long_names_is_an_error(put: Any) -> None:
    longname = tarfile.TarInfo("././@LongLink")
    longname.type, longname.size = tarfile.GNUTYPE_LONGNAME, 2
    block = longname.tobuf(tarfile.GNU_FORMAT) + b"a".ljust(512, b"\0")
    with pytest.raises(ArchiveError):
        fetch(put(block * 3000))


def test_number_of_zip_members_is_bounded(put: Any) -> None:
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *([0] * 9), 1, *([0] * 6)) + b"a"
    for count, error in ((MOST_MEMBERS, MemberAmbiguousError), (MOST_MEMBERS + 1, ArchiveError)):
        directory = entry * count
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, len(directory), 30, 0)
        with pytest.raises(InspectorError) as caught:
            fetch(put(b"PK\x03\x04" + bytes(26) + directory + end))
        assert type(caught.value) is error


def test_number_of_tar_members_is_bounded(put: Any) -> None:
    folder = tarfile.TarInfo("d")
    folder.type = tarfile.DIRTYPE
    data = folder.tobuf() * (MOST_MEMBERS + 1) + bytes(1024)
    with pytest.raises(ArchiveError, match="100,000 members"):
        fetch(put(gzip.compress(data, 1)))


# --- damage ---------------------------------------------------------------------------------


def test_encrypted_zip_is_an_error(make_zip: Any, put: Any) -> None:
    data = bytearray(make_zip({"a.json": DOC}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArchiveError, match="encrypted"):
        fetch(put(bytes(data)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_that_cannot_be_read_within_bounds_is_refused(put: Any, method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.json", ZEROS)
    with pytest.raises(ArchiveError, match="method"):
        fetch(put(out.getvalue()))


def test_wrong_checksum_in_a_zip_is_an_error(put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.json", DOC)
    with pytest.raises(ArchiveError, match="damaged"):
        fetch(put(out.getvalue().replace(DOC, b'{"a": 2}')))


def test_cut_archive_is_an_error_at_every_length(make: Any, put: Any) -> None:
    whole = make({"a.json": random.Random(4).randbytes(900)})
    end = len(whole.rstrip(b"\0"))
    for length in {*range(600, end, 97), end - 1, end, end + 500} - {len(whole)}:
        if length >= len(whole):
            continue
        with pytest.raises(ArchiveError):
            fetch(put(whole[:length]))


def test_damaged_archive_never_ends_in_anything_but_a_named_error(make: Any, put: Any) -> None:
    whole = make({"a.json": b"[" + b"1," * 300 + b"1]", "b": b"", "long" * 40: DOC})
    dice = random.Random(5)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.choice([0, 1, 255, 128, dice.randrange(256)])
        path = put(bytes(data))
        for source in (path, path + "!/a.json"):
            with contextlib.suppress(InspectorError):
                fetch(source, MEGABYTE)


def test_reading_a_member_stops_when_cancelled(make: Any, put: Any) -> None:
    path = put(make({"a.json": bytes(500_000)}))

    def checkpoint(progress: Progress) -> None:
        if progress.done:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        fetch(path, checkpoint=checkpoint)


def test_document_that_looks_a_little_like_an_archive_is_a_document(put: Any) -> None:
    for data in (b"BZh9", b"PK", b"{" + b" " * 256 + b'"ustar": 1}', b"\x1f"):
        assert fetch(put(data)).data == data


def test_nothing_is_written_beside_the_archive(make: Any, put: Any, tmp_path: Path) -> None:
    path = put(make({"a.json": DOC}))
    before = (os.listdir(tmp_path), os.stat(path).st_mtime_ns)
    fetch(path)
    assert (os.listdir(tmp_path), os.stat(path).st_mtime_ns) == before


def test_archive_of_many_files_is_searched_in_reasonable_time(make_zip: Any, put: Any) -> None:
    path = put(make_zip({f"{number}.json": DOC for number in range(10_000)}))
    began = time.process_time()
    assert fetch(path + "!/9999.json").data == DOC
    assert time.process_time() - began < 60


# --- nothing that has bytes is left out -------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [("b.json", stat.S_IFCHR), ("b.json", stat.S_IFLNK), ("b.json/", 0), ("b.json\\", 0)],
)
def test_member_of_a_zip_with_bytes_is_a_file_whatever_it_is_called(
    put: Any, name: str, kind: int
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.json", DOC)
        info = zipfile.ZipInfo("placeholder")
        info.filename, info.external_attr = name, kind << 16
        archive.writestr(info, b'{"b": 1}')
    path = put(out.getvalue())
    with pytest.raises(MemberAmbiguousError, match="2 files"):
        fetch(path)
    assert fetch(f"{path}!/{name}").data == b'{"b": 1}'


def test_link_of_a_zip_is_followed_inside_of_it(put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("deep/link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"../a.json")
        archive.writestr("a.json", DOC)
    assert fetch(put(out.getvalue()) + "!/deep/link.json").data == DOC


@pytest.mark.parametrize("target", ["{b}/a.json", "[draft]/a.json", "a\u200b.json"])
def test_link_of_a_zip_to_a_file_of_a_strange_name_is_followed(target: str, put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, target.encode())
        archive.writestr(target, DOC)
    assert fetch(put(out.getvalue()) + "!/link.json").data == DOC


@pytest.mark.parametrize("target", ["/etc/hostname", "../a.json", "missing.json", "link.json"])
def test_link_of_a_zip_that_leads_to_no_file_in_it_is_said_to_be_one(target: str, put: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, target.encode())
    with pytest.raises(MemberMissingError, match="is a link that leads to no one file"):
        fetch(put(out.getvalue()) + "!/link.json")


def test_member_of_a_tar_of_an_unknown_kind_is_a_file(put: Any) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("b.json")
        info.type, info.size = b"Z", len(DOC)
        archive.addfile(info)
        out.write(DOC.ljust(512, b"\0"))
    assert fetch(put(out.getvalue()) + "!/b.json").data == DOC


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_data_after_the_end_of_a_tar_is_an_error(make_tar: Any, put: Any, pack: Any) -> None:
    one = make_tar({"a.json": DOC})
    assert fetch(put(pack(one + bytes(70_000)))).data == DOC
    for more in (one, DOC, bytes(70_000) + DOC):
        with pytest.raises(ArchiveError, match="behind its end"):
            fetch(put(pack(one + more)))


def test_zeros_behind_the_end_of_a_tar_are_read_up_to_the_limit(make_tar: Any, put: Any) -> None:
    path = put(make_tar({"a.json": DOC}) + bytes(3_000_000))
    with pytest.raises(TooLargeError):
        fetch(path, MEGABYTE)


@pytest.mark.parametrize("text", [DOC, b"\xef\xbb\xbf\n[]", b" " * 600 + DOC, b"\xff\xfe{\0}\0"])
def test_json_with_a_zip_behind_it_is_an_error(make_zip: Any, put: Any, text: bytes) -> None:
    with pytest.raises(ArchiveError, match="begins as JSON and ends as a zip"):
        fetch(put(text + make_zip({"a.json": DOC})))


@pytest.mark.parametrize("pair", [("a.json#1", "a.json"), ("b.zip!/a.json", "./b.zip")])
def test_name_that_is_an_address_in_another_file_is_refused(
    make: Any, put: Any, pair: tuple[str, str]
) -> None:
    path = put(make(dict.fromkeys(pair, DOC)))
    for source in (path, f"{path}!/{pair[0]}"):
        with pytest.raises(ArchiveError, match="may also mean"):
            fetch(source)
    assert fetch(put(make({pair[0]: DOC}))).data == DOC


def test_names_in_an_archive_are_bounded_each_and_together_with_what_links_lead_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def of(*names: tuple[str, str | None]) -> int:
        files = [File(name, 0, bytes, target) for name, target in names]
        return len(members_of(files, "papers.tar"))

    monkeypatch.setattr("inspector.sources.member._ALL_NAMES", 12)
    monkeypatch.setattr("inspector.sources.member._LONGEST_NAME", 8)
    assert of(("a" * 6, None), ("b" * 6, None)) == 2
    assert of(("a" * 6, None), ("b", "c" * 5)) == 2
    for names in ((("a" * 7, None), ("b" * 6, None)), (("a" * 6, None), ("b", "c" * 6))):
        with pytest.raises(ArchiveError, match="which is the limit"):
            of(*names)
    with pytest.raises(ArchiveError, match="absurd length"):
        of(("a" * 9, None))
