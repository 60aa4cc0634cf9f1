"""What a comparison is called: in its tab, in the title of the window, and for a listener."""

from typing import NamedTuple

from inspector.gui.document import tab_text
from inspector.gui.document.tab_text import TabText
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import number, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import middle
from inspector.gui.widgets.signs import Sign
from inspector.jobs.watching import FileState
from inspector.verify.report import Verdict

_IN_TAB = 24
_IN_TITLE = 60


class Called(NamedTuple):
    """One side: ``verdict`` is None while it is not known. ``name`` is text of a file name.

    Where ``at`` is a number it is the state after so many events, which has no verdict of its
    own: ``verdict`` is that of the bundle. ``is_fault``: the program broke over it. ``standing``
    is how its file stands to what was read.
    """

    name: str
    at: int | None
    verdict: Verdict | None
    is_fault: bool = False
    standing: FileState = FileState.SAME


def tab(left: Called, right: Called) -> TabText:
    """The words of the tab; those for a listener say both verdicts."""
    name = _both(left, right, _IN_TAB)
    others = [one.standing for one in (left, right) if one.standing is not FileState.SAME]
    shown = tab_text.sign_of(others[0]) if others else sign()
    return TabText(name, shown, spoken(left, right))


def notice(left: Called, right: Called, *, is_one_file: bool) -> str:
    """What is said beside both verdicts, of each side whose file has changed since."""
    found = tab_text.found(left.standing), tab_text.found(right.standing)
    if is_one_file:
        return tab_text.notice(found[0])
    sides = translate("Comparison", "Left: {}"), translate("Comparison", "Right: {}")
    said = (side.format(one) if one else "" for side, one in zip(sides, found, strict=True))
    return tab_text.notice(*said)


def title(left: Called, right: Called) -> str:
    """What the title of the window says of the comparison."""
    return _both(left, right, _IN_TITLE)


def spoken(left: Called, right: Called) -> str:
    """Both sides with their verdicts, as one thing that is heard."""
    return translate("Comparison", "comparison of {}, {}, with {}, {}").format(
        label(left, _IN_TITLE), _heard(left), label(right, _IN_TITLE), _heard(right)
    )


def sign() -> Sign:
    return Sign("compare", Tone.TEXT, translate("Comparison", "comparison"))


def label(side: Called, length: int) -> str:
    """The name of a side, and which of the states of a bundle it is."""
    name = middle(side.name, length)
    if side.at is None:
        return name
    return translate("Comparison", "{} after event {}").format(name, number(side.at))


def _both(left: Called, right: Called, length: int) -> str:
    return f"{label(left, length)} | {label(right, length)}"


def _heard(side: Called) -> str:
    if side.standing is not FileState.SAME:
        return tab_text.sign_of(side.standing).word
    if side.is_fault:
        return signs.fault().word.lower()
    found = signs.of_verdict(side.verdict) if side.verdict is not None else signs.checking()
    return found.word.lower()
