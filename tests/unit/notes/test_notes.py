"""Notes as values: limits, and merging without loss."""

import itertools

import pytest
from hypothesis import given

from inspector.errors import NotesError
from inspector.notes.notes import (
    LONGEST_AUTHOR,
    LONGEST_NOTE,
    LONGEST_POINTER,
    MOST_NOTES,
    Note,
    changed_note,
    is_sound,
    merged,
    new_note,
    replaced,
    split_ids,
)
from tests.unit.notes.collections import COLLECTIONS, note


def versions(notes: list[Note] | tuple[Note, ...]) -> set[Note]:
    return {one._replace(is_imported=False) for one in notes}


@given(COLLECTIONS, COLLECTIONS, COLLECTIONS)
def test_order_of_merging_does_not_matter(
    one: list[Note], two: list[Note], three: list[Note]
) -> None:
    assert len({merged(*order) for order in itertools.permutations((one, two, three))}) == 1
    assert merged(merged(one, two), three) == merged(one, merged(two, three))


@given(COLLECTIONS, COLLECTIONS)
def test_merging_again_changes_nothing(one: list[Note], two: list[Note]) -> None:
    together = merged(one, two)
    assert merged(together, one) == merged(together, together) == together


@given(COLLECTIONS, COLLECTIONS)
def test_merging_loses_no_version_and_has_each_once(one: list[Note], two: list[Note]) -> None:
    together = merged(one, two)
    assert versions(together) == versions(one) | versions(two)
    assert len(versions(together)) == len(together)


@given(COLLECTIONS, COLLECTIONS)
def test_own_note_is_never_taken_for_an_imported_one(one: list[Note], two: list[Note]) -> None:
    own = versions([each for each in (*one, *two) if not each.is_imported])
    for each in merged(one, two):
        assert each.is_imported is (each._replace(is_imported=False) not in own)


@given(COLLECTIONS, COLLECTIONS, COLLECTIONS)
def test_change_takes_out_what_it_names_and_nothing_else(
    notes: list[Note], removed: list[Note], added: list[Note]
) -> None:
    found = versions(replaced(notes, removed, added))
    assert versions(added) <= found
    assert versions([one for one in notes if one not in removed]) <= found


def test_two_changes_of_one_note_are_both_kept_and_told() -> None:
    first = note()
    ada = replaced([first], [first], [changed_note(first, "Ada's words", "Ada")])
    eve = replaced([first], [first], [changed_note(first, "Eve's words", "Eve")])
    together = merged(ada, eve)
    assert {one.text for one in together} == {"Ada's words", "Eve's words"}
    assert split_ids(together) == {first.id}
    assert not split_ids([first, note(id="b" * 32)])


def test_changing_an_imported_note_makes_it_ones_own() -> None:
    changed = changed_note(note(is_imported=True), "seen", "Bob")
    assert (changed.id, changed.author, changed.is_imported) == ("a" * 32, "Bob", False)
    assert is_sound(changed)


def test_note_is_trimmed_and_bounded() -> None:
    found = new_note("/a", "  two\r\nlines \ud800\n\n", " Ada ")
    assert (found.text, found.author) == ("two\nlines ?", "Ada")
    assert is_sound(found)
    for pointer, text, author in (
        ("", " \n", ""),
        ("", "x" * (LONGEST_NOTE + 1), ""),
        ("", "x", "n" * (LONGEST_AUTHOR + 1)),
        ("/" + "p" * LONGEST_POINTER, "x", ""),
    ):
        with pytest.raises(NotesError):
            new_note(pointer, text, author)


def test_document_has_a_bounded_number_of_notes() -> None:
    many = [note(id=f"{number:032x}") for number in range(MOST_NOTES)]
    assert len(replaced(many, [], many)) == MOST_NOTES
    with pytest.raises(NotesError):
        replaced(many, [], [note(id="f" * 32)])


@pytest.mark.parametrize(
    "member",
    [
        *({"id": ""}, {"id": "A" * 32}, {"id": "a" * 33}, {"pointer": "a"}, {"pointer": "/~2"}),
        *({"at": ""}, {"at": "2026-5-1T10:00:00Z"}, {"at": "2026-02-30T10:00:00Z"}, {"text": ""}),
        *({"at": "9" * 5_000}, {"text": "x" * 10_001}, {"author": "x" * 201}),
    ],
)
def test_what_no_program_of_this_kind_wrote_is_not_sound(member: dict[str, str]) -> None:
    assert is_sound(note())
    assert not is_sound(note()._replace(**member))  # type: ignore[arg-type]
