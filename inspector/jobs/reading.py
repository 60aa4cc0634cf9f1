"""Reads a document from a source and compares it with what was asked for; reads a paper's text.

A mirror can answer with another record that is validly signed. A document's statements about itself
are claims, so the name that was asked for is compared with what derives from the received record.
"""

import hashlib
from typing import TYPE_CHECKING

from inspector.document.document import Document, JsonText
from inspector.document.identifiers import CanonicalRecord, tail
from inspector.document.json_types import Json, JsonObject, count_at, object_at, object_in, text_at
from inspector.document.kinds import NAMES, Kind, kind_of
from inspector.document.reader import read_document, read_json
from inspector.errors import (
    AnotherRecordError,
    CancelledError,
    InspectorError,
    MemberAmbiguousError,
    NotPithError,
    OtherContentError,
    UnreadableError,
)
from inspector.jobs.session import Session
from inspector.messages import Place
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, unwatched
from inspector.sources import Fetched, Response, fetch
from inspector.sources.file import open_file
from inspector.sources.reference import RequestedRecord, arxiv_id, pith_number
from inspector.verify.keys import private_entry
from inspector.visible import visible

if TYPE_CHECKING:
    from inspector.paper.text import PaperText

_HOLDERS = {Kind.BUNDLE: "", Kind.RECORD: "", Kind.STATE: "/current"}
"""The path of the canonical record in each type of document that is about one record."""
_YEAR = 4
_LONGEST_ID = 60


def read(
    source: str, session: Session, checkpoint: Checkpoint = unwatched
) -> tuple[Fetched, Document]:
    """The bytes and the document of ``source``.

    Raises InspectorError, CancelledError, and MemberAmbiguousError if the source contains several.
    """
    return read_fetched(fetch(source, session.options, checkpoint), session, checkpoint)


def read_fetched(
    fetched: Fetched, session: Session, checkpoint: Checkpoint = unwatched
) -> tuple[Fetched, Document]:
    """The document in fetched bytes, or the only one in a list or an object of another kind.

    In the second case the returned bytes are those of the document. Raises the same as ``read``.
    """
    try:
        try:
            document = read_document(fetched.data, session.limits, checkpoint)
        except UnreadableError:
            fetched = _only_item(fetched)
            document = read_document(fetched.data, session.limits, checkpoint)
        _refuse_private_key(document.kind, document.value)
        refuse_another_record(fetched.response, document)
    except InspectorError as error:
        error.hosts = fetched.hosts
        _keep(error, fetched)
        raise
    return fetched, document


_PUBLISHES_A_KEY = frozenset({Kind.SIGNING_KEY, Kind.MIRROR_MANIFEST})


def _refuse_private_key(kind: Kind, value: JsonObject) -> None:
    """Raise OtherContentError if a document that only publishes a key also holds the private one:
    nothing of it may be shown, copied or saved.

    A bundle is judged nonetheless: what is in it was published with it, and one member more must
    not hide its record.
    """
    path = private_entry(kind, value) if kind in _PUBLISHES_A_KEY else None
    if path is None:
        return
    from inspector.document.content import with_private_key  # noqa: PLC0415 - most have none

    found = with_private_key(NAMES[kind])
    error = OtherContentError(found.what, code=found.code)
    error.path, error.remedy = path, found.remedy
    raise error


def _keep(error: InspectorError, fetched: Fetched) -> None:
    """Attach the excerpt of the received bytes to the error."""
    from inspector.document.content import (  # noqa: PLC0415 - most documents are read
        PRIVATE_KEY,
        WEB_PAGE,
    )
    from inspector.document.refusal import received  # noqa: PLC0415

    if isinstance(error, CancelledError | MemberAmbiguousError) or error.code == PRIVATE_KEY:
        return
    error.received = received(fetched.data, error)
    if error.code == WEB_PAGE:
        from inspector.sources.named_addresses import record_address  # noqa: PLC0415 - few are pages

        address = record_address(fetched.data, fetched.location)
        error.received = error.received._replace(address=address)


def read_any(source: str, session: Session) -> JsonText:
    """Any JSON text, but a Pith document if a record is asked for by name. Raises
    InspectorError."""
    fetched = fetch(source, session.options)
    try:
        text = read_json(fetched.data, session.limits)
    except UnreadableError as error:
        from inspector.document.refusal import specific_error  # noqa: PLC0415 - nothing was refused

        explanation = specific_error(error, fetched.data)
        try:
            text = read_json(_only_item(fetched).data, session.limits)
        except UnreadableError:
            raise explanation from None
    _refuse_private(text)
    refuse_another_record(fetched.response, text)
    return text


def _refuse_private(text: JsonText) -> None:
    """The same for any JSON, which may be a private key itself."""
    from inspector.document.content import PRIVATE_KEY  # noqa: PLC0415 - only for canonical JSON
    from inspector.document.refusal import specific_error  # noqa: PLC0415

    try:
        kind = kind_of(text.value)
    except NotPithError as error:
        refused = specific_error(error, text.data)
        if refused.code == PRIVATE_KEY:
            raise refused from None
        return
    if isinstance(text.value, dict):
        _refuse_private_key(kind, text.value)


def _only_item(fetched: Fetched) -> Fetched:
    """The one document in a text that is no document itself.

    Re-raises the error being handled if there is none. Raises MemberAmbiguousError if there are
    several.
    """
    from inspector.sources.text_contents import text_contents  # noqa: PLC0415 - few texts are lists

    contents = text_contents(fetched)
    if contents is None:
        raise  # noqa: PLE0704 - re-raises the error that the caller is handling
    sole = contents.sole()
    if sole is None:
        raise contents.several() from None
    return sole


def refuse_another_record(response: Response | None, came: JsonText) -> None:
    """Compare the received document with the record that was asked for by name, if one was.

    Raises AnotherRecordError, and NotPithError if what was received is no Pith document.
    """
    if response is None or response.asked is None:
        return
    asked, kind = response.asked, kind_of(came.value)
    found, path = _found(came, kind)
    if found is None:
        raise AnotherRecordError(
            "{} was asked for, and {} answered with a document that names no record: {}",
            Place(asked.text),
            Place(response.hosts.answered),
            NAMES[kind],
            asked=visible(asked.text),
            came=kind,
            path=path,
        )
    if not found.is_what(asked):
        raise AnotherRecordError(
            "{} was asked for, and {} answered with {}",
            Place(asked.text),
            Place(response.hosts.answered),
            Place(found.text),
            asked=visible(asked.text),
            came=visible(found.text),
            path=path,
        )


class _Found(NamedTuple):
    """The names of the record that a document is about; empty if there is none of a kind."""

    tail: str
    year: str
    arxiv: str
    version: int | None

    @property
    def text(self) -> str:
        """The Pith Number and the arXiv id, if there are any."""
        version = "" if self.version is None else f"v{self.version}"
        arxiv = f"arXiv:{self.arxiv[:_LONGEST_ID]}{version}" if self.arxiv else ""
        year = f"{self.year}:" if self.year else ""
        number = f"pith:{year}{self.tail}" if self.tail else ""
        return f"{number} ({arxiv})" if number and arxiv else number or arxiv

    def is_what(self, asked: RequestedRecord) -> bool:
        """Whether the names match. A year that does not derive from the record is not compared: the
        tail covers it."""
        return (
            self.tail.startswith(asked.tail)
            and (not asked.year or not self.year or self.year == asked.year)
            and (not asked.arxiv or self.arxiv == asked.arxiv)
            and (asked.version is None or self.version == asked.version)
        )


def _found(came: JsonText, kind: Kind) -> tuple[_Found | None, str]:
    """The record that a document is about, or None, and the pointer of the member that states
    it."""
    if kind is Kind.INTEGRITY_REPORT:
        return _claimed(came.value), ""
    path = _HOLDERS.get(kind)
    if path is None:
        return None, ""
    holder = object_in(came.value, *path.split("/")[1:])
    value = object_at(holder, "canonical_record")
    if value is None:
        return None, path
    computed = hashlib.sha256(came.write(value)).hexdigest()
    record = CanonicalRecord(value, f"{path}/canonical_record", computed)
    return _derived(record), record.path


def _derived(record: CanonicalRecord) -> _Found:
    is_arxiv = text_at(record.source, "kind") == "arxiv"
    return _Found(
        tail(record.sha256),
        (text_at(record.metadata, "submitted_at") or "")[:_YEAR],
        (text_at(record.source, "id") or "") if is_arxiv else "",
        count_at(record.source, "version"),
    )


def _claimed(report: Json) -> _Found | None:
    """What an integrity report claims to be about; it contains no record to derive that from."""
    stated = text_at(report, "pith_number") or ""
    number = pith_number(stated)
    paper = arxiv_id(text_at(report, "arxiv_id") or stated)
    if number is None and paper is None:
        return None
    return _Found(
        number.tail if number else "",
        number.year if number else "",
        paper.arxiv if paper else "",
        paper.version if paper else None,
    )


def read_paper_file(path: str, checkpoint: Checkpoint = unwatched) -> "PaperText":
    """The text in the file at ``path``. Raises SourceError, PaperTextError and CancelledError."""
    from inspector.paper.reader import MOST_BYTES, read_paper  # noqa: PLC0415 - few ask for it

    with open_file(path) as file:
        data = file.read(MOST_BYTES + 1)
    return read_paper(data, checkpoint)
