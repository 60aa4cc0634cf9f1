"""Fetching through a proxy: the same limits, separate errors, and no password shown."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from inspector.errors import (
    CertificateError,
    InspectorError,
    OfflineError,
    ProxyError,
    TimedOutError,
    TooLargeError,
    TooManyRedirectsError,
)
from inspector.sources import Fetched, SourceOptions, fetch
from inspector.sources.address import parse_address
from inspector.sources.proxy import Proxy, proxy_for
from tests.unit.sources.conftest import Server, server_context
from tests.unit.sources.connect_proxy import ConnectProxy

OPTIONS = SourceOptions(connect_timeout=60, idle_timeout=60, deadline=120)
HOST = "papers.example"
"""A name that only the proxy knows."""
SECRET = "hunter2:@/%"
QUOTED = "hunter2%3A%40%2F%25"


@pytest.fixture
def server(system_trusts: trustme.CA) -> Iterator[Server]:
    server = Server(server_context(system_trusts, HOST, "other.example", "localhost"))
    yield server
    server.close()


@pytest.fixture
def proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConnectProxy]:
    found = ConnectProxy(server.port)
    monkeypatch.setenv("HTTPS_PROXY", f"http://{found.place}")
    yield found
    found.close()


def url(target: str, host: str = HOST) -> str:
    return f"https://{host}{target}"


def failure(source: str, options: SourceOptions = OPTIONS) -> InspectorError:
    with pytest.raises(InspectorError) as caught:
        fetch(source, options)
    message = str(caught.value)
    assert message.endswith(".")
    assert message.isprintable()
    assert "hunter2" not in f"{message}{caught.value!r}{caught.value.__cause__!r}"
    return caught.value


# --- what is fetched ------------------------------------------------------------------------


def test_a_document_comes_through_the_tunnel_and_says_so(
    server: Server, proxy: ConnectProxy, document: bytes
) -> None:
    server.answer("/a.json", document)
    found: Fetched = fetch(url("/a.json"), OPTIONS)
    assert (found.data, found.hosts) == (document, (HOST, HOST, proxy.place))
    assert proxy.targets == [f"{HOST}:443"]
    assert b"/a.json" not in proxy.heads[0]
    assert b"Authorization" not in proxy.heads[0]
    assert "proxy-authorization" not in server.requests[0].headers


def test_numbers_as_hosts_are_asked_for_as_an_address_writes_them(
    server: Server, proxy: ConnectProxy
) -> None:
    failure("https://[2001:db8::1]:8443/a")
    assert proxy.targets == ["[2001:db8::1]:8443"]
    assert b"Host: [2001:db8::1]:8443\r\n" in proxy.heads[0]


def test_every_redirect_goes_its_own_way(
    server: Server, proxy: ConnectProxy, document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.redirect("/a", url("/b", "other.example"))
    server.redirect("/b", server.url("/c"))
    server.answer("/c", document)
    monkeypatch.setenv("NO_PROXY", "localhost")
    assert fetch(url("/a"), OPTIONS).hosts == (HOST, "localhost", "")
    assert proxy.targets == [f"{HOST}:443", "other.example:443"]


def test_the_limits_hold_through_it(server: Server, proxy: ConnectProxy) -> None:
    server.answer("/large", bytes(2_000))
    server.redirect("/round", url("/round"))
    server.script("/silent", lambda line: line.be_silent())
    assert isinstance(failure(url("/large"), OPTIONS._replace(max_bytes=1_000)), TooLargeError)
    assert isinstance(failure(url("/round")), TooManyRedirectsError)
    quick = OPTIONS._replace(idle_timeout=1)
    assert isinstance(failure(url("/silent"), quick), TimedOutError)


def test_offline_asks_no_proxy_either(proxy: ConnectProxy) -> None:
    assert isinstance(failure(url("/a"), SourceOptions(offline=True)), OfflineError)
    assert proxy.heads == []


def test_a_certificate_is_held_to_the_host_and_not_to_the_proxy(
    server: Server, proxy: ConnectProxy
) -> None:
    error = failure(url("/a", "elsewhere.example"))
    assert isinstance(error, CertificateError)
    assert "“elsewhere.example” is made out to another name" in str(error)


def test_a_certificate_of_the_proxys_own_is_said_to_be_perhaps_that(
    proxy: ConnectProxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    error = failure(url("/a"))
    assert isinstance(error, CertificateError)
    assert f"by way of the proxy “{proxy.place}”" in str(error)


# --- logins ---------------------------------------------------------------------------------


@pytest.fixture
def guarded(server: Server) -> Iterator[ConnectProxy]:
    login = base64.b64encode(f"jürgen:{SECRET}".encode())
    found = ConnectProxy(server.port, login)
    yield found
    found.close()


def test_a_login_is_taken_out_of_the_address_and_sent(
    server: Server, guarded: ConnectProxy, document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/a.json", document)
    monkeypatch.setenv("https_proxy", f"http://j%C3%BCrgen:{QUOTED}@{guarded.place}/")
    found = fetch(url("/a.json"), OPTIONS)
    assert (found.data, found.hosts.proxy) == (document, guarded.place)


@pytest.mark.parametrize(
    ("login", "words"),
    [("", "wants a user name and a password"), ("eve:hunter2@", "does not take the user name")],
)
def test_a_login_that_is_wanted_or_wrong_is_said_in_words(
    guarded: ConnectProxy, monkeypatch: pytest.MonkeyPatch, login: str, words: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://{login}{guarded.place}")
    error = failure(url("/a"))
    assert isinstance(error, ProxyError)
    assert f"The proxy “{guarded.place}” {words}" in str(error)


@pytest.mark.parametrize("kind", ["NTLM", "Negotiate", "Digest"])
def test_other_logins_are_refused_by_name(proxy: ConnectProxy, kind: str) -> None:
    head = f"HTTP/1.1 407 \x1b[31mX\r\nProxy-Authenticate: {kind} abc=\r\n\r\n"
    proxy.answer = head.encode()
    error = failure(url("/a"))
    assert f"(HTTP status 407, {kind})" in str(error)


def test_a_password_is_in_no_text_of_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://eve:hunter2@proxy.example:3128")
    found = proxy_for(parse_address(url("/")))
    assert found is not None
    assert (found.place, found.login) == ("proxy.example:3128", ("eve", "hunter2"))
    assert "hunter2" not in f"{found}{found!r}"


# --- faults of the proxy --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"HTTP/1.1 403 No\r\n\r\n", "allows no connection to “papers.example”"),
        (b"HTTP/1.1 502 Evil words\r\n\r\n", "makes no connection to “papers.example” (HTTP"),
        (b"HTTP/1.1 302 Sign in\r\nLocation: http://x/\r\n\r\n", "(HTTP status 302)"),
        (b"HTTP/1.1 103 Early\r\n\r\n", "(HTTP status 103)"),
        (b"SSH-2.0-OpenSSH_9\r\n\r\n", "gives no answer that a proxy gives"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000 + b"\r\n", "gives no answer that a proxy"),
    ],
)
def test_what_a_proxy_answers_instead_is_its_own_fault(
    server: Server, proxy: ConnectProxy, answer: bytes, words: str
) -> None:
    proxy.answer = answer
    error = failure(url("/a"))
    assert isinstance(error, ProxyError)
    assert words in str(error)
    assert proxy.place in str(error)
    assert "Evil" not in str(error)
    assert server.connections == 0


def test_a_proxy_that_hangs_up_or_is_not_there_is_named(
    proxy: ConnectProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.answer = b"HTTP/1.1 2"
    assert proxy.place in str(failure(url("/a")))
    proxy.close()
    error = failure(url("/a"))
    assert str(error) == f"The proxy “{proxy.place}” refuses the connection."
    monkeypatch.setenv("HTTPS_PROXY", "no-such-proxy.invalid:3128")
    error = failure(url("/a"))
    assert "“no-such-proxy.invalid:3128” is not found: HTTPS_PROXY names it." in str(error)


def test_a_proxy_that_is_silent_is_left_in_time(silent_server: Server) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HTTPS_PROXY", f"127.0.0.1:{silent_server.port}")
        error = failure(url("/a"), OPTIONS._replace(connect_timeout=1))
    assert isinstance(error, TimedOutError | ProxyError)
    assert f"“127.0.0.1:{silent_server.port}” does not answer" in str(error)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("socks5h://eve:hunter2@proxy.example:1080", "names a SOCKS proxy"),
        ("http://wpad.example/proxy.pac", "a script that chooses a proxy (PAC)"),
        ("pac+https://wpad.example/x", "a script that chooses a proxy (PAC)"),
        ("http://wpad/wpad.dat?hunter2", "a script that chooses a proxy (PAC)"),
        ("https://eve:hunter2@proxy.example", "itself reached over https"),
        ("http://eve:hunter2/x@proxy.example:3128", "holds no address of a proxy"),
        ("http://eve:hunter2#@proxy.example:3128", "holds no address of a proxy"),
        ("http://eve:hunter2@:3128", "holds no address of a proxy"),
        ("http://eve:hunter2@proxy.example:x", "holds no address of a proxy"),
        ("http://eve:hunter2@[::1", "holds no address of a proxy"),
        ("http://eve:hunter2@pro\u202exy.example", "holds no address of a proxy"),
        ("ftp://hunter2", "holds no address of a proxy"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_and_nothing_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch, value: str, words: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", value)
    error = failure(server.url("/a"))
    assert isinstance(error, ProxyError)
    assert words in str(error)
    assert str(error).startswith("ALL_PROXY ")
    assert server.connections == 0


# --- which proxy ----------------------------------------------------------------------------


def way(host: str = HOST, port: int = 443, *, asks_system: bool = False) -> str:
    address = parse_address(f"https://{host}:{port}/")
    found = proxy_for(address, asks_system=asks_system)
    return found.place if found else ""


def test_small_letters_come_first_and_an_empty_one_means_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert way() == ""
    monkeypatch.setenv("ALL_PROXY", "all.example")
    assert way() == "all.example:80"
    monkeypatch.setenv("HTTPS_PROXY", "http://upper.example:443")
    assert way() == "upper.example:443"
    monkeypatch.setenv("https_proxy", "HTTP://Lower.example:1/")
    assert way() == "lower.example:1"
    monkeypatch.setenv("https_proxy", "")
    assert way() == ""


def test_a_proxy_for_http_is_none_for_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert way() == ""


@pytest.mark.parametrize(
    ("listed", "host", "port", "is_spared"),
    [
        ("*", HOST, 443, True),
        ("papers.example", HOST, 443, True),
        (".papers.example", HOST, 443, True),
        ("x, PAPERS.example.", HOST, 443, True),
        ("x papers.example", HOST, 443, True),
        ("example", HOST, 443, True),
        ("*.example", HOST, 443, True),
        ("papers.example", "a.papers.example.", 443, True),
        ("papers.example", "newspapers.example", 443, False),
        ("papers.example.evil", HOST, 443, False),
        ("papers.example:443", HOST, 443, True),
        ("papers.example:8443", HOST, 443, False),
        ("papers.example:x", HOST, 443, False),
        ("", HOST, 443, False),
        (",. ,*.", HOST, 443, False),
        ("10.0.0.0/8", "10.1.2.3", 443, True),
        ("10.1.2.3/8", "10.9.9.9", 443, True),
        ("10.0.0.0/8:8443", "10.1.2.3", 443, False),
        ("10.0.0.0/8", "11.0.0.1", 443, False),
        ("10.0.0.0/99", "10.0.0.1", 443, False),
        ("10.1.2.3", "10.1.2.3", 443, True),
        ("10.0.0.0/8", "[::ffff:10.1.2.3]", 443, True),
        ("10.0.0.0/8", "10.evil.example", 443, False),
        ("2001:db8::/32", "[2001:db8::5]", 443, True),
        ("[2001:db8::]/32", "[2001:db8::5]", 443, True),
        ("[2001:db8::5]:443", "[2001:db8:0::5]", 443, True),
        ("[2001:db8::5]:1", "[2001:db8::5]", 443, False),
        ("2001:db9::/32", "[2001:db8::5]", 443, False),
        ("::/0", "10.1.2.3", 443, False),
    ],
)
def test_no_proxy_names_hosts_domains_ports_and_ranges(
    monkeypatch: pytest.MonkeyPatch, listed: str, host: str, port: int, is_spared: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", listed)
    assert way(host, port) == ("" if is_spared else "proxy.example:3128")


def test_the_systems_settings_are_asked_where_the_environment_names_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {"https": "http://system.example:8080"}
    monkeypatch.setattr("urllib.request.getproxies", lambda: found)
    monkeypatch.setattr("urllib.request.proxy_bypass", lambda host: host == "inside.example")
    assert way(asks_system=False) == ""
    assert way(asks_system=True) == "system.example:8080"
    assert way("inside.example", asks_system=True) == ""
    found.clear()
    assert way(asks_system=True) == ""
    found["socks"] = "socks://system.example:1080"
    with pytest.raises(ProxyError, match=r"^The proxy setting of this system names a SOCKS"):
        way(asks_system=True)
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:3128")
    assert way(asks_system=True) == "proxy.example:3128"


def test_two_proxies_of_one_place_are_distinguished_by_their_login() -> None:
    assert Proxy("p", 1, "x", ("a", "b")) != Proxy("p", 1, "x")
