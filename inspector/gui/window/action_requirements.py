"""What there is to give a command for: which commands make sense now."""

from inspector.gui.actions import Requires
from inspector.gui.document.inspection import Inspection
from inspector.gui.document.tab import Tab
from inspector.gui.window.inspections import Inspections


def met_requirements(inspections: Inspections) -> Requires:
    """What the tab in sight has."""
    tab = inspections.current
    is_closable = not tab.is_empty or len(inspections.items) > 1
    found = Requires.TAB if is_closable else Requires.NOTHING
    found |= Requires.NOTHING if tab.is_empty else Requires.SOURCE
    return found | (_of_document(tab) if isinstance(tab, Inspection) else _of_comparison(tab))


def _of_document(inspection: Inspection) -> Requires:
    found = Requires.NOTHING
    for need, is_there in (
        (Requires.DOCUMENT | Requires.TREE, inspection.opened is not None),
        (Requires.VALUE, inspection.selection.node is not None),
        (Requires.REPORT, inspection.checked is not None),
    ):
        found |= need if is_there else Requires.NOTHING
    return found


def _of_comparison(tab: Tab) -> Requires:
    return Requires.COMPARISON | Requires.TREE if tab.is_compared else Requires.NOTHING
