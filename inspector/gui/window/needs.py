"""What there is to give a command for: which commands make sense now."""

from inspector.gui.actions import Need
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.tab import Tab
from inspector.gui.window.inspections import Inspections


def present(inspections: Inspections) -> Need:
    """What the tab in sight has."""
    tab = inspections.current
    is_closable = not tab.is_empty or len(inspections.items) > 1
    found = Need.TAB if is_closable else Need.NOTHING
    found |= Need.NOTHING if tab.is_empty else Need.SOURCE
    return found | (_of_document(tab) if isinstance(tab, Inspection) else _of_comparison(tab))


def _of_document(inspection: Inspection) -> Need:
    found = Need.NOTHING
    for need, is_there in (
        (Need.DOCUMENT | Need.TREE, inspection.opened is not None),
        (Need.VALUE, inspection.selection.node is not None),
        (Need.REPORT, inspection.checked is not None),
    ):
        found |= need if is_there else Need.NOTHING
    return found


def _of_comparison(tab: Tab) -> Need:
    return Need.COMPARISON | Need.TREE if tab.is_compared else Need.NOTHING
