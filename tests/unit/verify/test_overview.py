"""The overview says nothing beyond the results, compared with a naive reading of them."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.compare.comparison import compare
from inspector.compare.in_common import Sameness
from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.format import Cover
from inspector.verify.overview import MOST_LINES, Overview, overview
from inspector.verify.overview_facts import Opens, OverviewLine, Remedy, RemedyKind
from inspector.verify.report import Report, Verdict
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN
from inspector.verify.trust import Standing, TrustedKeys
from tests.conftest import BUNDLE, RECORD, SAMPLES, STATE, json_values, report_on, sample
from tests.unit.compare.documents import own_trust, verified
from tests.unit.verify.test_trust import trusting
from tests.vectors.builder import FOLDER
from tests.vectors.drafts import bundle
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, Object, TestKey
from tests.vectors.sealing import seal, seal_bundle, seal_event, seal_state, seal_upwards
from tests.vectors.test_vectors import MANIFEST, report_of
from tests.vectors.vector import made, state_alone, text

EVENT_IDS = {"content_hash", "id", "signature", "signer", "subject", "unique"}
READABLE = [row for row in MANIFEST if row["verdict"] != "unreadable"]
each_vector = pytest.mark.parametrize("row", READABLE, ids=lambda row: row["file"])


def each_of(verdict: Verdict) -> pytest.MarkDecorator:
    rows = [row for row in READABLE if row["verdict"] == verdict]
    return pytest.mark.parametrize("row", rows, ids=lambda row: row["file"])


def of_vector(row: dict[str, Any]) -> tuple[Report, Document, Overview]:
    report, document = report_of(row), read_document((FOLDER / row["file"]).read_bytes())
    return report, document, overview(report, document)


def of_data(data: bytes, trust: TrustedKeys | None = None) -> tuple[Report, Document, Overview]:
    document = read_document(data)
    report = report_on(document, trust)
    return report, document, overview(report, document)


def said(lines: tuple[OverviewLine, ...]) -> list[str]:
    return [str(line.sentence) for line in lines]


def naive_good_events(report: Report, value: Any) -> list[int]:
    """The events of which every check passes, by a key that is trusted, each looked up alone."""
    good = []
    for index in range(len(value["events"])):
        own = [r for r in report.results if (r.path + "/").startswith(f"/events/{index}/")]
        own = [r for r in own if r.id.partition(".")[0] == "event"]
        own = [r for r in own if r.id.partition(".")[2] in EVENT_IDS]
        signed = [s for s in report.signatures if s.path == f"/events/{index}/signature"]
        is_whole = {r.id.partition(".")[2] for r in own} == EVENT_IDS
        is_trusted = [s.standing for s in signed] == [Standing.TRUSTED]
        if is_whole and is_trusted and all(r.status is PASS for r in own):
            good.append(index)
    return good


def hold_to_the_results(report: Report, document: Document, found: Overview) -> None:
    """The laws: every proven line is proven, and every failure has a line."""
    met = {one.id: one.met for one in report.obligations}
    for line in found.proven:
        assert line.status is PASS
        assert line.checks
        if set(line.checks) == {f"event.{name}" for name in EVENT_IDS}:
            good = naive_good_events(report, document.value)
            assert line.results == len(good) * len(EVENT_IDS)
            is_all = len(good) == len(document.value["events"])  # type: ignore[arg-type]
            assert line.pointer == ("/events" if is_all else f"/events/{good[0]}")
            continue
        for id_ in line.checks:
            assert met.get(id_, True), id_
            own = [r for r in report.results if r.id == id_]
            assert own
            # An obligation may be met beside results that the verdict does not rest on.
            assert all(r.status is PASS for r in own) or met[id_]
            assert not any(r.status is FAIL for r in own)
    says_signed = [line for line in found.proven if "signed" in str(line.sentence)]
    trusted = {s.cover for s in report.signatures if s.standing is Standing.TRUSTED}
    assert trusted or not says_signed
    for status in (FAIL, WARN):
        told = [line for line in found.odd if line.status is status]
        results = [r for r in report.results if r.status is status]
        assert {line.checks[0] for line in told} == {r.id for r in results}
        assert sum(line.results for line in told) == len(results)
        assert {line.pointer for line in told} <= {r.path for r in results}
        if len({(r.id, r.path) for r in results}) <= MOST_LINES:
            assert {line.pointer for line in told} == {r.path for r in results}
    unmade = [r for r in report.results if r.status is UNCHECKED]
    assert sum(line.results for line in found.open) <= len(unmade)
    left_out = {r.id for r in unmade} - {line.checks[0] for line in found.open}
    assert left_out <= {id_ for line in found.odd for id_ in line.follows}
    assert all(line.status is None for line in found.stated)
    assert len(found.lines) <= 4 * max(MOST_LINES, len(CATALOGUE))


@each_vector
def test_the_overview_of_a_vector_is_what_its_results_say(row: dict[str, Any]) -> None:
    report, document, found = of_vector(row)
    hold_to_the_results(report, document, found)


@each_of(Verdict.VERIFIED)
def test_all_obligations_of_a_verified_document_are_among_what_is_proven(
    row: dict[str, Any],
) -> None:
    report, _, found = of_vector(row)
    proven = {id_ for line in found.proven for id_ in line.checks}
    made = {r.id for r in report.results if r.status is PASS}
    # Of the abstract only that nothing warns is asked, of a period only where a date is known.
    asked = {one.id for one in report.obligations} & made - {"snapshot.abstract"}
    assert asked <= proven
    assert not any(line.status is FAIL for line in found.odd)
    assert found.nothing_proven is None


@each_of(Verdict.FAILED)
def test_what_is_odd_of_a_failed_document_begins_with_a_failure(row: dict[str, Any]) -> None:
    _, _, found = of_vector(row)
    assert found.odd[0].status is FAIL


@each_vector
def test_what_is_not_signed_by_a_trusted_key_is_not_called_proven(row: dict[str, Any]) -> None:
    report, _, found = of_vector(row)
    whole = [line for line in found.proven if "whole file" in str(line.sentence)]
    is_signed = [
        s for s in report.signatures
        if s.cover is Cover.BUNDLE and s.standing is Standing.TRUSTED and s.status is PASS
    ]  # fmt: skip
    assert bool(whole) <= bool(is_signed)
    if document_stands_alone(row):
        of_the_state = {"state.hash", "state.merge", "state.event_id", "state.bounds"}
        assert not of_the_state & {id_ for line in found.proven for id_ in line.checks}


def document_stands_alone(row: dict[str, Any]) -> bool:
    return "state_type" in json.loads((FOLDER / row["file"]).read_bytes())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_holds_of_the_samples_under_no_trust_at_all(name: str) -> None:
    hold_to_the_results(*of_data(sample(name)))
    report, document, found = of_data(sample(name), TrustedKeys())
    hold_to_the_results(report, document, found)
    has_its_key = name == BUNDLE
    assert str(found.nothing_proven) == (
        "No key that you trust signed anything here"
        if has_its_key
        else "No signature here was shown to hold"
    )
    keys = {one.fingerprint for one in report.signers}
    offered = {line.remedy for line in found.stated if line.remedy}
    assert offered <= {Remedy(RemedyKind.KEYS, one) for one in keys}
    assert bool(offered) is has_its_key


def changed(value: Any, path: list[Any], other: Any) -> Any:
    value = copy.deepcopy(value)
    place = value
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = other
    return value


@st.composite
def _altered(draw: st.DrawFn) -> bytes:
    """A sample with one value changed, at any place."""
    value = json.loads(sample(draw(st.sampled_from((BUNDLE, STATE, RECORD)))))
    place: Any = value
    path: list[Any] = []
    while isinstance(place, (dict, list)) and place:
        steps = sorted(place) if isinstance(place, dict) else [*range(len(place))]
        path.append(draw(st.sampled_from(steps)))
        place = place[path[-1]]
        if draw(st.integers(0, 4)) == 0:
            break
    return json.dumps(changed(value, path, draw(json_values()))).encode()


@given(_altered())
def test_the_laws_hold_of_samples_with_a_value_changed(data: bytes) -> None:
    try:
        document = read_document(data)
    except UnreadableError:
        return
    report = report_on(document)
    hold_to_the_results(report, document, overview(report, document))


def test_many_failures_share_lines_and_keep_their_number() -> None:
    value = json.loads(sample(BUNDLE))
    value["source_aliases"] = [{"alias_kind": "arxiv", "alias_value": "x"}] * 5_000
    value["events"] = [None] * 5_000
    report, document, found = of_data(json.dumps(value).encode())
    hold_to_the_results(report, document, found)
    assert len(found.lines) < 60


def test_one_of_two_events_is_said_to_hold() -> None:
    row = next(row for row in MANIFEST if row["file"] == "payload-changed.json")
    _, _, found = of_vector(row)
    assert "Event 1 of 2 is signed, unchanged and of this record" in said(found.proven)
    first = found.odd[0]
    assert first.checks == ("event.content_hash",)
    assert first.follows == ("event.signature", "event.signer")
    assert not any(id_.startswith("event.") for line in found.open for id_ in line.checks)


def test_a_state_offers_its_bundle_and_calls_itself_stated() -> None:
    _, _, found = of_data(sample(STATE))
    assert found.bundle_of == "pith:2018:6CB5P4A4IXK6Y2AGFDY5KCUYHD"
    assert said(found.stated)[:2] == [
        "The state as a whole",
        "The events, and that none is missing",
    ]
    assert found.stated[-1].opens is Opens.NOTHING
    assert [line.remedy for line in found.open] == [Remedy(RemedyKind.PAPER)]


def test_every_check_has_a_question() -> None:
    assert all(check.question for check in CATALOGUE.values())


def test_what_waits_for_no_failure_stays_among_what_could_not_be_checked() -> None:
    """A signature by rules that are not known keeps its signer from being reached. A failure of
    the state does not explain that."""
    value = json.loads(sample(STATE))
    value["current"]["record_created"]["payload"]["receipt"]["algorithm"] = "other"
    _, _, found = of_data(json.dumps(value).encode())
    assert "state.hash" in {line.checks[0] for line in found.odd}
    assert {"receipt.signature", "receipt.signer"} <= {line.checks[0] for line in found.open}


def proven(value: Any) -> list[str]:
    return said(of_data(json.dumps(value).encode(), own_trust())[2].proven)


def test_events_of_a_number_that_is_not_the_records_are_not_called_of_this_record() -> None:
    value = bundle()
    value["pith_number"] = "pith:2026:" + 26 * "A"
    for one in value["events"]:
        one["subject_pith_number"] = value["pith_number"]
    found = proven(seal(value))
    assert "Both events are signed, unchanged and of the stated Pith Number" in found
    assert not any("of this record" in one for one in found)


def test_a_state_that_counts_wrongly_is_not_said_to_be_proven() -> None:
    value = json.loads((FOLDER / "superseded.json").read_bytes())
    assert "The state holds what every rule would keep" in proven(value)
    value["state"]["valid_event_count"] = 9
    value["state"] = seal_state(value["state"])
    assert not any(one.startswith("The state") for one in proven(seal_bundle(value)))


def state_of_another_record() -> Any:
    """A state that shows another record than the one that its Pith Number follows from."""
    value = json.loads(json.dumps(state_alone()))
    value["current"]["canonical_record"]["metadata"]["license"] = "other"
    return seal_state(value)


def test_nothing_is_said_to_be_the_record_of_a_state_that_shows_another() -> None:
    assert any("this record" in one for one in proven(state_alone()))
    found = proven(state_of_another_record())
    assert not any("this record" in one or "the record's" in one for one in found)


def test_a_state_that_shows_another_record_is_not_the_same_record() -> None:
    found = compare(verified("good"), verified(state_of_another_record())).sameness
    assert found is Sameness.SAME_CLAIMED


def test_only_a_date_that_a_signature_covers_is_said_to_be_by_the_signers_clock() -> None:
    def told(value: Any) -> tuple[str, str, str]:
        found = of_data(json.dumps(value).encode(), own_trust())[2].stated
        (line,) = (one for one in found if str(one.sentence).startswith("When it was made"))
        return str(line.sentence), str(line.note), line.pointer

    clock = "by the signer's own clock; no timestamp proof was checked"
    assert told(made(lambda _: None)) == ("When it was made", clock, "/built_at")
    unsigned = "no signature that holds covers this date"
    assert told(state_alone())[1] == unsigned
    value = made(lambda _: None)
    value["bundle_signature"]["bundle_sha256"] = 64 * "0"
    for one in value["events"]:
        del one["signature"]
    assert told(value)[1] == unsigned


@pytest.mark.parametrize("listed", [IMPOSTOR.entry(), OTHER.entry()], ids=["impostor", "unknown"])
def test_key_that_signed_is_told_from_another_that_is_only_listed(listed: Object) -> None:
    value = seal(made(lambda draft: draft["public_keys"].insert(0, listed)))
    _, _, found = of_data(json.dumps(value).encode(), own_trust())
    (line,) = [line for line in found.proven if "key.trust" in line.checks]
    assert str(line.sentence) == "The key that signed is one that you trust"
    assert (line.pointer, line.results) == ("/public_keys/1", 1)
    _, _, found = of_data(json.dumps(seal(bundle())).encode(), own_trust())
    assert "The key is one that you trust" in said(found.proven)


# --- the authors ------------------------------------------------------------------------------


def note_on_authors(value: Object, *keys: TestKey) -> str:
    _, _, found = of_data(text(value), trusting(*keys))
    (line,) = (one for one in found.stated if str(one.sentence).startswith("The authors"))
    return str(line.note)


def shown_by_another() -> Object:
    """A bundle whose snapshot another key signed than all the rest."""
    draft = bundle()
    draft["public_keys"].append(OTHER.entry())
    draft["events"][1]["signer"] = bundle(OTHER)["events"][1]["signer"]
    seal(draft)
    seal_event(draft["events"][1], OTHER)
    return seal_upwards(draft)


@pytest.mark.parametrize(
    ("trusted", "whole", "parts"),
    [((OWN,), OWN, None), ((OTHER,), OTHER, OTHER), ((OWN, OTHER), OTHER, OTHER), ((), None, None)],
    ids=["whole", "event", "both", "none"],
)
def test_authors_are_signed_by_a_trusted_key_of_their_event_or_of_the_whole(
    trusted: tuple[TestKey, ...], whole: TestKey | None, parts: TestKey | None
) -> None:
    def note(signer: TestKey | None) -> str:
        name = "no key that you trust" if signer is None else f"“{signer.key_id}”"
        return f"signed by {name}; no check asks the authors"

    value = shown_by_another()
    assert note_on_authors(value, *trusted) == note(whole)
    del value["bundle_signature"]
    assert note_on_authors(value, *trusted) == note(parts)
