"""The name of a document or of a member: one line that loses its middle where there is no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from inspector.gui.widgets.text import ElidedLabel


class NameLabel(ElidedLabel):
    """As wide as its text, or as there is room; it can stand in a line that flows."""

    elide = Qt.TextElideMode.ElideMiddle

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
