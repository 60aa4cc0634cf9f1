"""Opening several branches of a comparison at once, as far as that stays quick."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTreeView

from inspector.gui.compare.pair_model import PairModel


def open_ways(view: QTreeView, model: PairModel, most: int) -> None:
    """Open what leads to a difference, level by level, up to ``most`` new rows."""
    waiting = [model.index(row, 0) for row in range(model.rowCount())]
    for index in waiting:
        rows = model.rowCount(index) if model.leads_on(index) else 0
        if 0 < rows <= most:
            most -= rows
            view.expand(index)
            waiting += [model.index(row, 0, index) for row in range(rows)]


def open_above(view: QTreeView, index: QModelIndex) -> None:
    """Open everything that a row lies under, from the top down."""
    closed = []
    above = index.parent()
    while above.isValid():
        closed.append(above)
        above = above.parent()
    for branch in reversed(closed):
        view.expand(branch)
