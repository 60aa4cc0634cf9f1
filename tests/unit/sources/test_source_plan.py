"""What a source is taken for, before anything is read or fetched."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import InspectorError, SourceNotUnderstoodError, UrlRefusedError
from inspector.sources import (
    SourceOptions,
    absolute,
    as_stored,
    describe,
    lasts,
    may_be_remote,
    read_back,
)
from inspector.sources.plan import inside

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
    assert plan.identifier == number
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
    assert "secret" not in str(caught.value)
    assert str(caught.value).isprintable()


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


# --- the same in another process ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("a.json", "{}/a.json"),
        ("./b//c.json", "{}/b/c.json"),
        ("../x/a.json", "{}/../x/a.json"),
        ("a.zip!/b.json", "{}/a.zip!/b.json"),
        ("/etc/a.json", "/etc/a.json"),
        ("caf\udce9.json", "{}/caf\udce9.json"),
        ("pith-inspector", "{}/pith-inspector"),
    ],
)
def test_a_path_means_the_same_in_another_folder(source: str, path: str, tmp_path: Path) -> None:
    assert absolute(source) == path.format(tmp_path)
    assert absolute(absolute(source)) == absolute(source)


@pytest.mark.parametrize(
    "source",
    [
        *("-", "pith:M5BNRHPU", "1711.04623", "https://h.example/x"),
        *("arXiv:none", "https:h.example/x", "mailto:a"),
    ],
)
def test_what_is_no_path_stays_as_it_is(source: str) -> None:
    assert absolute(source) == source
    assert lasts(source) is (source != "-")


def test_a_path_that_has_the_form_of_an_id_stays_a_path(tmp_path: Path) -> None:
    (tmp_path / "1711.04623").write_bytes(b"{}")
    assert absolute("1711.04623") == str(tmp_path / "1711.04623")


def test_a_path_in_a_folder_that_is_gone_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert absolute("a.json") == "a.json"


@given(st.lists(st.binary(min_size=1, max_size=12), min_size=1, max_size=4))
def test_every_path_comes_back_from_where_it_is_stored(parts: list[bytes]) -> None:
    raw = b"/" + b"/".join(part.translate(None, b"\0/") for part in parts)
    path = os.fsdecode(raw)
    kept = as_stored(path)
    assert kept.encode().decode() == kept
    assert os.fsencode(read_back(kept)) == raw


@pytest.mark.skipif(not os.path.exists("/proc/self"), reason="no /proc")
def test_what_belongs_to_this_process_does_not_last(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("/dev/fd")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").symlink_to("a.json")
    os.mkfifo(tmp_path / "pipe")
    for source in ("a.json", "file", "missing", "loop", ".", "a.json!/b", "/dev/shm/a.json"):
        assert lasts(source), source
    for source in ("/dev/stdin", "/dev/fd/63", "one/3", "pipe", "pipe!/a", "/proc/self/cwd/a.json"):
        assert not lasts(source), source
    assert not lasts(f"/proc/{os.getpid()}/fd/3")
    assert not lasts("/proc/thread-self/fd/3")
    assert not lasts("//dev/./stdin")


@pytest.mark.parametrize(
    "source",
    [
        "10.48550/arXiv.1711.04623",
        "doi:10.48550/ARXIV.1711.04623",
        "https://doi.org/10.48550/arXiv.1711.04623",
    ],
)
def test_a_doi_of_arxiv_is_asked_of_the_resolver(source: str) -> None:
    plan = describe(source)
    assert (plan.kind, plan.identifier, plan.host) == ("arxiv id", "1711.04623", "pith.science")


@pytest.mark.parametrize(
    "source",
    [
        *("10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182", "doi.org/10.1000/182"),
        *("10.48550/arXiv.1711.04623?x=1", "10.48550/arXiv.hello", "doi.org/10.48550/arXiv.1/../2"),
    ],
)
def test_another_doi_is_refused_by_name(source: str) -> None:
    with pytest.raises(SourceNotUnderstoodError, match="no DOI of an arXiv paper"):
        describe(source)
    assert absolute(source) == source


PAPER = "arXiv:1711.04623"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("https://arxiv.org/abs/1711.04623", PAPER),
        ("http://arxiv.org/abs/1711.04623v3", f"{PAPER}v3"),
        ("arxiv.org/pdf/1711.04623", PAPER),
        ("www.arxiv.org/pdf/1711.04623v3.pdf", f"{PAPER}v3"),
        ("https://export.arxiv.org/abs/1711.04623?context=cs#top", PAPER),
        ("HTTPS://ArXiv.org/html/1711.04623v3/", f"{PAPER}v3"),
        ("arxiv.org/abs/math.AG/0403018v1", "arXiv:math/0403018v1"),
        ("https://doi.org/10.48550/arXiv.1711.04623?nosfx=y", PAPER),
        ("http://dx.doi.org/10.48550%2FARXIV.1711.04623v3", f"{PAPER}v3"),
        ("doi.org/10.48550/arXiv.math/0403018", "arXiv:math/0403018"),
        ("DOI: 10.48550/arXiv.1711.04623.", PAPER),
        ("arXiv:1711.04623 [cs.LG]", PAPER),
        ("arXiv:1711.04623  [cs.LG]  13 Nov 2017", PAPER),
        ("https://arxiv.org/e-print/1711.04623", PAPER),
        ("\u200barXiv:1711.04623\ufeff", PAPER),
        ("`1711.04623`", PAPER),
        ("arXiv: 1711.04623v3  [hep-th]", f"{PAPER}v3"),
        ("<https://arxiv.org/abs/1711.04623>,", PAPER),
        ("“https://arxiv.org/abs/1711.04623”.", PAPER),
        ("„1711.04623“", PAPER),
        ("(arXiv:1711.04623);", PAPER),
        ("https://pith.science/paper/1711.04623v3", f"{PAPER}v3"),
        ("pith.science/p/math/0403018", "arXiv:math/0403018"),
        (f"https://pith.science/pith/{TAIL}", f"pith:{TAIL}"),
        (f"http://www.pith.science/paper/{TAIL.lower()}/?utm=x#y", f"pith:{TAIL}"),
        ("pith.science/p/M5BNRHPU.", "pith:M5BNRHPU"),
        (f"pith.science/pith/pith:2017:{TAIL}", f"pith:2017:{TAIL}"),
        (f"{TAIL}.", f"pith:{TAIL}"),
        (f"2017:{TAIL.lower()}", f"pith:2017:{TAIL}"),
        ("m5bnrhpuwga7mhpf", "pith:M5BNRHPUWGA7MHPF"),
        ("'M5BNRHPUWGA7'", "pith:M5BNRHPUWGA7"),
        ("M5BNRHPU", "pith:M5BNRHPU"),
        ("<pith:M5BNRHPU>", "pith:M5BNRHPU"),
    ],
)
def test_what_people_copy_is_taken_for_what_it_names(source: str, text: str) -> None:
    plan = describe(source)
    assert plan.asked is not None
    assert (plan.asked.text, plan.host) == (text, "pith.science")
    assert may_be_remote(source)
    assert describe(absolute(source)) == plan


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("<https://h.example/a.json>.", "https://h.example/a.json"),
        ("'https://h.example/a.json'", "https://h.example/a.json"),
        (f"pith.science/pith/{TAIL}/state.json", f"https://pith.science/pith/{TAIL}/state.json"),
        ("https://arxiv.org/list/cs.LG/new", "https://arxiv.org/list/cs.LG/new"),
        ("https://pith.science:8443/pith/M5BNRHPU", "https://pith.science:8443/pith/M5BNRHPU"),
        (
            "https://pith.science.evil.example/pith/M5BNRHPU",
            "https://pith.science.evil.example/pith/M5BNRHPU",
        ),
        ("https://arxiv.org.evil.example/abs/1711.04623", None),
        ("https://evil.example/arxiv.org/abs/1711.04623", None),
        ("https://evilarxiv.org/abs/1711.04623", None),
        ("https://arxiv。org.evil.example/abs/1711.04623", None),
    ],
)
def test_an_address_of_a_document_or_of_another_host_stays_what_it_is(
    source: str, url: str | None
) -> None:
    plan = describe(source)
    assert plan.kind == "address"
    assert url is None or plan.url == url
    assert (plan.host, plan.host.endswith("arxiv.org")) != ("arxiv.org", False)
    assert url is not None or "evil" in plan.host


@pytest.mark.parametrize(
    "source",
    [
        *("pith.science.evil.example/pith/M5BNRHPU", "pith.science@evil.example/pith/M5BNRHPU"),
        *("pith.science\\@evil.example/pith/M5BNRHPU", "\u202epith.science/pith/M5BNRHPU"),
        *("рith.science/pith/M5BNRHPU", "arxiv.org.evil.example/abs/1711.04623", "evil.example/a"),
        *("document", "download", "backup27", "m5bnrhpuwga7", "M5BNRHP", f"{TAIL}A", "notes.json."),
    ],
)
def test_what_only_looks_like_one_is_a_path(source: str) -> None:
    assert describe(source).kind == "file"
    assert not may_be_remote(source)


def test_a_host_before_an_at_sign_is_not_the_host() -> None:
    with pytest.raises(UrlRefusedError, match="user name"):
        describe("https://pith.science@evil.example/pith/M5BNRHPU")


@pytest.mark.parametrize(
    "name",
    [
        *("M5BNRHPU", "arxiv.org/abs/1711.04623", "pith.science/p/M5BNRHPU", "10.1000/182"),
        *('"a.json"', "1711.04623.", "arXiv:1711.04623 [cs.LG]"),
    ],
)
def test_a_path_that_exists_wins_over_what_it_could_be_taken_for(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"{}")
    assert (describe(name).kind, describe(name).path) == ("file", name)
    assert absolute(name) == str(path)


def test_a_path_in_quotation_marks_is_the_path(tmp_path: Path) -> None:
    path = tmp_path / "My paper.json"
    path.write_bytes(b"{}")
    assert describe(f'"{path}"').path == str(path)
    assert absolute(f'"{path}"') == str(path)
    assert absolute(f"<{path.as_uri()}>") == str(path)


_BEGINNINGS = ("", " ", "pith:", "PITH:2017:", "https://", "http:", "file:///", "arXiv:", "./", "-")
_ENDS = (
    TAIL,
    "M5BNRHPU",
    "1804.07612",
    "1804.07612v2",
    "hep-th/9901001",
    "a.zip!/b",
    "h.org/a",
    "",
)


@given(st.sampled_from(_BEGINNINGS), st.sampled_from(_ENDS), st.text(max_size=3))
def test_what_may_not_be_remote_by_its_text_never_is(beginning: str, end: str, more: str) -> None:
    source = beginning + end + more
    try:
        plan = describe(source)
    except InspectorError:
        return
    assert may_be_remote(source) or not plan.is_remote


def test_a_path_is_told_without_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.lstat", None)
    monkeypatch.setattr("os.stat", None)
    for source in ("/share/a.json", "file:///share/a.json", "a.zip!/b.json", "-", ""):
        assert not may_be_remote(source)
    assert may_be_remote(f"pith:{TAIL}")
    assert may_be_remote("https://example.org/a.json")


def test_number_behind_a_file_is_that_of_an_item(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(b"")
    plan = describe(f"{path}#12")
    assert (plan.kind, plan.path, plan.item, plan.member) == ("file", str(path), 12, "")
    for odd in ("#0", "#", "#x", "#1x", "#-1", "#1.5", "#1234567890"):
        assert describe(str(path) + odd).path == str(path) + odd


def test_existing_file_wins_over_the_number_of_an_item(tmp_path: Path) -> None:
    for name in ("a", "a#1"):
        (tmp_path / name).write_bytes(b"")
    assert describe(str(tmp_path / "a#1")).item == 0
    assert describe(str(tmp_path / "a#1#2")).path == str(tmp_path / "a#1")
    assert describe("missing#1").path == "missing#1"


def test_number_behind_a_member_is_for_the_archive_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"")
    plan = describe(f"{path}!/b.ndjson#3")
    assert (plan.path, plan.member, plan.item) == (str(path), "b.ndjson#3", 0)


def test_part_of_what_an_address_gives_stands_in_its_fragment() -> None:
    plan = describe("https://host.example/a.ndjson#3")
    assert (plan.url, plan.item) == ("https://host.example/a.ndjson", 3)
    plan = describe("https://host.example/a.zip#!/papers/b c.ndjson#3")
    assert (plan.url, plan.member) == ("https://host.example/a.zip", "papers/b c.ndjson#3")
    assert describe("https://host.example/a#top").member == ""


def test_part_of_a_source_is_asked_for_as_it_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"")
    for source in (str(path), "https://host.example/a.zip"):
        member = describe(inside(inside(source, "b.zip", is_item=False), "c", is_item=False))
        assert member.member == "b.zip!/c"
        assert describe(inside(source, "4", is_item=True)).item == 4
        line = inside(inside(source, "b", is_item=False), "4", is_item=True)
        assert describe(line).member == "b#4"


def test_source_with_the_number_of_an_item_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ndjson").write_bytes(b"")
    (tmp_path / "b!").mkdir()
    (tmp_path / "b!" / "c").write_bytes(b"")
    for source in ("a.ndjson#2", "b!/c#2"):
        assert absolute(source) == str(tmp_path / source)
