"""A received document is the record that was asked for by name."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from inspector.document.reader import read_json
from inspector.errors import AnotherRecordError, Hosts, NotPithError
from inspector.jobs.reading import refuse_another_record
from inspector.sources import Response, describe
from tests.conftest import BUNDLE, RECORD, STATE, sample

TAIL = "M5BNRHPUWGA7MHPFDKCQKNVN6T"
OTHER = "AAAAAAAAAAAAAAAAAAAAAAAAAA"
KEY = {"key_id": "k", "public_key_hex": "00" * 32}
MANIFEST = {"manifest_type": "pith_mirror_manifest", "pith_number": f"pith:2017:{TAIL}"}
INTEGRITY = {
    "schema": "https://pith.science/schemas/pith-integrity/v1.json",
    "pith_number": "2604.23340",
    "arxiv_id": "2604.23340",
}

NAMES_OF_THE_BUNDLE = [
    f"pith:2017:{TAIL}",
    f"PITH:2017:{TAIL.lower()}",
    f"pith:{TAIL}",
    *(f"pith:{TAIL[:length]}" for length in (8, 12, 16)),
    "1711.04623",
    "arXiv:1711.04623v3",
    "10.48550/arXiv.1711.04623",
    "doi:10.48550/ARXIV.1711.04623",
    "https://doi.org/10.48550/arXiv.1711.04623",
    f"https://pith.science/pith/{TAIL}",
    f"https://pith.science/pith/{TAIL[:8]}/",
    f"https://pith.science/pith/{TAIL}.json",
    f"https://mirror.example/copy/PITH/{TAIL.lower()}/bundle.json?x=1#y",
    f"https://pith.science/.well-known/pith/{TAIL}/bundle.json",
    f"https://pith.science/p/{TAIL[:12]}",
    f"https://pith.science//pith/./x/..//{TAIL[:12]}/",
    f"https://pith.science/pith/pith%3A2017%3A{TAIL}.json",
    "https://pith.science/pith/1711.04623.json",
    "https://pith.science/paper/1711.04623v3",
    "https://pith.science/api/pith-number/resolve?arxiv=1711.04623&json=true",
]
"""Of arXiv:1711.04623v3, a paper of 2017."""

OTHER_NAMES = [
    f"pith:2018:{TAIL}",
    f"pith:2017:{OTHER}",
    f"pith:{OTHER}",
    *(f"pith:{OTHER[:length]}" for length in (8, 12, 16)),
    f"pith:{TAIL[:7]}A",
    "1711.04624",
    "1711.04623v2",
    "arXiv:1711.04623v33",
    "math/0403018",
    "10.48550/arXiv.1711.04624",
    "https://doi.org/10.48550/arXiv.1711.04624",
    f"https://pith.science/pith/{OTHER}",
    f"https://pith.science/pith/{OTHER}.json",
    f"https://pith.science/pith/{OTHER[:8].lower()}/state.json",
    f"https://pith.science/pith/{TAIL}/pith/{OTHER}/bundle.json",
    f"https://pith.science/.well-known/pith/{OTHER}/bundle.json",
    f"https://pith.science/p/{OTHER[:16]}",
    f"https://pith.science//pith/./{TAIL}/..//{OTHER}/bundle.json",
    f"https://pith.science/%70ith/{OTHER}",
    f"https://pith.science/pith/pith:2018:{TAIL}/bundle.json",
    "https://pith.science/pith/1711.04624.json",
    "https://pith.science/pith/math/0403018/bundle.json",
    "https://pith.science/paper/1711.04623v2",
    "https://pith.science/api/pith-number/resolve?arxiv=1711.04624&json=true",
]


def compare(name: str, data: bytes | Any) -> None:
    response = Response(Hosts("pith.science", "mirror.example"), describe(name).asked)
    text = data if isinstance(data, bytes) else json.dumps(data).encode()
    refuse_another_record(response, read_json(text))


def refused(name: str, data: bytes | Any) -> AnotherRecordError:
    with pytest.raises(AnotherRecordError) as caught:
        compare(name, data)
    return caught.value


def altered(change: Callable[[Any], object], name: str = BUNDLE) -> Any:
    value = json.loads(sample(name))
    change(value)
    return value


@pytest.mark.parametrize("name", NAMES_OF_THE_BUNDLE)
def test_the_record_that_was_asked_for_is_taken(name: str) -> None:
    compare(name, sample(BUNDLE))


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_another_record_is_refused_and_both_are_named(name: str) -> None:
    error = refused(name, sample(BUNDLE))
    assert error.came == f"pith:2017:{TAIL} (arXiv:1711.04623v3)"
    asked = describe(name).asked
    assert asked is not None
    assert error.asked == asked.text
    for said in (error.asked, error.came, "mirror.example"):
        assert said in str(error)


@pytest.mark.parametrize(
    ("sample_name", "names", "others"),
    [
        (STATE, ["1804.07612", "pith:6CB5P4A4"], ["1711.04623", f"pith:{TAIL[:8]}"]),
        (RECORD, ["1802.03133", "pith:F37GPVIE"], ["1711.04623", f"pith:{TAIL[:8]}"]),
    ],
)
def test_states_and_records_are_compared_by_their_canonical_record(
    sample_name: str, names: list[str], others: list[str]
) -> None:
    for name in names:
        compare(name, sample(sample_name))
    for name in others:
        refused(name, sample(sample_name))


@pytest.mark.parametrize("name", [f"pith:2017:{OTHER}", f"pith:{OTHER[:8]}", "1711.04624"])
def test_what_a_document_says_of_itself_counts_for_nothing(name: str) -> None:
    def lie(value: Any) -> None:
        value["pith_number"] = f"pith:2017:{OTHER}"
        value["short_pith_number"] = f"pith:{OTHER[:8]}"
        value["source"]["id"] = "1711.04624"
        value["source_aliases"] = [
            {"alias_kind": "arxiv", "alias_value": "1711.04624"},
            {"alias_kind": "pith_short_8", "alias_value": OTHER[:8]},
        ]

    refused(name, altered(lie))


def test_an_arxiv_id_with_a_version_wants_that_version_stated() -> None:
    gone = altered(lambda value: value["canonical_record"]["source"].pop("version"))
    compare("1711.04623", gone)
    refused("1711.04623v3", gone)
    text = altered(lambda value: value["canonical_record"]["source"].update(version="3"))
    refused("1711.04623v3", text)


def test_a_paper_of_another_source_is_no_paper_of_arxiv() -> None:
    refused(
        "1711.04623", altered(lambda value: value["canonical_record"]["source"].update(kind="x"))
    )


def test_a_year_that_does_not_follow_from_the_record_is_not_compared() -> None:
    value = altered(lambda value: value["canonical_record"]["metadata"].pop("submitted_at"))
    came = refused(f"pith:2017:{TAIL}", value).came
    tail = came.partition(" ")[0].rpartition(":")[2]
    compare(f"pith:2017:{tail}", value)


@pytest.mark.parametrize(
    ("value", "came"),
    [
        (KEY, "signing key"),
        (MANIFEST, "mirror manifest"),
        ({"bundle_type": "pith_open_graph_bundle", "pith_number": f"pith:2017:{TAIL}"}, "bundle"),
        ({"state_type": "pith_open_graph_state", "current": [], "pith_number": TAIL}, "state"),
    ],
)
def test_a_document_without_a_record_is_another_one(value: Any, came: str) -> None:
    error = refused(f"pith:2017:{TAIL}", value)
    assert (error.asked, error.came) == (f"pith:2017:{TAIL}", came)
    assert came in str(error)


def test_an_integrity_report_is_compared_by_what_it_claims() -> None:
    compare("https://pith.science/pith/2604.23340/integrity.json", INTEGRITY)
    refused("2604.23341", INTEGRITY)
    refused(f"pith:{TAIL[:8]}", INTEGRITY)
    compare(f"pith:{TAIL[:8]}", INTEGRITY | {"pith_number": f"pith:2017:{TAIL}"})
    compare(f"pith:{TAIL[:8]}", INTEGRITY | {"arxiv_id": None, "pith_number": f"pith:2017:{TAIL}"})
    refused("2604.23340", INTEGRITY | {"arxiv_id": None, "pith_number": None})


def test_json_that_is_no_pith_document_is_said_to_be_none() -> None:
    with pytest.raises(NotPithError):
        compare("1711.04623", {"error": "not found"})


def test_what_nobody_named_is_compared_with_nothing() -> None:
    compare("https://pith.science/a.json", KEY)
    compare("https://pith.science/pith/examples-of-records/a.json", KEY)
    refuse_another_record(None, read_json(sample(BUNDLE)))


def test_text_of_the_document_is_harmless_in_the_sentence() -> None:
    value = altered(lambda value: value["canonical_record"]["source"].update(id="a\u202e\x1b" * 99))
    error = refused("1711.04623", value)
    assert str(error).isprintable()
    assert len(str(error)) < 600
