"""Coverage by node agrees with the report's coverage and with the node's children."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.measure import measure
from inspector.document.pointer import escape, split
from inspector.errors import CancelledError
from inspector.progress import Progress
from inspector.tree.covers import Covers, Share
from inspector.tree.nodes import NodeTable
from inspector.verify.coverage import Coverage, Region, cover
from inspector.verify.format import Cover
from tests.conftest import SAMPLES, json_containers, leaves, report_on, sample
from tests.unit.verify.test_coverage import objects
from tests.vectors.builder import FOLDER

BUNDLES = (
    *("good", "event.signature", "bundle-unsigned", "bundle.hash", "events-null"),
    *("deep-payload", "receipt.signature", "integrity-report", "signing-key", "good-state"),
)


def check_laws(value: Any, coverage: Coverage) -> None:
    table = NodeTable(value)
    covers = Covers(table, coverage.regions)
    check_leaves(value, coverage, table, covers)
    check_sums(table, covers)
    assert covers.share(0).leaves == coverage.leaves
    assert covers.share(0).covered == coverage.covered
    for most in (1, 2, 7, 1_000):
        check_spans(covers, most)


def check_leaves(value: Any, coverage: Coverage, table: NodeTable, covers: Covers) -> None:
    bare = set(coverage.uncovered(value))
    for number, (path, _) in enumerate(leaves(value)):
        node = covers.leaf(number)
        assert table.pointer(node) == path
        assert covers.stretch(node) == range(number, number + 1)
        share = covers.share(node)
        assert (share.leaves, share.covered) == (1, path not in bare), path
        assert {kind for kind in Cover if share.by(kind)} == coverage.covers(path), path


def check_sums(table: NodeTable, covers: Covers) -> None:
    for node in range(len(table)):
        share = covers.share(node)
        assert covers.count(node, None) == share.bare
        assert all(covers.count(node, kind) == share.by(kind) for kind in Cover)
        assert share.covered >= max(share.by(kind) for kind in Cover)
        if children := table.children(node):
            total = Share()
            for child in children:
                total = total.plus(covers.share(child))
            assert total == covers.share_of(children) == covers.share_of(children[::-1]) == share


def check_spans(covers: Covers, most: int) -> None:
    whole = covers.share(0)
    spans = covers.spans(most)
    assert len(spans) == min(most, whole.leaves)
    assert [span.begin for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == whole.leaves
    sizes = {span.end - span.begin for span in spans}
    assert max(sizes) - min(sizes) <= 1
    total = Share()
    for span in spans:
        total = total.plus(span.share)
    assert total == whole


@pytest.mark.parametrize("piece", [1, 2, 100])
def test_laws_hold_however_much_is_counted_in_one_piece(
    monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """Only documents of over 50,000 values are counted in several."""
    monkeypatch.setattr("inspector.tree.covers._PIECE", piece)
    data = (FOLDER / "event.signature.json").read_bytes()
    check_laws(json.loads(data), report_on(data).coverage)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_obey_the_laws(name: str) -> None:
    check_laws(json.loads(sample(name)), report_on(sample(name)).coverage)


@pytest.mark.parametrize("name", BUNDLES)
def test_vectors_obey_the_laws(name: str) -> None:
    data = (FOLDER / f"{name}.json").read_bytes()
    check_laws(json.loads(data), report_on(data).coverage)


@st.composite
def values_with_coverage(draw: st.DrawFn) -> tuple[Any, Coverage]:
    """Regions of all kinds, several over one object, one over the whole at times.

    Beside one over the whole the report looks at no other, since there none covers what it leaves
    out; so none is drawn there.
    """
    value = draw(json_containers())
    kinds = st.sampled_from(Cover)
    regions = []
    spared: frozenset[str] = frozenset()
    if isinstance(value, dict) and value and draw(st.booleans()):
        spared = draw(st.frozensets(st.sampled_from(list(value))))
        regions.append(Region("", spared, draw(kinds)))
    for path, names in objects(value):
        if split(path)[0] in spared or draw(st.booleans()):
            continue
        for kind in draw(st.lists(kinds, min_size=1, max_size=3)):
            without = draw(st.frozensets(st.sampled_from(names))) if names else frozenset()
            regions.append(Region(path, without, kind))
    regions = [region for region in regions if all(escape(n) == n for n in region.without)]
    return value, cover(value, tuple(regions), measure(value).leaves)


@given(values_with_coverage())
def test_any_regions_obey_the_laws(case: tuple[Any, Coverage]) -> None:
    check_laws(*case)


def test_a_scalar_is_one_leaf() -> None:
    covers = Covers(NodeTable("alone"), (Region("", frozenset(), Cover.EVENT),))
    assert covers.share(0) == Share(1, 1, 0, 1, 0)


def test_a_region_that_leads_nowhere_covers_nothing() -> None:
    covers = Covers(NodeTable({"a": [1]}), (Region("/a/1", frozenset(), Cover.EVENT),))
    assert covers.share(0) == Share(1)


def test_depth_does_not_matter() -> None:
    value: Any = "bottom"
    for _ in range(5_000):
        value = [value]
    covers = Covers(NodeTable(value), (Region("/0" * 2_500, frozenset(), Cover.RECEIPT),))
    assert covers.share(0) == Share(1, 1, 1)
    assert covers.leaf(0) == 5_000


def test_the_work_can_be_stopped() -> None:
    def stop(progress: Progress) -> None:
        assert progress.done <= progress.total
        raise CancelledError("enough")

    with pytest.raises(CancelledError):
        Covers(NodeTable([[number] for number in range(100)]), (), stop)


def test_progress_is_reported_all_along() -> None:
    seen: list[Progress] = []
    table = NodeTable([[number] for number in range(50_000)])
    Covers(table, (), seen.append)
    by_stage = {progress.stage: 0 for progress in seen}
    for progress in seen:
        by_stage[progress.stage] += 1
    assert len(by_stage) == 2
    assert all(count >= 5 for count in by_stage.values())
