"""Our own vectors as verified sides of a comparison."""

from dataclasses import replace
from functools import cache
from typing import Any

from inspector.compare.proofs import ComparedProofs
from inspector.compare.side import Side, state_after
from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.jobs.comparing import compare_sides
from inspector.jobs.trust_store import given_keys
from inspector.tree.nodes import NodeTable
from inspector.verify.result import Result
from inspector.verify.trust import TrustedKeys
from tests.conftest import report_on
from tests.vectors.builder import FOLDER
from tests.vectors.drafts import event_of_each_type
from tests.vectors.keys import Object
from tests.vectors.vector import TRUSTED, made, put, state_alone, text


@cache
def own_trust() -> TrustedKeys:
    """A list that trusts the vectors' key."""
    return TrustedKeys(tuple(given_keys((FOLDER / TRUSTED).read_bytes(), TRUSTED)))


def document(value: Object | str) -> Document:
    """A value as a read document, or a vector by its name."""
    data = (FOLDER / f"{value}.json").read_bytes() if isinstance(value, str) else text(value)
    return read_document(data)


def verified(value: Object | str, *, at: int | None = None, source: str = "memory") -> Side:
    """A value, or a vector by its name, as a side; ``at``: the state after so many events of it."""
    whole = document(value)
    shown = whole if at is None else state_after(whole, at)
    report = report_on(whole, own_trust())
    return Side(source, "a name", shown, NodeTable(shown.value), report, at)


def both(left: Object | str, right: Object | str) -> ComparedProofs:
    return compare_sides(verified(left), verified(right))


def with_results(side: Side, *results: Result) -> Side:
    """The side as if its report held these results."""
    return replace(side, verified=side.report._replace(results=results))


def changed_state() -> Object:
    """A state alone with a changed snapshot and its hash recomputed."""
    authors = ("payload", "graph_snapshot", "paper", "authors_text")
    return state_alone(put("current", "graph_snapshots", 0, *authors)("Eve Intruder"))


def longer_bundle() -> Object:
    """The bundle of ``changed_state``, with six more events."""

    def follow(draft: Any) -> None:
        draft["events"].extend(event_of_each_type(draft)[:6])

    return made(follow)
