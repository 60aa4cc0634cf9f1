"""The results that cover a value: its own, and those of hashes over objects around it."""

from typing import Any

from inspector.compare.side import Side
from inspector.tree.node_results import NodeResults, checks_covering
from inspector.verify.result import Status
from tests.unit.compare.documents import changed_state, verified

_PAPER = "/payload/graph_snapshot/paper"


def found(side: Side, pointer: str) -> dict[str, Status]:
    by_node = NodeResults(side.table, side.report.results)
    results = checks_covering(side.table, by_node, side.table.find(pointer))
    return {result.id: result.status for result in results}


def test_a_value_inside_an_event_is_covered_by_all_hashes_and_signatures_around_it() -> None:
    ids = list(found(verified("good"), f"/events/1{_PAPER}/authors_text"))
    assert ids == ["event.content_hash", "event.signature", "bundle.hash", "bundle.signature"]


def test_what_a_check_says_of_the_value_itself_comes_first() -> None:
    assert next(iter(found(verified("good"), f"/events/1{_PAPER}/title"))) == "snapshot.title"


def test_a_failure_further_up_comes_before_what_passes_here() -> None:
    statuses = found(verified("payload-changed"), f"/events/1{_PAPER}/title")
    assert next(iter(statuses.items())) == ("event.content_hash", Status.FAIL)
    assert statuses["snapshot.title"] is Status.PASS


def test_a_changed_entry_of_a_state_is_told_by_its_event_id() -> None:
    place = f"/current/graph_snapshots/0{_PAPER}/authors_text"
    statuses = found(verified(changed_state()), place)
    assert statuses.keys() == {"state.event_id", "state.hash"}
    assert statuses["state.event_id"] is Status.FAIL


def test_the_state_of_a_bundle_is_covered_by_the_merge() -> None:
    statuses = found(verified("good"), "/state/event_count")
    assert {"state.merge", "state.hash", "bundle.hash"} <= statuses.keys()


def test_a_hash_does_not_cover_what_it_leaves_out() -> None:
    good = verified("good")
    assert "event.content_hash" not in found(good, "/events/1/signature/signed_at")
    assert "event.content_hash" in found(good, "/events/1/created_at")
    assert "bundle.hash" not in found(good, "/bundle_signature/signed_at")
    assert "bundle.hash" in found(good, "/built_at")


def test_the_hash_beside_a_record_covers_all_of_it_and_nothing_else() -> None:
    good = verified("good")
    assert "record.canonical_hash" in found(good, "/canonical_record/metadata")
    assert "record.canonical_hash" not in found(good, "/source")


def test_no_result_is_given_twice() -> None:
    good = verified("good")
    by_node = NodeResults(good.table, good.report.results)
    for node in range(len(good.table)):
        results: list[Any] = checks_covering(good.table, by_node, node)
        assert len({id(result) for result in results}) == len(results)


def test_a_member_of_another_type_than_a_signature_has_no_checks_in_it() -> None:
    side = verified(changed_state() | {"bundle_signature": ["bundle_sha256"], "signature": 1})
    assert "state.hash" in found(side, "/signature")
    assert "bundle.hash" not in found(side, "/signature")
