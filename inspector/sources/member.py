"""Which member of an archive is meant: the one that is named, or the only file there is."""

from dataclasses import dataclass

from inspector.errors import MemberAmbiguousError, MemberMissingError
from inspector.progress import Checkpoint
from inspector.sources.wording import quoted

SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in an archive, and within which limits.

    ``wanted`` is a member's name, empty for the only file there is; ``file_name`` is the
    archive's, ``shown`` how sentences call it; ``limit`` bounds the decompressed bytes.
    """

    wanted: str
    file_name: str
    shown: str
    limit: int
    checkpoint: Checkpoint

    @property
    def shown_member(self) -> str:
        return f"A member of {self.shown}"

    def is_wanted(self, name: str) -> bool:
        return not self.wanted or plain_name(name) == plain_name(self.wanted)

    def no_member(self) -> MemberMissingError:
        what = f"no file {quoted(self.wanted)}" if self.wanted else "no file"
        return MemberMissingError(f"{self.shown} holds {what}.")

    def several_members(self, names: list[str]) -> MemberAmbiguousError:
        """``names`` are the first few, one more than are shown where there are more."""
        if self.wanted:
            sentence = f"{self.shown} holds several files of the name {quoted(self.wanted)}."
            return MemberAmbiguousError(sentence)
        some = ", ".join(quoted(name) for name in names[:SHOWN_NAMES])
        more = " and more" if len(names) > SHOWN_NAMES else ""
        example = quoted(f"{self.file_name}!/{names[0]}")
        return MemberAmbiguousError(
            f"{self.shown} holds several files ({some}{more}); "
            f"name one after the archive with “!/”, as in {example}."
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
