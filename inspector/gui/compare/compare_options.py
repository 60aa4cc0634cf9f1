"""What the current document can be compared with, and why other options are not available.

A ``Choice`` is complete: anything fetched over the network leads to a ``Fetch`` first, which shows
the whole address.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from inspector.compare.side import event_count
from inspector.document.document import Document
from inspector.document.json_types import object_at
from inspector.document.kinds import Kind
from inspector.gui.document import titles
from inspector.gui.document.incoming import remote_plan, short_source
from inspector.gui.document.recent import RecentEntry, sign_of
from inspector.gui.document.tab_text import TabText
from inspector.gui.translation import plural, translate
from inspector.gui.widgets.plain_text import clip, middle
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.sources import SourceOptions, describe
from inspector.sources.named_addresses import state_urls
from inspector.visible import visible

# --- the choices --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WithSource:
    """A file, or an address or a Pith Number that the user agreed to fetch. The address may be the
    document's own."""

    source: str


@dataclass(frozen=True, slots=True)
class WithTab:
    """The document in the tab at this place."""

    place: int


@dataclass(frozen=True, slots=True)
class WithOwnEvents:
    """The state that the bundle's own events give."""


@dataclass(frozen=True, slots=True)
class HistoryStates:
    """The bundle's state after one of its events and after another."""


Choice: TypeAlias = WithSource | WithTab | WithOwnEvents | HistoryStates


class Ask(Enum):
    """What must be asked before a choice is complete."""

    FILE = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Fetch:
    """What is fetched if the user agrees. ``address`` is complete and safe to show."""

    host: str
    address: str
    choice: Choice
    is_from_document: bool


class CompareOption(NamedTuple):
    """One thing to compare with: a title, a sentence, and what choosing it leads to.

    If ``leads_to`` is None it cannot be chosen, and ``text`` says why.
    """

    title: str
    text: str
    leads_to: "Choice | Ask | Fetch | tuple[CompareOption, ...] | None"
    sign: StatusBadge | None = None


class CompareOptions(NamedTuple):
    """All options of the two kinds, in fixed places, including those that cannot be chosen."""

    with_another: tuple[CompareOption, ...]
    with_itself: tuple[CompareOption, ...]


# --- which there are now ------------------------------------------------------------------------

_NAME = 80
_SOURCE = 400
"""For a source with the same name as another: they may differ anywhere."""
_LEAST_EVENTS = 2


class OtherTab(NamedTuple):
    """A tab that contains one document, or will."""

    place: int
    text: TabText


def compare_options(
    document: Document,
    tabs: Sequence[OtherTab],
    recent: Sequence[RecentEntry],
    options: SourceOptions,
) -> CompareOptions:
    """What ``document`` can be compared with; ``recent`` must not contain the document itself."""
    another = (_tab(tabs), _file(), _address(options), _recent(recent, options))
    return CompareOptions(
        another, (_own_events(document), _own_url(document, options), _history(document))
    )


def source_option(source: str, options: SourceOptions) -> WithSource | Fetch:
    """The choice for a source that the user named; a ``Fetch`` if it is on the network."""
    choice = WithSource(source)
    plan = remote_plan(source, options)
    if plan is None:
        return choice
    return Fetch(clip(plan.host), visible(plan.url), choice, is_from_document=False)


# --- with another document ----------------------------------------------------------------


def _tab(tabs: Sequence[OtherTab]) -> CompareOption:
    title = translate("Choices", "Another open tab")
    if not tabs:
        return CompareOption(title, translate("Choices", "No other document is open."), None)
    if len(tabs) == 1:
        only = _tab_option(tabs[0])
        name = translate("Choices", "The other open tab")
        return only._replace(title=name, text=f"{only.title}: {only.text}")
    text = plural(
        "Choices", "%n other document is open.", "%n other documents are open.", len(tabs)
    )
    names = Counter(tab.text.name for tab in tabs)
    found = (_tab_option(tab, has_namesake=names[tab.text.name] > 1) for tab in tabs)
    return CompareOption(title, text, tuple(found))


def _tab_option(tab: OtherTab, *, has_namesake: bool = False) -> CompareOption:
    sign = tab.text.sign
    name = middle(tab.text.source, _SOURCE) if has_namesake else tab.text.name
    return CompareOption(name, sign.word if sign else "", WithTab(tab.place), sign)


def _file() -> CompareOption:
    text = translate("Choices", "A document or an archive on this computer.")
    return CompareOption(translate("Choices", "Another file…"), text, Ask.FILE)


def _address(options: SourceOptions) -> CompareOption:
    title = translate("Choices", "An address or a Pith Number…")
    if options.offline:
        return CompareOption(title, _offline(), None)
    text = translate("Choices", "The whole address is shown before anything is fetched.")
    return CompareOption(title, text, Ask.ADDRESS)


def _recent(recent: Sequence[RecentEntry], options: SourceOptions) -> CompareOption:
    title = translate("Choices", "A recent document")
    if not recent:
        return CompareOption(
            title, translate("Choices", "No other document was open lately."), None
        )
    text = translate("Choices", "One that was open lately. It is read and checked again.")
    names = Counter(short_source(entry.source) for entry in recent)
    found = (
        _recent_option(entry, options, has_namesake=names[short_source(entry.source)] > 1)
        for entry in recent
    )
    return CompareOption(title, text, tuple(found))


def _recent_option(
    entry: RecentEntry, options: SourceOptions, *, has_namesake: bool
) -> CompareOption:
    sign = sign_of(entry)
    if entry.title:
        text = translate("Choices", "{} when it was last open: {}")
    else:
        text = translate("Choices", "{} when it was last open")
    name = middle(short_source(entry.source), _NAME)
    if has_namesake:
        name = middle(entry.source, _SOURCE)
    title = titles.listed(entry.title, entry.verdict, is_proven=entry.is_title_proven, length=_NAME)
    text = text.format(sign.word, title)
    return CompareOption(name, text, source_option(entry.source, options), sign)


# --- with itself --------------------------------------------------------------------------


def _own_events(document: Document) -> CompareOption:
    title = translate("Choices", "Its own state with the one that its events give")
    if reason := _without_state(document):
        return CompareOption(title, reason, None)
    if not event_count(document):
        return CompareOption(title, translate("Choices", "The bundle holds no event."), None)
    text = translate("Choices", "The state is computed anew from all events of the bundle.")
    return CompareOption(title, text, WithOwnEvents())


def _own_url(document: Document, options: SourceOptions) -> CompareOption:
    title = translate("Choices", "Its own state with the state.json of its state_url")
    if reason := _without_state(document):
        return CompareOption(title, reason, None)
    found = tuple(_url_option(url) for url in state_urls(document))
    if not found:
        reason = translate("Choices", "The bundle names no https address of its state.")
    elif options.offline:
        reason = _offline()
    if reason:
        return CompareOption(title, reason, None)
    if len(found) == 1:
        return found[0]._replace(title=title)
    text = plural(
        "Choices",
        "The bundle names %n address. It is shown before it is fetched.",
        "The bundle names %n addresses. Each is shown before it is fetched.",
        len(found),
    )
    return CompareOption(title, text, found)


def _url_option(url: str) -> CompareOption:
    host = middle(describe(url).host, _NAME)
    return CompareOption(host, url, Fetch(host, url, WithSource(url), is_from_document=True))


def _without_state(document: Document) -> str:
    """Why there is no state to compare; "" if there is one."""
    if document.kind is not Kind.BUNDLE:
        return translate("Choices", "Only a bundle holds events and a state of its own.")
    if object_at(document.value, "state") is None:
        return translate("Choices", "The bundle holds no state of its own.")
    return ""


def _offline() -> str:
    return translate("Choices", "The program works offline: nothing is fetched.")


def _history(document: Document) -> CompareOption:
    title = translate("Choices", "Two points of its history")
    if document.kind is not Kind.BUNDLE:
        return CompareOption(title, translate("Choices", "Only a bundle has a history."), None)
    if (count := event_count(document)) < _LEAST_EVENTS:
        reason = plural(
            "Choices",
            "The bundle has %n event; two are needed.",
            "The bundle has %n events; two are needed.",
            count,
        )
        return CompareOption(title, reason, None)
    text = plural(
        "Choices",
        "Its state after one event and after another, of %n event.",
        "Its state after one event and after another, of %n events.",
        count,
    )
    return CompareOption(title, text, HistoryStates())
