"""A comparison that could not be made, and what is known of either side all the same."""

from typing import NamedTuple

from inspector.compare.side import Side
from inspector.errors import InspectorError
from inspector.verify.report import Report


class Unusable(NamedTuple):
    """A side with nothing to compare: a source that could not be read, or without that state.

    ``report`` is the one on what was read; it says "unreadable" where nothing was.
    """

    source: str
    report: Report
    error: InspectorError


class NotCompared(NamedTuple):
    """``error`` says why where both sides are there: they have no part in common."""

    left: Side | Unusable
    right: Side | Unusable
    error: InspectorError | None = None
