"""The laws: all outputs on a document agree, also with naive counts."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inspector.compare.in_common import sameness
from inspector.document.span import span
from inspector.errors import MemberAmbiguousError, UnreadableError
from inspector.gui.coverage import coverage_table
from inspector.gui.document.opened import Checked, check_document, open_document
from inspector.gui.inspect.trace_text import of_traces
from inspector.gui.timeline import timeline
from inspector.jobs.session import Session
from inspector.paper.reader import read_paper
from inspector.progress import unwatched
from inspector.trace.steps import Outcome, Step, StepKind, Trace
from inspector.trace.trace import trace_result
from inspector.tree.search import SearchIndex
from inspector.verify.format import Cover
from inspector.verify.result import PASS, Result
from tests.agreement import hints, naive, outputs
from tests.fuzz.checker import Findings, check, known_keys
from tests.fuzz.checker.case import Case, Known
from tests.fuzz.checker.keys import fingerprint, holds
from tests.fuzz.checker.values import from_base64, pointer
from tests.fuzz.laws import trusted_keys
from tests.fuzz.mutate import Trial

_OF_SHAPE = ("document.schema", "document.unknown", "document.version")
_MOST_PLACES = 12
"""So many values of a document are looked for in its bytes."""


def read(trial: Trial) -> Checked | None:
    """The document as the window has it, None where none can be read."""
    session = Session(trusted_keys(trial))
    paper = read_paper(trial.paper) if trial.paper else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.json")
        path.write_bytes(trial.data)
        try:
            opened = open_document(str(path), session, unwatched)
        except (UnreadableError, MemberAmbiguousError):
            return None
        return check_document(opened, session, unwatched, paper)


def breaches(trial: Trial) -> list[str]:
    """What does not hold of a document."""
    checked = read(trial)
    if checked is None:
        return []
    known = _known(trial)
    second = check(checked.opened.document.data, known, trial.paper)
    if all(result.id in _OF_SHAPE for result in checked.report.results):
        second.signatures = []  # of a document without a shape nothing else is checked
    value: Any = checked.opened.document.value
    case = naive.case_of(second, value, known)
    return [
        *_ways(checked),
        *outputs.comparison_breaches(checked),
        *_signatures(checked, second, known),
        *_coverage(checked, second),
        *hints.breaches(case, checked.report),
        *_traces(checked, case),
        *_found(checked),
        *_bytes(checked),
    ]


def _known(trial: Trial) -> list[Known]:
    found = [key for data in trial.trusted for key in known_keys(json.loads(data), trusted=True)]
    for data in trial.distrusted:
        found += known_keys(json.loads(data), trusted=False)
    return found


def record_breaches(left: Checked, right: Checked) -> Iterator[str]:
    """Whether two documents are said to be about one record as a naive comparison has it."""
    one, other = (outputs.side(checked) for checked in (left, right))
    expected = naive.same_record(one.document.value, other.document.value)
    for found in (sameness(one, other), sameness(other, one)):
        if found != expected:
            yield f"the records: {found!r}, naively {expected!r}"


# --- one thing is said --------------------------------------------------------------------------


def _ways(checked: Checked) -> Iterator[str]:
    said = outputs.report(checked.report)
    as_json = said._replace(hints=outputs.joined(checked.report))
    window = said._replace(hints=outputs.hints_of_window(checked.report))
    for name, found, expected in (
        ("terminal", outputs.terminal(checked), said),
        ("JSON", outputs.as_json(checked), as_json),
        ("window", outputs.window(checked), window),
    ):
        for part, one, other in zip(said._fields, found, expected, strict=True):
            if one != other:
                yield f"{name}, {part}: {one}, in the report {other}"


def _signatures(checked: Checked, second: Findings, known: list[Known]) -> Iterator[str]:
    """Who signed: the report, the window's details and its timeline beside the second verifier."""
    expected = naive.holding(second)
    made = checked.report.signatures
    held = {(str(one.cover), one.path): one for one in made if one.standing is not None}
    if held.keys() != expected.keys():
        yield f"signatures that hold: {held.keys() ^ expected.keys()}"
        return
    shown = outputs.signed(checked)
    if shown.keys() != expected.keys():
        yield f"details of signatures: {shown.keys() ^ expected.keys()}"
        return
    for place, raw in expected.items():
        standing = _standing(known, raw)
        if (held[place].fingerprint, held[place].standing) != (fingerprint(raw), standing):
            yield f"the key of {place}: {held[place]}"
        digits = fingerprint(raw)[:16]
        names = {key.key_id for key in known if key.raw == raw}
        text = shown[place].replace(" ", "")
        if digits not in text and not any(name.replace(" ", "") in text for name in names):
            yield f"the detail of {place} says {shown[place]!r}"
        if standing == "unknown" and "not in your list" not in shown[place]:
            yield f"the detail of {place} says {shown[place]!r}"
    for result in checked.report.results:
        cover, _, rule = result.id.partition(".")
        if rule == "signer" and result.status is PASS and (cover, result.path) not in expected:
            yield f"{result.id} passes at {result.path} beside no signature that holds"
    lanes = timeline.of_checked(checked, unwatched).lanes
    rows = {lane.fingerprint for lane in lanes if lane.standing is not None}
    if not rows <= naive.fingerprints(second):
        yield f"lanes of keys that signed nothing: {rows}"


def _standing(known: list[Known], raw: bytes) -> str:
    own = [key.trusted for key in known if key.raw == raw]
    return "unknown" if not own else "trusted" if all(own) else "distrusted"


# --- naive counts -------------------------------------------------------------------------------


def _coverage(checked: Checked, second: Findings) -> Iterator[str]:
    value: Any = checked.opened.document.value
    over = naive.regions(value, list(naive.holding(second)))
    expected = {path: naive.covers(over, path) for path in naive.leaves(value)}
    coverage = checked.report.coverage
    if coverage.leaves != len(expected):
        yield f"{coverage.leaves} values, naively {len(expected)}"
    bare = [pointer(*path) for path, kinds in expected.items() if not kinds]
    if [*coverage.uncovered(value)] != bare:
        yield f"uncovered: {set(coverage.uncovered(value)) ^ set(bare)}"
    view = coverage_table.of_checked(checked, unwatched)
    for cover in Cover:
        count = sum(cover in kinds for kinds in expected.values())
        if view.whole.by(cover) != count:
            yield f"{cover}: {view.whole.by(cover)}, naively {count}"


def _traces(checked: Checked, case: Case) -> Iterator[str]:
    document, report = checked.opened.document, checked.report
    for result in report.results:
        found = trace_result(document, result, checked.trust, paper=checked.paper)
        if found is not None:
            for said in (*_hashed(found, result, case), *_verified(found)):
                yield f"trace of {result.id} at {result.path}: {said}"


def _hashed(found: Trace, result: Result, case: Case) -> Iterator[str]:
    """The bytes that are shown, how many are said to be, and their digest."""
    step = next((one for one in found.steps if one.kind is StepKind.CANONICAL), None)
    digest = next((one for one in found.steps if one.kind is StepKind.SHA256), None)
    if digest is None or digest.computed is None:
        return
    data = step.data if step else _last_data(found, digest)
    if step is not None and data != naive.hashed(case.value, result.id, result.path):
        yield f"other bytes: {data!r}"
    if digest.computed != hashlib.sha256(data or b"").hexdigest():
        yield "another digest"
    (shown,) = of_traces((found,), ())
    notes = [one.note for one in shown.steps if one.is_hash]
    if data and not any(f" {len(data):,} byte" in f" {note}" for note in notes):
        yield f"{notes} of {len(data)} bytes"
    if (digest.outcome is Outcome.EQUAL) is not (digest.expected == digest.computed):
        yield f"{digest.outcome}: {digest.expected} beside {digest.computed}"


def _verified(found: Trace) -> Iterator[str]:
    """A signature is called valid where it is one over the hash that was computed."""
    *before, last = found.steps
    if last.kind is StepKind.ED25519 and last.key is not None:
        computed = next((one.computed for one in before if one.kind is StepKind.SHA256), None)
        raw = from_base64(last.signature)
        is_valid = raw is not None and len(raw) == 64
        is_valid = is_valid and holds(last.key.raw, raw or b"", computed or "")
        if last.outcome is Outcome.VALID and not is_valid:
            yield "a signature that is none is called valid"
        if last.outcome is Outcome.INVALID and is_valid:
            yield "a signature that is valid is called invalid"


def _last_data(found: Trace, digest: Step) -> bytes | None:
    before = found.steps[: found.steps.index(digest)]
    return next((one.data for one in reversed(before) if one.data is not None), None)


def _found(checked: Checked) -> Iterator[str]:
    """What is found of some text that the document holds."""
    table = checked.opened.table
    held = naive.texts(checked.opened.document.value)
    index = SearchIndex(table)
    for needle in {held[len(held) // 3][1], held[-1][2][:3], "SHA", "É"} - {""}:
        found = [naive.steps(table.pointer(node)) for node in index.find(needle)]
        if found != naive.with_text(held, needle):
            yield f"what is found of {needle!r}"


def _bytes(checked: Checked) -> Iterator[str]:
    """Where some of the values stand in the bytes of the file."""
    document = checked.opened.document
    places = naive.places(document.text)
    apart = max(1, len(places) // _MOST_PLACES)
    for path in list(places)[::apart]:
        if tuple(span(document.text, document.value, pointer(*path))) != places[path]:
            yield f"the bytes of {pointer(*path)}"
