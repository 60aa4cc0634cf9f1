"""Addresses and identifiers from end to end, at a real TLS server on this machine."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.cli.conftest import UNREADABLE, VERIFIED, Program
from tests.conftest import BUNDLE, sample
from tests.unit.sources.conftest import Server, server_context

NUMBER = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
TAIL = NUMBER[-26:]
ARXIV = "/api/pith-number/resolve?arxiv=1711.04623&json=true"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    server = Server(server_context(authority, "localhost"))
    for path in (f"/pith/{TAIL}/bundle.json", f"/pith/{TAIL[:8]}/bundle.json", "/a.json"):
        server.answer(path, sample(BUNDLE))
    server.answer(ARXIV, json.dumps({"pith_number": NUMBER}).encode())
    yield server
    server.close()


@pytest.fixture
def trusting(inspector: Program, authority: trustme.CA, tmp_path: Path) -> Program:
    """A program on a system that trusts the test authority."""
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


def test_another_record_than_was_asked_for_is_refused(trusting: Program, server: Server) -> None:
    other = "AAAAAAAAAAAAAAAAAAAAAAAAAA"
    server.answer(f"/pith/{other}/bundle.json", sample(BUNDLE))
    report = trusting.report("--resolver", server.url(""), f"pith:2017:{other}")
    assert report["error"]["code"] == "another_record"


def test_server_that_nobody_vouches_for_is_refused(inspector: Program, server: Server) -> None:
    ended = inspector("verify", "--json", server.url("/a.json"))
    assert ended.code == UNREADABLE
    assert ended.reports[0]["error"]["code"] == "certificate"


def test_address_without_an_answer_is_an_error_by_name(trusting: Program, server: Server) -> None:
    assert trusting.report(server.url("/none"))["error"]["code"] == "http_status"
    closed = server.url("/a.json").replace(str(server.port), "1")
    assert trusting.report(closed)["error"]["code"] == "network"
