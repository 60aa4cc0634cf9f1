"""Opening and closing several branches of a tree at once, as far as that stays quick."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTreeView


def open_below(view: QTreeView, waiting: list[QModelIndex], most: int) -> None:
    """Open these rows and what lies under them, level by level, up to ``most`` new rows.

    A branch that does not fit is left closed; others behind it are opened.
    """
    model = view.model()
    for index in waiting:
        rows = model.rowCount(index)
        if 0 < rows <= most:
            most -= rows
            view.expand(index)
            waiting += [model.index(row, 0, index) for row in range(rows)]


def close_below(view: QTreeView, index: QModelIndex) -> None:
    """Close a row; opened again, what lies under it is closed."""
    if view.isExpanded(index):
        model = view.model()
        for row in range(model.rowCount(index)):
            close_below(view, model.index(row, 0, index))
        view.collapse(index)
