"""The checks with changed status: each has at most one counterpart in the other report."""

from collections import Counter
from itertools import permutations
from typing import Any

import pytest

from inspector.compare.comparison import compare
from inspector.compare.proofs import Counterparts, Proof, changed_proofs
from inspector.compare.side import Side
from inspector.errors import CancelledError, NothingInCommonError
from inspector.messages import msg
from inspector.progress import Progress
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Result, Status, failed, passed
from tests.unit.compare.documents import (
    changed_state,
    longer_bundle,
    verified,
    with_results,
)
from tests.unit.compare.sides import side
from tests.unit.compare.work import calls
from tests.vectors.sealing import seal_from_events
from tests.vectors.vector import made, made_after, put

SOME = (
    *("good", "every-event-type", "payload-changed", "good-state", "good-record", "events-null"),
    *("state-of-other-events", "record-in-record", "alias.value", "key.unique", "signing-key"),
)
PAYLOAD = "/events/1/payload/graph_snapshot/paper/authors_text"


def proofs(left: Side, right: Side) -> tuple[Proof, ...]:
    return changed_proofs(compare(left, right))


def told(left: Side, right: Side) -> set[tuple[str, Any, Any]]:
    return {(one.id, one.left, one.right) for one in proofs(left, right)}


@pytest.mark.parametrize("name", SOME)
def test_nothing_changed_from_a_document_to_itself(name: str) -> None:
    assert proofs(verified(name), verified(name)) == ()


def test_order_in_the_file_changes_no_proof() -> None:
    assert proofs(verified("good"), verified("sorted")) == ()


def test_what_an_altered_payload_breaks_is_told() -> None:
    def broken(id_: str, status: Status, left: str, right: str | None = None) -> Proof:
        return Proof(id_, left, PASS, status, left, right or left)

    assert proofs(verified("good"), verified("payload-changed")) == (
        broken("event.content_hash", FAIL, "/events/1/content_sha256"),
        broken("event.signature", UNCHECKED, "/events/1/signature"),
        broken("event.signer", UNCHECKED, "/events/1/signature"),
        broken("state.merge", FAIL, "/state", "/state/current/graph_snapshots/0" + PAYLOAD[9:]),
        broken("bundle.hash", FAIL, "/bundle_signature/bundle_sha256"),
        broken("bundle.signature", UNCHECKED, "/bundle_signature"),
        broken("bundle.signer", UNCHECKED, "/bundle_signature"),
    )


def test_member_that_is_missing_has_its_place_under_the_counterpart_of_its_parent() -> None:
    """A check may be of such a member."""
    comparison = compare(verified("good"), verified("good-state"))
    pairs = (("/state/current", "/current"), ("/state", ""), ("/state/current/x/y", "/current/x/y"))
    for left, right in pairs:
        for end in ("/nothing", ""):
            assert Counterparts(comparison, to_left=False).of_value(left + end) == right + end
            assert Counterparts(comparison, to_left=True).of_value(right + end) == left + end


# --- the same place ---------------------------------------------------------------------------


def other_order(value: Any) -> Any:
    value["events"].reverse()
    value["source_aliases"].reverse()
    return seal_from_events(value)


def test_check_follows_what_was_moved() -> None:
    left = verified(made(lambda _: None))
    right = verified(other_order(made(lambda _: None)))
    assert compare(left, right).counts.moved
    assert proofs(left, right) == ()
    broken = other_order(made(lambda _: None))
    broken["events"][0]["signature"]["signature_b64"] = "A" * 86 + "=="
    (found, *_) = proofs(left, verified(broken))
    assert (found.id, found.left, found.right) == ("event.signature", PASS, FAIL)
    assert (found.left_path, found.right_path) == ("/events/1/signature", "/events/0/signature")


def test_checks_of_what_one_side_has_alone_are_not_there_on_the_other() -> None:
    short, long = verified("good"), verified(longer_bundle())
    added = [one for one in proofs(short, long) if one.id == "event.signature"]
    assert [(one.left, one.right, one.path) for one in added] == [
        (None, PASS, f"/events/{row}/signature") for row in range(2, 8)
    ]
    assert all(one.left_path is None and one.right_path == one.path for one in added)
    removed = [one for one in proofs(long, short) if one.id == "event.signature"]
    assert [(one.left, one.right, one.path) for one in removed] == [
        (PASS, None, f"/events/{row}/signature") for row in range(2, 8)
    ]


def test_equal_paths_of_two_things_are_not_one_check() -> None:
    """Event 1 of the one was removed, event 1 of the other was added."""
    left: Any = {"events": [{"event_id": "a"}, {"event_id": "b"}]}
    right: Any = {"events": [{"event_id": "a"}, {"event_id": "c"}]}
    one, other = side(left), side(right)
    checks = [passed("event.type", f"/events/{row}/event_type") for row in (0, 1)]
    found = proofs(with_results(one, *checks), with_results(other, *checks))
    assert [(proof.left, proof.right) for proof in found] == [(PASS, None), (None, PASS)]
    assert {proof.path for proof in found} == {"/events/1/event_type"}


# --- a document as a whole --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "id_", "path"),
    [
        (put("timestamp_proofs")("none"), "document.schema", "/timestamp_proofs"),
        (put("state", "invalid_event_count")(9), "state.counts", "/state/invalid_event_count"),
        (put("state", "merge_version")("2"), "state.merge", "/state/merge_version"),
    ],
)
def test_check_whose_path_depends_on_what_it_finds_has_its_partner(
    change: Any, id_: str, path: str
) -> None:
    good, bad = verified("good"), verified(made_after(change))
    (found,) = [one for one in proofs(good, bad) if one.id == id_]
    assert (found.left, found.right, found.right_path) == (PASS, FAIL, path)
    (found,) = [one for one in proofs(bad, good) if one.id == id_]
    assert (found.left, found.right, found.left_path, found.path) == (FAIL, PASS, path, path)


def test_several_results_at_one_place_are_paired_in_order() -> None:
    one = side({"a": 1})
    left = [
        passed("event.type", "/a"),
        failed("event.type", "/a", msg("x")),
        passed("event.id", "/a"),
    ]
    right = [passed("event.type", "/a"), passed("event.type", "/a")]
    found = proofs(with_results(one, *left), with_results(one, *right))
    assert found == (
        Proof("event.type", "/a", FAIL, PASS, "/a", "/a"),
        Proof("event.id", "/a", PASS, None, "/a", None),
    )


# --- a bundle and a state ---------------------------------------------------------------------


def test_bundle_and_its_own_state_differ_in_what_only_one_of_them_can_prove() -> None:
    bundle, state = verified("good"), verified("good-state")
    found = proofs(bundle, state)
    assert {one.id for one in found if one.left is None} == {"state.event_id", "state.bounds"}
    assert all(one.right is None for one in found if one.left is not None)
    alone = {one.id for one in found if one.right is None}
    assert {id_ for id_ in alone if id_.startswith(("snapshot.", "receipt.", "alias."))} == set()
    assert {"bundle.signature", "event.signature", "link.subject", "key.encoding"} <= alone
    own = sum(one.left is None for one in found)
    shared = len(state.report.results) - own
    assert len(found) == own + len(bundle.report.results) - shared


def test_check_of_an_entry_is_that_of_its_event() -> None:
    title = ("graph_snapshot", "paper", "title")
    state = changed_state()
    put("current", "graph_snapshots", 0, "payload", *title)("Another Title")(state)
    (found,) = [
        one
        for one in proofs(verified(longer_bundle()), verified(state))
        if one.id == "snapshot.title"
    ]
    assert (found.left, found.right) == (PASS, FAIL)
    assert found.left_path == "/events/1/payload/" + "/".join(title)
    assert found.right_path == "/current/graph_snapshots/0/payload/" + "/".join(title)


def test_computed_states_of_one_bundle_have_the_proofs_of_the_bundle() -> None:
    name = "every-event-type"
    for left, right in ((1, 9), (3, None), (None, 9)):
        assert proofs(verified(name, at=left), verified(name, at=right)) == ()
    found = proofs(verified("good", at=1), verified("payload-changed", at=2))
    assert [one.id for one in found] == [
        *("event.content_hash", "event.signature", "event.signer", "state.merge"),
        *("bundle.hash", "bundle.signature", "bundle.signer"),
    ]


def test_computed_state_beside_a_state_on_its_own_is_looked_up_in_its_bundle() -> None:
    found = proofs(verified("good", at=2), verified("good-state"))
    assert found == proofs(verified("good"), verified("good-state"))


# --- all of them ------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "right"), list(permutations(SOME, 2)))
def test_every_result_is_told_or_equal_to_its_partner_and_swapping_swaps(
    left: str, right: str
) -> None:
    one, other = verified(left), verified(right)
    try:
        found = proofs(one, other)
    except NothingInCommonError:
        return
    assert all(proof.left is not proof.right for proof in found)
    assert Counter((p.id, p.left, p.right, p.left_path, p.right_path) for p in found) == Counter(
        (p.id, p.right, p.left, p.right_path, p.left_path) for p in proofs(other, one)
    )
    for proof in found:
        assert proof.path == (proof.right_path if proof.left is None else proof.left_path)
    lefts = Counter((proof.id, proof.left_path, proof.left) for proof in found if proof.left)
    assert lefts <= Counter((r.id, r.path, r.status) for r in one.report.results)
    rights = Counter((proof.id, proof.right_path, proof.right) for proof in found if proof.right)
    assert rights <= Counter((r.id, r.path, r.status) for r in other.report.results)
    equal = len(one.report.results) - sum(lefts.values())
    assert equal == len(other.report.results) - sum(rights.values())


def test_order_is_that_of_the_left_report_then_of_the_right() -> None:
    left, right = verified("payload-changed"), verified("every-event-type")
    found = proofs(left, right)
    for results, paths in (
        (left.report.results, [(p.id, p.left_path) for p in found if p.left is not None]),
        (right.report.results, [(p.id, p.right_path) for p in found if p.left is None]),
    ):
        places = {(result.id, result.path): row for row, result in enumerate(results)}
        rows = [places[id_, path or ""] for id_, path in paths]
        assert rows == sorted(rows)
    assert [p.left is None for p in found] == sorted(p.left is None for p in found)


def many(size: int) -> tuple[Side, Side]:
    left: Any = {"events": [{"event_id": str(n), "note": n} for n in range(size)]}
    right: Any = {"events": [{"event_id": str(n), "note": -n} for n in reversed(range(size))]}

    def checks(status: Any) -> list[Result]:
        at = [(f"/events/{row}/{name}", name) for row in range(size) for name in ("note", "id")]
        return [Result(f"event.{name}", path, status) for path, name in at]

    return with_results(side(left), *checks(PASS)), with_results(side(right), *checks(WARN))


def test_work_grows_with_the_number_of_results() -> None:
    def work(size: int) -> int:
        comparison = compare(*many(size))
        found: list[Proof] = []
        count = calls(lambda: found.extend(changed_proofs(comparison)))
        assert len(found) == 2 * size
        assert found[0].right_path == f"/events/{size - 1}/note"
        return count

    assert work(2_000) < 5 * work(500)


def test_work_can_be_stopped() -> None:
    comparison = compare(*many(3_000))
    seen = 0

    def stop(_: Progress) -> None:
        nonlocal seen
        seen += 1
        if seen == 3:
            raise CancelledError("enough")

    with pytest.raises(CancelledError):
        changed_proofs(comparison, stop)
