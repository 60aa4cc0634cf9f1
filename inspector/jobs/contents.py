"""What lies in a source that holds several documents: read one after the other, never all at once.

A file that neither is called JSON nor begins like it is no document: it is named and passed over.
What is JSON, or may have a document in it, and cannot be read as one is an unreadable document.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.document.document import Document
from inspector.document.kinds import NAMES
from inspector.errors import (
    CancelledError,
    InspectorError,
    MemberAmbiguousError,
    MemberMissingError,
    NotPithError,
    ProgramFaultError,
    SourceError,
    UnreadableError,
)
from inspector.jobs.reading import read_fetched
from inspector.jobs.session import Session
from inspector.messages import Message, Place, msg
from inspector.progress import Checkpoint, unwatched
from inspector.sources import Fetched
from inspector.sources.archive_form import begins_as_json
from inspector.sources.contents import Contents, Entry
from inspector.sources.source import look_into

_JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".json-seq", ".jsonseq", ".geojson", ".jsonld")
_OBJECT = re.compile(rb'\{\s*+"')
_PITH = re.compile(rb"pith|\\u00", re.IGNORECASE)
"""The word that each Pith document has, also where it is written with escapes."""
_LOOKS = {
    "archive": msg("another kind of archive"),
    "binary": msg("binary data"),
    "comment": msg("JSON with comments"),
    "empty": msg("empty"),
    "encrypted": msg("encrypted"),
    "image": msg("image"),
    "pdf": msg("PDF"),
    "plain_text": msg("plain text"),
    "table": msg("table"),
    "truncated": msg("cut short"),
    "web_page": msg("web page"),
    "xml": msg("XML"),
}
"""A few words for what was told by the content, by the codes of the errors."""


class ReadDocument(NamedTuple):
    """The bytes and the document of an entry."""

    fetched: Fetched
    document: Document


class EntryContent(NamedTuple):
    """An entry and what was found in it: a document, a list of its own, why it could not be read,
    or None for a link. ``is_document``: a verdict is to be had of it."""

    entry: Entry
    found: ReadDocument | Contents | InspectorError | None
    is_document: bool

    @property
    def looks_like(self) -> Message:
        """What it is by its content, in a few words."""
        match self.found:
            case None:
                return msg("link to {}", Place(self.entry.link))
            case ReadDocument(document=document):
                return NAMES[document.kind]
            case InspectorError() as error:
                return _looks_of(error, is_document=self.is_document)
            case contents:
                return contents.looks_like


class PassedOver(NamedTuple):
    """So many files of the system's own, which are no entries."""

    files: int


def open_found(
    found: Fetched | Contents, session: Session, checkpoint: Checkpoint = unwatched
) -> ReadDocument | Contents:
    """The document in what a source gave, or the list of those that it holds.

    Raises InspectorError, CancelledError too.
    """
    if not isinstance(found, Fetched):
        return found
    try:
        return ReadDocument(*read_fetched(found, session, checkpoint))
    except MemberAmbiguousError:
        from inspector.sources.text_contents import text_contents  # noqa: PLC0415 - few are lists

        if (contents := text_contents(found)) is None:
            raise
        return contents


def list_source(
    source: str, session: Session, checkpoint: Checkpoint = unwatched
) -> Iterator[EntryContent | PassedOver]:
    """Each of what ``source`` holds, or the one document that it is.

    Raises InspectorError, CancelledError too.
    """
    with look_into(source, session.options, checkpoint) as found:
        if not isinstance(found, Fetched):
            yield from each_inside(found, session, checkpoint)
            return
    opened = open_found(found, session, checkpoint)
    if isinstance(opened, ReadDocument):
        fetched = opened.fetched
        if fetched.passed_over:
            yield PassedOver(fetched.passed_over)
        yield EntryContent(Entry(fetched.name, source, len(fetched.data)), opened, True)
    else:
        yield from each_inside(opened, session, checkpoint)


def each_inside(
    contents: Contents, session: Session, checkpoint: Checkpoint = unwatched
) -> Iterator[EntryContent | PassedOver]:
    """What is in ``contents``, in order. Raises InspectorError where that itself is damaged."""
    if contents.passed_over:
        yield PassedOver(contents.passed_over)
    for entry, found in contents.each():
        yield _inside(entry, found, session, checkpoint)


def _inside(
    entry: Entry,
    found: Fetched | Contents | InspectorError | None,
    session: Session,
    checkpoint: Checkpoint,
) -> EntryContent:
    if isinstance(found, MemberMissingError):
        return EntryContent(entry, found, _is_called_json(entry))
    if not isinstance(found, Fetched):
        # What is damaged, encrypted or an archive too deep may hold a document.
        return EntryContent(entry, found, isinstance(found, InspectorError))
    try:
        opened = open_found(found, session, checkpoint)
        return EntryContent(entry, opened, isinstance(opened, ReadDocument))
    except CancelledError:
        raise
    except InspectorError as error:
        is_document = (
            found.part is not None
            or _is_called_json(entry)
            or begins_as_json(found.data)
            or _may_hold_one(found.data, error)
        )
        return EntryContent(entry, error.with_traceback(None), is_document)
    except Exception as error:  # noqa: BLE001 - a fault over one of them is not one over all
        return EntryContent(entry, broken(entry.source, error), True)


def broken(source: str, error: Exception) -> ProgramFaultError:
    """That the program broke over one source, which says nothing about it."""
    fault = ProgramFaultError(
        "This program broke over {} ({}), which says nothing about the document",
        Place(source),
        type(error).__name__,
    )
    fault.__cause__ = error
    return fault


def _is_called_json(entry: Entry) -> bool:
    name = entry.name.lower()
    return any(ending in name for ending in _JSON_ENDINGS)


def _may_hold_one(data: bytes, error: InspectorError) -> bool:
    """Whether a document may stand in it, behind a comment, a guard or the like."""
    from inspector.document.content import AROUND_JSON  # noqa: PLC0415 - most documents are read

    code = error.code
    if code not in AROUND_JSON or code == "pointer":
        return False
    text = data.replace(b"\0", b"")
    return code == "encoded" or bool(_OBJECT.search(text) and _PITH.search(text))


def _looks_of(error: InspectorError, *, is_document: bool) -> Message:
    if isinstance(error, ProgramFaultError):
        return msg("not read, by a fault of this program")
    if isinstance(error, NotPithError):
        return msg("other JSON")
    if isinstance(error, UnreadableError) and error.code in _LOOKS:
        return _LOOKS[error.code]
    if isinstance(error, SourceError):
        return msg("cannot be read")
    return msg("not read as JSON") if is_document else msg("no JSON")
