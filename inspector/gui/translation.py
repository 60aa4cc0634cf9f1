"""Marks and looks up the texts of the interface, and sets its language.

English is in the source and needs no file. ``python -m tests.translations`` collects the texts
marked here and by ``self.tr``. A number with its noun must use ``plural``: ``self.tr`` finds no
plural forms if a method is called for an object of a subclass.
"""

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from inspector import messages, packed_file
from inspector.messages import Count, Language, Message

ENGLISH = "en"


class _ShownLanguage:
    """The current language. ``data`` is kept, since Qt reads translations in place."""

    def __init__(self) -> None:
        self.language = ENGLISH
        self.separator = ","
        self.translators: list[QTranslator] = []
        self.data = b""

    def use(self, app: QCoreApplication, language: str, data: bytes) -> None:
        while self.translators:
            app.removeTranslator(self.translators.pop())
        self.language, self.data = language, data
        self.separator = QLocale(language).groupSeparator()
        if data:
            self._add(app, _qts_own(app, language))
            own = QTranslator(app)
            own.load(data)
            self._add(app, own)

    def _add(self, app: QCoreApplication, translator: QTranslator) -> None:
        app.installTranslator(translator)
        self.translators.append(translator)


_shown = _ShownLanguage()


def N_(context: str, text: str) -> str:
    """Mark ``text`` for translation; ``translate`` looks it up when it is shown."""
    return text


def translate(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


_MOST = 2**31 - 1


def plural(context: str, one: str, many: str, count: int) -> str:
    """``count`` things, in the right plural form of the language; ``%n`` is the number.

    ``many`` is the key of the translation. ``one`` and ``many`` are the English forms.
    """
    # a document may state any number; Qt chooses the form by 32 bits
    told = max(-_MOST, min(count, _MOST))
    said = QCoreApplication.translate(context, many, "", told)
    if said == many.replace("%n", str(told)):
        return (one if count == 1 else many).replace("%n", number(count))
    return said.replace(str(told), number(count), 1)


def number(count: int) -> str:
    """``count`` with the thousands separators of the language."""
    return f"{count:,}".replace(",", _shown.separator)


def shown_language() -> str:
    """The code of the current language, such as "de"."""
    return _shown.language


def install(app: QCoreApplication, language: str) -> None:
    """Set the language: a code such as "de", or "" for the system's.

    It is English if there is no translation. Texts already shown do not change.
    """
    for code in (language,) if language else _of_system():
        if code == ENGLISH:
            break
        if data := compiled(code):
            _shown.use(app, code, data)
            return
    _shown.use(app, ENGLISH, b"")


def compiled(language: str) -> bytes:
    """The compiled translation; b"" if there is none.

    The code may be anything, since a saved report may contain any.
    """
    if not (language.isascii() and language.isalpha()):
        return b""
    try:
        return packed_file("translations", f"pith-inspector_{language}.qm")
    except OSError:
        return b""


def _of_system() -> Iterator[str]:
    """The user's languages, most preferred first."""
    return (name.partition("-")[0] for name in QLocale.system().uiLanguages())


def _qts_own(app: QCoreApplication, language: str) -> QTranslator:
    """The translations of Qt's own dialogs; empty if Qt has none."""
    from PySide6.QtCore import QLibraryInfo  # noqa: PLC0415 - English needs none

    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(f"qtbase_{language}", folder)
    return translator


# --- the engine's sentences in the language of the interface ------------------------------------
# A template is looked up in the translations; what stands in its gaps is written as the language
# writes numbers and quotes text. A template that is not translated stays English.

SENTENCES = "Sentences"


def said(message: Message) -> str:
    """A sentence of the engine in the language of the interface."""
    return _SHOWN.render(message)


def language() -> Language:
    """The language of the interface, for writing a page."""
    return messages.ENGLISH if shown_language() == ENGLISH else _SHOWN


def of_a_run_with_no_window(code: str) -> Language:
    """The language ``code`` for a process without a window; English if there is no translation."""
    install(_without_window(), code)
    return language()


@cache
def _without_window() -> QCoreApplication:
    """Qt needs an application to look up texts; it is kept for the rest of the process."""
    return QCoreApplication.instance() or QCoreApplication([])


class _InterfaceLanguage(Language):
    """The language of the interface, as a ``Language``."""

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
        return translate(SENTENCES, text)

    def counted(self, count: Count) -> str:
        return plural(SENTENCES, count.one, count.many, count.number)

    def number(self, count: int) -> str:
        return number(count)


_SHOWN = _InterfaceLanguage()


@cache
def _quotes(language: str) -> tuple[str, str]:
    opening, closing = QLocale(language).quoteString(" ").split(" ")
    return opening, closing
