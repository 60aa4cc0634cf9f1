"""The names of a record that a user may give: a Pith Number in its forms, an arXiv id, a DOI, an
address that ends in a name.

A name without the prefix ``arXiv:`` is an id only if it cannot well be a path: old ids must
begin with an archive that arXiv had, so that a missing file is never asked of a server.
"""

import posixpath
import re
from dataclasses import dataclass
from typing import NamedTuple

_PITH_NUMBER = re.compile(
    r"pith:(?:[0-9]{4}:(?P<full>[A-Z2-7]{26})"
    r"|(?P<short>[A-Z2-7]{26}|[A-Z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8}))",
    re.IGNORECASE | re.ASCII,
)
_NEW_ARXIV_ID = re.compile(
    r"(?P<id>[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})(?:[vV](?P<version>[1-9][0-9]{0,8}))?"
)
_OLD_ARXIV_ID = re.compile(
    r"(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/"
    r"(?P<number>[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})(?:[vV](?P<version>[1-9][0-9]{0,8}))?"
)
_OLD_ARCHIVES = re.compile(
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math|math-ph|mtrl-th|nlin|nucl-(?:ex|th)|"
    "patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_DOI = re.compile(
    r"(?:doi:\s*|https?://(?:dx\.|www\.)?doi\.org/)?10\.48550/arxiv\.(?P<id>.+)", re.IGNORECASE
)
"""A DOI of arXiv, which spells the id in any case."""
_BEFORE_A_NAME = frozenset({"pith", "p", "paper"})
PITH_PREFIX = "pith:"
ARXIV_PREFIX = "arxiv:"


class Asked(NamedTuple):
    """The record that a user names, and what the one that comes must therefore have.

    ``text`` is the name in its one spelling. ``tail`` is the beginning of a Pith Number's tail,
    ``year`` its year, ``arxiv`` an arXiv id and ``version`` its version: empty or None where the
    name does not say.
    """

    text: str
    tail: str = ""
    year: str = ""
    arxiv: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PithNumber:
    """``text`` as it is written, in its one spelling; ``tail`` the base32 characters, ``year``
    empty where it is not written."""

    text: str
    tail: str
    year: str = ""

    @property
    def asked(self) -> Asked:
        return Asked(self.text, self.tail, self.year)


def pith_number(text: str) -> PithNumber | None:
    """The full or a short Pith Number, or ``None`` for anything else."""
    match = _PITH_NUMBER.fullmatch(text)
    if match is None:
        return None
    upper = text.upper()[len(PITH_PREFIX) :]
    year, _, tail = upper.rpartition(":")
    return PithNumber(PITH_PREFIX + upper, tail, year)


def arxiv_id(text: str) -> Asked | None:
    """The paper that an arXiv id names, with or without prefix and version; its id without the
    subject class. ``None`` for anything else."""
    bare = text[len(ARXIV_PREFIX) :] if text.lower().startswith(ARXIV_PREFIX) else text
    if match := _NEW_ARXIV_ID.fullmatch(bare):
        return _arxiv(match["id"], match["version"])
    match = _OLD_ARXIV_ID.fullmatch(bare)
    if match and _OLD_ARCHIVES.fullmatch(match["archive"]):
        return _arxiv(f"{match['archive']}/{match['number']}", match["version"])
    return None


def arxiv_paper(text: str) -> Asked | None:
    """The paper that an arXiv id or a DOI of arXiv names, or ``None`` for anything else."""
    match = _DOI.fullmatch(text)
    return arxiv_id(match["id"].lower() if match else text)


def _arxiv(identifier: str, version: str | None) -> Asked:
    text = f"arXiv:{identifier}" + (f"v{version}" if version else "")
    return Asked(text, arxiv=identifier, version=int(version) if version else None)


def named_by(target: str) -> Asked | None:
    """The record that an address names, in any case: by a Pith Number's tail or an arXiv id behind
    ``/pith/``, ``/p/`` or ``/paper/``, or by the id that a resolver is asked for; else ``None``.

    ``target`` is the path with its query, percent-encoded.
    """
    from urllib.parse import parse_qs, unquote  # noqa: PLC0415 - addresses alone need it

    path, _, query = target.partition("?")
    steps = posixpath.normpath(unquote(path)).split("/")
    # The last one counts: folders of a mirror's own come before.
    for place in range(len(steps) - 1, 0, -1):
        if steps[place - 1].lower() in _BEFORE_A_NAME and (found := _named_at(steps[place:])):
            return found
    if steps[-1].lower() == "resolve":
        return arxiv_id(parse_qs(query).get("arxiv", [""])[0])
    return None


def _named_at(steps: list[str]) -> Asked | None:
    stem = steps[0].partition(".")[0]
    number = pith_number(stem) or pith_number(PITH_PREFIX + stem)
    if number:
        return number.asked
    for text in (steps[0], "/".join(steps[:2])):  # old ids have a slash
        if found := arxiv_id(text.removesuffix(".json")):
            return found
    return None
