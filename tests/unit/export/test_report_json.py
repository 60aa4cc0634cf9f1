"""``pith-inspector/report/2``: the members that scripts rely on, always JSON of bounded size."""

import hashlib
import json
import os
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from inspector import program_version
from inspector.document.canonical import reference_json
from inspector.document.document import Document
from inspector.document.json_types import Json
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.export import report_json
from inspector.export.report_json import LONGEST_COMPARED, report_pieces
from inspector.messages import msg
from inspector.verify.report import unreadable
from inspector.verify.result import failed, passed
from inspector.verify.trust import TrustedKeys
from inspector.verify.verifier import verify
from tests.conftest import BUNDLE, SAMPLES, json_values, report_line, report_on, sample
from tests.vectors.builder import FOLDER

MEMBERS = [
    *("schema", "program_version", "time", "source"),
    *("input_bytes", "input_sha256", "encoding", "text_sha256"),
    *("document", "pith_number", "verdict", "integrity", "trust"),
    *("obligations", "signers", "answered_by", "inside"),
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
    return report_line(source, report_on(document), document)


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
    assert all(list(one) == ["id", "met"] for one in report["obligations"])
    assert (report["verdict"] == "verified") <= all(one["met"] for one in report["obligations"])
    coverage = report["coverage"]
    assert coverage["leaves"] == coverage["covered"] + len(coverage["uncovered"])


def hints(report: dict[str, Any]) -> dict[str, str]:
    return {check["id"]: check["hint"] for check in report["checks"] if "hint" in check}


def test_hint_says_where_to_look_at_the_hashes_that_failed_alone() -> None:
    found = report_of((FOLDER / "payload-changed.json").read_bytes())
    said = hints(found)
    assert set(said) == {"event.content_hash", "bundle.hash"}
    assert said["event.content_hash"] == (
        "The state holds another value of authors_text, “Ada Example, Kurt Beispiel”; "
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
    assert (report["schema"], report["source"]) == ("pith-inspector/report/2", "a source")
    assert (report["document"], report["verdict"]) == ("bundle", "verified")
    assert (report["integrity"], report["trust"]) == ("intact", "trusted")
    assert report["pith_number"] == "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
    assert report["error"] is None


@pytest.mark.parametrize(
    ("codec", "mark", "name"),
    [
        ("utf-8", "", "UTF-8"),
        ("utf-8", "\ufeff", "UTF-8 with a byte order mark"),
        ("utf-16-le", "\ufeff", "UTF-16LE with a byte order mark"),
        ("utf-16-be", "", "UTF-16BE"),
    ],
)
def test_report_holds_the_hashes_of_the_file_and_of_its_text(
    codec: str, mark: str, name: str
) -> None:
    text = sample(BUNDLE)
    data = (mark + text.decode()).encode(codec)
    report = report_of(data)
    assert report["verdict"] == "verified"
    assert (report["input_bytes"], report["encoding"]) == (len(data), name)
    assert report["input_sha256"] == hashlib.sha256(data).hexdigest()
    assert report["text_sha256"] == hashlib.sha256(text).hexdigest()
    found = [check for check in report["checks"] if check["id"] == "document.encoding"]
    assert [check["status"] for check in found] == ([] if data == text else ["warn"])
    for check in found:
        assert check["expected"]["sha256"] == report["text_sha256"]
        assert check["actual"]["sha256"] == report["input_sha256"]


def test_report_says_by_which_program_and_when() -> None:
    document = read_document(sample(BUNDLE))
    before = datetime.now(UTC).replace(microsecond=0)
    report = json.loads(report_line("a source", verify(document, TrustedKeys()), document))
    assert report["program_version"] == program_version()
    assert report["time"].endswith("Z")
    assert before <= datetime.fromisoformat(report["time"]) <= datetime.now(UTC)


def test_report_on_what_cannot_be_read() -> None:
    report = report_of(b'{"a":1,"a":2}')
    assert report["verdict"] == "unreadable"
    assert report["document"] is report["pith_number"] is None
    assert report["integrity"] is report["trust"] is None
    assert report["coverage"] == {"leaves": 0, "covered": 0, "uncovered": []}
    assert list(report["error"]) == ["code", "message", "path", "line", "column"]
    assert (report["error"]["code"], report["error"]["path"]) == ("duplicate_name", "/a")
    assert (report["error"]["line"], report["error"]["column"]) == (1, 8)


def cut_of(value: Any) -> dict[str, Any]:
    """What stands in the report for a long value: its beginning, its length and its hash."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {
        "cut": canonical[:LONGEST_COMPARED],
        "length": len(canonical),
        "sha256": hashlib.sha256(canonical.encode()).hexdigest(),
    }


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
    written = reference_json(odd)
    if len(written.decode()) <= LONGEST_COMPARED:
        assert odd in actual
    else:
        assert cut_of(odd) in actual


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("größe.json", "größe.json"),
        ("caf\udce9.json", "caf\\xe9.json"),
        ("caf\\xe9.json", "caf\\xe9.json"),
    ],
)
def test_source_that_is_no_text_is_written_as_escapes_and_comes_back_exact(
    source: str, written: str
) -> None:
    for name in SAMPLES:
        report = json.loads(line_of(sample(name), source))
        assert report["source"] == written
        exact = report.get("source_bytes")
        assert (exact is None) == (source == written)
        given = os.fsencode(source) if exact is None else bytes.fromhex(exact)
        assert given == os.fsencode(source)


def test_small_document_does_not_become_a_monstrous_report() -> None:
    value = {"state_type": "pith_open_graph_state", "n" * 200_000: [0] * 20_000}
    line = line_of(json.dumps(value).encode())
    coverage = json.loads(line)["coverage"]
    assert coverage["leaves"] == 20_001
    assert 1 <= len(coverage["uncovered"]) < 1_000
    assert len(line) <= bound(json.dumps(value).encode())


# --- bounded by its input ---------------------------------------------------------------------


def bound(data: bytes) -> int:
    """The limit in bytes of the report on ``data``."""
    return 20 * len(data) + 1_000_000


def huge_number() -> Any:
    """Each event is compared with one huge value."""
    value = json.loads(sample(BUNDLE))
    value["pith_number"] = "p" * 200_000
    value["events"] = value["events"][1:] * 500
    return value


def tiny_events() -> Any:
    """A dozen checks report on each tiny event."""
    value = json.loads(sample(BUNDLE))
    texts = ("event_type", "subject_pith_number", "content_sha256", "event_id")
    value["events"] = [dict.fromkeys(texts, "") | {"payload": {}, "signature": {}}] * 20_000
    return value


def shapeless_events() -> Any:
    value = json.loads(sample(BUNDLE))
    value["events"] = [{}] * 20_000
    return value


def tiny_aliases() -> Any:
    value = json.loads(sample(BUNDLE))
    value["source_aliases"] = [{}] * 50_000
    return value


def sound_events() -> Any:
    """Many passing results that each compare long hashes."""
    value = json.loads(sample(BUNDLE))
    value["events"] = value["events"] * 300
    return value


def long_name() -> Any:
    return {"state_type": "pith_open_graph_state", "n" * 100_000: [0] * 10_000}


def long_name_in_a_shape() -> Any:
    """A long name in the pointers of many results."""
    value = json.loads(sample(BUNDLE))
    value["links"] = {"n" * 100_000: 1, "m" * 100_000: "https://a.example"}
    value |= {"u" * 100_000 + str(number): 1 for number in range(10)}
    return value


def escapes() -> Any:
    """Each character of the text is escaped to six."""
    value = json.loads(sample(BUNDLE))
    value["source"] = {"\x01" * 60_000: "\x01" * 60_000}
    value["source_aliases"] = [{"alias_kind": "\x01" * 300, "alias_value": "\x01" * 300}] * 300
    return value


def long_type() -> Any:
    value = json.loads(sample(BUNDLE))
    value["events"][1]["event_type"] = {"deep": ["x" * 100] * 10_000}
    return value


HOSTILE = [
    *(
        huge_number,
        tiny_events,
        shapeless_events,
        tiny_aliases,
        sound_events,
        long_name,
        long_name_in_a_shape,
    ),
    *(escapes, long_type),
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda one: one.__name__)
def test_report_is_bounded_by_its_input(hostile: Callable[[], Any]) -> None:
    data = json.dumps(hostile(), separators=(",", ":"), ensure_ascii=False).encode()
    document = read_document(data)
    report = report_on(document)
    line = report_line("a source", report, document)
    assert len(line) <= bound(data)
    written = json.loads(line)
    assert sum(written["counts"].values()) == len(report.results), "the counts stay"
    left_out = written.get("checks_left_out", 0)
    assert len(written["checks"]) + left_out == len(report.results)


def test_a_long_report_is_written_without_being_held_as_a_whole() -> None:
    results = [
        failed("event.id", f"/events/{row}/" + "p" * 100, msg("wrong")) for row in range(20_000)
    ]
    value = json.loads(sample(BUNDLE)) | {"more": "m" * 1_000_000}
    document = read_document(json.dumps(value).encode())
    report = report_on(document)._replace(results=(*results,), hints=())
    length = len(report_line("a source", report, document))
    tracemalloc.start()
    try:
        pieces = report_pieces("a source", report, document)
        assert sum(map(len, pieces)) == length
        assert tracemalloc.get_traced_memory()[1] < length
    finally:
        tracemalloc.stop()


def test_checks_of_a_report_of_common_length_are_written_once() -> None:
    results = [failed("event.id", f"/events/{row}", msg("wrong"), "a", "b") for row in range(3_000)]
    document = read_document(sample(BUNDLE))
    report = report_on(document)._replace(results=(*results,), hints=())
    shown = 0

    def counted(self: object, value: Json) -> Json:
        nonlocal shown
        shown += 1
        return value

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_json._Compared, "shown", counted)
        line = report_line("a source", report, document)
        assert shown == 2 * len(results)
        patch.setattr(report_json, "_MOST_KEPT", 0)
        assert report_line("a source", report, document) == line
        assert shown == 6 * len(results)


@pytest.mark.parametrize("count", [1, 5_000])
def test_a_report_with_a_number_beyond_64_bits_is_written_in_canonical_json(count: int) -> None:
    results = [failed("event.id", f"/{row}", msg("wrong"), 1, "a") for row in range(count)]
    results[-1] = failed("event.id", "/last", msg("wrong"), 2**64, 1.0)
    document = read_document(sample(BUNDLE))
    report = report_on(document)._replace(results=(*results,), hints=())
    line = report_line("a source", report, document)
    assert line == reference_json(json.loads(line))
    assert [check["path"] for check in json.loads(line)["checks"]] == [one.path for one in results]


def test_tiny_events_leave_checks_out_and_say_how_many() -> None:
    data = json.dumps(tiny_events(), separators=(",", ":")).encode()
    document = read_document(data)
    report = report_on(document)
    written = json.loads(report_line("a source", report, document))
    assert written["checks_left_out"] == len(report.results) - len(written["checks"]) > 0
    assert list(written) == [*MEMBERS, "checks_left_out"]


def test_passes_are_left_out_before_all_else_and_the_order_stays() -> None:
    value = json.loads(sample(BUNDLE))
    broken = {**value["events"][1], "target": "elsewhere"}
    results = [passed("event.type", f"/events/{row}/" + "p" * 900) for row in range(5_000)]
    wrong = [failed("event.id", f"/events/{row}", msg("wrong")) for row in range(50)]
    value["events"] = [broken]
    document = read_document(json.dumps(value).encode())
    report = report_on(document)._replace(results=(*results, *wrong, *results), hints=())
    written = json.loads(report_line("a source", report, document))
    checks = written["checks"]
    assert [one["path"] for one in checks if one["status"] == "fail"] == [one.path for one in wrong]
    passes = [one["path"] for one in checks if one["status"] == "pass"]
    assert 0 < len(passes) < len(results)
    assert passes == [one.path for one in results][: len(passes)]
    assert [one["status"] for one in checks] == ["pass"] * len(passes) + ["fail"] * len(wrong)
    assert written["checks_left_out"] == 2 * len(results) - len(passes)


@pytest.mark.parametrize("value", ["p" * 200_000, ["x" * 100] * 100, {"a": "\u00e9\x01" * 5_000}])
def test_long_value_is_cut_with_its_length_and_its_hash(value: Any) -> None:
    document = json.loads(sample(BUNDLE))
    document["source"] = value
    found = [
        check["actual"]
        for check in report_of(json.dumps(document).encode())["checks"]
        if check["id"] == "record.source"
    ]
    assert cut_of(value) in found


@pytest.mark.parametrize("size", [LONGEST_COMPARED - 2, LONGEST_COMPARED - 1])
def test_value_is_cut_beyond_two_thousand_characters_of_json(size: int) -> None:
    document = json.loads(sample(BUNDLE))
    document["source"] = "p" * size
    compared = [
        check["actual"]
        for check in report_of(json.dumps(document).encode())["checks"]
        if check["id"] == "record.source"
    ]
    fits = size + 2 <= LONGEST_COMPARED  # with its quotation marks
    assert (("p" * size) in compared) is fits
    assert (cut_of("p" * size) in compared) is not fits


@given(json_values())
def test_compared_value_is_itself_or_cut(value: Any) -> None:
    result = failed("event.id", "/a", msg("wrong"), value, value)
    document = read_document(sample(BUNDLE))
    report = report_on(document)._replace(results=(result,), hints=())
    (check,) = json.loads(report_line("a source", report, document))["checks"]
    is_long = len(reference_json(value).decode()) > LONGEST_COMPARED
    assert check["expected"] == check["actual"] == (cut_of(value) if is_long else value)
