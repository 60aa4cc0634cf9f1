"""The rows of a timeline for Qt: a thin adapter over ``Timeline``; an index is row and column."""

from PySide6.QtCore import QAbstractTableModel, QObject

from inspector.gui.document import dates
from inspector.gui.document.dates import Zone
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline_words
from inspector.gui.timeline.timeline import Lane, Timeline, TimelineEvent
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell

SIGNER, EVENT, TIME, RESULT = range(4)


class TimelineModel(CellModel, QAbstractTableModel):
    """Signer, event type, dates and result of every event; empty until a timeline is shown."""

    columns = 4

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
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, self.columns - 1))

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

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() or self.timeline is None else len(self.timeline.events)

    def title(self, column: int) -> str:
        return (self.tr("Signer"), self.tr("Event"), self.tr("Time"), self.tr("Result"))[column]

    def cell(self, index: AnyIndex) -> Cell:
        row, column = index.row(), index.column()
        sign = timeline_words.sign(self.event_at(row))
        if column == RESULT:
            return Cell("", Text.WORD) if sign is None else badge_cell(sign)._replace(badge=None)
        return Cell(self._text(row, column), badge=sign if column == EVENT else None)

    def tip(self, index: AnyIndex) -> str:
        if index.column() == SIGNER:
            return timeline_words.lane_spoken(self.lane_of(index.row()))
        return self.spoken(index)

    def spoken(self, index: AnyIndex) -> str:
        return timeline_words.spoken(self._shown, index.row(), self.zone)

    def _text(self, row: int, column: int) -> str:
        event = self.event_at(row)
        if column == SIGNER:
            return timeline_words.signer(self.lane_of(row))
        if column == EVENT:
            return timeline_words.name(event)
        return dates.full(event.created, self.zone)
