"""The view Coverage: numbers, texts, filters, and one selection in all its parts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.coverage import coverage_detail, coverage_table
from inspector.gui.coverage.coverage_model import (
    BUNDLE,
    EVENT,
    RECEIPT,
    SIGNED,
    CoverageModel,
)
from inspector.gui.coverage.coverage_table import CoverageTable
from inspector.gui.coverage.strip import StripPicture, boxes
from inspector.gui.coverage.view import CoverageView
from inspector.gui.document.document_model import ITEM, VALUE
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.widgets.text import Label
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.verify.format import Cover
from tests.gui.conftest import BUNDLE as BUNDLE_FILE
from tests.gui.conftest import RECORD, STATE, fatal_tester
from tests.gui.test_hostile_text import HOSTILE, MARKUP
from tests.gui.test_tree_model import checked, walk
from tests.vectors.builder import FOLDER

TITLE = "/current/graph_snapshots/0/payload/graph_snapshot/paper/title"
VECTORS = (
    *("bundle-unsigned", "bundle.hash", "event.signature", "receipt.signature", "payload-changed"),
    *("good-state", "good-record", "signing-key", "mirror-manifest", "integrity-report"),
)
FILES = {
    "bundle": BUNDLE_FILE,
    "state": STATE,
    "record": RECORD,
    **{name: str(FOLDER / f"{name}.json") for name in VECTORS},
}


def coverage(path: str, session: Session) -> CoverageTable:
    return coverage_table.of_checked(checked(path, session), unwatched)


def node(table: CoverageTable, pointer: str) -> int:
    return table.opened.table.find(pointer)


@pytest.fixture(params=FILES)
def any_table(request: pytest.FixtureRequest, session: Session) -> CoverageTable:
    return coverage(FILES[request.param], session)


@pytest.fixture
def state(session: Session) -> CoverageTable:
    return coverage(STATE, session)


@pytest.fixture
def theme(qapp: Any) -> Theme:
    return Theme(qapp, Scheme.LIGHT, blue_orange=False)


@pytest.fixture
def model(theme: Theme) -> CoverageModel:
    return CoverageModel(theme)


@pytest.fixture
def tester(model: CoverageModel) -> QAbstractItemModelTester:
    return fatal_tester(model)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot, state: CoverageTable) -> Iterator[CoverageView]:
    made = CoverageView(theme)
    made.setStyleSheet(theme.sheet)
    made.resize(1200, 760)
    made.show_coverage(state)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


# --- what is said -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "headline", "sentence", "legend"),
    [
        (
            "state",
            "22 of 127 values are signed",
            "The other 105 are covered by no signature in this file. "
            "A state carries no signature of its own.",
            [
                "receipt: 22 values",
                "event: no event signature in a state",
                "bundle: no bundle signature in a state",
                "nothing: 105 values",
            ],
        ),
        (
            "record",
            "11 of 134 values are signed",
            "The other 123 are covered by no signature in this file. "
            "A record carries no signature of its own.",
            [
                "receipt: 11 values",
                "event: no event signature in a record",
                "bundle: no bundle signature in a record",
                "nothing: 123 values",
            ],
        ),
        (
            "bundle",
            "298 of 306 values are signed",
            "The other 8 are covered by no signature in this file.",
            ["receipt: 48 values", "event: 88 values", "bundle: 298 values", "nothing: 8 values"],
        ),
        (
            "signing-key",
            "None of the 10 values is signed",
            "No signature shown to hold covers any of them. A key carries no signature.",
            [*(f"{kind}: no signature in a key" for kind in Cover), "nothing: 10 values"],
        ),
    ],
)
def test_how_much_is_signed(
    session: Session, name: str, headline: str, sentence: str, legend: list[str]
) -> None:
    table = coverage(FILES[name], session)
    assert table.headline == headline
    assert table.sentence == sentence
    assert [f"{entry.sign.word}: {entry.note}" for entry in table.legend] == legend


def test_only_signatures_that_hold_count(session: Session, failing: str) -> None:
    table = coverage(failing, session)
    assert table.sentence.endswith("Only signatures shown to hold count: 2 of 4.")
    assert not table.whole.bundle
    assert table.legend[2].note == "no bundle signature shown to hold"
    assert not table.covers.count(node(table, "/events/1"), Cover.EVENT)
    assert table.covers.count(node(table, "/events/0"), Cover.EVENT)


def test_a_missing_signature_is_not_counted_among_those_that_fail(session: Session) -> None:
    sentence = coverage(FILES["bundle-unsigned"], session).sentence
    assert "Only signatures" not in sentence
    assert sentence.endswith("No key that signed it is one that you trust.")


def test_the_bars_add_up_to_what_nothing_covers(any_table: CoverageTable) -> None:
    assert sum(bar.values for bar in any_table.bars) == any_table.whole.bare
    assert all(bar.values > 0 for bar in any_table.bars)
    lengths = [bar.values for bar in any_table.bars]
    assert lengths == sorted(lengths, reverse=True)


def test_parts_of_the_strip_follow_one_another(any_table: CoverageTable) -> None:
    ends = [0]
    for part in any_table.parts:
        assert ends[-1] <= part.begin < part.end <= any_table.whole.leaves
        ends.append(part.end)


def test_an_object_that_is_most_of_the_document_is_taken_apart(state: CoverageTable) -> None:
    names = [part.name for part in state.parts]
    assert names[:3] == ["header", "canonical_record", "source_aliases"]
    assert "current" not in names


def test_the_list_of_pointers_is_that_of_the_report(any_table: CoverageTable) -> None:
    found = any_table.checked.report.coverage.uncovered(
        any_table.opened.document.value,
    )
    assert coverage_table.pointers(any_table.checked, unwatched).splitlines() == list(found)


def test_a_pointer_is_one_line_and_a_long_list_says_where_it_ends(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "long.json"
    beyond = 7
    values = [0] * (coverage_table.MOST_POINTERS + beyond)
    record = {"record_type": "pith_number_record", "two\nlines": 1, "values": values}
    path.write_text(json.dumps(record))
    lines = coverage_table.pointers(checked(str(path), session), unwatched).splitlines()
    assert lines[1] == "/two\\nlines"
    assert len(lines) == coverage_table.MOST_POINTERS + 1
    assert lines[-1] == f"… and {beyond + 2} more"


# --- one value --------------------------------------------------------------------------------


def test_a_value_that_nothing_covers(state: CoverageTable) -> None:
    detail = coverage_detail.of_node(state, node(state, TITLE))
    assert detail.crumbs[-1] == "title"
    assert detail.value == "Revisiting Small Batch Training for Deep Neural Networks"
    assert detail.place == TITLE
    assert [sign.word for sign in detail.signs] == ["nothing"]
    assert detail.why == (
        "A state carries no signature of its own. Its receipt covers canonical_record and "
        "nothing else."
    )
    said = {found.check: found.sentence for found in detail.supporting_checks}
    assert said["snapshot.title"] == (
        "Its hash is title_canon_sha256, and that value is covered by the receipt."
    )
    assert said["state.event_id"].endswith("An id is a hash, not a signature.")
    assert [sign.icon for sign in detail.missing] == ["event", "bundle"]
    assert detail.bundle_of == "pith:2018:6CB5P4A4IXK6Y2AGFDY5KCUYHD"


def test_every_value_has_its_reason(any_table: CoverageTable) -> None:
    """Values that are not covered say why, and what would cover them."""
    for place in range(len(any_table.opened.table)):
        share = any_table.covers.share(place)
        detail = coverage_detail.of_node(any_table, place)
        assert detail.why
        assert bool(detail.remedy) == bool(share.bare)
        if not share.bare:
            assert not detail.supporting_checks
        assert all(found.sign.word == "pass" for found in detail.supporting_checks)
        assert bool(detail.bundle_of) == bool(share.bare and any_table.bundle_of)


@pytest.mark.parametrize(
    ("name", "pointer", "why"),
    [
        ("bundle", "/bundle_signature/signed_at", "The bundle's signature covers all of the file"),
        (
            "bundle-unsigned",
            "/events/0/event_id",
            "No bundle signature in this file was shown to hold, and",
        ),
        ("bundle-unsigned", "/built_at", "No bundle signature in this file was shown to hold."),
        ("payload-changed", "/events/1/target", "Neither the bundle's signature nor that of"),
        ("record", "/record_type", "A record carries no signature of its own. Its receipt"),
        ("good-record", "/record_type", "A record carries no signature of its own, and no receipt"),
        ("signing-key", "/key_id", "Nothing in this format signs a key."),
        ("integrity-report", "/schema", "Nothing in an integrity report is shown to be signed"),
    ],
)
def test_why_nothing_covers_a_value(session: Session, name: str, pointer: str, why: str) -> None:
    table = coverage(FILES[name], session)
    assert coverage_detail.of_node(table, node(table, pointer)).why.startswith(why)


def test_a_receipt_that_fails_vouches_for_nothing(session: Session) -> None:
    table = coverage(str(FOLDER / "no-key-at-hand.json"), session)
    place = node(table, "/events/1/payload/graph_snapshot/paper/title")
    said = {
        found.check: found.sentence
        for found in coverage_detail.of_node(table, place).supporting_checks
    }
    assert said["snapshot.title"].endswith("which no signature covers.")


def test_an_event_id_is_not_evidence_of_itself(state: CoverageTable) -> None:
    counts = coverage_detail.of_node(state, node(state, "/event_count"))
    assert "state.event_id" not in {found.check for found in counts.supporting_checks}


def test_a_group_is_partly_covered(state: CoverageTable) -> None:
    names = [group.name for group in state.opened.outline.groups]
    detail = coverage_detail.of_group(state, names.index("Events"))  # type: ignore[arg-type]
    assert [(sign.icon, sign.word) for sign in detail.signs] == [
        ("receipt-part", "receipt, in part")
    ]
    assert detail.why.startswith("11 of these 78 values are signed.")
    assert detail.place == ""


def test_no_bundle_is_offered_without_a_number(session: Session, tmp_path: Path) -> None:
    for number in (None, 7, "pith:2018:short", "https://elsewhere.example"):
        value = json.loads(Path(STATE).read_bytes()) | {"pith_number": number}
        path = tmp_path / "state.json"
        path.write_text(json.dumps(value))
        table = coverage(str(path), session)
        assert table.bundle_of == ""
        assert not coverage_detail.of_node(table, 1).bundle_of


# --- the tree ---------------------------------------------------------------------------------


def test_every_file_holds_together(
    model: CoverageModel, tester: QAbstractItemModelTester, any_table: CoverageTable
) -> None:
    model.show_table(any_table)
    for place in range(len(any_table.filters)):
        model.show_filter(place)
        for index in walk(model):
            for column in range(model.columnCount()):
                for role in (
                    Qt.ItemDataRole.DisplayRole,
                    Qt.ItemDataRole.DecorationRole,
                    Qt.ItemDataRole.ToolTipRole,
                    Qt.ItemDataRole.AccessibleTextRole,
                ):
                    index.siblingAtColumn(column).data(role)
    model.show_table(None)
    assert model.rowCount() == 0


def test_a_filter_leads_to_what_it_is_about_and_to_nothing_else(
    model: CoverageModel, tester: QAbstractItemModelTester, any_table: CoverageTable
) -> None:
    covers, table = any_table.covers, any_table.opened.table
    by_word = {sign.value: sign for sign in Cover} | {"nothing": None}
    assert any_table.filters[0].values == any_table.whole.leaves
    model.show_table(any_table)
    for place, entry in enumerate(any_table.filters[1:], 1):
        model.show_filter(place)
        shown = {found for index in walk(model) if (found := model.node(index)) is not None}
        leaves = {found for found in shown if not table.child_count(found)}
        assert len(leaves) == entry.values
        assert all(covers.count(found, by_word[entry.word]) for found in shown)
        ends = {model.node(index) for index in walk(model) if not model.rowCount(index)}
        assert ends == leaves


def test_each_cell_of_a_state_says_how_much_is_signed_there_and_by_what(
    model: CoverageModel, state: CoverageTable
) -> None:
    model.show_table(state)

    def cells(pointer: str) -> list[Any]:
        index = model.index_of_node(node(state, pointer))
        return [index.siblingAtColumn(column).data() for column in (RECEIPT, EVENT, BUNDLE, SIGNED)]

    assert cells("/current/canonical_record") == [None, "–", "–", "11 of 11"]
    assert cells("/current/canonical_record/schema_version") == [None, "–", "–", "signed"]
    assert cells("/current/record_created") == [None, "–", "–", "11 of 36"]
    assert cells(TITLE) == ["–", "–", "–", "nothing"]
    events = model.index([g.name for g in state.opened.outline.groups].index("Events"), SIGNED)  # type: ignore[arg-type]
    assert events.data() == "11 of 78"
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert titles == ["Item", "Value", "Receipt", "Event", "Bundle", "Signed values"]


def test_a_whole_and_a_partial_cover_have_two_shapes(
    model: CoverageModel, theme: Theme, state: CoverageTable
) -> None:
    model.show_table(state)

    def image(pointer: str) -> Any:
        index = model.index_of_node(node(state, pointer)).siblingAtColumn(RECEIPT)
        return index.data(Qt.ItemDataRole.DecorationRole).pixmap(16, 16).toImage()

    whole = image("/current/canonical_record")
    assert whole == theme.icon("receipt", ColourRole.RECEIPT).pixmap(16, 16).toImage()
    assert whole != image("/current/record_created")


def test_rows_and_signs_are_spoken(model: CoverageModel, state: CoverageTable) -> None:
    model.show_table(state)
    role = Qt.ItemDataRole.AccessibleTextRole
    branch = model.index_of_node(node(state, "/current/record_created"))
    assert branch.data(role).startswith("11 of 36 signed, record_created, ")
    assert branch.siblingAtColumn(RECEIPT).data(role) == "receipt: 11 of 36 values"
    assert branch.siblingAtColumn(BUNDLE).data(role) == "bundle: 0 of 36 values"
    leaf = model.index_of_node(node(state, TITLE))
    assert leaf.data(role).startswith("nothing, title, Revisiting ")


def test_a_bucket_counts_what_is_in_it(
    model: CoverageModel,
    tester: QAbstractItemModelTester,
    session: Session,
    altered: Callable[..., str],
) -> None:
    def change(value: Any) -> None:
        value["events"] = [{"event_type": "seen", "target": str(n)} for n in range(1_100)]

    table = coverage(altered(change), session)
    model.show_table(table)
    groups = [group.name for group in table.opened.outline.groups]
    events = model.index(groups.index("Events"), 0)  # type: ignore[arg-type]
    shown = [model.index(row, SIGNED, events).data() for row in range(model.rowCount(events))]
    assert shown == ["0 of 2,000", "0 of 200"]


# --- the strip --------------------------------------------------------------------------------


def test_one_box_a_value_while_there_is_room(state: CoverageTable) -> None:
    roomy = boxes(state.covers, 1_200)
    assert len(roomy.spans) == 127
    assert roomy.left(127) <= 1_200
    narrow = boxes(state.covers, 200)
    assert len(narrow.spans) < 127
    assert narrow.spans[-1].end == 127
    for found in (roomy, narrow):
        for place, span in enumerate(found.spans):
            middle = (found.left(place) + found.left(place + 1)) / 2
            assert found.at(middle) == place
            assert {found.of(number) for number in range(span.begin, span.end)} == {place}
        assert found.at(-1) is None
        assert found.at(found.left(len(found.spans)) + 1) is None


def test_boxes_are_filled_as_far_as_they_are_covered(theme: Theme, state: CoverageTable) -> None:
    receipt = QColor(theme.colours.receipt)
    picture = StripPicture(theme, state, 1_200)
    image = picture.paint(1.0).toImage()
    for place, span in enumerate(picture.boxes.spans):
        middle = image.pixelColor(picture.rect(place, place).center())
        assert (middle == receipt) == bool(span.share.receipt)
    crowded = StripPicture(theme, state, 120)
    image = crowded.paint(1.0).toImage()
    for place, span in enumerate(crowded.boxes.spans):
        box = crowded.rect(place, place)
        column = [image.pixelColor(box.center().x(), y) for y in range(box.top(), box.bottom() + 1)]
        filled = column.count(receipt)
        assert (filled == box.height()) == (span.share.receipt == span.share.leaves)
        assert (filled == 0) == (span.share.receipt == 0)


def test_kinds_have_lanes_of_their_own(theme: Theme, session: Session) -> None:
    table = coverage(BUNDLE_FILE, session)
    picture = StripPicture(theme, table, 1_200)
    image = picture.paint(1.0).toImage()
    number = table.covers.stretch(node(table, "/events/0/payload/canonical_record")).start
    box = picture.rect(picture.boxes.of(number), picture.boxes.of(number))
    third = box.height() // 3
    seen = [
        image.pixelColor(box.center().x(), box.top() + lane * third + third // 2).name()
        for lane in range(3)
    ]
    assert seen == [QColor(getattr(theme.colours, kind.value)).name() for kind in Cover]


@pytest.mark.parametrize("width", [60, 200, 640, 1_200, 2_560])
def test_captions_never_lie_over_one_another(
    theme: Theme, any_table: CoverageTable, width: int
) -> None:
    picture = StripPicture(theme, any_table, width)
    metrics = QFontMetrics(theme.font(TextStyle.CAPTION))
    end = 0
    for left, name in picture.captions():
        assert left >= end
        end = left + metrics.horizontalAdvance(name)
        assert end <= width


# --- the view ---------------------------------------------------------------------------------


def selected(view: CoverageView) -> int | None:
    return view.tree.model.node(view.tree.view.currentIndex())


def test_the_tree_selects_in_the_strip_and_tells(
    view: CoverageView, state: CoverageTable, qtbot: QtBot
) -> None:
    wanted = node(state, "/current/canonical_record")
    with qtbot.waitSignal(view.node_chosen) as told:
        view.tree.view.setCurrentIndex(view.tree.model.index_of_node(wanted))
    assert told.args == [wanted]
    strip = view.head.strip
    assert strip.accessibleDescription() == "Values 9 to 19 of 127: 11 of 11 signed"


def test_a_click_in_the_strip_selects_in_the_tree_and_tells(
    view: CoverageView, state: CoverageTable, qtbot: QtBot
) -> None:
    wanted = node(state, TITLE)
    number = state.covers.stretch(wanted).start
    strip = view.head.strip
    assert strip.picture is not None
    place = strip.picture.rect(number, number).center()
    with qtbot.waitSignal(view.node_chosen) as told:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [wanted]
    assert selected(view) == wanted
    assert strip.accessibleDescription() == f"Value {number + 1} of 127, {TITLE}: nothing"
    texts = [label.text() for label in view.detail.findChildren(QLabel)]
    assert "What speaks for it all the same" in texts


def test_a_selection_from_outside_is_not_told_again(
    view: CoverageView, state: CoverageTable, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(view.node_chosen):
        view.show_node(node(state, TITLE))
    assert selected(view) == node(state, TITLE)
    assert TITLE in view.head.strip.accessibleDescription()
    assert TITLE in [text.toPlainText() for text in view.detail.findChildren(QPlainTextEdit)]


def test_the_strip_goes_by_keyboard(view: CoverageView, state: CoverageTable, qtbot: QtBot) -> None:
    strip = view.head.strip
    told: list[int] = []
    view.node_chosen.connect(told.append)
    keys = Qt.Key
    for key in (
        *(keys.Key_Right, keys.Key_Right, keys.Key_Left, keys.Key_Left, keys.Key_PageDown),
        *(keys.Key_End, keys.Key_Right, keys.Key_Home),
    ):
        qtbot.keyClick(strip, key)
    numbers = [state.covers.stretch(found).start for found in told]
    assert numbers == [0, 1, 0, 0, 10, 126, 126, 0]


def test_a_group_has_a_detail_of_its_own(
    view: CoverageView, state: CoverageTable, qtbot: QtBot
) -> None:
    view.show_node(node(state, TITLE))
    with qtbot.assertNotEmitted(view.node_chosen):
        view.tree.view.setCurrentIndex(view.tree.model.index(0, 0))
    assert view.head.strip.accessibleDescription() == ""
    assert "Record" in [label.text() for label in view.detail.findChildren(QLabel)]


def test_chips_filter_the_tree(view: CoverageView, state: CoverageTable, qtbot: QtBot) -> None:
    shown = [chip for chip in view.tree.chips if not chip.isHidden()]
    assert [chip.text().strip() for chip in shown] == [
        "All values 127",
        "receipt 22",
        "nothing 105",
    ]
    assert [chip.accessibleName() for chip in shown] == [
        "Show all values, 127",
        "Show only values covered by receipt, 22",
        "Show only values covered by nothing, 105",
    ]
    view.show_node(node(state, "/current/canonical_record/schema_version"))
    qtbot.mouseClick(shown[1], Qt.MouseButton.LeftButton)
    assert selected(view) == node(state, "/current/canonical_record/schema_version")
    assert not view.tree.model.index_of_node(node(state, TITLE)).isValid()
    qtbot.mouseClick(shown[2], Qt.MouseButton.LeftButton)
    assert view.tree.model.index_of_node(node(state, TITLE)).isValid()
    assert selected(view) is None
    qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    assert view.tree.model.index_of_node(node(state, TITLE)).isValid()


def test_the_bundle_is_offered_where_it_would_say_more(
    view: CoverageView, state: CoverageTable, session: Session, qtbot: QtBot
) -> None:
    view.show_node(node(state, TITLE))
    button = view.detail.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Get the bundle…"
    with qtbot.waitSignal(view.detail.fetch_wanted) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["pith:2018:6CB5P4A4IXK6Y2AGFDY5KCUYHD"]
    view.show_node(node(state, "/current/canonical_record"))
    assert view.detail.findChild(QPushButton) is None
    bundle = coverage(BUNDLE_FILE, session)
    view.show_coverage(bundle)
    view.show_node(node(bundle, "/bundle_signature/signed_at"))
    assert view.detail.findChild(QPushButton) is None


def test_the_list_of_pointers_is_asked_for(view: CoverageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.tree.copy.clicked):
        qtbot.mouseClick(view.tree.copy, Qt.MouseButton.LeftButton)


def test_while_it_is_computed_and_after_it_is_closed_nothing_is_shown(
    view: CoverageView, state: CoverageTable
) -> None:
    view.show_working()
    assert view.message.isVisible()
    assert view.message.text()
    assert not view.head.isVisible()
    view.show_coverage(state)
    assert view.head.isVisible()
    view.clear()
    assert view.tree.model.rowCount() == 0
    assert view.head.strip.picture is None
    assert view.head.headline.text() == ""
    assert not view.head.isVisible()
    view.show_node(3)


def test_everything_is_reached_by_the_tab_key(view: CoverageView) -> None:
    order = []
    widget = view.nextInFocusChain()
    while widget is not view:
        assert widget is not None
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            order.append(widget)
        widget = widget.nextInFocusChain()
    chips = [chip for chip in view.tree.chips if chip in order]
    wanted = [view.head.strip, *chips, view.tree.copy, view.tree.view, view.detail]
    assert [found for found in order if found in wanted] == wanted
    assert chips
    for found in (view.head.strip, view.tree.view):
        assert found.accessibleName()


def test_the_strip_says_to_a_screen_reader_what_is_selected(
    view: CoverageView, state: CoverageTable
) -> None:
    view.show_node(node(state, TITLE))
    spoken = QAccessible.queryAccessibleInterface(view.head.strip)
    assert spoken.text(QAccessible.Text.Name) == "Signed values in the order of the file"
    assert spoken.text(QAccessible.Text.Description).endswith("title: nothing")
    names = [part.accessibleName() for part in view.head.findChildren(QWidget)]
    assert "receipt: 22 values" in names


def test_colours_follow_the_theme(view: CoverageView, theme: Theme, state: CoverageTable) -> None:
    view.show_node(node(state, TITLE))
    light = view.head.strip.grab().toImage()
    theme.choose(Scheme.DARK, blue_orange=False)
    dark = view.head.strip.grab().toImage()
    theme.choose(Scheme.LIGHT, blue_orange=False)
    assert light != dark
    assert view.head.strip.grab().toImage() == light


def test_text_of_a_document_stays_text(
    view: CoverageView, session: Session, altered: Callable[..., str], qtbot: QtBot
) -> None:
    def change(value: Any) -> None:
        value["events"][1]["event_type"] = HOSTILE
        value[HOSTILE] = {HOSTILE: HOSTILE, "more": [0] * 60}

    table = coverage(altered(change), session)
    view.show_coverage(table)
    pointer = f"/{HOSTILE.replace('/', '~1')}"
    wanted = node(table, pointer * 2)
    view.show_node(wanted)
    for label in view.findChildren(QLabel):
        if not label.pixmap():
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
            assert "\u202e" not in label.text()
        assert not any(mark in label.toolTip() for mark in MARKUP)
    for text in view.detail.findChildren(QPlainTextEdit):
        assert "\u202e" not in text.toPlainText()
    index = view.tree.view.currentIndex()
    for column in (ITEM, VALUE, SIGNED):
        assert "\u202e" not in index.siblingAtColumn(column).data()
    assert "\u202e" not in view.head.strip.accessibleDescription()
    strip = view.head.strip
    assert strip.picture is not None
    assert any(name.startswith("<b>x</b>") for _, name in strip.picture.captions())
    place = strip.picture.boxes.of(table.covers.stretch(wanted).start)
    at = strip.picture.rect(place, place).center()
    help_ = QHelpEvent(QEvent.Type.ToolTip, at, strip.mapToGlobal(at))
    strip.event(help_)
    assert "&lt;b&gt;" in QToolTip.text()
    assert not any(mark in QToolTip.text() for mark in MARKUP)
    assert "\u202e" not in QToolTip.text()
    QToolTip.hideText()


def test_beside_the_boxes_there_is_no_tip(view: CoverageView) -> None:
    strip = view.head.strip
    at = QPoint(5, strip.height() - 1)
    strip.event(QHelpEvent(QEvent.Type.ToolTip, at, strip.mapToGlobal(at)))
    assert QToolTip.text() == ""


def test_at_twice_the_size_nothing_of_the_head_is_cut(
    qapp: Any, state: CoverageTable, qtbot: QtBot
) -> None:
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPixelSize(2 * 13)
    qapp.setFont(large)
    try:
        view = CoverageView(Theme(qapp, Scheme.LIGHT, blue_orange=False))
        view.resize(900, 600)
        view.show_coverage(state)
        view.show()
        qtbot.waitExposed(view)
        view.show_node(node(state, TITLE))
        qapp.processEvents()
        labels = [label for label in view.head.findChildren(Label) if label.isVisible()]
        assert len(labels) > len(state.legend)
        for label in labels:
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint()
            height = needed if isinstance(needed, int) else needed.height()
            assert label.height() >= height, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        bottom = view.head.childrenRect().bottom()
        assert bottom <= view.head.height()
        assert view.tree.view.height() >= 4 * view.tree.view.rowHeight(view.tree.model.index(0, 0))
        view.close()
        view.deleteLater()
    finally:
        qapp.setFont(usual)
