"""The pages of the help as plain values, and the page of each check.

The texts on checks are the engine's, translated to the language of the interface.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import N_, said, translate
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import Label, SignLabel
from inspector.messages import Message
from inspector.named_tuple import NamedTuple
from inspector.verify.catalogue import CATALOGUE
from inspector.verify.explanations import EXPLANATIONS

_FAMILIES = {
    "document": N_("Help", "Document"),
    "record": N_("Help", "Record"),
    "alias": N_("Help", "Aliases"),
    "receipt": N_("Help", "Receipt"),
    "event": N_("Help", "Events"),
    "snapshot": N_("Help", "Snapshots"),
    "key": N_("Help", "Keys"),
    "state": N_("Help", "State"),
    "bundle": N_("Help", "Bundle"),
    "integrity": N_("Help", "Integrity reports"),
    "link": N_("Help", "Links"),
    "status": N_("Help", "Flags"),
    "time": N_("Help", "Dates"),
}
"""The topics of checks, by the first part of their ids."""


class HelpLine(NamedTuple):
    """A term, or the sign of an outcome, and its explanation."""

    term: str
    text: str
    sign: StatusBadge | None = None
    is_code: bool = False
    is_key: bool = False


class HelpSection(NamedTuple):
    heading: str
    lines: tuple[HelpLine, ...]


class HelpPage(NamedTuple):
    """``lead`` is the sentence below the title, ``picture`` the name of a picture of the
    program."""

    title: str
    lead: str
    sections: tuple[HelpSection, ...]
    picture: str = ""

    @property
    def text(self) -> str:
        """All texts of the page, for searching."""
        lines = [line for section in self.sections for line in section.lines]
        words = [line.sign.word if line.sign else line.term for line in lines]
        headings = [section.heading for section in self.sections]
        return "\n".join((self.title, self.lead, *headings, *words, *(line.text for line in lines)))


def check_lines(check: str) -> tuple[HelpLine, ...]:
    """What the check proves, what a failure can mean, and what it cannot show."""
    help_ = EXPLANATIONS[check]
    return (
        HelpLine(translate("Help", "It proves"), translate("Checks", help_.means)),
        HelpLine(translate("Help", "A failure can mean"), translate("Checks", help_.failing)),
        HelpLine(translate("Help", "It cannot tell"), translate("Checks", help_.limits)),
    )


def of_check(check: str) -> HelpPage:
    """The page of one check."""
    module = f"inspector/verify/{CATALOGUE[check].module}.py"
    place = HelpLine(translate("Help", "The rule stands in"), module, is_code=True)
    lines = HelpSection("", (*check_lines(check), place))
    return HelpPage(check, rule(check), (lines,))


def rule(check: str) -> str:
    """The sentence of a passing check, worded as a requirement."""
    return translate("Help", "Rule: {}").format(said(Message(CATALOGUE[check].holds)))


def family(check: str) -> str:
    """The topic of a check in a word."""
    return translate("Help", _FAMILIES[check.partition(".")[0]])


# --- how lines are shown: terms and explanations in two columns ---------------------------------

_TERM = 132


class TermLines(QWidget):
    """Shows lines below one another; a line without a term has the full width."""

    def __init__(self, theme: Theme, lines: Sequence[HelpLine]) -> None:
        super().__init__()
        self._theme = theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, theme.pixels(_TERM))
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines):
            text = self._text(line)
            if line.sign is None and not line.term:
                grid.addWidget(text, row, 0, 1, 2)
            else:
                self._add_term(grid, row, line)
                grid.addWidget(text, row, 1, top)

    def _add_term(self, grid: QGridLayout, row: int, line: HelpLine) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if line.sign is None:
            kind, tone = (
                (Text.MONO, ColourRole.TEXT) if line.is_key else (Text.LABEL, ColourRole.FAINT)
            )
            grid.addWidget(Label(self._theme, kind, tone, line.term), row, 0, top)
        else:
            sign = SignLabel(self._theme)
            grid.addWidget(sign, row, 0, top)
            # Without a parent it would be a window.
            sign.show_sign(line.sign)

    def _text(self, line: HelpLine) -> Label:
        kind = Text.MONO if line.is_code else Text.BODY
        text = Label(self._theme, kind, ColourRole.TEXT, line.text).wrap().selectable()
        term = line.sign.word if line.sign else line.term
        text.setAccessibleName(f"{term}: {line.text}" if term else line.text)
        return text
