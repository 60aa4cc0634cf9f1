"""The documents that were open lately, with the verdict each had then. Never a verdict of now."""

from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from inspector.gui.settings import StateFile
from inspector.verify.report import Report, Verdict

_MOST = 20
_LONGEST = 4_000


class RecentEntry(NamedTuple):
    """Every text here came from a document or a file name: it is as hostile as these."""

    source: str
    title: str
    pith_number: str
    verdict: Verdict


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
        entry = RecentEntry(
            source[:_LONGEST],
            (report.title or "")[:_LONGEST],
            (report.pith_number or "")[:_LONGEST],
            report.verdict,
        )
        others = [other for other in self.entries if other.source != entry.source]
        self._replace([entry, *others][:_MOST])

    def clear(self) -> None:
        self._replace([])

    def _replace(self, entries: list[RecentEntry]) -> None:
        self._entries = entries
        if self._file is not None:
            self._file.write({"documents": [entry._asdict() for entry in entries]})
        self.changed.emit()

    def _read(self) -> list[RecentEntry]:
        stored = self._file.read().get("documents", []) if self._file else []
        entries = [_entry(item) for item in stored] if isinstance(stored, list) else []
        return [entry for entry in entries if entry is not None][:_MOST]


def _entry(item: Any) -> RecentEntry | None:
    if not isinstance(item, dict):
        return None
    texts = [item.get(name) for name in RecentEntry._fields]
    if not all(isinstance(text, str) for text in texts) or texts[3] not in set(Verdict):
        return None
    source, title, number, verdict = (str(text)[:_LONGEST] for text in texts)
    return RecentEntry(source, title, number, Verdict(verdict))
