"""What a tab stands for, and what it says of it: a short name, the verdict's sign, and both for a
listener."""

from PySide6.QtCore import QObject, Signal

from inspector.errors import InspectorError
from inspector.gui.document import titles
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.theme.palette import ColourRole
from inspector.gui.translation import translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import middle
from inspector.gui.widgets.signs import StatusBadge
from inspector.jobs.session import Session
from inspector.jobs.watching import FileState
from inspector.named_tuple import NamedTuple

_LONGEST = 40


class TabText(NamedTuple):
    """``sign`` is None for a tab with no document; ``mark`` says what is not proven of it."""

    name: str
    sign: StatusBadge | None
    spoken: str
    mark: str = ""
    source: str = ""
    """All of it: other tabs may have the same name."""


def of(
    source: str | None,
    opened: Opened | None,
    checked: Checked | None,
    error: InspectorError | None,
    *,
    standing: FileState,
) -> TabText:
    """The words of a tab. A verdict of which the file has changed since is marked as old."""
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
    """The mark of a verdict that may no longer be that of the file."""
    word = {
        FileState.CHANGED: translate("Tabs", "changed on disk"),
        FileState.GONE: translate("Tabs", "no longer on disk"),
        FileState.UNKNOWN: translate("Tabs", "cannot be looked at on disk"),
    }[standing]
    return StatusBadge("reload", ColourRole.WARN, word)


def found(standing: FileState) -> str:
    """How a file stands to what was read of it; nothing is said where it is the same."""
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
    """What is said beside verdicts of which something was ``found``; empty where nothing was."""
    read = translate("Tabs", "What is shown, the verdict too, is of what was read before.")
    sentences = [one for one in said if one]
    return " ".join([*sentences, read]) if sentences else ""


# --- what it stands for -------------------------------------------------------------------------


class Tab(QObject):
    """Something that is open. Who derives from it says what it is."""

    changed = Signal()
    """Something that the tab's label, the title or the status bar shows of it."""

    @property
    def source(self) -> str | None:
        """What was asked for, where that is one source; None for room to open something."""
        return None

    @property
    def is_empty(self) -> bool:
        """Whether there is room to open something."""
        return False

    @property
    def is_compared(self) -> bool:
        """Whether two documents are compared, and both could be."""
        return False

    @property
    def is_verified(self) -> bool:
        """Whether both of them are verified, so that their proofs are compared, too."""
        return False

    @property
    def label(self) -> TabText:
        """What the tab says."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """What the title of the window says, empty where nothing is open."""
        raise NotImplementedError

    @property
    def is_busy(self) -> bool:
        """Whether work is under way that changes what is shown."""
        raise NotImplementedError

    def look_at(self) -> None:
        """The tab comes into sight."""

    def reload(self) -> None:
        """Read again what is open."""
        raise NotImplementedError

    def use(self, session: Session) -> None:
        """Verify what is open by another list of keys, and what is opened from now on."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what is open, and of work under way."""
        raise NotImplementedError
