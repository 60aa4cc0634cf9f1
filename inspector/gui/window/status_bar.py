"""The status bar: all four counts, the number of unsigned values, and the size of the document."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.document.opened import Checked, Opened
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, plural
from inspector.gui.widgets import signs
from inspector.gui.widgets.layouts import h_box
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.verify.result import Status

NOTE_STAYS = 8_000
"""In milliseconds: long enough to read a sentence twice."""


class StatusBar(QWidget):
    """The counts are a button that shows the findings."""

    def __init__(self, theme: Theme, *, offline: bool) -> None:
        super().__init__()
        self.counts = QPushButton()
        self.counts.setProperty("flat", True)
        self._signs = [SignLabel(theme, TextStyle.LABEL) for _ in Status]
        self._note = ElidedLabel(theme, TextStyle.LABEL, ColourRole.TEXT)
        self._cover = ElidedLabel(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._size = ElidedLabel(theme, TextStyle.LABEL, ColourRole.MUTED)
        self._offline = Label(
            theme, TextStyle.LABEL, ColourRole.MUTED, self.tr("Offline") if offline else ""
        )
        if not offline:
            self._offline.hide()
        self._fading = QTimer(self, singleShot=True, interval=NOTE_STAYS)
        self._fading.timeout.connect(lambda: self._note.set_text(""))
        self.setFixedHeight(theme.pixels(32))
        self._build()
        self.show_inspection(None, None)

    def show_inspection(self, opened: Opened | None, checked: Checked | None) -> None:
        """Show the size of a document and its results, as far as they are known."""
        self.counts.setVisible(checked is not None)
        if checked is not None:
            self._show_counts(checked)
        elif opened is None:
            self._cover.set_text(self.tr("Nothing inside a document is fetched by itself"))
        else:
            self._cover.set_text("")
        size = len(opened.document.data) if opened else 0
        self._size.set_text(plural("Status", "%n byte", "%n bytes", size) if opened else "")

    def show_comparison(self) -> None:
        """Empty, since the view of a comparison shows everything."""
        self.counts.hide()
        self._cover.set_text(self.tr("Nothing is written to either side"))
        self._size.set_text("")

    def say(self, note: str) -> None:
        """Show a message for some seconds."""
        self._note.set_text(note)
        self._fading.start()

    @property
    def note(self) -> str:
        return self._note.text()

    def _show_counts(self, checked: Checked) -> None:
        spoken = []
        for label, status, count in zip(self._signs, Status, checked.counts, strict=True):
            sign = signs.of_status(status)._replace(word=signs.counted(status, count))
            label.show_sign(sign)
            spoken.append(sign.word)
        self.counts.setAccessibleName(self.tr("Show findings: {}").format(", ".join(spoken)))
        self.counts.setFixedWidth(self._row.sizeHint().width())
        coverage = checked.report.coverage
        self._cover.set_text(
            self.tr("{}, {} covered by no signature").format(
                plural("Status", "%n value", "%n values", coverage.leaves),
                number(coverage.leaves - coverage.covered),
            )
        )

    def _build(self) -> None:
        self._row = counts = h_box(on=self.counts, spacing=16, edges=(8, 0, 8, 0))
        for label in self._signs:
            counts.addWidget(label)
        row = h_box(self.counts, on=self, spacing=24, edges=(8, 0, 16, 0))
        row.addWidget(self._note, 1)
        row.addStretch(1)
        row.addWidget(self._cover, 4)
        row.addWidget(self._size, 2)
        row.addWidget(self._offline)
