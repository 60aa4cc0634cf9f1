"""The proofs that changed for Qt: a row each, with its status and its place on either side."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from inspector.compare.proofs import Proof
from inspector.gui.compare.proofs_text import of_status, word
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.widgets.plain_text import clip, tooltip

CHECK, LEFT, RIGHT, LEFT_PLACE, RIGHT_PLACE = range(5)
COLUMNS = 5
_NO_INDEX = QModelIndex()
_LONGEST = 200
_OF_THE_RIGHT = (RIGHT, RIGHT_PLACE)


class ProofsModel(QAbstractTableModel):
    """Shows proofs in the order that they are given in."""

    def __init__(self, theme: Theme, proofs: tuple[Proof, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._proofs = proofs

    def place(self, index: AnyIndex) -> tuple[str, bool] | None:
        """The pointer that a cell leads to, and whether it is one of the left.

        Where the side of the cell has no such check, it is the other's.
        """
        if not index.isValid():
            return None
        proof = self._proofs[index.row()]
        found = {True: proof.left_path, False: proof.right_path}
        wanted = index.column() not in _OF_THE_RIGHT
        for is_left in (wanted, not wanted):
            if (path := found[is_left]) is not None:
                return path, is_left
        return None

    # --- Qt's interface -------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._proofs)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else COLUMNS

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Check"),
                self.tr("Left"),
                self.tr("Right"),
                self.tr("Place on the left"),
                self.tr("Place on the right"),
            )[section]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        proof, column = self._proofs[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(proof, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(proof, column)
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(_font(proof, column))
        if role == Qt.ItemDataRole.ToolTipRole and column in (LEFT_PLACE, RIGHT_PLACE):
            return tooltip(_cell(proof, column))
        return self._look(proof, column, role)

    def _look(self, proof: Proof, column: int, role: int) -> Any:
        sign = of_status({LEFT: proof.left, RIGHT: proof.right}.get(column))
        if role == Qt.ItemDataRole.DecorationRole and sign:
            return self._theme.icon(sign.icon, sign.tone)
        if role == Qt.ItemDataRole.ForegroundRole:
            plain = Tone.TEXT if column == CHECK else Tone.MUTED
            return self._theme.colour(sign.tone if sign else plain)
        return None


def _cell(proof: Proof, column: int) -> str:
    if column == CHECK:
        return proof.id
    if column in (LEFT, RIGHT):
        return word(of_status(proof.left if column == LEFT else proof.right))
    path = _path(proof, column)
    if path is None:
        return translate("Proofs", "not there")
    return clip(path, _LONGEST) or translate("Proofs", "the document")


def _font(proof: Proof, column: int) -> Text:
    if column in (LEFT, RIGHT):
        return Text.WORD
    is_path = column != CHECK and _path(proof, column) is not None
    return Text.MONO if is_path else Text.BODY


def _path(proof: Proof, column: int) -> str | None:
    return proof.left_path if column == LEFT_PLACE else proof.right_path


def _spoken(proof: Proof, column: int) -> str:
    """A cell with the side that it speaks of; the first says the whole row."""
    left, right = _cell(proof, LEFT), _cell(proof, RIGHT)
    if column == CHECK:
        return translate("Proofs", "{}: left {}, right {}").format(proof.id, left, right)
    if column in (LEFT, LEFT_PLACE):
        return translate("Proofs", "left: {}").format(_cell(proof, column))
    return translate("Proofs", "right: {}").format(_cell(proof, column))
