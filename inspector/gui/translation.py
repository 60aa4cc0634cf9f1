"""Marking and looking up the texts of the interface.

Qt's lupdate knows ``translate``; ``N_`` it learns by ``-tr-function-alias QT_TRANSLATE_NOOP+=N_``.
"""

from PySide6.QtCore import QCoreApplication


def N_(context: str, text: str) -> str:  # noqa: N802
    """Mark ``text`` for translation where it stands; ``translate`` looks it up when shown."""
    return text


def translate(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
