"""Find by text, name, value, JSON Pointer and result; the query's form selects the kind."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from inspector.gui.document.find import (
    Query,
    Scope,
    outcomes,
    parse,
    prefix_of,
    rescoped,
)
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import Desk

WAIT = 120_000


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Query(Scope.EVERYTHING, "")),
        ("some text", Query(Scope.EVERYTHING, "some text")),
        ("/events/1", Query(Scope.POINTER, "/events/1")),
        ("/", Query(Scope.POINTER, "/")),
        ("name:sha", Query(Scope.NAMES, "sha")),
        ("Name: sha", Query(Scope.NAMES, "sha")),
        ("value:/path", Query(Scope.VALUES, "/path")),
        ("value:name:x", Query(Scope.VALUES, "name:x")),
        ("is:fail", Query(Scope.RESULT, "fail")),
        ("is:not reached", Query(Scope.RESULT, "not reached")),
        ("this:that", Query(Scope.EVERYTHING, "this:that")),
    ],
)
def test_a_prefix_says_where_to_look(typed: str, query: Query) -> None:
    assert parse(typed) == query


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.sampled_from(Scope))
def test_another_scope_keeps_the_text(text: str, scope: Scope) -> None:
    changed = parse(rescoped(text, scope))
    if scope is not Scope.EVERYTHING:
        assert changed.scope is scope
        assert changed.text.removeprefix("/") == parse(text).text.removeprefix("/").lstrip() or (
            scope is Scope.POINTER
        )


def test_every_kind_of_result_has_one_word() -> None:
    words = [outcome.words[0] for outcome in outcomes()]
    assert words == ["fail", "warn", "unchecked", "not reached", "pass"]


class Finder:
    """A window on a document, and its find field."""

    def __init__(self, desk: Desk, source: str) -> None:
        self.desk = desk
        self.window = desk.window(source)
        self.tree = self.window.current.document_page.tree

    @property
    def pointer(self) -> str:
        pointer: str = self.window.current.inspection.selection.pointer
        return pointer

    def type(self, text: str, report: str) -> None:
        self.tree.find_field.clear()
        self.desk.qtbot.keyClicks(self.tree.find_field, text)
        self.desk.qtbot.waitUntil(lambda: self.tree.matches.text() == report, timeout=WAIT)

    def walk(self, count: int) -> list[str]:
        """The pointers of the matches, the current one first."""
        found = [self.pointer]
        for _ in range(count - 1):
            self.desk.qtbot.keyClick(self.tree.find_field, Qt.Key.Key_Return)
            found.append(self.pointer)
        return found


@pytest.fixture
def finder(desk: Desk, failing: str) -> Finder:
    return Finder(desk, failing)


def test_a_pointer_goes_to_its_value(finder: Finder) -> None:
    finder.type("/events/1/content_sha256", "1 of 1")
    assert finder.pointer == "/events/1/content_sha256"


def test_a_beginning_of_pointers_walks_all_of_them(finder: Finder) -> None:
    finder.type("/events/1/signe", "1 of 5")
    first, *others = finder.walk(5)
    assert first == "/events/1/signer"
    assert all(pointer.startswith("/events/1/signer/") for pointer in others)


def test_names_and_values_apart(finder: Finder) -> None:
    finder.type("name:canonical_record", "1 of 4")
    assert all(pointer.endswith("/canonical_record") for pointer in finder.walk(4))
    finder.type("value:canonical_record", "no match")
    finder.type("value:Eve Intruder", "1 of 1")
    assert finder.pointer.endswith("/paper/authors_text")


def test_results_are_found_by_their_word(finder: Finder) -> None:
    finder.type("is:fail", "1 of 3")
    assert set(finder.walk(3)) == {
        "/bundle_signature/bundle_sha256",
        "/events/1/content_sha256",
        "/state/current/graph_snapshots/0/payload/graph_snapshot/paper/authors_text",
    }
    finder.type("is:not reached", "1 of 2")
    assert set(finder.walk(2)) == {"/bundle_signature", "/events/1/signature"}
    finder.type("is:unch", "1 of 4")
    finder.type("is:nothing such", "no match")
    finder.type("is:", "")


def test_results_are_found_by_the_words_of_the_interface(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inspector.gui.document import find
    from inspector.gui.widgets import signs

    german = {"fail": "Fehler", "is:": "ist:"}
    for module in (find, signs):
        monkeypatch.setattr(module, "translate", lambda _, text: german.get(text, text))
    finder.type("ist:fehl", "1 of 3")
    finder.type("is:fail", "1 of 3")


def test_pointers_and_results_need_no_index(finder: Finder) -> None:
    finder.tree.find_field.setText("/pith_number")
    finder.tree.find_field.searched.emit("/pith_number")
    assert finder.tree.matches.text() == "searching…"
    finder.desk.qtbot.waitUntil(lambda: finder.tree.matches.text() == "1 of 1")


def test_the_last_word_counts(finder: Finder) -> None:
    for text in ("is:pass", "/events", "value:a", "is:fail"):
        finder.tree.find_field.searched.emit(text)
    finder.desk.qtbot.waitUntil(lambda: finder.tree.matches.text() == "1 of 3", timeout=WAIT)


def test_what_was_looked_for_is_looked_for_again_after_a_reload(finder: Finder) -> None:
    finder.type("is:fail", "1 of 3")
    finder.window.actions_["reload"].trigger()
    finder.desk.settle(finder.window)
    finder.desk.qtbot.waitUntil(lambda: finder.tree.matches.text() == "1 of 3", timeout=WAIT)


def test_another_list_of_keys_selects_no_other_value(finder: Finder) -> None:
    finder.type("name:canonical_record", "1 of 4")
    finder.walk(2)
    assert finder.tree.matches.text() == "2 of 4"
    window, inspection = finder.window, finder.window.inspections.inspection
    index, selection = inspection.finder._index, inspection.selection
    selection.select_pointer("/public_keys/0")
    window.inspections.use_trust(TrustedKeys())
    finder.desk.settle(window)
    finder.desk.rest(window)
    assert inspection.finder._index is index  # or its matches would be selected once it is there
    assert selection.pointer == "/public_keys/0"
    assert finder.tree.matches.text() == "2 of 4"


def test_results_are_looked_for_again_by_another_list_of_keys(finder: Finder) -> None:
    finder.type("is:warn", "no match")
    window, selection = finder.window, finder.window.inspections.inspection.selection
    selection.select_pointer("/pith_number")
    window.inspections.use_trust(TrustedKeys())
    finder.desk.qtbot.waitUntil(lambda: finder.tree.matches.text() == "0 of 1")
    assert selection.pointer == "/pith_number"


def test_many_matches_are_counted_to_a_limit(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        value["many"] = ["needle"] * 2_500

    finder = Finder(desk, altered(change))
    finder.type("needle", "1 of 2,000+")
    finder.type("/many/", "1 of 2,000+")
    assert finder.pointer == "/many/0"


def test_the_menu_writes_the_prefix_into_the_field(finder: Finder) -> None:
    field = finder.tree.find_field
    field.setText("sha256")
    for scope, text in (
        (Scope.NAMES, "name:sha256"),
        (Scope.VALUES, "value:sha256"),
        (Scope.POINTER, "/sha256"),
        (Scope.EVERYTHING, "sha256"),
    ):
        menu = field.menu()
        action = next(a for a in menu.actions() if a.text().endswith(f"\t{prefix_of(scope)}"))
        assert not action.isChecked()
        action.trigger()
        assert field.text() == text
        menu.close()
    below = field.menu().actions()[-1].menu()
    next(a for a in below.actions() if a.text().startswith("fail")).trigger()
    assert field.text() == "is:fail"


@pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "raise")
def test_the_menu_opens_by_the_keyboard(finder: Finder) -> None:
    field = finder.tree.find_field
    desk = finder.desk
    desk.qtbot.keyClick(field, Qt.Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    menu = desk.app.activePopupWidget()
    assert menu is not None
    menu.close()
