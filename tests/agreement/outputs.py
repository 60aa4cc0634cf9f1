"""What each output says of a document, read from the texts that a user sees."""

import json
import re
from html import unescape
from typing import Any, NamedTuple

from inspector.compare.comparison import compare
from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side
from inspector.export.comparison_html import comparison_html
from inspector.export.comparison_json import comparison_pieces
from inspector.export.comparison_text import comparison_lines
from inspector.export.report_text import report_lines
from inspector.gui.compare import head_text
from inspector.gui.coverage import coverage_table
from inspector.gui.document import detail, summary
from inspector.gui.document.opened import Checked
from inspector.gui.inspect import overview_text as overview
from inspector.gui.inspect.trace_text import of_traces
from inspector.gui.widgets.plain_text import whole
from inspector.progress import unwatched
from inspector.trace.trace import trace
from inspector.verify.report import Report
from inspector.visible import visible
from tests.conftest import report_line

_COUNTS = re.compile(r"([\d,]+) pass, ([\d,]+) fail, ([\d,]+) warn, ([\d,]+) unchecked")
_COVERAGE = re.compile(r"([\d,]+) of ([\d,]+) values? (?:are|is) signed; ([\d,]+) (?:are|is)")
_SIGNER = re.compile(
    r"(?:[0-9,]+ of [0-9,]+ )?(?:events |receipt )?signed by .*?, fingerprint ([0-9a-f]+): (\w+)"
)
_HINT = "      where to look: "


class Output(NamedTuple):
    """Verdict and axes, counts, covered and all values, signers with their standing, hints."""

    verdict: tuple[str, str, str]
    counts: tuple[int, ...]
    coverage: tuple[int, int]
    signers: tuple[tuple[str, str], ...]
    hints: tuple[str, ...]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def counted(sentence: str) -> int:
    """The sum of the numbers of a sentence that counts results."""
    return sum(map(number, re.findall(r"([\d,]+) (?:fail|warn|unch|pass)", sentence)))


def report(of: Report) -> Output:
    """What the engine found."""
    hints = of.hint_sentences
    found = {(one.id, one.path): hints.get((one.id, one.path), ()) for one in of.results}
    return Output(
        (of.verdict, str(of.integrity), str(of.trust)),
        tuple(of.counts),
        (of.coverage.covered, of.coverage.leaves),
        tuple(sorted((one.fingerprint, str(one.standing)) for one in of.signers)),
        tuple(sorted(visible(str(hint)) for told in found.values() for hint in told)),
    )


def terminal(checked: Checked) -> Output:
    document = checked.opened.document
    lines = [line.text for line in report_lines("a source", checked.report, document)]
    text = "\n".join(lines)
    counts, coverage = _COUNTS.search(text), _COVERAGE.search(text)
    axes = re.search(r"integrity (\w+) · trust (\w+)", text)
    assert counts
    assert coverage
    assert axes
    covered, leaves, bare = map(number, coverage.groups())
    assert covered + bare == leaves
    signers = [found for line in lines if (found := _SIGNER.match(line.strip()))]
    return Output(
        (lines[0].split()[1].rstrip(".").lower(), axes[1], axes[2]),
        tuple(map(number, counts.groups())),
        (covered, leaves),
        tuple(sorted((found[1], found[2]) for found in signers)),
        tuple(sorted(line.removeprefix(_HINT) for line in lines if line.startswith(_HINT))),
    )


def as_json(checked: Checked) -> Output:
    """The hints of one check are one text in JSON: see ``joined``."""
    found: Any = json.loads(report_line("x", checked.report, checked.opened.document))
    coverage, statuses = found["coverage"], [one["status"] for one in found["checks"]]
    assert len(coverage["uncovered"]) == coverage["leaves"] - coverage["covered"]
    assert found["counts"] == {name: statuses.count(name) for name in found["counts"]}
    return Output(
        (found["verdict"], found["integrity"], found["trust"]),
        tuple(found["counts"][name] for name in ("pass", "fail", "warn", "unchecked")),
        (coverage["covered"], coverage["leaves"]),
        tuple(sorted((one["fingerprint"], one["standing"]) for one in found["signers"])),
        tuple(sorted(visible(one["hint"]) for one in found["checks"] if "hint" in one)),
    )


def joined(of: Report) -> tuple[str, ...]:
    """The hints as JSON has them: those of one check in one text."""
    hints = of.hint_sentences
    found = [" ".join(map(str, hints.get((one.id, one.path), ()))) for one in of.results]
    return tuple(sorted(visible(one) for one in found if one))


# --- the window -------------------------------------------------------------------------------


def window(checked: Checked) -> Output:
    """What banner, overview, coverage, tree, findings and trace say; they must agree."""
    banner, view = summary.of_checked(checked), coverage_table.of_checked(checked, unwatched)
    assert banner.integrity
    assert banner.trust
    told = re.match(r"([\d,]+) of ([\d,]+) ", overview.of_checked(checked).covered)
    assert told
    covered = number(told[1]), number(told[2])
    assert covered == (view.whole.covered, view.whole.leaves)
    tally, found = checked.node_results.tally(0), checked.findings
    assert [len(found[status]) for status in found] == [tally.failed, tally.warned, tally.unchecked]
    assert tally == checked.counts
    return Output(
        (
            banner.verdict.word.lower(),
            banner.integrity.sign.word.lower(),
            banner.trust.sign.word.lower(),
        ),
        tuple(tally),
        covered,
        tuple(sorted((one.fingerprint, str(one.standing)) for one in checked.signers)),
        tuple(sorted(_hints(checked))),
    )


def _hints(checked: Checked) -> set[str]:
    """The hints on the pages of the traces of what fails."""
    document, of = checked.opened.document, checked.report
    places = {hint.path for hint in of.hints}
    traces = (trace(document, of, checked.trust, path) for path in places)
    return {hint for one in traces for shown in of_traces(one, of.hints) for hint in shown.hints}


def hints_of_window(of: Report) -> tuple[str, ...]:
    """The hints of a report as the window writes sentences, each once."""
    return tuple(sorted({whole(hint.sentence) for hint in of.hints}))


def signed(checked: Checked) -> dict[tuple[str, str], str]:
    """The signers that the details of valid signatures name."""
    found = {}
    for one in checked.report.signatures:
        node, rest = checked.opened.table.nearest(one.path)
        facts = () if rest else detail.of_node(checked.opened, checked, node).facts
        for fact in facts:
            if fact.label == "Signed by":
                found[str(one.cover), one.path] = fact.text
    return found


# --- comparisons ------------------------------------------------------------------------------


def side(checked: Checked) -> Side:
    opened = checked.opened
    return Side(opened.source, opened.name, opened.document, opened.table, checked.report)


def comparison_breaches(checked: Checked) -> list[str]:
    """Where a comparison of a document with itself disagrees with its report."""
    own, of = side(checked), checked.report
    comparison = compare(own, own)
    found = ComparedProofs(comparison, ())
    counts = f"{of.counts.passed:,} pass, {of.counts.failed:,} fail, {of.counts.warned:,} warn, "
    counts += f"{of.counts.unchecked:,} unchecked"
    rows = _page(found)
    signers = {tuple(one.groups()) for one in _SIGNER.finditer(rows["Signed by"])}
    as_json_: Any = json.loads(b"".join(comparison_pieces(found)))
    axes = f"{of.verdict} · integrity {of.integrity} · trust {of.trust}"
    text = "\n".join(line.text for line in comparison_lines(found))
    said = {
        "text: verdict": f"Both are {of.verdict}." in text,
        "text: axes": text.count(axes) == 2,
        "JSON": as_json_["left"]["verdict"] == as_json_["right"]["verdict"] == of.verdict,
        "JSON: record": as_json_["record"] == comparison.sameness,
        "page: verdict": f" {of.verdict}. " in f" {rows['Verdict'].lower()}",
        "page: integrity": rows["Integrity"].split()[-1] == str(of.integrity),
        "page: trust": rows["Trust"].split()[-1] == str(of.trust),
        "page: counts": rows["Checks"] == counts,
        "page: signers": signers == {(s.fingerprint, str(s.standing)) for s in of.signers},
        "window": head_text.side_of(own).sign.word.lower() == of.verdict,
        "same": comparison.counts.total == 0,
    }
    return [f"comparison, {name}" for name, holds in said.items() if not holds]


def _page(found: ComparedProofs) -> dict[str, str]:
    """The rows of the page's first table, by their heads; those of the left."""
    page = "".join(comparison_html(found, made_at="now"))
    table = page[page.index("<table") : page.index("</table>")]
    rows = {}
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        head, left, *_ = [unescape(re.sub(r"<[^>]*>", "", one)).strip() for one in cells]
        rows[head] = left
    return rows
