"""``open --ask`` where there is no display: a file is reported on, and nothing is fetched."""

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
    """What the command line asks of the window."""
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
