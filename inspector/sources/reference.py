"""The short names of a record that a user may give: a Pith Number in its forms, an arXiv id.

A name without the prefix ``arXiv:`` is an id only if it cannot well be a path: old ids must
begin with an archive that arXiv had, so that a missing file is never asked of a server.
"""

import re
from dataclasses import dataclass

_PITH_NUMBER = re.compile(
    r"pith:(?:[0-9]{4}:(?P<full>[A-Z2-7]{26})"
    r"|(?P<short>[A-Z2-7]{26}|[A-Z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8}))",
    re.IGNORECASE | re.ASCII,
)
_NEW_ARXIV_ID = re.compile(r"(?P<id>[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})(?:v[1-9][0-9]*)?")
_OLD_ARXIV_ID = re.compile(
    r"(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/"
    r"(?P<number>[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})(?:v[1-9][0-9]*)?"
)
_OLD_ARCHIVES = re.compile(
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math|math-ph|mtrl-th|nlin|nucl-(?:ex|th)|"
    "patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
PITH_PREFIX = "pith:"
ARXIV_PREFIX = "arxiv:"


@dataclass(frozen=True, slots=True)
class PithNumber:
    """``text`` as it is written, in its one spelling; ``tail`` the base32 characters."""

    text: str
    tail: str


def pith_number(text: str) -> PithNumber | None:
    """The full or a short Pith Number, or ``None`` for anything else."""
    match = _PITH_NUMBER.fullmatch(text)
    if match is None:
        return None
    upper = text.upper()
    return PithNumber(PITH_PREFIX + upper[len(PITH_PREFIX) :], upper.rpartition(":")[2])


def arxiv_id(text: str) -> str | None:
    """The arXiv id without prefix, subject class and version, or ``None`` for anything else."""
    bare = text[len(ARXIV_PREFIX) :] if text.lower().startswith(ARXIV_PREFIX) else text
    if match := _NEW_ARXIV_ID.fullmatch(bare):
        return match["id"]
    match = _OLD_ARXIV_ID.fullmatch(bare)
    if match and _OLD_ARCHIVES.fullmatch(match["archive"]):
        return f"{match['archive']}/{match['number']}"
    return None
