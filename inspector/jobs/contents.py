"""Reads the documents in a source that contains several, one after the other.

A file that neither is named nor begins like JSON is no document: it is listed and skipped. A file
that is JSON, or may contain a document, and cannot be read counts as an unreadable document.
"""

import re
from collections.abc import Iterator

from inspector.document.document import Document
from inspector.document.kinds import NAMES
from inspector.errors import (
    CancelledError,
    InspectorError,
    MemberAmbiguousError,
    MemberMissingError,
    ProgramFaultError,
    SourceError,
    UnreadableError,
)
from inspector.jobs.reading import read_fetched
from inspector.jobs.session import Session
from inspector.messages import Message, Place, msg
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, unwatched
from inspector.sources import Fetched
from inspector.sources.archive_form import begins_as_json
from inspector.sources.contents import Contents, Entry
from inspector.sources.source import look_into

_JSON_ENDINGS = (".json", ".jsonl", ".ndjson", ".json-seq", ".jsonseq", ".geojson", ".jsonld")
_OBJECT = re.compile(rb'\{\s*+"')
_PITH = re.compile(rb"pith|\\u00", re.IGNORECASE)
"""A word that every Pith document contains, possibly with escapes."""
_COMMENT_LINE = re.compile(rb"#|//")
"""What programs write between JSON Lines; no JSON begins so."""
_LOOKS = {
    "archive": msg("another kind of archive"),
    "binary": msg("binary data"),
    "comment": msg("JSON with comments"),
    "empty": msg("empty"),
    "encrypted": msg("encrypted"),
    "error_answer": msg("other JSON"),
    "image": msg("image"),
    "not_pith": msg("other JSON"),
    "own_file": msg("report or notes of this program"),
    "part": msg("part of a document"),
    "pdf": msg("PDF"),
    "plain_text": msg("plain text"),
    "private_key": msg("private key"),
    "table": msg("table"),
    "truncated": msg("cut short"),
    "untyped": msg("of an unknown type"),
    "web_page": msg("web page"),
    "xml": msg("XML"),
}
"""Short names of recognised contents, by error code."""


class ReadDocument(NamedTuple):
    """The bytes and the document of an entry."""

    fetched: Fetched
    document: Document


class EntryContent(NamedTuple):
    """An entry and what it contains: a document, contents of its own, an error, or None for a link.

    ``is_document``: the entry gets a verdict.
    """

    entry: Entry
    found: ReadDocument | Contents | InspectorError | None
    is_document: bool

    @property
    def looks_like(self) -> Message:
        """What the entry is, in a few words."""
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
    """The number of files that a system added; they are not entries."""

    files: int


def open_found(
    found: Fetched | Contents, session: Session, checkpoint: Checkpoint = unwatched
) -> ReadDocument | Contents:
    """The document in a fetched source, or its contents if it has several.

    Raises InspectorError and CancelledError.
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
    """Every entry of ``source``, or the one document that it is.

    Raises InspectorError and CancelledError.
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
    """The entries of ``contents``, in order. Raises InspectorError if the container is damaged."""
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
        # A damaged or encrypted file, or an archive nested too deeply, may contain a document.
        return EntryContent(entry, found, isinstance(found, InspectorError))
    try:
        opened = open_found(found, session, checkpoint)
        return EntryContent(entry, opened, isinstance(opened, ReadDocument))
    except CancelledError:
        raise
    except InspectorError as error:
        is_document = (
            (found.part is not None and not _COMMENT_LINE.match(found.data))
            or _is_called_json(entry)
            or begins_as_json(found.data)
            or _may_hold_one(found.data, error)
        )
        return EntryContent(entry, error.with_traceback(None), is_document)
    except Exception as error:  # noqa: BLE001 - a fault in one entry must not end the others
        return EntryContent(entry, program_fault(entry.source, error), True)


def program_fault(source: str, error: Exception) -> ProgramFaultError:
    """The error that the program broke while it read one source."""
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
    """Whether the data may contain a document, for example after a comment."""
    from inspector.document.content import AROUND_JSON  # noqa: PLC0415 - most documents are read

    code = error.code
    if code not in AROUND_JSON or code == "pointer":
        return False
    text = data.replace(b"\0", b"")
    return code == "encoded" or bool(_OBJECT.search(text) and _PITH.search(text))


def _looks_of(error: InspectorError, *, is_document: bool) -> Message:
    if isinstance(error, ProgramFaultError):
        return msg("not read, by a fault of this program")
    if isinstance(error, UnreadableError) and error.code in _LOOKS:
        return _LOOKS[error.code]
    if isinstance(error, SourceError):
        return msg("cannot be read")
    return msg("not read as JSON") if is_document else msg("no JSON")
