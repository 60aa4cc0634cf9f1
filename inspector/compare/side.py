"""One of the two that are compared: a document with its report, or a state computed from one."""

from dataclasses import dataclass

from inspector.document.document import Document
from inspector.tree.nodes import NodeTable
from inspector.verify.report import Report


@dataclass(frozen=True, slots=True)
class Side:
    """``document`` is what the JSON Pointers of this side lead into.

    Where ``at`` is a number, the document is the state computed from so many first events of
    the bundle ``source``, and ``report`` is that bundle's: what was computed here proves nothing.
    ``source`` is what the user named, ``name`` a short name that is safe to show.
    """

    source: str
    name: str
    document: Document
    table: NodeTable
    report: Report
    at: int | None = None
