"""document.schema names each breach by its pointer, at any depth; members that the format does not
define are unknown, and unknown versions are unchecked."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.json_types import Json
from inspector.document.kinds import Kind, kind_of
from inspector.document.pointer import join, resolve
from inspector.verify import shapes
from inspector.verify.result import Reason, Result, Status
from inspector.verify.schema import MOST_BREACHES, MOST_UNKNOWN, SchemaCheck, versions
from tests.conftest import BUNDLE, DATA, RECORD, SAMPLES, STATE, report_on, sample
from tests.vectors.drafts import bundle as draft
from tests.vectors.drafts import integrity_report, mirror_manifest, pith_record
from tests.vectors.keys import OWN
from tests.vectors.sealing import seal
from tests.vectors.vector import state_alone, text

REPORTS = [
    json.loads(line) for line in (DATA / "integrity-reports.jsonl").read_bytes().splitlines()
]
OWN_DOCUMENTS: dict[str, Any] = {
    "bundle": seal(draft()),
    "state": state_alone(),
    "record": pith_record(),
    "key": OWN.entry(),
    "report": integrity_report(),
}


def found_in(value: Any) -> list[Result]:
    """Everything that the walk over a document finds, including the state of a bundle."""
    check = SchemaCheck(kind_of(value), value)
    if kind_of(value) is Kind.BUNDLE:
        check.look_into_state()
    return list(check.results())


def breaches(value: Any) -> list[Result]:
    return [one for one in found_in(value) if one.status is Status.FAIL]


def unknown(value: Any) -> list[Result]:
    return [one for one in found_in(value) if one.status is Status.UNCHECKED]


def of_sample(name: str) -> Any:
    return json.loads(sample(name))


# --- what is sound ----------------------------------------------------------------------------


def sound(value: Any) -> None:
    assert [(one.id, one.status, one.path) for one in found_in(value)] == [
        ("document.schema", Status.PASS, ""),
        ("document.unknown", Status.PASS, ""),
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_has_no_breach_and_no_unknown_member(name: str) -> None:
    sound(of_sample(name))


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.get("arxiv_id"))
def test_real_integrity_report_has_no_breach_and_no_unknown_member(report: Any) -> None:
    sound(report)


def test_members_of_a_mirror_manifest_are_held_against_nothing() -> None:
    assert [(one.id, one.status) for one in found_in(mirror_manifest())] == [
        ("document.schema", Status.UNCHECKED),
        ("document.unknown", Status.UNCHECKED),
    ]
    two_types = found_in(mirror_manifest() | {"record_type": "pith_number_record"})
    assert two_types[0].status is Status.FAIL


@pytest.mark.parametrize("value", OWN_DOCUMENTS.values(), ids=OWN_DOCUMENTS)
def test_document_of_each_type_has_no_breach_and_no_unknown_member(value: Any) -> None:
    sound(value)


def test_every_type_has_a_shape() -> None:
    assert set(shapes.SHAPES) == set(Kind)


@pytest.mark.parametrize(
    "shape", [one for one in vars(shapes).values() if isinstance(one, shapes.ObjectShape)]
)
def test_what_a_shape_requires_it_names(shape: shapes.ObjectShape) -> None:
    assert set(shape.required) <= shape.members.keys()


# --- breaches ---------------------------------------------------------------------------------


def shaped(
    value: Json, shape: shapes.ObjectShape, path: str = ""
) -> Iterator[tuple[str, shapes.Type, bool]]:
    """Each member that a shape defines: its type, and whether it is required."""
    assert isinstance(value, dict)
    if shape.others is not None:
        for name in value:
            yield join(path, name), shape.others, False
        return
    for name, member in value.items():
        if (type_ := shape.members.get(name)) is None:
            continue
        place = join(path, name)
        yield place, type_, name in shape.required
        yield from _inside(member, type_, place)
    if shape in (shapes.EVENT_SHAPE, shapes.ENTRY_SHAPE):
        listed = "record_created" if path.endswith("/record_created") else "graph_snapshot"
        inner = shapes.PAYLOADS[str(value.get("event_type", listed))]
        yield from shaped(value["payload"], inner, path + "/payload")


def _inside(value: Json, type_: shapes.Type, path: str) -> Iterator[tuple[str, shapes.Type, bool]]:
    if type_.inside is not None and isinstance(value, dict):
        yield from shaped(value, type_.inside, path)
    elif type_.elements is not None and isinstance(value, list):
        for index, element in enumerate(value):
            yield f"{path}/{index}", type_.elements, False
            if type_.inside is not None:
                yield from shaped(element, type_.inside, f"{path}/{index}")


PLACES = [
    (name, place, type_, is_required)
    for name in SAMPLES
    for place, type_, is_required in shaped(
        of_sample(name), shapes.SHAPES[kind_of(of_sample(name))]
    )
    if place not in ("/bundle_type", "/state_type", "/record_type")  # else it is no such document
]
ONE_OF_EACH: list[Any] = ["text", 1, 1.5, True, None, ["a"], {"a": 1}]


def parent_of(value: Any, place: str) -> tuple[Any, Any]:
    above, _, last = place.rpartition("/")
    holder: Any = resolve(value, above)
    return holder, int(last) if isinstance(holder, list) else last.replace("~1", "/")


def test_places_with_a_shape_go_all_the_way_down() -> None:
    assert {place for name, place, _, _ in PLACES if name == BUNDLE} >= {
        "/canonical_record/metadata/cross_cats_sorted/0",
        "/events/0/payload/receipt/signed_at",
        "/events/1/payload/graph_snapshot/claims/items",
        "/events/1/payload/graph_snapshot/paper/title",
        "/public_keys/0/rotates_at",
        "/links/bundle",
        "/state/current/record_created/payload/canonical_record/source/id",
        "/state/current/graph_snapshots/0/payload/graph_snapshot/references/count",
    }


@given(st.sampled_from(PLACES), st.sampled_from(ONE_OF_EACH))
def test_wrong_type_anywhere_is_a_breach_at_its_pointer(place: Any, new: Any) -> None:
    name, path, type_, _ = place
    if type(new) in type_.types:
        return
    value = of_sample(name)
    holder, last = parent_of(value, path)
    holder[last] = new
    assert path in [one.path for one in breaches(value)]


@given(st.sampled_from(PLACES))
def test_absence_is_a_breach_where_the_member_is_required(place: Any) -> None:
    name, path, _, is_required = place
    value = of_sample(name)
    holder, last = parent_of(value, path)
    if isinstance(holder, list):
        return
    del holder[last]
    assert [one.path for one in breaches(value)] == ([path] if is_required else [])


@pytest.mark.parametrize(
    ("name", "member", "word"),
    [
        (BUNDLE, "pith_number", "null"),
        (BUNDLE, "events", "null"),
        (STATE, "applied_event_ids", "null"),
        (RECORD, "canonical_record", "null"),
    ],
)
def test_null_is_not_absence(name: str, member: str, word: str) -> None:
    value = of_sample(name)
    value[member] = None
    (wrong,) = breaches(value)
    assert (wrong.path, wrong.actual) == (f"/{member}", word)
    assert wrong.expected != word
    del value[member]
    (absent,) = breaches(value)
    assert (absent.path, absent.actual) == (f"/{member}", None)


@pytest.mark.parametrize("number", [True, 1.0, "2", None, 2.5])
def test_what_is_no_integer_is_not_taken_for_one(number: Any) -> None:
    value = of_sample(STATE)
    value["event_count"] = number
    assert [one.path for one in breaches(value)] == ["/event_count"]


def test_second_type_is_a_breach() -> None:
    value = {**of_sample(BUNDLE), "state_type": "pith_open_graph_state"}
    assert [one.path for one in breaches(value)] == ["/state_type"]


def test_every_breach_is_named_once() -> None:
    value = of_sample(BUNDLE)
    value["events"] = [1, {}, value["events"][0]]
    value["public_keys"] = ["no key"]
    paths = [one.path for one in breaches(value)]
    assert {"/events/0", "/events/1/event_type", "/public_keys/0"} <= set(paths)
    assert not any(path.startswith("/events/2") for path in paths)
    assert len(paths) == len(set(paths))


def test_object_that_is_written_like_a_sound_one_is_looked_into_all_the_same() -> None:
    value = of_sample(BUNDLE)
    again = json.loads(json.dumps(value["events"][1]))
    again["payload"]["graph_snapshot"]["paper"]["title"] = 7
    value["events"].append(again)
    assert [one.path for one in breaches(value)] == ["/events/2/payload/graph_snapshot/paper/title"]


def test_what_is_no_object_is_none_though_an_empty_one_was_sound() -> None:
    bundle = of_sample(BUNDLE)
    bundle["mirror_hints"] = [{}]
    assert breaches(bundle) == []
    others: list[Any] = ["", [], None, 0]
    for odd in others:
        bundle["mirror_hints"] = [{}, odd]
        assert [one.path for one in breaches(bundle)] == ["/mirror_hints/1"]


def test_a_document_is_found_sound_again_though_another_was_not() -> None:
    good, bad = of_sample(BUNDLE), of_sample(BUNDLE)
    bad["events"][1]["payload"]["graph_snapshot"]["claims"]["count"] = "0"
    for _ in range(2):
        assert breaches(good) == []
        assert [one.path for one in breaches(bad)] == [
            "/events/1/payload/graph_snapshot/claims/count"
        ]


def test_number_of_breaches_is_bounded_and_the_cut_is_told() -> None:
    value = of_sample(BUNDLE)
    value["events"] = [1] * (3 * MOST_BREACHES)
    found = [one for one in found_in(value) if one.id == "document.schema"]
    assert [one.status for one in found].count(Status.FAIL) == MOST_BREACHES
    assert (found[-1].status, found[-1].reason) == (Status.UNCHECKED, Reason.NOT_REACHED)


# --- what the format does not name ------------------------------------------------------------


@pytest.mark.parametrize(
    "holder",
    [
        *("", "/canonical_record/metadata", "/events/0", "/events/0/signature"),
        *("/events/0/payload", "/events/0/payload/receipt", "/public_keys/0"),
        *("/events/1/payload/graph_snapshot/paper", "/bundle_signature"),
        *("/state", "/state/current", "/state/current/record_created"),
    ],
)
def test_member_that_is_not_known_is_unchecked_at_its_pointer(holder: str) -> None:
    value = of_sample(BUNDLE)
    place: Any = resolve(value, holder)
    place["a/b~c"] = {"any": "thing"}
    (found,) = unknown(value)
    assert (found.id, found.path) == ("document.unknown", f"{holder}/a~1b~0c")
    assert found.reason is Reason.NOT_KNOWN
    assert breaches(value) == []


def test_payload_without_a_rule_is_unknown_once() -> None:
    value = draft()
    other = json.loads(json.dumps(value["events"][1]))
    other |= {"event_type": "correction", "payload": {"note": "a"}}
    value["events"].append(other)
    report = report_on(text(seal(value)))
    paths = [one.path for one in report.results if one.id == "document.unknown"]
    assert paths == ["/events/2/payload"]


@pytest.mark.parametrize(("proofs", "paths"), [([], []), ([{}], ["/timestamp_proofs"])])
def test_timestamp_proofs_have_no_rule(proofs: Any, paths: list[str]) -> None:
    value = {**of_sample(BUNDLE), "timestamp_proofs": proofs}
    assert [one.path for one in unknown(value)] == paths


def test_members_beyond_a_thousand_are_counted() -> None:
    value = of_sample(RECORD) | {f"n{number}": 1 for number in range(MOST_UNKNOWN + 7)}
    *named, rest = unknown(value)
    assert len(named) == MOST_UNKNOWN
    assert (rest.path, str(rest.message)) == ("", "Not known: 7 more members are not known.")


# --- versions ---------------------------------------------------------------------------------

VERSIONED = [
    ("", "bundle_version"),
    ("", "merge_version"),
    ("/state", "state_type"),
    ("/state", "state_version"),
    ("/state", "merge_version"),
    ("/canonical_record", "schema_version"),
    ("/events/1", "schema_version"),
    ("/events/0/payload/canonical_record", "schema_version"),
    ("/events/0/payload/receipt", "receipt_version"),
]


@pytest.mark.parametrize(("holder", "member"), VERSIONED)
@pytest.mark.parametrize("new", ["9.9", None, 1.0])
def test_unknown_version_is_unchecked_at_its_pointer(holder: str, member: str, new: Any) -> None:
    value = of_sample(BUNDLE)
    place: Any = resolve(value, holder)
    place[member] = new
    (found,) = versions(Kind.BUNDLE, value)
    assert (found.status, found.path) == (Status.UNCHECKED, f"{holder}/{member}")
    del place[member]
    (found,) = versions(Kind.BUNDLE, value)
    assert (found.status, found.path) == (Status.UNCHECKED, f"{holder}/{member}")


@pytest.mark.parametrize("name", SAMPLES)
def test_versions_of_a_sample_are_known(name: str) -> None:
    value = of_sample(name)
    (found,) = versions(kind_of(value), value)
    assert (found.status, found.path) == (Status.PASS, "")


@pytest.mark.parametrize("kind", [Kind.MIRROR_MANIFEST, Kind.SIGNING_KEY])
def test_version_of_a_type_that_states_none_is_unchecked(kind: Kind) -> None:
    assert [(one.status, one.path) for one in versions(kind, {})] == [(Status.UNCHECKED, "")]


def test_version_of_a_builder_is_no_version_of_the_format() -> None:
    value = of_sample(BUNDLE)
    value["events"][1]["payload"]["graph_snapshot"]["builder_version"] = "9.9"
    value["events"][0]["payload"]["receipt"]["builder_version"] = "9.9"
    (found,) = versions(Kind.BUNDLE, value)
    assert found.status is Status.PASS


@pytest.mark.parametrize(
    ("schema", "status"),
    [
        (REPORTS[0]["schema"], Status.PASS),
        ("https://pith.science/schemas/pith-integrity/v2.json", Status.UNCHECKED),
    ],
)
def test_version_of_an_integrity_report_is_its_schema(schema: str, status: Status) -> None:
    (found,) = versions(Kind.INTEGRITY_REPORT, {**REPORTS[0], "schema": schema})
    assert (found.status, found.path) == (status, "" if status is Status.PASS else "/schema")


@pytest.mark.parametrize(
    ("name", "empty", "said"),
    [
        ("events", [], [{"event_type": "challenge"}]),
        ("events", [], ["retracted"]),
        ("paper_claims", [], [{"text": "gold"}]),
        ("event_summary", {}, {"author_attestation": 3}),
        ("inbound_citations", {"count": 0, "sample": []}, {"count": -9, "sample": []}),
        ("formal_canon", {"evidence_count": 0, "sample": []}, {"evidence_count": 9, "sample": []}),
    ],
)
def test_what_a_record_says_without_a_rule_of_the_format_is_unknown(
    name: str, empty: Json, said: Json
) -> None:
    assert unknown(pith_record() | {name: empty}) == []
    (found,) = unknown(pith_record() | {name: said})
    assert (found.id, found.path) == ("document.unknown", f"/{name}")
