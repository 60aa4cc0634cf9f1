"""The pages of the help as plain values, and the page of each check.

The texts on checks are the engine's, translated to the language of the interface.
"""

from inspector.gui.translation import N_, said, translate
from inspector.gui.widgets.signs import StatusBadge
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
