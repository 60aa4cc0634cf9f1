"""One verdict, one number: terminal, JSON, window, HTML and comparison say the same of a document.

And the coverage is what a naive count of the values finds that signatures that hold are over.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inspector.compare.comparison import compare
from inspector.compare.proofs import Compared
from inspector.compare.side import Side
from inspector.document.canonical import reference_json
from inspector.document.kinds import Kind
from inspector.errors import UnreadableError
from inspector.export.comparison_html import comparison_html
from inspector.export.comparison_json import comparison_object
from inspector.export.comparison_text import comparison_lines
from inspector.export.report_json import report_line
from inspector.export.report_text import report_lines
from inspector.gui.models import detail, summary
from inspector.gui.models.compare import head_text
from inspector.gui.models.coverage import coverage_view
from inspector.gui.models.opened import Checked, check_document, open_document
from inspector.gui.models.text import whole
from inspector.gui.models.timeline import timeline
from inspector.jobs.session import Session
from inspector.progress import unwatched
from inspector.verify.format import EVENT, Cover
from inspector.verify.report import Report
from inspector.verify.result import FAIL, PASS, UNCHECKED, WARN, Tally
from inspector.verify.trust import TrustedKeys
from inspector.visible import visible
from tests.statements import STATEMENTS, trust
from tests.vectors.builder import FOLDER
from tests.vectors.test_vectors import MANIFEST, trust_of


class Case(NamedTuple):
    path: Path
    trust: TrustedKeys


CASES = [
    *(Case(FOLDER / row["file"], trust_of(row)) for row in MANIFEST),
    *(Case(path, trust()) for path in sorted(STATEMENTS.glob("*.json"))),
]


def read(case: Case) -> Checked | None:
    session = Session(case.trust)
    try:
        opened = open_document(str(case.path), session, unwatched)
    except UnreadableError:
        return None
    return check_document(opened, session, unwatched)


each_document = pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.name)


class Said(NamedTuple):
    """What each way of telling says: verdict, counts, coverage, signers, hints."""

    verdict: str
    counts: tuple[int, ...]
    coverage: tuple[int, int]
    signers: tuple[str, ...]
    hints: tuple[str, ...]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def of_report(report: Report) -> Said:
    coverage = report.coverage
    holding = {one.fingerprint for one in report.signatures if one.status is PASS}
    hints = {(one.id, one.path): report.hints.get((one.id, one.path), ()) for one in report.results}
    return Said(
        report.verdict,
        tuple(report.counts),
        (coverage.covered, coverage.leaves),
        tuple(sorted(holding)),
        tuple(visible(str(hint)) for found in hints.values() for hint in found),
    )


def of_terminal(checked: Checked) -> Said:
    document = checked.opened.loaded.document
    lines = [line.text for line in report_lines("a source", checked.report, document)]
    text = "\n".join(lines)
    counts = re.search(r"([\d,]+) pass, ([\d,]+) fail, ([\d,]+) warn, ([\d,]+) unchecked", text)
    coverage = re.search(r"([\d,]+) of ([\d,]+) values are signed; ([\d,]+) are covered", text)
    assert counts
    assert coverage
    covered, leaves, bare = map(number, coverage.groups())
    assert covered + bare == leaves
    signers = {
        found[1]
        for line in lines
        if (
            found := re.match(
                r"  (?:events |receipt )?signed by .*?, fingerprint ([0-9a-f]+)", line
            )
        )
    }
    prefix = "      where to look: "
    hints = tuple(line.removeprefix(prefix) for line in lines if line.startswith(prefix))
    word = lines[0].split()[1].rstrip(".").lower()
    return Said(
        word, (*map(number, counts.groups()),), (covered, leaves), (*sorted(signers),), hints
    )


def of_json(checked: Checked) -> Said:
    found: Any = json.loads(report_line("x", checked.report, checked.opened.loaded.document))
    coverage = found["coverage"]
    assert len(coverage["uncovered"]) == coverage["leaves"] - coverage["covered"]
    hints = [visible(one["hint"]) for one in found["checks"] if "hint" in one]
    return Said(
        found["verdict"],
        tuple(found["counts"].values()),
        (coverage["covered"], coverage["leaves"]),
        tuple(sorted(one["fingerprint"] for one in found["signers"])),
        tuple(hints),
    )


def of_window(checked: Checked) -> Said:
    view = coverage_view.of_checked(checked, unwatched)
    banner = summary.of_checked(checked)
    cause = checked.overview.cause
    assert banner.sentence == whole(checked.report.sentence if cause is None else cause.sentence)
    found = timeline.of_checked(checked, unwatched)
    rows = {lane.fingerprint for lane in found.lanes if lane.standing is not None}
    bundles = {one.fingerprint for one in checked.report.signatures if one.standing is not None}
    assert rows <= bundles
    odd = [len(checked.findings[status]) for status in (FAIL, WARN, UNCHECKED)]
    tally = checked.marks.tally(0)
    assert [tally.failed, tally.warned, tally.unchecked] == odd
    hints = [whole(lead.sentence) for lead in checked.report.leads]
    return Said(
        banner.verdict.word.lower(),
        tuple(tally),
        (view.whole.covered, view.whole.leaves),
        tuple(sorted(one.fingerprint for one in checked.report.signers)),
        tuple(hints),
    )


@each_document
def test_every_way_of_telling_says_the_same(case: Case) -> None:
    checked = read(case)
    if checked is None:
        return
    said = of_report(checked.report)
    assert of_terminal(checked) == said
    as_json = of_json(checked)
    assert as_json[:4] == said[:4]
    assert " ".join(as_json.hints) == " ".join(said.hints)
    window = of_window(checked)
    assert window[:4] == said[:4]
    assert sorted(window.hints) == sorted(said.hints)


@each_document
def test_comparison_and_its_page_give_the_verdict_of_the_document(case: Case) -> None:
    checked = read(case)
    if checked is None:
        return
    loaded, report = checked.opened.loaded, checked.report
    side = Side(loaded.source, loaded.name, loaded.document, loaded.table, report)
    comparison = compare(side, side)
    found = Compared(comparison, ())
    assert f"Both are {report.verdict}." in next(comparison_lines(found)).text
    as_json: Any = comparison_object(found)
    assert as_json["left"]["verdict"] == as_json["right"]["verdict"] == report.verdict
    assert as_json["record"] == comparison.sameness
    page = unescape(re.sub(r"<[^>]*>", "", "".join(comparison_html(found, made_at="now"))))
    counts = report.counts
    assert f"{counts.passed:,} pass, {counts.failed:,} fail, {counts.warned:,} warn" in page
    shown = head_text.side_of(side)
    assert shown.sign.word.lower() == report.verdict


# --- coverage by a naive count ----------------------------------------------------------------


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict) and value:
        for name, member in value.items():
            yield from leaves(member, (*path, name))
    elif isinstance(value, list) and value:
        for row, item in enumerate(value):
            yield from leaves(item, (*path, str(row)))
    else:
        yield path


def under(path: tuple[str, ...], place: tuple[str, ...]) -> bool:
    return path[: len(place)] == place


def at(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


COPIES = (
    ("canonical_record",),
    ("current", "canonical_record"),
    ("state", "current", "canonical_record"),
    ("state", "current", "record_created", "payload", "canonical_record"),
)


def covers(value: Any, kind: Kind, report: Report, path: tuple[str, ...]) -> set[Cover]:
    found = set()
    for one in report.signatures:
        if one.status is not PASS:
            continue
        place = tuple(one.path.split("/")[1:])
        if one.cover is Cover.BUNDLE and path[0] != "bundle_signature":
            found.add(Cover.BUNDLE)
        elif one.cover is Cover.EVENT and kind is Kind.INTEGRITY_REPORT:
            continue  # of an integrity report's event its payload_sha256: told apart below
        elif one.cover is Cover.EVENT and under(path, place[:-1]):
            if len(path) > len(place[:-1]) and path[len(place) - 1] not in EVENT.left_out:
                found.add(Cover.EVENT)
        elif one.cover is Cover.RECEIPT:
            signed = (*place[:-1], "canonical_record")
            record = reference_json(at(value, signed))
            others = [copy for copy in COPIES if reference_json(at(value, copy)) == record]
            if any(under(path, copy) for copy in (signed, *others)):
                found.add(Cover.RECEIPT)
    return found


@each_document
def test_coverage_agrees_with_a_naive_count(case: Case) -> None:
    checked = read(case)
    if checked is None or checked.opened.loaded.document.kind is Kind.INTEGRITY_REPORT:
        return
    value, report = checked.opened.loaded.document.value, checked.report
    kind = checked.opened.loaded.document.kind
    found = {path: covers(value, kind, report, path) for path in leaves(value)}
    assert report.coverage.leaves == len(found)
    assert report.coverage.covered == sum(map(bool, found.values()))
    view = coverage_view.of_checked(checked, unwatched)
    assert view.whole.bundle == sum(Cover.BUNDLE in kinds for kinds in found.values())
    assert view.whole.event == sum(Cover.EVENT in kinds for kinds in found.values())


@each_document
def test_groups_show_the_results_that_they_count(case: Case) -> None:
    checked = read(case)
    if checked is None:
        return
    for number_, tally in enumerate(checked.tallies):
        shown = detail.of_group(checked.opened, checked, number_)
        assert (shown.sign is not None) == (tally != Tally())
        told = sum(
            number(count) for count in re.findall(r"([\d,]+) (?:fail|warn|unch|pass)", shown.below)
        )
        assert told == tally.total
