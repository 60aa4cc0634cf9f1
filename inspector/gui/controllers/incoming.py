"""What is dropped on the window or typed into it, turned into a source. Nothing is opened here."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QUrl

from inspector.errors import InspectorError
from inspector.gui.models.text import clip, middle
from inspector.gui.translation import translate
from inspector.sources import Plan, SourceOptions, describe

_SHOWN = 80


class Incoming(NamedTuple):
    """The source that will be opened, how many others came with it, and the words for it."""

    source: str
    others: int
    says: str


def of_urls(urls: Iterable[QUrl]) -> Incoming | None:
    """The first file or https link of what is dragged; None where there is none."""
    sources = [source for url in urls if (source := _source(url))]
    if not sources:
        return None
    first, others = sources[0], len(sources) - 1
    return Incoming(first, others, _words(first, others))


def remote_plan(source: str, options: SourceOptions) -> Plan | None:
    """The plan of a source that is fetched over the network; None for one that is not, or that
    cannot be opened at all (opening it says why)."""
    try:
        plan = describe(source, options)
    except InspectorError:
        return None
    return plan if plan.is_remote and not options.offline else None


def others_ignored(others: int) -> str:
    """A plain word about files that were dropped and are not opened."""
    if others == 1:
        return translate("Incoming", "Opened the first of 2 files; one document at a time.")
    return translate("Incoming", "Opened the first of {} files; one document at a time.").format(
        f"{others + 1:,}"
    )


def _source(url: QUrl) -> str:
    if url.isLocalFile():
        return url.toLocalFile()
    if url.scheme().lower() == "https":
        return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return ""


def _words(source: str, others: int) -> str:
    if source.startswith("https:"):
        host = clip(QUrl(source).host(), _SHOWN)
        words = translate("Incoming", "Ask, then fetch from {}").format(host)
    else:
        words = translate("Incoming", "Open {}").format(middle(_file_name(source), _SHOWN))
    if others:
        words += "\n" + translate("Incoming", "the first of {} dropped").format(f"{others + 1:,}")
    return words


def _file_name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2] or path
