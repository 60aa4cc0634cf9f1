"""The engine's sentences in the language of the interface.

A template is looked up in the translations; what stands in its gaps is written as the language
writes numbers and quotes text. A template that is not translated stays English.
"""

from functools import cache

from PySide6.QtCore import QLocale

from inspector.gui import translation
from inspector.gui.translation import shown_language, translate
from inspector.messages import Count, Language, Message

CONTEXT = "Sentences"


def said(message: Message) -> str:
    """A sentence of the engine as the interface says it."""
    return _SHOWN.render(message)


class _InterfaceLanguage(Language):
    """The language that the interface is shown in."""

    @property
    def opening_quote(self) -> str:  # type: ignore[override]
        return _quotes(shown_language())[0]

    @property
    def closing_quote(self) -> str:  # type: ignore[override]
        return _quotes(shown_language())[1]

    def template(self, text: str) -> str:
        return translate(CONTEXT, text)

    def counted(self, count: Count) -> str:
        return translation.plural(CONTEXT, count.one, count.many, count.number)

    def number(self, number: int) -> str:
        return translation.number(number)


_SHOWN = _InterfaceLanguage()


@cache
def _quotes(language: str) -> tuple[str, str]:
    opening, closing = QLocale(language).quoteString(" ").split(" ")
    return opening, closing
