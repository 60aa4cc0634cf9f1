"""How text from outside stands in a sentence: in typographic quotes, short, every sign visible."""

_LONGEST = 160


def visible(text: str) -> str:
    """``text`` with what has no shape of its own (control, bidi, half a surrogate) escaped."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in text)


def quoted(text: str) -> str:
    """``text`` in typographic quotes; a long one loses its middle."""
    shown = visible(text)
    if len(shown) > _LONGEST:
        half = _LONGEST // 2
        shown = f"{shown[:half]}…{shown[-half:]}"
    return f"“{shown}”"


def seconds(amount: float) -> str:
    return "1 second" if amount == 1 else f"{amount:g} seconds"


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
