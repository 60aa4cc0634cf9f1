"""The proofs that changed: the row with the worst first, and the table of all."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from inspector.compare.proofs import ComparedProofs, Proof
from inspector.gui.compare.proofs import ProofsDialog, ProofsRow, ProofView
from inspector.gui.compare.proofs_model import (
    CHECK,
    LEFT,
    LEFT_PLACE,
    NO_LINES,
    RIGHT,
    RIGHT_PLACE,
    ProofLines,
    ProofsModel,
    more,
    proof_lines,
)
from inspector.progress import Progress
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.result import FAIL, PASS, SEVERITY, UNCHECKED
from tests.gui.compare.shelf import HIDDEN, HOSTILE, Shelf, cut_off
from tests.unit.compare.documents import both, changed_state, longer_bundle

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


@pytest.fixture
def changed() -> ComparedProofs:
    """A failed state on its own beside the verified state of a bundle."""
    return both(changed_state(), longer_bundle())


def with_proofs(compared: ComparedProofs, proofs: tuple[Proof, ...]) -> ProofLines:
    return proof_lines(compared._replace(proofs=proofs))


def thousands(count: int) -> tuple[Proof, ...]:
    ids = list(CATALOGUE)
    return tuple(
        Proof(ids[n % len(ids)], f"/events/{n}", PASS, FAIL, f"/events/{n}", f"/state/{n}")
        for n in range(count)
    )


def row_of(shelf: Shelf, lines: ProofLines, width: int = 1_440, fonts: int = 1) -> ProofsRow:
    theme = shelf.theme(fonts)
    row = ProofsRow(theme)
    row.show_lines(lines)
    shelf.show(theme, row, width)
    return row


def shown(row: ProofsRow) -> list[str]:
    """The visible content, as a screen reader speaks it."""
    views = [view for view in row.findChildren(ProofView) if not view.isHidden()]
    return [view.accessibleName() for view in views]


# --- the row ------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [900, 1_024, 1_440])
def test_what_is_being_done_stands_in_one_line(shelf: Shelf, width: int) -> None:
    row = ProofsRow(shelf.theme(1))
    shelf.show(shelf.theme(1), row, width)
    row.progress.show()
    row.progress.show_progress(Progress("comparing the checks", 0, 0))
    QApplication.processEvents()
    text = row.progress._text
    assert text.width() >= text.fontMetrics().horizontalAdvance(text.text())


def test_verdict_and_both_axes_come_first_and_stand_apart(
    shelf: Shelf, changed: ComparedProofs
) -> None:
    row = row_of(shelf, proof_lines(changed))
    assert shown(row)[:3] == [
        "Verdict: left Failed, right Verified",
        "Integrity: left Broken, right Intact",
        "Trust: left Unsigned, right Trusted",
    ]
    assert shown(row)[3:5] == [
        "state.hash: left fail, right pass",
        "state.event_id: left fail, right not there",
    ]
    assert row.order.isVisible()


def test_checks_are_worst_first_by_the_worse_side(changed: ComparedProofs) -> None:
    proofs = proof_lines(changed).proofs
    worst = [
        max(SEVERITY[status] for status in (proof.left, proof.right) if status is not None)
        for proof in proofs
    ]
    assert worst == sorted(worst, reverse=True)
    assert set(proofs) == set(changed.proofs)


def test_swapped_sides_swap_the_signs() -> None:
    one, other = both(changed_state(), longer_bundle()), both(longer_bundle(), changed_state())
    signs = [(line.name, line.left, line.right) for line in proof_lines(one).lines]
    assert signs == [(line.name, line.right, line.left) for line in proof_lines(other).lines]


def test_where_nothing_changed_it_says_so(shelf: Shelf) -> None:
    row = row_of(shelf, proof_lines(both("good", "good")))
    assert row.heading.text() == "No check has another result on the other side."
    assert shown(row) == []
    assert not row.button.isVisible()
    assert not row.order.isVisible()
    assert cut_off(row) == []


def test_before_anything_is_known_nothing_is_claimed(shelf: Shelf, changed: ComparedProofs) -> None:
    row = row_of(shelf, proof_lines(changed))
    row.clear()
    assert row.heading.text() == "Proofs that changed"
    assert row.order.text() == "being checked"
    assert row.order.isVisible()
    assert shown(row) == []
    assert cut_off(row) == []


@pytest.mark.parametrize("width", [900, 1_440])
def test_what_comes_while_it_is_visible_has_its_room_at_once(
    shelf: Shelf, changed: ComparedProofs, width: int
) -> None:
    lines = proof_lines(changed)
    wanted = row_of(shelf, lines, width).height()
    row = row_of(shelf, NO_LINES, width)
    for shown_now, height in ((lines, wanted), (NO_LINES, row.height()), (lines, wanted)):
        row.show_lines(shown_now)
        assert row.height() == height
        shelf.settle()
        assert row.height() == height
        assert cut_off(row) == []


def test_an_axis_alone_has_no_table(shelf: Shelf, changed: ComparedProofs) -> None:
    lines = with_proofs(changed, ())
    row = row_of(shelf, lines)
    assert len(shown(row)) == lines.total == 3
    assert not row.button.isVisible()


def test_checks_of_one_kind_stand_together_with_their_number(changed: ComparedProofs) -> None:
    places = [Proof("event.signature", f"/{n}", None, PASS, None, f"/{n}") for n in range(12_345)]
    lines = with_proofs(changed, (*places, Proof("state.hash", "/a", FAIL, PASS, "/a", "/a")))
    assert [line.name for line in lines.lines[3:]] == [
        "state.hash",
        "event.signature in 12,345 places",
    ]
    assert lines.total == 3 + 12_346


@pytest.mark.parametrize("width", [900, 1_100, 1_440, 2_560])
@pytest.mark.parametrize("fonts", [1, 2])
def test_as_many_as_fit_and_the_number_of_the_others(
    shelf: Shelf, changed: ComparedProofs, width: int, fonts: int
) -> None:
    lines = with_proofs(changed, thousands(10_000))
    row = row_of(shelf, lines, width, fonts)
    assert row.width() == width
    assert cut_off(row) == []
    seen = len(shown(row))
    assert seen >= 3, "the verdict and both axes always"
    rest = lines.total - sum(lines.counts[:seen])
    assert row.more.text() == more(lines, seen) == f"and {rest:,} more"
    assert row.button.accessibleName() == "All checks… 10,000 checks changed"


def test_a_wider_window_shows_more(shelf: Shelf, changed: ComparedProofs) -> None:
    row = row_of(shelf, with_proofs(changed, thousands(10_000)), 900)
    counts = []
    for width in (900, 1_440, 2_560):
        row.window().resize(width, 400)
        shelf.settle()
        counts.append(len(shown(row)))
        assert cut_off(row) == []
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_the_button_is_reached_by_the_keyboard(shelf: Shelf, changed: ComparedProofs) -> None:
    row = row_of(shelf, proof_lines(changed))
    asked: list[bool] = []
    row.button.clicked.connect(lambda: asked.append(True))
    row.button.setFocus()
    shelf.qtbot.keyClick(row.button, Qt.Key.Key_Space)
    assert asked == [True]


# --- the table ----------------------------------------------------------------------------


class Table:
    """The dialog, and the places that it led to."""

    def __init__(self, shelf: Shelf, lines: ProofLines) -> None:
        theme = shelf.theme()
        window = shelf.show(theme, QWidget(), 1_200)
        self.qtbot = shelf.qtbot
        self.dialog = ProofsDialog(theme, lines, window)
        self.places: list[tuple[str, bool]] = []
        self.dialog.table.place_wanted.connect(lambda *place: self.places.append(place))
        self.dialog.show()
        self.dialog.activateWindow()
        self.qtbot.waitUntil(self.dialog.isActiveWindow)
        self.view: Any = self.dialog.table
        self.view.setFocus()
        shelf.settle()

    def text(self, row: int, column: int, role: Qt.ItemDataRole = ROLES[0]) -> str:
        return str(self.view.model().index(row, column).data(role) or "")

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.view, key)


def test_every_changed_proof_is_in_the_table(shelf: Shelf, changed: ComparedProofs) -> None:
    table = Table(shelf, proof_lines(changed))
    assert table.view.model().rowCount() == len(changed.proofs)
    assert [table.text(1, column) for column in range(ProofsModel.columns)] == [
        "state.event_id",
        "fail",
        "not there",
        "/current/graph_snapshots/0/event_id",
        "not there",
    ]
    assert table.text(1, CHECK, ROLES[1]) == "state.event_id: left fail, right not there"
    assert table.view.accessibleName() == "Checks that changed, worst first"


def test_enter_leads_to_the_place_on_the_side_of_the_cell(
    shelf: Shelf, changed: ComparedProofs
) -> None:
    table = Table(shelf, with_proofs(changed, (Proof("state.hash", "/a", FAIL, PASS, "/a", "/b"),)))
    table.press(Qt.Key.Key_Return)
    table.press(Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Enter)
    table.press(Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert table.places == [("/a", True), ("/a", True), ("/b", False), ("/a", True), ("/b", False)]
    assert table.dialog.isVisible()


def test_where_a_side_has_no_such_check_the_other_is_shown(
    shelf: Shelf, changed: ComparedProofs
) -> None:
    left = Proof("state.hash", "/a", UNCHECKED, None, "/a", None)
    right = Proof("bundle.hash", "", None, PASS, None, "")
    table = Table(shelf, with_proofs(changed, (left, right)))
    table.view.setCurrentIndex(table.view.model().index(0, RIGHT_PLACE))
    table.press(Qt.Key.Key_Return)
    table.view.setCurrentIndex(table.view.model().index(1, LEFT_PLACE))
    table.press(Qt.Key.Key_Return)
    assert table.places == [("/a", True), ("", False)]
    assert table.text(1, RIGHT_PLACE) == "the document"
    assert table.text(0, RIGHT) == table.text(1, LEFT) == "not there"


def test_a_double_click_leads_there_too(shelf: Shelf, changed: ComparedProofs) -> None:
    table = Table(shelf, proof_lines(changed))
    middle = table.view.visualRect(table.view.model().index(0, RIGHT)).center()
    table.qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    table.qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert len(table.places) == 1
    assert not table.places[0][1]


def test_ten_thousand_proofs_are_walked_by_the_keyboard(
    shelf: Shelf, changed: ComparedProofs
) -> None:
    table = Table(shelf, with_proofs(changed, thousands(10_000)))
    assert table.view.model().rowCount() == 10_000
    table.view.setCurrentIndex(table.view.model().index(9_999, CHECK))
    table.press(Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert len({place for place, _ in table.places}) == 2
    whole_row = QAbstractItemView.SelectionBehavior.SelectRows
    assert table.view.selectionBehavior() is whole_row


def test_no_proof_is_an_empty_table(shelf: Shelf) -> None:
    table = Table(shelf, NO_LINES)
    table.press(Qt.Key.Key_Return)
    assert table.places == []


def test_a_hostile_pointer_is_plain_text_and_leads_to_what_it_names(
    shelf: Shelf, changed: ComparedProofs
) -> None:
    pointer = "/" + HOSTILE.replace("/", "~1") * 100
    proof = Proof("state.hash", pointer, FAIL, PASS, pointer, pointer)
    table = Table(shelf, with_proofs(changed, (proof,)))
    for column in range(ProofsModel.columns):
        for role in ROLES:
            text = table.text(0, column, role)
            assert not any(hidden in text for hidden in HIDDEN)
    assert "<img" not in table.text(0, LEFT_PLACE, Qt.ItemDataRole.ToolTipRole)
    assert len(table.text(0, LEFT_PLACE)) < 300
    table.press(Qt.Key.Key_Return)
    assert table.places == [(pointer, True)]
