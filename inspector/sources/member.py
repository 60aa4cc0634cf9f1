"""The members of an archive, each with a unique name.

A name that occurs several times gets a number, as in ``a.json:2``, unless another file has that
name. Links are followed only inside the archive.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from inspector.errors import ArchiveError
from inspector.messages import Argument
from inspector.named_tuple import NamedTuple

MOST_MEMBERS = 100_000
_NUMBER_MARK = ":"
_MOST_LINKS = 40
_LONGEST_NAME = 4_096
_ALL_NAMES = 32_000_000
"""The limit on the characters of all names together."""
_HEAD = 512
_SMALLEST_DOCUMENT = 100
_CLUTTER_BYTES = re.compile(
    rb"\0\x05\x16[\0\x07]|\0\0\0\x01Bud1|\xd0\xcf\x11\xe0|"
    rb"(?:\xef\xbb\xbf|\xff\xfe)?[\s\0]*+\[\0?[.A-Z]"
)
"""AppleDouble, .DS_Store, Thumbs.db, and desktop.ini, with a beginning that no JSON has."""
_CLUTTER = re.compile(
    r"(?:.*/)?(?:__MACOSX(?:/.*)?|\._[^/]*|\.DS_Store|Icon\r|Thumbs\.db|ehthumbs\.db|desktop\.ini)",
    re.IGNORECASE | re.DOTALL,
)


class File(NamedTuple):
    """A file as it is in an archive. ``read`` and ``head`` work while the archive is positioned at
    it.

    ``read`` returns its bytes, ``head`` the given number of first ones. ``target`` is the member
    name that a link leads to, None for no link.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    target: str | None = None
    head: Callable[[int], bytes] = bytes

    def is_clutter(self, name: str) -> bool:
        """Whether a system adds such files beside the user's. The name alone is not enough for a
        file that may be a document."""
        if self.target is not None or not _CLUTTER.fullmatch(name):
            return False
        try:
            return self.size < _SMALLEST_DOCUMENT or bool(_CLUTTER_BYTES.match(self.head(_HEAD)))
        except ArchiveError:
            return False


class Member(NamedTuple):
    """A member by its unique ``name``; ``plain`` is its own name in the archive.

    ``place`` is the index of its bytes among the files, -1 for a link that leads nowhere. ``link``
    is the name of the file that it links to, or "".
    """

    name: str
    plain: str
    size: int
    place: int
    link: str = ""
    is_clutter: bool = False


class _Named(NamedTuple):
    plain: str
    size: int
    target: str | None
    is_clutter: bool


def too_many_members(shown: Argument) -> ArchiveError:
    """The error that an archive exceeds the limit on members."""
    return ArchiveError("{} lists more than {} members, which is the limit.", shown, MOST_MEMBERS)


def members_of(files: Iterable[File], shown: Argument) -> tuple[Member, ...]:
    """All files with unique names. Raises ArchiveError."""
    found: list[_Named] = []
    length = 0
    for file in files:
        name = plain_name(file.name)
        length += len(name) + len(file.target or "")
        if len(name) > _LONGEST_NAME:
            raise ArchiveError("{} is damaged: a name in it has an absurd length.", shown)
        if length > _ALL_NAMES:
            raise too_many_members(shown)
        found.append(_Named(name, file.size, file.target, file.is_clutter(name)))
    names = tuple(_unique([one.plain for one in found]))
    links = _Links(found)
    return tuple(
        Member(names[row], one.plain, one.size, row, is_clutter=one.is_clutter)
        if one.target is None
        else _linked(found, names, row, links.end_of(row))
        for row, one in enumerate(found)
    )


def _linked(found: list[_Named], names: tuple[str, ...], row: int, end: int) -> Member:
    link, size = (names[end], found[end].size) if end >= 0 else ("", 0)
    return Member(names[row], found[row].plain, size, end, link)


def _unique(names: list[str]) -> Iterator[str]:
    """The names, with a number added to those that occur several times."""
    counts = Counter(names)
    given: Counter[str] = Counter()
    for name in names:
        if counts[name] == 1:
            yield name
            continue
        given[name] += 1
        while (numbered := f"{name}{_NUMBER_MARK}{given[name]}") in counts:
            given[name] += 1
        yield numbered


class _Links:
    """The links of an archive. Only a name that occurs once is followed."""

    def __init__(self, files: list[_Named]) -> None:
        self._files = files
        self._places: dict[str, int] = {}
        for place, file in enumerate(files):
            self._places[file.plain] = -1 if file.plain in self._places else place

    def end_of(self, place: int) -> int:
        """The index of the file that a chain of links ends at; -1 if there is none or it is a
        cycle."""
        for _ in range(_MOST_LINKS):
            target = self._files[place].target
            if target is None:
                return place
            place = self._places.get(target, -1)
            if place < 0:
                return -1
        return -1


def plain_name(name: str) -> str:
    """A member's name without the leading ``./`` that tar often adds."""
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name


def linked_name(name: str, target: str) -> str:
    """The name of the file that the symbolic link ``name`` leads to; "" if it is outside the
    archive."""
    if target.startswith("/"):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(plain_name(name)), target))
    return "" if path.startswith("../") else path


def found_by(members: tuple[Member, ...], wanted: str) -> list[Member]:
    """The members that ``wanted`` names.

    This is the member with exactly this name, or else all whose own name is that, with either kind
    of slash.
    """
    exact = plain_name(wanted)
    same = [one for one in members if one.name == exact]
    loose = exact.replace("\\", "/")
    return same or [one for one in members if one.plain.replace("\\", "/") == loose]
