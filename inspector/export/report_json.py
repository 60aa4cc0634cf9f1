"""A report as one line of JSON: the schema ``pith-inspector/report/1`` that scripts rely on."""

import orjson

from inspector.document.canonical import reference_json
from inspector.document.json_types import Json, JsonObject
from inspector.errors import InspectorError
from inspector.verify.report import Report
from inspector.verify.result import Result

SCHEMA = "pith-inspector/report/1"


def report_object(source: str, report: Report, value: Json) -> JsonObject:
    """The members of the report on ``source``; ``value`` is the document, None if unreadable."""
    counts, coverage = report.counts, report.coverage
    uncovered: list[Json] = [*coverage.uncovered(value)] if report.document else []
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
        "checks": [_check(result) for result in report.results],
        "error": _error(report.error),
    }


def report_line(source: str, report: Report, value: Json) -> bytes:
    """The report as one line of UTF-8 without its line end."""
    members = report_object(_writable(source), report, value)
    try:
        return orjson.dumps(members)
    except orjson.JSONEncodeError:
        # A compared value may hold integers or depths that orjson does not write.
        return reference_json(members)


def _writable(source: str) -> str:
    """A path may hold bytes that are no UTF-8; JSON cannot, so they become escapes."""
    return source.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _check(result: Result) -> Json:
    return {
        "id": result.id,
        "path": result.path,
        "status": result.status,
        "expected": result.expected,
        "actual": result.actual,
        "message": result.message,
    }


def _error(error: InspectorError | None) -> Json:
    if error is None:
        return None
    return {"code": error.code, "message": error.message, "path": error.path}
