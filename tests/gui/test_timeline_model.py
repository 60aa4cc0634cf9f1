"""The values of the timeline: rows, lanes, dates, results and links, of sound and odd documents."""

import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from inspector.errors import CancelledError
from inspector.gui.document import dates
from inspector.gui.document.dates import NO_DATE, Zone
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.timeline import timeline, timeline_model
from inspector.gui.timeline.timeline import MOST, LinkKind, Signing, Timeline
from inspector.gui.timeline.timeline_model import EVENT, RESULT, SIGNER, TIME, TimelineModel
from inspector.jobs.session import Session
from inspector.progress import Progress
from inspector.verify.result import FAIL
from inspector.verify.trust import Standing
from tests.gui.conftest import BUNDLE, RECORD, STATE, fatal_tester
from tests.gui.timelines import (
    OTHERS,
    checked,
    draft,
    event_at,
    many,
    sealed,
    signed_event,
    timeline_of,
    trusting,
    written,
)
from tests.vectors.keys import IMPOSTOR, OTHER, OWN, Object

HOSTILE = '<b>x</b><img src="file:///etc/passwd"> \u202egpj.exe\u200b'


def shown(folder: Path, value: Object, session: Session | None = None) -> Timeline:
    return timeline_of(written(folder, value), session or trusting(OWN))


def names(found: Timeline) -> list[str]:
    return [event.name for event in found.events]


def test_types_that_look_alike_are_shown_otherwise(tmp_path: Path) -> None:
    def change(value: Object) -> None:
        for type_ in ("correction", "correction ", "c\u043errection"):
            signed_event(value, OWN, "registry.example", type_)

    found = names(shown(tmp_path, sealed(change)))
    assert found[-3:] == ["correction", "“correction ”", "c\\u043errection"]


def test_the_sample_bundle_has_its_events_dates_and_signer(session: Session) -> None:
    found = timeline_of(BUNDLE, session)
    assert names(found) == ["record_created", "graph_snapshot"]
    assert dates.full(found.events[0].created, Zone.UTC) == "2026-05-18 00:05:51 Z"
    assert dates.full(found.events[0].signed, Zone.UTC) == "2026-05-31 19:48:22.391217 Z"
    assert dates.full(found.built, Zone.UTC) == "2026-05-31 19:48:22 Z"
    (lane,) = found.lanes
    assert (lane.signer, lane.key_id) == ("pith.science", "pith-v1-2026-05")
    assert lane.standing is Standing.TRUSTED
    assert timeline_model.summary(found) == "2 events, 1 signer named"


def test_a_state_shows_its_entries_and_no_date_of_signing_but_the_receipts(
    session: Session,
) -> None:
    found = timeline_of(STATE, session)
    assert names(found) == ["record_created", "graph_snapshot"]
    assert dates.full(found.events[0].signed, Zone.UTC) == "2026-05-18 00:17:58.317060 Z"
    assert found.events[1].signed == NO_DATE
    assert found.built == NO_DATE
    assert [lane.signing for lane in found.lanes] == [Signing.RECEIPT, Signing.NONE]
    assert "not signed; its receipt: trusted" in timeline_model.spoken(found, 0, Zone.UTC)
    assert "trusted" not in timeline_model.spoken(found, 1, Zone.UTC)
    assert timeline_model.summary(found) == "2 entries, 1 signer named"


def test_a_record_shows_its_receipt(session: Session) -> None:
    found = timeline_of(RECORD, session)
    assert names(found) == ["receipt"]
    assert dates.full(found.events[0].created, Zone.UTC) == "2026-05-18 00:22:18.317347 Z"
    assert found.lanes[0].standing is Standing.TRUSTED
    assert found.table.pointer(found.events[0].node) == "/receipt"


def test_events_stand_by_signer_in_the_order_of_the_document(tmp_path: Path) -> None:
    def change(value: Object) -> None:
        signed_event(value, OTHER, "ada@example.org", "author_attestation")
        signed_event(value, OWN, "registry.example", "correction")
        signed_event(value, OTHER, "ada@example.org", "citation_signature")

    found = shown(tmp_path, sealed(change))
    assert [(lane.signer, lane.first, lane.end) for lane in found.lanes] == [
        ("registry.example", 0, 3),
        ("ada@example.org", 3, 5),
    ]
    assert names(found)[2:] == ["correction", "author_attestation", "citation_signature"]
    assert [found.table.pointer(event.node)[-1] for event in found.events] == [*"01324"]
    assert [lane.standing for lane in found.lanes] == [Standing.TRUSTED, Standing.UNKNOWN]


def test_an_impostors_key_has_a_lane_of_its_own(tmp_path: Path) -> None:
    def change(value: Object) -> None:
        value["public_keys"].append(IMPOSTOR.entry())
        signed_event(value, IMPOSTOR, "registry.example")

    found = shown(tmp_path, sealed(change))
    assert [lane.key_id for lane in found.lanes] == [OWN.key_id, OWN.key_id]
    assert [lane.standing for lane in found.lanes] == [Standing.TRUSTED, Standing.UNKNOWN]
    assert len({timeline_model.lane_spoken(lane) for lane in found.lanes}) == 2


def test_a_key_of_which_no_signature_holds_is_not_called_trusted(tmp_path: Path) -> None:
    def change(value: Object) -> None:
        signed_event(value, OTHER, "ada@example.org")["payload"]["note"] = "changed"

    found = shown(tmp_path, sealed(change), trusting(OWN, OTHER))
    assert found.lanes[1].standing is None
    assert timeline_model.key_sign(found.lanes[1]).word == "not proven"


def test_a_distrusted_key_says_so(tmp_path: Path) -> None:
    value = sealed(lambda draft: signed_event(draft, OTHER, "ada@example.org"))
    found = shown(tmp_path, value, trusting(OWN, distrusted=[OTHER]))
    assert timeline_model.key_sign(found.lanes[1]).word == "distrusted"


def test_results_are_those_of_the_tree_in_a_few_words(failing: str, session: Session) -> None:
    found = timeline_of(failing, session)
    assert [timeline_model.event_sign(event).word for event in found.events] == [  # type: ignore[union-attr]
        "pass",
        "fail: content differs",
    ]
    document = checked(failing, session)
    for event in found.events:
        assert event.tally == document.node_results.tally(event.node)
        assert bool(event.tally.failed) == (event.worst is not None and event.worst.status is FAIL)


def test_results_in_a_state_are_found_too(tmp_path: Path, session: Session) -> None:
    import json

    value = json.loads(Path(STATE).read_bytes())
    value["current"]["graph_snapshots"][0]["created_at"] = "2026-05-19T00:00:00Z"
    found = shown(tmp_path, value, session)
    assert timeline_model.event_sign(found.events[1]).word == "fail: id differs"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (None, "no date"),
        ("yesterday", "unreadable date"),
        ("2026-05-19T00:00:00", "unreadable date"),
        (1_779_000_000, "unreadable date"),
        ([], "unreadable date"),
        ("0001-01-01T00:00:00+23:59", "unreadable date"),
        ("2026-05-19T02:00:05+02:00", "2026-05-19 00:00:05 Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31 23:59:59 Z"),
    ],
)
def test_no_date_is_invented_and_offsets_become_utc(tmp_path: Path, stated: Any, said: str) -> None:
    value = sealed(lambda draft: signed_event(draft, OWN, "registry.example", created_at=stated))
    found = shown(tmp_path, value)
    event = event_at(found, "/events/2")
    assert dates.full(event.created, Zone.UTC) == said
    assert said in timeline_model.spoken(found, 2, Zone.UTC)
    seconds = {second for event in found.events if (second := event.created.second) is not None}
    assert seconds <= set(found.scale.seconds)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system sets no time zone by TZ")
def test_dates_in_local_time_name_their_offset(
    monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    found = timeline_of(BUNDLE, session)
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    try:
        created = found.events[0].created
        assert dates.full(created, Zone.LOCAL) == "2026-05-17 19:05:51 -05:00"
        assert created.second is not None
        day_and_time = dates.day_and_time(created.second, Zone.LOCAL)
        assert day_and_time == ("2026-05-17", "19:05:51")
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_dates_at_the_ends_of_the_calendar_can_be_shown_in_local_time(year: str) -> None:
    date = dates.read(f"{year}-12-31T23:59:59Z")
    assert date.at is not None
    assert dates.full(date, Zone.LOCAL)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 s"),
        (119, "119 s"),
        (120, "2 min"),
        (86_400, "24 h"),
        (12 * 86_400 - 5, "12 days"),
        (100 * 31_556_952, "100 years"),
    ],
)
def test_lengths_are_in_the_unit_that_suits_them(qapp: Any, seconds: int, said: str) -> None:
    assert dates.length(seconds) == said


def test_links_lead_from_row_to_row_and_say_when_they_lead_nowhere(tmp_path: Path) -> None:
    def change(value: Object) -> None:
        first = value["events"][0]["event_id"]
        named = signed_event(value, OTHER, "ada@example.org", "author_attestation")
        signed_event(
            value,
            OWN,
            "registry.example",
            prev_event=first,
            supersedes=[named["event_id"], "sha256:elsewhere", 7],
        )

    found = shown(tmp_path, sealed(change))
    source = found.rows[found.table.find("/events/3")]
    target = found.rows[found.table.find("/events/2")]
    links = found.links[source]
    assert [(link.kind, link.target) for link in links] == [
        (LinkKind.PREV_EVENT, 0),
        (LinkKind.SUPERSEDES, target),
        (LinkKind.SUPERSEDES, None),
        (LinkKind.SUPERSEDES, None),
    ]
    assert found.links[target] == (links[1],)
    spoken = timeline_model.spoken(found, source, Zone.UTC)
    assert "prev_event record_created" in spoken
    assert "supersedes author_attestation" in spoken
    assert "supersedes: 2 events not in this document" in spoken
    assert "superseded by correction" in timeline_model.spoken(found, target, Zone.UTC)


def test_an_event_that_names_a_million_others_keeps_the_first_few(tmp_path: Path) -> None:
    ids = [f"sha256:{number}" for number in range(20 * MOST)]
    value = draft()
    signed_event(value, OWN, "registry.example", supersedes=ids)
    found = shown(tmp_path, value)
    assert len(found.links[2]) == MOST


@pytest.mark.parametrize("events", [None, [], 7, {"a": 1}])
def test_a_document_without_events_has_no_rows(tmp_path: Path, events: Any) -> None:
    value = draft()
    value["events"] = events
    found = shown(tmp_path, value)
    assert found.events == ()
    assert found.lanes == ()


def test_what_is_no_event_has_a_row_all_the_same(tmp_path: Path) -> None:
    value = draft()
    value["events"] += [7, {}, {"signer": [], "signature": "x", "event_type": None}]
    found = shown(tmp_path, value)
    assert len(found.events) == 5
    assert event_at(found, "/events/2").name == "(not an object)"
    assert timeline_model.event_name(event_at(found, "/events/3")) == "(no type)"
    assert timeline_model.signer(found.lanes[-1]) == "(no signer named)"


def test_a_value_belongs_to_the_event_that_holds_it(session: Session) -> None:
    found = timeline_of(BUNDLE, session)
    inside = found.table.find("/events/1/payload/graph_snapshot/paper/title")
    assert found.row_of(inside) == 1
    assert found.row_of(found.table.find("/events/0")) == 0
    assert found.row_of(found.table.find("/events")) is None
    assert found.row_of(found.table.find("/links")) is None


def test_the_work_can_be_stopped(session: Session) -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("The work was stopped")

    with pytest.raises(CancelledError):
        timeline.of_checked(checked(BUNDLE, session), stop)


@pytest.fixture
def model(qapp: Any) -> TimelineModel:
    return TimelineModel(Theme(qapp, Scheme.LIGHT, blue_orange=False))


def test_the_model_holds_together(model: TimelineModel, tmp_path: Path) -> None:
    tester = fatal_tester(model)
    found = shown(tmp_path, many(60), trusting(OWN, *OTHERS))
    model.show(found)
    model.show_in(Zone.LOCAL)
    assert model.rowCount() == len(found.events)
    model.show(None)
    assert model.rowCount() == 0
    assert tester is not None


def test_a_row_says_its_result_first_in_every_cell(
    model: TimelineModel, failing: str, session: Session
) -> None:
    model.show(timeline_of(failing, session))
    for column in (SIGNER, EVENT, TIME, RESULT):
        spoken = model.index(1, column).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("fail: content differs, graph_snapshot, created 2026-05-18")
        assert "says it is pith.science" in spoken
        assert "trusted" not in spoken


def test_what_a_column_is_measured_by_is_what_its_cells_show(
    model: TimelineModel, failing: str, session: Session
) -> None:
    model.show(timeline_of(failing, session))
    for row in range(model.rowCount()):
        for column in (SIGNER, EVENT, TIME, RESULT):
            assert model.text(row, column) == model.index(row, column).data()


def test_text_of_a_document_stays_text(model: TimelineModel, tmp_path: Path) -> None:
    value = draft()
    one = signed_event(value, OTHER, HOSTILE, HOSTILE, event_id=HOSTILE)
    one["signer"]["key_id"] = one["signature"]["key_id"] = HOSTILE
    one["created_at"] = HOSTILE
    found = shown(tmp_path, value)
    model.show(found)
    assert "\u202e" not in found.event_id(2) + found.events[2].name
    for column in (SIGNER, EVENT, TIME, RESULT):
        index = model.index(2, column)
        assert "\u202e" not in index.data()
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        assert "&lt;b&gt;" in tip
        assert "<b>" not in tip
        assert "<img" not in tip
        assert "\\u202e" in index.data(Qt.ItemDataRole.AccessibleTextRole)
