"""Makes the report on one document as a file: a page, Markdown or its data only."""

import hashlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.document.document import Document
from inspector.errors import (
    CancelledError,
    Hosts,
    InspectorError,
    MemberAmbiguousError,
    SavingError,
)
from inspector.evidence import data
from inspector.evidence.evidence import SavedReport
from inspector.evidence.making import ReportOrigin
from inspector.export.report_json import writable
from inspector.jobs.contents import program_fault
from inspector.jobs.reading import read_fetched
from inspector.jobs.saving import save_pieces
from inspector.jobs.session import Session
from inspector.messages import Language
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, unwatched
from inspector.sources import Fetched, fetch
from inspector.verify.report import Report, unreadable
from inspector.verify.verifier import verify

if TYPE_CHECKING:
    from inspector.paper.text import PaperText


_MOMENT = "%Y-%m-%d %H:%M:%S UTC"


class ReportForm(StrEnum):
    """The format of the file; the value is its suffix."""

    HTML = ".html"
    MARKDOWN = ".md"
    JSON = ".json"


class ReportSubject(NamedTuple):
    """The bytes that a report is about; ``document`` is None if they could not be read."""

    fetched: Fetched
    document: Document | None
    report: Report


def examine_source(
    source: str,
    session: Session,
    paper: "PaperText | None" = None,
    checkpoint: Checkpoint = unwatched,
    *,
    at: datetime | None = None,
) -> ReportSubject:
    """Fetch, read and verify the one document of ``source``, as of ``at`` or of now.

    Raises InspectorError if there are no bytes or several documents, CancelledError, and
    ProgramFaultError if the program breaks on this source.
    """
    try:
        fetched = fetch(source, session.options, checkpoint)
        try:
            fetched, document = read_fetched(fetched, session, checkpoint)
        except (CancelledError, MemberAmbiguousError):
            raise
        except InspectorError as error:
            return ReportSubject(fetched, None, unreadable(error))
        report = verify(document, session.trust, paper=paper, now=at, checkpoint=checkpoint)
        return ReportSubject(fetched, document, report)
    except InspectorError:
        raise
    except Exception as error:
        raise program_fault(source, error) from error


def form_of(path: Path) -> ReportForm | None:
    """The format of a file with this name; None if its suffix is not known."""
    ending = path.suffix.lower()
    return next((form for form in ReportForm if form == ending), None)


def now() -> str:
    """The current time in the format of a report."""
    return datetime.now(UTC).strftime(_MOMENT)


def moment_of(text: str) -> datetime | None:
    """The time that ``text`` states in that format; None for other text."""
    try:
        moment = datetime.strptime(text, _MOMENT)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.strftime(_MOMENT) == text else None


def origin_of(
    name: str, location: str, hosts: Hosts, *, without_paths: bool = False
) -> ReportOrigin:
    """Where the bytes came from; ``without_paths`` leaves out the path of a file."""
    is_file = not hosts.answered and os.path.basename(location) == name and os.path.isfile(location)
    told = "" if without_paths and not hosts.answered else writable(location)
    return ReportOrigin(writable(name), told, is_file, hosts)


def report_bytes(evidence: SavedReport, form: ReportForm, language: Language) -> bytes:
    """The bytes of the file, in ``language``, which the evidence must be in too."""
    if form is ReportForm.JSON:
        return data.written(evidence) + b"\n"
    if form is ReportForm.MARKDOWN:
        from inspector.evidence.markdown import page_markdown  # noqa: PLC0415 - few want it

        return page_markdown(evidence, language)
    from inspector.evidence.page import page_html  # noqa: PLC0415

    return page_html(evidence, language)


def save(path: Path, content: bytes, *, not_onto: Iterable[str], force: bool) -> str:
    """Write a report to its file in one step and return the SHA-256 of the file.

    Raises SavingError, also if the file exists and ``force`` is false, or if it is one of
    ``not_onto``.
    """
    if not force and os.path.lexists(path):
        raise SavingError("There is a file of this name already")
    save_pieces(path, [content], not_onto=not_onto)
    return hashlib.sha256(content).hexdigest()
