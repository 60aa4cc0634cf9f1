"""Files and standard input are read completely, within the limit, and never waited for."""

import contextlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from inspector.errors import (
    CancelledError,
    FileMissingError,
    FileUnreadableError,
    IsFolderError,
    NotPermittedError,
    TooLargeError,
    UrlRefusedError,
)
from inspector.progress import Progress
from inspector.sources import SourceOptions, fetch
from inspector.sources.file import open_file
from inspector.sources.limits import PIECE

SMALL = SourceOptions(max_bytes=1000)


class Pipe(io.BytesIO):
    """Standard input that arrives in small pieces."""

    def read1(self, size: int | None = -1) -> bytes:
        return super().read1(min(size or 1, 3))


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Pipe(data)))


def test_file_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = bytes(range(256)) * 1000
    (tmp_path / "a b.json").write_bytes(data)
    found = fetch("./a b.json")
    assert found.data == data
    assert (found.source, found.name) == ("./a b.json", "a b.json")
    assert found.location == str(tmp_path / "a b.json")


def test_empty_file_is_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert fetch(str(tmp_path / "empty")).data == b""


def test_progress_counts_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * (PIECE + 1))
    seen: list[Progress] = []
    fetch(str(path), checkpoint=seen.append)
    total = PIECE + 1
    assert seen == [Progress("reading", done, total) for done in (0, PIECE, total)]


def test_reading_stops_when_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * PIECE * 3)

    def checkpoint(progress: Progress) -> None:
        if progress.done:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        fetch(str(path), checkpoint=checkpoint)


def test_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"{}")
    (tmp_path / "link").symlink_to("a")
    assert fetch(str(tmp_path / "link")).data == b"{}"


@pytest.mark.parametrize("name", ["missing.json", "a.json/b", "x" * 300, "missing.zip!/a"])
def test_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    with pytest.raises(FileMissingError, match="“"):
        fetch(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        *((f"a.zip{rest}", "a file in it is named as in “a.zip!/NAME”; if it is a list") for rest in
          ("!a.json", "!/", "/a.json", ":a.json", "#a", "#0", "#L5")),
        ("*.json", "The signs * and ? stand for themselves here"),
        ("b/a?.json", "The signs * and ? stand for themselves here"),
        ("~/a.json", "The sign ~ stands for itself here: write the whole path"),
        ("b/a.json", "Check the path"),
        ("b!/a.json", "Check the path"),
    ],
)  # fmt: skip
def test_path_that_is_spelled_as_elsewhere_is_said_how_to_spell(
    name: str, remedy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zip").write_bytes(b"{}")
    with pytest.raises(FileMissingError) as caught:
        fetch(name)
    assert remedy in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("address", "remedy"),
    [
        ("file:///a.json#x", "Give the path of a file on this computer."),
        ("file://server.example/a.json", "Give the path of a file on this computer."),
        ("https:///a.json", "Check the address"),
        ("https://a.example:99999/", "Check the address"),
        ("https://a b.example/", "Check the address"),
        ("ftp://a.example/", "Only https addresses without a password in them are fetched."),
    ],
)
def test_what_to_do_fits_the_fault_of_an_address(address: str, remedy: str) -> None:
    with pytest.raises(UrlRefusedError) as caught:
        fetch(address)
    assert remedy in str(caught.value.remedy)


def test_dangling_link_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "1711.04623").symlink_to("nowhere")
    (tmp_path / "*").symlink_to("nowhere")
    with pytest.raises(FileMissingError) as caught:
        fetch(str(tmp_path / "*"))
    assert "Check the path" in str(caught.value.remedy)
    with pytest.raises(FileMissingError, match="is a link that leads to no file"):
        fetch(str(tmp_path / "1711.04623"))


def test_link_to_itself_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FileUnreadableError, match="is a link that leads round in a ring"):
        fetch(str(tmp_path / "loop"))


def test_name_no_file_system_can_have_is_unreadable() -> None:
    with pytest.raises(FileUnreadableError):
        fetch("half a sign \ud800")


def test_control_signs_of_a_name_are_visible(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError) as caught:
        fetch(str(tmp_path / "a\x1b[31m\u202eb"))
    assert str(caught.value).isprintable()
    (tmp_path / "a\nb").write_bytes(b"{}")
    assert fetch(str(tmp_path / "a\nb")).name == "a\\nb"


def test_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(IsFolderError):
        fetch(f"{tmp_path}/")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_file_of_others_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"{}")
    path.chmod(0)
    with pytest.raises(NotPermittedError):
        fetch(str(path))


def test_refusal_by_the_system_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotPermittedError), open_file(__file__):
        raise PermissionError


def test_error_while_reading_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError), open_file(__file__):
        raise OSError(5, "Input/output error")


def test_size_over_the_limit_is_refused_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(TooLargeError, match=r"1,000,000,000,000 bytes; the limit is 200,000,000"):
        fetch(str(path))


def test_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1000)
    assert len(fetch(str(path), SMALL).data) == 1000
    path.write_bytes(b"x" * 1001)
    with pytest.raises(TooLargeError):
        fetch(str(path), SMALL)


def test_file_that_grows_is_stopped_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")

    def grow(_: Progress) -> None:
        with path.open("ab") as file:
            file.write(b"x" * 600)

    with pytest.raises(TooLargeError):
        fetch(str(path), SMALL, grow)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_device_is_refused(path: str) -> None:
    with pytest.raises(FileUnreadableError):
        fetch(path, SMALL)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_named_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileUnreadableError):
        fetch(str(tmp_path / "pipe"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
@pytest.mark.parametrize("size", [0, 1000, 1001, 200_000])
def test_named_pipe_that_somebody_writes_to_is_read_within_the_limit(
    tmp_path: Path, size: int
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)

    def write() -> None:
        with contextlib.suppress(BrokenPipeError), open(end, "wb") as file:
            file.write(b"x" * size)

    def begin_to_write(_: Progress) -> None:
        if not writer.is_alive() and writer.ident is None:
            writer.start()

    writer = threading.Thread(target=write)
    try:
        if size <= 1000:
            assert fetch(str(pipe), SMALL, begin_to_write).data == b"x" * size
        else:
            with pytest.raises(TooLargeError):
                fetch(str(pipe), SMALL, begin_to_write)
    finally:
        with contextlib.suppress(FileUnreadableError, TooLargeError):
            fetch(str(pipe), SourceOptions(offline=True))  # a full pipe would keep the writer
        writer.join(5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_waiting_for_a_pipe_can_be_given_up(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR)
    asked = []

    def stop(progress: Progress) -> None:
        asked.append(progress)
        if len(asked) > 2:
            raise CancelledError("enough")

    try:
        with pytest.raises(CancelledError):
            fetch(str(pipe), SMALL, stop)
    finally:
        os.close(end)


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="no /dev/fd")
@pytest.mark.parametrize("size", [1000, 1001, 200_000])
def test_pipe_that_was_handed_over_is_read_within_the_limit(size: int) -> None:
    read_end, write_end = os.pipe()

    def write() -> None:
        try:
            with open(write_end, "wb") as pipe:
                pipe.write(b"x" * size)
        except BrokenPipeError:
            pass

    writer = threading.Thread(target=write)
    writer.start()
    try:
        if size <= 1000:
            found = fetch(f"/dev/fd/{read_end}", SMALL)
            assert found.data == b"x" * size
        else:
            with pytest.raises(TooLargeError):
                fetch(f"/dev/fd/{read_end}", SMALL)
    finally:
        os.close(read_end)
        writer.join(5)


def test_standard_input_is_read_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, b"x" * 1000)
    found = fetch("-", SMALL)
    assert (found.data, found.source, found.name) == (b"x" * 1000, "-", "standard input")
    assert found.location == "standard input"
    feed(monkeypatch, b"x" * 1001)
    with pytest.raises(TooLargeError):
        fetch("-", SMALL)


def test_program_without_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FileUnreadableError):
        fetch("-")


def test_reading_a_file_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    heavy = "urllib3 truststore zipfile tarfile asyncio urllib.request ssl bz2 lzma socket"
    code = (
        "import inspector, sys; before = set(sys.modules); from inspector.sources import fetch; "
        f"fetch({str(path)!r}); fetch('-'); "
        f"print(sorted(set({heavy!r}.split()) & (set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"{}", capture_output=True, check=True, timeout=300
    )
    assert done.stdout.strip() == b"[]"
