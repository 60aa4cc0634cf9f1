"""Names of a record: a Pith Number in its forms, an arXiv id, a DOI, the address of a page about
it.

A name without a prefix counts only if it is hardly a path: an old arXiv id must begin with a known
archive, and a short tail must be in capitals, so that a server is hardly ever asked for a missing
file. The host of an address must be exactly one of those listed here.
"""

import posixpath
import re
from collections.abc import Mapping

from inspector.named_tuple import NamedTuple

# Not compiled here, since most sources are existing files and need none of these.
_PITH_NUMBER = (
    r"(?ai)pith:(?:[0-9]{4}:(?P<full>[A-Z2-7]{26})"
    r"|(?P<short>[A-Z2-7]{26}|[A-Z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8}))"
)
_NEW_ARXIV_ID = (
    r"(?P<id>[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})(?:[vV](?P<version>[1-9][0-9]{0,8}))?"
)
_OLD_ARXIV_ID = (
    r"(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?/"
    r"(?P<number>[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3})(?:[vV](?P<version>[1-9][0-9]{0,8}))?"
)
_OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|"
    "cond-mat|cs|dg-ga|funct-an|gr-qc|hep-(?:ex|lat|ph|th)|math|math-ph|mtrl-th|nlin|nucl-(?:ex|th)|"
    "patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_BARE_TAIL = r"(?a)(?:[0-9]{4}:)?[A-Za-z2-7]{26}|[A-Za-z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8}"
_IN_A_MAIL = (
    r"(?i)(?P<id>arxiv:\s*\S+)\s+\[[a-z-]+(?:\.[a-z-]+)?\](?:\s+[0-9]{1,2}\s+[a-z]{3}\s+[0-9]{4})?"
)
"""As in arXiv's mails and in the margin of its papers: ``arXiv:1711.04623v3 [cs.LG]``."""
_DOI = r"(?i)(?:doi:\s*)?(?P<doi>10\.[0-9]{4,9}/\S+)"
_DOI_OF_ARXIV = r"(?i)10\.48550/arxiv\.(?P<id>.+)"
"""A DOI of arXiv; the id may be in any case."""
_PAGE = r"(?ai)(?:https?://)?(?P<host>[a-z.]+)/(?P<path>[^?#\s\\]+)(?:[?#]\S*)?"
_ARXIV_HOSTS = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org"})
_DOI_HOSTS = frozenset({"doi.org", "www.doi.org", "dx.doi.org"})
_PITH_HOSTS = frozenset({"pith.science", "www.pith.science"})
_PAGES_OF_ARXIV = frozenset({"abs", "pdf", "html", "format", "src", "e-print"})
_BEFORE_A_NAME = frozenset({"pith", "p", "paper"})
_QUOTES = dict(zip("<\"'“„‘‚«»", (">", '"', "'", "”", "“”", "’", "‘’", "»", "«"), strict=True))
_ROUND = {**_QUOTES, "(": ")", "[": "]", "`": "`"}
_INVISIBLE = "\u200b\u200c\u200d\u200e\u2060\ufeff"
"""What a copy from a page or a mail has at its ends; signs that turn text round are left there."""
_PAIR = 2
_MOST_ROUND = 3
_STOPS = ".,;"
PITH_PREFIX = "pith:"
ARXIV_PREFIX = "arxiv:"


class RequestedRecord(NamedTuple):
    """The record that a user names, and what the received record must therefore have.

    ``text`` is the name in canonical form. ``tail`` is the beginning of a Pith Number's tail,
    ``year`` its year, ``arxiv`` an arXiv id and ``version`` its version; each is empty or None if
    not given.
    """

    text: str
    tail: str = ""
    year: str = ""
    arxiv: str = ""
    version: int | None = None


class PithNumber(NamedTuple):
    """A Pith Number: ``text`` in canonical form, ``tail`` its base32 characters, ``year`` or ""."""

    text: str
    tail: str
    year: str = ""

    @property
    def asked(self) -> RequestedRecord:
        """The record that the number names."""
        return RequestedRecord(self.text, self.tail, self.year)


def pith_number(text: str) -> PithNumber | None:
    """The full or short Pith Number, or None for other text."""
    match = re.fullmatch(_PITH_NUMBER, text)
    if match is None:
        return None
    upper = text.upper()[len(PITH_PREFIX) :]
    year, _, tail = upper.rpartition(":")
    return PithNumber(PITH_PREFIX + upper, tail, year)


def bare_tail(text: str) -> PithNumber | None:
    """The Pith Number whose tail, or year and tail, is ``text``; else None."""
    return pith_number(PITH_PREFIX + text) if re.fullmatch(_BARE_TAIL, text) else None


def arxiv_id(text: str) -> RequestedRecord | None:
    """The paper with this arXiv id, without its subject class; None for other text.

    The id may have a prefix and a version.
    """
    prefixed = text.lower().startswith(ARXIV_PREFIX)
    bare = text[len(ARXIV_PREFIX) :].lstrip() if prefixed else text
    if match := re.fullmatch(_NEW_ARXIV_ID, bare):
        return _arxiv(match["id"], match["version"])
    match = re.fullmatch(_OLD_ARXIV_ID, bare)
    if match and re.fullmatch(_OLD_ARCHIVES, match["archive"]):
        return _arxiv(f"{match['archive']}/{match['number']}", match["version"])
    return None


def arxiv_paper(text: str) -> RequestedRecord | None:
    """The paper named by an arXiv id, a DOI of arXiv or the address of a page about it; else
    None."""
    if found := re.fullmatch(_IN_A_MAIL, text):
        return arxiv_id(found["id"])
    if (identifier := doi(text)) and (found := re.fullmatch(_DOI_OF_ARXIV, identifier)):
        return arxiv_id(found["id"].lower())
    host, path = _page(text)
    first, _, rest = path.partition("/")
    if host in _ARXIV_HOSTS and first.lower() in _PAGES_OF_ARXIV:
        return arxiv_id(rest.rstrip("/").removesuffix(".pdf"))
    return arxiv_id(text)


def doi(text: str) -> str:
    """The DOI that ``text`` is or links to; "" if there is none."""
    host, path = _page(text)
    found = re.fullmatch(_DOI, path if host in _DOI_HOSTS else text)
    return found["doi"] if found else ""


def pith_page(text: str) -> PithNumber | RequestedRecord | None:
    """What a page of pith.science is about; a document below the page has an address instead."""
    host, path = _page(text)
    first, _, rest = path.partition("/")
    if host not in _PITH_HOSTS or first.lower() not in _BEFORE_A_NAME:
        return None
    name = rest.rstrip("/")
    return pith_number(name) or pith_number(PITH_PREFIX + name) or arxiv_id(name)


def with_scheme(text: str) -> str:
    """``text`` with https:// if it is an address of pith.science without a scheme; else
    unchanged."""
    host, _ = _page(text)
    return f"https://{text}" if host in _PITH_HOSTS and "://" not in text else text


def without_quotes(text: str) -> str:
    """``text`` without surrounding blanks, quotation marks and angle brackets."""
    return _without(text, _QUOTES)


def without_surroundings(text: str) -> str:
    """``text`` without what a mail or a sentence adds around an address or a name."""
    for _ in range(_MOST_ROUND):
        text = _without(text.strip(_INVISIBLE), _ROUND).rstrip(_STOPS)
    return text.strip()


def _without(text: str, signs: Mapping[str, str]) -> str:
    text = text.strip()
    is_in_signs = len(text) > _PAIR and text[-1] in signs.get(text[0], "")
    return text[1:-1].strip() if is_in_signs else text


def _page(text: str) -> tuple[str, str]:
    """Host and path of an address, with or without a scheme; empty for other text."""
    found = re.fullmatch(_PAGE, text)
    if found is None:
        return "", ""
    from urllib.parse import unquote  # noqa: PLC0415 - few sources are addresses

    return found["host"].lower(), unquote(found["path"])


def _arxiv(identifier: str, version: str | None) -> RequestedRecord:
    text = f"arXiv:{identifier}" + (f"v{version}" if version else "")
    return RequestedRecord(text, arxiv=identifier, version=int(version) if version else None)


def named_by(target: str) -> RequestedRecord | None:
    """The record that an address names, in any case; else None.

    That is a Pith Number's tail or an arXiv id after ``/pith/``, ``/p/`` or ``/paper/``, or the id
    in a resolver's query. ``target`` is the path with its query, percent-encoded.
    """
    from urllib.parse import parse_qs, unquote  # noqa: PLC0415 - addresses alone need it

    path, _, query = target.partition("?")
    steps = posixpath.normpath(unquote(path)).split("/")
    # The last one counts: a mirror's own folders come before.
    for place in range(len(steps) - 1, 0, -1):
        if steps[place - 1].lower() in _BEFORE_A_NAME and (found := _named_at(steps[place:])):
            return found
    if steps[-1].lower() == "resolve":
        return arxiv_id(parse_qs(query).get("arxiv", [""])[0])
    return None


def _named_at(steps: list[str]) -> RequestedRecord | None:
    stem = steps[0].partition(".")[0]
    number = pith_number(stem) or pith_number(PITH_PREFIX + stem)
    if number:
        return number.asked
    for text in (steps[0], "/".join(steps[:2])):  # old ids have a slash
        if found := arxiv_id(text.removesuffix(".json")):
            return found
    return None
