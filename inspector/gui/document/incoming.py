"""What is dropped on the window or typed into it, turned into sources. Nothing is opened here."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QUrl

from inspector.errors import InspectorError
from inspector.gui.translation import number, translate
from inspector.gui.widgets.plain_text import clip, middle
from inspector.sources import Plan, SourceOptions, as_written, describe, may_be_remote

_SHOWN = 80
_PAIR = 2
_MOST = 20
"""A folder's worth of files may be dropped; so many are opened, and the rest is said."""
_SCHEMES = ("file", "https", "pith")


class Incoming(NamedTuple):
    """The sources that will be opened, how many more came with them, and the words for it."""

    sources: tuple[str, ...]
    left_out: int
    says: str

    @property
    def pair(self) -> tuple[str, str] | None:
        """Short names of the two that could be compared; None where there are not just two."""
        if len(self.sources) != _PAIR or self.left_out:
            return None
        left, right = (middle(_short_name(source), _SHOWN) for source in self.sources)
        return left, right


def of_urls(urls: Iterable[QUrl]) -> Incoming | None:
    """The files and links of what is dragged; None where there is none."""
    sources = list(dict.fromkeys(source for url in urls if (source := source_of(url))))
    if not sources:
        return None
    taken, rest = tuple(sources[:_MOST]), max(0, len(sources) - _MOST)
    return Incoming(taken, rest, _words(taken, rest))


def remote_plan(source: str, options: SourceOptions) -> Plan | None:
    """The plan of a source that is fetched over the network; None for one that is not, or that
    cannot be opened at all (opening it says why). No disk is waited for: only a path that reads
    like an arXiv id is looked for, below the folder that the program was started in."""
    if not may_be_remote(source):
        return None
    try:
        plan = describe(source, options)
    except InspectorError:
        return None
    return plan if plan.is_remote and not options.offline else None


def left_out(found: Incoming) -> str:
    """A plain word about files that were dropped and are not opened."""
    return translate("Incoming", "Opened the first {} of {} files.").format(
        number(len(found.sources)), number(len(found.sources) + found.left_out)
    )


def source_of(url: QUrl) -> str:
    """The source that a file's address or a link stands for; "" for any other address."""
    if url.scheme() not in _SCHEMES:
        return ""
    # Encoded, since a file's name may be no UTF-8.
    text = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    try:
        return as_written(text)
    except InspectorError:
        return text  # opening it says why


def _words(sources: tuple[str, ...], rest: int) -> str:
    if len(sources) > 1:
        words = translate("Incoming", "Open {} documents, each in a tab").format(len(sources))
        if rest:
            words += "\n" + translate("Incoming", "the first {} of {} dropped").format(
                number(len(sources)), number(len(sources) + rest)
            )
        return words
    source = sources[0]
    if source.startswith("https:"):
        host = clip(QUrl(source).host(), _SHOWN)
        return translate("Incoming", "Ask, then fetch from {}").format(host)
    return translate("Incoming", "Open {}").format(middle(_short_name(source), _SHOWN))


def _short_name(source: str) -> str:
    """The last part of a path; an address stays whole, since its host is what counts."""
    if source.startswith("https:"):
        return source
    return source.rstrip("/").rpartition("/")[2] or source
