"""How much of something is signed, and by what: numbers that add up from branch to root."""

from typing import NamedTuple

from inspector.verify.format import Cover


class Share(NamedTuple):
    """Of how many leaves how many are covered: by any signature, and by each kind of one."""

    leaves: int = 0
    covered: int = 0
    receipt: int = 0
    event: int = 0
    bundle: int = 0

    @property
    def bare(self) -> int:
        """How many nothing covers."""
        return self.leaves - self.covered

    def by(self, cover: Cover) -> int:
        return self[_FIELDS[cover]]

    def plus(self, other: "Share") -> "Share":
        return Share(*(one + more for one, more in zip(self, other, strict=True)))


_FIELDS = {cover: Share._fields.index(cover) for cover in Cover}


class CoverSpan(NamedTuple):
    """Neighbouring leaves by their numbers, ``end`` not among them, and what covers them."""

    begin: int
    end: int
    share: Share
