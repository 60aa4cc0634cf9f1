"""With what a document can be compared: the choices, and how they are offered.

Every choice that is made stands for a question that was answered: what would be fetched over the
network leads to a ``Fetch`` first, which shows the whole address.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from inspector.gui.widgets.signs import StatusBadge


@dataclass(frozen=True, slots=True)
class WithSource:
    """A file, or an address or a Pith Number that the user agreed to fetch."""

    source: str


@dataclass(frozen=True, slots=True)
class WithTab:
    """The document in the tab at this place."""

    place: int


@dataclass(frozen=True, slots=True)
class WithOwnEvents:
    """The state that the bundle's own events give."""


@dataclass(frozen=True, slots=True)
class WithStateUrl:
    """An address out of the document, which the user agreed to fetch."""

    url: str


@dataclass(frozen=True, slots=True)
class HistoryStates:
    """The bundle's state after one of its events and after another."""


Choice: TypeAlias = WithSource | WithTab | WithOwnEvents | WithStateUrl | HistoryStates


class Ask(Enum):
    """What has to be asked before there is a choice."""

    FILE = auto()
    ADDRESS = auto()


@dataclass(frozen=True, slots=True)
class Fetch:
    """What is fetched once the user agrees. ``address`` is all of it, safe to show."""

    host: str
    address: str
    choice: Choice
    is_from_document: bool


class Way(NamedTuple):
    """One thing to compare with: what it is, a sentence on it, and what choosing it leads to.

    Where that is None it cannot be chosen, and ``text`` says why.
    """

    title: str
    text: str
    leads_to: "Choice | Ask | Fetch | tuple[Way, ...] | None"
    sign: StatusBadge | None = None


class Ways(NamedTuple):
    """The two kinds of comparison, each way in its place whether it can be chosen or not."""

    with_another: tuple[Way, ...]
    with_itself: tuple[Way, ...]
