"""``pith-inspector/diff/1``: the members that scripts rely on, always in one line."""

import hashlib
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given

from inspector.compare.comparison import compare
from inspector.compare.proofs import ComparedProofs, Proof
from inspector.compare.side import NotCompared, Unusable
from inspector.compare.volatile import Ignored
from inspector.errors import NothingInCommonError, NotPithError
from inspector.export import comparison_json
from inspector.export.comparison_json import comparison_pieces
from inspector.verify.report import unreadable
from inspector.verify.result import FAIL, PASS
from tests.unit.compare.documents import both, changed_state, longer_bundle, verified
from tests.unit.compare.sides import TWO_OBJECTS, compared
from tests.unit.compare.work import calls

MEMBERS = [
    *("schema", "left", "right", "record", "identical", "counts", "changes", "checks", "parts"),
]
SIDE = ["source", "document", "pith_number", "verdict", "sha256"]
CHANGE = ["kind", "left_path", "right_path", "left", "right", "matched_by"]
CHECK = ["id", "path", "left", "right"]
HOSTILE = "\x1b[31m\u202eevil\u200b\n\x07\u2066"


def written(found: ComparedProofs | NotCompared, ignored: Ignored | None = None) -> bytes:
    return b"".join(comparison_pieces(found, ignored))


def read(found: ComparedProofs | NotCompared, *ignored: str) -> dict[str, Any]:
    left_aside = Ignored(found.comparison, ignored) if isinstance(found, ComparedProofs) else None
    line = written(found, left_aside)
    assert b"\n" not in line
    members: dict[str, Any] = json.loads(line)
    return members


def differing(left: Any, right: Any, *proofs: Proof) -> ComparedProofs:
    return ComparedProofs(compared(left, right), proofs)


def test_state_beside_a_bundle_keeps_the_contract() -> None:
    found = read(both(changed_state(), longer_bundle()))
    assert list(found) == MEMBERS
    assert found["schema"] == "pith-inspector/diff/1"
    assert list(found["left"]) == list(found["right"]) == SIDE
    assert (found["left"]["document"], found["left"]["verdict"]) == ("state", "failed")
    assert (found["right"]["document"], found["right"]["verdict"]) == ("bundle", "verified")
    assert found["left"]["pith_number"] == found["right"]["pith_number"]
    assert found["identical"] is False
    assert found["counts"] == {"added": 12, "removed": 0, "changed": 4, "moved": 0}
    assert [change["kind"] for change in found["changes"]] == ["changed"] * 4 + ["added"] * 12
    assert all(list(change) == CHANGE for change in found["changes"])
    assert all(list(check) == CHECK for check in found["checks"])
    assert found["parts"] == [{"left": "", "right": "/state"}]


def test_change_has_both_places_both_values_and_the_way_it_was_matched() -> None:
    left = {"list": [{"claim_id": "a"}, {"claim_id": "b", "text": "x"}, {"claim_id": "c"}]}
    right = {"list": [{"claim_id": "b", "text": "y"}, {"claim_id": "d"}, {"claim_id": "a"}]}
    found = read(differing(left, right))
    by_kind = {change["kind"]: change for change in found["changes"]}
    assert by_kind["changed"] == {
        "kind": "changed",
        "left_path": "/list/1/text",
        "right_path": "/list/0/text",
        "left": "x",
        "right": "y",
        "matched_by": "name",
    }
    assert by_kind["added"]["left_path"] is by_kind["added"]["matched_by"] is None
    assert (by_kind["added"]["left"], by_kind["added"]["right"]) == (None, {"claim_id": "d"})
    assert by_kind["removed"]["right_path"] is None
    assert by_kind["removed"]["left"] == {"claim_id": "c"}
    moved = by_kind["moved"]
    assert moved["matched_by"] == "claim_id"
    assert moved["left"]["claim_id"] == moved["right"]["claim_id"]


def test_nothing_that_differs_is_said_so() -> None:
    found = read(both("good", "sorted"))
    assert (found["identical"], found["changes"], found["checks"]) == (True, [], [])
    assert set(found["counts"].values()) == {0}


def test_checks_have_the_status_of_either_side() -> None:
    checks = read(both("good", "payload-changed"))["checks"]
    assert checks[0] == {
        "id": "event.content_hash",
        "path": "/events/1/content_sha256",
        "left": "pass",
        "right": "fail",
    }
    alone = [
        Proof("event.id", "/a", None, FAIL, None, "/a"),
        Proof("event.id", "/b", PASS, None, "/b", None),
    ]
    assert read(differing({}, {}, *alone))["checks"] == [
        {"id": "event.id", "path": "/a", "left": None, "right": "fail"},
        {"id": "event.id", "path": "/b", "left": "pass", "right": None},
    ]


def test_ignored_changes_count_nowhere_but_in_their_own_number() -> None:
    pair = differing({"a": 1, "b": {"c": 1}}, {"a": 2, "b": {"c": 2}, "d": 3})
    found = read(pair, "/b")
    assert list(found) == [*MEMBERS, "ignored"]
    assert (found["ignored"], found["identical"]) == (1, False)
    assert found["counts"] == {"added": 1, "removed": 0, "changed": 1, "moved": 0}
    assert [change["left_path"] for change in found["changes"]] == ["/a", None]
    everything = read(pair, "/b", "/a", "/d")
    assert (everything["ignored"], everything["identical"]) == (3, True)
    assert read(pair, "/nowhere")["ignored"] == 0


def test_computed_state_names_its_bundle_and_the_event() -> None:
    name = "every-event-type"
    left, right = verified(name, at=3), verified(name)
    found = read(ComparedProofs(compare(left, right), ()))
    assert found["right"]["sha256"] == hashlib.sha256(right.document.data).hexdigest()
    assert found["left"] == {
        "source": "memory",
        "document": "bundle",
        "pith_number": found["right"]["pith_number"],
        "verdict": "verified",
        "sha256": hashlib.sha256(left.document.data).hexdigest(),
        "at": 3,
    }
    assert list(found["right"]) == SIDE


# --- what could not be compared ---------------------------------------------------------------


def test_side_that_cannot_be_read_has_its_error_and_the_other_is_filled_in() -> None:
    error = NotPithError("This is nothing", path="/a")
    bad = Unusable("bad.json", unreadable(error), error)
    found = read(NotCompared(verified("good"), bad))
    assert list(found) == MEMBERS
    assert found["left"]["verdict"] == "verified"
    assert found["right"] == {
        "source": "bad.json",
        "document": None,
        "pith_number": None,
        "verdict": "unreadable",
        "error": {
            "code": "not_pith",
            "message": "This is nothing",
            "path": "/a",
            "line": None,
            "column": None,
        },
    }
    assert (found["identical"], found["changes"], found["checks"]) == (False, [], [])
    assert found["parts"] == []


def test_nothing_in_common_is_an_error_of_both() -> None:
    error = NothingInCommonError("They have nothing in common")
    found = read(NotCompared(verified("good"), verified("signing-key"), error))
    assert list(found) == [*MEMBERS, "error"]
    assert found["error"]["code"] == "nothing_in_common"
    assert list(found["right"]) == SIDE


# --- values of any kind -----------------------------------------------------------------------


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("odd", [10**4000, deep(400), 1e-7, -0.0, 1.0, HOSTILE, {"\uffff": 1}])
def test_values_of_any_kind_are_written(odd: Any) -> None:
    found = read(differing({"a": None, "b": 1}, {"a": odd, "b": 2}))
    assert found["changes"][0]["right"] == odd
    assert repr(found["changes"][0]["right"]) == repr(odd)
    assert found["changes"][1]["right"] == 2


@given(TWO_OBJECTS)
def test_every_difference_is_listed_whatever_is_compared(both: Any) -> None:
    found = differing(*both)
    line = read(found)
    assert line["counts"] == found.comparison.counts._asdict()
    assert len(line["changes"]) == found.comparison.counts.total


@pytest.mark.parametrize(
    ("source", "written"), [("größe.json", "größe.json"), ("caf\udce9.json", "caf\\xe9.json")]
)
def test_source_that_is_no_text_is_written_as_escapes(source: str, written: str) -> None:
    side = verified("good", source=source)
    found = read(ComparedProofs(compare(side, side), ()))
    assert found["left"]["source"] == found["right"]["source"] == written


# --- what is large ----------------------------------------------------------------------------


def test_small_documents_do_not_become_a_monstrous_line() -> None:
    name = "n" * 200_000
    found = read(differing({name: [0] * 2_000}, {name: [1] * 2_000}))
    assert found["counts"]["changed"] == 2_000
    assert 100 < len(found["changes"]) < 1_000


def test_items_moved_within_moved_items_do_not_become_a_monstrous_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left: Any = {"claim_id": "z", "text": "x" * 1_000}
    right = left
    for _ in range(50):
        left = {"claim_id": "z", "items": [{"claim_id": "a"}, {"claim_id": "b"}, left]}
        right = {"claim_id": "z", "items": [right, {"claim_id": "a"}, {"claim_id": "b"}]}
    pair = differing(left, right)
    assert pair.comparison.counts.moved == 50
    monkeypatch.setattr(comparison_json, "_MOST_BYTES", 30_000)
    line = written(pair)
    assert len(line) < 35_000
    assert 0 < len(json.loads(line)["changes"]) < 50


def test_work_grows_with_the_number_of_changes() -> None:
    def work(size: int) -> int:
        left = {"list": [{"claim_id": str(n), "text": "a"} for n in range(size)]}
        right = {"list": [{"claim_id": str(n), "text": "b"} for n in range(size)]}
        pair = differing(left, right)
        return calls(lambda: written(pair))

    assert work(2_000) < 5 * work(500)


def test_a_long_line_is_written_without_being_held_as_a_whole() -> None:
    many = {str(n): "a" * 100 for n in range(20_000)}
    proofs = [Proof("alias.value", f"/{name}", PASS, FAIL, None, None) for name in many]
    found = differing(many, dict.fromkeys(many, "b" * 100), *proofs)
    length = len(written(found))
    tracemalloc.start()
    try:
        size = sum(map(len, comparison_pieces(found)))
        assert tracemalloc.get_traced_memory()[1] < length
    finally:
        tracemalloc.stop()
    assert size == length
