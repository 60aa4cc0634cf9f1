"""Fetching over https: the complete content, or a named error in bounded time."""

import gzip
import socket
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from inspector.errors import (
    CancelledError,
    CertificateError,
    ContentEncodingError,
    HttpStatusError,
    InspectorError,
    MemberAmbiguousError,
    NetworkError,
    OfflineError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
    UrlRefusedError,
)
from inspector.progress import Progress
from inspector.sources import SourceOptions, fetch

QUICK = SourceOptions(connect_timeout=60, idle_timeout=60, deadline=120)
LONG = 600
"""Seconds. Before they are over the servers here give up, which is another error."""


def failure(source: str, options: SourceOptions = QUICK) -> InspectorError:
    with pytest.raises(InspectorError) as caught:
        fetch(source, options)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert "0x" not in message
    return caught.value


# --- what is asked and what comes -----------------------------------------------------------


def test_document_comes_whole_with_its_name_and_final_address(server: Any, document: bytes) -> None:
    url = server.answer("/pith/X/bundle.json", document)
    found = fetch(url + "#part", QUICK)
    assert found.data == document
    assert (found.source, found.name, found.location) == (url + "#part", "bundle.json", url)


def test_request_says_no_more_than_it_must(server: Any, document: bytes) -> None:
    fetch("  " + server.answer("/a", document, Set_Cookie="a=b") + "?x=1&y=%2F\n", QUICK)
    (request,) = server.requests
    assert (request.method, request.target) == ("GET", "/a?x=1&y=%2F")
    assert request.headers["user-agent"] == "pith-inspector"
    assert request.headers["accept-encoding"] == "gzip"
    assert request.headers["host"] == f"localhost:{server.port}"
    assert not {"cookie", "referer", "authorization"} & set(request.headers)


def test_ip_address_is_a_host(server: Any, document: bytes) -> None:
    server.answer("/a", document)
    assert fetch(server.url("/a", "127.0.0.1"), QUICK).data == document


def test_ipv6_address_is_a_host(system_trusts: Any, document: bytes, server: Any) -> None:
    try:
        other = type(server)(server.context, address="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    try:
        other.answer("/a", document)
        found = fetch(other.url("/a", "[0:0:0:0:0:0:0:1]"), QUICK)
        assert (found.data, found.location) == (document, f"https://[::1]:{other.port}/a")
    finally:
        other.close()


def test_large_document_arrives_in_pieces_with_progress(server: Any) -> None:
    body = bytes(range(256)) * 4000
    seen: list[Progress] = []
    assert fetch(server.answer("/a", body), QUICK, seen.append).data == body
    assert seen[-1] == Progress("reading", len(body), len(body))
    assert len({progress.done for progress in seen}) > 3


def test_chunks_are_put_together(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Transfer_Encoding="chunked")
        line.send(b"3\r\n{}\n\r\n2\r\n[]\r\n0\r\n\r\n")

    assert fetch(server.script("/a", script), QUICK).data == b"{}\n[]"


def test_body_without_length_ends_with_the_connection(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Connection="close")
        line.send(b"{}")
        line.connection.unwrap()

    assert fetch(server.script("/a", script), QUICK).data == b"{}"


def test_drip_of_bytes_within_the_limits_is_read(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=5)
        line.drip(b"[1,2]", 0.05)

    assert fetch(server.script("/a", script), QUICK).data == b"[1,2]"


# --- encodings and archives -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("X-GZip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("identity", bytes),
    ],
)
def test_known_encodings_are_undone(server: Any, document: bytes, coding: str, encode: Any) -> None:
    url = server.answer("/a", encode(document), Content_Encoding=coding)
    assert fetch(url, QUICK).data == document


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_other_encodings_are_refused(server: Any, coding: str) -> None:
    error = failure(server.answer("/a", b"{}", Content_Encoding=coding))
    assert isinstance(error, ContentEncodingError)
    assert coding not in str(error)


_CUT_SHORT = gzip.compress(b"x" * 9999)[:-9]


@pytest.mark.parametrize("body", [b"{}", _CUT_SHORT, b""], ids=["none", "cut short", "empty"])
def test_damaged_encoding_is_an_error(server: Any, body: bytes) -> None:
    error = failure(server.answer("/a", body, Content_Encoding="gzip"))
    assert isinstance(error, NetworkError)


def test_bomb_is_stopped_at_the_limit(server: Any) -> None:
    url = server.answer("/a", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    error = failure(url, SourceOptions(max_bytes=1_000_000))
    assert isinstance(error, TooLargeError)
    assert "1,000,000" in str(error)


def test_compressed_file_is_unpacked(server: Any, document: bytes) -> None:
    found = fetch(server.answer("/b/bundle.json.gz", gzip.compress(document)), QUICK)
    assert (found.data, found.name) == (document, "bundle.json")


def test_part_of_what_an_address_gives_is_named_in_its_fragment(
    server: Any, document: bytes, make_zip: Any
) -> None:
    url = server.answer("/two.zip", make_zip({"a.json": document, "deep/b.json": b"{}"}))
    several = failure(url)
    assert f"as in “{url}#!/a.json”" in str(several)
    found = fetch(f"{url}#!/deep/b.json", QUICK)
    assert (found.data, found.name, found.source) == (b"{}", "b.json", f"{url}#!/deep/b.json")
    lines = server.answer("/a.ndjson", b"%s\n%s" % (document, document))
    assert fetch(f"{lines}#2", QUICK).data == document
    assert {request.target for request in server.requests} == {"/two.zip", "/a.ndjson"}


def test_archive_at_an_address_must_hold_one_file(
    server: Any, document: bytes, make_zip: Any
) -> None:
    one = fetch(server.answer("/one.zip", make_zip({"deep/a.json": document})), QUICK)
    assert (one.data, one.name) == (document, "a.json")
    assert one.location == server.url("/one.zip") + "!/deep/a.json"
    several = failure(server.answer("/two.zip", make_zip({"a": b"", "b": b""})))
    assert isinstance(several, MemberAmbiguousError)


# --- redirects ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed(server: Any, document: bytes, status: int) -> None:
    server.answer("/new/b.json", document)
    found = fetch(server.redirect("/old", "new/b.json?x#y", status), QUICK)
    assert found.data == document
    assert found.location == server.url("/new/b.json?x")
    assert all("referer" not in request.headers for request in server.requests)


def test_redirect_to_another_host_is_followed_over_https(server: Any, document: bytes) -> None:
    server.answer("/b", document)
    url = server.redirect("/a", server.url("/b", "127.0.0.1"))
    assert fetch(url, QUICK).location == server.url("/b", "127.0.0.1")


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost/b",
        "file:///etc/passwd",
        "ftp://localhost/",
        "https://user:secret@localhost/",
        "https://:secret@localhost/",
        "https://:443/",
        "https://local host/",
        "//[::1",
        "javascript:alert(1)",
    ],
)
def test_redirect_elsewhere_is_refused_and_not_repeated(server: Any, location: str) -> None:
    error = failure(server.redirect("/a", location))
    assert isinstance(error, UrlRefusedError)
    assert "“localhost”" in str(error)
    assert location not in str(error)


def test_redirect_in_a_circle_is_refused(server: Any) -> None:
    server.redirect("/b", "/a")
    assert isinstance(failure(server.redirect("/a", "/b#c")), TooManyRedirectsError)


@pytest.mark.parametrize(("limit", "enough"), [(3, True), (2, False), (0, False)])
def test_redirects_are_counted(server: Any, document: bytes, limit: int, enough: bool) -> None:
    for step in range(3):
        server.redirect(f"/{step}", f"/{step + 1}")
    server.answer("/3", document)
    options = SourceOptions(max_redirects=limit)
    if enough:
        assert fetch(server.url("/0"), options).data == document
    else:
        assert isinstance(failure(server.url("/0"), options), TooManyRedirectsError)
        assert len(server.requests) == limit + 1


def test_redirect_to_nowhere_is_an_error(server: Any) -> None:
    assert isinstance(failure(server.answer("/a", b"", 302)), NetworkError)


# --- time -----------------------------------------------------------------------------------


def test_server_silent_before_its_answer_times_out(server: Any) -> None:
    url = server.script("/a", lambda line: line.be_silent())
    error = failure(url, SourceOptions(idle_timeout=0.4, deadline=LONG))
    assert isinstance(error, TimedOutError)
    assert "“localhost”" in str(error)


def test_server_silent_within_its_answer_times_out(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=100)
        line.send(b"{")
        line.be_silent()

    assert isinstance(
        failure(server.script("/a", script), SourceOptions(idle_timeout=0.4, deadline=LONG)),
        TimedOutError,
    )


def test_server_silent_on_tls_times_out(system_trusts: Any, silent_server: Any) -> None:
    error = failure(
        silent_server.url("/"), SourceOptions(connect_timeout=0.4, idle_timeout=LONG, deadline=LONG)
    )
    assert isinstance(error, TimedOutError)


def test_slow_drip_of_the_body_is_stopped_by_the_deadline(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=1000)
        line.drip(b" " * 1000, 0.1)

    error = failure(server.script("/a", script), SourceOptions(idle_timeout=LONG, deadline=0.8))
    assert isinstance(error, TimedOutError)
    assert "0.8 seconds" in str(error)


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 100 Continue\r\n"])
def test_slow_drip_of_the_head_times_out(server: Any, start: bytes) -> None:
    def script(line: Any) -> None:
        line.send(start)
        line.drip(b"x" * 1000, 0.1)

    options = SourceOptions(idle_timeout=0.8, deadline=LONG)
    assert isinstance(failure(server.script("/a", script), options), TimedOutError)


def test_deadline_counts_all_redirects_together(server: Any) -> None:
    def script(line: Any) -> None:
        if not line.closing.wait(0.4):
            line.head(302, Location=line.request.target + "x", Content_Length=0)

    for length in range(1, 9):
        server.script("/" + "x" * length, script)
    error = failure(server.url("/x"), SourceOptions(deadline=1, max_redirects=9))
    assert isinstance(error, TimedOutError)


@pytest.mark.parametrize("where", ["tls", "head", "body"])
def test_cancelling_is_answered_at_once_while_a_server_is_silent(
    server: Any, silent_server: Any, where: str
) -> None:
    def body(line: Any) -> None:
        line.head(Content_Length=100)
        line.be_silent()

    server.script("/body", body)
    server.script("/head", lambda line: line.be_silent())
    url = silent_server.url("/") if where == "tls" else server.url("/" + where)
    stop_at = time.monotonic() + 0.4

    def checkpoint(_: Progress) -> None:
        if time.monotonic() > stop_at:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        fetch(url, QUICK, checkpoint)
    assert not [thread for thread in threading.enumerate() if thread.name == "pith-transfer"]


def test_cancelling_leaves_a_fast_server_too(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=10**9)
        while True:
            line.send(bytes(65_536))

    def checkpoint(progress: Progress) -> None:
        if progress.done > 500_000:
            raise CancelledError("stopped")

    url = server.script("/a", script)
    with pytest.raises(CancelledError):
        fetch(url, SourceOptions(max_bytes=2 * 10**9), checkpoint)
    assert not [thread for thread in threading.enumerate() if thread.name == "pith-transfer"]


# --- sizes ----------------------------------------------------------------------------------


def test_told_length_over_the_limit_is_refused_before_reading(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=1001)
        line.be_silent()

    error = failure(server.script("/a", script), SourceOptions(max_bytes=1000))
    assert isinstance(error, TooLargeError)
    assert "1,001" in str(error)
    assert "1,000" in str(error)


def test_document_of_exactly_the_limit_is_read(server: Any) -> None:
    url = server.answer("/a", b" " * 1000)
    assert len(fetch(url, SourceOptions(max_bytes=1000)).data) == 1000


@pytest.mark.parametrize("headers", [{"Transfer_Encoding": "chunked"}, {"Connection": "close"}])
def test_endless_body_is_stopped_at_the_limit(server: Any, headers: dict[str, str]) -> None:
    def script(line: Any) -> None:
        line.head(**headers)
        while not line.closing.is_set():
            line.send(b"1000\r\n" + bytes(0x1000) + b"\r\n")

    options = SourceOptions(max_bytes=300_000)
    assert isinstance(failure(server.script("/a", script), options), TooLargeError)


def test_no_more_is_read_than_the_length_told(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=2)
        line.send(b"{}and more")

    assert fetch(server.script("/a", script), QUICK).data == b"{}"


# --- answers that are none ------------------------------------------------------------------


def test_cut_body_is_never_accepted(server: Any) -> None:
    def script(line: Any) -> None:
        line.head(Content_Length=100)
        line.send(b"{}")

    assert isinstance(failure(server.script("/a", script)), NetworkError)


def test_cut_chunks_are_never_accepted(server: Any) -> None:
    for number, cut in enumerate(
        [b"a\r\n{}", b"2\r\n{}\r\n", b"2\r\n{}", b"zz\r\n{}\r\n0\r\n\r\n"]
    ):

        def script(line: Any, cut: bytes = cut) -> None:
            line.head(Transfer_Encoding="chunked")
            line.send(cut)

        assert isinstance(failure(server.script(f"/{number}", script)), NetworkError)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    ],
)
def test_answer_that_is_no_http_is_a_network_error(server: Any, answer: bytes) -> None:
    assert isinstance(failure(server.script("/a", lambda line: line.send(answer))), NetworkError)


@pytest.mark.parametrize(
    "status", [201, 204, 206, 304, 400, 401, 403, 404, 410, 418, 429, 500, 503]
)
def test_status_other_than_200_is_named_with_the_host(server: Any, status: int) -> None:
    error = failure(server.answer("/a", b"" if status in {204, 304} else b"<b>no</b>", status))
    assert isinstance(error, HttpStatusError)
    assert error.status == status
    assert str(status) in str(error)
    assert "“localhost”" in str(error)
    assert "Whatever" not in str(error)


def test_certificate_for_another_name_is_refused(other_name_server: Any) -> None:
    error = failure(other_name_server.answer("/a", b"{}"))
    assert isinstance(error, CertificateError)
    assert "another name" in str(error)
    assert other_name_server.requests == []
    by_number = failure(other_name_server.url("/a", "127.0.0.1"))
    assert isinstance(by_number, CertificateError)


def test_certificate_nobody_vouches_for_is_refused(untrusted_server: Any) -> None:
    error = failure(untrusted_server.answer("/a", b"{}"))
    assert isinstance(error, CertificateError)
    assert "“localhost”" in str(error)
    assert untrusted_server.requests == []


def test_server_without_tls_is_a_network_error(system_trusts: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def speak() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                connection.recv(1000)

        thread = threading.Thread(target=speak)
        thread.start()
        error = failure(f"https://127.0.0.1:{listener.getsockname()[1]}/")
        thread.join(5)
    assert isinstance(error, NetworkError)
    assert not isinstance(error, TimedOutError)


def test_refused_connection_is_named(system_trusts: Any) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        error = failure(f"https://127.0.0.1:{unused.getsockname()[1]}/")
    assert isinstance(error, NetworkError)
    assert "“127.0.0.1” refuses the connection" in str(error)


def test_host_that_does_not_exist_is_named() -> None:
    error = failure("https://no-such-host.invalid/x")
    assert isinstance(error, NetworkError)
    assert "“no-such-host.invalid”" in str(error)


def test_offline_nothing_is_asked(server: Any) -> None:
    options = SourceOptions(offline=True, resolver=server.url(""))
    for source in (server.answer("/a", b"{}"), "pith:M5BNRHPU", "1711.04623"):
        assert isinstance(failure(source, options), OfflineError)
    assert server.connections == 0


def test_failing_fetch_leaves_no_thread_and_no_file_behind(server: Any, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    failure(server.answer("/a", b"", 500))
    assert not [thread for thread in threading.enumerate() if thread.name == "pith-transfer"]
    assert set(tmp_path.iterdir()) == before
