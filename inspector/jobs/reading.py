"""From a source to a document: fetched, read strictly, and the one that was asked for.

A mirror can answer with another record, validly signed; a Pith Number that was asked for must be
the number of the document that came.
"""

from inspector.document.document import Document
from inspector.document.reader import read_document
from inspector.errors import AnotherRecordError
from inspector.jobs.session import Session
from inspector.progress import Checkpoint
from inspector.sources import Fetched, describe, fetch


def read(source: str, session: Session, checkpoint: Checkpoint) -> tuple[Fetched, Document]:
    """The bytes and the document of ``source``. Raises InspectorError, CancelledError too."""
    fetched = fetch(source, session.options, checkpoint)
    document = read_document(fetched.data, session.limits, checkpoint)
    plan = describe(source, session.options)
    if plan.kind == "pith number":
        _compare(plan.identifier, document.pith_number)
    return fetched, document


def _compare(asked: str, stated: str | None) -> None:
    """The number that was asked for, be it a short one, is that of the document."""
    wanted, found = asked.split(":")[1:], (stated or "").split(":")[1:]
    is_year_right = len(wanted) == 1 or wanted[0] == found[0] if found else False
    if not is_year_right or not found[-1].startswith(wanted[-1]):
        raise AnotherRecordError(f"The answer is another record than {asked}", path="/pith_number")
