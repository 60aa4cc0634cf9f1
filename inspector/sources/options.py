"""How far a fetch may go: in bytes, in seconds, in redirects, and over the network at all."""

from typing import NamedTuple

from inspector.document.measure import DEFAULT_LIMITS


class SourceOptions(NamedTuple):
    """Limits of one fetch; times are in seconds.

    ``max_bytes`` bounds the document after decompression and, over the network, the transfer
    too. ``resolver`` is the base address that Pith Numbers and arXiv ids are asked at.
    ``connect_timeout`` is for finding the host and agreeing on a secure connection,
    ``idle_timeout`` for silence after that, ``deadline`` for everything, redirects included.
    ``asks``: the user is to be asked before anything is fetched, and there is nobody to ask.
    """

    max_bytes: int = DEFAULT_LIMITS.bytes
    offline: bool = False
    asks: bool = False
    resolver: str = "https://pith.science"
    connect_timeout: float = 10.0
    idle_timeout: float = 15.0
    deadline: float = 120.0
    max_redirects: int = 5


DEFAULT_OPTIONS = SourceOptions()
