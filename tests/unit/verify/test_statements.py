"""What the program says of documents that once made it say something false.

``tests.agreement`` compares hints with a naive computation.
"""

import copy
import json
from typing import Any

import pytest

from inspector.compare.comparison import compare
from inspector.compare.in_common import Sameness, sameness
from inspector.compare.side import Side
from inspector.document.pointer import resolve
from inspector.document.reader import read_document, read_json
from inspector.errors import PointerError, UnreadableError
from inspector.export.report_text import report_lines
from inspector.messages import Value, msg
from inspector.tree.nodes import NodeTable
from inspector.verify.catalogue import CATALOGUE, COMPARED
from inspector.verify.hints import Evidence, Hint
from inspector.verify.overview import overview
from inspector.verify.result import FAIL
from tests.conftest import report_on
from tests.statements import document, path_of, report, trust
from tests.vectors.builder import FOLDER
from tests.vectors.test_vectors import each_vector, report_of


def hints(name: str) -> list[str]:
    return [str(hint.sentence) for hint in report(name).hints]


def message(name: str, check: str, path: str) -> str:
    (found,) = (one for one in report(name).results if (one.id, one.path) == (check, path))
    return str(found.message)


# --- hints ------------------------------------------------------------------------------------


def test_stated_hash_is_no_evidence_of_what_came_first() -> None:
    for sentence in hints("A_state_and_hash_forged"):
        assert "still" not in sentence
        assert "FORGED" not in sentence
    (hint,) = report("A_state_and_hash_forged").hints
    assert hint.evidence is Evidence.AS_SIGNED


def test_no_two_hints_contradict_each_other() -> None:
    found = report("C_rec_hash_and_copy").hints
    (first, second) = (hint for hint in found if hint.evidence is not Evidence.NONE)
    assert (first.check, first.evidence) == ("record.canonical_hash", Evidence.AS_SIGNED)
    assert (second.check, second.evidence) == ("state.hash", Evidence.SIGNATURE)
    assert second.value == "FORGED"


def test_hints_of_two_stated_hashes_say_only_that_the_copies_differ() -> None:
    value = copy.deepcopy(document("A").value)
    for hint in hints("A"):
        raise AssertionError(hint)
    value["source_aliases"][0]["alias_value"] = "1"  # type: ignore[index,call-overload]
    value["state"]["state_sha256"] = "0" * 64  # type: ignore[index,call-overload]
    found = report_on(read_document(json.dumps(value).encode()))
    assert_no_contradiction(found.hints)


def assert_no_contradiction(hints: tuple[Hint, ...]) -> None:
    told: dict[frozenset[str], set[str]] = {}
    for hint in hints:
        if hint.is_proof and hint.differences == 1:
            told.setdefault(frozenset({hint.place, hint.other}), set()).add(hint.place)
    assert all(len(places) == 1 for places in told.values()), told


# --- sentences --------------------------------------------------------------------------------


def test_link_to_a_later_event_names_it() -> None:
    said = message("prev_later", "event.links", "/events/1/prev_event")
    assert said == "It names event 3, which comes later in this document."


def test_two_events_that_state_one_id_are_two_events() -> None:
    said = message("id_copied", "event.unique", "/events/2/event_id")
    assert said == "Two events state this id: event 2 is the first that does."


def test_events_beside_another_stated_number_are_not_said_to_be_about_another_record() -> None:
    said = message("A_claims_B", "event.subject", "/events/0/subject_pith_number")
    assert said == "The event names another Pith Number than the document."


def test_entry_that_only_has_another_position_is_not_said_to_be_changed() -> None:
    said = message("SB_claims_A", "state.event_id", "/current/record_created/event_id")
    assert "may have been changed" in said
    assert "the Pith Number" in said


def test_hash_in_capitals_is_not_said_to_be_another() -> None:
    value: Any = copy.deepcopy(document("A").value)
    value["canonical_sha256"] = value["canonical_sha256"].upper()
    found = report_on(read_document(json.dumps(value).encode()), trust())
    (failing,) = (one for one in found.results if one.path == "/canonical_sha256")
    assert failing.status is FAIL
    assert "right but for its capitals" in str(failing.message)
    assert not any(hint.path == failing.path and hint.is_proof for hint in found.hints)
    assert not any(hint.evidence is Evidence.AS_SIGNED for hint in found.hints)


def test_short_excerpt_is_not_called_a_beginning() -> None:
    lines = overview(report("abs_forged"), document("abs_forged")).stated
    assert not any("beyond the part shown" in str(line.sentence) for line in lines)
    (found,) = (one for one in report("abs_forged").results if one.id == "snapshot.abstract")
    assert "should be the whole abstract" in str(found.message)
    assert "beginning" not in str(found.message)


@pytest.mark.parametrize("text", ["a”; the state says “b", "“„x“", 'say "no"', "a\\u202eb"])
def test_value_cannot_end_its_quotation(text: str) -> None:
    shown = str(msg("It is {}", Value(text)))
    assert (shown.count("“"), shown.count("”")) == (1, 1)
    assert shown.startswith("It is “")
    assert shown.endswith("”")


def test_value_with_a_quotation_cannot_end_the_marks_around_it() -> None:
    assert str(msg("It is {}", Value("„x“; it is “y”"))) == "It is «„x“; it is “y”»"
    assert str(msg("It is {}", Value("„x“»; «y"))) == "It is “\\u201ex\\u201c»; «y”"


def test_every_check_says_where_its_values_are_from() -> None:
    assert COMPARED.keys() == CATALOGUE.keys()
    assert [str(name) for name in COMPARED["state.merge"]] == ["From the events", "In the state"]


STANDS_THERE = {
    *("Stated", "Here", "Beside it", "Of the event", "The address", "Named", "Excerpt"),
    *("In the snapshot", "In the state"),
}


@each_vector
def test_the_value_that_stands_at_the_place_of_a_result_is_named_as_such(
    row: dict[str, Any],
) -> None:
    try:
        value = read_json((FOLDER / row["file"]).read_bytes()).value
    except UnreadableError:
        return
    for result in report_of(row).results:
        try:
            there = resolve(value, result.path)
        except PointerError:
            continue
        values = (result.expected, result.actual)
        named = dict(zip(map(str, COMPARED[result.id]), values, strict=True))
        are_there = {name for name, compared in named.items() if compared == there}
        if len(are_there) == 1:
            assert named.keys() & STANDS_THERE == are_there, result


def test_terminal_names_both_sides_of_a_merge() -> None:
    lines = [
        line.text.strip()
        for line in report_lines(
            "x", report("A_state_and_hash_forged"), document("A_state_and_hash_forged")
        )
    ]
    assert any(line.startswith("from the events: A Test Paper") for line in lines)
    assert any(line.startswith("in the state:") and "FORGED" in line for line in lines)


# --- one record or two ------------------------------------------------------------------------


def side(name: str) -> Side:
    found = document(name)
    return Side(str(path_of(name)), name, found, NodeTable(found.value), report(name))


@pytest.mark.parametrize(
    ("left", "right", "known"),
    [
        ("A", "A", Sameness.SAME),
        ("A", "SB_claims_A", Sameness.OTHER_SAME_NUMBER),
        ("A", "A_claims_B", Sameness.SAME_OTHER_NUMBER),
        ("A", "state_invented", Sameness.SAME),
        ("A", "w_forged_second", Sameness.SAME),
        ("A", "abs_forged", Sameness.OTHER),
    ],
)
def test_one_record_or_two_is_told_by_the_records(left: str, right: str, known: Sameness) -> None:
    one, other = side(left), side(right)
    assert sameness(one, other) is sameness(other, one) is known
    assert compare(one, other).sameness is known
