"""``pith-inspector/report/1``: the members that scripts rely on, and always JSON."""

import json
from typing import Any

import pytest

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.export.report_json import report_line
from inspector.verify.report import unreadable
from tests.conftest import BUNDLE, SAMPLES, report_on, sample
from tests.vectors.builder import FOLDER

MEMBERS = [
    *("schema", "source", "document", "pith_number", "verdict", "integrity", "trust"),
    *("counts", "coverage", "checks", "error"),
]
NESTED = {
    "counts": ["pass", "fail", "warn", "unchecked"],
    "coverage": ["leaves", "covered", "uncovered"],
}
CHECK = ["id", "path", "status", "expected", "actual", "message"]
VECTORS = sorted(path.name for path in FOLDER.glob("*.json"))


def line_of(data: bytes, source: str = "a source") -> bytes:
    try:
        document: Document | None = read_document(data)
    except UnreadableError as error:
        return report_line(source, unreadable(error), None)
    assert document is not None
    return report_line(source, report_on(document), document.value)


def report_of(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line_of(data))
    return found


@pytest.mark.parametrize("name", VECTORS)
def test_every_report_keeps_the_contract(name: str) -> None:
    line = line_of((FOLDER / name).read_bytes())
    assert b"\n" not in line
    report = json.loads(line)
    assert list(report) == MEMBERS
    for member, names in NESTED.items():
        assert list(report[member]) == names
    for check in report["checks"]:
        assert [name for name in check if name != "hint"] == CHECK
        assert check["status"] in NESTED["counts"]
        assert check["message"].endswith(".")
    assert sum(report["counts"].values()) == len(report["checks"])
    coverage = report["coverage"]
    assert coverage["leaves"] == coverage["covered"] + len(coverage["uncovered"])


def hints(report: dict[str, Any]) -> dict[str, str]:
    return {check["id"]: check["hint"] for check in report["checks"] if "hint" in check}


def test_hint_says_where_to_look_at_the_hashes_that_failed_alone() -> None:
    found = report_of((FOLDER / "payload-changed.json").read_bytes())
    said = hints(found)
    assert set(said) == {"event.content_hash", "bundle.hash"}
    assert said["event.content_hash"] == (
        "The state still holds another value of authors_text, “Ada Example, Kurt Beispiel”; "
        "with it in place of “Eve Intruder” the stated hash is met."
    )
    assert all(list(check) == CHECK for check in found["checks"] if check["id"] not in said)


@pytest.mark.parametrize("name", SAMPLES)
def test_report_on_what_is_sound_has_no_hint(name: str) -> None:
    assert hints(report_of(sample(name))) == {}


def test_several_leads_of_one_check_are_one_text() -> None:
    value = json.loads(sample(BUNDLE))
    value["bundle_signature"]["bundle_sha256"] = "0" * 64
    value["source_aliases"][0]["alias_value"] = "a"
    value["canonical_record"]["schema_version"] = "b"
    said = hints(report_of(json.dumps(value).encode()))["bundle.hash"]
    assert said.count("the stated hash is not met either. ") == said.count("; with ") - 1 > 0


def test_report_on_a_document() -> None:
    report = report_of(sample(BUNDLE))
    assert (report["schema"], report["source"]) == ("pith-inspector/report/1", "a source")
    assert (report["document"], report["verdict"]) == ("bundle", "verified")
    assert (report["integrity"], report["trust"]) == ("intact", "trusted")
    assert report["pith_number"] == "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
    assert report["error"] is None


def test_report_on_what_cannot_be_read() -> None:
    report = report_of(b'{"a":1,"a":2}')
    assert report["verdict"] == "unreadable"
    assert report["document"] is report["pith_number"] is None
    assert report["integrity"] is report["trust"] is None
    assert report["coverage"] == {"leaves": 0, "covered": 0, "uncovered": []}
    assert list(report["error"]) == ["code", "message", "path"]
    assert (report["error"]["code"], report["error"]["path"]) == ("duplicate_name", "/a")


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("odd", [10**4000, deep(400), 1e-7, {"\uffff": 1}, "\x1b\u202e"])
def test_compared_values_of_any_kind_are_written(odd: Any) -> None:
    value = json.loads(sample(BUNDLE))
    value["source"] = odd
    value["events"][1]["event_id"] = odd
    report = report_of(json.dumps(value).encode())
    actual = [check["actual"] for check in report["checks"] if check["id"] == "record.source"]
    assert odd in actual


@pytest.mark.parametrize(
    ("source", "written"), [("größe.json", "größe.json"), ("caf\udce9.json", "caf\\xe9.json")]
)
def test_source_that_is_no_text_is_written_as_escapes(source: str, written: str) -> None:
    for name in SAMPLES:
        assert json.loads(line_of(sample(name), source))["source"] == written


def test_small_document_does_not_become_a_monstrous_report() -> None:
    value = {"state_type": "pith_open_graph_state", "n" * 200_000: [0] * 20_000}
    line = line_of(json.dumps(value).encode())
    coverage = json.loads(line)["coverage"]
    assert coverage["leaves"] == 20_001
    assert 100 < len(coverage["uncovered"]) < 1_000
    assert len(line) < 200_000_000


def test_monstrous_string_is_cut_where_it_is_compared() -> None:
    value = json.loads(sample(BUNDLE))
    value["pith_number"] = "p" * 200_000
    compared = [c["expected"] for c in report_of(json.dumps(value).encode())["checks"]]
    assert max(len(text) for text in compared if isinstance(text, str)) == 100_001
