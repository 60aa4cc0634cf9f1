"""The header of a comparison: both sides, whether they are one record, and the counts."""

import copy
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from inspector.compare.comparison import compare
from inspector.compare.side import Side
from inspector.errors import DuplicateNameError, NothingInCommonError
from inspector.gui.compare import head_text
from inspector.gui.compare.head import CompareHead
from inspector.gui.compare.head_text import SideText
from inspector.progress import Progress
from tests.gui.compare.shelf import HIDDEN, HOSTILE, Shelf, cut_off, spoken
from tests.unit.compare.documents import changed_state, document, longer_bundle, verified

ERROR = DuplicateNameError(
    "Two members of the document have the name “pith_number”. It cannot be known which one was "
    "signed"
)
LONG = "/home/curator/records/2026/a-folder-with-a-very-long-name/" * 3 + "state.json"


def head_of(
    shelf: Shelf, left: Side, right: Side, *, hidden: int = 0, width: int = 1_440, fonts: int = 1
) -> CompareHead:
    theme = shelf.theme(fonts)
    head = CompareHead(theme)
    comparison = compare(left, right)
    part = comparison.parts[0]
    head.show_side(head_text.side_of(left, part.left), is_left=True)
    head.show_side(head_text.side_of(right, part.right), is_left=False)
    head.show_centre(head_text.centre_of(comparison, hidden))
    shelf.show(theme, head, width)
    return head


def words(head: CompareHead) -> list[str]:
    return [sign.word for sign in head.centre.counts if not sign.isHidden()]


def numbers(head: CompareHead) -> list[str]:
    return [label.text() for label in head.centre.numbers if not label.isHidden()]


# --- one record or two --------------------------------------------------------------------


def test_the_same_record_with_its_number_and_all_four_counts(shelf: Shelf) -> None:
    head = head_of(shelf, verified(changed_state()), verified(longer_bundle()))
    assert head.centre.title.text() == "Same record"
    assert numbers(head) == [document("good").pith_number]
    assert [word.split()[1] for word in words(head)] == ["added", "removed", "changed", "moved"]
    assert all(int(word.split()[0]) >= 0 for word in words(head))


def test_record_and_number_are_told_apart(shelf: Shelf) -> None:
    other = verified(dict(document("good").value) | {"pith_number": "pith:2024:" + "A" * 26})
    head = head_of(shelf, verified("good"), other)
    assert head.centre.title.text() == "Same record"
    assert numbers(head) == [document("good").pith_number, "pith:2024:" + "A" * 26]
    assert "does not follow from it" in head.centre.sentence.text()
    value: Any = copy.deepcopy(document("good").value)
    value["canonical_record"]["metadata"]["license"] = "none"
    other = verified(value)
    head = head_of(shelf, verified("good"), other)
    assert head.centre.title.text() == "Two records, one number"


def test_a_side_without_a_number(shelf: Shelf) -> None:
    value = {k: v for k, v in document("good").value.items() if k != "pith_number"}
    head = head_of(shelf, verified("good"), verified(value))
    assert head.centre.title.text() == "Same record"
    assert "is missing" in head.centre.sentence.text()
    assert len(numbers(head)) == 1
    del value["canonical_record"]
    head = head_of(shelf, verified("good"), verified(value))
    assert head.centre.title.text() == "One side has no Pith Number"
    head = head_of(shelf, verified(value), verified(value))
    assert head.centre.title.text() == "Neither side has a Pith Number"
    assert numbers(head) == []


def test_two_documents_that_say_the_same(shelf: Shelf) -> None:
    head = head_of(shelf, verified("good"), verified("good"))
    assert words(head) == ["Nothing differs"]
    assert "Nothing differs" in head.centre.accessibleName()
    assert not head.centre.sentence.text()
    head = head_of(shelf, verified("good"), verified("sorted"))
    assert words(head) == ["Nothing differs"]
    assert "the bytes of the two are not" in head.centre.sentence.text()
    manifest = document("mirror-manifest").value
    head = head_of(shelf, verified(manifest), verified(dict(reversed(manifest.items()))))
    assert words(head) == ["Nothing differs"]
    assert head.centre.sentence.text().endswith("the bytes of the two are not.")


def test_hidden_differences_are_counted_and_said(shelf: Shelf) -> None:
    sides = verified("payload-changed"), verified("good")
    assert head_of(shelf, *sides).centre.hidden.text() == ""
    head = head_of(shelf, *sides, hidden=1_234)
    assert head.centre.hidden.text() == "(1,234 of them hidden)"
    assert sum(int(word.split()[0]) for word in words(head)) == compare(*sides).counts.total


# --- what was compared --------------------------------------------------------------------


def test_whole_documents_need_no_word_on_what_was_compared(shelf: Shelf) -> None:
    head = head_of(shelf, verified("good"), verified("payload-changed"))
    assert head.centre.compared.isHidden()
    assert head.left.note.text() == "bundle, 2 events"


def test_a_state_with_the_state_of_a_bundle(shelf: Shelf) -> None:
    head = head_of(shelf, verified(changed_state()), verified(longer_bundle()))
    assert head.centre.compared.text().startswith("Compared: the state.")
    assert head.left.note.text() == "state on its own, 2 entries"
    assert head.right.name.text().endswith(" › State")
    assert head.right.note.text() == "state inside a signed bundle, 8 entries"


def test_a_bundle_whose_signature_does_not_hold_is_not_called_signed(shelf: Shelf) -> None:
    head = head_of(shelf, verified("good-state"), verified("bundle.signature"))
    assert head.right.note.text() == "state inside a bundle, 2 entries"


def test_a_record_with_a_bundle_names_the_parts(shelf: Shelf) -> None:
    head = head_of(shelf, verified("good-record"), verified("good"))
    assert "parts that both have" in head.centre.compared.text()
    assert "canonical_record" in head.centre.compared.toolTip()
    assert head.left.note.text() == "record"


def test_a_computed_state_says_that_its_verdict_is_the_bundles(shelf: Shelf) -> None:
    side = verified("every-event-type", at=3)
    assert head_text.side_of(side).note == (
        "state after event 3, computed from the bundle's events; the verdict is the bundle's"
    )
    assert "after event 3 of 9, computed" in head_text.side_of(side, events=9).note


def test_entries_are_counted_whatever_event_count_states(shelf: Shelf) -> None:
    value = dict(document("good-state").value)
    for count in (10**12, -1, 2**31):
        assert head_text.side_of(verified(value | {"event_count": count})).note == (
            "state on its own, 2 entries"
        )


# --- a side that is not there ---------------------------------------------------------------


def test_an_unreadable_side_says_why_in_its_place_beside_the_other(shelf: Shelf) -> None:
    theme = shelf.theme()
    head = CompareHead(theme)
    head.show_side(head_text.side_of(verified("good")), is_left=True)
    head.show_side(head_text.side_unreadable("broken.json", ERROR), is_left=False)
    head.show_centre(head_text.centre_one_unreadable())
    shelf.show(theme, head, 1_440)
    assert head.left.sign.word == "Verified"
    assert head.right.sign.word == "Unreadable"
    assert head.right.name.text() == "broken.json"
    assert head.right.note.text() == f"{ERROR.message}."
    assert head.right.accessibleName().startswith("RIGHT: Unreadable, broken.json, Two members")
    assert words(head) == numbers(head) == []
    assert cut_off(head) == []


def test_two_documents_with_nothing_in_common_are_said_not_to_be_compared(shelf: Shelf) -> None:
    head = CompareHead(shelf.theme())
    head.show_centre(head_text.centre_of_error(NothingInCommonError("They share no part")))
    assert head.centre.title.text() == "Not compared"
    assert head.centre.sentence.text() == "They share no part."
    assert "Neither" in head_text.centre_one_unreadable(both=True).sentence


def test_a_side_that_is_read_has_no_verdict_and_can_be_cancelled(shelf: Shelf) -> None:
    theme = shelf.theme()
    head = CompareHead(theme)
    asked: list[str] = []
    head.left.progress.cancel.clicked.connect(lambda: asked.append("left"))
    head.right.progress.cancel.clicked.connect(lambda: asked.append("right"))
    head.show_side(head_text.side_of(verified("good")), is_left=True)
    head.show_busy(head_text.side_loading("other.json"), is_left=False)
    head.show_centre(head_text.centre_reading())
    shelf.show(theme, head, 1_440)
    assert head.right.sign.word == "Reading…"
    before = head.height()
    head.show_progress(Progress("verifying", 12_000, 100_000), is_left=False)
    shelf.qtbot.waitUntil(head.right.progress.isVisible)
    assert head.height() > before
    assert cut_off(head) == []
    button = head.right.progress.findChild(QPushButton)
    shelf.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == ["right"]
    head.show_side(head_text.side_of(verified("payload-changed")), is_left=False)
    assert not head.right.progress.isVisible()
    assert head.right.sign.word == "Failed"


def test_swapped_sides_change_places(shelf: Shelf) -> None:
    one, other = verified(changed_state()), verified(longer_bundle())
    before, after = head_of(shelf, one, other), head_of(shelf, other, one)
    texts = [(side.sign.word, side.name.text()) for side in (before.left, before.right)]
    swapped = [(side.sign.word, side.name.text()) for side in (after.right, after.left)]
    assert texts == swapped
    assert words(before)[0].split()[0] == words(after)[1].split()[0]


# --- texts and room -------------------------------------------------------------------------


def test_hostile_names_and_numbers_are_plain_text(shelf: Shelf) -> None:
    value = dict(document("good").value) | {"pith_number": HOSTILE * 50}
    side = replace(verified(value), name=HOSTILE)
    head = head_of(shelf, side, verified("good"))
    head.show_side(head_text.side_unreadable(HOSTILE, ERROR), is_left=False)
    for text in spoken(head):
        assert not any(hidden in text for hidden in HIDDEN), text
    assert "<b>x</b>" in head.left.name.text()
    assert "\\u202e" in head.right.name.text()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in numbered(head))


def numbered(head: CompareHead) -> list[Any]:
    return [head.left.name, head.left.note, *head.centre.numbers]


@pytest.mark.parametrize("width", [900, 1_100, 1_440])
@pytest.mark.parametrize("fonts", [1, 2])
def test_no_word_is_cut_at_any_width(shelf: Shelf, width: int, fonts: int) -> None:
    other = dict(document("good").value) | {"pith_number": "pith:2024:" + "A" * 26}
    right = replace(verified(other), name=LONG)
    head = head_of(shelf, verified("good-record"), right, hidden=2, width=width, fonts=fonts)
    assert head.width() == width
    assert cut_off(head) == []
    head.show_side(SideText(head_text.side_loading("x").sign, LONG, str(ERROR)), is_left=True)
    shelf.settle()
    assert cut_off(head) == []


@pytest.mark.parametrize("width", [900, 1_440])
def test_what_comes_while_it_is_visible_has_its_room_at_once(shelf: Shelf, width: int) -> None:
    sides = verified("good-record"), verified("every-event-type")
    wanted = head_of(shelf, *sides, hidden=3, width=width).height()
    head = head_of(shelf, verified("good"), verified("good"), width=width)
    comparison = compare(*sides)
    head.show_side(head_text.side_of(sides[0]), is_left=True)
    head.show_side(head_text.side_of(sides[1]), is_left=False)
    head.show_centre(head_text.centre_of(comparison, 3))
    assert head.height() == wanted
    shelf.settle()
    assert head.height() == wanted
    assert cut_off(head) == []


def test_it_takes_other_room_when_the_window_changes(shelf: Shelf) -> None:
    head = head_of(shelf, verified("good-record"), verified("good"))
    wide = head.height()
    head.window().resize(480, 900)
    shelf.settle()
    assert head.height() > wide
    assert cut_off(head) == []
    head.window().resize(1_440, 900)
    shelf.settle()
    assert head.height() == wide


def test_two_files_whose_names_look_alike_are_told_apart() -> None:
    latin, cyrillic, blank = "/x/a.json", "/y/\u0430.json", "/x/a.json "
    assert head_text.apart("a.json", latin, cyrillic) == "a.json"
    assert head_text.apart("\u0430.json", cyrillic, latin) == "\\u0430.json"
    assert head_text.apart("a.json ", blank, latin) == "a.json\\u0020"
    assert head_text.apart("b.json", "/x/b.json", latin) == "b.json"


@pytest.mark.parametrize(
    ("left", "right", "names"),
    [
        ("/a/x/bundle.json", "/b/x/bundle.json", ("a/x/bundle.json", "b/x/bundle.json")),
        ("/a/bundle.json", "bundle.json", ("a/bundle.json", "bundle.json")),
        ("/a/bundle.json", "/a/bundle.json", ("bundle.json", "bundle.json")),
        ("/a/one.json", "/b/two.json", ("one.json", "two.json")),
    ],
)
def test_two_files_of_one_name_are_distinguished_by_their_folders(
    left: str, right: str, names: tuple[str, str]
) -> None:
    called = (
        head_text.side_loading(left, right).name,
        head_text.side_unreadable(right, ERROR, left).name,
    )
    assert called == names


@pytest.mark.parametrize(
    ("left", "right", "names"),
    [
        ("https://a.example/AA/b.json", "https://a.example/BB/b.json", ("AA/b.json", "BB/b.json")),
        (
            "https://a.example/b.json?n=1",
            "https://a.example/b.json?n=2",
            ("b.json?n=1", "b.json?n=2"),
        ),
        ("/a/b.json/", "/c/b.json", ("a/b.json", "c/b.json")),
    ],
)
def test_what_was_read_under_one_name_is_distinguished_by_its_address(
    left: str, right: str, names: tuple[str, str]
) -> None:
    called = head_text.apart("b.json", left, right), head_text.apart("b.json", right, left)
    assert called == names
