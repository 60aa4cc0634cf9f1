"""The entries of a source with several documents, read one after the other in a worker.

Only the rows of the list are kept; a document is freed once it is verified.
"""

import time
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from inspector.errors import CancelledError, InspectorError, ProgramFaultError
from inspector.gui.runner import LatestJob, Runner
from inspector.jobs.contents import EntryContent, ReadDocument, each_inside, open_found
from inspector.jobs.session import Session
from inspector.messages import Message
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress, unwatched
from inspector.sources import Fetched
from inspector.sources.contents import Contents, Entry
from inspector.sources.source import look_into
from inspector.verify.report import Verdict
from inspector.verify.verifier import verify

_LONGEST_TITLE = 400
_AT_ONCE = 0.2
"""Seconds of work before results are shown."""


class EntryOutcome(Enum):
    """The result for an entry; only a ``DOCUMENT`` has a verdict."""

    WAITING = "waiting"
    DOCUMENT = "document"
    LIST = "list"
    LINK = "link"
    OTHER = "other"
    FAULT = "fault"


class EntryRow(NamedTuple):
    """One entry with its result; ``verdict`` is None unless it is a document.

    All texts come from a file or a document. ``key`` is the text that a filter searches.
    """

    entry: Entry
    key: str
    outcome: EntryOutcome = EntryOutcome.WAITING
    looks_like: Message | None = None
    title: str = ""
    is_title_proven: bool = False
    verdict: Verdict | None = None
    why: Message | None = None


class Listed(NamedTuple):
    """All entries before any was read."""

    looks_like: Message
    rows: tuple[EntryRow, ...]
    passed_over: int


class RowBatch(NamedTuple):
    """The next rows in order; ``is_last``: there are no more.

    ``error`` is the damage that ended the list early, or None.
    """

    rows: tuple[EntryRow, ...]
    is_last: bool
    error: InspectorError | None = None


Reading: TypeAlias = Iterator[Listed | EntryRow]


class RowsReader:
    """Reads the list in batches, each in a job of its own and never two at a time."""

    def __init__(self, source: str, session: Session, held: Contents | None) -> None:
        """``held`` are the contents if they were read already."""
        self._checkpoint: Checkpoint = unwatched
        self._rows: Reading = self._read(source, session, held)

    def listed(self, checkpoint: Checkpoint) -> Listed:
        """The entries. Raises InspectorError and CancelledError."""
        self._checkpoint = checkpoint
        found = next(self._rows)
        if not isinstance(found, Listed):
            raise TypeError(type(found).__name__)
        return found

    def piece(self, checkpoint: Checkpoint) -> RowBatch:
        """The next rows. Raises CancelledError only."""
        self._checkpoint = checkpoint
        rows: list[EntryRow] = []
        until = time.monotonic() + _AT_ONCE
        try:
            for row in self._rows:
                if isinstance(row, EntryRow):
                    rows.append(row)
                if time.monotonic() > until:
                    return RowBatch(tuple(rows), False)
        except CancelledError:
            raise
        except InspectorError as error:
            return RowBatch(tuple(rows), True, error.with_traceback(None))
        return RowBatch(tuple(rows), True)

    def _read(self, source: str, session: Session, held: Contents | None) -> Reading:
        if held is not None:
            yield from self._rows_of(held, session)
            return
        with look_into(source, session.options, self._watch) as found:
            if not isinstance(found, Fetched):
                yield from self._rows_of(found, session)
                return
        opened = open_found(found, session, self._watch)
        if not isinstance(opened, ReadDocument):
            yield from self._rows_of(opened, session)
            return
        # the source has changed: it had several documents before
        entry = Entry(found.name, source, len(found.data))
        inside = EntryContent(entry, opened, True)
        yield Listed(inside.looks_like, (_waiting(entry),), 0)
        yield self._row(inside, session)

    def _rows_of(self, contents: Contents, session: Session) -> Reading:
        rows = tuple(map(_waiting, contents.entries))
        yield Listed(contents.looks_like, rows, contents.passed_over)
        for inside in each_inside(contents, session, self._watch):
            if isinstance(inside, EntryContent):
                yield self._row(inside, session)

    def _row(self, inside: EntryContent, session: Session) -> EntryRow:
        row = _waiting(inside.entry)._replace(looks_like=inside.looks_like)
        found = inside.found
        if isinstance(found, ReadDocument):
            return self._verified(row, found, session)
        if found is None:
            return row._replace(outcome=EntryOutcome.LINK)
        if not isinstance(found, InspectorError):
            return row._replace(outcome=EntryOutcome.LIST)
        row = row._replace(why=found.message)
        if isinstance(found, ProgramFaultError):
            return row._replace(outcome=EntryOutcome.FAULT)
        if inside.is_document:
            return row._replace(outcome=EntryOutcome.DOCUMENT, verdict=Verdict.UNREADABLE)
        return row._replace(outcome=EntryOutcome.OTHER)

    def _verified(self, row: EntryRow, found: ReadDocument, session: Session) -> EntryRow:
        try:
            report = verify(found.document, session.trust, checkpoint=self._watch)
        except CancelledError:
            raise
        except Exception:  # noqa: BLE001 - a fault in one entry must not end the others
            return row._replace(outcome=EntryOutcome.FAULT)
        title = (report.title or "")[:_LONGEST_TITLE]
        return row._replace(
            outcome=EntryOutcome.DOCUMENT,
            key=f"{row.key}\n{title.casefold()}\n{report.document}",
            title=title,
            is_title_proven=report.is_title_proven,
            verdict=report.verdict,
            why=report.sentence,
        )

    def _watch(self, progress: Progress) -> None:
        self._checkpoint(progress)


def _waiting(entry: Entry) -> EntryRow:
    return EntryRow(entry, entry.name.casefold())


# --- the list of a tab: started, filled in batches, and cancelled -------------------------------


class Listing(QObject):
    """The entries of a source, as far as they are known."""

    listed = Signal(Listed)
    found = Signal(int, object)
    """A place, and the rows known from there on."""
    ended = Signal(object)
    """All entries were read (None), or an InspectorError says why not."""
    failed = Signal(InspectorError)
    """There is no list."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job = LatestJob(runner, self)
        self._reader: RowsReader | None = None
        self.total = self.done = 0
        self.verdicts: Counter[Verdict] = Counter()
        self.others = 0
        """The number of entries read that are no documents."""

    @property
    def is_busy(self) -> bool:
        return self._job.is_busy

    def begin(self, source: str, session: Session, held: Contents | None) -> None:
        self.close()
        self._reader = reader = RowsReader(source, session, held)
        self._job.start(reader.listed, self._on_listed, self.failed.emit)

    def close(self) -> None:
        """Cancel reading."""
        self._job.cancel()
        if self._reader is not None:
            # it may keep an archive open, and closing that may wait for a disk
            reader, self._reader = self._reader, None
            self._runner.release([reader])
        self.total = self.done = self.others = 0
        self.verdicts.clear()

    def _on_listed(self, listed: Listed) -> None:
        self.total = len(listed.rows)
        self.listed.emit(listed)
        self._go_on()

    def _go_on(self) -> None:
        if self._reader is not None:
            self._job.start(self._reader.piece, self._on_piece, self.ended.emit)

    def _on_piece(self, piece: RowBatch) -> None:
        place, self.done = self.done, self.done + len(piece.rows)
        for row in piece.rows:
            if row.verdict is not None:
                self.verdicts[row.verdict] += 1
            elif row.outcome is not EntryOutcome.FAULT:
                self.others += 1
        self.found.emit(place, piece.rows)
        if piece.is_last:
            self.ended.emit(piece.error)
        else:
            self._go_on()
