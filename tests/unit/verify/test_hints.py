"""Hints: a copy that differs is named, and proven if the stated hash fits it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.document import Document
from inspector.document.json_types import Json
from inspector.document.kinds import kind_of
from inspector.document.pointer import resolve, split
from inspector.document.reader import read_document
from inspector.errors import CancelledError, UnreadableError
from inspector.progress import Progress
from inspector.verify.hints import Cause, Evidence, Hint
from inspector.verify.report import Report
from inspector.verify.result import FAIL
from inspector.verify.verifier import verify
from tests.conftest import BUNDLE, RECORD, SAMPLES, STATE, leaves, pith_trust, report_on, sample
from tests.vectors.builder import FOLDER
from tests.vectors.sealing import digest, merged, seal, seal_bundle
from tests.vectors.vector import made_after, text

PAYLOADS = ("/events/0/payload", "/events/1/payload")
SNAPSHOT = "payload/graph_snapshot/paper"


def bundle() -> Any:
    return json.loads(sample(BUNDLE))


def at(value: Any, pointer: str) -> Any:
    return resolve(value, pointer)


def put(value: Any, pointer: str, new: Json) -> None:
    *way, last = split(pointer)
    for token in way:
        value = value[int(token)] if isinstance(value, list) else value[token]
    value[int(last) if isinstance(value, list) else last] = new


def report(value: Any) -> Report:
    return report_on(Document(json.dumps(value).encode(), value, kind_of(value)))


def hints(value: Any, check: str) -> list[Hint]:
    return [hint for hint in report(value).hints if hint.check == check]


def twin(place: str) -> str:
    """Where the state repeats a value of an event's payload."""
    for index, entry in enumerate(("record_created", "graph_snapshots/0")):
        place = place.replace(f"/events/{index}/", f"/state/current/{entry}/")
    return place


LEAVES = [path for path, _ in leaves(bundle()) if path.startswith(PAYLOADS)]


@pytest.mark.parametrize("name", SAMPLES)
def test_sound_document_has_no_hints(name: str) -> None:
    assert report_on(sample(name)).hints == ()


@given(st.sampled_from(LEAVES), st.sampled_from(["changed", 17, None, [], {}, 1.5]))
def test_changed_leaf_of_a_payload_is_found_and_proven(place: str, new: Json) -> None:
    value = bundle()
    original = at(value, place)
    put(value, place, new)
    if json.dumps(original) == json.dumps(new):
        return
    event = place[: len("/events/0")]
    (hashed,) = hints(value, "event.content_hash")
    (signed,) = hints(value, "bundle.hash")
    assert hashed.path == f"{event}/content_sha256"
    for hint in (hashed, signed):
        assert hint.is_proof
        assert hint.differences == 1
        assert hint.place == place
        assert at(value, hint.other) == original == hint.other_value
        assert at(value, hint.place) == new == hint.value


@given(st.sampled_from(LEAVES))
def test_leaf_that_was_taken_out_is_found_and_proven(place: str) -> None:
    value = bundle()
    above, _, last = place.rpartition("/")
    holder = at(value, above)
    if isinstance(holder, list):
        return
    original = holder.pop(last)
    (hint,) = hints(value, "event.content_hash")
    assert (hint.place, hint.missing, hint.is_proof) == (place, "place", True)
    assert hint.other_value == original
    assert "missing here" in str(hint.sentence)


@given(st.sampled_from(LEAVES), st.data())
def test_change_in_event_and_state_alike_is_not_proven_by_the_state(
    place: str, data: st.DataObject
) -> None:
    value = bundle()
    put(value, place, "changed")
    put(value, twin(place), data.draw(st.sampled_from(["changed", "otherwise"])))
    for hint in hints(value, "event.content_hash"):
        if hint.other == twin(place):
            assert not hint.is_proof
            assert str(hint.sentence).endswith("the stated hash is not met either.")


def alias(value: Any) -> None:
    value["source_aliases"][0]["alias_value"] = "9999.99999"


def alias_of_the_state(value: Any) -> None:
    value["state"]["current"]["source_aliases"][0]["alias_value"] = "9999.99999"


def record(value: Any) -> None:
    value["canonical_record"]["metadata"]["license"] = "none"


def record_of_the_state(value: Any) -> None:
    value["state"]["current"]["canonical_record"]["metadata"]["license"] = "none"


def two_records(value: Any) -> None:
    record(value)
    record_of_the_state(value)


def number(value: Any) -> None:
    value["pith_number"] = "pith:2017:AAAAAAAAAAAAAAAAAAAAAAAAAA"


def subject(value: Any) -> None:
    value["events"][1]["subject_pith_number"] = "pith:2017:AAAAAAAAAAAAAAAAAAAAAAAAAA"


def entry(value: Any) -> None:
    value["state"]["current"]["graph_snapshots"][0]["created_at"] = "2026-01-01T00:00:00Z"


ALIAS = "/source_aliases/0/alias_value"
LICENSE = "/canonical_record/metadata/license"
ENTRY = "/state/current/graph_snapshots/0"


@pytest.mark.parametrize(
    ("change", "check", "place", "other"),
    [
        (alias, "bundle.hash", ALIAS, "/state/current" + ALIAS),
        (alias_of_the_state, "bundle.hash", "/state/current" + ALIAS, ALIAS),
        (alias_of_the_state, "state.hash", "/state/current" + ALIAS, ALIAS),
        (record, "record.canonical_hash", LICENSE, "/events/0/payload" + LICENSE),
        (record, "bundle.hash", LICENSE, "/events/0/payload" + LICENSE),
        (record_of_the_state, "state.hash", "/state/current" + LICENSE, LICENSE),
        (two_records, "record.canonical_hash", LICENSE, "/events/0/payload" + LICENSE),
        (number, "bundle.hash", "/pith_number", "/state/pith_number"),
        (subject, "event.content_hash", "/events/1/subject_pith_number", "/pith_number"),
        (entry, "state.hash", ENTRY + "/created_at", "/events/1/created_at"),
    ],
)
def test_changed_copy_of_a_bundle_is_found_and_proven(
    change: Callable[[Any], None], check: str, place: str, other: str
) -> None:
    value = bundle()
    change(value)
    (hint,) = hints(value, check)
    assert (hint.place, hint.is_proof, hint.differences) == (place, True, 1)
    assert "the stated hash is met" in str(hint.sentence)
    assert at(value, hint.other) == at(bundle(), other)
    assert hint.other.rpartition("/")[2] == other.rpartition("/")[2]


def test_record_changed_in_two_of_its_copies_is_proven_by_the_third() -> None:
    value = bundle()
    two_records(value)
    (hint,) = hints(value, "bundle.hash")
    assert (hint.place, hint.is_proof, hint.differences) == (LICENSE, True, 2)


def test_changes_on_both_sides_are_proven_together() -> None:
    value = bundle()
    put(value, "/events/1/target", "elsewhere")
    record_of_the_state(value)
    for check in ("event.content_hash", "state.hash"):
        (hint,) = hints(value, check)
        assert (hint.is_proof, hint.differences) == (True, 1)
    (hint,) = hints(value, "bundle.hash")
    assert (hint.is_proof, hint.differences) == (True, 2)
    assert str(hint.sentence).startswith("The copies differ in 2 places, first in target: The")


def test_event_hashed_anew_is_proven_with_its_id() -> None:
    value = bundle()
    event = value["events"][1]
    event["payload"]["graph_snapshot"]["paper"]["authors_text"] = "Eve Intruder"
    kept = {k: v for k, v in event.items() if k not in ("signature", "content_sha256", "event_id")}
    event["content_sha256"] = digest(kept)
    event["event_id"] = "sha256:" + event["content_sha256"]
    assert hints(value, "event.content_hash") == []
    (hint,) = hints(value, "bundle.hash")
    assert (hint.is_proof, hint.differences) == (True, 2)
    assert hint.place == f"/events/1/{SNAPSHOT}/authors_text"


def test_receipt_of_another_record_is_met_by_the_copy_that_it_is_of() -> None:
    value = seal({"events": [], **json.loads((FOLDER / "good.json").read_bytes())})
    payload = value["events"][0]["payload"]
    payload["canonical_record"]["metadata"]["license"] = "none"
    (hint,) = hints(value, "receipt.hash")
    assert hint.place == "/events/0/payload" + LICENSE
    assert hint.is_proof


def test_entry_of_a_state_on_its_own_is_met_by_the_record_beside_it() -> None:
    value = json.loads(sample(STATE))
    put(value, "/current/record_created/payload/canonical_record/metadata/license", "none")
    place = "/current/record_created/payload" + LICENSE
    for check in ("state.event_id", "state.hash", "record.canonical_hash", "receipt.hash"):
        (hint,) = hints(value, check)
        assert (hint.place, hint.other) == (place, "/current" + LICENSE)
        assert hint.is_proof
        assert str(hint.sentence).startswith(
            "The state's canonical_record still holds another value"
        )


def test_record_on_its_own_is_met_by_the_source_beside_it() -> None:
    value = json.loads(sample(RECORD))
    put(value, "/canonical_record/source/version", 77)
    for check in ("record.canonical_hash", "receipt.hash"):
        (hint,) = hints(value, check)
        assert (hint.place, hint.is_proof) == ("/canonical_record/source/version", True)


def test_stated_hash_that_was_changed_itself_is_told_by_the_signature() -> None:
    value = bundle()
    value["bundle_signature"]["bundle_sha256"] = "0" * 64
    (hint,) = report(value).hints
    assert hint.evidence is Evidence.AS_SIGNED
    value["bundle_signature"]["signature_b64"] = value["events"][0]["signature"]["signature_b64"]
    assert report(value).hints == ()


def test_hash_that_was_made_over_the_change_has_none() -> None:
    value = made_after(lambda value: value["source_aliases"].clear())
    value["state"] = merged(value)
    assert report(seal_bundle(value)).hints == ()


def test_members_that_other_copies_lack_are_told() -> None:
    value = bundle()
    put(value, f"/events/1/{SNAPSHOT}/note", "added")
    (hint,) = hints(value, "event.content_hash")
    assert (hint.missing, hint.is_proof) == ("other", True)
    assert str(hint.sentence) == (
        "The state still holds no note; without it the stated hash is met, and a key that you "
        "trust signed that."
    )


@pytest.mark.parametrize(
    ("hint", "sentence"),
    [
        (
            Hint("c", "", "/events/1/payload/a", "/state/a", "Eve", "Ada", 1, Evidence.SIGNATURE),
            "The state still holds another value of a, “Ada”; with it in place of “Eve” the stated "
            "hash is met, and a key that you trust signed that.",
        ),
        (
            Hint("c", "", "/state/a/3", "/events/11/a/3", 1, None, 1, Evidence.NONE),
            "Event 12 holds another value of item 4 of a, null; "
            "with it in place of 1 the stated hash is not met either.",
        ),
        (
            Hint("c", "", "/a b", "/source", "x", "y", 1000, Evidence.NONE),
            "The copies differ in 1,000 places or more, first in “a b”: The top of the "
            "document holds “y” instead of “x”; "
            "with the other values in place the stated hash is not met either.",
        ),
        (
            Hint("c", "", "/a", "/state/a", None, "y", 2, Evidence.HASH, "place"),
            "The copies differ in 2 places, first in a: The state holds “y” instead of "
            "nothing; with the other values in place the stated hash is met.",
        ),
    ],
)
def test_sentence_says_what_was_found(hint: Hint, sentence: str) -> None:
    assert str(hint.sentence) == sentence


@pytest.mark.parametrize(
    ("here", "there", "shown"),
    [
        ("paper", "p\u0430per", ("“paper”", "“p\\u0430per”")),
        ("caf\u00e9", "cafe\u0301", ("“caf\\u00e9”", "“cafe\\u0301”")),
        ("x" * 500 + " one", "x" * 500 + " six", ("xxx one”", "xxx six”")),
    ],
)
def test_two_values_of_a_sentence_do_not_look_the_same(
    here: str, there: str, shown: tuple[str, str]
) -> None:
    hint = Hint("c", "", "/a", "/state/a", here, there, 1, Evidence.HASH)
    cause = Cause("/a", "/state/a", here, there, (), ())
    for said in (str(hint.sentence), str(cause.sentence)):
        assert all(value in said for value in shown)


def test_sentence_is_short_whatever_the_values() -> None:
    value = bundle()
    name = "9" * 5_000
    put(value, f"/events/1/{SNAPSHOT}/{name}", "x" * 100_000)
    (hint,) = hints(value, "event.content_hash")
    assert hint.is_proof
    put(value, f"/events/1/{SNAPSHOT}/authors_text", "x" * 100_000)
    for found in report(value).hints:
        assert len(str(found.sentence)) < 500


VECTORS = sorted(FOLDER.glob("*.json"), key=lambda path: path.name)


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_leads_stand_at_failed_hashes_and_judge_nothing(path: Path) -> None:
    try:
        document = read_document(path.read_bytes())
    except UnreadableError:
        return
    before = copy.deepcopy(document.value)
    found = report_on(document)
    failed = {(result.id, result.path) for result in found.results if result.status is FAIL}
    assert {(hint.check, hint.path) for hint in found.hints} <= failed
    assert document.value == before
    bare = found._replace(hints=())
    assert (bare.verdict, bare.counts, bare.findings) == (
        found.verdict,
        found.counts,
        found.findings,
    )


def test_document_with_hostile_shapes_has_leads_or_none_but_never_an_error() -> None:
    odd: list[Any] = [None, 1, "", [], {}, [None], {"event_id": None}]
    for place in ("/events", "/state", "/state/current", "/source_aliases", "/canonical_record"):
        for number_, new in enumerate(odd):
            value = bundle()
            put(value, place, new)
            put(value, "/events", value["events"] or odd[number_ - 1])
            assert isinstance(report(value).hints, tuple)


def many_changed_events(count: int) -> Any:
    """Each event differs from its entry, so each hash fails."""
    value = bundle()
    event, held = value["events"][1], value["state"]["current"]["graph_snapshots"][0]
    value["events"] = [{**event, "event_id": f"sha256:{n:064}"} for n in range(count)]
    entries = [{**held, "event_id": f"sha256:{n:064}", "target": "x"} for n in range(count)]
    value["state"]["current"]["graph_snapshots"] = entries
    for changed in value["events"]:
        changed["target"] = "y"
    return value


def test_number_of_leads_is_bounded() -> None:
    found = report(many_changed_events(400)).hints
    assert 10 < len(found) <= 150
    for place in {hint.path for hint in found}:
        assert sum(hint.path == place for hint in found) <= 3


def test_search_can_be_cancelled() -> None:
    value = bundle()
    filler = ["x" * 100] * 20_000
    value["events"][1]["payload"]["filler"] = filler
    value["state"]["current"]["graph_snapshots"][0]["payload"]["filler"] = [*filler, "y"]
    document = read_document(text(value))
    calls: list[Progress] = []
    found = verify(document, pith_trust(), checkpoint=calls.append)
    assert any(hint.check == "event.content_hash" for hint in found.hints)
    last = len(calls)

    def stop(_: Progress) -> None:
        calls.append(_)
        if len(calls) == 2 * last - 5:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        verify(document, pith_trust(), checkpoint=stop)
