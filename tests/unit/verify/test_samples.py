"""The real samples: what is proven, what is not, and by which check."""

import json
from base64 import b64encode
from typing import Any

import pytest

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.jobs.trust_store import shipped_keys
from inspector.verify.integrity import SEVERITIES, counts
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Status
from inspector.verify.trust import TrustedKeys
from tests.conftest import (
    BUNDLE,
    DATA,
    RECORD,
    SAMPLES,
    STATE,
    failing,
    report_on,
    results,
    sample,
)
from tests.vectors import drafts
from tests.vectors.builder import FOLDER

PAPER = (DATA / "paper-1804.07612.txt").read_text()
INTEGRITY_EVENTS = [
    json.loads(line) for line in (DATA / "integrity-events.jsonl").read_bytes().splitlines()
]
INTEGRITY_REPORTS = [
    json.loads(line) for line in (DATA / "integrity-reports.jsonl").read_bytes().splitlines()
]


def with_findings() -> dict[str, Any]:
    """A real integrity report in which something was found."""
    return next(found for found in INTEGRITY_REPORTS if found["integrity"]["findings"])


@pytest.mark.parametrize(
    ("name", "verdict", "trust"),
    [
        (BUNDLE, Verdict.VERIFIED, Trust.TRUSTED),
        (STATE, Verdict.UNPROVEN, Trust.UNSIGNED),
        (RECORD, Verdict.UNPROVEN, Trust.UNSIGNED),
    ],
)
def test_sample_is_intact_and_proven_as_far_as_its_type_goes(
    name: str, verdict: Verdict, trust: Trust
) -> None:
    report = report_on(sample(name))
    assert report.document == name.partition("-")[0]
    assert report.integrity is Integrity.INTACT
    assert (report.verdict, report.trust) == (verdict, trust)


@pytest.mark.parametrize(
    ("name", "leaves", "covered"), [(BUNDLE, 306, 298), (STATE, 127, 22), (RECORD, 134, 11)]
)
def test_signatures_cover_so_many_leaves_of_a_sample(name: str, leaves: int, covered: int) -> None:
    coverage = report_on(sample(name)).coverage
    assert (coverage.leaves, coverage.covered) == (leaves, covered)


NOT_CHECKED = {
    BUNDLE: ["snapshot.abstract", "key.period"],
    STATE: ["snapshot.abstract"],
    RECORD: ["snapshot.abstract", "snapshot.abstract"],  # the record has its excerpt twice
}


@pytest.mark.parametrize("name", SAMPLES)
def test_abstract_and_the_end_of_the_key_alone_are_not_checked_in_a_sample(name: str) -> None:
    odd = report_on(sample(name)).findings
    assert [(result.id, result.status) for result in odd] == [
        (id_, Status.UNCHECKED) for id_ in NOT_CHECKED[name]
    ]


def test_bundle_says_beside_its_verdict_how_much_could_not_be_checked() -> None:
    assert str(report_on(sample(BUNDLE)).sentence).endswith(" 2 checks could not be made.")


@pytest.mark.parametrize("name", SAMPLES)
def test_without_trust_nothing_is_verified_and_nothing_is_broken(name: str) -> None:
    report = report_on(sample(name), TrustedKeys())
    assert (report.verdict, report.integrity) == (Verdict.UNPROVEN, Integrity.INTACT)
    assert failing(report) == set()


def test_paper_text_holds_the_abstract_of_the_state() -> None:
    (found,) = results(report_on(sample(STATE), paper_text=PAPER), "snapshot.abstract")
    assert found.status is Status.PASS
    assert found.expected == found.actual


@pytest.mark.parametrize("text", ["", "another text", PAPER.replace("mini-batch", "mini batch")])
def test_other_text_proves_nothing_of_the_abstract(text: str) -> None:
    (found,) = results(report_on(sample(STATE), paper_text=text), "snapshot.abstract")
    assert found.status is Status.UNCHECKED


def integrity_report(events: list[dict[str, Any]]) -> Document:
    schema = "https://pith.science/schemas/pith-integrity/v1.json"
    return read_document(json.dumps({"schema": schema, "events": events}).encode())


def test_real_integrity_events_are_signed_over_a_hash_of_nobody_knows_what() -> None:
    report = report_on(integrity_report(INTEGRITY_EVENTS))
    found = results(report, "event.signature")
    assert [result.status for result in found] == [Status.UNCHECKED] * 6
    assert {str(result.message) for result in found} == {
        "Not made: how payload_sha256 is made is not known, and the same key signs other hashes: "
        "a signature over it does not say what the event says."
    }
    assert {result.status for result in results(report, "event.signer")} == {Status.UNCHECKED}
    assert {(one.status, one.name) for one in report.signatures} == {(Status.UNCHECKED, "")}
    assert (report.verdict, report.integrity) == (Verdict.UNPROVEN, Integrity.INTACT)
    assert report.coverage.covered == 0


@pytest.mark.parametrize("found", INTEGRITY_REPORTS, ids=lambda found: found["arxiv_id"])
def test_real_integrity_report_is_consistent_and_unproven(found: dict[str, Any]) -> None:
    report = report_on(json.dumps(found).encode())
    (hashed,) = results(report, "integrity.snapshot_hash")
    (counted,) = results(report, "integrity.counts")
    assert hashed.status is Status.PASS
    assert hashed.expected == hashed.actual
    assert counted.status is not Status.FAIL
    assert (counted.status is Status.UNCHECKED) == (found["integrity"]["clean"] is True)
    assert (report.verdict, report.integrity) == (Verdict.UNPROVEN, Integrity.INTACT)
    assert report.trust is Trust.UNSIGNED


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (("findings", 0, "note"), "another note"),
        (("detectors_run", 0, "version"), "9.9.9"),
        (("snapshot_sha256",), "0" * 64),
    ],
)
def test_findings_that_are_not_those_of_their_hash_fail(path: Any, new: Any) -> None:
    altered = json.loads(json.dumps(with_findings()))
    holder = altered["integrity"]
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = new
    report = report_on(json.dumps(altered).encode())
    assert failing(report) == {"integrity.snapshot_hash"}
    assert report.verdict is Verdict.FAILED


@pytest.mark.parametrize("path", [("summary", "advisory"), ("detectors_run", 0, "findings_count")])
def test_numbers_that_are_not_those_of_the_findings_fail(path: Any) -> None:
    altered = json.loads(json.dumps(with_findings()))
    holder = altered["integrity"]
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] += 1
    assert "integrity.counts" in failing(report_on(json.dumps(altered).encode()))


@pytest.mark.parametrize(
    ("text", "status"), [("", Status.WARN), ((FOLDER / "paper.txt").read_text(), Status.FAIL)]
)
def test_excerpt_beside_a_record_is_compared_with_the_abstract(text: str, status: Status) -> None:
    value = drafts.pith_record()
    value["paper"]["abstract_excerpt"] = "We weigh gold."
    found = results(report_on(json.dumps(value).encode(), paper_text=text), "snapshot.abstract")
    stated = {one.path: one.status for one in found}
    assert stated["/paper/abstract_excerpt"] is status


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (("summary", "total"), 0),
        (("summary", "blocker"), 7),
        (("summary", "by_detector", "doi_compliance"), 0),
        (("summary", "by_detector", "doi_compliance", "blocker"), 7),
        (("findings", 0, "detector"), "nobody_ran_it"),
    ],
)
def test_numbers_that_no_rule_counts_leave_the_counts_unchecked(path: Any, new: Any) -> None:
    report = drafts.integrity_report()
    holder = report["integrity"]
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = new
    if path[0] == "findings":
        by_detector = report["integrity"]["summary"]["by_detector"]
        by_detector[new] = by_detector.pop("doi_compliance")
        report["integrity"]["detectors_run"][1]["findings_count"] = 0
    (counted,) = results(report_on(json.dumps(report).encode()), "integrity.counts")
    assert counted.status is Status.UNCHECKED
    assert counted.path == "/integrity/" + "/".join(map(str, path))


@pytest.mark.parametrize(
    ("clean", "severity", "status"),
    [
        (False, "advisory", Status.PASS),
        (False, None, Status.FAIL),
        (True, "critical", Status.FAIL),
        (True, "advisory", Status.UNCHECKED),
        (True, None, Status.UNCHECKED),
    ],
)
def test_report_calls_itself_clean_where_nothing_critical_was_found(
    clean: bool, severity: str | None, status: Status
) -> None:
    numbers: dict[str, Any] = {name: int(name == severity) for name in SEVERITIES}
    findings = [] if severity is None else [{"detector": "d", "severity": severity}]
    section: dict[str, Any] = {
        "findings": findings,
        "detectors_run": [{"name": "d", "findings_count": len(findings)}],
        "summary": numbers | {"by_detector": {"d": numbers | {"total": len(findings)}}},
        "clean": clean,
    }
    found = counts(section, "/integrity")
    assert (found.status, found.path.removeprefix("/integrity")) == (
        status,
        "" if status is Status.PASS else "/clean",
    )


@pytest.mark.parametrize("index", range(6))
def test_altered_integrity_event_fails(index: int) -> None:
    for member, value in (
        ("payload_sha256", "0" * 64),
        ("payload_sha256", None),
        ("signature_b64", b64encode(bytes(64)).decode()),
        ("signature_b64", "no base64"),
    ):
        events = [dict(event) for event in INTEGRITY_EVENTS]
        events[index][member] = value
        report = report_on(integrity_report(events))
        assert report.verdict is Verdict.FAILED
        (broken,) = [r for r in results(report, "event.signature") if r.status is Status.FAIL]
        assert broken.path == f"/events/{index}/signature_b64"


@pytest.mark.parametrize("member", ["detectors_run", "findings"])
def test_hash_of_findings_that_are_missing_is_unchecked_at_their_place(member: str) -> None:
    report = drafts.integrity_report()
    del report["integrity"][member]
    (found,) = results(report_on(json.dumps(report).encode()), "integrity.snapshot_hash")
    assert (found.status, found.path) == (Status.UNCHECKED, f"/integrity/{member}")


@pytest.mark.parametrize("member", ["payload_sha256", "signature_b64", "signing_key_id"])
def test_integrity_event_without_a_member_is_unchecked_at_its_place(member: str) -> None:
    event = {name: value for name, value in INTEGRITY_EVENTS[0].items() if name != member}
    (found,) = results(report_on(integrity_report([event])), "event.signature")
    assert (found.status, found.path) == (Status.UNCHECKED, f"/events/0/{member}")


def test_integrity_event_of_a_key_that_is_not_at_hand_is_not_checked() -> None:
    report = report_on(integrity_report(INTEGRITY_EVENTS), TrustedKeys())
    assert {r.status for r in results(report, "event.signature")} == {Status.UNCHECKED}
    assert report.verdict is Verdict.UNPROVEN


def test_signatures_of_the_bundle_are_listed_with_their_key() -> None:
    report = report_on(sample(BUNDLE))
    key = shipped_keys()[0].key
    assert len(report.signatures) == 4
    assert {(s.key_id, s.fingerprint) for s in report.signatures} == {(key.key_id, key.fingerprint)}


def test_no_number_of_a_section_is_less_than_0() -> None:
    value = drafts.pith_record()
    value["graph_snapshot"]["references"]["internal_anchors"] = -5
    (counted,) = results(report_on(json.dumps(value).encode()), "snapshot.counts")
    assert counted.status is Status.FAIL
    assert counted.path == "/graph_snapshot/references/internal_anchors"


def test_number_that_nobody_knows_may_be_less_than_0() -> None:
    value = drafts.pith_record()
    value["graph_snapshot"]["claims"]["drift"] = -3
    (counted,) = results(report_on(json.dumps(value).encode()), "snapshot.counts")
    assert counted.status is Status.PASS
