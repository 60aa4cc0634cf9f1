"""A Pith Number or an arXiv id leads to one document by way of a resolver."""

import json
from typing import Any

import pytest

from inspector.errors import HttpStatusError, NetworkError, TimedOutError
from inspector.sources import SourceOptions, fetch

TAIL = "M5BNRHPUWGA7MHPFDKCQKNVN6T"
NUMBER = f"pith:2017:{TAIL}"
BUNDLE = f"/mirror/pith/{TAIL}/bundle.json"
RESOLVE = "/mirror/api/pith-number/resolve"


def answer(server: Any, value: object) -> str:
    data = json.dumps(value).encode()
    server.answer(RESOLVE, data)
    return data.decode()


@pytest.mark.parametrize(
    "source", [NUMBER, NUMBER.lower(), f"pith:{TAIL}", "pith:M5BNRHPU", "pith:M5BNRHPUWGA7MHPF"]
)
def test_pith_number_is_fetched(
    server: Any, resolver: SourceOptions, document: bytes, source: str
) -> None:
    tail = source.rpartition(":")[2].upper()
    url = server.answer(f"/mirror/pith/{tail}/bundle.json", document)
    found = fetch(source, resolver)
    assert (found.data, found.source, found.location) == (document, source, url)
    assert found.name == "pith:" + source.upper()[5:]


def test_unknown_pith_number_is_a_status_error(server: Any, resolver: SourceOptions) -> None:
    with pytest.raises(HttpStatusError) as caught:
        fetch(NUMBER, resolver)
    assert caught.value.status == 404


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("1711.04623v3", "1711.04623"),
        ("arXiv:1711.04623", "1711.04623"),
        ("math/0403018", "math/0403018"),
    ],
)
def test_arxiv_id_leads_to_the_bundle_of_its_number(
    server: Any, resolver: SourceOptions, document: bytes, source: str, asked: str
) -> None:
    answer(server, {"pith_number": NUMBER, "ok": True})
    url = server.answer(BUNDLE, document)
    found = fetch(source, resolver)
    assert (found.data, found.source) == (document, source)
    assert (found.name, found.location) == (NUMBER, url)
    assert server.requests[0].target == f"{RESOLVE}?arxiv={asked}&json=true"
    # What came is held against the id and against the number that the resolver named.
    wanted = found.response.asked if found.response else None
    assert wanted is not None
    assert wanted.arxiv == asked
    assert f"pith:{wanted.year}:{wanted.tail}" == NUMBER


def test_answer_that_is_a_bundle_is_the_document(server: Any, resolver: SourceOptions) -> None:
    text = answer(server, {"bundle_type": "pith_open_graph_bundle", "pith_number": NUMBER})
    found = fetch("1711.04623", resolver)
    assert (found.data.decode(), found.name) == (text, NUMBER)
    assert len(server.requests) == 1


def test_answer_that_is_a_record_leads_to_its_bundle(
    server: Any, resolver: SourceOptions, document: bytes
) -> None:
    answer(server, {"record_type": "pith_number_record", "pith_number": NUMBER})
    server.answer(BUNDLE, document)
    assert fetch("1711.04623", resolver).data == document


def test_answer_that_is_a_record_serves_where_there_is_no_bundle(
    server: Any, resolver: SourceOptions
) -> None:
    text = answer(server, {"record_type": "pith_number_record", "pith_number": NUMBER})
    found = fetch("1711.04623", resolver)
    assert (found.data.decode(), found.name) == (text, NUMBER)
    assert found.location.endswith("arxiv=1711.04623&json=true")


def test_missing_bundle_of_another_answer_is_an_error(server: Any, resolver: SourceOptions) -> None:
    answer(server, {"pith_number": NUMBER})
    with pytest.raises(HttpStatusError):
        fetch("1711.04623", resolver)


def test_fault_of_the_server_is_not_taken_for_a_missing_bundle(
    server: Any, resolver: SourceOptions
) -> None:
    answer(server, {"record_type": "pith_number_record", "pith_number": NUMBER})
    server.answer(BUNDLE, b"", 503)
    with pytest.raises(HttpStatusError) as caught:
        fetch("1711.04623", resolver)
    assert caught.value.status == 503


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        None,
        "pith:M5BNRHPU",
        {"pith_number": None},
        {"pith_number": "pith:../../x"},
        {"pith_number": NUMBER + "/x"},
        {"pith_number": [NUMBER]},
        {"record_type": "pith_number_record"},
        {"bundle_type": 1},
    ],
)
def test_answer_without_a_number_is_a_clear_error(
    server: Any, resolver: SourceOptions, value: object
) -> None:
    answer(server, value)
    with pytest.raises(NetworkError, match=r"names no Pith Number for “arXiv:1711\.04623”"):
        fetch("1711.04623", resolver)
    assert len(server.requests) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[" * 100_000, b'{"a":1}x'])
def test_answer_that_is_no_json_is_a_clear_error(
    server: Any, resolver: SourceOptions, body: bytes
) -> None:
    server.answer(RESOLVE, body)
    with pytest.raises(NetworkError, match="names no Pith Number"):
        fetch("1711.04623", resolver)


def test_both_questions_share_one_deadline(server: Any) -> None:
    def slow(line: Any) -> None:
        body = json.dumps({"pith_number": NUMBER}).encode()
        if not line.closing.wait(0.5):
            line.head(Content_Length=len(body))
            line.send(body)

    server.script(RESOLVE, slow)
    server.script(BUNDLE, slow)
    with pytest.raises(TimedOutError):
        fetch("1711.04623", SourceOptions(resolver=server.url("/mirror"), deadline=0.8))
