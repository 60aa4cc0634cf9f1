"""The address that a web page names for the record's own file. Nothing is fetched by naming it.

A page is as hostile as any document: what it names is shown whole, and asked about, before it is
fetched.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from inspector.errors import UrlRefusedError
from inspector.sources.address import parse_address
from inspector.sources.state_urls import LONGEST

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
    """The first address in ``page`` that is that of a record's file by its form, a bundle's before
    others; "" where there is none. ``location`` is where the page came from."""
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
    """What relative addresses stand to; "" where nothing says it."""
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
