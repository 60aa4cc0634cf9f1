"""The order in which the Tab key reaches what is created later than the rest of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(first: QWidget, *parts: QWidget) -> None:
    """Have the Tab key reach what is in ``parts`` next after ``first``.

    Qt puts what is created later at the end of the window's focus chain.
    """
    chain = _chain_after(first)
    wanted = [one for part in parts for one in chain if one is part or part.isAncestorOf(one)]
    if chain[: len(wanted)] != wanted:
        for one in wanted:
            QWidget.setTabOrder(first, one)
            first = one


def _chain_after(first: QWidget) -> list[QWidget]:
    """What the Tab key reaches after ``first``, in Qt's order, also what is hidden."""
    chain = []
    one = first.nextInFocusChain()
    while one is not None and one is not first:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(one)
        one = one.nextInFocusChain()
    return chain
