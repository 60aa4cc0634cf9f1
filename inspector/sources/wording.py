"""How text from outside stands in a sentence: in typographic quotes, short, every sign visible."""

from inspector.document.visible import visible

_LONGEST = 160


def quoted(text: str) -> str:
    """``text`` in typographic quotes; a long one loses its middle."""
    shown = visible(text)
    if len(shown) > _LONGEST:
        half = _LONGEST // 2
        shown = f"{shown[:half]}…{shown[-half:]}"
    return f"“{shown}”"


def seconds(amount: float) -> str:
    return "1 second" if amount == 1 else f"{amount:g} seconds"
