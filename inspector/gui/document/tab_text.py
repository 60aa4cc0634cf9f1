"""The texts of a tab: short name, sign of the verdict, spoken text."""

from inspector.errors import InspectorError
from inspector.gui.document import titles
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import middle
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.sources.file_state import FileState

_LONGEST = 40


class TabText(NamedTuple):
    """``sign`` is None for a tab without a document; ``mark`` says what is not proven."""

    name: str
    sign: StatusBadge | None
    spoken: str
    mark: str = ""
    source: str = ""
    """The full source, since other tabs may have the same name."""


def of(
    source: str | None,
    opened: Opened | None,
    checked: Checked | None,
    error: InspectorError | None,
    *,
    standing: FileState,
) -> TabText:
    """The texts of a tab. If the file changed, the verdict is marked as old."""
    if source is None:
        name = translate("Tabs", "New tab")
        return TabText(name, None, name)
    name = middle(opened.name if opened else source.rpartition("/")[2] or source, _LONGEST)
    if checked is not None:
        sign = signs.of_verdict(checked.report.verdict)
    elif error is not None:
        sign = signs.of_error(error)
    else:
        sign = signs.checking()
    if standing is not FileState.SAME:
        sign = sign_of(standing)
    is_claim = checked is not None and titles.is_claimed(checked.report)
    mark = titles.mark() if is_claim else ""
    said = (name, sign.word, mark)
    return TabText(name, sign, ", ".join(filter(None, said)), mark, source)


def sign_of(standing: FileState) -> StatusBadge:
    """The mark for a verdict that may no longer be that of the file."""
    word = {
        FileState.CHANGED: translate("Tabs", "changed on disk"),
        FileState.GONE: translate("Tabs", "no longer on disk"),
        FileState.UNKNOWN: translate("Tabs", "cannot be looked at on disk"),
    }[standing]
    return StatusBadge("reload", ColourRole.WARN, word)


def found(standing: FileState) -> str:
    """How a file differs from what was read; "" if it does not."""
    return {
        FileState.SAME: "",
        FileState.CHANGED: translate("Tabs", "The file has changed on disk."),
        FileState.GONE: translate("Tabs", "The file is no longer there."),
        FileState.UNKNOWN: translate(
            "Tabs",
            "The file cannot be looked at now: it is not known whether it has changed.",
        ),
    }[standing]


def notice(*said: str) -> str:
    """The notice beside outdated verdicts; "" if there is nothing to report."""
    read = translate("Tabs", "What is shown, the verdict too, is of what was read before.")
    sentences = [one for one in said if one]
    return " ".join([*sentences, read]) if sentences else ""
