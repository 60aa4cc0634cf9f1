"""*Only problems* keeps failures and warnings, and unchecked results if wanted."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from inspector.gui.document.problems import Problems
from inspector.gui.document.rows import Outline
from inspector.tree.node_results import NodeResults
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, GroupName
from inspector.verify.result import PASS, Result, Status, Tally
from inspector.verify.trust import TrustedKeys
from tests.conftest import json_containers
from tests.gui.conftest import BUNDLE, Desk


def rows(model: Any) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def below(problems: Problems, node: int) -> set[int]:
    """``node`` and all nodes kept below it."""
    return {node}.union(*(below(problems, child) for child in problems.children(node)))


@given(json_containers(), st.data())
def test_kept_are_the_ways_to_what_is_wrong(value: Any, data: st.DataObject) -> None:
    table = NodeTable(value)
    outline = Outline(table, (Group(GroupName.RECORD, tuple(table.children(0)) or (0,)),))
    nodes = data.draw(st.lists(st.integers(0, len(table) - 1), max_size=8))
    findings = [
        Result("event.id", table.pointer(node), data.draw(st.sampled_from(sorted(Status))))
        for node in nodes
    ]
    findings = [finding for finding in findings if finding.status is not PASS]
    problems = Problems(outline, NodeResults(table, findings), [Tally.of(findings)])
    for pick, kept in (
        (problems, [f for f in findings if f.status is not Status.UNCHECKED]),
        (problems.with_unchecked, findings),
    ):
        ways = {0}
        for finding in kept:
            node = table.find(finding.path)
            ways |= {node, *table.ancestors(node)}
        assert below(pick, 0) == ways
        assert list(pick.groups()) == ([0] if kept else [])


def test_unchecked_alone_is_no_problem(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    tree = window.current.document_page.tree
    window.actions_["only_problems"].setChecked(True)
    assert rows(tree.model) == []
    assert tree.nothing_left.isVisible()
    assert tree.nothing_left.text() == "No check failed, and none warns."
    window.actions_["only_problems"].setChecked(False)
    assert not tree.nothing_left.isVisible()
    assert len(rows(tree.model)) > 5


def test_unchecked_counts_where_the_user_says_so(desk: Desk, failing: str) -> None:
    window = desk.window(failing)
    tree = window.current.document_page.tree
    window.actions_["only_problems"].setChecked(True)
    narrow = rows(tree.model)
    menu = tree.problems.kinds_menu()
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    assert set(rows(tree.model)) > set(narrow)
    assert tree.filter.isChecked()
    menu = tree.problems.kinds_menu()
    assert [action.isChecked() for action in menu.actions()] == [False, True]
    menu.actions()[0].trigger()
    assert rows(tree.model) == narrow


def test_choosing_a_kind_filters_at_once(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    tree = window.current.document_page.tree
    tree.problems.kinds_menu().actions()[1].trigger()
    assert window.actions_["only_problems"].isChecked()
    assert rows(tree.model) == ["Events", "Snapshots", "Keys"]


def test_the_filter_holds_when_keys_change(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    tree = window.current.document_page.tree
    tree.problems.kinds_menu().actions()[1].trigger()
    window.inspections.use_trust(TrustedKeys())
    desk.settle(window)
    assert rows(tree.model) == ["Events", "Snapshots", "Keys"]
    assert tree.view.isExpanded(tree.model.index(0, 0))
