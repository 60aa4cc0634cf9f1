"""Which differences are ignored, and how many."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.compare.comparison import Comparison, Counts
from inspector.compare.volatile import Ignored, remaining
from inspector.errors import PointerError
from tests.unit.compare.documents import both, changed_state, longer_bundle
from tests.unit.compare.sides import TWO_OBJECTS, compared
from tests.unit.compare.work import calls

LEFT: Any = {"a": {"b": 1, "c": [1, 2, 3]}, "ab": 1, "~/": {"x": 1}, "gone": {"deep": 1}}
RIGHT: Any = {"a": {"b": 2, "c": [1, 2, 4]}, "ab": 2, "~/": {"x": 2}, "new": {"deep": 1}}


def ignored_paths(comparison: Comparison, *pointers: str) -> set[str]:
    ignored = Ignored(comparison, pointers)
    found = [change for change in comparison.changes() if ignored.is_ignored(change.pair)]
    assert ignored.count == len(found)
    assert remaining(comparison, ignored).total == comparison.counts.total - len(found)
    return {change.left_path or change.right_path or "" for change in found}


@pytest.mark.parametrize(
    ("pointers", "paths"),
    [
        ([], set()),
        (["/a/b"], {"/a/b"}),
        (["/a"], {"/a/b", "/a/c/2"}),
        (["/a/c"], {"/a/c/2"}),
        (["/a/c/2", "/ab"], {"/a/c/2", "/ab"}),
        (["/~0~1"], {"/~0~1/x"}),
        (["/gone"], {"/gone"}),
        (["/new"], {"/new"}),
        (["/gone/deep", "/new/deep"], set()),
        (["/nothing", "/a/c/9", "/a/c/-", "/a/b/c"], set()),
        ([""], {"/a/b", "/a/c/2", "/ab", "/~0~1/x", "/gone", "/new"}),
    ],
)
def test_what_is_at_a_pointer_or_below_is_ignored(pointers: list[str], paths: set[str]) -> None:
    assert ignored_paths(compared(LEFT, RIGHT), *pointers) == paths


@pytest.mark.parametrize("pointer", ["a", "a/b", "/~2", "/~", "#/a"])
def test_what_is_no_pointer_is_refused(pointer: str) -> None:
    with pytest.raises(PointerError):
        Ignored(compared(LEFT, RIGHT), ["/a", pointer])


def test_counts_are_by_kind() -> None:
    comparison = compared(LEFT, RIGHT)
    ignored = Ignored(comparison, ["/a", "/gone", "/new"])
    assert ignored.counts == Counts(added=1, removed=1, changed=2)
    assert remaining(comparison, ignored) == Counts(changed=2)


def test_place_of_either_side_is_ignored() -> None:
    comparison = both(changed_state(), longer_bundle()).comparison
    inside = ignored_paths(comparison, "/state/current")
    assert len(inside) == 7
    assert ignored_paths(comparison, "/current") == inside
    assert ignored_paths(comparison, "/state/state_sha256") == {"/state_sha256"}
    assert ignored_paths(comparison, "/events", "/bundle_signature") == set()
    for everything in ("", "/state"):
        assert len(ignored_paths(comparison, everything)) == comparison.counts.total


def test_moved_item_is_ignored_by_either_place() -> None:
    left: Any = {"list": [{"claim_id": name} for name in "abc"]}
    right: Any = {"list": [{"claim_id": name} for name in "cab"]}
    comparison = compared(left, right)
    assert comparison.counts == Counts(moved=1)
    for pointer in ("/list/2", "/list/0"):
        assert ignored_paths(comparison, pointer) == {"/list/2"}
    assert ignored_paths(comparison, "/list/1") == set()


@given(TWO_OBJECTS, st.data())
def test_ignored_is_what_a_pointer_leads_to_or_above(both: Any, data: st.DataObject) -> None:
    comparison = compared(*both)
    changes = list(comparison.changes())
    paths = [path for one in changes for path in (one.left_path, one.right_path) if path]
    above = [path[: path.rindex("/")] for path in paths]
    pointers = data.draw(st.lists(st.sampled_from([*paths, *above, "/list", "/nowhere"])))
    ignored = Ignored(comparison, pointers)
    for change in changes:
        own = (change.left_path, change.right_path)
        is_meant = any(
            path is not None and (path == pointer or path.startswith(pointer + "/"))
            for path in own
            for pointer in pointers
        )
        assert ignored.is_ignored(change.pair) == is_meant


def test_work_grows_with_the_changes() -> None:
    def work(size: int) -> int:
        left: Any = {"deep": {"list": [{"claim_id": str(n), "text": "a"} for n in range(size)]}}
        right: Any = {"deep": {"list": [{"claim_id": str(n), "text": "b"} for n in range(size)]}}
        comparison = compared(left, right)
        return calls(lambda: Ignored(comparison, ["/deep/list", "/deep/list/1", "/other"]))

    assert work(2_000) < 5 * work(500)
