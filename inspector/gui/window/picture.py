"""Saves a picture of the window, for ``open --screenshot``."""

import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from inspector.errors import SavingError
from inspector.jobs.saving import save_pieces

_MOST_LOOKS = 25
_BETWEEN = 0.02


def save_picture(window: QWidget, path: Path, *, not_onto: Iterable[str]) -> None:
    """Save a picture of ``window`` to ``path`` as PNG, never over an inspected file.

    Raises SavingError.
    """
    data = _png(window)
    if not path.exists() or path.is_file():
        save_pieces(path, [data], not_onto=not_onto)
        return
    try:  # a pipe or a device, such as /dev/stdout, must not be replaced
        path.write_bytes(data)
    except OSError as error:
        raise SavingError("The bytes could not be saved: {}", str(error.strerror)) from error


def _png(window: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _settled(window).save(buffer, "PNG")
    return bytes(buffer.data().data())


def _settled(window: QWidget) -> QPixmap:
    """Grab ``window`` until two pictures are equal, since layouts find their sizes step by step."""
    shown = window.grab()
    for _ in range(_MOST_LOOKS):
        time.sleep(_BETWEEN)
        QApplication.processEvents()
        before, shown = shown, window.grab()
        if shown.toImage() == before.toImage():
            break
    return shown
