"""Unicode normalisation of text from a document, in linear time."""

import re
import unicodedata
from typing import Literal, TypeAlias

UnicodeForm: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]
_MOST_COMBINING = 30
"""The longest run of combining characters that every program should accept (UAX #15, Stream-Safe
Text Format)."""


def bounded_normalize(form: UnicodeForm, text: str) -> str:
    """``text`` in a Unicode form; unchanged if it has too long a run of combining characters.

    ``unicodedata.normalize`` takes time quadratic in the length of such a run, since it sorts the
    characters of one. No script needs a run longer than the bound.
    """
    if text.isascii():
        return text
    combining = "".join(one for one in set(text) if unicodedata.combining(one))
    if combining and re.search(f"[{combining}]{{{_MOST_COMBINING + 1}}}", text):
        return text
    return unicodedata.normalize(form, text)
