"""How titles and abstracts are normalised before they are hashed.

``abstract_canon_sha256`` is the hash of the abstract in lower case, with each run of white space
as one space and none at the ends. ``title_canon_sha256`` is the hash of the title in lower case;
every title seen so far is ASCII, so in which Unicode form titles are hashed is not known.
"""

import hashlib

from inspector.named_tuple import NamedTuple
from inspector.verify.unicode_form import UnicodeForm, bounded_normalize


def folded_space(text: str) -> str:
    """``text`` with each run of white space as one space and none at the ends."""
    if text.isprintable() and "  " not in text:  # the only printable white space is a blank
        return text.strip(" ")
    return " ".join(text.split())


def normalise(text: str) -> str:
    """``text`` as an abstract is hashed."""
    return folded_space(text.lower())


def sha256(text: str) -> str:
    """Lower-case hex SHA-256 of ``text`` in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


class Normalisation(NamedTuple):
    """One way to normalise a title.

    ``unicode`` is the Unicode form, None to leave it as it is. The text is then case-folded or put
    in lower case, and white space is folded to single spaces or kept.
    """

    unicode: UnicodeForm | None = None
    folds_case: bool = False
    folds_space: bool = False

    def of(self, text: str) -> str:
        """``text`` normalised in this way."""
        if self.unicode is not None:
            text = bounded_normalize(self.unicode, text)
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
    """Forms in which a title looks like the one shown: as written or in NFC. A match passes."""
    return _ASCII_AS_SHOWN if title.isascii() else _AS_SHOWN


def other_title_forms(title: str) -> tuple[Normalisation, ...]:
    """Forms that are the same for titles that look different. A match warns."""
    return () if title.isascii() else _OTHER


def title_form(title: str, stated: object) -> Normalisation:
    """The form in which the title has the stated hash, or else the first form."""
    forms = (*title_forms(title), *other_title_forms(title))
    return next((form for form in forms if sha256(form.of(title)) == stated), forms[0])
