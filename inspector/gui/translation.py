"""Marking and looking up the texts of the interface, and choosing the language they are shown in.

English stands in the source and needs no file. ``python -m tests.translations`` collects what is
marked here and by ``self.tr``. A number with its noun goes through ``plural`` alone: ``self.tr``
finds no plural forms where a method is called for an object of a subclass.
"""

import pkgutil
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

ENGLISH = "en"
_FOLDER = "inspector.resources.translations"


class _ShownLanguage:
    """The language that is shown. ``data`` stays, since Qt reads translations where they lie."""

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
    """Mark ``text`` for translation where it stands; ``translate`` looks it up when shown."""
    return text


def translate(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


_MOST = 2**31 - 1


def plural(context: str, one: str, many: str, count: int) -> str:
    """``count`` things, in the form that the language has for so many; ``%n`` is the number.

    ``many`` is what is looked up. English has the two forms that are given.
    """
    # A document may state any number; Qt chooses the form by 32 bits.
    told = max(-_MOST, min(count, _MOST))
    said = QCoreApplication.translate(context, many, "", told)
    if said == many.replace("%n", str(told)):
        return (one if count == 1 else many).replace("%n", number(count))
    return said.replace(str(told), number(count), 1)


def number(count: int) -> str:
    """``count`` with its thousands parted as the language does."""
    return f"{count:,}".replace(",", _shown.separator)


def shown_language() -> str:
    """The code of the language that is shown, such as "de"."""
    return _shown.language


def install(app: QCoreApplication, language: str) -> None:
    """Show texts in ``language`` from now on: a code such as "de", or "" for the system's.

    English where there is no translation. What is shown already keeps its words.
    """
    for code in (language,) if language else _of_system():
        if code == ENGLISH:
            break
        if data := compiled(code):
            _shown.use(app, code, data)
            return
    _shown.use(app, ENGLISH, b"")


def compiled(language: str) -> bytes:
    """The compiled translation into a language; empty where there is none, or the code is none: a
    saved report may name any."""
    if not (language.isascii() and language.isalpha()):
        return b""
    try:
        return pkgutil.get_data(_FOLDER, f"pith-inspector_{language}.qm") or b""
    except OSError:
        return b""


def _of_system() -> Iterator[str]:
    """The languages that the user wants, first the most wanted."""
    return (name.partition("-")[0] for name in QLocale.system().uiLanguages())


def _qts_own(app: QCoreApplication, language: str) -> QTranslator:
    """The words of Qt's own dialogs; empty where Qt brings none."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(f"qtbase_{language}", folder)
    return translator
