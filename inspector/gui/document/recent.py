"""The recently opened documents, with the verdict that each had then, never a current one."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Signal

from inspector.document.identifiers import shown_number
from inspector.gui.document import titles
from inspector.gui.document.incoming import short_source
from inspector.gui.settings import StateFile
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import language, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.plain_text import middle
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.sources import as_stored, read_back
from inspector.verify.context import instant
from inspector.verify.report import Report, Verdict

_MOST = 20
_LONGEST = 4_000
_LONGEST_SOURCE = 15_000
"""In characters, as stored. A longer source is left out, since a cut one would name something
else."""


class RecentEntry(NamedTuple):
    """A recent document. All texts come from documents and file names and are untrusted.

    ``verdict`` is None if the program broke on the source. Entries of earlier versions do not say
    whether the title was proven; then it counts as not proven. ``checked_at`` is the time of the
    verdict in UTC (ISO 8601), or "": the list of keys may have changed since.
    """

    source: str
    title: str
    pith_number: str
    verdict: Verdict | None
    is_title_proven: bool = False
    checked_at: str = ""


class Recent(QObject):
    """The list, newest first, and its file, which is read at first use."""

    changed = Signal()

    def __init__(self, file: StateFile | None) -> None:
        """``file`` is None if nothing is to be read or saved."""
        super().__init__()
        self._file = file
        self._entries: list[RecentEntry] | None = None
        self._is_kept = True

    @property
    def entries(self) -> list[RecentEntry]:
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    @property
    def is_damaged(self) -> bool:
        return self._file is not None and self._file.is_damaged

    def remember(self, source: str, report: Report) -> None:
        """Put ``source`` first, with its current report."""
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
        """Put ``source`` first, without a verdict because the program broke on it."""
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
        self._is_kept = False
        self.changed.emit()

    def keep(self) -> None:
        """Save the list if it changed. Call this after showing the change, since a disk may be
        slow."""
        if self._file is not None and not self._is_kept:
            self._is_kept = True
            stored = [entry._replace(source=as_stored(entry.source)) for entry in self.entries]
            self._file.write({"documents": [entry._asdict() for entry in stored]})

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


# --- the list as a table for Qt -----------------------------------------------------------------

SOURCE, TITLE, NUMBER, VERDICT = range(4)


class RecentModel(CellModel, QAbstractTableModel):
    """Source, title, Pith Number, and the verdict when it was last open."""

    columns = 4

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[RecentEntry] = []

    def show(self, entries: list[RecentEntry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> RecentEntry:
        return self._entries[row]

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def title(self, column: int) -> str:
        first = self.tr("Recent documents")
        return (first, self.tr("Title"), self.tr("Pith Number"), self.tr("Verdict"))[column]

    def cell(self, index: AnyIndex) -> Cell:
        entry, column = self._entries[index.row()], index.column()
        text = _text(entry, column)
        if column == VERDICT:
            return badge_cell(sign_of(entry))._replace(text=text)
        is_muted = column == TITLE and not (entry.title and entry.is_title_proven)
        font = TextStyle.MONO if column == NUMBER else TextStyle.BODY
        return Cell(text, font, ColourRole.MUTED if is_muted else ColourRole.TEXT)

    def tip(self, index: AnyIndex) -> str:
        return self._entries[index.row()].source if index.column() == SOURCE else ""

    def spoken(self, index: AnyIndex) -> str:
        entry = self._entries[index.row()]
        return ", ".join(_text(entry, column) for column in range(self.columns))


def _text(entry: RecentEntry, column: int) -> str:
    if column == SOURCE:
        return middle(short_source(entry.source), 60)
    if column == TITLE:
        return titles.listed(
            entry.title, entry.verdict, is_proven=entry.is_title_proven
        ) or _no_title(entry)
    if column == NUMBER:
        number = entry.pith_number
        return shown_number(number, language()) if number else ""
    word = sign_of(entry).word.lower()
    given = instant(entry.checked_at)
    if given is None:
        return word
    return translate("Recent", "{}, {}").format(word, given.astimezone().strftime("%Y-%m-%d %H:%M"))


def sign_of(entry: RecentEntry) -> StatusBadge:
    """The verdict at that time, or that there was none."""
    return signs.fault() if entry.verdict is None else signs.of_verdict(entry.verdict)


def _no_title(entry: RecentEntry) -> str:
    if entry.verdict is Verdict.UNREADABLE:
        return translate("Recent", "no Pith document could be read")
    if entry.verdict is None:
        return translate("Recent", "nothing was found out about it")
    return translate("Recent", "no title")
