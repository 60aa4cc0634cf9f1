"""What the command line is handed by whoever puts the program together, for it knows no Qt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from inspector.messages import ENGLISH, Language

if TYPE_CHECKING:
    from inspector.jobs.session import WindowRequest


class Faces(NamedTuple):
    """``window`` opens the other face. ``translated`` gives the language of a code, English where
    there is none: the translations are the window's."""

    window: "Callable[[WindowRequest], int]"
    translated: Callable[[str], Language] | None = None

    def language(self, code: str) -> Language:
        if code == ENGLISH.code or self.translated is None:
            return ENGLISH
        return self.translated(code)
