"""The cells of a row of a comparison as Qt asks for them: by role, None where there is nothing."""

from typing import Any

from PySide6.QtCore import Qt

from inspector.gui.compare.pair_columns import OPEN_ROLE
from inspector.gui.compare.pair_row import PairRow
from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.plain_text import tooltip

_LONGEST_TIP = 120


def difference_cell(theme: Theme, row: PairRow, role: int) -> Any:
    """What stands between both sides; under OPEN_ROLE while the row is open."""
    if role == OPEN_ROLE:
        return row.own.word if row.own else ""
    if (sign := row.closed) is None:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return sign.word
    if role == Qt.ItemDataRole.DecorationRole:
        return theme.icon(sign.icon, sign.tone)
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.colour(sign.tone)
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(Text.WORD if row.kind else Text.BODY)
    if role == Qt.ItemDataRole.ToolTipRole:
        return tooltip(sign.word)
    return None


def item_cell(theme: Theme, row: PairRow, side: int, role: int) -> Any:
    """What the row is called on one side, and how many children it has there."""
    name = row.names[side]
    if role == Qt.ItemDataRole.DisplayRole:
        return name
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(Text.HEADING if row.is_group else Text.BODY)
    if role == COUNT_ROLE:
        return row.counts[side]
    if role == Qt.ItemDataRole.ToolTipRole:
        return tooltip(name) if len(name) > _LONGEST_TIP else None
    return None


def value_cell(theme: Theme, row: PairRow, side: int, role: int) -> Any:
    """The value of one side, in the font that suits both."""
    cell = row.values[side]
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == Qt.ItemDataRole.FontRole:
        return theme.font(Text.MONO if row.is_mono else Text.BODY)
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.colour(Tone.MUTED if row.is_group or cell.faint else Tone.TEXT)
    if role == Qt.ItemDataRole.ToolTipRole:
        return tooltip(cell.text) if cell.text else None
    return None
