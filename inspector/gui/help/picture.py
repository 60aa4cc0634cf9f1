"""A picture of the program in its help, as wide as there is room for."""

import pkgutil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.theme.theme import Theme

_FOLDER = "inspector.resources.pictures"


class HelpPicture(QWidget):
    """Shows ``name`` of the pictures that ship with the program; ``says`` is what it shows."""

    def __init__(self, theme: Theme, name: str, says: str) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(pkgutil.get_data(_FOLDER, f"{name}.png") or b"")
        self.setAccessibleName(says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_there(self) -> bool:
        return not self._pixmap.isNull()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        whole = self._pixmap.size()
        width = min(width, whole.width())
        return round(width * whole.height() / max(1, whole.width()))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(480, self.heightForWidth(480))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        width = min(self.width(), self._pixmap.width())
        place = QRect(0, 0, width, self.heightForWidth(width))
        smooth = self._pixmap.scaled(
            place.size() * self.devicePixelRatio(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        with QPainter(self) as painter:
            painter.drawPixmap(place, smooth)
            painter.setPen(QColor(self._theme.colours.border))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
