"""A report as one line of JSON: the schema ``pith-inspector/report/1`` that scripts rely on."""

from collections.abc import Iterator, Mapping

import orjson

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json, JsonObject
from inspector.errors import InspectorError
from inspector.verify.report import Report
from inspector.verify.result import Result

SCHEMA = "pith-inspector/report/1"
_MOST_POINTER_TEXT = 100_000_000
_LONGEST_STRING = 100_000


def report_object(source: str, report: Report, value: Json) -> JsonObject:
    """The members of the report on ``source``; ``value`` is the document, None if unreadable."""
    counts, coverage, hints = report.counts, report.coverage, report.hints
    uncovered: list[Json] = [*_bounded(coverage.uncovered(value))] if report.document else []
    return {
        "schema": SCHEMA,
        "source": source,
        "document": report.document,
        "pith_number": report.pith_number,
        "verdict": report.verdict,
        "integrity": report.integrity,
        "trust": report.trust,
        "counts": {
            "pass": counts.passed,
            "fail": counts.failed,
            "warn": counts.warned,
            "unchecked": counts.unchecked,
        },
        "coverage": {
            "leaves": coverage.leaves,
            "covered": coverage.covered,
            "uncovered": uncovered,
        },
        "checks": [_check(result, hints) for result in report.results],
        "error": error_object(report.error),
    }


def report_line(source: str, report: Report, value: Json) -> bytes:
    """The report as one line of UTF-8 without its line end."""
    members = report_object(writable(source), report, value)
    try:
        return orjson.dumps(members)
    except orjson.JSONEncodeError:
        # A compared value may hold integers or depths that orjson does not write.
        return reference_json(members)


def writable(source: str) -> str:
    """A path may hold bytes that are no UTF-8; JSON cannot, so they become escapes."""
    return source.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _bounded(pointers: Iterator[str]) -> Iterator[str]:
    """The pointers, as long as all of them together are no monstrous text.

    A small document with one long name above many values has gigabytes of pointers; where the
    list is cut, it is shorter than ``leaves`` less ``covered``.
    """
    room = _MOST_POINTER_TEXT
    for pointer in pointers:
        room -= len(pointer)
        if room < 0:
            return
        yield pointer


def _compared(value: Json) -> Json:
    """A compared value; a monstrous string, which every event may be compared with, is cut."""
    if isinstance(value, str) and len(value) > _LONGEST_STRING:
        return value[:_LONGEST_STRING] + "…"
    return value


def _check(result: Result, hints: Mapping[tuple[str, str], tuple[str, ...]]) -> Json:
    """A check; a failing hash with leads has a member more, what they say."""
    members: JsonObject = {
        "id": result.id,
        "path": result.path,
        "status": result.status,
        "expected": _compared(result.expected),
        "actual": _compared(result.actual),
        "message": result.message,
    }
    if found := hints.get((result.id, result.path)):
        members["hint"] = " ".join(found)
    return members


def error_object(error: InspectorError | None) -> Json:
    """What was wrong, as every report of the program says it; None where nothing was."""
    if error is None:
        return None
    return {"code": error.code, "message": error.message, "path": error.path}
