"""The texts that title_canon_sha256 and abstract_canon_sha256 are the hashes of.

An abstract is hashed in lower case, each run of white space one space, ends stripped. A title is
hashed in lower case; every title seen so far is ASCII, so its Unicode form is not known.
"""

import hashlib
import re
import unicodedata
from typing import Literal, NamedTuple, TypeAlias

UnicodeForm: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]
_MOST_COMBINING = 30
"""In a row, in text that every program is to bear (UAX #15, Stream-Safe Text Format)."""


def in_form(unicode: UnicodeForm, text: str) -> str:
    """``text`` in a Unicode form, in a time that grows with the text.

    Python sorts the combining characters of one place in a time that grows with the square of
    their number. A text with more of them in a row than any script needs is left as it is.
    """
    if text.isascii():
        return text
    combining = "".join(one for one in set(text) if unicodedata.combining(one))
    if combining and re.search(f"[{combining}]{{{_MOST_COMBINING + 1}}}", text):
        return text
    return unicodedata.normalize(unicode, text)


def folded_space(text: str) -> str:
    """Each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def normalise(text: str) -> str:
    return folded_space(text.lower())


def digest(text: str) -> str:
    """Lower-case hex SHA-256 of the normalised text."""
    return sha256(normalise(text))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Normalisation(NamedTuple):
    """One way to normalise a text: in a Unicode form or as it is, in lower case or case-folded,
    and with each run of white space as one space or not."""

    unicode: UnicodeForm | None = None
    folds_case: bool = False
    folds_space: bool = False

    def of(self, text: str) -> str:
        if self.unicode is not None:
            text = in_form(self.unicode, text)
        text = text.casefold() if self.folds_case else text.lower()
        return folded_space(text) if self.folds_space else text


_AS_SHOWN = (
    Normalisation(),
    Normalisation(folds_space=True),
    Normalisation("NFC"),
    Normalisation("NFC", folds_space=True),
)
_OTHER = (
    *(
        Normalisation(unicode, folds_case, folds_space)
        for unicode in ("NFKC", "NFD", "NFKD")
        for folds_case in (False, True)
        for folds_space in (False, True)
    ),
    Normalisation(folds_case=True),
    Normalisation(folds_case=True, folds_space=True),
)
_ASCII_AS_SHOWN = _AS_SHOWN[:2]
"""Text in ASCII is the same in every Unicode form."""


def title_forms(title: str) -> tuple[Normalisation, ...]:
    """Under which a title that is shown as it is may have been hashed: as written, or in NFC."""
    return _ASCII_AS_SHOWN if title.isascii() else _AS_SHOWN


def other_title_forms(title: str) -> tuple[Normalisation, ...]:
    """Forms under which another title than the one that is shown can have the same text."""
    return () if title.isascii() else _OTHER


def title_form(title: str, stated: object) -> Normalisation:
    """The form under which the title has the stated hash; where there is none, the first."""
    forms = (*title_forms(title), *other_title_forms(title))
    return next((form for form in forms if sha256(form.of(title)) == stated), forms[0])
