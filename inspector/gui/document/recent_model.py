"""The recent documents as a table for Qt."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.gui.document import titles
from inspector.gui.document.document_model import AnyIndex
from inspector.gui.document.recent import RecentEntry
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip, middle, tooltip
from inspector.gui.widgets.signs import StatusBadge
from inspector.verify.context import instant
from inspector.verify.report import Verdict

SOURCE, TITLE, NUMBER, VERDICT = range(4)
_NO_INDEX = QModelIndex()


class RecentModel(QAbstractTableModel):
    """Where from, title, Pith Number, and the verdict when it was last open."""

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

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            first = self.tr("Recent documents")
            return (first, self.tr("Title"), self.tr("Pith Number"), self.tr("Verdict"))[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(_text(entry, place) for place in range(4))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(entry.source) if column == SOURCE else None
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(_FONTS[column])
        is_muted = column == TITLE and not (entry.title and entry.is_title_proven)
        if is_muted and role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(ColourRole.MUTED)
        return self._verdict_data(entry, role) if column == VERDICT else None

    def _verdict_data(self, entry: RecentEntry, role: int) -> Any:
        sign = sign_of(entry)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._theme.icon(sign.icon, sign.tone)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour(sign.tone)
        return None


_FONTS = {SOURCE: Text.BODY, TITLE: Text.BODY, NUMBER: Text.MONO, VERDICT: Text.WORD}


def _text(entry: RecentEntry, column: int) -> str:
    if column == SOURCE:
        return middle(short_source(entry.source), 60)
    if column == TITLE:
        return titles.shown(entry.title, is_proven=entry.is_title_proven) or _no_title(entry)
    if column == NUMBER:
        return clip(entry.pith_number, 60)
    word = sign_of(entry).word.lower()
    given = instant(entry.checked_at)
    if given is None:
        return word
    return translate("Recent", "{}, {}").format(word, given.astimezone().strftime("%Y-%m-%d %H:%M"))


def sign_of(entry: RecentEntry) -> StatusBadge:
    """The verdict of then, or that there was none."""
    return signs.fault() if entry.verdict is None else signs.of_verdict(entry.verdict)


def short_source(source: str) -> str:
    """The last part of a path; an address stays whole, since its host is what counts."""
    if source.startswith(("https:", "http:")):
        return source
    return source.rstrip("/").rpartition("/")[2] or source


def _no_title(entry: RecentEntry) -> str:
    if entry.verdict is Verdict.UNREADABLE:
        return translate("Recent", "no Pith document could be read")
    if entry.verdict is None:
        return translate("Recent", "nothing was found out about it")
    return translate("Recent", "no title")
