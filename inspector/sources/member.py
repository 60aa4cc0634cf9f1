"""Which member of an archive is meant: the one that is named, or the only file there is."""

from dataclasses import dataclass

from inspector.errors import MemberAmbiguousError, MemberMissingError
from inspector.messages import Argument, Place, msg
from inspector.progress import Checkpoint

SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in an archive, and within which limits.

    ``wanted`` is a member's name, empty for the only file there is; ``file_name`` is the
    archive's, ``shown`` how sentences call it; ``limit`` bounds the decompressed bytes.
    """

    wanted: str
    file_name: str
    shown: Argument
    limit: int
    checkpoint: Checkpoint

    @property
    def shown_member(self) -> Argument:
        return msg("A member of {}", self.shown)

    def is_wanted(self, name: str) -> bool:
        return not self.wanted or plain_name(name) == plain_name(self.wanted)

    def no_member(self) -> MemberMissingError:
        if self.wanted:
            return MemberMissingError("{} holds no file {}.", self.shown, Place(self.wanted))
        return MemberMissingError("{} holds no file.", self.shown)

    def several_members(self, names: list[str]) -> MemberAmbiguousError:
        """``names`` are the first few, one more than are shown where there are more."""
        if self.wanted:
            return MemberAmbiguousError(
                "{} holds several files of the name {}.", self.shown, Place(self.wanted)
            )
        some: Argument = Place(names[0])
        for name in names[1:SHOWN_NAMES]:
            some = msg("{}, {}", some, Place(name))
        if len(names) > SHOWN_NAMES:
            some = msg("{} and more", some)
        return MemberAmbiguousError(
            "{} holds several files ({}); name one after the archive with “!/”, as in {}.",
            self.shown,
            some,
            Place(f"{self.file_name}!/{names[0]}"),
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive; ``name`` is empty where the archive gives it none."""

    name: str
    data: bytes


def plain_name(name: str) -> str:
    """A member's name without the ``./`` that tar likes to put before it."""
    while name.startswith("./"):
        name = name[2:].lstrip("/")
    return name
