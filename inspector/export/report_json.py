"""A report as one line of JSON: the schema ``pith-inspector/report/2`` that scripts rely on.

Its size is limited by the input: compared values are cut, and if the whole would exceed 20 times
the document plus a megabyte, results are left out, passes first. The counts stay complete.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import orjson

from inspector import program_version
from inspector.document.canonical import reference_json
from inspector.document.document import PLAIN, Document
from inspector.document.json_types import Json, JsonObject
from inspector.errors import AnotherRecordError, InspectorError, ProgramFaultError
from inspector.export.json_pieces import gathered, list_parts
from inspector.verify.report import Report, Signer
from inspector.verify.result import PASS, Result

_Members: TypeAlias = dict[str, Json | Iterator[bytes]]
"""Those that can be long as the parts of their JSON."""

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
_MOST_KEPT = 1_000_000
"""Checks of so many bytes together are written only once."""
_FOR_CHECKS, _FOR_POINTERS = 0.7, 0.2
"""The shares of the space; what is left is for the rest of the report."""


def report_pieces(
    source: str,
    report: Report,
    document: Document | None,
    answered_by: str | None = None,
    inside: JsonObject | None = None,
) -> Iterator[bytes]:
    """The report on ``source`` as one line of UTF-8 without its line end, in pieces of bounded
    size.

    ``document`` is None if none could be read. ``answered_by`` is the host that answered, None
    unless the network was used. ``inside`` says which part of the source the document is, None for
    all of it.
    """
    counts, coverage = report.counts, report.coverage
    room = MOST_BESIDE + (MOST_TIMES * len(document.data) if document else 0)
    checks = _Checks(report, int(room * _FOR_CHECKS))
    pointers = coverage.uncovered(document.value) if document else iter(())
    covered: _Members = {
        "leaves": coverage.leaves,
        "covered": coverage.covered,
        "uncovered": list_parts(_bounded(pointers, int(room * _FOR_POINTERS))),
    }
    members: _Members = {
        "schema": SCHEMA,
        "program_version": program_version(),
        "time": _written(report.time),
        **named(source),
        **_input(document, report.error),
        "document": report.document,
        "pith_number": shortened(report.pith_number),
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
        "coverage": _parts(covered, checks.write),
        "checks": list_parts(checks.written()),
        "error": error_object(report.error),
    }
    if checks.left_out:
        members["checks_left_out"] = checks.left_out
    return gathered(_parts(members, checks.write))


def _parts(members: _Members, write: Callable[[Json], bytes]) -> Iterator[bytes]:
    """The parts of an object; its members are sorted if ``write`` sorts."""
    lead = b"{"
    for name in sorted(members) if write is reference_json else members:
        value = members[name]
        yield lead + write(name) + b":"
        lead = b","
        if isinstance(value, Iterator):
            yield from value
        else:
            yield write(value)
    yield b"}"


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
        "name": shortened(signer.name),
        "signs": signer.cover,
        "claims": {
            "key_ids": [shortened(one) for one in signer.key_ids[:_MOST_NAMES]],
            "signer_ids": [shortened(one) for one in signer.signer_ids[:_MOST_NAMES]],
        },
    }


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
    return orjson.dumps(members)


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


def shortened(text: str | None) -> str | None:
    """A text of the document, cut if it is absurdly long."""
    return text if text is None or len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def _bounded(pointers: Iterator[str], room: int) -> Iterator[bytes]:
    """The written pointers, as long as their total length is acceptable.

    A small document with a long name above many values has gigabytes of pointers; a cut list is
    shorter than ``leaves`` minus ``covered``.
    """
    for pointer in pointers:
        data = orjson.dumps(pointer)
        room -= len(data) + 1
        if room < 0:
            return
        yield data


# --- the checks -------------------------------------------------------------------------------


class _Checks:
    """The checks of a report that fit into ``room``, passes left out first.

    They are measured first and written again one by one, so that many are never held together.
    ``write`` is for the whole report: orjson cannot write the integers of some compared values.
    """

    def __init__(self, report: Report, room: int) -> None:
        self._results = report.results
        self._hints = report.hint_sentences
        self._compared = _Compared()
        self.write: Callable[[Json], bytes] = orjson.dumps
        self._few: bytearray | None = bytearray()
        self._sizes = sizes = array("q", self._measured())
        self._kept = None if sum(sizes) <= room else _kept(report, sizes, room)
        self.left_out = 0 if self._kept is None else len(self._results) - len(self._kept)

    def _measured(self) -> Iterator[int]:
        """The size of each check with its comma; ``_few`` keeps all unless they are written
        again."""
        for result in self._results:
            members = self._check(result)
            try:
                data = orjson.dumps(members)
            except orjson.JSONEncodeError:
                self.write, self._few = reference_json, None
                data = reference_json(members)
            if self._few is not None:
                self._few += data
                if len(self._few) > _MOST_KEPT:
                    self._few = None
            yield len(data) + 1

    def written(self) -> Iterator[bytes]:
        """The checks in their order."""
        kept, few, end = self._kept, self._few, 0
        for row, result in enumerate(self._results):
            begin, end = end, end + self._sizes[row] - 1
            if kept is None or row in kept:
                yield self.write(self._check(result)) if few is None else bytes(few[begin:end])

    def _check(self, result: Result) -> JsonObject:
        """A check; a failing hash with hints has an additional member with them."""
        members: JsonObject = {
            "id": result.id,
            "path": result.path,
            "status": result.status,
            "expected": self._compared.shown(result.expected),
            "actual": self._compared.shown(result.actual),
            "message": str(result.message),
        }
        if found := self._hints.get((result.id, result.path)):
            members["hint"] = " ".join(map(str, found))
        return members


def _kept(report: Report, sizes: Sequence[int], room: int) -> set[int]:
    kept: set[int] = set()
    for is_pass in (False, True):
        for row, result in enumerate(report.results):
            if (result.status is PASS) is is_pass and sizes[row] <= room:
                room -= sizes[row]
                kept.add(row)
    return kept


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
    path = None if error.path is None else shortened(error.path)
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
