"""Verify a source for a run with no window."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.document.document import Document
from inspector.errors import CancelledError, InspectorError
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.progress import Checkpoint, unwatched
from inspector.verify.report import Report, unreadable
from inspector.verify.verifier import verify

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


@dataclass(frozen=True, slots=True)
class Verified:
    """The report on a source; ``document`` is None where none could be read."""

    source: str
    document: Document | None
    report: Report


def verify_source(
    source: str,
    session: Session,
    paper: "PaperText | None" = None,
    checkpoint: Checkpoint = unwatched,
) -> Verified:
    """Fetch, read and verify ``source`` for a run with no window. Raises CancelledError alone."""
    try:
        _, document = read(source, session, checkpoint)
    except CancelledError:
        raise
    except InspectorError as error:
        return Verified(source, None, unreadable(error))
    report = verify(document, session.trust, paper=paper, checkpoint=checkpoint)
    return Verified(source, document, report)
