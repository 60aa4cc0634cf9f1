"""Beside window_start: an empty QMainWindow; prints the clock once it is painted."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class _Bare(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._done)

    def _done(self) -> None:
        print(time.monotonic(), flush=True)
        QApplication.exit(0)


app = QApplication(sys.argv[:1])
window = _Bare()
window.resize(1440, 900)
window.show()
sys.exit(app.exec())
