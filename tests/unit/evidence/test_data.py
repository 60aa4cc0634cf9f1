"""The data of a report are read back unchanged, and nothing else is accepted."""

import json
from typing import Any

import pytest

from inspector.errors import InspectorError
from inspector.evidence import data
from tests.unit.evidence.reports import HOSTILE, evidence_on, hostile, of_vector
from tests.unit.notes.collections import note

VECTORS = ["good", "payload-changed", "good-state", "truncated", "unknown-key", "big-integers"]


@pytest.mark.parametrize("name", VECTORS)
def test_data_come_back_as_they_were(name: str) -> None:
    found = of_vector(name)
    line = data.written(found)
    assert data.read(line) == found
    assert json.loads(line)["sha256"] == data.digest(data.plain(found))


@pytest.mark.parametrize("text", HOSTILE)
def test_data_are_one_line_of_ascii_without_markup(text: str) -> None:
    line = data.written(evidence_on(hostile(text), name="</pre>"))
    assert line.isascii()
    assert not set(line) & set(b"<>&\n\r\x00\x1b")
    assert data.written(data.read(line)) == line


def test_notes_come_back_as_they_were() -> None:
    notes = (note("one\ntwo </pre>\u202e", pointer="/a~1b"), note("three", is_imported=True))
    found = evidence_on(hostile("x"), notes=notes)
    assert [one.text for one in found.notes] == [one.text for one in notes]
    assert data.read(data.written(found)) == found


def changed(place: tuple[Any, ...], value: object) -> bytes:
    members = json.loads(data.written(of_vector("payload-changed")))
    at = members
    for step in place[:-1]:
        at = at[step]
    if value is None:
        del at[place[-1]]
    else:
        at[place[-1]] = value
    return json.dumps(members).encode()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'{"schema":"pith-inspector/report/2"}',
        changed(("verdict",), "splendid"),
        changed(("verdict",), 1),
        changed(("counts", "passed"), True),
        changed(("counts", "passed"), 1.0),
        changed(("counts", "passed"), "1"),
        changed(("counts", "passed"), -1),
        changed(("counts", "failed"), 10**4299),
        changed(("checks",), {}),
        changed(("checks", 0, "status"), ["pass"]),
        changed(("title",), 0),
        changed(("notes",), [{"text": "x"}]),
        changed(("note_count",), None),
        changed(("made", "at"), None),
        changed(("keys", 0, "more"), "members"),
        changed(("sha256",), None),
        changed(("sha256",), 5),
        changed(("document",), {"a": "b"}),
        changed(("source", "since_read"), "yesterday"),
    ],
)
def test_what_is_not_such_data_is_refused_by_name(line: bytes) -> None:
    with pytest.raises(InspectorError):
        data.read(line)
