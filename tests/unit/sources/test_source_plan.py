"""What a source is taken for, said before anything is read or asked."""

import socket
from pathlib import Path

import pytest

from inspector.errors import InspectorError, SourceNotUnderstoodError, UrlRefusedError
from inspector.sources import SourceOptions, describe

TAIL = "M5BNRHPUWGA7MHPFDKCQKNVN6T"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a plan must not use the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        (f"pith:2017:{TAIL}", f"pith:2017:{TAIL}"),
        (f"pith:{TAIL}", f"pith:{TAIL}"),
        ("pith:M5BNRHPUWGA7MHPF", "pith:M5BNRHPUWGA7MHPF"),
        ("pith:M5BNRHPUWGA7", "pith:M5BNRHPUWGA7"),
        ("pith:M5BNRHPU", "pith:M5BNRHPU"),
        (" PITH:m5bnrhpu\n", "pith:M5BNRHPU"),
    ],
)
def test_pith_number_leads_to_its_bundle(source: str, number: str) -> None:
    plan = describe(source)
    assert (plan.kind, plan.name, plan.host) == ("pith number", number, "pith.science")
    tail = number.rpartition(":")[2]
    assert plan.url == f"https://pith.science/pith/{tail}/bundle.json"


@pytest.mark.parametrize(
    "source",
    [
        "pith:",
        "pith:M5BNRHP",
        "pith:M5BNRHPUW",
        "pith:M5BNRHP1",
        "pith:2017:M5BNRHPU",
        f"pith:17:{TAIL}",
        f"pith:2017:{TAIL}A",
        "pith:٢٠١٧:" + TAIL,
        "pith:../../x",
        "pith://M5BNRHPU/..",
    ],
)
def test_what_only_looks_like_a_pith_number_is_refused(source: str) -> None:
    with pytest.raises(InspectorError) as caught:
        describe(source)
    assert isinstance(caught.value, SourceNotUnderstoodError | UrlRefusedError)


@pytest.mark.parametrize(
    ("source", "identifier"),
    [
        ("1711.04623", "1711.04623"),
        ("1711.04623v3", "1711.04623"),
        ("0704.0001", "0704.0001"),
        ("arXiv:1711.04623v12", "1711.04623"),
        ("ARXIV:1711.04623", "1711.04623"),
        ("math/0403018", "math/0403018"),
        ("math/0403018v2", "math/0403018"),
        ("arXiv:math/0403018", "math/0403018"),
        ("math.AG/0403018", "math/0403018"),
        ("hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_arxiv_id_is_asked_of_the_resolver_without_its_version(
    source: str, identifier: str
) -> None:
    plan = describe(source)
    assert (plan.kind, plan.name) == ("arxiv id", f"arXiv:{identifier}")
    assert plan.url == (
        f"https://pith.science/api/pith-number/resolve?arxiv={identifier}&json=true"
    )


@pytest.mark.parametrize(
    "source",
    ["1713.04623", "1711.046", "data/0403018", "1711.04623v0", "x1711.04623", "17110.4623"],
)
def test_what_only_looks_like_an_arxiv_id_is_a_path(source: str) -> None:
    assert describe(source).kind == "file"


def test_arxiv_prefix_without_an_id_is_refused() -> None:
    with pytest.raises(SourceNotUnderstoodError):
        describe("arXiv:hello")


@pytest.mark.parametrize("name", ["1711.04623", "math/0403018", "a!/b", "data:x", "file:x"])
def test_path_that_exists_wins(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"{}")
    assert describe(name).kind == "file"
    assert describe(name).path == name


def test_a_link_to_a_pith_number_never_opens_a_file(tmp_path: Path) -> None:
    for name in ("pith:M5BNRHPU", "pith:notes.json"):
        (tmp_path / name).write_bytes(b"{}")
        assert describe(f"./{name}").kind == "file"
    assert describe("pith:M5BNRHPU").kind == "pith number"
    with pytest.raises(SourceNotUnderstoodError, match="is no Pith Number"):
        describe("pith:notes.json")


def test_address_of_a_file_is_its_path(tmp_path: Path) -> None:
    plan = describe((tmp_path / "My paper.pith.json").as_uri())
    assert (plan.kind, plan.name, plan.host) == ("file", "My paper.pith.json", "")
    assert plan.path == str(tmp_path / "My paper.pith.json")


def test_resolver_can_be_a_mirror_below_a_path() -> None:
    options = SourceOptions(resolver="https://mirror.example:8443/pith-copy/?x")
    plan = describe("pith:M5BNRHPU", options)
    assert plan.url == "https://mirror.example:8443/pith-copy/pith/M5BNRHPU/bundle.json"
    assert plan.host == "mirror.example"


def test_resolver_must_be_https() -> None:
    with pytest.raises(UrlRefusedError):
        describe("pith:M5BNRHPU", SourceOptions(resolver="http://localhost"))


@pytest.mark.parametrize(
    ("source", "url", "host", "name"),
    [
        (
            "https://Pith.Science/a/b.json",
            "https://pith.science/a/b.json",
            "pith.science",
            "b.json",
        ),
        ("HTTPS://pith.science", "https://pith.science/", "pith.science", "pith.science"),
        ("https://h.example:443/x?q=1#f", "https://h.example/x?q=1", "h.example", "x"),
        ("https://h.example:8443?q", "https://h.example:8443/?q", "h.example", "h.example"),
        (" https://h.example/a%20b \n", "https://h.example/a%20b", "h.example", "a b"),
        ("https://h.example/ä?ö", "https://h.example/%C3%A4?%C3%B6", "h.example", "ä"),
        (
            "https://Bücher.example/",
            "https://xn--bcher-kva.example/",
            "xn--bcher-kva.example",
            None,
        ),
        ("https://xn--bcher-kva.example", None, "xn--bcher-kva.example", None),
        ("https://[2001:DB8::1]:8443/x", "https://[2001:db8::1]:8443/x", "2001:db8::1", "x"),
        ("https://pith。science/", "https://pith.science/", "pith.science", None),
        ("https://h.example/%E2%80%AEx", None, "h.example", "\\u202ex"),
    ],
)
def test_address_is_shown_as_it_will_be_asked(
    source: str, url: str | None, host: str, name: str | None
) -> None:
    plan = describe(source)
    assert (plan.kind, plan.host) == ("address", host)
    assert url is None or plan.url == url
    assert name is None or plan.name == name


@pytest.mark.parametrize(
    "source",
    [
        "http://pith.science/x",
        "file://",
        "file://server/share/x.json",
        "ftp://h.example/x",
        "gopher://h.example/x",
        "http:x",
        "file:x",
        "javascript:alert(1)",
        "data:,{}",
        "https:pith.science",
        "https://",
        "https:///x",
        "https://user@h.example/x",
        "https://user:secret@h.example/x",
        "https://@h.example/x",
        "https://h.example:0/",
        "https://h.example:99999/",
        "https://h.example:x/",
        "https://h ost.example/",
        "https://h.example/a b",
        "https://h.example\\@other.example/",
        "https://h.example/\x00",
        "https://h.example/a\nb",
        "https://h.exam\u202eple/",
        "https://h%2eexample/",
        "https://..example/",
        "https://[::1",
        "https://[::1%25eth0]/",
        "https://[v1.x]/",
        "https://straße.example/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "a." * 130 + "example/",
    ],
)
def test_address_that_is_not_clean_https_is_refused(source: str) -> None:
    with pytest.raises(UrlRefusedError) as caught:
        describe(source)
    assert "secret" not in caught.value.message
    assert caught.value.message.isprintable()


def test_refusal_says_that_only_https_is_fetched() -> None:
    with pytest.raises(UrlRefusedError, match="only https is fetched"):
        describe("http://pith.science/x")


@pytest.mark.parametrize("source", ["", "  ", "a\0b"])
def test_nothing_is_no_source(source: str) -> None:
    with pytest.raises(SourceNotUnderstoodError):
        describe(source)


def test_dash_is_standard_input() -> None:
    assert describe("-").kind == "standard input"


def test_member_is_told_from_its_archive(tmp_path: Path) -> None:
    plan = describe("missing.zip!/deep/a.json")
    assert (plan.kind, plan.path, plan.member) == ("archive member", "missing.zip", "deep/a.json")
    assert plan.name == "a.json"
    folder = tmp_path / "odd!"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"")
    plan = describe("odd!/a.zip!/b!/c")
    assert (plan.path, plan.member) == ("odd!/a.zip", "b!/c")


def test_plan_of_a_file_needs_no_file() -> None:
    plan = describe("no/such/file.json")
    assert (plan.kind, plan.name, plan.path, plan.is_remote) == (
        "file",
        "file.json",
        "no/such/file.json",
        False,
    )
