"""What a tab says of its document: a short name, the verdict's sign, and both for a listener."""

from typing import NamedTuple

from inspector.errors import InspectorError, NotFetchedError
from inspector.gui.models import signs
from inspector.gui.models.opened import Checked, Opened
from inspector.gui.models.signs import Sign
from inspector.gui.models.text import middle
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import translate
from inspector.verify.report import Verdict

_LONGEST = 40


class TabText(NamedTuple):
    """``sign`` is None for a tab with no document."""

    name: str
    sign: Sign | None
    spoken: str


def of(
    source: str | None,
    opened: Opened | None,
    checked: Checked | None,
    error: InspectorError | None,
    *,
    is_stale: bool,
) -> TabText:
    """The words of a tab. A verdict of which the file has changed since is marked as old."""
    if source is None:
        name = translate("Tabs", "New tab")
        return TabText(name, None, name)
    name = middle(opened.loaded.name if opened else source.rpartition("/")[2] or source, _LONGEST)
    if checked is not None:
        sign = signs.of_verdict(checked.report.verdict)
    elif isinstance(error, NotFetchedError):
        sign = signs.not_fetched()
    elif error is not None:
        sign = signs.of_verdict(Verdict.UNREADABLE)
    else:
        sign = signs.checking()
    if is_stale:
        changed = translate("Tabs", "changed on disk")
        return TabText(name, Sign("reload", Tone.WARN, changed), f"{name}, {changed}")
    return TabText(name, sign, f"{name}, {sign.word}")
