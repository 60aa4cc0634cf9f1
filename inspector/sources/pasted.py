"""A JSON text from the clipboard or out of another program, which lies in no file."""

from typing import Self


class PastedText(str):
    """Such a text as a source: as a string it is the name that it goes by.

    It is never a path, whatever its name, and lives as long as somebody holds it. ``item`` is the
    number of the document in it that is meant, 0 for the whole, which goes by the name ``whole``.
    """

    __slots__ = ("item", "text", "whole")
    item: int
    text: str
    whole: str

    def __new__(cls, name: str, text: str, item: int = 0) -> Self:
        made = super().__new__(cls, f"{name}#{item}" if item else name)
        made.item, made.text, made.whole = item, text, name
        return made
