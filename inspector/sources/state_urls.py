"""The addresses at which a document says its state is kept. Nothing is fetched by naming them.

They come out of the document and are as hostile as it is: what counts as an address is the rule
of everything that is fetched.
"""

from collections.abc import Iterator
from itertools import islice

from inspector.document.document import Document
from inspector.document.json_types import Json, list_at, object_at, text_at
from inspector.errors import UrlRefusedError
from inspector.sources.address import parse_address

LONGEST = 1_000
"""In characters; every address is shown whole before it is fetched, and a longer one is not."""

MOST = 20
_MOST_MIRRORS = 1_000


def state_urls(document: Document) -> tuple[str, ...]:
    """Each address once, written as it would be asked for: ``links.state``, then the
    ``state_url`` of every mirror.

    Left out is what is not https, has a password or a host that cannot be, or is longer than
    ``LONGEST``; of more than ``MOST`` the first are given.
    """
    found = (url for stated in _stated(document.value) if (url := _asked_for(stated)))
    return tuple(islice(dict.fromkeys(found), MOST))


def _stated(value: Json) -> Iterator[str | None]:
    yield text_at(object_at(value, "links"), "state")
    for hint in islice(list_at(value, "mirror_hints"), _MOST_MIRRORS):
        yield text_at(hint, "state_url")


def _asked_for(stated: str | None) -> str:
    """The address in its one spelling; "" where it is none that is fetched."""
    if stated is None or len(stated) > LONGEST:
        return ""
    try:
        url = parse_address(stated).url
    except UrlRefusedError:
        return ""
    return url if len(url) <= LONGEST else ""
