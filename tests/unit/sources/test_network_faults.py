"""Network faults with a cause on this machine: unreadable settings, untrusted authorities."""

import sys
from pathlib import Path
from typing import Any

import pytest
import trustme

from inspector.errors import CertificateError, NetworkError
from inspector.sources import SourceOptions, fetch
from inspector.sources.network_fault import status_error
from tests.unit.sources.conftest import Server, server_context

QUICK = SourceOptions(connect_timeout=60, idle_timeout=60, deadline=120)


def refusal(source: str) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        fetch(source, QUICK)
    return caught.value


def test_an_answer_that_comes_after_hints_is_named(
    system_trusts: trustme.CA, document: bytes
) -> None:
    server = Server(server_context(system_trusts, "localhost"))

    def hinting(line: Any) -> None:
        line.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n")
        line.head(Content_Length=len(document))
        line.send(document)

    try:
        source = server.script("/a", hinting)
        assert "sends word ahead of its answer (HTTP status 103)" in str(refusal(source))
    finally:
        server.close()


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (404, "Check the address, or ask another mirror."),
        (410, "Check the address, or ask another mirror."),
        (429, "Try again later, or ask another mirror."),
        (503, "Try again later, or ask another mirror."),
        (401, "Save the document with a browser that may see it, and open that file."),
        (403, "Save the document with a browser that may see it, and open that file."),
        (103, "Save the document with a browser that may see it, and open that file."),
        (204, "Save the document with a browser that may see it, and open that file."),
    ],
)
def test_what_to_do_fits_the_status(status: int, remedy: str) -> None:
    assert str(status_error(status, "a.example").remedy) == remedy


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system's own list is asked")
@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SSL_CERT_FILE": "{}/none.pem"}, "SSL_CERT_FILE names “{}/none.pem”, which is no file."),
        ({"SSL_CERT_FILE": "{}/junk.pem"}, "“{}/junk.pem”, in which no certificate can be read."),
        ({"SSL_CERT_DIR": "{}"}, "SSL_CERT_DIR names “{}”, in which no certificate is found."),
        ({"REQUESTS_CA_BUNDLE": "x"}, "REQUESTS_CA_BUNDLE is for other programs, and this one"),
    ],
)
def test_a_wrong_list_of_authorities_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str
) -> None:
    (tmp_path / "junk.pem").write_text("junk")
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    server = Server(server_context(trustme.CA(), "localhost"))
    try:
        error = refusal(server.url("/a"))
    finally:
        server.close()
    assert isinstance(error, CertificateError)
    assert words.format(tmp_path) in str(error)
