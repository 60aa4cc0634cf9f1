"""Any value at any place gives a report, and never a better verdict."""

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from inspector.document.document import Document
from inspector.document.kinds import Kind, kind_of
from inspector.document.pointer import join, resolve
from inspector.errors import NotPithError
from inspector.export.report_text import report_lines
from inspector.verify.report import Report, Trust, Verdict
from inspector.verify.result import FAIL, UNCHECKED
from inspector.verify.trust import KnownKey, Standing, TrustedKeys
from tests.conftest import BUNDLE, RECORD, SAMPLES, STATE, public, report_line, report_on, sample
from tests.vectors.drafts import apart, bundle, integrity_report, pith_record
from tests.vectors.keys import OWN
from tests.vectors.sealing import seal, seal_bundle
from tests.vectors.vector import text

ODD: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**30, "", "\x00", "é" * 5, [], {}),
    *([None], [[]], {"": {}}, [{"a": 1}]),
]
SIGNED_AT = "/bundle_signature/signed_at"


def places(value: Any, path: str = "") -> Iterator[str]:
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, child in steps:
        yield join(path, step)
        if isinstance(child, (dict, list)):
            yield from places(child, join(path, step))


def replaced(value: Any, place: str, new: Any, *, remove: bool = False) -> Any:
    changed = copy.deepcopy(value)
    *way, last = [token.replace("~1", "/").replace("~0", "~") for token in place.split("/")[1:]]
    holder = changed
    for token in way:
        holder = holder[int(token)] if isinstance(holder, list) else holder[token]
    step: Any = int(last) if isinstance(holder, list) else last
    if remove:
        del holder[step]
    else:
        holder[step] = new
    return changed


def report_or_none(value: Any) -> Report | None:
    try:
        kind = kind_of(value)
    except NotPithError:
        return None
    document = Document(json.dumps(value).encode(), value, kind)
    report = report_on(document)
    assert report_line("source", report, document)
    assert all(line.text.isprintable() for line in report_lines("source", report, document))
    return report


def reports(name: str) -> Iterator[tuple[str, Any, Report]]:
    """Reports on the sample with one value replaced, or taken out, everywhere."""
    original = json.loads(sample(name))
    for number, place in enumerate(places(original)):
        # Every odd value stands in many places; all of them in all would take minutes.
        for new in (ODD[number % len(ODD)], ODD[(number * 7 + 3) % len(ODD)], None):
            changed = replaced(original, place, new)
            if changed != original and (report := report_or_none(changed)):
                yield place, changed, report
        changed = replaced(original, place, None, remove=True)
        if report := report_or_none(changed):
            yield place, changed, report


def test_bundle_with_a_replaced_value_is_never_verified() -> None:
    verified = {p for p, _, report in reports(BUNDLE) if report.verdict is Verdict.VERIFIED}
    assert verified <= {SIGNED_AT}


def test_state_with_a_replaced_value_always_fails() -> None:
    passed = [place for place, _, report in reports(STATE) if report.verdict is not Verdict.FAILED]
    assert passed == []


def test_record_with_a_replaced_value_is_never_verified() -> None:
    assert all(report.verdict is not Verdict.VERIFIED for _, _, report in reports(RECORD))


SMALL: dict[Kind, Any] = {
    Kind.BUNDLE: seal(bundle()),
    Kind.STATE: seal(bundle())["state"],
    Kind.RECORD: pith_record(),
    Kind.INTEGRITY_REPORT: integrity_report(),
}


def checks_of(report: Report) -> set[tuple[str, str]]:
    """The checks in a report, and of which event or key each is."""
    found = set()
    for result in report.results:
        item = re.match(r"/(?:events|public_keys)/[0-9]+", result.path)
        is_of_item = result.id.startswith(("event.", "key.", "receipt."))
        found.add((result.id, item[0] if item and is_of_item else ""))
    return found


@pytest.mark.parametrize("kind", SMALL)
def test_a_value_that_is_left_out_takes_no_check_with_it(kind: Kind) -> None:
    """What cannot be checked is said to be unchecked, or fails; it is not passed over."""
    original = SMALL[kind]
    made = checks_of(report_on(Document(json.dumps(original).encode(), original, kind)))
    for place in places(original):
        name, old = place.rpartition("/")[2], resolve(original, place)
        if (isinstance(old, dict | list) and old) or name == "event_type":
            continue
        for remove in (True, False):
            changed = replaced(original, place, None, remove=remove)
            report = report_on(Document(json.dumps(changed).encode(), changed, kind))
            assert made <= checks_of(report), place


@pytest.mark.parametrize(
    ("member", "ids"),
    [
        ("public_keys", {"key.encoding", "key.fingerprint", "key.unique"}),
        ("source_aliases", {"alias.value"}),
    ],
)
def test_a_part_of_a_bundle_that_is_left_out_is_said_not_to_be_checked(
    member: str, ids: set[str]
) -> None:
    value = {name: part for name, part in SMALL[Kind.BUNDLE].items() if name != member}
    results = report_on(text(value)).results
    assert {r.id for r in results if r.id in ids and r.status is UNCHECKED} == ids


@pytest.mark.parametrize("odd", [None, "x", []])
def test_an_event_that_is_no_object_counts_as_a_signature_that_was_not_checked(odd: Any) -> None:
    trust = TrustedKeys((KnownKey(public(OWN), Standing.TRUSTED, ""),))
    value = apart(SMALL[Kind.BUNDLE])
    assert report_on(text(value), trust).trust is Trust.TRUSTED
    value["events"].append(odd)
    report = report_on(text(seal_bundle(value)), trust)
    assert (report.verdict, report.trust) == (Verdict.FAILED, Trust.INCOMPLETE)


@pytest.mark.parametrize("kind", Kind)
def test_empty_documents_of_every_type_have_a_report(kind: Kind) -> None:
    report = report_on(Document(b"{}", {}, kind))
    assert report.verdict in (Verdict.FAILED, Verdict.UNPROVEN)


@pytest.mark.parametrize("name", SAMPLES)
def test_verifying_changes_nothing_in_the_document(name: str) -> None:
    value = json.loads(sample(name))
    report_or_none(value)
    assert value == json.loads(sample(name))


SNAPSHOT = "/events/1/payload/graph_snapshot"


@pytest.mark.parametrize("odd", [False, 0.0, "0", None, [0]])
@pytest.mark.parametrize(
    "place", ["claims/count", "references/resolved_work", "author_claims/strong_count"]
)
def test_what_python_takes_for_0_is_not_the_count_of_an_empty_section(place: str, odd: Any) -> None:
    report = report_or_none(replaced(json.loads(sample(BUNDLE)), f"{SNAPSHOT}/{place}", odd))
    assert report is not None
    found = [one.path for one in report.results if one.id == "snapshot.counts" and one.detail]
    assert found == [f"{SNAPSHOT}/{place}"]


@pytest.mark.parametrize("name", ["formal_canon", "author_claims"])
def test_a_member_without_a_name_is_no_list_of_a_section_that_has_none(name: str) -> None:
    value = json.loads(sample(BUNDLE))
    snapshot = value["events"][1]["payload"]["graph_snapshot"]
    snapshot[name][""] = [1]
    report = report_or_none(value)
    assert report is not None
    (found,) = (
        one
        for one in report.results
        if one.id == "snapshot.section_hash" and f"/{name}/" in one.path
    )
    assert found.status is not FAIL, str(found.detail)


@pytest.mark.parametrize("place", ["claims/items", "references/sample"])
def test_no_other_empty_value_is_the_list_of_an_empty_section(place: str) -> None:
    report = report_or_none(replaced(json.loads(sample(BUNDLE)), f"{SNAPSHOT}/{place}", {}))
    assert report is not None
    section = f"{SNAPSHOT}/{place}"
    assert [one.path for one in report.results if one.id == "snapshot.counts"] == [section]
