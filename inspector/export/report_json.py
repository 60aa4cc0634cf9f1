"""A report as one line of JSON: the schema ``pith-inspector/report/2`` that scripts rely on.

Its size is limited by the input: compared values are cut, and if the whole would exceed 20 times
the document plus a megabyte, results are left out, passes first. The counts stay complete.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import orjson

from inspector import program_version
from inspector.document.canonical import reference_json
from inspector.document.document import PLAIN, Document
from inspector.document.json_types import Json, JsonObject
from inspector.errors import AnotherRecordError, InspectorError, ProgramFaultError
from inspector.messages import Message
from inspector.verify.report import Report, Signer
from inspector.verify.result import PASS, Result

SCHEMA = "pith-inspector/report/2"
MOST_TIMES, MOST_BESIDE = 20, 1_000_000
"""The limit on the report: this many times its input, plus so many bytes."""
LONGEST_COMPARED = 2_000
"""The limit on the characters of the JSON of ``expected`` and of ``actual``."""
_LONGEST_TEXT = 2_000
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_MOST_SIGNERS = 20
_MOST_NAMES = 8
"""The limit per signer and kind of name."""
_FOR_CHECKS, _FOR_POINTERS = 0.7, 0.2
"""The shares of the space; what is left is for the rest of the report."""


def report_object(
    source: str,
    report: Report,
    document: Document | None,
    answered_by: str | None = None,
    inside: JsonObject | None = None,
) -> JsonObject:
    """The members of the report on ``source``; ``document`` is None if none could be read.

    ``answered_by`` is the host that answered, None unless the network was used. ``inside`` says
    which part of the source the document is, None for all of it.
    """
    counts, coverage = report.counts, report.coverage
    room = MOST_BESIDE + (MOST_TIMES * len(document.data) if document else 0)
    checks = _checks(report, int(room * _FOR_CHECKS))
    pointers = coverage.uncovered(document.value) if document else iter(())
    members: JsonObject = {
        "schema": SCHEMA,
        "program_version": program_version(),
        "time": _written(report.time),
        **named(source),
        **_input(document, report.error),
        "document": report.document,
        "pith_number": _text(report.pith_number),
        "verdict": report.verdict,
        "integrity": report.integrity,
        "trust": report.trust,
        "obligations": [{"id": one.id, "met": one.met} for one in report.obligations],
        "signers": [_signer(one) for one in report.signers[:_MOST_SIGNERS]],
        "answered_by": answered_by,
        "inside": inside,
        "counts": {
            "pass": counts.passed,
            "fail": counts.failed,
            "warn": counts.warned,
            "unchecked": counts.unchecked,
        },
        "coverage": {
            "leaves": coverage.leaves,
            "covered": coverage.covered,
            "uncovered": [*_bounded(pointers, int(room * _FOR_POINTERS))],
        },
        "checks": checks,
        "error": error_object(report.error),
    }
    if left_out := counts.total - len(checks):
        members["checks_left_out"] = left_out
    return members


def _input(document: Document | None, error: InspectorError | None) -> JsonObject:
    """The hashes of the received bytes, and of their text as plain UTF-8."""
    came = None if error is None else error.received
    size, sha256 = (None, None) if came is None else (came.size, came.sha256)
    encoding = text_sha256 = None
    if document is not None:
        size = len(document.data)
        sha256 = text_sha256 = hashlib.sha256(document.data).hexdigest()
        encoding = str(document.encoding.name)
        if document.encoding is not PLAIN:
            text_sha256 = hashlib.sha256(document.text).hexdigest()
    return {
        "input_bytes": size,
        "input_sha256": sha256,
        "encoding": encoding,
        "text_sha256": text_sha256,
    }


def _signer(signer: Signer) -> JsonObject:
    """A key with valid signatures: what the user's list says, and what the document claims.

    ``signs`` is the most that it signed.
    """
    return {
        "fingerprint": signer.fingerprint,
        "standing": signer.standing,
        "name": _text(signer.name),
        "signs": signer.cover,
        "claims": {
            "key_ids": [_text(one) for one in signer.key_ids[:_MOST_NAMES]],
            "signer_ids": [_text(one) for one in signer.signer_ids[:_MOST_NAMES]],
        },
    }


def report_line(
    source: str,
    report: Report,
    document: Document | None,
    answered_by: str | None = None,
    inside: JsonObject | None = None,
) -> bytes:
    """The report as one line of UTF-8 without its line end."""
    return _line(report_object(source, report, document, answered_by, inside))


def fault_line(source: str, error: ProgramFaultError) -> bytes:
    """The line for a source on which the program broke; it says nothing about the document."""
    members: JsonObject = {
        "schema": SCHEMA,
        "program_version": program_version(),
        "time": _written(None),
        **named(source),
        "document": None,
        "verdict": None,
        "checks": [],
        "error": error_object(error),
    }
    return _line(members)


def _line(members: JsonObject) -> bytes:
    try:
        return orjson.dumps(members)
    except orjson.JSONEncodeError:
        # orjson does not support the integers of a compared value.
        return reference_json(members)


def _written(time: datetime | None) -> str:
    return (time or datetime.now(UTC)).astimezone(UTC).strftime(_TIME)


def named(source: str) -> JsonObject:
    """The members that name a source.

    A path may contain bytes that are not UTF-8, which JSON cannot contain: ``source`` has escapes
    for them, ``source_bytes`` is exact, in hex.
    """
    shown = writable(source)
    if shown == source:
        return {"source": shown}
    return {"source": shown, "source_bytes": source.encode(errors="surrogateescape").hex()}


def writable(name: str) -> str:
    """A name that JSON can contain: bytes that are not UTF-8 become escapes."""
    return name.encode(errors="surrogateescape").decode(errors="backslashreplace")


def _text(text: str | None) -> str | None:
    """A text of the document, cut if it is absurdly long."""
    return text if text is None or len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def _bounded(pointers: Iterator[str], room: int) -> Iterator[str]:
    """The pointers, as long as their total length is acceptable.

    A small document with a long name above many values has gigabytes of pointers; a cut list is
    shorter than ``leaves`` minus ``covered``.
    """
    for pointer in pointers:
        room -= len(orjson.dumps(pointer)) + 1
        if room < 0:
            return
        yield pointer


# --- the checks -------------------------------------------------------------------------------


def _checks(report: Report, room: int) -> list[Json]:
    """The checks in their order; those that do not fit are left out, passes first."""
    compared, hints = _Compared(), report.hint_sentences
    written = [_check(result, hints, compared) for result in report.results]
    sizes = [_size(one) for one in written]
    if sum(sizes) <= room:
        return [*written]
    kept: set[int] = set()
    for is_pass in (False, True):
        for row, result in enumerate(report.results):
            if (result.status is PASS) is is_pass and sizes[row] <= room:
                room -= sizes[row]
                kept.add(row)
    return [one for row, one in enumerate(written) if row in kept]


def _size(member: JsonObject) -> int:
    try:
        return len(orjson.dumps(member)) + 1
    except orjson.JSONEncodeError:
        return len(reference_json(member)) + 1


def _check(
    result: Result, hints: Mapping[tuple[str, str], tuple[Message, ...]], compared: "_Compared"
) -> JsonObject:
    """A check; a failing hash with hints has an additional member with them."""
    members: JsonObject = {
        "id": result.id,
        "path": result.path,
        "status": result.status,
        "expected": compared.shown(result.expected),
        "actual": compared.shown(result.actual),
        "message": str(result.message),
    }
    if found := hints.get((result.id, result.path)):
        members["hint"] = " ".join(map(str, found))
    return members


class _Compared:
    """The compared values of one report.

    One value may be compared with thousands of others, so its cut form is cached.
    """

    def __init__(self) -> None:
        self._cut: dict[int, tuple[Json, Json]] = {}

    def shown(self, value: Json) -> Json:
        """``value``, or, if its JSON is long, the beginning of it with its length and SHA-256."""
        if value is None or type(value) is bool or type(value) is float:
            return value
        if isinstance(value, str) and len(value) * 6 + 2 <= LONGEST_COMPARED:
            return value  # an escape takes six characters
        known = self._cut.get(id(value))
        if known is None or known[0] is not value:
            known = self._cut[id(value)] = (value, _cut(value))
        return known[1]


def _cut(value: Json) -> Json:
    data = reference_json(value)
    text = data.decode()
    if len(text) <= LONGEST_COMPARED:
        return value
    return {
        "cut": text[:LONGEST_COMPARED],
        "length": len(text),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def error_object(error: InspectorError | None) -> Json:
    """The error in the form of all JSON reports; None if there was none."""
    if error is None:
        return None
    path = None if error.path is None else _text(error.path)
    members: JsonObject = {
        "code": error.code,
        "message": str(error.message),
        "path": path,
        "line": error.line,
        "column": error.column,
    }
    if isinstance(error, AnotherRecordError):
        members |= {"asked": error.asked, "came": error.came}
    return members
