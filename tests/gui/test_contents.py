"""A source with several documents in the window: listed with verdicts, opened and compared."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from inspector.gui.contents.contents_model import LOOKS, NAME, TITLE, VERDICT
from inspector.gui.document.inspection import Inspection
from inspector.gui.window.inspections import MOST
from tests.gui.conftest import BUNDLE, RECORD, STATE, fatal_tester
from tests.vectors.builder import FOLDER


def archive(path: Path, **members: bytes) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("_", "."), data)
    return str(path)


def read(source: str) -> bytes:
    return Path(source).read_bytes()


@pytest.fixture
def papers(tmp_path: Path) -> str:
    return archive(
        tmp_path / "papers.zip",
        a_json=read(BUNDLE),
        b_json=read(STATE),
        c_json=read(BUNDLE).replace(b"Three Factors", b"Other Factors"),
        d_txt=b"hello",
        e_json=b'{"x": 1}',
    )


def page_of(desk: Any, window: Any) -> Any:
    desk.rest(window)
    page = window.current.contents_page
    assert page is not None
    assert page.isVisible()
    return page


def column(page: Any, number: int) -> list[str]:
    model = page.model
    return [model.index(row, number).data() for row in range(model.rowCount())]


def sources(window: Any) -> list[str]:
    return [tab.source or "" for tab in window.inspections.items]


def test_all_that_it_holds_is_listed_and_verified(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    assert column(page, NAME) == ["a.json", "b.json", "c.json", "d.txt", "e.json"]
    assert column(page, LOOKS)[:3] == ["bundle", "state", "bundle"]
    verdicts = column(page, VERDICT)
    assert [word or "" for word in verdicts] == [
        "Verified", "Unproven", "Failed", "", "Unreadable",
    ]  # fmt: skip
    assert "5 entries in papers.zip" in page.accessibleName()


def test_long_names_that_differ_in_their_middle_look_different(desk: Any, tmp_path: Path) -> None:
    names = [f"{'a' * 100}{digit}{'b' * 100}.json" for digit in "12"]
    with zipfile.ZipFile(tmp_path / "long.zip", "w") as file:
        for name in names:
            file.writestr(name, read(BUNDLE))
    page = page_of(desk, desk.window(str(tmp_path / "long.zip")))
    assert column(page, NAME) == names


def test_ticked_boxes_have_the_colours_of_the_theme(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    page.model.setData(page.model.index(1, NAME), None, Qt.ItemDataRole.CheckStateRole)
    desk.app.processEvents()
    seen = page.view.viewport().grab().toImage()
    colours = window.theme.colours
    for row, (edge, fill) in enumerate(
        ((colours.edge, colours.surface), (colours.accent, colours.accent))
    ):
        place = page.view.visualRect(page.model.index(row, NAME))
        line = range(place.left(), place.left() + 24)
        shown = {QColor(seen.pixel(x, place.center().y() + 3)).name().upper() for x in line}
        assert {f"#{edge.lstrip('#').upper()}", f"#{fill.lstrip('#').upper()}"} <= shown, row


def test_title_that_was_not_proven_says_so(desk: Any, papers: str) -> None:
    page = page_of(desk, desk.window(papers))
    titles = column(page, TITLE)
    assert titles[0] == "Three Factors Influencing Minima in SGD"
    assert titles[2].startswith("title not proven: “Other Factors")
    assert titles[3] == "no Pith document"


def test_tab_of_a_list_has_no_verdict(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page_of(desk, window)
    label = window.inspections.current.label
    assert (label.name, label.sign.word) == ("papers.zip", "Several documents")
    assert window._recent.entries == []


def test_lines_are_listed_by_their_numbers(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    lines = [json.dumps(json.loads(read(source))).encode() for source in (BUNDLE, RECORD)]
    path.write_bytes(b"\n".join([lines[0], b"{broken", b"", lines[1]]))
    page = page_of(desk, desk.window(str(path)))
    assert column(page, NAME) == ["#1", "#2", "#4"]
    assert column(page, VERDICT)[1] == "Unreadable"


def test_a_list_that_came_out_of_sight_has_the_keyboard_once_it_is_seen(
    desk: Any, papers: str
) -> None:
    window = desk.window(BUNDLE)
    window.open_commands.open_source(papers)
    first, second = window.inspections.documents
    window.inspections.choose(first)
    desk.rest(window)
    window.inspections.choose(second)
    desk.qtbot.waitUntil(page_of(desk, window).view.hasFocus)


def test_a_window_that_is_brought_back_leaves_the_keyboard_in_the_filter(
    desk: Any, papers: str
) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    page.filter.setFocus()
    held = window.focusWidget()
    assert held is not page.view
    window.showMinimized()
    desk.qtbot.waitUntil(window.isMinimized)
    desk.rest(window)
    window.showNormal()
    desk.qtbot.waitUntil(lambda: not window.isMinimized())
    desk.rest(window)
    assert window.focusWidget() is held


def test_enter_opens_the_row_in_a_tab_of_its_own(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    page.view.setCurrentIndex(page.model.index(1, NAME))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    desk.settle(window)
    assert sources(window) == [papers, f"{papers}!/b.json"]
    assert window.inspections.current.checked.report.document == "state"


def test_space_chooses_and_the_button_opens_what_was_chosen(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    for row in (0, 2):
        page.view.setCurrentIndex(page.model.index(row, NAME))
        QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert page.open.text() == "Open 2"
    QTest.mouseClick(page.open, Qt.MouseButton.LeftButton)
    desk.settle(window)
    assert sources(window) == [papers, f"{papers}!/a.json", f"{papers}!/c.json"]
    current = window.inspections.current
    assert current.source == f"{papers}!/a.json"
    later = window.inspections.items[2]
    assert isinstance(later, Inspection)
    assert later.deferred, "the others are read when they are looked at"


def test_click_on_a_box_chooses_and_opens_nothing(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    place = page.view.visualRect(page.model.index(1, NAME))
    box = QPoint(place.left() + place.height() // 2, place.center().y())
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert [row.entry.name for row in page.model.chosen] == ["b.json"]
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    beside = QPoint(place.right() - 5, place.center().y())
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    desk.rest(window)
    assert len(window.inspections.items) == 1


def test_double_click_opens_its_row(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    place = page.view.visualRect(page.model.index(1, NAME)).center()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle(window)
    assert window.inspections.current.source == f"{papers}!/b.json"


def test_control_a_is_for_all_that_a_filter_shows(desk: Any, papers: str) -> None:
    page = page_of(desk, desk.window(papers))
    page.filter.setText("STATE")
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert [row.entry.name for row in page.model.chosen] == ["b.json"]
    page.filter.setText("")
    desk.qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(page.model.chosen) == 5
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.model.chosen == []


def test_two_that_are_chosen_can_be_compared(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page = page_of(desk, window)
    assert not page.compare.isEnabled()
    for row in (0, 2):
        box = page.model.index(row, NAME)
        page.model.setData(box, None, Qt.ItemDataRole.CheckStateRole)
    QTest.mouseClick(page.compare, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: window.inspections.current.is_compared)


def test_no_more_tabs_are_opened_than_there_may_be(desk: Any, tmp_path: Path) -> None:
    members = {f"n{number}_json": read(BUNDLE) for number in range(MOST + 5)}
    window = desk.window(archive(tmp_path / "many.zip", **members))
    page = page_of(desk, window)
    page.model.choose_shown()
    page.open.click()
    desk.rest(window)
    assert len(window.inspections.items) == MOST
    assert window.status.note == "6 sources were not opened: there are too many tabs."


def test_entry_with_a_list_of_its_own_is_opened_as_a_list(desk: Any, tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("x.json", read(BUNDLE))
        file.writestr("y.json", read(STATE))
    source = archive(tmp_path / "outer.zip", inner_zip=inner.getvalue(), z_json=read(RECORD))
    window = desk.window(source)
    page = page_of(desk, window)
    assert column(page, TITLE)[0] == "has a list of its own"
    page.view.setCurrentIndex(page.model.index(0, NAME))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    desk.settle(window)
    assert column(page_of(desk, window), NAME) == ["x.json", "y.json"]


def test_changed_list_of_keys_verifies_the_list_again(desk: Any, papers: str) -> None:
    from inspector.verify.trust import TrustedKeys

    window = desk.window(papers)
    page = page_of(desk, window)
    assert column(page, VERDICT)[0] == "Verified"
    window.inspections.use_trust(TrustedKeys())
    desk.rest(window)
    assert column(page, VERDICT)[0] == "Unproven"


def test_reload_lists_again_what_is_there_now(desk: Any, papers: str) -> None:
    window = desk.window(papers)
    page_of(desk, window)
    archive(Path(papers), x_json=read(BUNDLE), y_json=read(STATE))
    window.inspections.current.reload()
    desk.settle(window)
    assert column(page_of(desk, window), NAME) == ["x.json", "y.json"]
    archive(Path(papers), x_json=read(BUNDLE))
    window.inspections.current.reload()
    desk.settle(window)
    desk.rest(window)
    assert window.inspections.current.checked is not None
    assert not window.current.contents_page.isVisible()


def test_closing_the_tab_gives_up_what_is_being_read(desk: Any, tmp_path: Path) -> None:
    members = {f"n{number}_json": read(BUNDLE) for number in range(2_000)}
    window = desk.window(archive(tmp_path / "many.zip", **members))
    page = window.current.contents_page
    desk.qtbot.waitUntil(lambda: page.listing.total == 2_000)
    assert page.listing.done < 2_000
    window.inspections.close(window.inspections.current)
    desk.rest(window)
    assert not page.listing.is_busy


def test_list_that_can_be_read_only_once_says_so_and_opens_nothing(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.dumps(json.loads(read(source))).encode() for source in (BUNDLE, STATE)]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines))))
    window = desk.window("-")
    page = page_of(desk, window)
    assert column(page, VERDICT) == ["Verified", "Unproven"]
    assert not page.open.isEnabled()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    desk.rest(window)
    assert len(window.inspections.items) == 1


def test_damage_that_ends_the_list_is_told(desk: Any, papers: str, tmp_path: Path) -> None:
    data = bytearray(read(papers))
    place = data.index(b"b.json") + 500
    data[place : place + 20] = bytes(20)
    Path(papers).write_bytes(data)
    page = page_of(desk, desk.window(papers))
    verdicts = column(page, VERDICT)
    assert verdicts[0] == "Verified"
    assert verdicts[1] == "Unreadable"


def test_names_and_titles_do_nothing_to_the_window(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("<b>a</b>\u202e\n\x1b.json", read(str(FOLDER / "hostile-title.json")))
        file.writestr("x" * 3_000 + ".json", b"{}")
        file.writestr("\u200b", b"")
    page = page_of(desk, desk.window(str(path)))
    for row in range(3):
        for number in range(page.model.columns):
            index = page.model.index(row, number)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                assert str(index.data(role)).isprintable()
            tip = index.data(Qt.ItemDataRole.ToolTipRole)
            assert tip is None or "<b>a" not in tip


def test_a_blank_at_the_end_of_a_name_is_seen(desk: Any, tmp_path: Path) -> None:
    path = tmp_path / "alike.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.json", read(str(FOLDER / "good.json")))
        file.writestr("a.json ", read(str(FOLDER / "payload-changed.json")))
    page = page_of(desk, desk.window(str(path)))
    assert column(page, NAME) == ["a.json", "“a.json ”"]


def test_names_that_look_alike_are_told_apart_and_others_stay_as_they_are(
    desk: Any, tmp_path: Path
) -> None:
    path = tmp_path / "alike.zip"
    plain = ["\u043e\u0442\u0447\u0451\u0442.json", "U\u0308bung.json"]
    with zipfile.ZipFile(path, "w") as file:
        for name in ("a.json", "\u0430.json", "\u00e9.json", "e\u0301.json", *plain):
            file.writestr(name, read(str(FOLDER / "good.json")))
    page = page_of(desk, desk.window(str(path)))
    alike = ["a.json", "\\u0430.json", "\u00e9.json", "e\\u0301.json"]
    assert column(page, NAME) == [*alike, *plain]


@pytest.mark.parametrize("number", ["", "#1"])
def test_document_out_of_a_list_says_where_it_lies_and_a_touch_changes_nothing(
    desk: Any, tmp_path: Path, number: str
) -> None:
    from inspector.jobs.watching import check_again
    from inspector.sources.file_state import FileState

    path = tmp_path / "wrapped.json"
    path.write_bytes(b'{"data": ' + read(BUNDLE) + b"}")
    window = desk.window(f"{path}{number}")
    facts = {fact.label: fact.text for fact in window.current.banner._summary.facts}
    assert facts["Inside the source"] == "/data, from byte 10 on, the rest was not looked at"
    baseline = window.inspections.current.opening.baseline
    path.write_bytes(path.read_bytes())
    assert check_again(baseline).standing is FileState.SAME
    path.write_bytes(path.read_bytes().replace(b"Three", b"Other"))
    assert check_again(baseline).standing is FileState.CHANGED


def test_model_keeps_the_rules_of_qt(desk: Any, papers: str) -> None:
    page = page_of(desk, desk.window(papers))
    tester = fatal_tester(page.model)
    page.model.filter("json")
    page.model.choose_shown()
    page.model.filter("")
    assert tester is not None
