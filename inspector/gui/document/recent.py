"""The documents that were open lately, with the verdict each had then. Never a verdict of now."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.gui.settings import StateFile
from inspector.sources import as_stored, read_back
from inspector.verify.context import instant
from inspector.verify.report import Report, Verdict

_MOST = 20
_LONGEST = 4_000
_LONGEST_SOURCE = 15_000
"""In characters, as it is stored. Cut, it would name something else, so it is left out."""


class RecentEntry(NamedTuple):
    """Every text here came from a document or a file name: it is as hostile as these.

    ``verdict`` is None where the program broke over the source. Whether the title was proven is
    not known of what an earlier version wrote: then it was not. ``checked_at`` is when the verdict
    was given, in UTC by ISO 8601, "" where that is not known: the list of keys may have changed.
    """

    source: str
    title: str
    pith_number: str
    verdict: Verdict | None
    is_title_proven: bool = False
    checked_at: str = ""


class Recent(QObject):
    """The list, newest first, and its file. Read when first asked for."""

    changed = Signal()

    def __init__(self, file: StateFile | None, parent: QObject | None = None) -> None:
        """``file`` is None where nothing is to be read or remembered."""
        super().__init__(parent)
        self._file = file
        self._entries: list[RecentEntry] | None = None

    @property
    def entries(self) -> list[RecentEntry]:
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    @property
    def is_damaged(self) -> bool:
        return self._file is not None and self._file.is_damaged

    def remember(self, source: str, report: Report) -> None:
        """Put ``source`` first, with what was found just now."""
        self._put_first(
            RecentEntry(
                source,
                (report.title or "")[:_LONGEST],
                (report.pith_number or "")[:_LONGEST],
                report.verdict,
                report.is_title_proven,
                datetime.now(UTC).isoformat(timespec="seconds"),
            )
        )

    def remember_fault(self, source: str) -> None:
        """Put ``source`` first, over which the program broke: that is no verdict."""
        self._put_first(RecentEntry(source, "", "", None))

    def _put_first(self, entry: RecentEntry) -> None:
        if len(as_stored(entry.source)) > _LONGEST_SOURCE:
            return
        others = [other for other in self.entries if other.source != entry.source]
        self._replace([entry, *others][:_MOST])

    def clear(self) -> None:
        self._replace([])

    def _replace(self, entries: list[RecentEntry]) -> None:
        self._entries = entries
        if self._file is not None:
            stored = [entry._replace(source=as_stored(entry.source)) for entry in entries]
            self._file.write({"documents": [entry._asdict() for entry in stored]})
        self.changed.emit()

    def _read(self) -> list[RecentEntry]:
        stored = self._file.read().get("documents", []) if self._file else []
        entries = [_entry(item) for item in stored] if isinstance(stored, list) else []
        return [entry for entry in entries if entry is not None][:_MOST]


def _entry(item: Any) -> RecentEntry | None:
    if not isinstance(item, dict):
        return None
    verdict = item.get("verdict")
    texts = [item.get(name) for name in ("source", "title", "pith_number")]
    if not all(isinstance(text, str) for text in texts) or verdict not in (None, *Verdict):
        return None
    source, title, number = map(str, texts)
    if len(source) > _LONGEST_SOURCE:
        return None
    found = None if verdict is None else Verdict(verdict)
    given = item.get("checked_at")
    checked_at = given if isinstance(given, str) and instant(given) is not None else ""
    return RecentEntry(
        *(read_back(source), title[:_LONGEST], number[:_LONGEST], found),
        *(item.get("is_title_proven") is True, checked_at),
    )
