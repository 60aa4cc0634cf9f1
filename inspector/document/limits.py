"""How much a document may hold: beyond a limit it is refused by name, within it is read right."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds of the strict reader; each breach has an error of its own.

    ``bytes``: size of the document after decompression. ``depth``: containers inside one
    another. ``digits``: of one integer (Python's own bound). ``nodes``: values in all.
    """

    bytes: int = 200_000_000
    depth: int = 500
    digits: int = 4_300
    nodes: int = 10_000_000


DEFAULT_LIMITS = Limits()
