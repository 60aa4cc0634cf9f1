"""Traces of a snapshot's hashes: title and abstract as text; sections and findings as JSON."""

import hashlib
from dataclasses import replace

from inspector.document.json_types import Json, list_at, text_at
from inspector.document.pointer import join, parent
from inspector.trace.context import TraceContext
from inspector.trace.hashes import Steps, as_text, comparison_step, take_step
from inspector.trace.steps import Outcome, Step, StepKind
from inspector.verify import integrity, paper_normalisation, snapshots
from inspector.verify.hashed import Hashed
from inspector.verify.paper_normalisation import Normalisation
from inspector.verify.result import Result, passed
from inspector.verify.shapes import SECTIONS

_PAYLOAD = "payload"
_ABSTRACT = Normalisation(folds_space=True)


def of_title(context: TraceContext, result: Result) -> Steps:
    """snapshot.title: the title in lower case."""
    paper = context.object(parent(result.path))
    about, _ = context.record(context.about)
    rule = snapshots.title(paper, about, result.path)
    text, stated = text_at(paper, "title"), text_at(about.metadata, "title_canon_sha256")
    if text is None:
        return _text(context, result, rule, "title", None)
    form = paper_normalisation.title_form(text, stated)
    return _text(context, result, rule, "title", form.of(text), form=form)


def of_abstract(context: TraceContext, result: Result) -> Steps:
    """snapshot.abstract: of the excerpt if it is the whole abstract, else of the paper's text.

    The first step contains the text's bytes if the text is not in the document.
    """
    paper = context.object(parent(result.path))
    about, _ = context.record(context.about)
    rule = snapshots.abstract(context.case, paper, about, result.path)
    normal = paper_normalisation.normalise(text_at(paper, "abstract_excerpt") or "")
    found = context.case.look_into_paper(about)
    match = None if found is None else found.abstract.match
    if match is None:
        is_hashed = rule.actual is not None
        return _text(context, result, rule, "abstract", normal if is_hashed else None)
    if match.text == normal:
        return _text(context, result, rule, "abstract", normal)
    steps = _text(context, result, rule, "abstract", match.text)
    return replace(steps[0], members=None, data=match.text.encode()), *steps[1:]


def _text(
    context: TraceContext,
    result: Result,
    rule: Result,
    name: str,
    normal: str | None,
    *,
    form: Normalisation = _ABSTRACT,
) -> Steps:
    """The steps of a text's hash; ``normal`` is the text in ``form``, None if not known."""
    place = f"{context.about}/canonical_record/metadata/{name}_canon_sha256"
    stated, start = context.at(place), take_step(context, result.path)
    if normal is None:
        return start, comparison_step(StepKind.SHA256, place, rule, stated, as_text(rule.actual))
    data = normal.encode()
    computed = hashlib.sha256(data).hexdigest()
    if computed == stated:  # the hash matches, whatever else the rule requires
        rule = passed(rule.id, rule.path)
    normalised = Step(StepKind.NORMALISE, Outcome.DONE, result.path, data=data, form=form)
    return start, normalised, comparison_step(StepKind.SHA256, place, rule, stated, computed)


def of_section(context: TraceContext, result: Result) -> Steps:
    """snapshot.section_hash by the likely rule: the section's list as the only member "payload"."""
    place = parent(result.path)
    part = context.object(place)
    section = next(one for one in SECTIONS if place.endswith("/" + one.name))
    snapshot = context.object(parent(place))
    rule = snapshots.section_hash(context.case, section, snapshot, place)
    path = place if section.items is None else join(place, section.items)
    items = list_at(part, section.items) if section.items else []
    stated = part.get("snapshot_sha256")
    if rule.expected is None and not items:
        return take_step(context, place), comparison_step(
            StepKind.SHA256, result.path, rule, stated, None
        )
    likely: Json = {_PAYLOAD: items}
    data, computed = context.write(Hashed(likely, path, frozenset()))
    written = Step(StepKind.CANONICAL, Outcome.DONE, path, names=(_PAYLOAD,), data=data)
    step = comparison_step(StepKind.SHA256, result.path, rule, stated, computed)
    return take_step(context, path), written, step


def of_findings(context: TraceContext, result: Result) -> Steps:
    """integrity.snapshot_hash: the lists of detectors and findings, as the member "payload"."""
    place = parent(result.path)
    section = context.object(place)
    pick = Step(
        StepKind.PICK,
        Outcome.DONE,
        place,
        names=tuple(integrity.HASHED),
        written=tuple(integrity.HASHED.values()),
        left_out=tuple(name for name in section if name not in integrity.HASHED),
    )
    hashed = integrity.hashed_findings(section)
    data, computed = context.write(Hashed(hashed, place, frozenset()))
    canonical = Step(StepKind.CANONICAL, Outcome.DONE, place, names=(_PAYLOAD,), data=data)
    rule = integrity.snapshot_hash(context.case, section, place)
    stated = section.get("snapshot_sha256")
    step = comparison_step(StepKind.SHA256, result.path, rule, stated, computed)
    return take_step(context, place), pick, canonical, step
