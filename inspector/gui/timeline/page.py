"""Joins the view Timeline to a document: computed in a worker, follows the selection."""

from inspector.gui.document.inspection import Inspection
from inspector.gui.document.lazy_page import LazyPage
from inspector.gui.document.lazy_value import LazyValue
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.timeline import timeline
from inspector.gui.timeline.timeline import Timeline
from inspector.gui.timeline.view import TimelineView


class TimelinePage(LazyPage[Timeline]):
    """Shows the events of an inspection's document on a time axis."""

    def __init__(self, theme: Theme, runner: Runner, inspection: Inspection) -> None:
        self.view = TimelineView(theme)
        lazy_value: LazyValue[Timeline] = LazyValue(runner, timeline.of_checked, inspection)
        super().__init__(self.view, inspection, lazy_value)

    def show_value(self, value: Timeline) -> None:
        self.view.show_timeline(value)
