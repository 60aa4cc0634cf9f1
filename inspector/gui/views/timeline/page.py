"""The view *timeline* of a document."""

from inspector.gui.controllers.derivation import Derivation
from inspector.gui.controllers.inspection import Inspection
from inspector.gui.models.timeline import timeline
from inspector.gui.models.timeline.timeline import Timeline
from inspector.gui.runner import Runner
from inspector.gui.theme.theme import Theme
from inspector.gui.views.derived_page import DerivedPage
from inspector.gui.views.timeline.view import TimelineView


class TimelinePage(DerivedPage[Timeline]):
    """Shows the events of an inspection's document on a time axis."""

    def __init__(self, theme: Theme, runner: Runner, inspection: Inspection) -> None:
        self.view = TimelineView(theme)
        derivation: Derivation[Timeline] = Derivation(runner, timeline.of_checked, inspection)
        super().__init__(self.view, inspection, derivation)

    def show_value(self, value: Timeline) -> None:
        self.view.show_timeline(value)
