"""Addresses and identifiers end to end, with a real TLS server on this machine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.cli.conftest import UNREADABLE, VERIFIED, Program
from tests.conftest import BUNDLE, sample, sample_path
from tests.unit.sources.conftest import Server, server_context
from tests.unit.sources.connect_proxy import ConnectProxy

NUMBER = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
TAIL = NUMBER[-26:]
ARXIV = "/api/pith-number/resolve?arxiv=1711.04623&json=true"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    server = Server(server_context(authority, "localhost", "127.0.0.1"))
    for path in (f"/pith/{TAIL}/bundle.json", f"/pith/{TAIL[:8]}/bundle.json", "/a.json"):
        server.answer(path, sample(BUNDLE))
    server.answer(ARXIV, json.dumps({"pith_number": NUMBER}).encode())
    yield server
    server.close()


@pytest.fixture
def trusting(inspector: Program, authority: trustme.CA, tmp_path: Path) -> Program:
    """The program on a system that trusts the test authority."""
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    trust = {"SSL_CERT_FILE": str(tmp_path / "authority.pem"), "SSL_CERT_DIR": os.devnull}
    return Program(inspector.folder, {**inspector.environment, **trust})


@pytest.mark.parametrize(
    "source", [NUMBER, f"pith:{TAIL[:8]}", "1711.04623", "arXiv:1711.04623", "/a.json"]
)
def test_document_is_fetched_and_verified(trusting: Program, server: Server, source: str) -> None:
    wanted = server.url(source) if source.startswith("/") else source
    report = trusting.report("--resolver", server.url(""), wanted)
    assert report["error"] is None
    assert (report["verdict"], report["pith_number"]) == ("verified", NUMBER)


def test_merge_and_canonical_take_addresses_too(trusting: Program, server: Server) -> None:
    for command in ("merge", "canonical"):
        assert trusting(command, server.url("/a.json")).code == VERIFIED


OTHER = "AAAAAAAAAAAAAAAAAAAAAAAAAA"
ASKED_IN_VAIN = {
    f"pith:2017:{OTHER}": f"/pith/{OTHER}/bundle.json",
    f"pith:2018:{TAIL}": f"/pith/{TAIL}/bundle.json",
    f"pith:{OTHER[:8]}": f"/pith/{OTHER[:8]}/bundle.json",
    f"pith:{OTHER[:12].lower()}": f"/pith/{OTHER[:12]}/bundle.json",
    f"pith:{OTHER[:16]}": f"/pith/{OTHER[:16]}/bundle.json",
    "1802.03133": "/api/pith-number/resolve?arxiv=1802.03133&json=true",
    "arXiv:1711.04623v2": "/api/pith-number/resolve?arxiv=1711.04623&json=true",
    "10.48550/arXiv.1802.03133": "/api/pith-number/resolve?arxiv=1802.03133&json=true",
    "https://doi.org/10.48550/arXiv.1802.03133": (
        "/api/pith-number/resolve?arxiv=1802.03133&json=true"
    ),
}
"""What is asked for, and where the resolver is asked for it."""
ADDRESSES_IN_VAIN = [
    f"/pith/{OTHER}/bundle.json",
    f"/pith/{OTHER}.json",
    f"/pith/{OTHER[:8].lower()}",
    f"/.well-known/pith/{OTHER}/bundle.json",
    f"/p/{OTHER[:12]}",
]


@pytest.mark.parametrize(("asked", "target"), ASKED_IN_VAIN.items())
def test_another_record_than_was_asked_for_is_refused(
    trusting: Program, server: Server, asked: str, target: str
) -> None:
    server.answer(target, sample(BUNDLE))
    ended = trusting("verify", "--json", "--resolver", server.url(""), asked)
    (report,) = ended.reports
    assert (ended.code, report["verdict"]) == (UNREADABLE, "unreadable")
    error = report["error"]
    assert (error["code"], report["answered_by"]) == ("another_record", "localhost")
    assert error["came"] == f"{NUMBER} (arXiv:1711.04623v3)"
    assert error["asked"] in error["message"]
    assert error["came"] in error["message"]


@pytest.mark.parametrize("target", ADDRESSES_IN_VAIN)
def test_an_address_that_names_a_record_is_held_to_it(
    trusting: Program, server: Server, target: str
) -> None:
    url = server.answer(target, sample(BUNDLE))
    error = trusting.report(url)["error"]
    assert (error["code"], error["asked"][:9]) == ("another_record", "pith:AAAA")


@pytest.mark.parametrize("command", ["merge", "canonical"])
def test_every_command_compares_what_came(trusting: Program, server: Server, command: str) -> None:
    url = server.answer(f"/pith/{OTHER}/bundle.json", sample(BUNDLE))
    ended = trusting(command, url)
    assert (ended.code, ended.out) == (UNREADABLE, b"")
    assert "[another_record]" in ended.notes


def test_both_sides_of_a_comparison_are_compared_with_what_was_asked_for(
    trusting: Program, server: Server
) -> None:
    url = server.answer(f"/pith/{OTHER}/bundle.json", sample(BUNDLE))
    ended = trusting("diff", "--json", server.url("/a.json"), url)
    assert (ended.code, ended.reports[0]["right"]["error"]["code"]) == (4, "another_record")


def test_a_resolver_that_names_a_record_is_held_to_it(trusting: Program, server: Server) -> None:
    server.answer(ARXIV, json.dumps({"pith_number": f"pith:2017:{OTHER}"}).encode())
    server.answer(f"/pith/{OTHER}/bundle.json", sample(BUNDLE))
    report = trusting.report("--resolver", server.url(""), "1711.04623")
    assert report["error"]["code"] == "another_record"
    assert report["error"]["asked"] == f"arXiv:1711.04623 (pith:2017:{OTHER})"


@pytest.mark.parametrize("source", ["arXiv:1711.04623v3", "doi:10.48550/ARXIV.1711.04623"])
def test_versions_and_dois_lead_to_their_record(
    trusting: Program, server: Server, source: str
) -> None:
    report = trusting.report("--resolver", server.url(""), source)
    assert (report["verdict"], report["pith_number"]) == ("verified", NUMBER)


def test_a_report_names_the_host_that_answered_in_the_end(
    trusting: Program, server: Server
) -> None:
    url = server.url("/a.json", "127.0.0.1")
    server.redirect("/moved.json", url)
    moved = server.url("/moved.json")
    assert trusting.report(moved)["answered_by"] == "127.0.0.1"
    assert trusting.report(url)["answered_by"] == "127.0.0.1"
    assert trusting.report(sample_path(BUNDLE))["answered_by"] is None
    assert trusting.report(server.url("/none"))["answered_by"] is None
    redirected = "  answered by 127.0.0.1, to which localhost redirects\n"
    assert redirected in trusting("verify", moved).text
    assert "  answered by 127.0.0.1\n" in trusting("verify", url).text
    assert "answered by" not in trusting("verify", sample_path(BUNDLE)).text
    server.redirect("/web", server.answer("/page", b"<html>").replace("localhost", "127.0.0.1"))
    report = trusting.report(server.url("/web"))
    assert (report["error"]["code"], report["answered_by"]) == ("web_page", "127.0.0.1")


@pytest.mark.parametrize("command", ["verify", "merge", "canonical", "ls"])
def test_what_a_name_was_taken_for_is_said_before_it_is_fetched(
    trusting: Program, server: Server, command: str
) -> None:
    page = "https://arxiv.org/abs/1711.04623v3"
    ended = trusting(command, "--resolver", server.url(""), page)
    said = f"is taken for arXiv:1711.04623v3 and looked up at localhost: {server.url(ARXIV)}\n"
    assert ended.code == VERIFIED
    assert ended.notes.startswith(f"{page} {said}")
    failed = trusting(command, "--resolver", "https://localhost:1", page)
    assert failed.notes.startswith(f"{page} is taken for arXiv:1711.04623v3")
    assert "taken for" not in trusting(command, server.url("/a.json")).notes
    assert "taken for" not in trusting(command, "--offline", page).notes


def test_a_report_names_the_proxy_by_way_of_which_it_came(
    trusting: Program, server: Server
) -> None:
    proxy = ConnectProxy(server.port)
    behind = trusting.under({"HTTPS_PROXY": f"http://eve:hunter2@{proxy.place}"})
    try:
        ended = behind("verify", "https://localhost/a.json")
        spared = behind("verify", server.url("/a.json"), NO_PROXY="x.example,127.0.0.0/8,localhost")
    finally:
        proxy.close()
    assert (ended.code, spared.code) == (VERIFIED, VERIFIED)
    assert f"  answered by localhost, by way of the proxy {proxy.place}\n" in ended.text
    assert "proxy" not in spared.text
    assert proxy.targets == ["localhost:443"]
    report = behind.report("https://localhost/a.json", HTTPS_PROXY="socks5://eve:hunter2@127.0.0.1")
    assert report["error"]["code"] == "proxy"
    assert b"hunter2" not in ended.out + ended.err + json.dumps(report).encode()


def test_server_that_nobody_vouches_for_is_refused(inspector: Program, server: Server) -> None:
    ended = inspector("verify", "--json", server.url("/a.json"))
    assert ended.code == UNREADABLE
    assert ended.reports[0]["error"]["code"] == "certificate"


def test_address_without_an_answer_is_an_error_by_name(trusting: Program, server: Server) -> None:
    assert trusting.report(server.url("/none"))["error"]["code"] == "http_status"
    closed = server.url("/a.json").replace(str(server.port), "1")
    assert trusting.report(closed)["error"]["code"] == "network"
