"""The names on the way to a value, from its group down, as the tree shows them."""

from inspector.gui.document import labels
from inspector.gui.document.opened import Opened
from inspector.gui.translation import translate


def of_node(opened: Opened, node: int) -> tuple[str, ...]:
    """The names from the group down to the value."""
    outline, table = opened.outline, opened.outline.table
    names = [labels.name_of(table, node)]
    if (entry := opened.primary_rows.entry(node)) is None:
        return tuple(names)
    place = node
    while place != outline.node(entry):
        place = table.parent(place)
        names.append(labels.name_of(table, place))
    names.append(translate("Groups", outline.groups[outline.group_of(entry)].name))
    return tuple(reversed(names))
