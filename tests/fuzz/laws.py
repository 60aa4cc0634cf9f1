"""The laws that hold for every document, however hostile, and a function that checks one document.

Hard laws are the program's promises. ``verdict`` and ``trust`` say where the program and the
second verifier come to different words: to be read by a person, since either may be right.
"""

import json
import signal
import traceback
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import inspector
from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.export.report_text import report_lines
from inspector.jobs.trust_store import given_keys
from inspector.paper.reader import read_paper
from inspector.trace.places import TRACED
from inspector.trace.trace import trace_result
from inspector.tree.covers import Covers
from inspector.tree.node_results import NodeResults
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import outline
from inspector.verify.report import Report, unreadable
from inspector.verify.result import PASS, SEVERITY, Result
from inspector.verify.trust import Standing, TrustedKeys
from tests.conftest import report_line, report_on
from tests.fuzz.checker import Findings, check, known_keys
from tests.fuzz.mutate import Trial

HARD = (
    *("exception", "time", "verified", "obligations", "report size", "memory", "same bytes"),
    *("message", "control characters", "coverage"),
)
SOFT = ("verdict", "trust")
OF_TWO = ("verified", "obligations", *SOFT)
"""The laws that hold the program to the second verifier."""

SECONDS = 20.0
"""What one document may take of the processor."""

_PROGRAM = Path(inspector.__file__).parent
_MOST_TRACES = 4
_BYTES_IN_BYTES_OUT, _BYTES_BESIDE = 20, 1_000_000
_MEMORY_IN_BYTES, _MEMORY_BESIDE = 150, 24_000_000
_MEASURED_FROM = 30_000


class Breach(NamedTuple):
    """A broken law. ``sign`` is equal for one cause; ``detail`` is for people."""

    law: str
    sign: str
    detail: str = ""


Verify = Callable[[Document, TrustedKeys, str | None], Report]
"""The verifier under trial: ``report_on``, or a broken one that a test puts in its place."""


class TooSlowError(Exception):
    """A document took more than ``SECONDS`` of processor time."""


def trusted_keys(trial: Trial) -> TrustedKeys:
    """The user's list as the program has it."""
    files = [(data, Standing.TRUSTED) for data in trial.trusted]
    files += [(data, Standing.DISTRUSTED) for data in trial.distrusted]
    return TrustedKeys(
        tuple(
            known._replace(standing=standing)
            for data, standing in files
            for known in given_keys(data, "a test")
        )
    )


def second_opinion(trial: Trial) -> Findings:
    """What the second verifier finds."""
    keys = [key for data in trial.trusted for key in known_keys(json.loads(data), trusted=True)]
    for data in trial.distrusted:
        keys += known_keys(json.loads(data), trusted=False)
    return check(trial.data, keys, trial.paper)


def breaches(trial: Trial, *, measured: bool = False, verify: Verify = report_on) -> list[Breach]:
    """The broken laws of a document. ``measured``: the memory is checked, too."""
    measured = measured or len(trial.data) > _MEASURED_FROM
    if measured:
        tracemalloc.start()
    try:
        with _at_most(SECONDS):
            found = list(_tried(trial, verify))
        if measured:
            found += _memory(trial, tracemalloc.get_traced_memory()[1])
    except TooSlowError:
        found = [Breach("time", "time", f"more than {SECONDS} s of processor time")]
    except Exception as error:
        found = [_fault(error)]
    finally:
        if measured:
            tracemalloc.stop()
    return found


def differences(trial: Trial, *, verify: Verify = report_on) -> list[Breach]:
    """Only the breaches of the laws that compare with the second verifier."""
    try:
        document = read_document(trial.data)
        report = verify(document, trusted_keys(trial), trial.paper)
    except UnreadableError as error:
        report = unreadable(error)
    return list(_compared(report, second_opinion(trial)))


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Interrupts what takes more time of the processor, where the system can: that a machine is
    busy, or was halted, is no finding."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _fault(error: Exception) -> Breach:
    """An unnamed error: its type, and the innermost function of the program."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).is_relative_to(_PROGRAM)]
    where = (own or frames)[-1]
    place = f"{Path(where.filename).name}:{where.name}"
    detail = "".join(traceback.format_exception(error))[-2_000:]
    return Breach("exception", f"{type(error).__name__} in {place}", detail)


def _memory(trial: Trial, peak: int) -> Iterator[Breach]:
    if peak > _MEMORY_BESIDE + _MEMORY_IN_BYTES * len(trial.data):
        yield Breach("memory", "memory", f"{peak:,} bytes for {len(trial.data):,}")


def _tried(trial: Trial, verify: Verify) -> Iterator[Breach]:
    """Everything that the program does with a document, and what was wrong with it."""
    trust = trusted_keys(trial)
    try:
        document = read_document(trial.data)
    except UnreadableError as error:
        yield from _shown(trial, unreadable(error), None)
        yield from _compared(unreadable(error), second_opinion(trial))
        return
    report = verify(document, trust, trial.paper)
    yield from _compared(report, second_opinion(trial))
    yield from _shown(trial, report, document)
    yield from _laid_out(document, report)
    _traced(trial, document, report, trust)


def _shown(trial: Trial, report: Report, document: Document | None) -> Iterator[Breach]:
    once, again = (report_line("a source", report, document) for _ in range(2))
    if once != again:
        yield Breach("same bytes", "JSON", "two renderings differ")
    if len(once) > _BYTES_IN_BYTES_OUT * len(trial.data) + _BYTES_BESIDE:
        yield Breach("report size", "JSON", f"{len(once):,} bytes for {len(trial.data):,}")
    json.loads(once)
    lines, same = (list(report_lines("a source", report, document)) for _ in range(2))
    if lines != same:
        yield Breach("same bytes", "text", "two renderings differ")
    for line in lines:
        if not line.text.isprintable():
            yield Breach("control characters", "text", ascii(line.text))
            break
    for result in report.results:
        if result.status is not PASS and not str(result.message).strip(". "):
            yield Breach("message", result.id, result.path)


def _laid_out(document: Document, report: Report) -> Iterator[Breach]:
    """The tree with its results and its coverage, and what no signature covers."""
    table = NodeTable(document.value)
    outline(table, document.kind)
    by_node = NodeResults(table, report.results)
    if by_node.tally(0) != report.counts:
        yield Breach("coverage", "by_node", "the root's tally is not the report's")
    coverage = report.coverage
    share = Covers(table, coverage.regions).share(0)
    bare = sum(1 for _ in coverage.uncovered(document.value))
    if not bare == coverage.leaves - coverage.covered == share.leaves - share.covered:
        yield Breach("coverage", "counts", f"{bare}, {coverage.leaves}-{coverage.covered}, {share}")


def _traced(trial: Trial, document: Document, report: Report, trust: TrustedKeys) -> None:
    """The steps of a few results, the worst first, one of each check."""
    chosen: dict[str, Result] = {}
    for result in sorted(report.results, key=lambda one: -SEVERITY[one.status]):
        if result.id in TRACED:
            chosen.setdefault(result.id, result)
    # Another document shows the traces of other checks: which ones depends on its bytes alone.
    first = len(trial.data) % max(1, len(chosen))
    paper = read_paper(trial.paper) if trial.paper else None
    for result in [*list(chosen.values())[first:], *chosen.values()][:_MOST_TRACES]:
        trace_result(document, result, trust, paper=paper)


# --- against the second verifier -----------------------------------------------------------


def _compared(report: Report, second: Findings) -> Iterator[Breach]:
    if report.verdict == "verified" != second.verdict:
        unmet = [id_ for id_, met in second.obligations.items() if not met]
        failed = sorted(second.with_status("fail"))
        why = f"not met: {', '.join(unmet) or 'none'}; fails: {', '.join(failed) or 'none'}"
        yield Breach("verified", f"{why}; trust {second.trust}", _first(second))
    elif report.verdict != second.verdict:
        yield Breach("verdict", _difference(report, second), _first(second))
    if str(report.trust or "") != second.trust:
        yield Breach("trust", f"program {report.trust}, second {second.trust}")
    yield from _obligations(report)


def _obligations(report: Report) -> Iterator[Breach]:
    """The obligations in the report, if it has any."""
    stated: Any = getattr(report, "obligations", ())
    met = [bool(one[1]) for one in stated]
    if stated and report.verdict == "verified" and not all(met):
        yield Breach("obligations", "verified, and an obligation is not met", str(stated))


def _difference(report: Report, second: Findings) -> str:
    """Both verdicts, and the failed checks and unmet obligations of only one side."""
    failed = {str(result.id) for result in report.results if result.status == "fail"}
    other = second.with_status("fail")
    unmet = {id_ for id_, met in second.obligations.items() if not met}
    own_unmet = {str(one[0]) for one in getattr(report, "obligations", ()) if not one[1]}
    parts = [f"program {report.verdict}, second {second.verdict}"]
    for words, ids in (
        ("fails for the program alone", failed - other),
        ("for the second alone", other - failed),
        ("not met for the program alone", own_unmet - unmet),
        ("not met for the second alone", unmet - own_unmet),
    ):
        if ids:
            parts.append(f"{words}: {', '.join(sorted(ids))}")
    return "; ".join(parts)


def _first(second: Findings) -> str:
    odd = [one for one in second.results if one.status == "fail"]
    odd += [one for one in second.results if one.status == "warn"]
    return "; ".join(f"{one.id} {one.status} at {one.path} {one.note}" for one in odd[:6])


def hard(found: list[Breach], strict: tuple[str, ...] = ()) -> list[Breach]:
    """The breaches that count; ``strict`` names soft laws that count, too."""
    return [breach for breach in found if breach.law in (*HARD, *strict)]
