"""One row of a comparison as it is heard: "changed, authors_text, left Eve, right Ada Example"."""

from inspector.gui.compare.row_signs import RowSigns
from inspector.gui.compare.row_text import LEFT, RIGHT, SIDES, RowText
from inspector.gui.document.document_model import join_spoken
from inspector.gui.translation import translate


def spoken_row(text: RowText, signs: RowSigns, key: int) -> str:
    """All of the row, whichever cell is spoken of; what both sides share is said once."""
    word = signs.spoken(key)
    names = [text.name(key, side) for side in SIDES]
    values = [text.value(key, side).text for side in SIDES]
    if text.is_gap(key, RIGHT):
        only = translate("PairRows", "only on the left")
        return join_spoken(word, names[LEFT], only, values[LEFT])
    if text.is_gap(key, LEFT):
        only = translate("PairRows", "only on the right")
        return join_spoken(word, names[RIGHT], only, values[RIGHT])
    said = translate("PairRows", "left {}"), translate("PairRows", "right {}")
    if names[LEFT] != names[RIGHT]:
        parts = [join_spoken(*cell) for cell in zip(names, values, strict=True)]
        return join_spoken(word, *(_filled(said, parts)))
    if values[LEFT] != values[RIGHT]:
        return join_spoken(word, names[LEFT], *_filled(said, values))
    return join_spoken(word, names[LEFT], values[LEFT])


def _filled(said: tuple[str, str], parts: list[str]) -> list[str]:
    return [text.format(part) for text, part in zip(said, parts, strict=True)]
