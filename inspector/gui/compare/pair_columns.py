"""The columns of a comparison: the left side, the difference, the right side."""

from enum import IntEnum

from inspector.gui.compare.row_text import LEFT, RIGHT
from inspector.gui.document.document_model import COUNT_ROLE

OPEN_ROLE = COUNT_ROLE + 1
"""What stands between the sides of a row that is open: nothing of what lies below it."""


class Column(IntEnum):
    LEFT_ITEM = 0
    LEFT_VALUE = 1
    DIFFERENCE = 2
    RIGHT_ITEM = 3
    RIGHT_VALUE = 4


ITEMS = (Column.LEFT_ITEM, Column.RIGHT_ITEM)
VALUES = (Column.LEFT_VALUE, Column.RIGHT_VALUE)


def side_of(column: int) -> int:
    """LEFT or RIGHT; not of the column between them."""
    return RIGHT if column > Column.DIFFERENCE else LEFT
