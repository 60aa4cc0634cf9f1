"""Verify a source for a run with no window."""

from typing import TYPE_CHECKING, NamedTuple

from inspector.document.document import Document
from inspector.errors import CancelledError, InspectorError, ProgramFaultError
from inspector.jobs.reading import read
from inspector.jobs.session import Session
from inspector.messages import Place
from inspector.progress import Checkpoint, unwatched
from inspector.verify.report import Report, unreadable
from inspector.verify.verifier import verify

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


class Verified(NamedTuple):
    """The report on a source; ``document`` is None where none could be read.

    ``asked_host`` and ``answered_by`` are the host that was asked and the one that answered in the
    end, empty for what did not come over the network.
    """

    source: str
    document: Document | None
    report: Report
    asked_host: str = ""
    answered_by: str = ""


def verify_source(
    source: str,
    session: Session,
    paper: "PaperText | None" = None,
    checkpoint: Checkpoint = unwatched,
) -> Verified:
    """Fetch, read and verify ``source`` for a run with no window.

    Raises CancelledError, and ProgramFaultError where the program breaks over this source, which
    says nothing about it.
    """
    try:
        return _verified(source, session, paper, checkpoint)
    except CancelledError:
        raise
    except Exception as error:
        raise ProgramFaultError(
            "This program broke over {} ({}), which says nothing about the document",
            Place(source),
            type(error).__name__,
        ) from error


def _verified(
    source: str, session: Session, paper: "PaperText | None", checkpoint: Checkpoint
) -> Verified:
    try:
        fetched, document = read(source, session, checkpoint)
    except CancelledError:
        raise
    except InspectorError as error:
        return Verified(source, None, unreadable(error), error.asked_host, error.answered_by)
    report = verify(document, session.trust, paper=paper, checkpoint=checkpoint)
    return Verified(source, document, report, *fetched.hosts)
