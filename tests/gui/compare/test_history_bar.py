"""The two sliders over a bundle's history, with few and with many events."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from inspector.document.document import Document
from inspector.document.kinds import Kind
from inspector.gui.compare.head_text import after
from inspector.gui.compare.top import HistoryBar
from tests.gui.compare.shelf import HIDDEN, HOSTILE, Shelf, cut_off, spoken
from tests.unit.compare.documents import document

MANY = 20_000


def bundle(*events: Any) -> Document:
    return Document(b"", dict(document("good").value) | {"events": list(events)}, Kind.BUNDLE)


def many() -> Document:
    return bundle(*[{"event_type": "correction", "created_at": "2026-05-18T00:00:59Z"}] * MANY)


class Walk:
    """A bar in a window, and where it was moved to."""

    def __init__(
        self, shelf: Shelf, shown: Document, at: tuple[int, int], width: int = 1_440, fonts: int = 1
    ) -> None:
        theme = shelf.theme(fonts)
        self.bar = HistoryBar(theme)
        self.moves: list[tuple[int, int]] = []
        self.bar.moved.connect(lambda *at: self.moves.append(at))
        self.bar.show_history(shown, *at)
        shelf.show(theme, self.bar, width)
        self.left, self.right = self.bar.sliders
        self.labels = self.bar.labels

    def press(self, shelf: Shelf, slider: Any, *keys: Qt.Key) -> None:
        slider.setFocus()
        for key in keys:
            shelf.qtbot.keyClick(slider, key)


def test_it_shows_where_both_sides_are_and_says_nothing_of_it(shelf: Shelf) -> None:
    walk = Walk(shelf, document("every-event-type"), (1, 9))
    assert walk.bar.at == (1, 9)
    assert walk.moves == []
    assert walk.labels[0].text().startswith("after event 1: record_created, 20")
    assert walk.labels[1].text().startswith("after event 9: ")


def test_two_events_are_walked_by_keyboard(shelf: Shelf) -> None:
    walk = Walk(shelf, document("good"), (1, 2))
    walk.press(shelf, walk.left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    walk.press(shelf, walk.right, Qt.Key.Key_Home)
    assert walk.moves == [(2, 2), (1, 2), (1, 1)]
    assert walk.labels[1].text() == walk.labels[0].text()


def test_twenty_thousand_events_are_walked_one_by_one_and_in_pages(shelf: Shelf) -> None:
    walk = Walk(shelf, many(), (1, MANY))
    walk.press(shelf, walk.left, Qt.Key.Key_Right)
    assert walk.bar.at == (2, MANY)
    walk.press(shelf, walk.left, Qt.Key.Key_PageUp)
    assert walk.bar.at == (2_002, MANY)
    walk.press(shelf, walk.left, Qt.Key.Key_End)
    assert walk.labels[0].text() == "after event 20,000: correction, 2026-05-18 00:00"


def test_the_handle_is_dragged_by_the_mouse(shelf: Shelf) -> None:
    walk = Walk(shelf, many(), (1, MANY))
    slider = walk.left
    middle = slider.height() // 2
    shelf.qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(11, middle))
    shelf.qtbot.mouseMove(slider, QPoint(slider.width() // 2, middle))
    shelf.qtbot.mouseRelease(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle)
    )
    assert abs(walk.bar.at[0] - MANY // 2) < MANY // 50
    assert walk.moves[-1] == walk.bar.at


def test_another_history_is_shown_in_the_same_bar(shelf: Shelf) -> None:
    walk = Walk(shelf, many(), (5_000, MANY))
    walk.bar.show_history(document("good"), 1, 2)
    assert walk.moves == []
    assert (walk.left.maximum(), walk.bar.at) == (2, (1, 2))


def test_one_event_leaves_nothing_to_walk(shelf: Shelf) -> None:
    walk = Walk(shelf, bundle({"event_type": "record_created"}), (1, 1))
    assert not walk.left.isEnabled()
    assert walk.labels[0].text() == "after event 1: record_created, no date"


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({}, "after event 1: no type, no date"),
        (None, "after event 1: no type, no date"),
        ({"event_type": 3, "created_at": "yesterday"}, "after event 1: no type, unreadable date"),
        (
            {"event_type": "a", "created_at": "2026-05-18T02:30:00+02:00"},
            "after event 1: “a”, 2026-05-18 00:30",
        ),
    ],
)
def test_an_event_that_says_little(event: Any, words: str) -> None:
    assert after(bundle(event), 1) == words


def test_a_screen_reader_is_told_the_side_and_the_event(shelf: Shelf) -> None:
    walk = Walk(shelf, document("good"), (1, 2))
    walk.press(shelf, walk.left, Qt.Key.Key_Right)
    assert walk.left.accessibleName().startswith("Left: after event 2: graph_snapshot, ")
    assert walk.right.accessibleName().startswith("Right: after event 2: ")


def test_a_hostile_type_is_plain_text(shelf: Shelf) -> None:
    event = {"event_type": HOSTILE * 100_000, "created_at": HOSTILE}
    walk = Walk(shelf, bundle(event, event), (1, 2))
    for text in spoken(walk.bar):
        assert not any(hidden in text for hidden in HIDDEN)
        assert len(text) < 200


@pytest.mark.parametrize("width", [900, 1_100, 1_440])
@pytest.mark.parametrize("fonts", [1, 2])
def test_no_word_is_cut(shelf: Shelf, width: int, fonts: int) -> None:
    long = {"event_type": "w" * 300, "created_at": "2026-05-18T00:00:59Z"}
    walk = Walk(shelf, bundle(long, long), (1, 2), width, fonts)
    assert walk.bar.width() == width
    assert cut_off(walk.bar) == []
