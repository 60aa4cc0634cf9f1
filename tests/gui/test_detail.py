"""The detail of a value: long texts are complete, and endless ones are bounded."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from inspector.gui.document.detail import LONGEST_VALUE, readable
from inspector.gui.inspect.detail_pages import AboutPage
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.inspect.raw_page import RawPage
from inspector.verify.explanations import EXPLANATIONS
from inspector.visible import exact
from tests.gui.conftest import BUNDLE, Desk
from tests.gui.test_hostile_text import HOSTILE


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3_000))
def test_a_text_is_read_over_its_own_lines(text: str) -> None:
    shown, goes_on = readable(text)
    assert shown == "\\n\n".join(exact(line) for line in text.split("\n"))
    assert not goes_on


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("x" * LONGEST_VALUE, False),
        ("x" * (LONGEST_VALUE + 1), True),
        ("\n" * LONGEST_VALUE, True),
        ("\u202e" * 100_000_000, True),
        ("文" * LONGEST_VALUE, False),
    ],
)
def test_an_endless_text_is_cut_before_it_is_looked_at(text: str, goes_on: bool) -> None:
    shown, found = readable(text)
    assert len(shown) == LONGEST_VALUE
    assert found is goes_on


@pytest.fixture
def show(desk: Desk, altered: Callable[..., str]) -> Callable[[str], Any]:
    def shown(text: str) -> Any:
        window = desk.window(altered(lambda value: value.update({"zz": text})))
        window.current.inspection.selection.select_pointer("/zz")
        return window.current.document_page.detail.found

    return shown


def long_text(page: Any) -> str:
    views = page.findChildren(QPlainTextEdit)
    assert len(views) == 1
    text: str = views[0].toPlainText()
    return text


def notes(page: Any) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_a_long_text_is_there_to_its_end(show: Callable[[str], Any]) -> None:
    text = "".join(f"Line {n} of a long abstract.\n" for n in range(3_000))
    page = show(text)
    assert long_text(page) == text.replace("\n", "\\n\n")
    assert "goes on" not in notes(page)


def test_an_endless_line_is_whole_and_said_to_go_on(show: Callable[[str], Any]) -> None:
    page = show(HOSTILE + "x" * 300_000)
    shown = long_text(page)
    assert len(shown.replace("\n", "")) == LONGEST_VALUE
    assert shown.startswith("<b>x</b>")
    assert "\u202e" not in shown
    assert f"its first {LONGEST_VALUE:,} characters" in notes(page)


def test_about_the_checks_says_all_three(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    detail = window.current.document_page.detail
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    assert not detail.findChildren(AboutPage)
    detail.show_page(Page.ABOUT)
    page = detail.about
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert set(EXPLANATIONS["event.content_hash"]) <= set(texts)
    window.current.inspection.selection.select_pointer("/bundle_signature/bundle_sha256")
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert set(EXPLANATIONS["bundle.hash"]) <= set(texts)


def test_a_value_of_the_file_is_not_changed_by_reading(show: Callable[[str], Any]) -> None:
    text = json.loads('"\\u0000\\t\\u200b"') + "y" * 2_000
    assert long_text(show(text)).replace("\n", "") == "\\u0000\\t\\u200b" + "y" * 2_000


def test_pages_and_notes_are_made_when_there_is_something_to_see_of_them(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    detail = window.current.document_page.detail
    made = (detail.found, detail.trace, detail.raw, detail.bytes, detail.about)
    assert made == (None,) * 5
    assert not detail.has_notes
    assert not detail.findChildren(QPlainTextEdit)


def test_pages_are_written_when_they_are_looked_at(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer("/events/0/event_id")
    detail = window.current.document_page.detail
    detail.show_page(Page.FOUND)
    assert not detail.findChildren(RawPage)
    detail.show_page(Page.RAW)
    assert detail.raw.text.toPlainText().startswith('"sha256:')
    window.current.inspection.selection.select_pointer("/events/1/event_id")
    second = detail.raw.text.toPlainText()
    detail.show_page(Page.FOUND)
    assert detail.found.findChildren(QLabel)
    detail.show_page(Page.RAW)
    assert detail.raw.text.toPlainText() == second
