"""The addresses of a document's state: https only, each once, short, none with a password."""

import json
from typing import Any

import pytest
from hypothesis import given

from inspector.document.document import Document
from inspector.document.kinds import Kind
from inspector.document.reader import read_document
from inspector.sources.address import parse_address
from inspector.sources.named_addresses import LONGEST, MOST, state_urls
from tests.conftest import BUNDLE, RECORD, STATE, json_values, sample

URL = "https://pith.example/pith/X/state.json"


def bundle(**members: Any) -> Document:
    value = {"bundle_type": "pith_open_graph_bundle", **members}
    return Document(b"", value, Kind.BUNDLE)


def mirrors(*addresses: Any) -> Document:
    return bundle(mirror_hints=[{"state_url": address} for address in addresses])


def test_a_real_bundle_names_one_address_in_two_places() -> None:
    document = read_document(sample(BUNDLE))
    assert state_urls(document) == (document.value["links"]["state"],)  # type: ignore[index, call-overload]
    assert state_urls(document) == (document.value["mirror_hints"][0]["state_url"],)  # type: ignore[index, call-overload]


@pytest.mark.parametrize("name", [STATE, RECORD])
def test_other_documents_name_none(name: str) -> None:
    assert state_urls(read_document(sample(name))) == ()


def test_the_link_comes_before_the_mirrors_in_their_order() -> None:
    document = bundle(
        links={"state": URL},
        mirror_hints=[{"state_url": "https://b.example/s"}, {"state_url": "https://a.example/s"}],
    )
    assert state_urls(document) == (URL, "https://b.example/s", "https://a.example/s")


@pytest.mark.parametrize(
    "address",
    [
        "http://pith.example/state.json",
        "HTTP://pith.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//pith.example/state.json",
        "/etc/passwd",
        "",
        "https://",
        "https:///state.json",
        "https://user@pith.example/",
        "https://user:password@pith.example/",
        "https://pith.example\\@other.example/",
        "https://pith.example/\u202egpj.exe",
        "https://pith.example/a b",
        "https://pith.example/\n",
        "https://pith.example:99999/",
        "https://fa\u00df.example/",
        "https://[fe80::1%eth0]/",
        None,
        7,
        [URL],
        {"state": URL},
    ],
)
def test_what_is_never_fetched_is_not_named(address: Any) -> None:
    expected = ("https://pith.example/",) if address == "https://pith.example/\n" else ()
    assert state_urls(mirrors(address)) == expected
    assert state_urls(bundle(links={"state": address})) == expected


def test_two_spellings_of_one_address_are_one() -> None:
    assert state_urls(mirrors(URL, URL.replace("pith.e", "PITH.E"), f"{URL}#part")) == (URL,)


def test_a_host_in_other_letters_is_named_in_the_ones_that_are_asked() -> None:
    assert state_urls(mirrors("https://bücher.example/")) == ("https://xn--bcher-kva.example/",)


def test_an_address_too_long_to_be_shown_is_not_named() -> None:
    longest = "https://pith.example/".ljust(LONGEST, "x")
    assert state_urls(mirrors(longest, longest + "x", "https://pith.example/" + "é" * 500)) == (
        longest,
    )


def test_of_very_many_the_first_are_named() -> None:
    document = mirrors(*(f"https://m{number}.example/" for number in range(5_000)))
    assert state_urls(document) == tuple(f"https://m{number}.example/" for number in range(MOST))


@given(json_values(), json_values())
def test_any_value_in_their_place_gives_addresses_or_none(links: Any, hints: Any) -> None:
    document = bundle(links=links, mirror_hints=hints)
    before = json.dumps(document.value)
    for url in state_urls(document):
        assert parse_address(url).url == url
    assert json.dumps(document.value) == before
