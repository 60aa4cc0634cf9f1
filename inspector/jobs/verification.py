"""Verifies a source without a window: its document, or each document in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspector.document.document import Document
from inspector.errors import (
    NO_HOSTS,
    CancelledError,
    Hosts,
    InspectorError,
    ProgramFaultError,
    TooManyItemsError,
)
from inspector.jobs.contents import (
    EntryContent,
    PassedOver,
    ReadDocument,
    each_inside,
    open_found,
    program_fault,
)
from inspector.jobs.session import Session
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, unwatched
from inspector.sources import Fetched
from inspector.sources.contents import Contents
from inspector.sources.source import look_into
from inspector.verify.report import Report, unreadable
from inspector.verify.verifier import verify

if TYPE_CHECKING:
    from inspector.document.items import TextPart
    from inspector.paper.text import PaperText

MOST_VERIFIED = 100_000
"""The limit on documents of one source; nested archives may contain more."""


class Verified(NamedTuple):
    """The report on a source; ``document`` is None if none could be read.

    ``member`` is the archive member, ``part`` says which bytes of a text.
    """

    source: str
    document: Document | None
    report: Report
    hosts: Hosts = NO_HOSTS
    member: str = ""
    part: "TextPart | None" = None


class _Verification(NamedTuple):
    session: Session
    paper: "PaperText | None"
    checkpoint: Checkpoint

    def report(self, source: str, read: ReadDocument) -> Verified:
        document = read.document
        report = verify(document, self.session.trust, paper=self.paper, checkpoint=self.checkpoint)
        fetched = read.fetched
        return Verified(source, document, report, fetched.hosts, fetched.member, fetched.part)


def verify_source(
    source: str,
    session: Session,
    paper: "PaperText | None" = None,
    checkpoint: Checkpoint = unwatched,
) -> Iterator[Verified | EntryContent | PassedOver]:
    """Fetch, read and verify ``source`` without a window; each document if it contains several.

    An entry that is no document, or on which the program broke, is yielded as it is. Raises
    CancelledError, and ProgramFaultError if the program breaks on the source itself.
    """
    task = _Verification(session, paper, checkpoint)
    try:
        with look_into(source, session.options, checkpoint) as found:
            if not isinstance(found, Fetched):
                yield from _bounded(_verify_inside(found, task))
                return
        opened = open_found(found, session, checkpoint)
        if isinstance(opened, ReadDocument):
            yield task.report(source, opened)
            if opened.fetched.passed_over:
                yield PassedOver(opened.fetched.passed_over)
        else:
            yield from _bounded(_verify_inside(opened, task))
    except CancelledError:
        raise
    except InspectorError as error:
        yield _unreadable(source, error)
    except Exception as error:
        raise program_fault(source, error) from error


def _verify_inside(
    contents: Contents, task: _Verification
) -> Iterator[Verified | EntryContent | PassedOver]:
    for inside in each_inside(contents, task.session, task.checkpoint):
        if isinstance(inside, PassedOver):
            yield inside
            continue
        source, found = inside.entry.source, inside.found
        if isinstance(found, ReadDocument):
            yield _tried(inside, found, task)
        elif isinstance(found, ProgramFaultError):
            yield inside
        elif isinstance(found, InspectorError):
            yield _unreadable(source, found) if inside.is_document else inside
        elif found is None:
            yield inside
        else:
            yield from _verify_list(found, task)


def _verify_list(
    contents: Contents, task: _Verification
) -> Iterator[Verified | EntryContent | PassedOver]:
    """The entries of a nested list; damage of it does not affect the other entries."""
    try:
        yield from _verify_inside(contents, task)
    except CancelledError:
        raise
    except InspectorError as error:
        yield _unreadable(contents.source, error)


def _tried(
    inside: EntryContent, read: ReadDocument, task: _Verification
) -> Verified | EntryContent:
    try:
        return task.report(inside.entry.source, read)
    except CancelledError:
        raise
    except Exception as error:  # noqa: BLE001 - as in contents
        return EntryContent(inside.entry, program_fault(inside.entry.source, error), True)


def _unreadable(source: str, error: InspectorError) -> Verified:
    return Verified(source, None, unreadable(error), error.hosts)


def _bounded(
    found: Iterator[Verified | EntryContent | PassedOver],
) -> Iterator[Verified | EntryContent | PassedOver]:
    for count, one in enumerate(found):
        if count == MOST_VERIFIED:
            raise TooManyItemsError(
                "The source holds more than {} documents, which is the limit", MOST_VERIFIED
            )
        yield one
