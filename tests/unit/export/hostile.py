"""Text that no line for people may pass on to a terminal, and a document full of it."""

HOSTILE = "\x1b[31m\u202eevil\u200b\n\x07\u2066" + "x" * 1000


def hostile_everywhere(value: object) -> object:
    """The same structure with hostile text in every string and as an additional name."""
    if isinstance(value, dict):
        changed = {name: hostile_everywhere(child) for name, child in value.items()}
        return {**changed, HOSTILE: HOSTILE}
    if isinstance(value, list):
        return [*map(hostile_everywhere, value), HOSTILE]
    return HOSTILE if isinstance(value, str) else value
