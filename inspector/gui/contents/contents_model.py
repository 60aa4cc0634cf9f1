"""The Qt model of the list: rows with check boxes, filtered by a text."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from inspector.errors import InspectorError
from inspector.gui.contents.listing import EntryOutcome, EntryRow, Listed, Listing
from inspector.gui.document import titles
from inspector.gui.document.incoming import short_source
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, plural, said, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.plain_text import called, clip, filed, middle, whole
from inspector.gui.widgets.signs import StatusBadge
from inspector.verify.report import Verdict

# --- the words of each cell, and of the whole ---------------------------------------------------

_LONGEST_NAME = 4_096
"""In characters, as long as a path can be on Linux."""
_LONGEST_SOURCE = 120
_MOST_COMPARED = 2_000
_ORDER = (Verdict.FAILED, Verdict.UNREADABLE, Verdict.UNPROVEN, Verdict.VERIFIED)


def name(row: EntryRow, *, has_double: bool = False) -> str:
    """The name used to ask for the entry, whole, since names of one folder often differ in their
    middle; with escapes for what looks like something else if it ``has_double``."""
    show = called if has_double else filed
    return show(row.entry.name, _LONGEST_NAME)


def doubles(rows: Iterable[EntryRow]) -> frozenset[str]:
    """The names that look like another one in the list; in a long list all that could."""
    names = {row.entry.name for row in rows}
    others = {one for one in names if not one.isascii()}
    if not others or len(names) > _MOST_COMPARED:
        return frozenset(others)
    from inspector.verify.look_alikes import skeleton_with_blanks  # noqa: PLC0415 - hardly any list

    counts = Counter(map(skeleton_with_blanks, names))
    return frozenset(one for one in others if counts[skeleton_with_blanks(one)] > 1)


def looks_like(row: EntryRow) -> str:
    return "" if row.looks_like is None else clip(said(row.looks_like))


def title(row: EntryRow) -> str:
    """The title, marked unless it is proven; without a document, what the entry is."""
    if row.title:
        return titles.listed(row.title, row.verdict, is_proven=row.is_title_proven)
    match row.outcome:
        case EntryOutcome.LIST:
            return translate("Contents", "has a list of its own")
        case EntryOutcome.OTHER:
            return translate("Contents", "no Pith document")
        case EntryOutcome.DOCUMENT if row.verdict is not Verdict.UNREADABLE:
            return translate("Contents", "no title")
    return ""


def verdict(row: EntryRow) -> StatusBadge | None:
    """The sign of the verdict; None if there is no document."""
    if row.verdict is not None:
        return signs.of_verdict(row.verdict)
    if row.outcome is EntryOutcome.FAULT:
        return signs.fault()
    if row.outcome is EntryOutcome.WAITING:
        return StatusBadge("checking", ColourRole.FAINT, translate("Contents", "waiting"))
    return None


def why(row: EntryRow) -> str:
    """The sentence of the verdict, or why nothing could be read."""
    return "" if row.why is None else whole(row.why)


def headline(listed: Listed, source: str) -> str:
    count = plural("Contents", "%n entry in {}", "%n entries in {}", len(listed.rows))
    return count.format(middle(short_source(source), _LONGEST_SOURCE))


def about(listed: Listed) -> str:
    """What contains the entries, and what is not among them."""
    holder = clip(said(listed.looks_like))
    words = [holder[:1].upper() + holder[1:]]
    if listed.passed_over:
        text = plural(
            "Contents",
            "%n file that macOS or Windows put there is passed over",
            "%n files that macOS or Windows put there are passed over",
            listed.passed_over,
        )
        words.append(text)
    return translate("Contents", "{}. Nothing is written to disk.").format(". ".join(words))


def counts(listing: Listing) -> str:
    """ "1 failed, 2 verified, 3 no documents" of what was read so far."""
    words = [
        f"{number(listing.verdicts[one])} {signs.of_verdict(one).word.lower()}"
        for one in _ORDER
        if listing.verdicts[one]
    ]
    if listing.others:
        words.append(plural("Contents", "%n is no document", "%n are no documents", listing.others))
    return ", ".join(words)


def progress(listing: Listing) -> str:
    if listing.done >= listing.total:
        return ""
    text = translate("Contents", "{} of {} read")
    return text.format(number(listing.done), number(listing.total))


def ended_early(error: InspectorError) -> str:
    text = translate("Contents", "The rest was not read: {}")
    return text.format(whole(error.message))


def chosen(count: int) -> str:
    return plural("Contents", "%n chosen", "%n chosen", count) if count else ""


def open_words(count: int) -> str:
    """The text of the button that opens the choice."""
    if not count:
        return translate("Contents", "Open")
    return plural("Contents", "Open %n", "Open %n", count)


# --- the table ----------------------------------------------------------------------------------

NAME, LOOKS, SIZE, TITLE, VERDICT = range(5)


class ContentsModel(CellModel, QAbstractTableModel):
    """Names, types, sizes, titles and verdicts."""

    columns = 5
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[EntryRow] = []
        self._doubles: frozenset[str] = frozenset()
        self._shown: list[int] = []
        self._chosen: set[int] = set()
        self._wanted = ""

    def show(self, rows: tuple[EntryRow, ...]) -> None:
        """Show another list, with nothing chosen."""
        self.beginResetModel()
        self._rows, self._doubles = list(rows), doubles(rows)
        self._chosen.clear()
        self._shown = self._holding(self._wanted)
        self.endResetModel()
        self.chosen_changed.emit()

    def put(self, place: int, rows: tuple[EntryRow, ...]) -> None:
        """Fill in the results of the rows from ``place`` on."""
        self._rows[place : place + len(rows)] = rows
        first = bisect_left(self._shown, place)
        end = bisect_left(self._shown, place + len(rows))
        if first < end:  # Qt inspects each reported row
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, self.columns - 1))

    def filter(self, text: str) -> None:
        """Show only rows with ``text`` in their name, title or type."""
        self._wanted = text.casefold().strip()
        self.beginResetModel()
        self._shown = self._holding(self._wanted)
        self.endResetModel()

    def row(self, index: AnyIndex) -> EntryRow:
        return self._rows[self._shown[index.row()]]

    @property
    def chosen(self) -> list[EntryRow]:
        """The chosen rows in the order of the list, including those that a filter hides."""
        return [self._rows[place] for place in sorted(self._chosen)]

    @property
    def chosen_count(self) -> int:
        return len(self._chosen)

    def choose_shown(self) -> None:
        """Choose all visible rows, or none of them if all are chosen already."""
        shown = set(self._shown)
        self._chosen = self._chosen - shown if shown <= self._chosen else self._chosen | shown
        self.chosen_changed.emit()

    def _holding(self, text: str) -> list[int]:
        if not text:
            return list(range(len(self._rows)))
        return [place for place, row in enumerate(self._rows) if text in row.key]

    # --- Qt's interface
    # -----------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def title(self, column: int) -> str:
        names = self.tr("Name"), self.tr("Looks like"), self.tr("Bytes"), self.tr("Title")
        return (*names, self.tr("Verdict"))[column]

    def cell(self, index: AnyIndex) -> Cell:
        row = self.row(index)
        match index.column():
            case 0:
                has_double = row.entry.name in self._doubles
                return Cell(name(row, has_double=has_double), TextStyle.MONO)
            case 1:
                return Cell(looks_like(row), colour=_tone(row.verdict is not None))
            case 2:
                return Cell(number(row.entry.size), colour=ColourRole.MUTED)
            case 3:
                return Cell(title(row), colour=_tone(row.is_title_proven))
        badge = verdict(row)
        return Cell() if badge is None else badge_cell(badge)

    def tip(self, index: AnyIndex) -> str:
        row = self.row(index)
        if index.column() == VERDICT:
            return why(row)
        if index.column() == LOOKS:
            return looks_like(row)
        return row.entry.name if index.column() == NAME else ""

    def spoken(self, index: AnyIndex) -> str:
        if index.column() != NAME:
            return super().spoken(index)
        row = index.row()
        cells = (self.cell(self.index(row, column)).text for column in range(self.columns))
        return ", ".join(filter(None, cells))

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            if not index.isValid() or index.column() != NAME:
                return None
            is_chosen = self._shown[index.row()] in self._chosen
            return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._chosen ^= {self._shown[index.row()]}
        self.dataChanged.emit(index, index, [role])
        self.chosen_changed.emit()
        return True


def _tone(is_sure: bool) -> ColourRole:
    return ColourRole.TEXT if is_sure else ColourRole.MUTED
