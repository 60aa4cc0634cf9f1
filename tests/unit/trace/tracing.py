"""Helpers to compute traces in tests."""

from typing import Any

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.trace.steps import Step, StepKind, Trace
from inspector.trace.trace import trace
from inspector.verify.trust import TrustedKeys
from tests.conftest import SAMPLES, pith_trust, report_on, sample
from tests.vectors.builder import FOLDER
from tests.vectors.test_vectors import MANIFEST, trust_of

SNAPSHOT = "/events/1/payload/graph_snapshot"
CREATED = "/current/record_created/payload"


def document_of(name: str) -> Document:
    data = sample(name) if name in SAMPLES else (FOLDER / f"{name}.json").read_bytes()
    return read_document(data)


def vector_row(name: str) -> Any:
    return next(row for row in MANIFEST if row["file"] == f"{name}.json")


def traces(name: str, pointer: str, trust: TrustedKeys | None = None) -> tuple[Trace, ...]:
    document = document_of(name)
    if trust is None:
        trust = pith_trust() if name in SAMPLES else trust_of(vector_row(name))
    return trace(document, report_on(document, trust), trust, pointer)


def ids(found: tuple[Trace, ...]) -> list[str]:
    return [one.id for one in found]


def the(name: str, pointer: str, id_: str) -> Trace:
    (found,) = (one for one in traces(name, pointer) if one.id == id_)
    return found


def step_of(found: Trace, kind: StepKind) -> Step:
    (step,) = (step for step in found.steps if step.kind is kind)
    return step
