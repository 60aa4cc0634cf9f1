"""The axis of the timeline: order of positions, where time is left out, which dates are
labelled."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.gui.document.dates import Zone
from inspector.gui.timeline.axis import TimelineZoom
from inspector.gui.timeline.timeline_scale import Scale, Tick, ticks

DAY = 86_400
FIRST_YEAR, LAST_YEAR = -62_135_596_800, 253_402_300_799
MOCKUP = [0, 0, DAY, DAY + 1, DAY + 2, DAY + 3, DAY + 4, DAY + 5, 13 * DAY]
DIGIT, LINE_GAP = 7, 1
"""How wide a digit is taken to be, and what must stay between two texts."""

dates = st.one_of(
    st.lists(st.integers(FIRST_YEAR, LAST_YEAR), max_size=40),
    # Crowds of dates a few seconds apart, days between them.
    st.lists(
        st.builds(lambda day, second: day * DAY + second, st.integers(0, 9), st.integers(0, 9)),
        max_size=60,
    ),
)


def zoom_on(scale: Scale, width: int = 600) -> TimelineZoom:
    scale_view = TimelineZoom()
    scale_view.set_room(0, width)
    scale_view.show_scale(scale.narrowest)
    return scale_view


@given(dates)
def test_order_is_kept_and_one_date_has_one_place(seconds: list[int]) -> None:
    scale = Scale(seconds)
    places = [scale.place(second) for second in sorted(seconds)]
    assert places == sorted(places)
    assert all(0.0 <= place <= 1.0 for place in places)
    assert list(scale.seconds) == sorted(set(seconds))
    if len(scale.seconds) > 1:
        assert scale.places[0] == 0.0
        assert scale.places[-1] == pytest.approx(1.0)


@given(dates)
def test_a_cut_says_its_true_length_and_is_shorter_than_that(seconds: list[int]) -> None:
    scale = Scale(seconds)
    cuts = scale.cuts(0.0, 1.0)
    ends = {(scale.place(one), scale.place(two)): two - one for one, two in pairwise(scale.seconds)}
    drawn = [
        (end - begin) / length
        for (begin, end), length in ends.items()
        if (begin, end) not in {(cut.begin, cut.end) for cut in cuts}
    ]
    for cut in cuts:
        assert cut.seconds == ends[cut.begin, cut.end]
        assert cut.end - cut.begin == pytest.approx(scale.cut_width)
        assert (cut.end - cut.begin) / cut.seconds <= max(drawn)


@given(dates)
def test_between_the_cuts_the_axis_is_linear(seconds: list[int]) -> None:
    scale = Scale(seconds)
    cut = {one.begin for one in scale.cuts(0.0, 1.0)}
    drawn = [
        ((scale.place(two) - scale.place(one)), two - one)
        for one, two in pairwise(scale.seconds)
        if scale.place(one) not in cut
    ]
    width, length = (sum(values) for values in zip(*drawn, strict=True)) if drawn else (0, 0)
    for part, of in drawn:
        assert part == pytest.approx(of * width / length, abs=1e-9)


@given(dates, st.floats(0, 1), st.floats(0, 1))
def test_the_cuts_of_a_part_are_those_of_the_whole(
    seconds: list[int], one: float, two: float
) -> None:
    scale = Scale(seconds)
    begin, end = sorted((one, two))
    whole = scale.cuts(0.0, 1.0)
    part = scale.cuts(begin, end)
    assert [cut for cut in whole if cut in part] == part
    assert {cut for cut in whole if cut.begin < end and cut.end > begin} <= set(part)


def test_seconds_and_days_can_both_be_read() -> None:
    scale = Scale(MOCKUP)
    assert [cut.seconds for cut in scale.cuts(0.0, 1.0)] == [DAY, 12 * DAY - 5]
    assert scale.narrowest * 600 > 40


def test_crowds_in_an_hour_of_each_day_are_drawn_wider_than_the_nights() -> None:
    scale = Scale(day * DAY + 36 * place for day in range(20) for place in range(100))
    assert len(scale.cuts(0.0, 1.0)) == 19
    assert scale.place(36 * 99) > 3_600 / (19 * DAY)


@pytest.mark.parametrize(
    "seconds",
    [[], [7], [0, 13 * DAY], [0, 1], [place * DAY for place in range(300)]],
    ids=["none", "one", "two", "a second", "regular"],
)
def test_nothing_is_left_out_where_nothing_is_won(seconds: list[int]) -> None:
    assert Scale(seconds).cuts(0.0, 1.0) == []
    assert Scale(seconds).cut_width == 0.0


def widths(tick: Tick) -> tuple[int, int]:
    return DIGIT * len(tick.day), DIGIT * len(tick.time)


@given(dates, st.integers(0, 12), st.floats(0, 600))
def test_written_dates_never_touch(seconds: list[int], steps: int, x: float) -> None:
    scale = Scale(seconds)
    scale_view = zoom_on(scale)
    scale_view.zoom_in(steps, x)
    written = list(ticks(scale, scale_view, Zone.UTC, widths))
    for line in (0, 1):
        texts = [(tick.x, tick.x + widths(tick)[line]) for tick in written if widths(tick)[line]]
        for (_, end), (begin, _) in pairwise(texts):
            assert end + LINE_GAP <= begin
    seen = [place for place in scale.places if scale_view.seen[0] <= place <= scale_view.seen[1]]
    assert bool(written) == bool(seen)
    if seen:
        assert written[-1].x == scale_view.x(seen[-1])


def test_only_what_is_new_is_written(qapp: Any) -> None:
    scale = Scale(MOCKUP)
    written = list(ticks(scale, zoom_on(scale), Zone.UTC, lambda _: (1, 1)))
    assert [(tick.day, tick.time) for tick in written] == [
        ("1970-01-01", "00:00:00"),
        ("1970-01-02", "00:00:00"),
        *(("", f":0{second}") for second in range(1, 6)),
        ("1970-01-14", "00:00:00"),
    ]


@given(dates.filter(bool), st.floats(-5, 30), st.floats(0, 600))
def test_magnifying_keeps_what_is_under_the_pointer(
    seconds: list[int], steps: float, x: float
) -> None:
    scale_view = zoom_on(Scale(seconds))
    scale_view.zoom_in(10, 300)
    place = scale_view.place(x)
    scale_view.zoom_in(steps, x)
    begin, end = scale_view.seen
    assert -1e-9 <= begin <= end <= 1 + 1e-9
    if begin > 1e-6 and end < 1 - 1e-6:  # at an end of the axis there is nothing to move
        assert scale_view.x(place) == pytest.approx(x, abs=0.5)


def test_all_is_seen_at_first_and_again_with_fit(qapp: Any) -> None:
    scale_view = zoom_on(Scale(MOCKUP))
    assert scale_view.seen == (0.0, 1.0)
    scale_view.zoom_in(5, 10)
    assert scale_view.seen[1] < 1.0
    scale_view.fit()
    assert scale_view.seen == (0.0, 1.0)
