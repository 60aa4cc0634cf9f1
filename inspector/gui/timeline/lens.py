"""Which part of the time axis is seen: how much it is magnified, and how far it is moved.

Places are those of a ``Scale``, from 0 to 1; ``x`` is in pixels of the rows' viewport.
"""

from PySide6.QtCore import QObject, Signal

_STEP = 1.25
_LEAST_MOST = 8.0
_MOST = 400_000.0
"""Beyond it a scroll bar could not count the pixels of a wide screen."""
_NARROWEST_FILLS = 0.5
"""At the largest zoom the two closest dates are this part of the width apart."""


class TimelineLens(QObject):
    """Zoom and position; ``changed`` when any of it does."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self._room = 1
        self._most = _LEAST_MOST
        self._offset = 0.0
        self.zoom = 1.0

    def show_scale(self, narrowest: float) -> None:
        """See all of another scale; ``narrowest`` is the distance of its two closest places."""
        self._most = min(_MOST, max(_LEAST_MOST, _NARROWEST_FILLS / narrowest))
        self.fit()

    def set_room(self, left: int, width: int) -> None:
        """Where the axis may be drawn."""
        room = max(1, width)
        if (left, room) != (self._left, self._room):
            self._offset *= room / self._room
            self._left, self._room = left, room
            self.changed.emit()

    @property
    def length(self) -> float:
        """The pixels that all of the axis would take."""
        return self._room * self.zoom

    @property
    def room(self) -> int:
        """The pixels that are seen of it."""
        return self._room

    @property
    def offset(self) -> float:
        """The pixels that lie left of what is seen."""
        return self._offset

    @property
    def seen(self) -> tuple[float, float]:
        return self._offset / self.length, (self._offset + self._room) / self.length

    def x(self, place: float) -> float:
        return self._left + place * self.length - self._offset

    def place(self, x: float) -> float:
        return (x - self._left + self._offset) / self.length

    def zoom_in(self, steps: float, x: float | None = None) -> None:
        """Magnify so that what is at ``x`` stays there, else the middle; out where negative."""
        x = self._left + self._room / 2 if x is None else x
        place = self.place(x)
        self.zoom = min(self._most, max(1.0, self.zoom * _STEP**steps))
        self._move_to(place * self.length - (x - self._left))

    def move_to(self, offset: float) -> None:
        if offset != self._offset:
            self._move_to(offset)

    def sees(self, x: float) -> bool:
        return self._left <= x <= self._left + self._room

    def reveal(self, first: float, last: float) -> None:
        """See something of what reaches from one x to another: the nearer end, in the middle."""
        if last < self._left or first > self._left + self._room:
            x = last if last < self._left else first
            self._move_to(self._offset + x - self._left - self._room / 2)

    def fit(self) -> None:
        self.zoom = 1.0
        self._move_to(0.0)

    def _move_to(self, offset: float) -> None:
        self._offset = min(max(0.0, offset), self.length - self._room)
        self.changed.emit()
