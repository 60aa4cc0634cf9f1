"""Volatile fields, which only say when something was made, are hidden, and nothing else is."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.compare.comparison import Comparison, compare
from inspector.compare.side import Side
from inspector.compare.volatile import DEFAULT, Hidden, hidden
from inspector.document.pointer import split
from inspector.document.reader import read_document
from inspector.errors import CancelledError
from inspector.progress import Progress
from inspector.tree.nodes import NodeTable
from tests.conftest import report_on
from tests.unit.compare.sides import TWO_OBJECTS, compared
from tests.unit.compare.work import calls
from tests.vectors.drafts import bundle, event_of_each_type
from tests.vectors.keys import Object
from tests.vectors.sealing import seal
from tests.vectors.vector import text

NAMES = st.lists(st.sampled_from(["a", "b", "", "list", "payload", "current", "created_at"]))


def shown(comparison: Comparison, names: tuple[str, ...] = DEFAULT) -> list[str]:
    """The pointers of the changes that are not hidden, on the left if there is one."""
    found = hidden(comparison, names)
    left = [change for change in comparison.changes() if not found.is_hidden(change.pair)]
    assert found.count == comparison.counts.total - len(left)
    return [change.left_path or change.right_path or "" for change in left]


def alias(number: int, **members: Any) -> Object:
    return {"alias_kind": "doi", "alias_value": str(number), "created_at": "2026-05-20", **members}


def event(number: int, **members: Any) -> Object:
    """An event that keeps its id, so that it is matched whatever else changes."""
    return {
        "event_id": f"sha256:{number}",
        "created_at": "2026-05-20",
        "payload": {"claims": [{"claim_id": "C1", "text": "light"}], "first_computed_at": "1"},
        "signature": {"signature_b64": "A", "signed_at": "1", "key_id": "test"},
        **members,
    }


def sealed_bundle() -> Object:
    draft = bundle()
    draft["events"].extend(event_of_each_type(draft))
    return seal(draft)


def verified(value: Object) -> Side:
    document = read_document(text(value))
    return Side("memory", "memory", document, NodeTable(document.value), report_on(document))


def changed(value: Object, *path: str | int, to: Any) -> Object:
    """A copy of ``value`` with another value at ``path``."""
    found = copy.deepcopy(value)
    place: Any = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return found


# --- one item ---------------------------------------------------------------------------------


def test_a_time_and_what_follows_from_it_are_hidden() -> None:
    left: Object = {
        "events": [event(1)],
        "built_at": "1",
        "state": {"state_sha256": "a", "event_count": 1},
    }
    right = copy.deepcopy(left)
    right["events"][0] |= {"created_at": "2027", "content_sha256": "b"}
    right["events"][0]["payload"]["first_computed_at"] = "2"
    right["events"][0]["signature"] |= {"signature_b64": "B", "signed_at": "2"}
    right["built_at"] = "2"
    right["state"]["state_sha256"] = "b"
    comparison = compared(left, right)
    assert comparison.counts.total == 7
    assert shown(comparison) == []


def test_all_changes_of_an_item_are_shown_when_something_else_in_it_changed() -> None:
    left = {"source_aliases": [alias(1, note="a"), alias(2, note="a")]}
    right = {
        "source_aliases": [
            alias(1, note="b", created_at="2027"),
            alias(2, note="a", created_at="2027"),
        ]
    }
    assert shown(compared(left, right)) == [
        "/source_aliases/0/created_at",
        "/source_aliases/0/note",
    ]


def test_a_change_in_an_element_is_a_change_in_every_element_around_it() -> None:
    left = {"events": [event(1), event(2)]}
    right = copy.deepcopy(left)
    for item in right["events"]:
        item["signature"]["signature_b64"] = "B"
        item["created_at"] = "2027"
    right["events"][1]["payload"]["claims"][0]["text"] = "heavy"
    assert shown(compared(left, right)) == [
        "/events/1/created_at",
        "/events/1/payload/claims/0/text",
        "/events/1/signature/signature_b64",
    ]


def test_a_change_in_an_element_is_not_one_of_the_member_at_the_top() -> None:
    left = {"state": {"state_sha256": "a", "applied": [event(1)]}}
    right = {"state": {"state_sha256": "b", "applied": [event(1, target="graph")]}}
    assert shown(compared(left, right)) == ["/state/state_sha256", "/state/applied/0/target"]
    left["state"]["created_at"], right["state"]["created_at"] = "1", "2"
    assert shown(compared(left, right)) == ["/state/applied/0/target"]


def test_outside_of_lists_the_member_at_the_top_is_the_item() -> None:
    left = {"receipt": {"kind": "a", "signed_at": "1"}, "bundle_signature": {"signed_at": "1"}}
    right = {"receipt": {"kind": "b", "signed_at": "2"}, "bundle_signature": {"signed_at": "2"}}
    assert shown(compared(left, right)) == ["/receipt/kind", "/receipt/signed_at"]


def test_what_is_below_a_named_member_is_hidden_with_it() -> None:
    left = {"list": [alias(1, signer={"key": {"id": 1}})]}
    right = {"list": [alias(1, signer={"key": {"id": 2}, "more": True})]}
    comparison = compared(left, right)
    assert shown(comparison, ("signer",)) == []
    assert len(shown(comparison, ("list_of_signers",))) == 2


def test_a_name_above_the_item_counts_only_where_it_is_the_list_of_the_item() -> None:
    left = {"list": {"items": [alias(1, note="a")]}, "items": {"note": "a"}}
    right = {"list": {"items": [alias(1, note="b")]}, "items": {"note": "b"}}
    comparison = compared(left, right)
    assert shown(comparison, ("list",)) == ["/list/items/0/note", "/items/note"]
    assert shown(comparison, ("items",)) == []


def test_another_type_of_value_is_hidden_with_its_name() -> None:
    left, right = alias(1), alias(1, created_at={"seconds": 1, "zone": "Z"})
    assert shown(compared({"list": [left]}, {"list": [right]})) == []


# --- items as a whole -------------------------------------------------------------------------


def test_items_that_were_added_removed_or_moved_are_shown() -> None:
    left = {"events": [event(1), event(2), event(3), event(4)], "updated_at": "1"}
    right = {
        "events": [event(4), event(1), event(2), event(5, created_at="2027")],
        "signed_at": "1",
    }
    comparison = compared(left, right)
    assert tuple(comparison.counts) == (2, 2, 0, 1)
    assert len(shown(comparison)) == 5


def test_without_names_nothing_is_hidden() -> None:
    comparison = compared({"list": [alias(1)]}, {"list": [alias(1, created_at="2027")]})
    assert hidden(comparison, ()) == Hidden() != hidden(comparison, DEFAULT)


def test_a_moved_item_is_shown_with_all_that_changed_in_it() -> None:
    left = {"source_aliases": [alias(number) for number in range(4)]}
    right = {
        "source_aliases": [
            alias(3, created_at="2027"),
            alias(0, created_at="2027"),
            alias(1),
            alias(2),
        ]
    }
    assert shown(compared(left, right)) == ["/source_aliases/3", "/source_aliases/3/created_at"]


def test_elements_of_a_named_list_are_hidden_as_they_come_go_and_move() -> None:
    left = {"applied_event_ids": ["sha256:1", "sha256:2", "sha256:3", "sha256:4"]}
    right = {"applied_event_ids": ["sha256:4", "sha256:1", "sha256:2", "sha256:5"]}
    comparison = compared(left, right)
    assert tuple(comparison.counts) == (1, 1, 0, 1)
    assert len(shown(comparison)) == 3
    assert shown(compared(left | {"built_at": "1"}, right | {"built_at": "2"})) == []


def test_what_follows_from_no_time_that_changed_is_shown() -> None:
    left = {"events": [event(1)]}
    for name in ("signature_b64", "signed_at"):
        right = copy.deepcopy(left)
        right["events"][0]["signature"] |= {"signature_b64": "B", name: "B"}
        assert "/events/0/signature/signature_b64" in shown(compared(left, right))
    right = copy.deepcopy(left)
    right["events"][0] |= {"created_at": "2027", "content_sha256": "b"}
    assert shown(compared(left, right)) == []


def test_signature_that_fails_follows_from_nothing() -> None:
    good = sealed_bundle()
    place = "events", 0, "payload", "receipt", "first_computed_at"
    other = seal(changed(good, *place, to="2026-05-17T00:00:00Z"))
    assert shown(compare(verified(good), verified(other))) == []
    broken = changed(other, "events", 0, "signature", "signature_b64", to="A" * 86 + "==")
    assert "/events/0/signature/signature_b64" in shown(compare(verified(good), verified(broken)))


def test_a_named_member_that_one_side_lacks_is_hidden_unless_it_is_at_the_top() -> None:
    left = {"receipt": {"signed_at": "1"}, "built_at": "1"}
    right: Object = {"receipt": {}}
    assert shown(compared(left, right)) == ["/built_at"]


# --- documents --------------------------------------------------------------------------------


def test_of_a_bundle_signed_at_another_time_nothing_is_shown() -> None:
    left = sealed_bundle()
    right = changed(left, "built_at", to="2027-01-01T00:00:00Z")
    for alias_ in right["source_aliases"]:
        alias_["created_at"] = "2027-01-01T00:00:00Z"
    comparison = compared(left, seal(right))
    paths = [change.left_path or "" for change in comparison.changes()]
    assert {"/built_at", "/bundle_signature/bundle_sha256", "/state/state_sha256"} <= set(paths)
    assert shown(comparison) == []


@pytest.mark.parametrize("name", ["prev_event", "supersedes", "submitted_at"])
def test_what_is_said_by_an_event_or_of_the_paper_is_not_hidden(name: str) -> None:
    assert name not in DEFAULT
    left, right = event(1, **{name: "a"}), event(1, **{name: "b"}, content_sha256="b")
    comparison = compared({"events": [left]}, {"events": [right]})
    assert f"/events/0/{name}" in shown(comparison)
    assert "/events/0/content_sha256" in shown(comparison)


def test_the_name_of_what_is_compared_hides_nothing() -> None:
    whole = sealed_bundle()
    state = changed(whole["state"], "event_count", to=1)
    comparison = compare(verified(whole), verified(state))
    assert comparison.parts[0].left == "/state"
    assert shown(comparison, ("state", *DEFAULT)) == ["/state/event_count"]


# --- laws -------------------------------------------------------------------------------------


@given(TWO_OBJECTS, NAMES)
def test_hidden_is_what_the_rule_says(values: tuple[Any, Any], names: list[str]) -> None:
    comparison = compared(*values)
    assert shown(comparison, tuple(names)) == shown_by_the_rule(comparison, frozenset(names))


@given(TWO_OBJECTS, NAMES)
def test_only_changes_are_hidden_they_are_counted_and_are_the_value(
    values: tuple[Any, Any], names: list[str]
) -> None:
    comparison = compared(*values)
    found = hidden(comparison, names)
    all_hidden = {pair for pair in range(len(comparison.pairs)) if found.is_hidden(pair)}
    assert all_hidden <= set(comparison.pairs.changes)
    assert found.count == len(all_hidden)
    assert (found == Hidden()) is (not all_hidden)
    assert found == hidden(compared(*values), [*names, *names])


def shown_by_the_rule(comparison: Comparison, names: frozenset[str]) -> list[str]:
    """The same by the pointers alone, directly from the rule."""
    places = [
        (change, place_of(change.left_path, change.right_path, comparison))
        for change in comparison.changes()
    ]
    quiet = [is_volatile(change.kind, place, names) for change, place in places]
    touched = {
        around
        for (_, place), is_quiet in zip(places, quiet, strict=True)
        if not is_quiet
        for around in items_around(place)
    }
    return [
        change.left_path or change.right_path or ""
        for (change, place), is_quiet in zip(places, quiet, strict=True)
        if not is_quiet or item_of(place) in touched
    ]


Place = tuple[str | int, ...]


def place_of(left: str | None, right: str | None, comparison: Comparison) -> Place:
    """The steps of a change: elements as numbers, negative if only the right has them."""
    pointer, side = (left, comparison.left) if left is not None else (right, comparison.right)
    value: Any = side.document.value
    steps: list[str | int] = []
    for token in split(pointer or ""):
        is_list = isinstance(value, list)
        value = value[int(token)] if is_list else value[token]
        steps.append((int(token) if left is not None else -1 - int(token)) if is_list else token)
    return tuple(steps)


def item_of(place: Place) -> Place:
    last = max((n for n, step in enumerate(place, 1) if isinstance(step, int)), default=1)
    return place[:last]


def items_around(place: Place) -> list[Place]:
    elements = [place[:n] for n, step in enumerate(place, 1) if isinstance(step, int)]
    return [item_of(place), *elements]


def is_volatile(kind: str, place: Place, names: frozenset[str]) -> bool:
    item = item_of(place)
    if not item or (place == item and isinstance(item[-1], str) and kind != "changed"):
        return False
    begin = len(item) - (2 if isinstance(item[-1], int) and len(item) > 1 else 1)
    return any(step in names for step in place[begin:])


# --- long work --------------------------------------------------------------------------------


def many(count: int, *, time: str, note: str = "a") -> Object:
    """``count`` items below one another's neighbours, every third with another time and note."""
    members = {"payload": {"about": {"more": {"first_computed_at": time, "note": note}}}}
    usual = {"payload": {"about": {"more": {"first_computed_at": "1", "note": "a"}}}}
    return {"list": [alias(n, **(usual if n % 3 else members)) for n in range(count)]}


def test_work_grows_with_the_changes() -> None:
    def work(count: int) -> int:
        comparison = compared(many(count, time="1"), many(count, time="2", note="b"))
        return calls(lambda: hidden(comparison, DEFAULT))

    assert work(4_000) < 5 * work(1_000)


def test_work_does_not_grow_with_what_is_the_same() -> None:
    def work(rest: int) -> int:
        left, right = many(100, time="1"), many(100, time="2")
        left["rest"] = right["rest"] = [{"built_at": "1"}] * rest
        comparison = compared(left, right)
        return calls(lambda: hidden(comparison, DEFAULT))

    assert work(20_000) == work(1)


def test_ways_that_changes_share_are_gone_once() -> None:
    def work(depth: int) -> int:
        values: list[Any] = []
        for name in ("a", "b"):
            value: Any = {f"member {n}": name for n in range(1_000)}
            for _ in range(depth):
                value = {"deeper": value}
            values.append({"top": value})
        comparison = compared(*values)
        assert comparison.counts.total == 1_000
        return calls(lambda: hidden(comparison, DEFAULT))

    assert work(400) < 2 * work(1)


def test_it_can_be_stopped() -> None:
    comparison = compared(many(20_000, time="1"), many(20_000, time="2"))
    reports: list[Progress] = []

    def stop(progress: Progress) -> None:
        reports.append(progress)
        if progress.done:
            raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        hidden(comparison, DEFAULT, stop)
    assert [report.total for report in reports] == [comparison.counts.total] * 2
