"""The recent documents as a table for Qt."""

from PySide6.QtCore import QAbstractTableModel, QObject

from inspector.gui.document import titles
from inspector.gui.document.recent import RecentEntry
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.plain_text import clip, middle
from inspector.gui.widgets.signs import StatusBadge
from inspector.verify.context import instant
from inspector.verify.report import Verdict

SOURCE, TITLE, NUMBER, VERDICT = range(4)


class RecentModel(CellModel, QAbstractTableModel):
    """Where from, title, Pith Number, and the verdict when it was last open."""

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
        font = Text.MONO if column == NUMBER else Text.BODY
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
