"""The Overview in the window: shown first; each line leads to its place by mouse and keyboard."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from inspector.errors import UnreadableError
from inspector.gui.document.copied import plain
from inspector.gui.document.document_model import VALUE
from inspector.gui.document.opened import Checked, check_document, open_document
from inspector.gui.document.rows import WHOLE
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.inspect.overview import OverviewPage
from inspector.gui.inspect.overview_parts import LineGroupView, RowButton
from inspector.gui.inspect.overview_text import LineGroup, PaperLine, Row, of_checked, summary_of
from inspector.gui.inspect.tree_model import RESULT
from inspector.gui.paper.dialog import PaperDialog
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.widgets.text import Label
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.sources import SourceOptions
from inspector.verify.overview_facts import Opens
from inspector.verify.result import FAIL
from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk
from tests.vectors.builder import FOLDER
from tests.vectors.test_vectors import MANIFEST, trust_of

READABLE = [row for row in MANIFEST if row["verdict"] != "unreadable"]


def checked_vector(row: dict[str, Any]) -> Checked:
    session = Session(trust_of(row), SourceOptions(offline=True))
    opened = open_document(str(FOLDER / row["file"]), session, unwatched)
    return check_document(opened, session, unwatched)


def page_of(window: Any) -> OverviewPage:
    page = window.current.document_page.detail.overview
    assert isinstance(page, OverviewPage)
    return page


def rows_of(window: Any) -> list[Row]:
    return [button.row for button in page_of(window).rows]


def button_of(window: Any, begins: str) -> Any:
    return next(one for one in page_of(window).rows if one.row.text.startswith(begins))


def test_lines_are_laid_out_for_the_widths_with_and_without_a_scroll_bar_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: dict[RowButton, set[int]] = {}
    lay_out = RowButton._lay_out

    def watched(row: RowButton, width: int) -> Any:
        widths.setdefault(row, set()).add(width)
        return lay_out(row, width)

    monkeypatch.setattr(RowButton, "_lay_out", watched)
    window = desk.window(BUNDLE)
    assert set(page_of(window).rows) == set(widths)
    assert all(len(one) <= 2 and row.width() in one for row, one in widths.items())


def test_that_nothing_is_proven_is_read_whole_in_a_narrow_group(desk: Desk) -> None:
    window = desk.window(str(FOLDER / "unknown-key.json"))
    group = LineGroup("Proven", "No key that you trust signed anything here", ())
    view = LineGroupView(window.theme, group, 100)
    view.resize(150, 10)
    view.resize(150, view.heightForWidth(150))
    view.show()
    (caption,) = [one for one in view.findChildren(Label) if one.text() == group.caption]
    assert caption.width() <= 150
    assert caption.height() >= caption.heightForWidth(caption.width()) > 20
    view.close()


@pytest.fixture
def retitled(altered: Callable[..., str]) -> str:
    """A bundle with one letter of a title changed."""

    def change(value: Any) -> None:
        paper = value["events"][1]["payload"]["graph_snapshot"]["paper"]
        paper["title"] = paper["title"].replace("Factors", "Factory")

    return altered(change, "title-changed.json")


# --- the model --------------------------------------------------------------------------------


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row["file"])
def test_every_line_of_a_vector_can_be_shown_and_leads_to_a_place(row: dict[str, Any]) -> None:
    try:
        checked = checked_vector(row)
    except UnreadableError:
        pytest.fail("a readable vector")
    shown, table = of_checked(checked), checked.opened.table
    for part in shown.parts:
        assert part.name
        for line in part.rows:
            assert line.text.isprintable()
            assert line.under.isprintable()
            assert len(line.text) <= 401
            assert line.sign.word in line.spoken
            if line.pointer is not None:
                table.nearest(line.pointer)
    reached = {line.pointer for part in shown.first for line in part.rows}
    failing = {result.path for result in checked.findings[FAIL]}
    assert len(failing) > 12 or failing <= reached
    assert all(line.isprintable() for line in plain(summary_of(checked)).splitlines())


def test_the_shares_of_the_bar_add_up(session: Session) -> None:
    for source in (BUNDLE, STATE, RECORD):
        opened = open_document(source, session, unwatched)
        shown = of_checked(check_document(opened, session, unwatched))
        total = opened.document.size.leaves
        assert sum(share.values for share in shown.shares) == total


def test_source_and_dates_that_nothing_covers_are_not_proven_where_something_fails(
    session: Session, altered: Callable[..., str]
) -> None:
    def change(value: Any) -> None:
        value["canonical_record"]["source"]["id"] = "1706.03762"
        value["built_at"] = "2018-01-01T00:00:00Z"

    def heads(source: str) -> dict[str, PaperLine]:
        opened = open_document(source, session, unwatched)
        shown = of_checked(check_document(opened, session, unwatched))
        return {head.label: head for head in shown.heads}

    forged, sound = heads(altered(change)), heads(BUNDLE)
    assert forged["arXiv"].text == "1706.03762, version 3, not proven"
    assert forged["arXiv"].is_claim
    dates = forged["Dates"].text.split("  ·  ")
    assert [date.endswith(", not proven") for date in dates] == [True, False, True]
    assert not any("not proven" in head.text or head.is_claim for head in sound.values())


def test_title_and_authors_are_quoted_where_no_trusted_key_signed_anything() -> None:
    rows = {row["file"]: row for row in MANIFEST}
    for name, is_quoted in (("unknown-key.json", True), ("good.json", False)):
        found = checked_vector(rows[name])
        heads = {head.label: head.text for head in of_checked(found).heads}
        assert [heads[label].startswith("“") for label in ("Title", "Authors")] == [is_quoted] * 2
        (lines, *_) = summary_of(found)
        copied = {line.word: line.text for line in lines.lines}
        assert copied["Title"] == heads["Title"]


def test_hostile_titles_and_authors_are_shown_as_escapes(
    session: Session, altered: Callable[..., str]
) -> None:
    def change(value: Any) -> None:
        paper = value["events"][1]["payload"]["graph_snapshot"]["paper"]
        paper["title"] = paper["authors_text"] = "\u202e<b>\n" + "x" * 5_000

    opened = open_document(altered(change), session, unwatched)
    shown = of_checked(check_document(opened, session, unwatched))
    heads = {head.label: head for head in shown.heads}
    for label in ("Title", "Authors"):
        assert heads[label].text.isprintable()
        assert len(heads[label].text) < 500
        assert heads[label].is_claim
        assert heads[label].text.endswith("not proven")


# --- the window -------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [BUNDLE, STATE, RECORD])
def test_it_is_seen_first_and_is_the_first_row_of_the_tree(desk: Desk, source: str) -> None:
    window = desk.window(source)
    page = window.current.document_page
    model, index = page.tree.model, page.tree.view.currentIndex()
    assert model.key(index) == WHOLE
    assert index.row() == 0
    assert not index.parent().isValid()
    assert model.index(0, VALUE).data().split()[0] in ("Bundle", "State", "Record")
    assert model.index(0, RESULT).data() == window.current.banner.verdict.text()
    assert page.detail.page is Page.OVERVIEW
    assert page_of(window).isVisible()
    assert rows_of(window)[0].text == "The Pith Number belongs to this record"


def test_a_failed_document_opens_at_it_too_with_what_fails_first(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    assert window.current.document_page.detail.page is Page.OVERVIEW
    assert rows_of(window)[0].sign.word in ("cause", "fail")


def test_a_click_leads_to_the_place_and_the_overview_is_a_key_away(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    selection = window.current.inspection.selection
    desk.qtbot.mouseClick(button_of(window, "The authors"), Qt.MouseButton.LeftButton)
    assert selection.pointer == "/events/1/payload/graph_snapshot/paper/authors_text"
    detail = window.current.document_page.detail
    assert detail.page is not Page.OVERVIEW
    window.actions_["overview"].trigger()
    assert selection.pointer == ""
    assert detail.page is Page.OVERVIEW


def test_the_keyboard_goes_line_by_line_and_enter_follows(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    rows = page_of(window).rows
    desk.qtbot.waitUntil(rows[0].isVisible)
    rows[0].setFocus()
    desk.qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert window.focusWidget() is rows[1]
    desk.qtbot.keyClick(rows[1], Qt.Key.Key_Right)
    assert window.focusWidget().column == 1
    desk.qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert window.focusWidget().column == 0
    desk.qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert window.current.inspection.selection.pointer == "/events/0/payload/receipt"


def test_the_tab_key_stops_once_in_a_group(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    stops = [one for one in page_of(window).rows if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 3


def test_lines_and_the_whole_are_copied_as_text(desk: Desk) -> None:
    window = desk.window(STATE)
    clipboard = QGuiApplication.clipboard()
    row = button_of(window, "The Pith Number")
    desk.qtbot.keyClick(row, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = clipboard.text()
    assert copied.startswith("On the document “state-1804.07612.json”\n")
    assert (
        "- pass: The Pith Number belongs to this record\n"
        "    record.canonical_hash, record.pith_number\n"
        "    at /pith_number\n"
    ) in copied
    assert "“you” is whoever copied this" in copied
    detail = window.current.document_page.detail
    desk.qtbot.mouseClick(detail.copy_text, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: window.status.note == "Copied the summary.")
    text = clipboard.text()
    names = ["Proven", "Stated, not proven", "Could not be checked"]
    places = [text.index(f"\n{name}") for name in names]
    assert places == sorted(places)
    assert "That the paper is right" in text


def test_lines_say_their_result_and_where_they_lead(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    row = button_of(window, "The state is what")
    face = QAccessible.queryAccessibleInterface(row)
    assert face.text(QAccessible.Text.Name) == (
        "pass, The state is what the events give, state.hash, merge, leads to /state"
    )
    assert face.role() in (QAccessible.Role.Button, QAccessible.Role.PushButton)


def test_values_under_no_signature_lead_to_the_coverage(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    row = next(one for one in page_of(window).rows if one.row.opens is Opens.COVERAGE)
    row.click()
    assert "coverage" in window.current.pages
    assert window.current.pages["coverage"].isVisible()
    assert window.actions_["coverage"].isChecked()


def test_the_shape_leads_to_the_raw_json(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    button_of(window, "Every required part").click()
    assert window.current.document_page.detail.page is Page.RAW


def test_a_state_offers_its_bundle_and_shows_the_address_before(desk: Desk) -> None:
    desk.session = Session(desk.session.trust, SourceOptions())
    window = desk.window(STATE)
    get = next(one for one in page_of(window).findChildren(QPushButton) if "Get the" in one.text())
    get.click()
    dialog = window.findChild(QMessageBox)
    assert dialog is not None
    assert "https://pith.science/pith/6CB5P4A4IXK6Y2AGFDY5KCUYHD/bundle.json" in (
        dialog.text() + dialog.informativeText()
    )
    assert window.inspections.sources == [STATE]
    dialog.reject()


def test_a_bundle_offers_none(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    assert not any("Get the" in one.text() for one in page_of(window).findChildren(QPushButton))


def test_the_papers_text_is_asked_for_from_the_line_that_needs_it(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    add = next(one for one in page_of(window).findChildren(QPushButton) if "Give the" in one.text())
    add.click()
    assert window.findChild(PaperDialog).isVisible()


def test_a_page_chosen_of_a_value_comes_back_after_the_overview(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    selection, detail = window.current.inspection.selection, window.current.document_page.detail
    selection.select_pointer("/built_at")
    detail.show_page(Page.TRACE)
    pages = []
    for pointer in ("", "/pith_number"):
        selection.select_pointer(pointer)
        pages.append(detail.page)
    assert pages == [Page.OVERVIEW, Page.TRACE]
    detail.show_page(Page.RAW)
    selection.select_pointer("")
    assert detail.page is Page.RAW


def test_nothing_of_an_earlier_document_stays(desk: Desk, failing: str) -> None:
    window = desk.window(BUNDLE)
    desk.open(window, failing)
    assert not any("whole file is signed" in row.text for row in rows_of(window))


@pytest.mark.parametrize("width", [700, 900, 1400])
def test_no_line_is_wider_than_the_pane(desk: Desk, width: int, retitled: str) -> None:
    window = desk.window(retitled)
    window.resize(width, 640)
    desk.app.processEvents()
    page = page_of(window)
    content = page.widget()
    assert content is not None
    assert content.width() <= page.viewport().width()


def test_word_of_any_length_hides_no_part_of_the_page(
    desk: Desk, altered: Callable[..., str]
) -> None:
    """A title must not push the doubts about a document out of view."""

    def change(value: Any) -> None:
        paper = value["events"][1]["payload"]["graph_snapshot"]["paper"]
        paper |= {"title": "x" * 10_000, "authors_text": "y" * 10_000}

    window = desk.window(altered(change))
    window.resize(1000, 640)
    page = page_of(window)
    content = page.widget()
    assert content is not None
    desk.qtbot.waitUntil(lambda: content.width() <= page.viewport().width())


def test_a_line_breaks_a_word_that_is_longer_than_it(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    row = rows_of(window)[0]._replace(text="x" * 300, under="")
    line = RowButton(window.theme, row, 0)
    once = line.heightForWidth(4_000)
    assert line.heightForWidth(240) > 3 * once
    line.resize(240, line.heightForWidth(240) + 80)
    image = line.grab().toImage()
    last = max(y for y in range(image.height()) if _ink(image, 200, y))
    assert last > 3 * once


@pytest.mark.parametrize("width", [240, 900])
def test_a_line_paints_all_that_it_says_at_every_width(desk: Desk, width: int) -> None:
    window = desk.window(BUNDLE)
    theme = window.theme
    for row in rows_of(window):
        line = RowButton(theme, row, 0)
        text, under = (
            Label(theme, TextStyle.BODY, text=row.text),
            Label(theme, TextStyle.LABEL, text=row.under),
        )
        signs = 4 + 16 + 8 + 4 + (0 if row.pointer is None else 16 + 8)
        needed = [
            part.wrap().heightForWidth(width - signs) for part in (text, under) if part.text()
        ]
        height = line.heightForWidth(width)
        assert height == sum(needed) + 4, row.text
        line.resize(width, height + 80)
        image = line.grab().toImage()
        last = max(y for y in range(image.height()) if _ink(image, width - 40, y))
        assert height - 12 < last < height, row.text


def _ink(image: QImage, right: int, y: int) -> bool:
    """Whether anything is painted in a row of pixels, left of what shows that a line leads on."""
    return len({image.pixel(x, y) for x in range(right)}) > 1


# --- the cause --------------------------------------------------------------------------------


def test_the_cause_is_first_and_show_leads_to_it(desk: Desk, retitled: str) -> None:
    window = desk.window(retitled)
    banner = window.current.banner
    said = (
        "Event 2: title reads “Three Factory Influencing…”; the signed hash fits "
        "“Three Factors Influencing…”."
    )
    assert banner.sentence.text() == said
    assert rows_of(window)[0].text == said[:-1]
    assert "explains 4 of 4 fail" in rows_of(window)[0].under
    assert banner.show_cause.isVisible()
    desk.qtbot.mouseClick(banner.show_cause, Qt.MouseButton.LeftButton)
    place = "/events/1/payload/graph_snapshot/paper/title"
    assert window.current.inspection.selection.pointer == place
    page = window.current.document_page
    index = page.tree.view.currentIndex()
    assert index.siblingAtColumn(RESULT).data() == "cause"


def test_a_key_leads_to_the_cause_from_everywhere(desk: Desk, retitled: str) -> None:
    window = desk.window(retitled)
    window.actions_["coverage"].trigger()
    window.actions_["show_cause"].trigger()
    place = "/events/1/payload/graph_snapshot/paper/title"
    assert window.current.inspection.selection.pointer == place
    assert window.current.document_page.isVisible()


def test_no_cause_is_named_where_no_trusted_key_signed_the_other_reading(
    desk: Desk, retitled: str
) -> None:
    desk.session = Session(trust_of({"trust": None}), SourceOptions(offline=True))
    window = desk.window(retitled)
    assert not window.current.banner.show_cause.isVisible()
    assert rows_of(window)[0].sign.word == "fail"


def test_no_cause_is_named_where_two_values_differ(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        paper = value["events"][1]["payload"]["graph_snapshot"]["paper"]
        paper["title"] = paper["title"].replace("Factors", "Factory")
        paper["authors_text"] = "Eve Intruder"

    window = desk.window(altered(change))
    assert not window.current.banner.show_cause.isVisible()


def test_a_verified_document_has_no_cause(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    assert not window.current.banner.show_cause.isVisible()
    before = window.current.inspection.selection.pointer
    window.actions_["show_cause"].trigger()
    assert window.current.inspection.selection.pointer == before


def test_samples_are_those_that_the_tests_take_them_for() -> None:
    assert json.loads(Path(STATE).read_bytes())["state_type"] == "pith_open_graph_state"


class _Windows(QObject):
    """What is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_line_is_shown_as_a_window_of_its_own(desk: Desk) -> None:
    windows = _Windows()
    desk.app.installEventFilter(windows)
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer("/events/1")
    window.current.inspection.selection.select_pointer("")
    desk.app.removeEventFilter(windows)
    assert rows_of(window)
    assert windows.shown == [type(window).__name__]


def test_a_line_is_painted_as_it_was_laid_out_for_its_width(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = desk.window(BUNDLE).current.document_page.detail.overview.rows[0]
    row.repaint()
    laid_out: list[int] = []

    def lay_out(_: RowButton, width: int) -> list[object]:
        laid_out.append(width)
        return []

    monkeypatch.setattr(RowButton, "_lay_out", lay_out)
    row.repaint()
    assert not laid_out
    row.heightForWidth(row.width() + 1)
    assert laid_out == [row.width() + 1]
