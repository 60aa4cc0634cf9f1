"""The tree with Qt's model tester, which aborts the process at the first breach."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from inspector.gui.document import detail, labels
from inspector.gui.document.document_model import ITEM, VALUE
from inspector.gui.document.opened import Checked, check_document, open_document
from inspector.gui.inspect.tree_model import RESULT, TreeModel
from inspector.gui.theme.theme import Scheme, Theme
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, GroupName
from inspector.verify.trust import TrustedKeys
from tests.gui.conftest import BUNDLE, RECORD, STATE, fatal_tester


def checked(path: str, session: Session) -> Checked:
    return check_document(open_document(path, session, unwatched), session, unwatched)


@pytest.fixture
def model(qapp: Any) -> TreeModel:
    return TreeModel(Theme(qapp, Scheme.LIGHT, blue_orange=False))


@pytest.fixture
def tester(model: TreeModel) -> QAbstractItemModelTester:
    return fatal_tester(model)


def walk(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index, *walk(model, index)]
    return found


def texts(model: TreeModel, column: int) -> list[str]:
    return [
        index.siblingAtColumn(column).data() or ""
        for index in (model.index(row, 0) for row in range(model.rowCount()))
    ]


def test_spelling_of_the_file_is_beside_the_number_that_is_hashed(
    model: TreeModel, session: Session, tmp_path: Path
) -> None:
    written = Path(BUNDLE).read_bytes().rstrip()[:-1] + b',"n":[1E2, 1.10, -0, 1.5]}'
    file = tmp_path / "numbers.json"
    file.write_bytes(written)
    found = checked(str(file), session)
    model.show_document(found.opened)
    table = found.opened.outline.table
    cells = [
        model.index_of_node(table.find(f"/n/{row}")).siblingAtColumn(VALUE).data()
        for row in range(4)
    ]
    first, second, third = "100.0 (file: 1E2)", "1.1 (file: 1.10)", "0 (file: -0)"
    assert cells == [first, second, third, "1.5"]
    facts = detail.of_node(found.opened, found, table.find("/n/0")).facts
    assert [(fact.label, fact.text) for fact in facts] == [
        ("Hashed", "100.0"),
        ("In the file", "1E2"),
    ]


def test_member_that_the_format_does_not_name_has_a_row_and_a_remark(
    model: TreeModel, session: Session, tmp_path: Path
) -> None:
    value = json.loads(Path(BUNDLE).read_bytes())
    added = {"/extra", "/canonical_record/extra", "/events/0/extra"}
    value["extra"] = [{"a": [1, 2]}, 3]
    value["canonical_record"]["extra"] = value["events"][0]["extra"] = {"b": [1]}
    file = tmp_path / "extra.json"
    file.write_text(json.dumps(value))
    found = checked(str(file), session)
    model.show_document(found.opened)
    model.show_results(found)
    table = found.opened.outline.table
    for pointer in added:
        index = model.index_of_node(table.find(pointer))
        assert index.data() == "extra", pointer
        assert index.siblingAtColumn(RESULT).data() == "not known"
        assert model.node(index) == table.find(pointer)
    for pointer in ("/extra/0/a/1", "/extra/1", "/events/0/extra/b/0"):
        node = table.find(pointer)
        assert model.node(model.index_of_node(node)) == node, pointer


@pytest.mark.parametrize("path", [BUNDLE, STATE, RECORD])
def test_every_sample_holds_together(
    model: TreeModel, tester: QAbstractItemModelTester, session: Session, path: str
) -> None:
    found = checked(path, session)
    model.show_document(found.opened)
    assert walk(model)
    model.show_results(found)
    for index in walk(model):
        for role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            for column in (ITEM, VALUE, RESULT):
                index.siblingAtColumn(column).data(role)
    model.show_only_problems(True)
    walk(model)
    model.show_only_problems(False)
    model.show_document(None)
    assert model.rowCount() == 0


def test_groups_say_the_worst_below_them(
    model: TreeModel, tester: QAbstractItemModelTester, session: Session, failing: str
) -> None:
    found = checked(failing, session)
    model.show_document(found.opened)
    assert texts(model, RESULT) == [""] * 9
    model.show_results(found)
    by_group = dict(zip(texts(model, ITEM), texts(model, RESULT), strict=True))
    assert by_group["Overview"] == "Failed"
    assert by_group["Events"] == "1 fail"
    assert by_group["State"] == "1 fail"
    assert by_group["Aliases"] == "6 pass"


def test_a_node_says_its_own_result(model: TreeModel, session: Session, failing: str) -> None:
    found = checked(failing, session)
    model.show_document(found.opened)
    model.show_results(found)

    def result(pointer: str) -> str:
        index = model.index_of_node(found.opened.table.find(pointer))
        return index.siblingAtColumn(RESULT).data() or ""

    assert result("/events/1/content_sha256") == "fail"
    assert result("/events/1/signature") == "not reached"
    assert result("/events/0/content_sha256") == "pass"
    assert result("/events/0/target") == ""


def test_only_problems_prunes_to_the_findings(
    model: TreeModel, tester: QAbstractItemModelTester, session: Session, failing: str
) -> None:
    found = checked(failing, session)
    model.show_document(found.opened)
    model.show_results(found)
    everything = len(walk(model))
    model.show_only_problems(True)
    kept = walk(model)
    assert 0 < len(kept) < everything / 4
    names = [index.data() for index in kept]
    assert "content_sha256" in names
    assert "Aliases" not in names
    assert all(index.siblingAtColumn(RESULT).data() for index in kept)


def test_entries_are_called_by_what_they_call_themselves(
    model: TreeModel, session: Session
) -> None:
    opened = open_document(BUNDLE, session, unwatched)
    model.show_document(opened)
    names = [index.data() for index in walk(model)]
    assert {"record_created", "graph_snapshot", "arxiv_version", "pith-v1-2026-05"} <= set(names)
    values = {index.data(): index.siblingAtColumn(VALUE).data() for index in walk(model)}
    assert values["Record"] == "arXiv 1711.04623v3"
    assert values["Events"] == "2 say they are by pith.science"


def test_who_signed_is_said_by_the_list_of_keys_once_it_is_known(
    model: TreeModel, session: Session
) -> None:
    found = checked(BUNDLE, session)
    model.show_document(found.opened)
    model.show_results(found)
    values = {index.data(): index.siblingAtColumn(VALUE).data() for index in walk(model)}
    assert values["Events"] == "2 by pith-v1-2026-05"
    assert values["Signatures"] == "4 by pith-v1-2026-05"
    unknown = checked(BUNDLE, Session(trust=TrustedKeys()))
    model.show_document(unknown.opened)
    model.show_results(unknown)
    values = {index.data(): index.siblingAtColumn(VALUE).data() for index in walk(model)}
    assert values["Events"] == "2 by an unknown key"


def test_thousands_of_events_come_in_buckets(
    model: TreeModel,
    tester: QAbstractItemModelTester,
    session: Session,
    altered: Callable[..., str],
) -> None:
    def change(value: Any) -> None:
        value["events"] = [{"event_type": "seen", "target": str(n)} for n in range(1_100)]
        value["state"] = {}

    found = checked(altered(change), session)
    model.show_document(found.opened)
    model.show_results(found)
    events = model.index(texts(model, ITEM).index("Events"), 0)
    assert model.rowCount(events) == 2
    assert model.index(1, 0, events).data() == "1,000 to 1,099"
    last = model.index_of_node(found.opened.table.find("/events/1099/target"))
    assert last.siblingAtColumn(VALUE).data() == "“1099”"
    assert last.parent().parent().parent() == events
    model.show_only_problems(True)
    assert model.rowCount(model.index(0, 0)) <= 1_000


def test_a_text_of_a_hundred_million_characters_is_cut_first(
    model: TreeModel, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "long.json"
    long = {"record_type": "pith_number_record", "title": "x" * 20_000_000, "\u202e" * 900: 1}
    path.write_text(json.dumps(long))
    model.show_document(open_document(str(path), session, unwatched))
    for index in walk(model):
        assert len(index.data()) <= 201
        assert len(index.siblingAtColumn(VALUE).data()) <= 201


def test_rows_say_their_result_to_a_screen_reader(model: TreeModel, session: Session) -> None:
    found = checked(BUNDLE, session)
    model.show_document(found.opened)
    model.show_results(found)
    index = model.index_of_node(found.opened.table.find("/events/0/content_sha256"))
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("pass, content_sha256, ")


def _row(model: TreeModel, name: str) -> QModelIndex:
    rows = (model.index(row, 0) for row in range(model.rowCount()))
    return next(index for index in rows if index.data() == name)


def test_a_cell_is_computed_once_to_be_painted(
    model: TreeModel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = checked(BUNDLE, session)
    model.show_document(found.opened)
    model.show_results(found)
    computed: list[tuple[int, int]] = []
    compute = TreeModel.cell

    def counted(self: TreeModel, index: QModelIndex) -> Any:
        computed.append((index.row(), index.column()))
        return compute(self, index)

    monkeypatch.setattr(TreeModel, "cell", counted)
    view = QTreeView()
    for column in (ITEM, VALUE, RESULT):
        option, index = QStyleOptionViewItem(), model.index(1, column)
        computed.clear()
        QStyledItemDelegate(view).initStyleOption(option, index)
        assert computed == [(1, column)]
        assert option.text == index.data()
        assert option.icon.isNull() is (column != RESULT)


def test_no_two_names_of_members_look_the_same(
    model: TreeModel, session: Session, altered: Callable[..., str]
) -> None:
    alike = ["a\nb", "a\\nb", "", " ", "title", "title ", " title", "“title ”"]
    file = altered(lambda value: value.update(dict.fromkeys(alike, 1)))
    model.show_document(checked(file, session).opened)
    record = _row(model, "Record")
    names = [str(model.index(row, 0, record).data()) for row in range(model.rowCount(record))]
    shown = names[-len(alike) :]
    assert len(set(shown)) == len(alike)
    assert shown[:6] == ["a\\nb", "a\\\\nb", "“”", "“ ”", "title", "“title ”"]


@pytest.mark.parametrize("name", ["3 entries", "2 by pith-v1-2026-05", "pith-v1, 1 more", "a b"])
def test_a_name_does_not_look_like_what_the_program_says_of_its_group(name: str) -> None:
    table = NodeTable([{"key_id": name}, {"alias_kind": name}])
    found = [
        labels.group_summary(table, Group(group, (table.find(place),))).text
        for group, place in ((GroupName.KEYS, "/0"), (GroupName.ALIASES, "/1"))
    ]
    assert found == [f"“{name}”"] * 2


def test_what_is_no_date_does_not_look_like_one(qapp: Any) -> None:
    texts = ("2026-05-20T10:00:00Z", "2026-05-20 10:00:00Z", "TRUE")
    shown = [labels.summary({"created_at": text}).text for text in texts]
    assert shown == ["2026-05-20 10:00:00Z", "“2026-05-20 10:00:00Z”", "“TRUE”"]


def test_a_blank_at_an_end_of_a_text_is_seen(qapp: Any) -> None:
    shown = [labels.leaf(text).text for text in ("correction", "correction ", " correction")]
    assert shown == ["correction", "“correction ”", "“ correction”"]
    excerpt = labels.leaf("An excerpt that is cut after a blank " * 10).text
    assert (excerpt[:2], excerpt[-1]) == ("An", "…")


def test_a_title_that_only_begins_with_a_quotation_is_shown_as_it_is(qapp: Any) -> None:
    shown = [labels.leaf(text).text for text in ("“Why” and “how”: a view", "“correction ”")]
    assert shown == ["“Why” and “how”: a view", "“\\u201ccorrection \\u201d”"]


def test_the_group_of_links_names_no_host_as_if_all_led_there(
    model: TreeModel, session: Session, altered: Callable[..., str]
) -> None:
    def change(value: Any) -> None:
        value["links"]["bundle"] = "https://pith.science@evil.example/x"
        value["links"]["state"] = "https://PITH.science/x"

    def change_schemes(value: Any) -> None:
        elsewhere = (
            " https://a.example/x",
            "//b.example/x",
            "https:\\\\c.example/x",
            "ftp://d.example",
        )
        value["links"] |= dict(zip("abcd", elsewhere, strict=True))

    for changes, shown in (
        (lambda _: None, "pith.science"),
        (change, "pith.science, 1 more"),
        (change_schemes, "pith.science, 4 more"),
    ):
        file = altered(changes)
        model.show_document(checked(file, session).opened)
        assert _row(model, "Links").siblingAtColumn(VALUE).data() == shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-0.5", -0.5),
        ("1e+16", 1e16),
        ("1711.04623", 1711.04623),
        ("9" * 300, int("9" * 300)),
        ("true", True),
        ("null", None),
        ("none", []),
        ("empty text", ""),
        ("1 item", [0]),
        ("1,234 items", [0] * 1_234),
        ("2 members", {"a": 1, "b": 2}),
    ],
)
def test_no_text_looks_like_another_value(qapp: Any, text: str, value: Any) -> None:
    assert labels.summary(value).text.rstrip("…") == text[:200]
    assert labels.summary(text).text.startswith(f"“{text[:200]}")


@pytest.mark.parametrize(
    "text", ["1706.03762v5", "2026-05-18", "3 items of interest", "00", "cs.LG"]
)
def test_an_ordinary_text_has_no_quotation_marks(qapp: Any, text: str) -> None:
    assert labels.summary(text).text == text


def test_a_text_does_not_look_like_a_number_with_its_spelling(qapp: Any) -> None:
    assert labels.summary("1.5 (file: 1.50)").text == "“1.5 (file: 1.50)”"


@pytest.mark.parametrize("text", ["none", "2 members", "1711.04623", " "])
def test_an_object_that_shows_a_text_of_its_own_shows_it_as_a_text(qapp: Any, text: str) -> None:
    assert labels.summary({"alias_value": text}).text == f"“{text}”"
