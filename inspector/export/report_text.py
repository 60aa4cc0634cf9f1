"""A report for people to read: the verdict first, then what failed, with expected and actual.

Plain lines with roles; whoever prints them decides on colour and width.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import orjson

from inspector.document.json_types import Json
from inspector.document.visible import visible
from inspector.errors import InspectorError
from inspector.verify.report import Report, Verdict
from inspector.verify.result import FAIL, UNCHECKED, WARN, Result, Status

_LONGEST_VALUE = 400
_MOST_OF_A_STATUS = 200
_SIGNS = {
    Verdict.VERIFIED: "✔",
    Verdict.FAILED: "✘",
    Verdict.UNPROVEN: "?",
    Verdict.UNREADABLE: "–",
}


class Role(StrEnum):
    """What a line is, for whoever colours it."""

    VERIFIED = "verified"
    FAILED = "failed"
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"
    FAIL = "fail"
    WARN = "warn"
    UNCHECKED = "unchecked"
    PLAIN = "plain"
    FAINT = "faint"


class Line(NamedTuple):
    """One line of the report; its text is already safe to print."""

    role: Role
    text: str


def report_lines(source: str, report: Report) -> Iterator[Line]:
    """The report on ``source``, from the verdict down to what was not checked."""
    word = f"{_SIGNS[report.verdict]} {report.verdict.capitalize()}."
    yield Line(Role(report.verdict), f"{word} {_sentence(visible(report.sentence))}")
    yield Line(Role.FAINT, f"  {visible(source)}")
    if report.error is not None:
        yield from _place(report.error)
        return
    yield from _identity(report)
    for status in (FAIL, WARN, UNCHECKED):
        yield from _findings(report, status)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "”")) else text + "."


def _place(error: InspectorError) -> Iterator[Line]:
    where = [] if not error.path else [f"at {visible(error.path)}"]
    if error.offset is not None:
        where.append(f"byte {error.offset:,}")
    if where:
        yield Line(Role.FAINT, f"  {', '.join(where)}")
    yield Line(Role.FAINT, f"  error: {error.code}")


def _identity(report: Report) -> Iterator[Line]:
    if report.title:
        yield Line(Role.PLAIN, f"  “{visible(report.title[:_LONGEST_VALUE])}”")
    number = visible(report.pith_number or "no Pith Number")
    yield Line(Role.PLAIN, f"  {number} · {report.document}")
    counts, coverage = report.counts, report.coverage
    yield Line(
        Role.PLAIN,
        f"  integrity {report.integrity} · trust {report.trust} · "
        f"{counts.passed:,} pass, {counts.failed:,} fail, {counts.warned:,} warn, "
        f"{counts.unchecked:,} unchecked",
    )
    bare = coverage.leaves - coverage.covered
    yield Line(
        Role.PLAIN,
        f"  {coverage.covered:,} of {coverage.leaves:,} values are signed; "
        f"{bare:,} are covered by no signature",
    )
    for key_id, fingerprint, standing in sorted(
        {(s.key_id, s.fingerprint, s.standing) for s in report.signatures if s.standing}
    ):
        yield Line(
            Role.PLAIN, f"  signed by {visible(key_id)}, fingerprint {fingerprint}: {standing}"
        )
    if report.paper is not None:
        from inspector.export.paper_words import paper_words  # noqa: PLC0415 - rarely given

        for line in paper_words(report.paper):
            yield Line(Role.PLAIN, f"  {line}")


def _findings(report: Report, status: Status) -> Iterator[Line]:
    found = [result for result in report.results if result.status is status]
    if not found:
        return
    yield Line(Role.PLAIN, "")
    yield Line(Role(status), f"  {len(found):,} {status}")
    hints = report.hints
    for result in found[:_MOST_OF_A_STATUS]:
        yield from _finding(result)
        for hint in hints.get((result.id, result.path), ()):
            yield Line(Role.FAINT, f"      where to look: {visible(hint)}")
    if len(found) > _MOST_OF_A_STATUS:
        more = len(found) - _MOST_OF_A_STATUS
        yield Line(Role.FAINT, f"    and {more:,} more; --json lists all")


def _finding(result: Result) -> Iterator[Line]:
    yield Line(Role(result.status), f"    {result.id}: {_sentence(visible(result.message))}")
    yield Line(Role.FAINT, f"      at {visible(result.path) or 'the whole document'}")
    if result.status is not UNCHECKED:
        if result.expected is not None:
            yield Line(Role.FAINT, f"      expected {_value(result.expected)}")
        if result.actual is not None:
            yield Line(Role.FAINT, f"      actual   {_value(result.actual)}")


def _value(value: Json) -> str:
    if isinstance(value, str):
        text = value[: _LONGEST_VALUE + 1]
    else:
        try:
            text = orjson.dumps(value)[: 4 * _LONGEST_VALUE].decode(errors="ignore")
        except orjson.JSONEncodeError:
            return "a value too large to show here"
    shown = visible(text[:_LONGEST_VALUE])
    return f"{shown}…" if len(text) > _LONGEST_VALUE else shown
