"""What the user can do about a finding, by one table: the words of a button, and what it does.

Nothing here promises a result: each leads to where something can be given, compared or looked at.
"""

from collections.abc import Callable
from typing import NamedTuple

from inspector.gui.document.opened import Checked
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.translation import N_, translate
from inspector.verify.overview_facts import Remedy, RemedyKind, remedy_of
from inspector.verify.result import Result

_TABLE: dict[RemedyKind, tuple[str, Callable[[WindowActions, str], None]]] = {
    RemedyKind.PAPER: (
        N_("Findings", "Give the paper's text…"),
        lambda window, _: window.run("paper_text"),
    ),
    RemedyKind.KEYS: (
        N_("Findings", "Compare fingerprint…"),
        lambda window, fingerprint: window.compare_fingerprint(fingerprint),
    ),
    RemedyKind.BUNDLE: (
        N_("Findings", "Get the bundle…"),
        lambda window, number: window.open_source(number),
    ),
}


class FindingAction(NamedTuple):
    """``remedy`` is None where there is none: then the place can be shown, at ``pointer``."""

    remedy: Remedy | None
    pointer: str = ""

    @property
    def text(self) -> str:
        if self.remedy is None:
            return translate("Findings", "Show in the tree")
        return translate("Findings", _TABLE[self.remedy.kind][0])

    def take(self, window: WindowActions, show: Callable[[str], None]) -> None:
        """Do it; ``show`` leads to a JSON Pointer."""
        if self.remedy is None:
            show(self.pointer)
        else:
            _TABLE[self.remedy.kind][1](window, self.remedy.about)


def of_result(checked: Checked, result: Result) -> FindingAction:
    """The action of one finding."""
    remedy = remedy_of(checked.report, checked.opened.document, result)
    return FindingAction(remedy, result.path)
