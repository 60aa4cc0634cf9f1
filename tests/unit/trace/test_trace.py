"""A trace recomputes what a result says, and its last step agrees with the result."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest

from inspector.document.document import Document
from inspector.document.kinds import kind_of
from inspector.document.pointer import resolve
from inspector.document.reader import read_document
from inspector.errors import CancelledError, NotPithError, UnreadableError
from inspector.progress import Progress
from inspector.trace.places import TRACED
from inspector.trace.steps import Outcome, StepKind, Trace
from inspector.trace.trace import trace, trace_result
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.record import DERIVED_KINDS
from inspector.verify.report import Report
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Reason, Result
from inspector.verify.trust import TrustedKeys
from tests.conftest import BUNDLE, DATA, SAMPLES, leaves, pith_trust, report_on, sample
from tests.unit.trace.tracing import document_of, vector_row
from tests.vectors.builder import FOLDER
from tests.vectors.drafts import bundle
from tests.vectors.sealing import seal, seal_from_events, seal_upwards
from tests.vectors.test_vectors import MANIFEST, trust_of
from tests.vectors.vector import text

GOOD = {
    PASS: {Outcome.EQUAL, Outcome.VALID},
    FAIL: {Outcome.DIFFERS, Outcome.INVALID},
    WARN: {Outcome.EQUAL, Outcome.DIFFERS, Outcome.UNCHECKED},  # as the steps themselves have it
}


def allowed(result: Result) -> set[Outcome]:
    """The outcomes of a trace that agree with ``result``."""
    if result.status is UNCHECKED:
        is_reached = result.reason is not Reason.NOT_REACHED
        return {Outcome.UNCHECKED} if is_reached else {Outcome.NOT_REACHED}
    return GOOD[result.status]


def check_steps(found: Trace) -> None:
    """What must hold of the steps of every trace."""
    previous = None
    has_failed = False
    for step in found.steps:
        if step.kind is StepKind.SHA256 and step.computed and previous and previous.data:
            assert step.computed == hashlib.sha256(previous.data).hexdigest()
        if step.outcome is Outcome.EQUAL:
            assert step.expected == step.computed
        if step.outcome is Outcome.DIFFERS:
            assert (step.differs >= 0) == (None not in (step.expected, step.computed))
            assert step.computed is not None or step.note, "it says why nothing is computed"
        if step.outcome in (Outcome.UNCHECKED, Outcome.INVALID, Outcome.NOT_REACHED):
            assert step.note
            assert str(step.note).endswith(".")
        if has_failed and step.kind is StepKind.ED25519:
            assert step.outcome in (Outcome.NOT_REACHED, Outcome.UNCHECKED)
        has_failed = has_failed or step.outcome is Outcome.DIFFERS
        previous = step


def agree(document: Document, report: Report, trust: TrustedKeys) -> Iterator[str]:
    """The id and status of each result whose trace ends as the result does."""
    for result in report.results:
        found = trace_result(document, result, trust)
        if found is None:
            is_of_a_kind_alone = result.id == "alias.value" and result.expected in DERIVED_KINDS
            assert result.id not in TRACED or result.status is UNCHECKED or is_of_a_kind_alone
            continue
        assert (found.id, found.path) == (result.id, result.path)
        assert found.outcome in allowed(result), (result, found)
        check_steps(found)
        yield f"{result.id} {result.status}"


def test_every_check_of_a_hash_or_a_signature_is_traced() -> None:
    ends = (".hash", "_hash", ".signature", ".event_id", ".fingerprint")
    assert {id_ for id_ in CATALOGUE if id_.endswith(ends)} <= TRACED


def told_in_vectors() -> set[str]:
    told: set[str] = set()
    for row in MANIFEST:
        try:
            document = read_document((FOLDER / row["file"]).read_bytes())
        except UnreadableError:
            continue
        trust = trust_of(row)
        told |= {*agree(document, report_on(document, trust), trust)}
    return told


def test_every_trace_of_every_vector_ends_as_its_result_does() -> None:
    told = told_in_vectors()
    assert {line.split()[0] for line in told} == TRACED
    assert {line.split()[0] for line in told if line.endswith(" pass")} == TRACED
    never = {"snapshot.abstract"}
    assert {line.split()[0] for line in told if line.endswith(" fail")} == TRACED - never


@pytest.mark.parametrize("name", SAMPLES)
def test_every_trace_of_a_sample_ends_as_its_result_does(name: str) -> None:
    document = document_of(name)
    assert {*agree(document, report_on(document), pith_trust())}


def test_integrity_events_of_the_registry_are_traced() -> None:
    lines = (DATA / "integrity-events.jsonl").read_text().splitlines()
    value = {"schema": "https://x/schemas/pith-integrity/v1.json", "events": []}
    value["events"] = [json.loads(line) for line in lines]
    document = read_document(text(value))
    assert {*agree(document, report_on(document), pith_trust())} == {
        "event.content_hash unchecked",
        "event.signature unchecked",
    }


ODD: list[Any] = [None, True, -1, 1.5, "", "\x00", [], {}, [None], {"": {}}, "0" * 64]


@pytest.mark.parametrize("name", SAMPLES)
def test_documents_with_odd_values_are_traced_as_they_are_judged(name: str) -> None:
    original = sample(name)
    for number, (path, _) in enumerate(leaves(json.loads(original))):
        value = json.loads(original)
        *way, last = path.split("/")[1:]
        holder = value
        for token in way:
            holder = holder[int(token)] if isinstance(holder, list) else holder[token]
        holder[int(last) if isinstance(holder, list) else last] = ODD[number % len(ODD)]
        try:
            kind = kind_of(value)
        except NotPithError:
            continue
        document = Document(text(value), value, kind)
        assert {*agree(document, report_on(document), pith_trust())}


def large_bundle() -> bytes:
    """So large, and with a fraction, that it is serialised in pieces."""
    value = json.loads((FOLDER / "good.json").read_bytes())
    filler = [{"n": n + 0.5, "é": "x" * 50} for n in range(20_000)]
    value["events"][1]["payload"]["filler"] = filler
    return text(value)


def test_bytes_of_a_large_document_are_the_canonical_ones() -> None:
    document = read_document(large_bundle())
    for found in trace(document, report_on(document), pith_trust(), "/events/1"):
        check_steps(found)
        for step in found.steps:
            if step.kind is StepKind.CANONICAL:
                event = json.loads(large_bundle())["events"][1]
                for name in ("signature", "content_sha256", "event_id"):
                    del event[name]
                assert (
                    step.data
                    == json.dumps(
                        event, sort_keys=True, separators=(",", ":"), ensure_ascii=False
                    ).encode()
                )


def test_trace_can_be_cancelled() -> None:
    document = read_document(large_bundle())
    report = report_on(document)
    calls = 0

    def stop(_: Progress) -> None:
        nonlocal calls
        calls += 1
        if calls == 50:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        trace(document, report, pith_trust(), "/events/1", stop)


def test_number_of_traces_of_one_value_is_bounded() -> None:
    value = json.loads(sample(BUNDLE))
    value["events"] = value["events"][1:] * 100
    document = read_document(text(value))
    report = report_on(document)
    found = trace(document, report, pith_trust(), "/canonical_record/metadata/title_canon_sha256")
    assert 1 < len(found) <= 20


def test_tracing_changes_nothing_in_the_document() -> None:
    document = document_of(BUNDLE)
    report = report_on(document)
    for result in report.results:
        trace_result(document, result, pith_trust())
    assert document.value == json.loads(sample(BUNDLE))


def test_check_without_steps_has_no_trace() -> None:
    document = document_of(BUNDLE)
    report = report_on(document)
    untraced = [result for result in report.results if result.id not in TRACED]
    assert untraced
    assert all(trace_result(document, result, pith_trust()) is None for result in untraced)


def test_a_result_taken_for_granted_is_not_believed() -> None:
    document = document_of("payload-changed")
    trust = trust_of(vector_row("payload-changed"))
    report = report_on(document, trust)
    forged = report._replace(
        results=tuple(
            result._replace(status=PASS, detail=None, reason=None) for result in report.results
        ),
    )
    found = trace(document, forged, trust, "/events/1/content_sha256")
    assert found[0].outcome is Outcome.DIFFERS


@pytest.mark.parametrize(
    ("place", "signed"),
    [
        ("/events/0/payload/receipt", "/events/0/payload/canonical_record"),
        ("/events/1/signature", "/events/1"),
        ("/bundle_signature", ""),
    ],
)
def test_steps_of_a_signature_whose_text_is_missing_begin_with_what_it_would_sign(
    place: str, signed: str
) -> None:
    whole: Any = seal(bundle())
    signature: Any = resolve(whole, place)
    del signature["signature_b64"]
    if "receipt" in place:
        whole = seal_from_events(whole)
    elif place != "/bundle_signature":
        whole = seal_upwards(whole)
    document = read_document(text(whole))
    report = report_on(document, pith_trust())
    (result,) = (one for one in report.results if one.path == f"{place}/signature_b64")
    found = trace_result(document, result, pith_trust())
    assert found is not None
    assert found.steps[0].path == signed
    hashed = next(step for step in found.steps if step.kind is StepKind.SHA256)
    assert (hashed.outcome, found.steps[-1].outcome) == (Outcome.EQUAL, Outcome.UNCHECKED)
    assert found in trace(document, report, pith_trust(), place)
