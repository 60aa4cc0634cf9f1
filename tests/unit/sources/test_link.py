"""Links from desktops and browsers become the source that a user would type."""

import os
import socket
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.errors import InspectorError, UrlRefusedError
from inspector.sources import as_written, describe

NUMBER = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
WINDOWS_NAME = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='/\\:*?"<>|'), min_size=1
)


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.as_uri:DeprecationWarning")
@given(st.binary(min_size=1).filter(lambda path: b"\0" not in path))
@example(b"/My paper.pith.json")
@example(b"/100%25 ?a=b#c.json")
@example(b"/\xff\xfe/%00/%2F.json")
@example(b"//two/slashes")
@example(b"/a\nb ")
def test_path_survives_its_address(path: bytes) -> None:
    # pathlib itself leaves "//" and "/./" out, and writes every address.
    absolute = PurePosixPath(os.fsdecode(b"/" + path))
    assert as_written(absolute.as_uri(), on_windows=False) == str(absolute)


@pytest.mark.filterwarnings("ignore:pathlib.PurePath.as_uri:DeprecationWarning")
@given(st.lists(WINDOWS_NAME, min_size=1))
def test_path_of_windows_survives_its_address(names: list[str]) -> None:
    path = PureWindowsPath("C:\\", *names)
    assert as_written(path.as_uri(), on_windows=True) == path.as_posix()
    assert as_written(str(path), on_windows=True) == path.as_posix()


@given(st.text() | st.text().map("file:/".__add__) | st.text().map("pith:".__add__))
def test_anything_is_a_source_or_refused_in_one_plain_sentence(text: str) -> None:
    for on_windows in (False, True):
        refusal = ""
        try:
            as_written(text, on_windows=on_windows)
        except UrlRefusedError as error:
            refusal = str(error)
        assert refusal.isprintable()


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("file:///home/x/My%20paper.pith.json", "/home/x/My paper.pith.json"),
        ("file://localhost/a", "/a"),
        ("FILE://LocalHost/a", "/a"),
        ("file:/a", "/a"),
        (" file:///a \n", "/a"),
        ("file:///a/%C3%A4", "/a/ä"),
        ("file:///a/ä b", "/a/ä b"),
        ("file:///a/%E4", "/a/\udce4"),
        ("file:///a/\udce4", "/a/\udce4"),
        ("file:///100%25", "/100%"),
        ("file:///a%2520b", "/a%20b"),
        ("file:///a%3Fb%23c", "/a?b#c"),
        ("file:///x.zip!/a.json", "/x.zip!/a.json"),
    ],
)
def test_address_of_a_file_is_a_path(address: str, path: str) -> None:
    assert as_written(address, on_windows=False) == path


@pytest.mark.parametrize(
    "address",
    [
        "file://server/share/x.json",
        "file://128.0.0.1/a",
        "file://[::2]/a",
        "file://localhost.evil.example/a",
        "file://own.evil.example/a",
        "file://ownhost/a",
        "file://localhost@server/a",
        "file://localhost:80/a",
        "file://server",
        "file://",
        "file:///a?b=c",
        "file:///a#b",
        "file:///a%00b",
        "file:///a%2fb",
        "file:///a%",
        "file:///a%4",
        "file:///a%zz",
        "file:///\ud800",
    ],
)
def test_address_that_is_no_file_of_this_computer_is_refused(address: str) -> None:
    with pytest.raises(UrlRefusedError) as caught:
        as_written(address, on_windows=False)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "host",
    [
        *("own", "OWN", "own.lab.example", "own.local", "alias"),
        *("localhost", "127.0.0.1", "127.1.2.3", "[::1]"),
    ],
)
def test_address_of_a_file_may_name_this_computer(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(
        "127.0.0.1 localhost # own\n127.0.1.1\town.lab.example own alias\n\n#\n1.2.3.4 x"
    )
    monkeypatch.setattr("inspector.sources.link._HOSTS", hosts)
    monkeypatch.setattr(socket, "gethostname", lambda: "own")
    assert as_written(f"file://{host}/a%20b", on_windows=False) == "/a b"
    with pytest.raises(UrlRefusedError):
        as_written("file://x/a", on_windows=False)


def test_a_computer_without_a_list_of_hosts_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.sources.link._HOSTS", tmp_path / "none")
    monkeypatch.setattr(socket, "gethostname", lambda: "own.lab.example")
    for host in ("own", "own.lab.example"):
        assert as_written(f"file://{host}/a", on_windows=False) == "/a"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hosts",
        "file:////server/share/x",
        "file:///%5C%5Cserver/share/x",
        "file:///C:",
        "file:///C:x.json",
        "file:///\\\\server\\x",
    ],
)
def test_on_windows_an_address_names_a_drive(address: str) -> None:
    with pytest.raises(UrlRefusedError):
        as_written(address, on_windows=True)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("C:\\a\\b.json", "C:/a/b.json"),
        ("c:/a.zip!/b", "c:/a.zip!/b"),
        ("\\\\server\\share\\x", "//server/share/x"),
        ("\\\\?\\C:\\x", "\\\\?\\C:\\x"),
        ("\\\\.\\pipe\\x", "\\\\.\\pipe\\x"),
        ("https://h.example\\@other.example/", "https://h.example\\@other.example/"),
    ],
)
def test_path_of_windows_is_written_in_one_way(path: str, written: str) -> None:
    assert as_written(path, on_windows=True) == written
    assert as_written(path, on_windows=False) == path


def test_refusal_names_the_other_computer() -> None:
    with pytest.raises(UrlRefusedError) as caught:
        as_written("file://server/share/x.json")
    assert "“server”" in str(caught.value)


@pytest.mark.parametrize(
    ("link", "number"),
    [
        (NUMBER, NUMBER),
        (NUMBER.upper(), NUMBER),
        (NUMBER.lower(), NUMBER),
        (NUMBER.replace(":2017:", ":2017%3A"), NUMBER),
        (NUMBER.replace(":2017:", ":2017%3a"), NUMBER),
        ("pith:%4D5BNRHPU", "pith:M5BNRHPU"),
        (f" {NUMBER}\n", NUMBER),
    ],
)
def test_link_is_its_pith_number(link: str, number: str) -> None:
    assert as_written(link) == number


@pytest.mark.parametrize(
    "text",
    [
        "/home/x/a.json",
        "a.json",
        "file:x",
        "file%3A///a",
        "https://pith.science/a%20b",
        "pith:../../etc/passwd",
        "pith://2017:M5BNRHPUWGA7MHPFDKCQKNVN6T",
        "pith:M5BNRHPU%00",
        "pith:M5BNRHPU%0A",
        "pith:M5BNRHP%2555",
        "-",
        "--trust=x",
        "",
    ],
)
def test_what_is_neither_stays_as_it_is(text: str) -> None:
    assert as_written(text) == text


@pytest.mark.parametrize("text", ["pith://2017:M5BNRHPUWGA7MHPFDKCQKNVN6T", "pith:-x", "pith:"])
def test_link_that_names_no_record_is_refused(text: str) -> None:
    with pytest.raises(InspectorError, match="is no Pith Number"):
        describe(text)
