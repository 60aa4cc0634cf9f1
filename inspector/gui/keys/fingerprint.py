"""A fingerprint in groups of digits, held against the one that the user was given by the signer."""

import re
from enum import Enum, auto
from typing import NamedTuple

GROUP = 4
_BETWEEN = re.compile("[\\s:.,;_·\\-\u2010-\u2015\u00ad\u200b-\u200d\u2060\ufeff]+")


class FingerprintMatch(Enum):
    TO_COME = auto()
    EQUAL = auto()
    DIFFERS = auto()


class GivenFingerprint(NamedTuple):
    """``groups`` of the key's own fingerprint, ``given`` as many from the signer."""

    groups: tuple[str, ...]
    given: tuple[str, ...]

    @classmethod
    def begin(cls, groups: tuple[str, ...]) -> "GivenFingerprint":
        return cls(groups, ("",) * len(groups))

    @property
    def matches(self) -> tuple[FingerprintMatch, ...]:
        return tuple(map(_match, self.groups, self.given))

    @property
    def is_equal(self) -> bool:
        """Whether all of it was given, and is equal."""
        return self.given == self.groups

    def with_text(self, place: int, text: str) -> "GivenFingerprint":
        """What is given after ``text`` was put into the field at ``place``.

        Text that holds a whole fingerprint fills all fields; other text that is too long for
        its field goes on in the next ones. What is left over stays in the last, where it
        differs: a longer number is another one.
        """
        digits = _BETWEEN.sub("", text).lower()
        begin = 0 if len(digits) >= GROUP * len(self.groups) else place
        given = list(self.given)
        for at in range(begin, len(given)):
            is_last = at == len(given) - 1
            given[at] = digits if is_last else digits[:GROUP]
            digits = "" if is_last else digits[GROUP:]
            if not digits:
                break
        return self._replace(given=tuple(given))


def _match(group: str, given: str) -> FingerprintMatch:
    if given == group:
        return FingerprintMatch.EQUAL
    return FingerprintMatch.TO_COME if group.startswith(given) else FingerprintMatch.DIFFERS
