"""The findings in the window: groups, filters, and stepping with the keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from inspector.gui.document import detail
from inspector.gui.document.finding_block import FindingBlock
from inspector.gui.document.opened import check_document, open_document
from inspector.gui.inspect.detail_pane import Page
from inspector.gui.keys.dialog import TrustDialog
from inspector.gui.paper.dialog import PaperDialog
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.sources import SourceOptions
from inspector.verify.result import UNCHECKED
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from tests.gui.conftest import BUNDLE, Desk
from tests.vectors.keys import OTHER, OWN

VECTORS = Path(__file__).parents[1] / "vectors"


@pytest.fixture
def many(altered: Callable[..., str]) -> str:
    """A bundle with a dozen broken events, so that its findings are shown in groups."""

    def change(value: Any) -> None:
        event = value["events"][1]
        value["events"] += [{**event, "event_id": f"sha256:{n}", "target": n} for n in range(12)]

    return altered(change)


def pane_of(window: Any) -> Any:
    return window.current.document_page.findings


def heads(pane: Any) -> list[str]:
    model = pane.model
    return [
        f"{model.index(row, 0).data()} {model.index(row, 1).data()}"
        for row in range(model.rowCount())
    ]


def type_filter(desk: Desk, pane: Any, text: str, shown: int) -> None:
    pane.bar.field.clear()
    desk.qtbot.keyClicks(pane.bar.field, text)
    desk.qtbot.waitUntil(lambda: pane.model.total == shown)


def test_few_findings_are_a_list_and_many_are_grouped(desk: Desk, failing: str, many: str) -> None:
    pane = pane_of(desk.window(failing))
    assert not pane.bar.grouped.isChecked()
    assert heads(pane)[1] == "unchecked snapshot.abstract"
    pane = pane_of(desk.window(many))
    assert pane.bar.grouped.isChecked()
    assert "12 fail event.content_hash" in heads(pane)
    assert sum(
        pane.model.rowCount(pane.model.index(row, 0)) for row in range(len(heads(pane)))
    ) == (pane.model.total)


def test_very_many_findings_are_arranged_beside_the_window(
    desk: Desk, many: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.gui.inspect.document_page._AT_ONCE", 0)
    window = desk.window(many)
    pane = pane_of(window)
    desk.qtbot.waitUntil(lambda: pane.model.total > 0)
    total, shown = pane.model.total, heads(pane)
    assert "12 fail event.content_hash" in shown
    pane.bar.grouped.click()
    assert heads(pane) == shown  # not in the same turn
    desk.qtbot.waitUntil(lambda: heads(pane) != shown)
    assert pane.model.total == total


def test_nothing_that_the_former_list_of_keys_has_found_is_copied_meanwhile(
    desk: Desk, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.gui.inspect.document_page._AT_ONCE", 0)
    window = desk.window(failing)
    pane = pane_of(window)
    desk.qtbot.waitUntil(lambda: pane.model.total > 0)
    pane.view.setCurrentIndex(pane.model.index_of(0))
    copying, seen = window.actions_["copy_finding"], []
    assert copying.isEnabled()
    window.current.inspection.opening.checked.connect(
        lambda _: seen.append((pane.model.total, copying.isEnabled()))
    )
    window.inspections.use_trust(TrustedKeys(()))
    desk.qtbot.waitUntil(lambda: bool(seen) and pane.model.total > 0)
    assert seen == [(0, False)]


def test_what_one_value_explains_is_folded_under_it(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane, model = pane_of(window), pane_of(window).model
    head = model.index(0, 0)
    assert heads(pane)[0].startswith("cause explains 3 fail, ")
    assert "Eve Intruder" in model.index(0, 3).data()
    assert pane.view.isExpanded(head)
    inside = [model.result_at(model.index(row, 0, head)) for row in range(model.rowCount(head))]
    cause = window.current.inspection.checked.overview.cause
    assert [(one.id, one.path) for one in inside] == [*cause.explains, *cause.unreached]
    assert {one.id for one in inside[3:]} >= {"event.signature", "bundle.signature"}
    spoken = model.index(0, 0, head).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("follows from the cause above")


def test_the_row_of_the_cause_leads_to_the_value(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane = pane_of(window)
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    cause = window.current.inspection.checked.overview.cause
    assert window.current.inspection.selection.pointer == cause.pointer


def test_a_folded_cause_stays_folded_while_other_findings_are_wanted(
    desk: Desk, failing: str
) -> None:
    pane = pane_of(desk.window(failing))
    pane.view.collapse(pane.model.index(0, 0))
    desk.qtbot.mouseClick(pane.bar.grouped, Qt.MouseButton.LeftButton)
    assert not pane.view.isExpanded(pane.model.index(0, 0))


def test_a_filter_keeps_of_the_cause_what_it_keeps_of_all(desk: Desk, failing: str) -> None:
    pane = pane_of(desk.window(failing))
    type_filter(desk, pane, "bundle.hash", 1)
    assert heads(pane) == ["cause explains 1 fail"]
    pane.bar.field.setText("snapshot.abstract")
    desk.qtbot.waitUntil(lambda: heads(pane) == ["unchecked snapshot.abstract"])


def test_the_switch_stays_as_the_user_set_it(desk: Desk, failing: str, many: str) -> None:
    window = desk.window(failing)
    desk.qtbot.mouseClick(pane_of(window).bar.grouped, Qt.MouseButton.LeftButton)
    assert heads(pane_of(window))[1] == "1 unchecked snapshot.abstract"
    window.actions_["reload"].trigger()
    desk.settle(window)
    assert heads(pane_of(window))[1] == "1 unchecked snapshot.abstract"


def test_the_overview_is_shown_and_no_group_is_opened(desk: Desk, many: str) -> None:
    window = desk.window(many)
    pane = pane_of(window)
    assert window.current.inspection.selection.pointer == ""
    assert not any(pane.view.isExpanded(pane.model.index(row, 0)) for row in range(3))


def test_keys_walk_all_findings_and_open_their_groups(desk: Desk, many: str) -> None:
    window = desk.window(many)
    pane, selection = pane_of(window), window.current.inspection.selection
    for place in range(pane.model.total):
        window.actions_["next_finding"].trigger()
        index = pane.view.currentIndex()
        assert pane.model.result_at(index) is pane.model.result(place)
        assert pane.view.isExpanded(index.parent())
        assert pane.model.result(place).path.startswith(selection.pointer)
    window.actions_["previous_finding"].trigger()
    assert pane.model.key(pane.view.currentIndex()) == pane.model.total - 2


def test_a_group_is_opened_by_the_keyboard(desk: Desk, many: str) -> None:
    pane = pane_of(desk.window(many))
    pane.view.setFocus()
    pane.view.setCurrentIndex(pane.model.index(0, 0))
    desk.qtbot.keyClick(pane.view, Qt.Key.Key_Right)
    assert pane.view.isExpanded(pane.model.index(0, 0))
    desk.qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    assert pane.model.result_at(pane.view.currentIndex()) is pane.model.result(0)


def test_the_filter_looks_at_check_pointer_and_sentence(desk: Desk, failing: str) -> None:
    pane = pane_of(desk.window(failing))
    everything = pane.model.total
    type_filter(desk, pane, "STATE.merge", 1)
    assert pane.bar.note.text().endswith(f"; 1 of {everything} shown")
    type_filter(desk, pane, "/events/1/content", 1)
    type_filter(desk, pane, "Eve Intruder", 1)
    type_filter(desk, pane, "nowhere", 0)
    desk.qtbot.keyClick(pane.bar.field, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: pane.model.total == everything)
    assert "shown" not in pane.bar.note.text()


def test_what_a_filter_finds_is_seen_in_its_groups(desk: Desk, many: str) -> None:
    pane = pane_of(desk.window(many))
    type_filter(desk, pane, "content_sha256", 12)
    assert len(heads(pane)) == 1
    assert pane.view.isExpanded(pane.model.index(0, 0))


def test_enter_in_the_filter_steps_on(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane = pane_of(window)
    type_filter(desk, pane, "bundle", 3)
    first = pane.model.result(0).path
    desk.qtbot.keyClick(pane.bar.field, Qt.Key.Key_Return)
    assert window.current.inspection.selection.pointer == first


def test_the_current_finding_stays_current_in_another_order(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane = pane_of(window)
    window.actions_["next_finding"].trigger()
    current = pane.model.result_at(pane.view.currentIndex())
    pane.bar.grouped.click()
    assert pane.model.result_at(pane.view.currentIndex()) is current
    assert pane.view.isExpanded(pane.view.currentIndex().parent())


def test_the_header_counts(desk: Desk, failing: str) -> None:
    pane = pane_of(desk.window(failing))
    assert pane.bar.note.text() == "3 fail, 6 unchecked"
    next(iter(pane.filters.values())).click()
    assert pane.bar.note.text() == "3 fail, 6 unchecked; 6 of 9 shown"
    pane = pane_of(desk.window(BUNDLE))
    assert pane.bar.note.text() == "nothing failed; 2 checks could not be made"


def test_a_filter_does_not_outlive_its_document(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane = pane_of(window)
    desk.qtbot.keyClicks(pane.bar.field, "state")
    window.actions_["close_document"].trigger()
    # What was typed last is not looked for any more once the pause in typing is over.
    desk.qtbot.waitUntil(lambda: not pane.bar.field.findChild(QTimer).isActive())
    desk.rest(window)
    assert pane.model.total == 0
    assert pane.bar.note.text() == ""


# --- what can be done about a finding ----------------------------------------------------------


def choose(pane: Any, check: str) -> None:
    found = [n for n in range(pane.model.total) if pane.model.result(n).id == check]
    pane.view.setCurrentIndex(pane.model.index_of(found[0]))


def button_in(pane: Any) -> QPushButton:
    """The button of the current row."""
    (shown,) = (one for one in pane.view.findChildren(QPushButton) if one.isVisible())
    assert isinstance(shown, QPushButton)
    return shown


def test_the_abstract_that_is_cut_asks_for_the_papers_text(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    pane = pane_of(window)
    choose(pane, "snapshot.abstract")
    assert button_in(pane).text() == "Give the paper's text…"
    button_in(pane).click()
    assert window.findChild(PaperDialog).isVisible()


def test_an_unknown_key_that_signed_is_to_be_compared(desk: Desk, tmp_path: Path) -> None:
    window = desk.window(str(VECTORS / "unknown-key.json"), key_list=tmp_path / "keys.json")
    pane = pane_of(window)
    choose(pane, "key.trust")
    assert button_in(pane).text() == "Compare fingerprint…"
    desk.qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    dialog = window.findChild(TrustDialog)
    fingerprint = window.current.inspection.checked.signers[0].fingerprint

    def is_there() -> bool:
        known = dialog.keys.view.current
        return known is not None and known.key.fingerprint == fingerprint

    desk.qtbot.waitUntil(is_there)


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("distrusted-beside", Standing.DISTRUSTED, Standing.TRUSTED),
        ("trusted-key-renamed", Standing.TRUSTED, Standing.UNKNOWN),
        ("key.trust", Standing.TRUSTED, Standing.UNKNOWN),
    ],
)
def test_no_key_is_to_be_compared_where_nothing_good_would_follow(
    name: str, own: Standing, other: Standing
) -> None:
    known = (
        KnownKey(PublicKey.of(key.key_id, key.raw), standing, "")
        for key, standing in ((OWN, own), (OTHER, other))
    )
    session = Session(TrustedKeys(tuple(known)), SourceOptions(offline=True))
    opened = open_document(str(VECTORS / f"{name}.json"), session, unwatched)
    checked = check_document(opened, session, unwatched)
    odd = [one for one in checked.report.findings if one.id == "key.trust"]
    assert odd
    assert [detail.action_of(checked, one).remedy for one in odd] == [None] * len(odd)


def test_a_state_alone_asks_for_its_bundle_and_shows_the_address_before(desk: Desk) -> None:
    desk.session = Session(desk.session.trust, SourceOptions())
    window = desk.window(str(VECTORS / "state-entry-of-a-type-not-seen.json"))
    pane = pane_of(window)
    choose(pane, "state.event_id")
    assert button_in(pane).text() == "Get the bundle…"
    button_in(pane).click()
    dialog = window.findChild(QMessageBox)
    assert "https://" in dialog.informativeText()
    dialog.reject()


def test_any_other_finding_leads_to_its_place_in_the_tree(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    pane, tree = pane_of(window), window.current.document_page.tree
    choose(pane, "event.content_hash")
    assert button_in(pane).text() == "Show in the tree"
    pane.view.setFocus()
    desk.qtbot.keyClick(pane.view, Qt.Key.Key_Enter)
    desk.qtbot.waitUntil(tree.view.hasFocus)
    assert tree.model.node(tree.view.currentIndex()) == window.current.inspection.selection.node
    assert window.current.inspection.selection.pointer == "/events/1/content_sha256"


def test_the_button_is_in_the_current_row_alone(desk: Desk, failing: str) -> None:
    pane = pane_of(desk.window(failing))
    assert [one for one in pane.view.findChildren(QPushButton) if one.isVisible()] == []
    for check in ("event.content_hash", "snapshot.abstract"):
        choose(pane, check)
        row = pane.view.visualRect(pane.view.currentIndex())
        assert row.top() <= button_in(pane).geometry().center().y() <= row.bottom()
    pane.bar.filters[UNCHECKED].click()
    assert [one for one in pane.view.findChildren(QPushButton) if one.isVisible()] == []


def test_enter_opens_and_closes_a_group_that_has_no_action(desk: Desk, many: str) -> None:
    pane = pane_of(desk.window(many))
    group = next(
        pane.model.index(row, 0)
        for row in range(pane.model.rowCount())
        if pane.model.group(pane.model.index(row, 0)).cause is None
    )
    pane.view.setCurrentIndex(group)
    is_open = pane.view.isExpanded(group)
    desk.qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    assert pane.view.isExpanded(group) is not is_open


def test_the_detail_offers_what_helps_and_not_the_place_it_shows(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    page = window.current.document_page
    choose(page.findings, "snapshot.abstract")
    page.detail.show_page(Page.FOUND)
    blocks = page.detail.found.findChildren(FindingBlock)
    offers = [one for block in blocks for one in block.findChildren(QPushButton)]
    assert [one.text() for one in offers] == ["Give the paper's text…"]
    offers[0].click()
    assert window.findChild(PaperDialog).isVisible()
    window.current.inspection.selection.select_pointer("/events/0/content_sha256")
    assert page.detail.found.findChildren(FindingBlock) != blocks
