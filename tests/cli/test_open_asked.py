"""``open --ask`` without a display: a file is reported on, and nothing is fetched."""

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from inspector.cli.main import run
from inspector.jobs.session import WindowRequest
from tests.cli.conftest import FAILED, UNREADABLE, USAGE, VERIFIED, Ended, Program, vector
from tests.conftest import BUNDLE, sample
from tests.unit.sources.conftest import Server, server_context

NUMBER = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"


def asked_for(*arguments: str | Path) -> WindowRequest:
    """The request that the command line passes to the window."""
    requests: list[WindowRequest] = []

    def window(request: WindowRequest) -> int:
        requests.append(request)
        return 0

    assert run(["open", *map(str, arguments)], window) == 0
    return requests[0]


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch, own_settings: Path) -> None:
    monkeypatch.setenv("DISPLAY", ":0")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "My paper.pith.json"
    path.write_bytes(sample(BUNDLE))
    return path


def test_nothing_is_fetched_unasked(inspector: Program) -> None:
    authority = trustme.CA()
    server = Server(server_context(authority, "localhost"))
    try:
        ended = inspector("open", "--ask", "--resolver", server.url(""), "--", NUMBER)
        assert server.requests == []
    finally:
        server.close()
    assert ended.code == UNREADABLE
    assert f"{server.url('/pith/M5BNRHPUWGA7MHPFDKCQKNVN6T/bundle.json')}” is not" in ended.text


@pytest.mark.parametrize("link", ["pith:x", "pith:../x", "http://h.example/x", "file://server/x"])
def test_a_link_that_leads_nowhere_is_refused_in_a_sentence(inspector: Program, link: str) -> None:
    ended = inspector("open", "--ask", "--", link)
    assert ended.code == UNREADABLE
    assert link in ended.text


def test_a_file_is_reported_on_beside_it(inspector: Program, file: Path) -> None:
    ended = inspector("open", "--ask", "--", file.as_uri())
    assert ended.code == VERIFIED
    assert str(file) in ended.text
    assert inspector("open", "--ask", "--", file.as_uri(), NUMBER).code == UNREADABLE
    changed = vector("payload-changed").as_uri()
    assert inspector("open", "--ask", "--", changed, NUMBER).code == FAILED


def test_offline_is_said_as_ever(inspector: Program) -> None:
    ended = inspector("open", "--ask", "--offline", "--", NUMBER)
    assert (ended.code, "works offline" in ended.text) == (UNREADABLE, True)


@pytest.mark.parametrize("name", ["--compare", "-x", "--trust=/etc/passwd", "--version", "--"])
def test_after_two_dashes_nothing_is_an_option(display: None, name: str) -> None:
    request = asked_for("--ask", "--", name)
    assert (request.sources, request.asks) == ((name,), True)


def test_a_desktop_that_names_nothing_opens_an_empty_window(display: None) -> None:
    request = asked_for("--ask", "--")
    assert (request.sources, request.asks, request.joins) == ((), True, True)


def test_addresses_become_what_a_user_would_type(display: None, file: Path) -> None:
    request = asked_for("--ask", "--", file.as_uri(), "PITH:2017%3Am5bnrhpuwga7mhpfdkcqknvn6t")
    assert request.sources == (str(file), NUMBER)


def test_what_is_typed_is_not_asked_about(display: None) -> None:
    assert not asked_for(NUMBER).asks


def test_a_comparison_is_the_users_own(within: Callable[..., Ended]) -> None:
    assert within("open", "--ask", "--compare", "a", "b").code == USAGE


# --- a picture never takes the place of a file that was named -----------------------------------


@pytest.fixture
def pictured(inspector: Program, own_settings: Path) -> Callable[..., Ended]:
    """``open --screenshot`` of a picture that is refused: every file stays as it is."""

    def take(out: Path, *arguments: str | Path, stdin: bytes = b"") -> Ended:
        folder = inspector.folder
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        ended = inspector("open", "--offline", "--screenshot", out, *arguments, stdin=stdin)
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
        assert (ended.code, ended.out) == (USAGE, b"")
        assert "would overwrite" in ended.notes
        return ended

    return take


def other_names(path: Path, folder: Path) -> list[Path]:
    """The same file by other names."""
    (folder / "soft.png").symlink_to(path)
    (folder / "hard.png").hardlink_to(path)
    (folder / "linked").symlink_to(folder, target_is_directory=True)
    return [
        path,
        folder / "soft.png",
        folder / "hard.png",
        folder / "linked" / path.name,
        folder / "linked" / ".." / folder.name / path.name,
    ]


def test_a_picture_never_overwrites_a_source(
    pictured: Callable[..., Ended], file: Path, tmp_path: Path
) -> None:
    for out in other_names(file, tmp_path):
        pictured(out, file)
        pictured(out, vector("good"), file.as_uri())
    pictured(Path(file.name), file)
    pictured(file, "--compare", vector("good"), file)
    pictured(file, f"{file}!/a.json")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.json", "{}")
    pictured(tmp_path / "a.zip", f"{tmp_path / 'a.zip'}!/a.json")


def test_a_picture_never_overwrites_standard_input(inspector: Program, file: Path) -> None:
    for source in ("-", "/dev/stdin", "/dev/fd/0"):
        with file.open("rb") as stdin:
            done = subprocess.run(
                inspector.command("open", "--screenshot", file, source),
                stdin=stdin, capture_output=True, env=dict(inspector.environment), check=False,
            )  # fmt: skip
        assert done.returncode == USAGE
        assert file.read_bytes() == sample(BUNDLE)


def test_a_picture_never_overwrites_a_key_file(
    pictured: Callable[..., Ended], own_settings: Path, tmp_path: Path
) -> None:
    keys = tmp_path / "keys.hex"
    keys.write_text("d7" * 32)
    for out in other_names(keys, tmp_path):
        pictured(out, "--trust", keys, vector("good"))
        pictured(out, "--trust", keys.as_uri(), vector("good"))
    store = own_settings / "keys.json"
    pictured(store, vector("good"))
    own_settings.mkdir(parents=True)
    pictured(store, "--no-default-trust", vector("good"))
    store.write_text('{"schema": "pith-inspector/keys/1", "keys": []}')
    (tmp_path / "list.png").symlink_to(store)
    pictured(tmp_path / "list.png")
