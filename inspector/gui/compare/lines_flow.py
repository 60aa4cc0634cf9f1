"""A flow whose parts stand on one line of writing, in the middle where that is wanted."""

from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from inspector.gui.widgets.flow import FlowLayout


class LinesFlow(FlowLayout):
    """Parts of any height, the middle of each at that of its line; a line may be ``centred``."""

    centred = False

    def fill(self, parts: Iterable[QWidget]) -> None:
        """Hold these parts, in this order; those that it held are left to whoever has them."""
        while self.takeAt(0) is not None:
            pass
        for part in parts:
            self.addWidget(part)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        for line in self._lines():
            free = rect.right() - line[-1].geometry().right() if self.centred else 0
            height = max(item.geometry().height() for item in line)
            for item in line:
                place = item.geometry()
                down = (height - place.height()) // 2
                item.setGeometry(place.translated(max(0, free // 2), down))

    def _lines(self) -> list[list[QLayoutItem]]:
        found: dict[int, list[QLayoutItem]] = {}
        items = (self.itemAt(place) for place in range(self.count()))
        for item in items:
            if item is not None and not item.isEmpty():
                found.setdefault(item.geometry().y(), []).append(item)
        return list(found.values())
