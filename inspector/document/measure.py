"""The size of a JSON value, and the limits of a document."""

from inspector.document.json_types import Json
from inspector.named_tuple import NamedTuple


class Limits(NamedTuple):
    """Limits of the strict reader; exceeding each raises an error of its own.

    ``bytes``: size after decompression. ``depth``: nested containers. ``digits``: of one integer
    (Python's own limit). ``nodes``: number of values.
    """

    bytes: int = 200_000_000
    depth: int = 500
    digits: int = 4_300
    nodes: int = 10_000_000


DEFAULT_LIMITS = Limits()


class Measure(NamedTuple):
    """The size of a value. ``leaves`` counts scalars and empty containers, ``nodes`` all values.

    ``plain``: it contains no float, so orjson writes canonical bytes.
    """

    nodes: int
    leaves: int
    plain: bool


def measure(value: Json) -> Measure:
    """Count all values in ``value``, which takes about 0.1 µs per node."""
    if not isinstance(value, (dict, list)) or not value:
        return Measure(1, 1, not isinstance(value, float))
    containers: list[dict[str, Json] | list[Json]] = [value]
    push = containers.append
    nodes, plain = 1, True
    for container in containers:
        children = container.values() if type(container) is dict else container
        nodes += len(children)
        for child in children:
            kind = type(child)
            if kind is str:
                continue
            if kind is dict or kind is list:
                if child:
                    push(child)  # type: ignore[arg-type]
            elif kind is float:
                plain = False
    return Measure(nodes, nodes - len(containers), plain)
