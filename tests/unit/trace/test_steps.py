"""The steps of each kind of hash and signature."""

import hashlib
import json

import pytest

from inspector.document.reader import read_document
from inspector.paper.reader import read_paper
from inspector.trace.steps import Outcome, Spelling, StepKind, parts_at
from inspector.trace.trace import trace, trace_result
from inspector.verify.result import FAIL, UNCHECKED, WARN
from inspector.verify.trust import Standing, TrustedKeys
from tests.conftest import BUNDLE, DATA, STATE, pith_trust, report_on, sample
from tests.unit.trace.tracing import SNAPSHOT, document_of, step_of, the, traces
from tests.vectors.keys import OWN
from tests.vectors.vector import text


def test_steps_of_an_event() -> None:
    found = the(BUNDLE, "/events/0/signature", "event.signature")
    take, leave_out, canonical, sha256, ed25519 = found.steps
    assert (take.kind, take.path, take.members) == (StepKind.TAKE, "/events/0", 12)
    assert leave_out.left_out == ("signature", "content_sha256", "event_id")
    assert set(leave_out.names) | set(leave_out.left_out) == set(
        json.loads(sample(BUNDLE))["events"][0]
    )
    event = json.loads(sample(BUNDLE))["events"][0]
    kept = {name: event[name] for name in leave_out.names}
    assert (
        canonical.data
        == json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )
    assert (sha256.path, sha256.outcome) == ("/events/0/content_sha256", Outcome.EQUAL)
    assert sha256.expected == sha256.computed == event["content_sha256"]
    assert (ed25519.outcome, ed25519.path) == (Outcome.VALID, "/events/0/signature")
    assert ed25519.signature == event["signature"]["signature_b64"]
    assert ed25519.key is not None
    assert (ed25519.key.key_id, len(ed25519.key.raw)) == ("pith-v1-2026-05", 32)
    assert ed25519.key.fingerprint == "8d4b5ee74e4693bcd1df2446408b0d54"
    assert ed25519.key.standing is Standing.TRUSTED
    assert ed25519.key.signed_at == event["signature"]["signed_at"]


def test_steps_of_a_signature_begin_with_those_of_its_hash() -> None:
    for pointer in ("", "/events/0", "/events/0/payload/canonical_record"):
        by_id = {one.id: one for one in traces(BUNDLE, pointer)}
        signature = next(one for id_, one in by_id.items() if id_.endswith(".signature"))
        names = ("bundle.hash", "event.content_hash", "receipt.hash")
        hashed = next(by_id[name] for name in names if name in by_id)
        assert signature.steps[:-1] == hashed.steps


def test_bytes_are_written_once_for_all_traces_of_a_value() -> None:
    first, second = traces(BUNDLE, "")
    one, other = (step_of(found, StepKind.CANONICAL) for found in (first, second))
    assert one.data is other.data


def test_steps_of_the_findings_of_an_integrity_report() -> None:
    section = json.loads(document_of("integrity-report").data)["integrity"]
    found = the("integrity-report", "/integrity/snapshot_sha256", "integrity.snapshot_hash")
    take, pick, canonical, sha256 = found.steps
    assert (take.kind, take.path, take.members) == (StepKind.TAKE, "/integrity", len(section))
    assert dict(zip(pick.names, pick.written, strict=True)) == {
        "detectors_run": "detectors",
        "findings": "findings",
    }
    assert set(pick.left_out) == set(section) - {"detectors_run", "findings"}
    hashed = {"detectors": section["detectors_run"], "findings": section["findings"]}
    text = json.dumps({"payload": hashed}, sort_keys=True, separators=(",", ":"))
    assert canonical.data == text.encode()
    assert sha256.expected == sha256.computed == hashlib.sha256(text.encode()).hexdigest()
    assert sha256.outcome is Outcome.EQUAL


def test_hash_that_differs_marks_the_first_digit_and_stops_before_the_key() -> None:
    found = the("payload-changed", "/events/1/signature", "event.signature")
    sha256, ed25519 = found.steps[-2:]
    assert sha256.outcome is Outcome.DIFFERS
    assert sha256.expected is not None
    assert sha256.computed is not None
    assert sha256.expected[: sha256.differs] == sha256.computed[: sha256.differs]
    assert sha256.expected[sha256.differs] != sha256.computed[sha256.differs]
    assert (ed25519.outcome, found.outcome) == (Outcome.NOT_REACHED, Outcome.NOT_REACHED)
    assert ed25519.key is not None


def test_signature_that_is_not_valid_says_why() -> None:
    found = the("event.signature", "/events/0/signature", "event.signature")
    if found.outcome is not Outcome.INVALID:
        found = the("event.signature", "/events/1/signature", "event.signature")
    step = step_of(found, StepKind.ED25519)
    assert step.outcome is Outcome.INVALID
    assert str(step.note) == ("The signature is not valid for this hash and the key it names.")


def test_standing_of_the_key_is_that_of_the_users_list() -> None:
    for trust, standing in ((TrustedKeys(), Standing.UNKNOWN), (None, Standing.TRUSTED)):
        signature = traces("good", "/bundle_signature", trust)[0]
        key = step_of(signature, StepKind.ED25519).key
        assert key is not None
        assert (key.standing, key.raw) == (standing, OWN.raw)


def test_entry_of_a_state_gets_its_members_back() -> None:
    found = the(STATE, "/current/graph_snapshots/0", "state.event_id")
    put_in = step_of(found, StepKind.PUT_IN)
    assert put_in.names == (
        *("event_type", "prev_event", "schema_version", "subject_pith_number", "supersedes"),
    )
    assert json.loads(put_in.data or b"")["event_type"] == "graph_snapshot"
    assert put_in.reads == "/pith_number"
    spelled = found.steps[-1]
    assert (spelled.spelling, spelled.outcome) == (Spelling.PREFIXED, Outcome.EQUAL)
    assert step_of(found, StepKind.LEAVE_OUT).left_out == ("event_id",)


def test_entry_with_members_that_no_event_keeps_is_traced_as_it_is_hashed() -> None:
    value = json.loads(sample(STATE))
    held = value["current"]["graph_snapshots"][0]
    held |= {"signature": {}, "event_type": "record_created", "supersedes": ["x"]}
    document = read_document(text(value))
    report = report_on(document)
    (found,) = trace(document, report, pith_trust(), "/current/graph_snapshots/0")
    # The event has its id; nothing shows that what is said beside it belongs to it.
    assert found.outcome is Outcome.UNCHECKED
    assert found.steps[-1].computed == found.steps[-1].expected
    assert set(step_of(found, StepKind.LEAVE_OUT).left_out) == {"signature", "event_id"}
    assert {"event_type", "supersedes"} <= set(step_of(found, StepKind.PUT_IN).names)


def test_pith_number_is_spelled_from_the_records_hash() -> None:
    found = the(BUNDLE, "/pith_number", "record.pith_number")
    assert [step.kind for step in found.steps] == [
        *(StepKind.TAKE, StepKind.CANONICAL, StepKind.SHA256, StepKind.SPELL),
    ]
    spelled = found.steps[-1]
    assert (spelled.spelling, spelled.length) == (Spelling.PITH_NUMBER, 26)
    assert spelled.computed == spelled.expected == "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
    assert spelled.reads == "/canonical_record/metadata/submitted_at"


@pytest.mark.parametrize(
    ("row", "spelling", "length", "kinds"),
    [
        (0, Spelling.ARXIV, 0, 2),
        (3, Spelling.TAIL, 12, 4),
    ],
)
def test_alias_is_spelled_from_the_source_or_the_hash(
    row: int, spelling: Spelling, length: int, kinds: int
) -> None:
    found = the(BUNDLE, f"/source_aliases/{row}", "alias.value")
    last = found.steps[-1]
    assert (last.spelling, last.length, len(found.steps)) == (spelling, length, kinds)
    assert last.path == f"/source_aliases/{row}/alias_value"


def test_alias_that_cannot_be_derived_has_no_trace() -> None:
    assert traces("unknown-alias-kind", "/source_aliases/0") != ()
    rows = len(document_of("unknown-alias-kind").value["source_aliases"])  # type: ignore[arg-type]
    assert traces("unknown-alias-kind", f"/source_aliases/{rows - 1}") == ()


def test_fingerprints_are_cut_from_the_hash_of_the_raw_key() -> None:
    found = the(BUNDLE, "/public_keys/0", "key.fingerprint")
    take, sha256, hexadecimal, base32 = found.steps
    assert take.path == "/public_keys/0/public_key_b64"
    assert sha256.computed == hashlib.sha256(take.data or b"").hexdigest()
    assert (hexadecimal.spelling, hexadecimal.length) == (Spelling.HEX, 32)
    assert (base32.spelling, base32.length) == (Spelling.TAIL, 26)


def test_wrong_fingerprint_comes_last() -> None:
    document = document_of("key.fingerprint")
    (failed,) = (
        result
        for result in report_on(document).results
        if result.id == "key.fingerprint" and result.status is FAIL
    )
    found = trace_result(document, failed, pith_trust())
    assert found is not None
    assert [step.outcome for step in found.steps[-2:]] == [Outcome.EQUAL, Outcome.DIFFERS]
    assert found.steps[-1].path == failed.path


@pytest.mark.parametrize(
    ("absent", "outcomes"),
    [
        (("fingerprint_sha256_hex",), [Outcome.EQUAL, Outcome.UNCHECKED]),
        (("fingerprint_sha256_b32_first128bits",), [Outcome.EQUAL, Outcome.UNCHECKED]),
        (
            ("fingerprint_sha256_hex", "fingerprint_sha256_b32_first128bits"),
            [Outcome.UNCHECKED, Outcome.UNCHECKED],
        ),
    ],
)
def test_fingerprint_that_is_missing_is_shown_beside_none(
    absent: tuple[str, ...], outcomes: list[Outcome]
) -> None:
    value = json.loads(sample(BUNDLE))
    for name in absent:
        del value["public_keys"][0][name]
    document = read_document(text(value))
    (result,) = (r for r in report_on(document).results if r.id == "key.fingerprint")
    found = trace_result(document, result, pith_trust())
    assert found is not None
    assert [step.outcome for step in found.steps[-2:]] == outcomes
    assert found.steps[-1].path == f"/public_keys/0/{absent[-1]}"
    assert (found.steps[-1].expected, found.outcome) == (None, Outcome.UNCHECKED)
    assert found.steps[-1].computed


@pytest.mark.parametrize("submitted", [None, "yesterday", "99"])
def test_tail_of_a_pith_number_is_compared_alone_where_the_record_gives_no_year(
    submitted: str | None,
) -> None:
    value = json.loads(sample(BUNDLE))
    value["canonical_record"]["metadata"]["submitted_at"] = submitted
    document = read_document(text(value))
    (found,) = (
        one
        for one in trace(document, report_on(document), pith_trust(), "/pith_number")
        if one.id == "record.pith_number"
    )
    spelled = found.steps[-1]
    assert (spelled.spelling, spelled.length) == (Spelling.TAIL, 26)
    assert (spelled.expected, spelled.differs) == ("M5BNRHPUWGA7MHPFDKCQKNVN6T", 0)
    assert spelled.reads == ""


def test_title_is_normalised_before_it_is_hashed() -> None:
    found = the(BUNDLE, SNAPSHOT + "/paper/title", "snapshot.title")
    normalised = step_of(found, StepKind.NORMALISE)
    assert normalised.data == b"three factors influencing minima in sgd"
    stated = "/canonical_record/metadata/title_canon_sha256"
    assert step_of(found, StepKind.SHA256).path == stated


def test_abstract_is_unchecked_until_a_text_is_given() -> None:
    document = document_of(STATE)
    path = "/current/graph_snapshots/0/payload/graph_snapshot/paper/abstract_excerpt"
    (found,) = trace(document, report_on(document), pith_trust(), path)
    assert found.outcome is Outcome.UNCHECKED
    assert (found.shell, found.shell_note) == ("", found.steps[-1].note)


def test_abstract_is_traced_in_the_given_text() -> None:
    document = document_of(STATE)
    path = "/current/graph_snapshots/0/payload/graph_snapshot/paper/abstract_excerpt"
    whole = (DATA / "paper-1804.07612.txt").read_text()
    abstract = next(line for line in whole.splitlines() if line.startswith("Modern deep"))
    for paper in (whole, abstract):
        report = report_on(document, paper_text=paper)
        (found,) = trace(document, report, pith_trust(), path, paper=read_paper(paper))
        assert found.outcome is Outcome.EQUAL
        assert found.shell == ""
        assert "in the paper" in str(found.shell_note)
    assert step_of(found, StepKind.NORMALISE).data == abstract.lower().encode()


def test_short_abstract_is_its_excerpt() -> None:
    found = the("good", SNAPSHOT + "/paper/abstract_excerpt", "snapshot.abstract")
    assert found.outcome is Outcome.EQUAL
    assert step_of(found, StepKind.NORMALISE).data


def test_section_is_written_as_one_member() -> None:
    found = the("full-section", SNAPSHOT + "/claims", "snapshot.section_hash")
    written = step_of(found, StepKind.CANONICAL)
    assert written.names == ("payload",)
    assert (written.data or b"").startswith(b'{"payload":[{')


def test_section_whose_rule_is_not_known_says_so() -> None:
    document = document_of("section-hash-unknown")
    report = report_on(document)
    (result,) = (
        r for r in report.results if r.id == "snapshot.section_hash" and r.status is UNCHECKED
    )
    found = trace_result(document, result, pith_trust())
    assert found is not None
    assert found.outcome is Outcome.UNCHECKED
    assert found.steps[-1].note == result.message


def test_section_that_is_not_empty_and_has_the_hash_of_an_empty_one_says_so() -> None:
    value = json.loads(sample(BUNDLE))
    value["events"][1]["payload"]["graph_snapshot"]["claims"]["count"] = 3
    document = read_document(text(value))
    (result,) = (
        r
        for r in report_on(document).results
        if r.id == "snapshot.section_hash" and r.status is FAIL
    )
    found = trace_result(document, result, pith_trust())
    assert found is not None
    assert (found.outcome, found.steps[-1].computed) == (Outcome.DIFFERS, None)
    assert found.steps[-1].note == result.message


def test_excerpt_that_is_too_long_is_compared_with_nothing() -> None:
    value = json.loads(sample(STATE))
    paper = value["current"]["graph_snapshots"][0]["payload"]["graph_snapshot"]["paper"]
    paper["abstract_excerpt"] = "a" * 601
    document = read_document(text(value))
    (result,) = (r for r in report_on(document).results if r.id == "snapshot.abstract")
    found = trace_result(document, result, pith_trust())
    assert found is not None
    assert (result.status, found.outcome) == (WARN, Outcome.UNCHECKED)
    assert found.steps[-1].note == result.message


def test_bundle_that_is_not_signed_still_shows_its_hash() -> None:
    found = the("bundle-unsigned", "", "bundle.hash")
    assert found.outcome is Outcome.UNCHECKED
    assert found.steps[-1].computed is not None
    assert found.steps[-1].expected is None


def test_signature_of_an_integrity_event_is_over_a_hash_of_nobody_knows_what() -> None:
    hashed, signature = traces("integrity-report", "/events/0")
    assert hashed.outcome is Outcome.UNCHECKED
    assert (hashed.shell, hashed.steps[-1].computed) == ("", None)
    assert [one.kind for one in hashed.steps] == [StepKind.TAKE, StepKind.SHA256]
    assert signature.steps[:-1] == hashed.steps
    assert signature.outcome is Outcome.UNCHECKED
    assert "does not say what the event says" in str(signature.steps[-1].note)


@pytest.mark.parametrize(
    ("expected", "computed", "place"),
    [("abc", "abd", 2), ("abc", "abc", -1), ("ab", "abc", 2), ("", "a", 0), (None, "a", -1)],
)
def test_place_where_two_texts_part_is_found(
    expected: str | None, computed: str, place: int
) -> None:
    assert parts_at(expected, computed) == place
