"""What the window says of documents that once made it say something false."""

import json
from typing import Any

import pytest

from inspector.gui.coverage import coverage_detail, coverage_table
from inspector.gui.document import detail
from inspector.gui.document.dates import Zone
from inspector.gui.document.opened import Checked, check_document, open_document
from inspector.gui.inspect.trace_text import of_traces
from inspector.gui.timeline import timeline, timeline_model
from inspector.gui.timeline.timeline import Signing, Timeline
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.trace.trace import trace
from inspector.tree.outline import GroupName
from inspector.verify.format import Cover
from tests.statements import NAMES, path_of, trust

SESSION = Session(trust())


def checked(name: str) -> Checked:
    opened = open_document(str(path_of(name)), SESSION, unwatched)
    return check_document(opened, SESSION, unwatched)


def timeline_of(name: str) -> Timeline:
    return timeline.of_checked(checked(name), unwatched)


def spoken(found: Timeline, row: int) -> str:
    return timeline_model.spoken(found, row, Zone.UTC)


# --- the timeline -----------------------------------------------------------------------------


def test_entry_that_nobody_signed_is_not_called_trusted() -> None:
    found = timeline_of("state_invented")
    for row in range(1, len(found.events)):
        assert "not signed" in spoken(found, row)
        assert "trusted" not in spoken(found, row)
        assert "says it is pith.science" in spoken(found, row)
    assert "its receipt: trusted" in spoken(found, 0)


@pytest.mark.parametrize("name", NAMES)
def test_row_has_the_standing_of_its_own_signature(name: str) -> None:
    one = checked(name)
    found = timeline.of_checked(one, unwatched)
    own = {signature.path: signature for signature in one.report.signatures}
    for row, event in enumerate(found.events):
        lane = found.lanes[event.lane]
        assert lane.first <= row < lane.end
        path = found.table.pointer(event.node)
        signature = own.get(path + "/signature")
        if signature is not None:
            assert (lane.standing, lane.name) == (signature.standing, signature.name)
        else:
            assert lane.signing is not Signing.WHOLE
        if lane.standing is None:
            assert "trusted" not in spoken(found, row)


def test_event_whose_signature_is_broken_is_apart_from_those_that_hold() -> None:
    found = timeline_of("V_sig")
    (broken,) = (
        row for row in range(len(found.events)) if "signature not valid" in spoken(found, row)
    )
    assert "not proven" in spoken(found, broken)


def test_link_to_a_later_event_is_not_said_to_lead_nowhere() -> None:
    found = timeline_of("prev_later")
    (said,) = (
        spoken(found, row) for row in range(len(found.events)) if "fail" in spoken(found, row)
    )
    assert said.startswith("fail: names no earlier event")
    assert "prev_event graph_snapshot" in said


def test_entry_that_only_has_another_position_is_not_said_to_differ() -> None:
    found = timeline_of("SB_claims_A")
    for row in range(len(found.events)):
        assert spoken(found, row).startswith("fail: id differs")


def test_events_beside_another_stated_number_are_not_called_those_of_another_record() -> None:
    found = timeline_of("A_claims_B")
    for row in range(len(found.events)):
        assert spoken(found, row).startswith("fail: another number")


def test_unknown_key_is_not_who_it_says_it_is() -> None:
    found = timeline_of("unknown_key")
    assert all("says it is pith.science" in spoken(found, row) for row in range(len(found.events)))


# --- detail and coverage ----------------------------------------------------------------------


def group(one: Checked, name: GroupName) -> int:
    return [found.name for found in one.opened.outline.groups].index(name)


def test_group_describes_its_own_values() -> None:
    one = checked("A")
    for name in (GroupName.RECORD, GroupName.SNAPSHOTS, GroupName.LINKS, GroupName.EVENTS):
        shown = detail.of_group(one.opened, one, group(one, name))
        assert shown.cover_note == "All of this is covered by a signature that holds."
        assert "bundle" in [sign.word for sign in shown.covers]
        assert "public_keys" not in repr(shown.json)
        assert shown.place != "the whole document"
    shown = detail.of_group(one.opened, one, group(one, GroupName.SIGNATURES))
    assert "parts of it are covered" in shown.cover_note


def test_whole_that_is_covered_but_for_its_own_signature_is_called_covered() -> None:
    one = checked("A")
    shown = detail.of_node(one.opened, one, 0)
    assert [sign.word for sign in shown.covers] == ["bundle"]
    assert (
        shown.cover_note == "All of this but bundle_signature is covered by a signature that holds."
    )
    broken = checked("V_sig")
    event = broken.opened.table.find("/events/0")
    note = detail.of_node(broken.opened, broken, event).cover_note
    assert "but content_sha256, event_id, signature is covered" in note


@pytest.mark.parametrize("name", NAMES)
def test_groups_and_coverage_view_say_the_same(name: str) -> None:
    one = checked(name)
    view = coverage_table.of_checked(one, unwatched)
    for number, share in enumerate(view.groups):
        for cover in Cover:
            is_whole = cover in one.covering[number].covers
            assert not is_whole or share.by(cover) == share.leaves
        if not share.covered:
            assert not one.covering[number].is_in_part


def test_why_of_a_branch_names_each_part() -> None:
    one = checked("V_sig")
    view = coverage_table.of_checked(one, unwatched)
    said = coverage_detail.of_group(view, group(one, GroupName.EVENTS)).why
    assert (
        "Neither the bundle's signature nor that of this event was shown to hold. (/events/1)"
        in said
    )
    assert "(/events/0, /events/2)" in said


def test_supporting_check_of_another_record_names_that_record() -> None:
    one = checked("w_forged_second")
    view = coverage_table.of_checked(one, unwatched)
    table = one.opened.table
    for place, is_signed in (("/events/3/payload", False), ("", True)):
        node = table.find(place + "/canonical_sha256")
        sentences = [
            found.sentence for found in coverage_detail.of_node(view, node).supporting_checks
        ]
        said = "which the receipt covers" if is_signed else "which no signature covers"
        assert any(said in sentence for sentence in sentences), sentences
        other = "which no signature covers" if is_signed else "which the receipt covers"
        assert not any(other in sentence for sentence in sentences), sentences


# --- the trace --------------------------------------------------------------------------------


def naive_event(state: Any, entry: Any, type_: str) -> bytes:
    event = {name: member for name, member in entry.items() if name != "event_id"}
    event |= {
        "event_type": type_,
        "subject_pith_number": state["pith_number"],
        "schema_version": "1.0",
        "prev_event": None,
        "supersedes": [],
    }
    return json.dumps(event, sort_keys=True, separators=(",", ":")).encode()


def test_trace_of_an_entry_shows_how_many_bytes_were_hashed_and_what_was_assumed() -> None:
    one = checked("state_invented")
    state: Any = one.opened.document.value
    places = {"/current/record_created": "record_created"}
    places |= {f"/current/graph_snapshots/{row}": "graph_snapshot" for row in range(2)}
    for place, type_ in places.items():
        entry = one.opened.table.value(one.opened.table.find(place))
        size = len(naive_event(state, entry, type_))
        found = trace(one.opened.document, one.report, SESSION.trust, place + "/event_id")
        (shown,) = of_traces(found, one.report.hints)
        notes = {step.title: step.note for step in shown.steps}
        assert notes["SHA-256"] == f"of these {size:,} bytes"
        assert "assumed" in notes["Put back 5 members"]
        assert "prev_event, schema_version, supersedes" in notes["Put back 5 members"]
        assert shown.steps[0].title == "Take the entry"


def test_detail_says_from_where_each_value_is() -> None:
    one = checked("A_state_and_hash_forged")
    (merge,) = (found for found in one.report.results if found.id == "state.merge")
    node = one.opened.table.find(merge.path)
    findings = detail.of_node(one.opened, one, node).findings
    (names,) = (found.compared.names for found in findings if found.compared)
    assert names == ("From the events", "In the state")
