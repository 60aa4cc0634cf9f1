"""The engine's sentences in the language of the interface.

A template is looked up in the translations; what stands in its gaps is written as the language
writes numbers and quotes text. A template that is not translated stays English.
"""

from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from inspector.gui import translation
from inspector.gui.translation import shown_language, translate
from inspector.messages import ENGLISH, Count, Language, Message

CONTEXT = "Sentences"


def said(message: Message) -> str:
    """A sentence of the engine as the interface says it."""
    return _SHOWN.render(message)


def language() -> Language:
    """The language that the interface is shown in, to write a page in."""
    return ENGLISH if shown_language() == ENGLISH.code else _SHOWN


def of_a_run_with_no_window(code: str) -> Language:
    """The language ``code``, for a process that has no other; English where there is none."""
    translation.install(_without_window(), code)
    return language()


@cache
def _without_window() -> QCoreApplication:
    """Qt looks texts up for an application alone; it is kept for as long as the process runs."""
    return QCoreApplication.instance() or QCoreApplication([])


class _InterfaceLanguage(Language):
    """The language that the interface is shown in."""

    @property
    def code(self) -> str:  # type: ignore[override]
        return shown_language()

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
