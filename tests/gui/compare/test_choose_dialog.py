"""*Compare with…*: the options, the questions, and the result."""

import copy
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.gui.compare.choose_dialog import AddressPage, ChoiceList, ChoiceRow, ChooseDialog
from inspector.gui.compare.compare_options import (
    CompareOption,
    Fetch,
    HistoryStates,
    OtherTab,
    WithOwnEvents,
    WithSource,
    WithTab,
    compare_options,
)
from inspector.gui.document.recent import RecentEntry
from inspector.gui.document.tab_text import TabText
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.widgets import signs
from inspector.gui.widgets.text_boxes import BreakingLabel
from inspector.sources import SourceOptions
from inspector.verify.report import Verdict
from tests.gui.conftest import BUNDLE, RECORD, STATE

STATE_URL = "https://pith.science/pith/M5BNRHPUWGA7MHPFDKCQKNVN6T/state.json"
NUMBER = "pith:2017:M5BNRHPUWGA7MHPFDKCQKNVN6T"
HOSTILE = '<b>x</b><img src="file:///etc/passwd"> & \u202egpj.exe\u200b'
ONLINE, OFFLINE = SourceOptions(), SourceOptions(offline=True)
TABS = (
    OtherTab(1, TabText("state.json", signs.of_verdict(Verdict.UNPROVEN), "")),
    OtherTab(4, TabText("changed.json", signs.of_verdict(Verdict.FAILED), "")),
)
RECENT = (
    RecentEntry("/papers/weight.json", "On the Weight of Paper", "", Verdict.VERIFIED, True),
    RecentEntry(STATE_URL, "", "", Verdict.UNPROVEN),
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("choosing must not use the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., "Asked"]]:
    font = QFont(qapp.font())
    made: list[Asked] = []

    def dialog(document: Document | None = None, **options: Any) -> "Asked":
        made.append(Asked(qtbot, qapp, document or sample(BUNDLE), **options))
        return made[-1]

    yield dialog
    for one in made:
        one.window.close()
        one.window.deleteLater()
    qapp.setFont(font)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()


class Asked:
    """A visible dialog, and what was chosen in it."""

    def __init__(
        self,
        qtbot: QtBot,
        app: QApplication,
        document: Document,
        *,
        tabs: tuple[OtherTab, ...] = TABS,
        recent: tuple[RecentEntry, ...] = RECENT,
        options: SourceOptions = ONLINE,
        name: str = "bundle.json",
        fonts: int = 1,
    ) -> None:
        self.qtbot = qtbot
        if fonts > 1:
            large = QFont(app.font())
            large.setPixelSize(13 * fonts)
            app.setFont(large)
        self.window = QWidget()
        self.window.show()
        offered = compare_options(document, tabs, recent, options)
        theme = Theme(app, Scheme.LIGHT, blue_orange=False)
        self.window.setStyleSheet(theme.sheet)
        self.dialog = ChooseDialog(theme, name, offered, options, self.window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.chosen: list[Any] = []
        self.dialog.chosen.connect(self.chosen.append)
        self.dialog.show()
        self.dialog.activateWindow()
        qtbot.waitUntil(self.dialog.isActiveWindow)

    @property
    def page(self) -> Any:
        return self.dialog.page

    @property
    def focused(self) -> str:
        """The option with the focus."""
        row = self.dialog.focusWidget()
        assert isinstance(row, ChoiceRow)
        return row.option.title

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.dialog.focusWidget() or self.dialog, key)

    def choose(self, title: str) -> None:
        row = next(row for row in self.page.rows if row.option.title == title)
        self.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)


def sample(path: str) -> Document:
    return read_document(Path(path).read_bytes())


def altered(**members: Any) -> Document:
    """The sample bundle with other members."""
    document = sample(BUNDLE)
    return Document(b"", copy.deepcopy(document.value) | members, document.kind)


def offered(document: Document, **options: Any) -> dict[str, CompareOption]:
    given: dict[str, Any] = {"tabs": TABS, "recent": RECENT, "options": ONLINE} | options
    found = compare_options(document, **given)
    return {option.title: option for option in (*found.with_another, *found.with_itself)}


TAB, FILE = "Another open tab", "Another file…"
ADDRESS, LATELY = "An address or a Pith Number…", "A recent document"
EVENTS = "Its own state with the one that its events give"
URL = "Its own state with the state.json of its state_url"
HISTORY = "Two points of its history"


# --- what is offered --------------------------------------------------------------------------


def test_a_bundle_can_be_compared_in_every_way() -> None:
    found = offered(sample(BUNDLE))
    assert list(found) == [TAB, FILE, ADDRESS, LATELY, EVENTS, URL, HISTORY]
    assert all(option.leads_to is not None for option in found.values())
    assert found[EVENTS].leads_to == WithOwnEvents()
    assert found[HISTORY].leads_to == HistoryStates()
    assert found[URL].text == STATE_URL


@pytest.mark.parametrize("path", [STATE, RECORD])
def test_only_a_bundle_is_compared_with_itself(path: str) -> None:
    found = offered(sample(path))
    for title in (EVENTS, URL, HISTORY):
        assert found[title].leads_to is None
        assert found[title].text.startswith("Only a bundle ")
    assert found[FILE].leads_to is not None


@pytest.mark.parametrize(
    ("document", "title", "reason"),
    [
        (altered(state=None), EVENTS, "The bundle holds no state of its own."),
        (altered(state=[]), URL, "The bundle holds no state of its own."),
        (altered(events=[]), EVENTS, "The bundle holds no event."),
        (altered(events=None), HISTORY, "The bundle has 0 events; two are needed."),
        (altered(events=[{}]), HISTORY, "The bundle has 1 event; two are needed."),
        (
            altered(links={}, mirror_hints=[]),
            URL,
            "The bundle names no https address of its state.",
        ),
        (
            altered(links={"state": "http://pith.science/state.json"}, mirror_hints=[]),
            URL,
            "The bundle names no https address of its state.",
        ),
    ],
)
def test_what_makes_no_sense_says_why(document: Document, title: str, reason: str) -> None:
    assert offered(document)[title] == CompareOption(title, reason, None)


def test_a_bundle_without_a_state_still_has_a_history() -> None:
    assert offered(altered(state=None))[HISTORY].leads_to == HistoryStates()


def test_with_no_other_document_it_says_so() -> None:
    found = offered(sample(BUNDLE), tabs=(), recent=())
    assert found[TAB] == CompareOption(TAB, "No other document is open.", None)
    assert found[LATELY] == CompareOption(LATELY, "No other document was open lately.", None)


def test_offline_nothing_is_offered_that_is_fetched() -> None:
    found = offered(sample(BUNDLE), options=OFFLINE)
    for title in (ADDRESS, URL):
        assert found[title].leads_to is None
        assert found[title].text == "The program works offline: nothing is fetched."
    assert found[EVENTS].leads_to is not None


def test_the_only_other_tab_is_offered_by_its_name() -> None:
    option = offered(sample(BUNDLE), tabs=TABS[:1])["The other open tab"]
    assert option.leads_to == WithTab(1)
    assert option.text == "state.json: Unproven"


def test_what_was_open_lately_has_the_verdict_of_then() -> None:
    local, remote = offered(sample(BUNDLE))[LATELY].leads_to  # type: ignore[misc]
    assert local.leads_to == WithSource("/papers/weight.json")
    assert local.text == "Verified when it was last open: On the Weight of Paper"
    assert remote.leads_to == Fetch(
        "pith.science", STATE_URL, WithSource(STATE_URL), is_from_document=False
    )


# --- choosing by the keyboard -----------------------------------------------------------------


def test_the_keyboard_begins_at_the_first_that_can_be_chosen(make: Any) -> None:
    assert make().focused == TAB
    assert make(tabs=()).focused == FILE


def test_arrows_walk_what_can_be_chosen_and_enter_chooses(make: Any) -> None:
    asked = make(tabs=(), options=OFFLINE)
    asked.press(Qt.Key.Key_Up)
    assert asked.focused == FILE
    asked.press(Qt.Key.Key_Down)
    assert asked.focused == LATELY
    asked.press(Qt.Key.Key_End)
    assert asked.focused == HISTORY
    asked.press(Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert asked.focused == EVENTS
    asked.press(Qt.Key.Key_Home)
    assert asked.focused == FILE
    asked.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert asked.chosen == [HistoryStates()]
    assert not asked.dialog.isVisible()


def test_space_chooses_too(make: Any) -> None:
    asked = make()
    asked.press(Qt.Key.Key_End, Qt.Key.Key_Space)
    assert asked.chosen == [HistoryStates()]


def test_escape_chooses_nothing(make: Any) -> None:
    asked = make()
    asked.press(Qt.Key.Key_Escape)
    assert not asked.dialog.isVisible()
    assert asked.chosen == []


def test_escape_goes_back_first_to_where_one_came_from(make: Any) -> None:
    asked = make()
    asked.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert asked.page.title == LATELY
    assert asked.focused == "weight.json"
    asked.press(Qt.Key.Key_Escape)
    assert asked.dialog.isVisible()
    assert asked.focused == LATELY
    asked.press(Qt.Key.Key_Escape)
    assert not asked.dialog.isVisible()


def test_the_window_is_closed_from_every_page(make: Any) -> None:
    asked = make()
    asked.choose(LATELY)
    asked.dialog.close()
    assert not asked.dialog.isVisible()
    asked = make()
    asked.choose(LATELY)
    asked.dialog.cancel.click()
    assert not asked.dialog.isVisible()
    assert asked.chosen == []


def test_a_row_that_cannot_be_chosen_does_nothing(make: Any) -> None:
    asked = make(sample(STATE))
    asked.choose(HISTORY)
    assert asked.dialog.isVisible()
    assert asked.chosen == []


# --- each way ---------------------------------------------------------------------------------


def test_another_tab_is_chosen_by_its_name_and_verdict(make: Any) -> None:
    asked = make()
    asked.choose(TAB)
    assert isinstance(asked.page, ChoiceList)
    assert [row.accessibleName() for row in asked.page.rows] == [
        "state.json, Unproven",
        "changed.json, Failed",
    ]
    asked.press(Qt.Key.Key_Down, Qt.Key.Key_Enter)
    assert asked.chosen == [WithTab(4)]


def test_another_file_is_chosen_in_a_dialog(make: Any) -> None:
    asked = make()
    asked.choose(FILE)
    dialog = asked.dialog.findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.fileSelected.emit("/papers/other.json")
    assert asked.chosen == [WithSource("/papers/other.json")]


def test_a_pith_number_is_fetched_only_after_its_whole_address_was_shown(make: Any) -> None:
    asked = make()
    asked.choose(ADDRESS)
    asked.qtbot.keyClicks(asked.dialog.focusWidget(), NUMBER)
    asked.press(Qt.Key.Key_Return)
    assert asked.page.title == "Fetch from pith.science?"
    tail = NUMBER.rpartition(":")[2]
    assert asked.page.address.toPlainText() == f"https://pith.science/pith/{tail}/bundle.json"
    assert asked.chosen == []
    assert asked.dialog.focusWidget() is asked.dialog.fetch
    asked.press(Qt.Key.Key_Return)
    assert asked.chosen == [WithSource(NUMBER)]


def test_enter_on_the_button_behind_the_field_asks_once(make: Any) -> None:
    asked = make()
    asked.choose(ADDRESS)
    asked.page.address.field.setText(NUMBER)
    asked.press(Qt.Key.Key_Tab, Qt.Key.Key_Enter)
    assert asked.page.title == "Fetch from pith.science?"
    assert asked.chosen == []


def test_an_address_can_be_taken_back(make: Any) -> None:
    asked = make()
    asked.choose(ADDRESS)
    asked.page.address.field.setText(STATE_URL)
    asked.page.address.button.click()
    asked.press(Qt.Key.Key_Escape)
    assert isinstance(asked.page, AddressPage)
    assert asked.page.address.field.text() == STATE_URL
    asked.dialog.back.click()
    assert asked.focused == ADDRESS
    assert asked.chosen == []


def test_a_path_may_be_typed_where_an_address_is_asked_for(make: Any) -> None:
    asked = make()
    asked.choose(ADDRESS)
    asked.page.address.field.setText(STATE)
    asked.page.address.button.click()
    assert asked.chosen == [WithSource(STATE)]


def test_a_recent_address_is_asked_about_and_a_file_is_not(make: Any) -> None:
    asked = make()
    asked.choose(LATELY)
    asked.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert asked.page.address.toPlainText() == STATE_URL
    asked.press(Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert asked.chosen == [WithSource("/papers/weight.json")]


def test_an_address_out_of_the_document_is_not_agreed_to_by_enter(make: Any) -> None:
    asked = make()
    asked.choose(URL)
    assert asked.page.address.toPlainText() == STATE_URL
    asked.press(Qt.Key.Key_Return, Qt.Key.Key_Enter)
    assert asked.chosen == []
    asked.qtbot.mouseClick(asked.dialog.fetch, Qt.MouseButton.LeftButton)
    assert asked.chosen == [WithSource(STATE_URL)]


def test_of_several_addresses_each_is_shown_whole(make: Any) -> None:
    other = "https://mirror.example/" + "x" * 900
    asked = make(altered(mirror_hints=[{"state_url": other}]))
    asked.choose(URL)
    assert [row.option.text for row in asked.page.rows] == [STATE_URL, other]
    asked.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert asked.page.title == "Fetch from mirror.example?"
    assert asked.page.address.toPlainText() == other
    asked.dialog.fetch.click()
    assert asked.chosen == [WithSource(other)]


# --- how it is shown --------------------------------------------------------------------------


def test_tabs_of_one_name_are_distinguished_by_all_of_their_source() -> None:
    tabs = [
        OtherTab(place, TabText("bundle.json", None, "", source=f"/{folder}/bundle.json"))
        for place, folder in enumerate("ab")
    ]
    option = offered(sample(BUNDLE), tabs=(*tabs, TABS[0]))[TAB]
    assert isinstance(option.leads_to, tuple)
    names = [one.title for one in option.leads_to]
    assert names == ["/a/bundle.json", "/b/bundle.json", "state.json"]


def test_recent_files_of_one_name_are_distinguished_by_all_of_their_source() -> None:
    sources = [f"/{'papers/' * 20}{folder}/{'signed/' * 20}bundle.json" for folder in "ab"]
    recent = [RecentEntry(source, "", "", Verdict.VERIFIED) for source in sources]
    option = offered(sample(BUNDLE), recent=tuple(recent))[LATELY]
    assert isinstance(option.leads_to, tuple)
    assert [one.title for one in option.leads_to] == sources


def test_hostile_text_stays_text(make: Any) -> None:
    recent = (RecentEntry(f"/papers/{HOSTILE}.json", HOSTILE, HOSTILE, Verdict.FAILED),)
    tabs = (OtherTab(0, TabText("\\u202e <b>.json", None, "")), *TABS)
    asked = make(recent=recent, tabs=tabs, name=HOSTILE)
    for title in ("", LATELY, TAB):
        if title:
            asked.choose(title)
        for widget in asked.dialog.findChildren(QWidget):
            texts = [widget.accessibleName(), widget.toolTip(), widget.windowTitle()]
            if isinstance(widget, QLabel):
                assert not widget.text() or widget.textFormat() is Qt.TextFormat.PlainText
                texts.append(widget.text())
            assert not any(hidden in text for text in texts for hidden in "\u202e\u200b")
        if title:
            asked.press(Qt.Key.Key_Escape)


def test_every_control_has_a_name_and_every_row_says_all_of_itself(make: Any) -> None:
    asked = make(tabs=())
    for title in (LATELY, ADDRESS, URL):
        for control in asked.dialog.findChildren(QAbstractButton):
            if control.isVisibleTo(asked.dialog):
                face = QAccessible.queryAccessibleInterface(control)
                assert face is not None
                assert face.text(QAccessible.Text.Name)
        asked.choose(title)
        asked.press(Qt.Key.Key_Escape)
    face = QAccessible.queryAccessibleInterface(asked.page.rows[0])
    assert face is not None
    assert face.role() is QAccessible.Role.Button
    assert face.text(QAccessible.Text.Name) == f"{TAB}, No other document is open."
    assert face.state().disabled


@pytest.mark.parametrize("fonts", [1, 2])
def test_in_a_small_dialog_no_text_is_cut(make: Any, fonts: int) -> None:
    asked = make(fonts=fonts)
    asked.dialog.resize(700, 400)
    page = asked.page

    def fits() -> None:
        assert page.widget().width() <= page.viewport().width()
        for label in asked.dialog.findChildren(BreakingLabel):
            assert label.height() >= label.heightForWidth(label.width()), label.text()

    # Texts that wrap know their height only after the page has its width.
    asked.qtbot.waitUntil(fits)
    asked.press(Qt.Key.Key_End)
    row = asked.dialog.focusWidget()
    top = row.mapTo(page.viewport(), row.rect().topLeft()).y()
    assert 0 <= top <= page.viewport().height() - row.height()
