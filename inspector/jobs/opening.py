"""Open a source: fetch, read, lay out, verify. The same for window and command line.

Two steps, since a large document can be walked long before it is verified.
"""

from dataclasses import dataclass

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.errors import CancelledError, InspectorError
from inspector.jobs.session import Session
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.sources import fetch
from inspector.tree.marks import Marks
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import Group, outline
from inspector.verify.report import Report, unreadable
from inspector.verify.verifier import verify


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that was read and can be walked. Nothing in it is verified yet."""

    source: str
    name: str
    location: str
    document: Document
    table: NodeTable
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """A document with its report; ``marks`` are the results by node."""

    loaded: Loaded
    report: Report
    marks: Marks


def load(source: str, session: Session, checkpoint: Checkpoint = unwatched) -> Loaded:
    """Fetch and read ``source`` and lay it out. Raises InspectorError, CancelledError too."""
    fetched = fetch(source, session.options, checkpoint)
    document = read_document(fetched.data, session.limits, checkpoint)
    table = NodeTable(document.value, checkpoint)
    groups = outline(table, document.kind)
    return Loaded(source, fetched.name, fetched.location, document, table, groups)


def examine(loaded: Loaded, session: Session, checkpoint: Checkpoint = unwatched) -> Examined:
    """Verify a loaded document against the user's keys. Raises CancelledError alone."""
    report = verify(loaded.document, session.trust, checkpoint=checkpoint)
    checkpoint(Progress("laying out the results", 0, 0))
    return Examined(loaded, report, Marks(loaded.table, report.results))


@dataclass(frozen=True, slots=True)
class Verified:
    """The report on a source; ``document`` is None where none could be read."""

    source: str
    document: Document | None
    report: Report


def verify_source(
    source: str,
    session: Session,
    paper_text: str | None = None,
    checkpoint: Checkpoint = unwatched,
) -> Verified:
    """Fetch, read and verify ``source`` for a run with no window. Raises CancelledError alone."""
    try:
        fetched = fetch(source, session.options, checkpoint)
        document = read_document(fetched.data, session.limits, checkpoint)
    except CancelledError:
        raise
    except InspectorError as error:
        return Verified(source, None, unreadable(error))
    report = verify(document, session.trust, paper_text=paper_text, checkpoint=checkpoint)
    return Verified(source, document, report)
