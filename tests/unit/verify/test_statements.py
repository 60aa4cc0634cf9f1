"""What is said of documents that were made to have something false said of them.

Hints are computed anew here, by Python's json and hashlib alone.
"""

import copy
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from inspector.compare.comparison import compare
from inspector.compare.sameness import Sameness, sameness
from inspector.compare.side import Side
from inspector.document.pointer import resolve, split
from inspector.document.reader import read_document
from inspector.errors import PointerError, UnreadableError
from inspector.export.report_text import report_lines
from inspector.messages import Value, msg
from inspector.tree.nodes import NodeTable
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.compared import COMPARED
from inspector.verify.leads import Evidence, Lead
from inspector.verify.report import Report
from tests.conftest import report_on
from tests.statements import NAMES, document, path_of, report
from tests.vectors.builder import FOLDER

VECTORS = sorted(path for path in FOLDER.glob("*.json"))


def hints(name: str) -> list[str]:
    return [str(lead.sentence) for lead in report(name).leads]


def message(name: str, check: str, path: str) -> str:
    (found,) = (one for one in report(name).results if (one.id, one.path) == (check, path))
    return str(found.message)


# --- hints ------------------------------------------------------------------------------------


def test_stated_hash_is_no_evidence_of_what_came_first() -> None:
    for sentence in hints("A_state_and_hash_forged"):
        assert "still" not in sentence
        assert "FORGED" not in sentence
    (lead,) = report("A_state_and_hash_forged").leads
    assert lead.evidence is Evidence.AS_SIGNED


def test_no_two_hints_contradict_each_other() -> None:
    found = report("C_rec_hash_and_copy").leads
    (first, second) = (lead for lead in found if lead.evidence is not Evidence.NONE)
    assert (first.check, first.evidence) == ("record.canonical_hash", Evidence.AS_SIGNED)
    assert (second.check, second.evidence) == ("state.hash", Evidence.SIGNATURE)
    assert second.value == "FORGED"


def test_hints_of_two_stated_hashes_say_only_that_the_copies_differ() -> None:
    value = copy.deepcopy(document("A").value)
    for lead in hints("A"):
        raise AssertionError(lead)
    value["source_aliases"][0]["alias_value"] = "1"  # type: ignore[index,call-overload]
    value["state"]["state_sha256"] = "0" * 64  # type: ignore[index,call-overload]
    found = report_on(read_document(json.dumps(value).encode()))
    assert_no_contradiction(found.leads)


def assert_no_contradiction(leads: tuple[Lead, ...]) -> None:
    told: dict[frozenset[str], set[str]] = {}
    for lead in leads:
        if lead.is_proof and lead.differences == 1:
            told.setdefault(frozenset({lead.place, lead.other}), set()).add(lead.place)
    assert all(len(places) == 1 for places in told.values()), told


def put(root: Any, pointer: str, value: Any) -> None:
    *way, last = split(pointer)
    for token in way:
        root = root[int(token)] if isinstance(root, list) else root[token]
    root[int(last) if isinstance(root, list) else last] = value


EVENT_OWN = {"signature", "content_sha256", "event_id"}
NOT_KEPT = {
    *("signature", "content_sha256", "event_type", "subject_pith_number", "schema_version"),
    *("prev_event", "supersedes"),
}


def kept(event: Any) -> Any:
    return {name: member for name, member in event.items() if name not in NOT_KEPT}


def after(value: Any, lead: Lead) -> Any:
    """The document with all that the lead names put in place, naively."""
    changed = copy.deepcopy(value)
    for one in lead.put_in:
        source = copy.deepcopy(resolve(value, one.source))
        source = kept(source) if one.is_from_event else source
        if one.is_into_event:
            target = resolve(changed, one.target)
            assert isinstance(target, dict)
            for name in kept(target):
                del target[name]
            assert isinstance(source, dict)
            target.update(source)
            if "content_sha256" in target:
                target["content_sha256"] = str(source["event_id"]).removeprefix("sha256:")
        else:
            put(changed, one.target, source)
    return changed


def digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def hashed(value: Any, check: str, path: str) -> str | None:
    """The hash that ``check`` at ``path`` is about, by the format; None for a state's entry."""
    above = path.rpartition("/")[0]
    holder = resolve(value, above)
    assert isinstance(holder, dict)
    if check == "record.canonical_hash":
        return digest(holder["canonical_record"])
    if check == "receipt.hash":
        return digest(resolve(value, above.rpartition("/")[0] + "/canonical_record"))
    if check == "event.content_hash":
        return digest({name: one for name, one in holder.items() if name not in EVENT_OWN})
    if check == "state.hash":
        return digest({name: one for name, one in holder.items() if name != "state_sha256"})
    if check == "bundle.hash":
        return digest({name: one for name, one in value.items() if name != "bundle_signature"})
    return None


def naive(value: Any, found: Report) -> None:
    expected = {(one.id, one.path): one.expected for one in found.results}
    for lead in found.leads:
        computed = hashed(after(value, lead), lead.check, lead.path)
        if computed is None:
            continue
        stated = expected[lead.check, lead.path]
        assert (computed == stated) is lead.is_proof, lead


@pytest.mark.parametrize("name", NAMES)
def test_what_a_hint_puts_in_place_meets_the_hash_or_does_not(name: str) -> None:
    naive(document(name).value, report(name))
    assert_no_contradiction(report(name).leads)


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_hints_of_vectors_agree_with_a_naive_computation(path: Path) -> None:
    try:
        found = read_document(path.read_bytes())
    except UnreadableError:
        return
    made = report_on(found)
    try:
        naive(found.value, made)
    except (PointerError, RecursionError):
        pytest.fail(f"a hint of {path.name} names a place that is not there")
    assert_no_contradiction(made.leads)


# --- sentences --------------------------------------------------------------------------------


def test_link_to_a_later_event_names_it() -> None:
    said = message("prev_later", "event.links", "/events/1/prev_event")
    assert said == "It names event 3, which comes later in this document."


def test_two_events_that_state_one_id_are_two_events() -> None:
    said = message("id_copied", "event.unique", "/events/2/event_id")
    assert said == "Two events state this id: event 2 is the first that does."


def test_short_excerpt_is_not_called_a_beginning() -> None:
    (found,) = (one for one in report("abs_forged").results if one.id == "snapshot.abstract")
    assert "should be the whole abstract" in str(found.message)
    assert "beginning" not in str(found.message)


@pytest.mark.parametrize("text", ["a”; the state says “b", "„x“", 'say "no"', "a\\u202eb"])
def test_value_cannot_end_its_quotation(text: str) -> None:
    shown = str(msg("It is {}", Value(text)))
    assert (shown.count("“"), shown.count("”")) == (1, 1)
    assert shown.startswith("It is “")
    assert shown.endswith("”")


def test_every_check_says_where_its_values_are_from() -> None:
    assert COMPARED.keys() == CATALOGUE.keys()
    assert [str(name) for name in COMPARED["state.merge"]] == ["From the events", "In the state"]


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


@pytest.mark.parametrize("left", NAMES)
def test_same_record_agrees_with_a_naive_comparison(left: str) -> None:
    for right in NAMES:
        known = sameness(side(left), side(right))
        is_same = digest(record(left)) == digest(record(right))
        assert is_same is (known in (Sameness.SAME, Sameness.SAME_OTHER_NUMBER)), (right, known)


def record(name: str) -> Any:
    value: Any = document(name).value
    return (value["current"]["record_created"]["payload"] if "current" in value else value)[
        "canonical_record"
    ]
