"""A report as text: the verdict, then the failures; safe for a terminal."""

import json

import pytest

from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.export.report_text import Line, Role, report_lines
from inspector.verify.report import Verdict, unreadable
from tests.conftest import BUNDLE, STATE, report_on, sample
from tests.unit.export.hostile import HOSTILE, hostile_everywhere
from tests.vectors.builder import FOLDER
from tests.vectors.drafts import bundle
from tests.vectors.sealing import seal
from tests.vectors.vector import text


def lines_of(data: bytes, source: str = "source") -> list[Line]:
    try:
        document = read_document(data)
    except UnreadableError as error:
        return [*report_lines(source, unreadable(error), None)]
    return [*report_lines(source, report_on(document), document)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.name)
def test_every_line_is_one_harmless_line(path: object) -> None:
    lines = lines_of((FOLDER / str(path)).read_bytes(), str(path))
    assert lines[0].role in [*Verdict]
    assert lines[0].role in lines[0].text.lower()
    assert all(line.text.isprintable() for line in lines)


def test_hostile_text_in_every_member_is_shown_as_escapes() -> None:
    value = hostile_everywhere(json.loads(sample(BUNDLE)))
    assert isinstance(value, dict)
    value["bundle_type"] = "pith_open_graph_bundle"
    lines = lines_of(json.dumps(value).encode(), HOSTILE)
    assert len(lines) > 50
    assert all(line.text.isprintable() for line in lines)
    assert max(len(line.text) for line in lines) < 10_000


def test_failures_come_first_with_expected_and_actual() -> None:
    data = (FOLDER / "state.event_id.json").read_bytes()
    lines = lines_of(data)
    first = next(line for line in lines if line.role in (Role.FAIL, Role.UNCHECKED))
    assert first.role is Role.FAIL
    place = next(i for i, line in enumerate(lines) if "state.event_id: " in line.text)
    shown = [line.text.split()[0] for line in lines[place + 1 : place + 4]]
    assert shown == ["at", "stated:", "computed:"]


def test_two_values_that_are_compared_do_not_look_the_same() -> None:
    value = json.loads(sample(BUNDLE))
    for entry in (value["events"][1], value["state"]["current"]["graph_snapshots"][0]):
        paper = entry["payload"]["graph_snapshot"]["paper"]
        paper["primary_cat"] = paper["primary_cat"].replace("c", "\u0441")
    text = "\n".join(line.text for line in lines_of(json.dumps(value).encode()))
    assert "\\u0441s.LG" in text


def test_hint_is_below_the_hash_that_failed() -> None:
    lines = lines_of((FOLDER / "payload-changed.json").read_bytes())
    place = next(i for i, line in enumerate(lines) if "event.content_hash: " in line.text)
    assert lines[place + 4] == Line(
        Role.FAINT,
        "      where to look: The state holds another value of authors_text, “Ada Example, "
        "Kurt Beispiel”; with it in place of “Eve Intruder” the stated hash is met.",
    )
    told = [line for line in lines if "where to look" in line.text]
    assert len(told) == 2
    sound = lines_of(sample(BUNDLE))
    assert not any("where to look" in line.text for line in sound)


def test_failing_hash_is_not_lost_behind_hundreds_of_other_failures() -> None:
    value = json.loads((FOLDER / "payload-changed.json").read_bytes())
    value["canonical_record"]["metadata"]["cross_cats_sorted"] = [*range(500)]
    lines = lines_of(json.dumps(value).encode())
    assert sum("document.schema: " in line.text for line in lines) == 20
    assert any("event.content_hash: " in line.text for line in lines)
    assert any("where to look" in line.text for line in lines)
    assert any(line.text.endswith(" more; --json lists all") for line in lines)


def test_hostile_text_in_a_copy_is_shown_as_escapes() -> None:
    value = json.loads(sample(BUNDLE))
    value["events"][1]["payload"]["graph_snapshot"]["paper"][HOSTILE] = HOSTILE
    lines = lines_of(json.dumps(value).encode())
    told = [line for line in lines if "where to look" in line.text]
    assert told
    assert all(line.text.isprintable() and len(line.text) < 600 for line in told)


def test_many_findings_are_cut_and_counted() -> None:
    value = json.loads(sample(BUNDLE))
    value["source_aliases"] = [None] * 1000
    lines = lines_of(json.dumps(value).encode())
    assert any("more; --json lists all" in line.text for line in lines)
    assert len(lines) < 1500


def test_bytes_count_from_one_as_columns_do_also_where_a_file_is_cut_short() -> None:
    text = "\n".join(line.text for line in lines_of(b'{"a": "x', "s"))
    assert "line 1, column 8, byte 8" in text


def test_unreadable_source_has_code_and_place() -> None:
    text = "\n".join(line.text for line in lines_of(b'{"a":1,"a":2}', "s"))
    assert "error: duplicate_name" in text
    assert "at /a" in text
    assert "line 1, column 8, byte 8" in text


def test_the_three_groups_stand_in_order_each_line_with_its_place() -> None:
    lines = lines_of(sample(STATE))
    heads = [line.text.strip() for line in lines if line.text.startswith("  ")]
    groups = ["Proven", "Stated, not proven", "Could not be checked"]
    assert [head for head in heads if head in groups] == groups
    proven = next(i for i, line in enumerate(lines) if line.text == "  Proven")
    assert lines[proven + 1] == Line(Role.PROVEN, "    ✔ The Pith Number belongs to this record")
    place = "      at /pith_number (record.canonical_hash, record.pith_number)"
    assert lines[proven + 2] == Line(Role.FAINT, place)
    assert any("--paper-text FILE" in line.text for line in lines)
    assert "pith-inspector verify pith:2018:6CB5P4A4IXK6Y2AGFDY5KCUYHD" in lines[-1].text


def test_failures_come_before_what_is_proven() -> None:
    lines = lines_of((FOLDER / "payload-changed.json").read_bytes())
    failed = next(i for i, line in enumerate(lines) if line.role is Role.FAIL)
    assert failed < next(i for i, line in enumerate(lines) if line.text == "  Proven")


def test_date_in_the_future_is_not_said_to_be_one_before_another() -> None:
    value = seal(bundle())
    value["bundle_signature"]["signed_at"] = "2999-01-01T00:00:00.000000Z"
    value["built_at"] = "2026-05-21T10:00:00Z"
    value["source_aliases"][0]["created_at"] = "2026-05-22T10:00:00Z"
    document = read_document(text(value))
    lines = [one.text for one in report_lines("a", report_on(document), document)]
    future = lines.index("    time.order: The date lies in the future.")
    assert lines[future + 2].split() == ["stated:", "2999-01-01T00:00:00.000000Z"]
    order = lines.index("    time.order: An earlier step has a later date.")
    assert [line.split() for line in lines[order + 2 : order + 4]] == [
        ["of", "a", "later", "step:", "2026-05-21T10:00:00Z"],
        ["stated:", "2026-05-22T10:00:00Z"],
    ]
