"""The view Timeline: mouse, keyboard, painting, and what a screen reader is given."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from inspector.gui.document.dates import Zone
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.timeline import timeline_model
from inspector.gui.timeline.painters import lane_width
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.timeline_model import SIGNER, TIME
from inspector.gui.timeline.view import TimelineView
from inspector.jobs.session import Session
from tests.gui.conftest import BUNDLE
from tests.gui.timelines import (
    OTHERS,
    draft,
    many,
    sealed,
    signed_event,
    timeline_of,
    trusting,
    written,
)
from tests.vectors.keys import OTHER, OWN, Object
from tests.vectors.sealing import seal_event

HOSTILE = '<b>x</b><img src="file:///etc/passwd"> \u202egpj.exe\u200b'
SIZE = 1000, 500


@pytest.fixture
def theme(qapp: Any) -> Theme:
    return Theme(qapp, Scheme.LIGHT, blue_orange=False)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TimelineView:
    made = TimelineView(theme)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    return made


@pytest.fixture
def chosen(view: TimelineView) -> list[int]:
    nodes: list[int] = []
    view.node_chosen.connect(nodes.append)
    return nodes


def three_events() -> Object:
    """Two events of one signer and one of another, that supersedes the first."""

    def change(value: Object) -> None:
        named = [value["events"][0]["event_id"]]
        signed_event(value, OTHER, "ada@example.org", "correction", supersedes=named)

    return sealed(change)


@pytest.fixture
def three(tmp_path: Path) -> Timeline:
    return timeline_of(written(tmp_path, three_events()), trusting(OWN))


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """Made once, since it takes seconds and no view changes it."""
    path = written(tmp_path_factory.mktemp("thousands"), many(20_000))
    return timeline_of(path, trusting(OWN, *OTHERS))


def middle_of(view: TimelineView, row: int, column: int = TIME) -> QPoint:
    return view.rows.visualRect(view.model.index(row, column)).center()


def press(view: TimelineView, key: Qt.Key) -> None:
    QTest.keyClick(view.rows, key)


def painted(view: TimelineView) -> QImage:
    return view.rows.viewport().grab().toImage()


# --- choosing -------------------------------------------------------------------------------


def test_a_click_selects_the_event(view: TimelineView, three: Timeline, chosen: list[int]) -> None:
    view.show_timeline(three)
    place = middle_of(view, 2)
    QTest.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [three.events[2].node]
    assert view.rows.current_row() == 2
    assert view.foot.name.text() == "correction"


def test_arrows_move_and_enter_selects(
    view: TimelineView, three: Timeline, chosen: list[int]
) -> None:
    view.show_timeline(three)
    view.rows.show_row(0)
    press(view, Qt.Key.Key_Down)
    assert view.foot.name.text() == "graph_snapshot"
    assert chosen == []
    press(view, Qt.Key.Key_Return)
    assert chosen == [three.events[1].node]
    press(view, Qt.Key.Key_End)
    assert view.rows.current_row() == 2
    press(view, Qt.Key.Key_Home)
    assert view.rows.current_row() == 0
    press(view, Qt.Key.Key_Up)
    assert view.rows.current_row() == 0


def test_a_value_shows_the_event_that_holds_it_and_tells_nobody(
    view: TimelineView, three: Timeline, chosen: list[int]
) -> None:
    view.show_timeline(three)
    view.show_node(three.table.find("/events/2/payload/note"))
    assert view.rows.current_row() == 2
    view.show_node(three.table.find("/links"))
    assert view.rows.current_row() is None
    assert not view.foot.name.isVisible()
    assert chosen == []


def test_an_event_far_below_is_brought_into_sight(view: TimelineView, thousands: Timeline) -> None:
    view.show_timeline(thousands)
    view.show_node(thousands.events[15_000].node)
    assert view.rows.span().holds(15_000)


def test_a_value_of_no_timeline_is_passed_over(view: TimelineView) -> None:
    view.show_node(3)
    view.show_working()
    view.show_node(3)
    assert view.rows.current_row() is None


# --- what is painted ------------------------------------------------------------------------


def test_a_frame_looks_at_the_rows_that_are_seen(
    view: TimelineView, thousands: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_timeline(thousands)
    view.rows.verticalScrollBar().setValue(100_000)
    asked: Counter[int] = Counter()
    event_at = view.model.event_at

    def counted(row: int) -> Any:
        asked[row] += 1
        return event_at(row)

    monkeypatch.setattr(view.model, "event_at", counted)
    painted(view)
    span = view.rows.span()
    assert set(asked) >= set(range(span.first, span.end))
    linked = {
        end
        for row in range(span.first, span.end)
        for link in thousands.links.get(row, ())
        for end in (link.source, link.target)
    }
    assert set(asked) <= set(range(span.first, span.end)) | linked
    assert sum(asked.values()) < 30 * (span.end - span.first)


def colours(image: QImage, x: range, y: range) -> set[str]:
    return {QColor(image.pixel(place, line)).name() for place in x for line in y}


@pytest.mark.parametrize("signer", ["registry.example", "\u05de\u05d7\u05d1\u05e8, key", "a b"])
def test_a_signer_is_not_elided_in_the_width_that_it_is_said_to_need(
    theme: Theme, three: Timeline, signer: str
) -> None:
    lane = three.lanes[0]._replace(signer=signer, name="", standing=None)
    metrics = QFontMetrics(theme.font(TextStyle.HEADING))
    words = timeline_model.signer(lane)
    assert signer in words
    for longer in range(12):
        text = words + "i" * longer
        shown = metrics.elidedText(
            text, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(text) + 1
        )
        assert shown == text
    edges = theme.pixels(16) + theme.pixels(16) // 2
    assert lane_width(theme, lane) >= metrics.horizontalAdvance(words) + 1 + edges


def test_the_signer_stays_visible(view: TimelineView, thousands: Timeline, theme: Theme) -> None:
    view.show_timeline(thousands)
    view.rows.verticalScrollBar().setValue(100_000)
    column = view.rows.column_rect(SIGNER)
    label = colours(painted(view), range(16, column.right()), range(5, 60))
    lane = view.model.lane_of(view.rows.span().first)
    assert lane.first < view.rows.span().first
    assert theme.colours.text.lower() in label


def runs(image: QImage, line: int, x: range, ink: str) -> int:
    """The number of runs of one colour in a line."""
    inked = [QColor(image.pixel(place, line)).name() == ink.lower() for place in x]
    return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))


def test_the_bar_says_the_result_without_its_colour(
    view: TimelineView, theme: Theme, tmp_path: Path
) -> None:
    def change(value: Object) -> None:
        hours_before = {"created_at": "2026-05-20T07:00:00Z"}
        value["events"][0].update(hours_before)
        seal_event(value["events"][0])
        for type_ in ("correction", "a.new.type", "correction"):
            last = signed_event(value, OWN, "registry.example", type_, **hours_before)
        last["payload"]["note"] = "changed"

    value = sealed(change)
    del value["events"][1]
    found = timeline_of(written(tmp_path, value), trusting(OWN))
    assert [event.worst and str(event.worst.status) for event in found.events] == [
        None,
        "unchecked",  # the format has no rule for what a correction says
        "unchecked",
        "fail",
    ]
    view.show_timeline(found)
    image = painted(view)
    marks = view.rows.marks(0)
    between = range(round(marks[0]) + 20, round(marks[1]) - 20)
    tones = ColourRole.PASS, ColourRole.UNCHECKED, ColourRole.FAIL
    solid, dashed, dotted = (
        runs(image, middle_of(view, row).y(), between, theme.colours.of(tone))
        for row, tone in zip((0, 2, 3), tones, strict=True)
    )
    assert solid < 5  # the grid and the hatching lie below it
    assert dashed > 10
    assert dotted > 1.5 * dashed


def test_links_are_drawn_between_their_rows(
    view: TimelineView, three: Timeline, theme: Theme
) -> None:
    view.show_timeline(three)
    bare = colours(painted(view), range(*_time(view)), range(34, 68))
    view.rows.show_row(2)
    linked = colours(painted(view), range(*_time(view)), range(34, 68))
    assert theme.colours.accent.lower() in linked - bare


def _time(view: TimelineView) -> tuple[int, int]:
    column = view.rows.column_rect(TIME)
    return column.left(), column.right()


def test_a_link_to_far_outside_of_a_magnified_axis_is_painted(
    view: TimelineView, thousands: Timeline
) -> None:
    view.show_timeline(thousands)
    row = next(row for row, links in thousands.links.items() if row > 5_000 and links[0].target)
    view.rows.show_row(row)
    view.rows.scale_view.zoom_in(100)
    assert not painted(view).isNull()


@pytest.mark.parametrize("width", [300, 900, 2_400])
def test_every_width_is_painted(view: TimelineView, three: Timeline, width: int) -> None:
    view.resize(width, 400)
    view.show_timeline(three)
    column = view.rows.column_rect(TIME)
    assert column.width() >= 300
    assert not painted(view).isNull()


def test_other_colours_are_taken_up_at_once(
    view: TimelineView, three: Timeline, theme: Theme
) -> None:
    view.show_timeline(three)
    for blue_orange in (False, True):
        theme.choose(Scheme.DARK, blue_orange=blue_orange)
        column = view.rows.column_rect(TIME)
        seen = colours(painted(view), range(column.left(), column.right()), range(34))
        assert theme.colours.passed.lower() in seen


# --- magnifying -----------------------------------------------------------------------------


def test_plus_minus_and_zero_magnify_around_the_current_event(
    view: TimelineView, thousands: Timeline
) -> None:
    view.show_timeline(thousands)
    view.rows.show_row(9_000)
    scale_view = view.rows.scale_view
    assert not view.head.fit.isEnabled()
    assert not view.slider.isVisible()
    for _ in range(20):
        press(view, Qt.Key.Key_Plus)
    assert scale_view.zoom > 50
    assert view.slider.isVisible()
    assert scale_view.sees(view.rows.marks(9_000)[0])
    press(view, Qt.Key.Key_Minus)
    assert scale_view.zoom > 1
    before = scale_view.offset
    press(view, Qt.Key.Key_Right)
    assert scale_view.offset > before
    press(view, Qt.Key.Key_0)
    assert scale_view.seen == (0.0, 1.0)
    assert not view.slider.isVisible()


def test_the_wheel_magnifies_under_the_pointer(view: TimelineView, thousands: Timeline) -> None:
    view.show_timeline(thousands)
    scale_view = view.rows.scale_view
    x = view.rows.column_rect(TIME).center().x()
    place = scale_view.place(x)
    viewport = view.rows.viewport()
    event = QWheelEvent(
        QPointF(x, 50),
        QPointF(viewport.mapToGlobal(QPoint(x, 50))),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.rows.wheelEvent(event)
    assert scale_view.zoom > 1.5
    assert scale_view.x(place) == pytest.approx(x, abs=1)
    view.head.fit.click()
    assert scale_view.zoom == 1.0


def test_the_scroll_bar_moves_along_the_axis(view: TimelineView, thousands: Timeline) -> None:
    view.show_timeline(thousands)
    view.rows.scale_view.zoom_in(10)
    view.slider.setValue(view.slider.maximum())
    assert view.rows.scale_view.seen[1] == pytest.approx(1.0)
    view.slider.setValue(0)
    assert view.rows.scale_view.seen[0] == 0.0


def test_a_current_event_out_of_sight_is_moved_to(view: TimelineView, thousands: Timeline) -> None:
    view.show_timeline(thousands)
    view.rows.scale_view.zoom_in(15, 0)
    last = max(range(len(thousands.events)), key=lambda row: thousands.events[row].created)
    view.rows.show_row(last)
    assert any(view.rows.scale_view.sees(x) for x in view.rows.marks(last))


# --- words ----------------------------------------------------------------------------------


def test_dates_are_written_in_the_zone_that_is_chosen(view: TimelineView, three: Timeline) -> None:
    view.show_timeline(three)
    view.rows.show_row(0)
    assert view.foot.created.text() == "created 2026-05-20 10:00:00 Z"
    view.head.zones[Zone.LOCAL].click()
    assert view.model.zone is Zone.LOCAL
    assert not view.head.zones[Zone.UTC].isChecked()
    view.head.zones[Zone.UTC].click()
    assert view.foot.created.text() == "created 2026-05-20 10:00:00 Z"


def test_the_view_says_what_it_works_at_and_what_there_is_not(
    view: TimelineView, three: Timeline, tmp_path: Path
) -> None:
    def said() -> list[str]:
        return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]

    view.show_working()
    assert said() == ["Laying out the events…"]
    value = draft()
    value["events"] = None
    view.show_timeline(timeline_of(written(tmp_path, value), trusting(OWN)))
    assert said() == ["This document holds no events."]
    view.show_timeline(three)
    assert "3 events, 2 signers named" in said()
    view.clear()
    assert said() == [""]
    assert view.model.rowCount() == 0


def test_hostile_text_is_shown_as_text(view: TimelineView, tmp_path: Path) -> None:
    value = draft()
    one = signed_event(value, OTHER, HOSTILE, HOSTILE, event_id=HOSTILE, created_at=HOSTILE)
    one["signer"]["key_id"] = HOSTILE
    value["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = HOSTILE
    view.show_timeline(timeline_of(written(tmp_path, value), trusting(OWN)))
    view.rows.show_row(2)
    assert not painted(view).isNull()
    shown = [label for label in view.findChildren(QLabel) if label.text()]
    assert any("<b>x</b>" in label.text() for label in shown)
    for label in shown:
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert "\u202e" not in label.text()
        assert "<b>" not in label.toolTip()


def test_a_screen_reader_is_told_the_rows(
    view: TimelineView, failing: str, session: Session
) -> None:
    view.show_timeline(timeline_of(failing, session))
    table = QAccessible.queryAccessibleInterface(view.rows)
    assert table is not None
    assert table.role() is QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Events on a time axis"
    children = (table.child(place) for place in range(table.childCount()))
    spoken = [child.text(QAccessible.Text.Name) for child in children if child is not None]
    assert any(text.startswith("pass, record_created, created 2026-05-18") for text in spoken)
    assert any(text.startswith("fail: content differs, graph_snapshot") for text in spoken)
    assert {"Signer", "Event", "Time", "Result"} <= set(spoken)


def test_the_legend_names_what_is_there(view: TimelineView, session: Session) -> None:
    def words() -> set[str]:
        return {label.text() for label in view.head.findChildren(QLabel) if label.isVisible()}

    view.show_timeline(timeline_of(BUNDLE, session))
    assert {"created", "signed", "bundle built"} <= words()
    assert "time left out" not in words()
