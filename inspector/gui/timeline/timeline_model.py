"""The rows of a timeline for Qt: a thin adapter over ``Timeline``; an index is row and column."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.gui.document import dates
from inspector.gui.document.dates import Zone
from inspector.gui.document.document_model import AnyIndex
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_words
from inspector.gui.timeline.timeline import Lane, Timeline, TimelineEvent
from inspector.gui.widgets.plain_text import tooltip

SIGNER, EVENT, TIME, RESULT = range(4)
_COLUMNS = 4
_NO_INDEX = QModelIndex()


class TimelineModel(QAbstractTableModel):
    """Signer, event type, dates and result of every event; empty until a timeline is shown."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.timeline: Timeline | None = None
        self.zone = Zone.UTC

    def show(self, timeline: Timeline | None) -> None:
        self.beginResetModel()
        self.timeline = timeline
        self.endResetModel()

    def show_in(self, zone: Zone) -> None:
        """Write all dates in another time zone."""
        self.zone = zone
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, _COLUMNS - 1))

    # --- what the view paints ---------------------------------------------------------------

    def event_at(self, row: int) -> TimelineEvent:
        return self._shown.events[row]

    def lane_of(self, row: int) -> Lane:
        return self._shown.lanes[self.event_at(row).lane]

    @property
    def _shown(self) -> Timeline:
        if self.timeline is None:
            raise IndexError("No timeline is shown")
        return self.timeline

    # --- Qt's interface ---------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() or self.timeline is None else len(self.timeline.events)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = self.tr("Signer"), self.tr("Event"), self.tr("Time"), self.tr("Result")
            return titles[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.timeline is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return timeline_words.spoken(self.timeline, row, self.zone)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self._tip(self.timeline, row, column))
        return self._look(row, column, role)

    def _text(self, row: int, column: int) -> str:
        event = self.event_at(row)
        if column == SIGNER:
            return timeline_words.signer(self.lane_of(row))
        if column == EVENT:
            return timeline_words.name(event)
        if column == TIME:
            return dates.full(event.created, self.zone)
        sign = timeline_words.sign(event)
        return sign.word if sign else ""

    def _tip(self, timeline: Timeline, row: int, column: int) -> str:
        if column == SIGNER:
            return timeline_words.lane_spoken(self.lane_of(row))
        return timeline_words.spoken(timeline, row, self.zone)

    def _look(self, row: int, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(Text.WORD if column == RESULT else Text.BODY)
        sign = timeline_words.sign(self.event_at(row))
        if sign is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole and column == EVENT:
            return self._theme.icon(sign.icon, sign.tone)
        if role == Qt.ItemDataRole.ForegroundRole and column == RESULT:
            return self._theme.colour(sign.tone)
        return None
