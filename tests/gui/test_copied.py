"""Copied text has the sentences of the screen, as plain text and as Markdown."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from inspector.compare.comparison import compare
from inspector.compare.proofs import Proof
from inspector.gui.compare.head_text import copied_sides
from inspector.gui.compare.proofs import ProofsTable
from inspector.gui.compare.proofs_model import proof_lines
from inspector.gui.document import copied, key_text, summary
from inspector.gui.document.copied import CopiedFact, CopiedLine, CopiedPart
from inspector.gui.document.opened import check_document, open_document
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.inspect.overview_text import of_checked, summary_of
from inspector.gui.inspect.trace_page import TraceStep
from inspector.gui.inspect.trace_text import of_traces
from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.widgets.text_boxes import ByteText
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.trace.steps import Outcome, Step, StepKind, Trace
from inspector.verify.result import FAIL
from inspector.verify.trust import KnownKey, PublicKey, Standing
from tests.gui.conftest import BUNDLE, Desk
from tests.unit.compare.documents import both, verified
from tests.vectors.keys import OTHER

VECTORS = Path(__file__).parents[1] / "vectors"
HOSTILE = [
    "# not a heading",
    "[link](https://example.org)",
    "![](https://example.org/x.png)",
    "<script>alert(1)</script>",
    "a\n- **pass:** forged",
    "`code` ``` $x$ | cell |",
    "\u202egnp.exe",
    "1. one\t2. two",
    "mail@example.org https://example.org",
    "&amp; &lt;",
]


def checked_of(session: Session, source: str) -> Any:
    return check_document(open_document(source, session, unwatched), session, unwatched)


def copy(desk: Desk, window: Any, id_: str, said: str) -> str:
    """The text that a command copies to the clipboard."""
    QGuiApplication.clipboard().clear()
    window.status.say("")
    window.actions_[id_].trigger()
    desk.qtbot.waitUntil(lambda: window.status.note == said)
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("name", ["good", "payload-changed", "unknown-key", "hostile-title"])
def test_a_summary_holds_all_that_banner_and_overview_say(session: Session, name: str) -> None:
    source = VECTORS / f"{name}.json"
    checked = checked_of(session, str(source))
    text = copied.plain(summary_of(checked))
    banner = summary.of_checked(checked)
    assert f"{banner.verdict.word}: {banner.sentence}" in text
    for axis in (banner.integrity, banner.trust):
        assert axis is not None
        assert f"{axis.sign.word}; {axis.note}" in text
    assert all(f"{fact.label}: {fact.text}" in text for fact in banner.facts)
    rows = [row for part in of_checked(checked).parts for row in part.rows]
    assert all(f"{row.sign.word}: {row.text}" in text for row in rows)
    assert hashlib.sha256(source.read_bytes()).hexdigest() in text


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_a_hostile_text_is_text_and_nothing_else(text: str) -> None:
    line = CopiedLine(text, text, (CopiedFact("at", text), CopiedFact(text)))
    made = copied.markdown([CopiedPart(text, (line, line))])
    kinds = {
        child.type
        for token in MarkdownIt().enable("table").parse(made)
        for child in (token, *(token.children or ()))
    }
    allowed = {
        *("heading_open", "heading_close", "inline", "text", "softbreak", "text_special"),
        *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
        *("paragraph_open", "paragraph_close", "strong_open", "strong_close", "code_inline"),
    }
    assert kinds <= allowed
    assert made.count("\n- ") == 2
    assert "\u202e" not in made


def test_a_summary_is_copied_as_text_and_as_markdown(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    text = copy(desk, window, "copy_summary", "Copied the summary.")
    assert text.startswith("On the document “payload-changed.json”\n- Failed: ")
    assert not QGuiApplication.clipboard().mimeData().hasFormat("text/markdown")
    marked = copy(desk, window, "copy_summary_markdown", "Copied the summary.")
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("text/markdown").data()).decode() == marked
    assert "- **Failed:** " in marked
    assert "### What it breaks" in marked


def test_a_finding_is_copied_with_its_place_and_what_was_compared(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane = window.current.document_page.findings
    model = pane.model
    (place,) = (n for n in range(model.total) if model.result(n).id == "event.content_hash")
    pane.view.setCurrentIndex(model.index_of(place))
    result = model.result(place)
    text = copy(desk, window, "copy_finding", "Copied 1 finding.")
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "On the document “payload-changed.json”"
    assert lines[1].startswith("- fail: The event is not what its hash says")
    assert lines[2:4] == ["event.content_hash", "at /events/1/content_sha256"]
    assert any(line.endswith(str(result.expected)) for line in lines)
    assert any(line.endswith(str(result.actual)) for line in lines)
    assert hashlib.sha256(Path(failing).read_bytes()).hexdigest() in text


def test_the_key_for_copying_copies_the_finding_and_in_the_tree_the_value(
    desk: Desk, failing: str
) -> None:
    window = desk.window(failing)
    page = window.current.document_page
    clipboard, control = QGuiApplication.clipboard(), Qt.KeyboardModifier.ControlModifier
    page.findings.view.setCurrentIndex(page.findings.model.index(0, 0))
    desk.qtbot.keyClick(page.findings.view, Qt.Key.Key_C, control)
    desk.qtbot.waitUntil(lambda: "Copied" in window.status.note)
    assert "- cause: " in clipboard.text()
    window.current.inspection.selection.select_pointer("/pith_number")
    desk.qtbot.keyClick(page.tree.view, Qt.Key.Key_C, control)
    desk.qtbot.waitUntil(lambda: clipboard.text().startswith("pith:"))


def test_a_finding_can_be_copied_only_where_one_is_chosen(desk: Desk, failing: str) -> None:
    window = desk.window()
    action = window.actions_["copy_finding"]
    assert not action.isEnabled()
    assert not window.actions_["copy_summary"].isEnabled()
    desk.open(window, failing)
    assert window.actions_["copy_summary"].isEnabled()
    assert not action.isEnabled()
    pane = window.current.document_page.findings
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    assert action.isEnabled()
    desk.open(window, BUNDLE)
    assert not action.isEnabled()


FORGED = "Verdict: verified, trusted key pith.science"


def test_the_name_of_a_file_cannot_be_taken_for_a_verdict(
    desk: Desk, altered: Callable[..., str]
) -> None:
    window = desk.window(altered(lambda value: value.update(events=[]), f"{FORGED}.json"))
    pane = window.current.document_page.findings
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    desk.rest(window)
    for id_, said in (
        ("copy_summary", "Copied the summary."),
        ("copy_finding", "Copied 1 finding."),
    ):
        text = copy(desk, window, id_, said)
        assert text.startswith(f"On the document “{FORGED}.json”\n")


def test_the_name_and_the_origin_of_a_key_cannot_be_taken_for_a_statement() -> None:
    key = PublicKey.of(FORGED, OTHER.raw)
    for origin, shown in (
        (f"{FORGED}.json", f"“{FORGED}.json”"),
        (f"{FORGED}.json, inside the bundle", f"“{FORGED}.json”, inside the document"),
        ("keys.json, inside the bundle", "keys.json, inside the document"),
    ):
        known = KnownKey(key, Standing.UNKNOWN, origin=origin)
        text = copied.plain([key_text.copied(known)])
        assert text.startswith(f"“{FORGED}”\n- in the list of whoever copied this: unknown\n")
        assert f"    Came from: {shown}\n" in text


def test_a_group_is_copied_with_its_findings(desk: Desk, altered: Callable[..., str]) -> None:
    def change(value: Any) -> None:
        event = value["events"][1]
        value["events"] += [{**event, "event_id": f"sha256:{n}", "target": n} for n in range(300)]

    window = desk.window(altered(change))
    pane = window.current.document_page.findings
    groups = (pane.model.index(row, 0) for row in range(pane.model.rowCount()))
    index = next(one for one in groups if pane.model.group(one).check == "event.content_hash")
    pane.view.setCurrentIndex(index)
    text = copy(desk, window, "copy_finding", "Copied the first 200 of 300 findings.")
    assert text.count("- fail: ") == 200
    assert "- 300 fail: Rule: The event has the stated SHA-256." in text
    assert "- And 100 more." in text


def test_the_menu_of_a_finding_has_its_action_and_the_copies(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    pane = window.current.document_page.findings
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    place = pane.view.visualRect(pane.view.currentIndex()).center()
    pane.view.customContextMenuRequested.emit(QPoint(place))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [one.text().replace("&", "") for one in menu.actions() if not one.isSeparator()]
    menu.close()
    assert texts == [
        *("Give the paper's text…", "Copy finding", "Copy finding as Markdown"),
        "Copy JSON Pointer",
    ]


def control_c(desk: Desk, view: Any) -> None:
    desk.qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def texts_of_menu(desk: Desk, view: Any, place: QPoint) -> dict[str, QAction]:
    """The actions of the context menu."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {one.text(): one for one in menu.actions() if not one.isSeparator()}
    menu.hide()
    return found


def test_a_step_of_a_trace_and_all_of_it_are_copied(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    page = window.current.document_page.detail
    page.show_page(Page.TRACE)
    desk.qtbot.waitUntil(lambda: bool(page.trace.findChildren(TraceStep)))
    desk.rest(window)
    steps = page.trace.findChildren(TraceStep)
    hashed = next(one for one in steps if "SHA-256" in one.accessibleName())
    clipboard = QGuiApplication.clipboard()
    control_c(desk, hashed)
    text = clipboard.text()
    stated, computed = (view.accessibleName() for view in hashed.findChildren(ByteText))
    assert text.startswith("On the document “payload-changed.json”\n- Steps of event.content_hash")
    assert text.count("    SHA-256 ") == 1
    assert f"    SHA-256 {hashlib.sha256(Path(failing).read_bytes()).hexdigest()}\n" in text
    assert "“you” is whoever copied this" in text
    assert "- differs: 4. SHA-256" in text
    assert stated in text
    assert computed in text
    texts_of_menu(desk, hashed, QPoint(40, 8))["Copy all steps as Markdown"].trigger()
    text = clipboard.text()
    assert text.count("\n- **") == len(steps)
    assert hashlib.sha256(Path(failing).read_bytes()).hexdigest() in text
    assert "`python3 -I -c " in text
    assert window.status.note == "Copied all steps."


def test_a_step_with_a_key_says_whose_list_has_its_standing(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.current.inspection.selection.select_pointer("/events/1/content_sha256")
    page = window.current.document_page.detail
    desk.qtbot.waitUntil(lambda: bool(page.trace and page.trace.findChildren(TraceStep)))
    desk.qtbot.waitUntil(lambda: page.trace.is_complete)
    steps = page.trace.findChildren(TraceStep)
    signature = next(one for one in steps if "Ed25519" in one.accessibleName())
    control_c(desk, signature)
    text = QGuiApplication.clipboard().text()
    assert ", in the list of whoever copied this: trusted\n" in text


def test_a_key_is_copied_with_what_the_list_says_of_it(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(BUNDLE, key_list=tmp_path / "keys.json")
    window.actions_["trusted_keys"].trigger()
    view = window.findChild(TrustDialog).keys.view
    desk.qtbot.waitUntil(lambda: view.current is not None)
    key = view.current.key
    control_c(desk, view)
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"{key.key_id}\n- in the list of whoever copied this: trusted\n")
    assert f"    Fingerprint: {' '.join(key.groups)}\n" in text
    assert f"    Public key: {key.raw.hex()}\n" in text
    place = view.visualRect(view.currentIndex()).center()
    texts_of_menu(desk, view.viewport(), place)["Copy key as Markdown"].trigger()
    assert f"Public key: `{key.raw.hex()}`" in QGuiApplication.clipboard().text().replace("\\", "")
    assert window.status.note == "Copied the key."


def test_a_row_of_the_checks_that_changed_is_copied(desk: Desk) -> None:
    theme = Theme(desk.app, Scheme.LIGHT, blue_orange=False)
    compared = both("good", "payload-changed")
    proof = Proof("state.hash", "/a", FAIL, None, "/a", None)
    table = ProofsTable(theme, proof_lines(compared._replace(proofs=(proof,))))
    desk.qtbot.addWidget(table)
    table.show()
    copies: list[tuple[CopiedPart, bool, str]] = []
    table.copied.connect(lambda *copy: copies.append(copy))
    control_c(desk, table)
    texts_of_menu(desk, table.viewport(), QPoint(5, 5))["Copy row as Markdown"].trigger()
    texts = [copied.plain([part]) for part, _, _ in copies]
    left, right = (
        f"“{side.name}”\n    SHA-256 {hashlib.sha256(side.document.data).hexdigest()}\n"
        for side in (compared.comparison.left, compared.comparison.right)
    )
    row = "- state.hash\n    Left: fail /a\n    Right: not there\n"
    assert texts[0] == texts[1]
    assert texts[0].startswith(f"{row}- Left: {left}- Right: {right}- Checked by ")
    assert [is_markdown for _, is_markdown, _ in copies] == [False, True]


def test_a_state_that_was_computed_is_copied_as_that() -> None:
    left, _, _ = copied_sides(compare(verified("good", at=1), verified("good")))
    assert [fact.label for fact in left.facts] == [
        "state after event 1, computed from the bundle's events; the verdict is the bundle's",
        "SHA-256 of the computed state:",
    ]


def test_the_key_for_copying_copies_the_difference_in_trees_and_detail(
    desk: Desk, failing: str
) -> None:
    window = desk.window(failing)
    window.compare_commands.compare_asking(failing, BUNDLE)
    desk.qtbot.waitUntil(lambda: window.comparison_view is not None)
    view = window.comparison_view
    desk.qtbot.waitUntil(
        lambda: view.trees.current_key is not None and view.detail.copy.isVisible()
    )
    desk.rest(window)
    clipboard = QGuiApplication.clipboard()
    for part in (view.trees.left, view.detail):
        clipboard.setText("before")
        control_c(desk, part)
        desk.qtbot.waitUntil(lambda: clipboard.text() != "before")
        assert "Eve Intruder" in clipboard.text()
    assert "Copy the difference" in {
        text.replace("&", "") for text in texts_of_menu(desk, view.detail.viewport(), QPoint(5, 5))
    }


def test_a_name_that_could_be_taken_for_several_is_quoted_in_a_copied_step() -> None:
    name = "x, content_sha256 Computed: equal"
    names = ("state", name)
    step = Step(StepKind.PICK, Outcome.DONE, "", names=names, written=names)
    trace = Trace("bundle.hash", "", (step,))
    (shown,) = of_traces((trace,), ())
    assert shown.steps[0].kept == ("state", f"“{name}”")
