"""Addresses in documents and web pages: of a document's state, and of the record on a page.

Nothing is fetched here. The addresses are as hostile as their origin, so they follow the rules for
all fetched addresses; each is shown completely, and the user agrees, before it is fetched.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from inspector.document.document import Document
from inspector.document.json_types import Json, list_at, object_at, text_at
from inspector.errors import UrlRefusedError
from inspector.sources.address import parse_address

LONGEST = 1_000
"""In characters. Every address is shown completely before it is fetched; longer ones are not
fetched."""

MOST = 20
_MOST_MIRRORS = 1_000


def state_urls(document: Document) -> tuple[str, ...]:
    """Each address once, in the form in which it would be fetched.

    These are ``links.state`` and then the ``state_url`` of every mirror. Addresses that are not
    https, that have a password or an invalid host, or that are longer than ``LONGEST`` are left
    out. At most the first ``MOST`` are returned.
    """
    found = (url for stated in _stated(document.value) if (url := _asked_for(stated)))
    return tuple(islice(dict.fromkeys(found), MOST))


def _stated(value: Json) -> Iterator[str | None]:
    yield text_at(object_at(value, "links"), "state")
    for hint in islice(list_at(value, "mirror_hints"), _MOST_MIRRORS):
        yield text_at(hint, "state_url")


def _asked_for(stated: str | None) -> str:
    """The address in canonical form; "" if it is one that is not fetched."""
    if stated is None or len(stated) > LONGEST:
        return ""
    try:
        url = parse_address(stated).url
    except UrlRefusedError:
        return ""
    return url if len(url) <= LONGEST else ""


# --- on a web page ----------------------------------------------------------------------------

_MOST_LOOKED_AT = 500_000
_MOST_LINKS = 5_000
_TAG = re.compile(r"<(base|link|a)\s([^<>]{1,2000})>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"<>]{1,1000})"|'([^'<>]{1,1000})')""", re.IGNORECASE)
_CANONICAL = re.compile(r"\brel\s*=\s*[\"']?canonical\b", re.IGNORECASE)
_FILE = re.compile(
    r"(?a)https://[^/?#]+/(?:[^?#]*/)?(?:[A-Za-z2-7]{26}|[A-Z2-7]{16}|[A-Z2-7]{12}|[A-Z2-7]{8})"
    r"(?:\.json|/(?P<name>[a-z-]{1,30})\.json)"
)


def record_address(page: bytes, location: str) -> str:
    """The first address in ``page`` with the form of a record's file, a bundle's preferred; or "".

    ``location`` is the address of the page.
    """
    text = page[:_MOST_LOOKED_AT].decode(errors="replace")
    links = [*_links(text)]
    base = _base(links, location)
    found = [url for _, _, href in links if (url := _of_record(base, href))]
    bundles = [url for url in found if url.endswith("/bundle.json")]
    return next(iter((*bundles, *found)), "")


def _links(text: str) -> Iterator[tuple[str, str, str]]:
    """Tag, attributes and address of each link."""
    for count, tag in enumerate(_TAG.finditer(text)):
        if count >= _MOST_LINKS:
            return
        if (href := _HREF.search(tag[2])) is not None:
            yield tag[1].lower(), tag[2], html.unescape(href[1] or href[2]).strip()


def _base(links: list[tuple[str, str, str]], location: str) -> str:
    """The base of relative addresses; "" if there is none."""
    came_from = location if location.startswith("https://") else ""
    for tag, attributes, href in links:
        is_said = tag == "base" or (not came_from and _CANONICAL.search(attributes))
        if is_said and href.startswith("https://"):
            return href
    return came_from


def _of_record(base: str, href: str) -> str:
    try:
        url = parse_address(urljoin(base, href)).url
    except (UrlRefusedError, ValueError):
        return ""
    return url if len(url) <= LONGEST and _FILE.fullmatch(url) else ""
