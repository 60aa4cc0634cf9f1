"""The window in German: no English text of the program, and no menu with a mnemonic twice."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from inspector.gui.coverage.view import CoverageTree
from inspector.gui.document import summary
from inspector.gui.inspect.overview_parts import RowButton
from inspector.gui.keys.fingerprint_compare import GroupField
from inspector.gui.timeline.painters import lane_width
from inspector.gui.timeline.rows import TimelineRows
from inspector.gui.timeline.timeline_model import SIGNER
from inspector.gui.translation import install
from inspector.gui.window.banner import Banner
from inspector.gui.window.inspection_view import View
from inspector.jobs.session import Session
from inspector.sources import SourceOptions
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import BUNDLE, RECORD, STATE, Desk
from tests.translations import files
from tests.vectors.builder import FOLDER

ENTRIES = files.read()
SAMPLES = (BUNDLE, STATE, RECORD)
_MOST_ROWS = 400
_SHORT, _SHORTEST_PIECE = 30, 10
_TAG = re.compile("<[^>]*>")


pytestmark = pytest.mark.usefixtures("german")


def english() -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """The texts that differ in German: those without gaps, and forms of those with gaps."""
    other = [text.text for text, entry in ENTRIES.items() if text.text not in entry.forms]
    plain = frozenset(text.replace("&", "") for text in other if "{}" not in text)
    spoken = [text for text in other if re.search("[a-z]{3}", text) and "{}" in text]
    forms = [re.escape(text).replace(re.escape("{}"), ".*") for text in spoken]
    return plain, [re.compile(form, re.DOTALL) for form in forms]


def words_of(path: str) -> set[str]:
    """Every name and text of a document: these are not translated."""
    found: set[str] = set()

    def hook(pairs: list[tuple[str, Any]]) -> None:
        for name, value in pairs:
            found.update(one for one in (name, value) if isinstance(one, str))

    json.loads(Path(path).read_bytes(), object_pairs_hook=hook)
    return found


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(index.data(role) or "")
            spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
            yield from spoken.split(", ")
        yield from cells(model, model.index(row, 0, parent))


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    match widget:
        case RowButton():
            yield from (widget.row.text, widget.row.under)
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QTabBar():
            yield from map(widget.tabText, range(widget.count()))
        case QComboBox():
            yield from map(widget.itemText, range(widget.count()))
        case QMenu():
            yield from (action.text() for action in widget.actions())
        case QHeaderView():
            model = widget.model()
            for section in range(widget.count()):
                yield str(model.headerData(section, widget.orientation()) or "")
        case QAbstractItemView():
            yield from cells(widget.model(), QModelIndex())


def shown(top: QWidget) -> set[str]:
    """All visible and spoken texts and tooltips of a window."""
    widgets = [top, *(one for one in top.findChildren(QWidget) if one.isVisibleTo(top))]
    texts = {text for widget in widgets for text in texts_of(widget)} | {top.windowTitle()}
    return {_TAG.sub("", text).replace("&", "") for text in texts}


def left_in_english(top: QWidget, *documents: str) -> set[str]:
    plain, forms = english()
    own = set[str]().union(*map(words_of, documents))
    texts = {text for text in shown(top) - own if not _is_cut_from(text, own)}
    left = {text for text in texts if text in plain}
    return left | {text for text in texts if any(one.fullmatch(text) for one in forms)}


def _is_cut_from(text: str, own: set[str]) -> bool:
    """Whether it is a piece of a long text of the document."""
    is_piece = len(text) > _SHORT or (text.endswith("…") and len(text) > _SHORTEST_PIECE)
    return is_piece and any(text.removesuffix("…") in one for one in own)


def test_what_is_looked_for_would_be_found(desk: Desk, qapp: QApplication) -> None:
    install(qapp, "en")
    window = desk.window(BUNDLE)
    left = left_in_english(window, BUNDLE)
    assert {"Verified", "File", "Find text, name or pointer", "Result", "61 pass"} & left
    assert len(left) > 40


@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: Path(path).stem)
def test_window_on_a_sample_is_german(desk: Desk, source: str) -> None:
    window = desk.window(source)
    assert left_in_english(window, source) == set()


def test_verdict_and_menus_are_german(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    assert "Bestätigt" in shown(window)
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == [
        "Datei", "Bearbeiten", "Ansicht", "Gehe zu", "Vergleichen", "Schlüssel", "Hilfe",
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["", "/events/0", "/state/state_sha256", "/links"])
def test_every_tab_of_the_detail_is_german(desk: Desk, place: str) -> None:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer(place)
    for bar in window.current.document_page.detail.findChildren(QTabBar):
        for number in range(bar.count()):
            bar.setCurrentIndex(number)
            desk.rest(window)
            assert left_in_english(window, BUNDLE) == set()


@pytest.mark.parametrize("view", ["coverage", "timeline"])
@pytest.mark.parametrize("source", SAMPLES, ids=lambda path: Path(path).stem)
def test_every_view_is_german(desk: Desk, view: str, source: str) -> None:
    window = desk.window(source)
    window.actions_[view].trigger()
    desk.qtbot.waitUntil(window.current.pages[View(view)].isVisible)
    desk.rest(window)
    assert left_in_english(window, source) == set()


def test_both_axes_are_seen_whole_in_a_narrow_window(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "unknown.json"
    path.write_text(json.dumps(json.loads(Path(BUNDLE).read_text()) | {"extra": 1}))
    window = desk.window(str(path))
    window.resize(1024, 640)
    banner = window.current.banner
    desk.qtbot.waitUntil(lambda: banner.width() <= 1024)
    labels = [one for one in banner.axes.findChildren(QLabel) if one.isVisible() and one.text()]
    assert "3 von 4 Signaturen gelten, 3 von einem Schlüssel, dem Sie vertrauen" in {
        label.text() for label in labels
    }
    for label in labels:
        desk.qtbot.waitUntil(lambda label=label: label.width() >= label.sizeHint().width())  # type: ignore[misc]


def test_both_axes_are_whole_in_the_first_picture(desk: Desk, failing: str) -> None:
    """Before an event has told the layouts around them of their texts."""
    window = desk.window(failing)
    banner = Banner(window.theme)
    desk.qtbot.addWidget(banner)
    banner.show_summary(summary.of_reading(failing))
    banner.resize(1024, 480)
    banner.show()
    banner.show_summary(summary.of_checked(window.current.inspection.checked))
    banner.grab()
    labels = [one for one in banner.axes.findChildren(QLabel) if one.isVisible() and one.text()]
    assert any("dem Sie vertrauen" in label.text() for label in labels)
    assert all(label.width() >= label.sizeHint().width() for label in labels)


@pytest.mark.parametrize("session", [Session(TrustedKeys(), SourceOptions(offline=True))])
def test_sentence_has_room_beside_the_button_of_an_unknown_key(desk: Desk) -> None:
    """At the least width for axes beside it."""
    window = desk.window(BUNDLE)
    window.resize(1100, 700)
    banner = window.current.banner
    assert banner.compare_key.isVisible()
    lines = 4 * banner.sentence.fontMetrics().lineSpacing()
    desk.qtbot.waitUntil(lambda: banner.sentence.height() < lines)
    tabs = window.current.pages[View.INSPECT].detail.findChild(QTabBar)
    assert tabs is not None
    desk.qtbot.waitUntil(lambda: tabs.width() >= tabs.sizeHint().width())


def test_failing_document_is_german(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    assert "Fehlgeschlagen" in shown(window)
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    desk.rest(window)
    assert left_in_english(window, failing) == set()


def test_error_is_german(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "halb.json"
    path.write_text('{"a": "b')
    window = desk.window(str(path))
    assert "Unlesbar" in shown(window)
    assert left_in_english(window) == set()


def test_window_without_a_document_is_german(desk: Desk) -> None:
    assert left_in_english(desk.window()) == set()


@pytest.mark.parametrize("command", ["settings", "help", "shortcuts", "about", "trusted_keys"])
def test_windows_of_commands_are_german(desk: Desk, command: str, tmp_path: Path) -> None:
    window = desk.window(BUNDLE, key_list=tmp_path / "keys.json")
    before = set(QApplication.topLevelWidgets())

    def opened() -> list[QWidget]:
        return [one for one in set(QApplication.topLevelWidgets()) - before if one.isVisible()]

    window.actions_[command].trigger()
    desk.qtbot.waitUntil(lambda: bool(opened()))
    desk.rest(window)
    for one in opened():
        assert left_in_english(one, BUNDLE) == set()
        one.close()


def test_no_menu_has_a_key_twice(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    menus = [window.menuBar(), *window.menuBar().findChildren(QMenu)]
    for menu in menus:
        keys = [found[1].lower() for one in menu.actions() if (found := _key(one.text()))]
        assert [key for key, count in Counter(keys).items() if count > 1] == [], keys
    assert len(menus) > 6


def _key(text: str) -> re.Match[str] | None:
    return re.search("&([^&])", text.replace("&&", ""))


def test_the_signer_of_a_lane_is_named_whole_where_there_is_room(desk: Desk) -> None:
    window = desk.window(str(FOLDER / "every-event-type.json"))
    window.resize(1280, 800)
    window.actions_["timeline"].trigger()
    desk.rest(window)
    rows = window.findChild(TimelineRows)
    (lane,) = rows._model._shown.lanes
    assert rows.column_rect(SIGNER).width() >= lane_width(window.theme, lane) > 180
    window.resize(900, 600)
    desk.qtbot.waitUntil(lambda: not rows.horizontalScrollBar().isVisible())


def test_a_fingerprint_is_compared_in_two_lines_of_four(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(str(FOLDER / "unknown-key.json"), key_list=tmp_path / "keys.json")
    (signer,) = window.inspections.inspection.checked.signers
    window.keys_commands.compare_fingerprint(signer.fingerprint)
    desk.rest(window)
    fields = window.findChildren(GroupField)
    desk.qtbot.waitUntil(fields[0].isVisible)
    tops = [field.mapTo(field.window(), QPoint()).y() for field in fields]
    assert [len(list(line)) for _, line in groupby(tops)] == [4, 4]


def test_the_columns_of_coverage_are_named_whole(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.resize(1024, 640)
    window.actions_["coverage"].trigger()
    desk.rest(window)
    header = window.findChild(CoverageTree).view.header()
    model = header.model()
    for column in range(header.count()):
        word = model.headerData(column, Qt.Orientation.Horizontal)
        assert header.sectionSize(column) >= header.fontMetrics().horizontalAdvance(word) + 8, word
