"""How large a value is, and whether orjson may write it: one walk over all containers."""

from typing import NamedTuple

from inspector.document.json_types import Json


class Measure(NamedTuple):
    """``leaves`` counts scalars and empty containers, ``nodes`` every value.

    ``plain``: no float in it, so that orjson's bytes are canonical.
    """

    nodes: int
    leaves: int
    plain: bool


def measure(value: Json) -> Measure:
    """Walk ``value`` once. Cost: about 0.1 µs a node."""
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
