"""A state: its counts, its own history, and the bounds that hold under every merge rule."""

import copy
import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.canonical import digest, reference_json
from inspector.document.document import Document
from inspector.document.json_types import Json
from inspector.document.kinds import Kind
from inspector.document.pointer import resolve
from inspector.merge.state import LISTS, StateEntry
from inspector.progress import unwatched
from inspector.verify import state_history
from inspector.verify.context import VerificationContext
from inspector.verify.report import Verdict
from inspector.verify.result import Result, Status
from inspector.verify.state_history import History, Links
from tests.conftest import NOW, json_values, parses, report_on, results
from tests.unit.verify.test_trust import trusting
from tests.vectors.drafts import bundle, event
from tests.vectors.keys import OWN, Object
from tests.vectors.sealing import (
    merged,
    seal,
    seal_bundle,
    seal_event,
    seal_state,
)
from tests.vectors.vector import text

PASS, FAIL, UNCHECKED = Status.PASS, Status.FAIL, Status.UNCHECKED


def case_of(value: Any) -> VerificationContext:
    document = Document(text(value), value, Kind.STATE)
    return VerificationContext(document, trusting(), paper=None, now=NOW, checkpoint=unwatched)


@given(st.lists(st.sampled_from([1, True, 1.0, "1", [1], {"a": 1}, {"a": True}, {}, None])))
def test_each_hash_is_that_of_its_own_value_whatever_was_hashed_before(values: list[Json]) -> None:
    case = case_of(values)
    assert [case.digest(value) for value in values] == [digest(value) for value in values]


# --- the hash of an event with other links ----------------------------------------------------

IDS = st.sampled_from(["sha256:" + "0" * 64, "", '\u00e9"\\', "\U0001d538"])
NAMES = st.text("aprsuvz_\u00e9\uffff\U0001d538", max_size=4) | st.sampled_from(
    ["prev_event", "supersedes", "prev_even", "prev_eventx", "superseded", "zeta", "alpha"]
)


@given(
    st.dictionaries(NAMES, json_values(), max_size=6),
    st.none() | IDS,
    st.lists(IDS, max_size=2).map(tuple),
)
def test_hash_with_other_links_is_that_of_the_whole_event(
    members: dict[str, Json], previous: str | None, superseded: tuple[str, ...]
) -> None:
    written = state_history._Rewritten(reference_json, members)
    whole: Json = {**members, "prev_event": previous, "supersedes": list(superseded)}
    assert written.digest(Links(previous, superseded)) == digest(whole)
    canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert written.digest(Links(previous, superseded)) == (
        hashlib.sha256(canonical.encode()).hexdigest()
    )


# --- the history of a state on its own --------------------------------------------------------


def chained(*links: dict[str, Any]) -> Object:
    """A bundle with one event per link; ``links`` name events by index."""
    value = bundle()
    seal(value)
    for row, named in enumerate(links):
        note = event("correction", "record", {"note": f"number {row}"}, value["pith_number"])
        ids = [one["event_id"] for one in value["events"]]
        note["prev_event"] = None if named.get("prev") is None else ids[named["prev"]]
        note["supersedes"] = [ids[at] for at in named.get("supersedes", ())]
        seal_event(note)
        value["events"].append(note)
    return value


def history_of(*links: dict[str, Any]) -> list[Result]:
    state = merged(chained(*links))
    return results(report_on(text(state), trusting(OWN)), "state.event_id")


@pytest.mark.parametrize(
    "links",
    [
        ({"prev": 1}, {"prev": 2}, {"prev": 3}),
        ({"prev": 0},),
        ({"supersedes": [1]},),
        ({}, {"supersedes": [2]}, {"prev": 0}),
        ({"prev": 1}, {"prev": 0, "supersedes": [2]}),
    ],
)
def test_prev_event_and_supersedes_of_an_entry_are_found(links: tuple[dict[str, Any], ...]) -> None:
    found = history_of(*links)
    assert [one.status for one in found] == [PASS] * (2 + len(links))


def test_links_that_are_found_are_those_of_the_event() -> None:
    value = chained({"prev": 1}, {"prev": 0, "supersedes": [2]})
    state = merged(value)
    history = History(state, digest, reference_json)
    for row, note in enumerate(value["events"][2:]):
        held = state["current"]["corrections"][row]
        path = f"/current/corrections/{row}"
        links, _ = history.links(StateEntry("correction", path, held), held["event_id"])
        assert links == Links(note["prev_event"], tuple(note["supersedes"]))


def test_link_to_an_event_outside_the_state_is_not_known_and_no_failure() -> None:
    value = chained({})
    note = value["events"][2]
    note["prev_event"] = "sha256:" + "a" * 64
    seal_event(note)
    found = results(report_on(text(merged(value)), trusting(OWN)), "state.event_id")
    assert [one.status for one in found] == [PASS, PASS, UNCHECKED]
    assert "not in this state" in str(found[2].message)


def test_changed_entry_of_a_type_that_was_seen_fails() -> None:
    state = merged(seal(bundle()))
    state["current"]["graph_snapshots"][0]["target"] = "elsewhere"
    found = results(report_on(text(seal_state(state)), trusting(OWN)), "state.event_id")
    assert [one.status for one in found] == [PASS, FAIL]
    assert found[1].path == "/current/graph_snapshots/0/event_id"


def test_changed_entry_may_be_right_under_a_merge_rule_that_is_not_known() -> None:
    state = merged(seal(bundle()))
    state["merge_version"] = "another"
    state["current"]["graph_snapshots"][0]["target"] = "elsewhere"
    found = results(report_on(text(seal_state(state)), trusting(OWN)), "state.event_id")
    assert [one.status for one in found] == [PASS, UNCHECKED]


@pytest.mark.parametrize(("target", "status"), [("graph", UNCHECKED), ("elsewhere", FAIL)])
def test_member_that_nobody_knows_in_an_entry_is_no_failure_and_hides_none(
    target: str, status: str
) -> None:
    state = merged(seal(bundle()))
    state["current"]["graph_snapshots"][0] |= {"note": 1, "target": target}
    report = report_on(text(seal_state(state)), trusting(OWN))
    assert [one.status for one in results(report, "state.event_id")] == [PASS, status]
    assert report.verdict is (Verdict.FAILED if status is FAIL else Verdict.UNPROVEN)
    assert "/current/graph_snapshots/0/note" in {
        one.path for one in results(report, "document.unknown")
    }


def test_entries_beyond_the_attempts_are_unchecked_and_soon() -> None:
    """Thousands of entries that match nothing: each could have named any other."""
    state = merged(seal(bundle()))
    held = state["current"]["graph_snapshots"][0]
    ids = [f"sha256:{number:064x}" for number in range(3_000)]
    state["current"]["graph_snapshots"] = [{**held, "event_id": one} for one in ids]
    state["applied_event_ids"] = [state["applied_event_ids"][0], *ids]
    state |= {"event_count": 3_001, "valid_event_count": 3_001}
    start = time.process_time()
    report = report_on(text(seal_state(state)), trusting(OWN))
    assert time.process_time() - start < 60
    found = results(report, "state.event_id")
    assert len(found) == 3_001
    statuses = {one.status for one in found[1:]}
    assert statuses == {FAIL, UNCHECKED}, "the first are tried with all, the last with some alone"
    assert (found[0].status, found[-1].status) == (PASS, UNCHECKED)
    assert "too many events" in str(found[-1].message)
    assert report.verdict is Verdict.FAILED


def test_attempts_at_long_entries_are_fewer() -> None:
    """All attempts together are bounded in bytes, not only in entries."""
    state = merged(seal(bundle()))
    held = state["current"]["graph_snapshots"][0]
    held["signer"]["signer_id"] = "x" * 150_000
    ids = [f"sha256:{number:064x}" for number in range(62)]
    state["current"]["graph_snapshots"] = [{**held, "event_id": one} for one in ids]
    state["applied_event_ids"] = [state["applied_event_ids"][0], *ids]
    data = text(seal_state(state))
    assert parses(lambda: report_on(data, trusting(OWN)), data) < 600
    found = results(report_on(data, trusting(OWN)), "state.event_id")
    assert {one.status for one in found[1:]} == {FAIL, UNCHECKED}


@pytest.mark.parametrize("place", ["pith_number", "applied_event_ids"])
def test_attempts_are_made_with_no_name_that_is_too_long_for_one(place: str) -> None:
    """Each attempt for each entry would hash it again."""
    state = merged(seal(bundle()))
    held = state["current"]["graph_snapshots"][0]
    ids = [f"sha256:{number:064x}" for number in range(3_000)]
    state["current"]["graph_snapshots"] = [{**held, "event_id": one} for one in ids]
    if place == "pith_number":
        state[place] = "x" * 4_000_000
    else:
        state[place] = [f"{number}{'x' * 200_000}" for number in range(8)]
    data = text(seal_state(state))
    assert parses(lambda: report_on(data, trusting(OWN)), data) < 300
    found = results(report_on(data, trusting(OWN)), "state.event_id")
    assert PASS not in {one.status for one in found[1:]}


def test_chain_is_followed_however_many_entries_fit_with_nothing() -> None:
    """The events just before an entry are always tried."""
    value = chained(*({"prev": 1 + row} for row in range(20)))
    state = merged(value)
    history = History(state, digest, reference_json)
    history._left = 0
    found = [
        history.event_id(StateEntry("correction", f"/current/corrections/{row}", held))
        for row, held in enumerate(state["current"]["corrections"])
    ]
    assert {one.status for one in found} == {PASS}


# --- counts -----------------------------------------------------------------------------------


def counted(change: Callable[[Object], object]) -> Result:
    state = merged(seal(bundle()))
    change(state)
    (found,) = results(report_on(text(seal_state(state)), trusting(OWN)), "state.counts")
    return found


def putting(**members: Any) -> Callable[[Object], object]:
    return lambda state: state.update(members)


@pytest.mark.parametrize(
    ("change", "status", "path"),
    [
        (putting(), PASS, ""),
        (putting(event_count=5, valid_event_count=2), PASS, ""),
        (putting(event_count=5, valid_event_count=4), UNCHECKED, "/valid_event_count"),
        (putting(event_count=5, valid_event_count=5), UNCHECKED, "/valid_event_count"),
        (putting(event_count=5, valid_event_count=6), FAIL, "/valid_event_count"),
        (putting(valid_event_count=3), FAIL, "/valid_event_count"),
        (putting(valid_event_count=1), FAIL, "/valid_event_count"),
        (putting(invalid_event_count=1), FAIL, "/invalid_event_count"),
        (putting(equivocation_count=1), FAIL, "/equivocation_count"),
        (putting(equivocations=[{}]), FAIL, "/equivocation_count"),
        (lambda state: state.pop("event_count"), UNCHECKED, "/event_count"),
        (lambda state: state.pop("valid_event_count"), UNCHECKED, "/valid_event_count"),
        (lambda state: state.pop("invalid_event_count"), UNCHECKED, "/invalid_event_count"),
        (lambda state: state.pop("equivocations"), UNCHECKED, "/equivocations"),
    ],
)
def test_counts_are_those_of_the_lists(
    change: Callable[[Object], object], status: Status, path: str
) -> None:
    found = counted(change)
    assert (found.status, found.path) == (status, path)


# --- bounds -----------------------------------------------------------------------------------


def unmergeable() -> Object:
    """A bundle with an event of a type that is not known, which the state leaves out."""
    value = bundle()
    value["events"].append(event("challenge", "record", {"a": 1}, value["pith_number"]))
    seal({**value})
    known = {**value, "events": value["events"][:2]}
    value["state"] = merged(known)
    return seal_bundle(value)


def bounds(change: Callable[[Object], object]) -> Result:
    value = unmergeable()
    change(value["state"])
    value["state"] = seal_state(value["state"])
    report = report_on(text(seal_bundle(value)), trusting(OWN))
    (merge,) = results(report, "state.merge")
    assert merge.status is UNCHECKED
    (found,) = results(report, "state.bounds")
    return found


def setting(pointer: str, new: Any) -> Callable[[Object], object]:
    above, _, last = pointer.rpartition("/")

    def change(state: Object) -> None:
        holder: Any = resolve(state, above)
        holder[last] = copy.deepcopy(new)

    return change


OTHER_ID = "sha256:" + "0" * 64
SNAPSHOT = "/current/graph_snapshots/0"


@pytest.mark.parametrize(
    ("change", "status", "path"),
    [
        (lambda _: None, PASS, "/state"),
        (setting("/event_count", 3), PASS, "/state"),
        (setting("/pith_number", "pith:2026:AAAAAAAAAAAAAAAAAAAAAAAAAA"), FAIL, "/pith_number"),
        (setting("/merge_version", "another"), FAIL, "/merge_version"),
        (setting("/current/source_aliases", []), FAIL, "/current/source_aliases/0"),
        (
            setting("/current/canonical_record/schema_version", "2"),
            *(FAIL, "/current/canonical_record/schema_version"),
        ),
        (setting(SNAPSHOT + "/target", "elsewhere"), FAIL, SNAPSHOT + "/target"),
        (setting(SNAPSHOT + "/event_id", OTHER_ID), FAIL, SNAPSHOT + "/event_id"),
        (lambda s: s["applied_event_ids"].append(OTHER_ID), FAIL, "/applied_event_ids/2"),
        (
            lambda s: s["applied_event_ids"].append(s["applied_event_ids"][0]),
            *(FAIL, "/applied_event_ids/2"),
        ),
        (setting("/current/graph_snapshots", []), FAIL, "/current"),
        (
            lambda s: s["current"]["graph_snapshots"].append(s["current"]["graph_snapshots"][0]),
            *(FAIL, "/current/graph_snapshots/1/event_id"),
        ),
        (
            lambda s: s["current"].update(corrections=s["current"].pop("graph_snapshots")),
            *(FAIL, "/current/corrections/0"),
        ),
        (setting("/equivocations", [OTHER_ID]), FAIL, "/equivocations/0"),
        (setting("/invalid_events", ["no id"]), FAIL, "/invalid_events/0"),
        (
            lambda s: s.update(
                event_count=3, invalid_events=[{"of": s["applied_event_ids"][0], "why": ["late"]}]
            ),
            *(UNCHECKED, "/invalid_events/0"),
        ),
        (setting("/event_count", 4), FAIL, "/event_count"),
        (setting("/event_count", 1), FAIL, "/event_count"),
        (lambda s: s.pop("event_count"), UNCHECKED, "/event_count"),
        (lambda s: s["applied_event_ids"].reverse(), UNCHECKED, "/applied_event_ids"),
        (setting("/current/more", 1), UNCHECKED, "/current/more"),
        (setting("/more", 1), UNCHECKED, "/more"),
        (
            lambda s: (s["applied_event_ids"].pop(), s["current"].update(graph_snapshots=[])),
            *(UNCHECKED, "/events/1"),
        ),
    ],
)
def test_what_holds_under_every_rule_is_checked_where_the_rule_is_not_known(
    change: Callable[[Object], object], status: Status, path: str
) -> None:
    found = bounds(change)
    if not path.startswith(("/events", "/state")):
        path = "/state" + path
    assert (found.status, found.path) == (status, path)


def test_bounds_stand_in_for_the_merge_in_the_verdict() -> None:
    value = unmergeable()
    report = report_on(text(value), trusting(OWN))
    met = {one.id: one.met for one in report.obligations}
    assert met["state.bounds"]
    assert "state.merge" not in met
    assert report.verdict is Verdict.VERIFIED, str(report.sentence)


def test_bounds_are_not_told_of_where_the_merge_is_known() -> None:
    for name in ("graph_snapshots", None):
        value = seal(bundle())
        if name:
            value["state"]["current"][name] = []
            value["state"] = seal_state(value["state"])
            seal_bundle(value)
        report = report_on(text(value), trusting(OWN))
        (merge,) = results(report, "state.merge")
        assert merge.status is (FAIL if name else PASS)
        assert results(report, "state.bounds") == []


def test_every_list_of_a_state_is_compared_with_its_events() -> None:
    value = bundle()
    for type_ in LISTS:
        value["events"].append(event(type_, "record", {"a": type_}, value["pith_number"]))
    value["events"].append(event("challenge", "record", {"a": 1}, value["pith_number"]))
    seal({**value})
    for type_, name in LISTS.items():
        if type_ == "graph_snapshot":
            continue
        known = merged({**value, "events": value["events"][:-1]})
        known["current"][name][0]["payload"] = {"a": "another"}
        value["state"] = seal_state(known)
        report = report_on(text(seal_bundle(value)), trusting(OWN))
        (found,) = results(report, "state.bounds")
        assert (found.status, found.path) == (FAIL, f"/state/current/{name}/0/payload/a")


def test_state_on_its_own_that_counts_more_events_than_it_names_is_unchecked() -> None:
    for count, status in ((2, PASS), (3, UNCHECKED), (1, FAIL)):
        state = merged(seal(bundle()))
        state["event_count"] = count
        report = report_on(text(seal_state(state)), trusting(OWN))
        (found,) = results(report, "state.bounds")
        assert found.status is status


@pytest.mark.parametrize("name", ["equivocations", "invalid_events"])
def test_state_on_its_own_with_events_whose_rules_are_not_known_is_unchecked(name: str) -> None:
    state = merged(seal(bundle()))
    state[name] = [{}]
    state["event_count"] = 2 + len(state["invalid_events"])
    (found,) = results(report_on(text(seal_state(state)), trusting(OWN)), "state.bounds")
    assert (found.status, found.path) == (UNCHECKED, "/" + name)


# --- rules that are not known -----------------------------------------------------------------


@pytest.mark.parametrize("link", ["supersedes", "prev_event"])
def test_no_merge_passes_where_an_event_is_linked_to_another(link: str) -> None:
    value = seal(bundle())
    before = value["events"][1]["event_id"]
    note = event("graph_snapshot", "record", value["events"][1]["payload"], value["pith_number"])
    note[link] = [before] if link == "supersedes" else before
    value["events"].append(note)
    report = report_on(text(seal(value)), trusting(OWN))
    (merge,), (bounds,) = results(report, "state.merge"), results(report, "state.bounds")
    assert (merge.status, bounds.status) == (UNCHECKED, PASS)
    assert report.verdict is Verdict.VERIFIED, str(report.sentence)


@pytest.mark.parametrize(
    "change",
    [
        putting(more=None),
        setting("/current/human_reviews", []),
        lambda state: state["current"].pop("corrections"),
        lambda state: state.pop("merge_version"),
        lambda state: state.pop("invalid_event_count"),
        lambda state: (state["current"].pop("corrections"), state.update(more=1)),
        lambda state: (state["applied_event_ids"].reverse(), state.update(more=1)),
        setting("/current/record_created/more", "x"),
        setting("/current/graph_snapshots/0/more", {"a": 1}),
    ],
)
def test_state_with_a_member_that_nobody_knows_or_without_one_is_unproven(
    change: Callable[[Object], object],
) -> None:
    value = seal(bundle())
    change(value["state"])
    value["state"] = seal_state(value["state"])
    report = report_on(text(seal_bundle(value)), trusting(OWN))
    (merge,) = results(report, "state.merge")
    assert (merge.status, report.verdict) == (UNCHECKED, Verdict.UNPROVEN), str(merge)


def test_list_that_is_left_out_with_what_it_says_fails() -> None:
    value = seal(bundle())
    del value["state"]["current"]["graph_snapshots"]
    value["state"] = seal_state(value["state"])
    report = report_on(text(seal_bundle(value)), trusting(OWN))
    (merge,) = results(report, "state.merge")
    assert merge.status is FAIL


@pytest.mark.parametrize("place", ["record_created", "graph_snapshots/0"])
def test_unknown_member_of_an_entry_hides_no_change_of_it(place: str) -> None:
    value = seal(bundle())
    setting(f"/current/{place}/more", 1)(value["state"])
    setting(f"/current/{place}/target", "another")(value["state"])
    value["state"] = seal_state(value["state"])
    report = report_on(text(seal_bundle(value)), trusting(OWN))
    (merge,) = results(report, "state.merge")
    assert (merge.status, merge.path) == (FAIL, f"/state/current/{place}/target")


def test_unknown_member_hides_no_value_that_the_events_do_not_give() -> None:
    value = seal(bundle())
    value["state"] |= {"more": 1, "event_count": 3}
    value["state"] = seal_state(value["state"])
    report = report_on(text(seal_bundle(value)), trusting(OWN))
    (merge,) = results(report, "state.merge")
    assert (merge.status, merge.path) == (FAIL, "/state/event_count")


# --- what may be right under other rules ------------------------------------------------------


def with_state(change: Callable[[Any], object]) -> Object:
    """A bundle whose state was changed and sealed again."""
    whole: Object = seal(bundle())
    change(whole["state"])
    whole["state"] = seal_state(whole["state"])
    return seal_bundle(whole)


@pytest.mark.parametrize(
    ("name", "other"), [("state_version", "1.1"), ("state_type", "pith_open_graph_state_2")]
)
def test_state_of_a_version_that_is_not_known_is_not_said_to_be_forged(
    name: str, other: str
) -> None:
    found = report_on(text(with_state(lambda state: state.update({name: other}))), trusting())
    (version,) = results(found, "document.version")
    (merge,) = results(found, "state.merge")
    assert (version.path, version.status) == (f"/state/{name}", UNCHECKED)
    assert (found.verdict, merge.status) == (Verdict.UNPROVEN, UNCHECKED)

    def lie(state: Any) -> None:
        state[name] = other
        state["current"]["source_aliases"][0]["alias_value"] = "2605.99999"

    found = report_on(text(with_state(lie)), trusting())
    (bounds,) = results(found, "state.bounds")
    assert (found.verdict, bounds.status) == (Verdict.FAILED, FAIL)


def test_number_of_events_that_is_missing_is_not_said_to_be_too_large() -> None:
    state: Object = merged(seal(bundle()))
    del state["event_count"]
    (bounds,) = results(report_on(text(seal_state(state)), trusting()), "state.bounds")
    assert (bounds.path, str(bounds.detail)) == ("/event_count", "event_count is missing")


@pytest.mark.parametrize("stated", [None, 5, {}, "absent"])
def test_merged_state_without_its_hash_breaks_the_shape_of_the_bundle(stated: Any) -> None:
    whole: Object = seal(bundle())
    whole["state"]["state_sha256"] = stated
    if stated == "absent":
        del whole["state"]["state_sha256"]
    found = report_on(text(seal_bundle(whole)), trusting())
    (merge,) = results(found, "state.merge")
    (shape,) = results(found, "document.schema")
    assert (merge.status, found.verdict) == (PASS, Verdict.FAILED)
    assert (shape.status, shape.path) == (FAIL, "/state/state_sha256")


def test_aliases_that_a_state_does_not_repeat_are_unchecked_at_their_place() -> None:
    whole = with_state(lambda state: state["current"].pop("source_aliases"))
    found = report_on(text(whole), trusting())
    (merge,) = results(found, "state.merge")
    (bounds,) = results(found, "state.bounds")
    assert (found.verdict, merge.status) == (Verdict.UNPROVEN, UNCHECKED)
    assert (bounds.status, bounds.path) == (UNCHECKED, "/state/current/source_aliases")


def test_entries_that_a_state_leaves_out_with_their_list_fail() -> None:
    whole = with_state(lambda state: state["current"].pop("graph_snapshots"))
    found = report_on(text(whole), trusting())
    (merge,) = results(found, "state.merge")
    assert (found.verdict, merge.status) == (Verdict.FAILED, FAIL)


@pytest.mark.parametrize("stated", [None, "2", 2.0, True])
def test_number_of_events_that_is_no_number_is_neither_missing_nor_too_large(stated: Any) -> None:
    whole: Object = seal(bundle())
    whole["state"] |= {"event_count": stated, "state_version": "2.0"}
    alone: Object = merged(seal(bundle()))
    found = [
        *results(report_on(text(seal_bundle(whole)), trusting()), "state.bounds"),
        *results(report_on(text(alone | {"event_count": stated}), trusting()), "state.bounds"),
    ]
    assert [one.path for one in found] == ["/state/event_count", "/event_count"]
    assert {str(one.detail) for one in found} == {"event_count is no whole number"}
