"""The line above the findings: how many there are, and what of them is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.document.find_field import StepField
from inspector.gui.document.opened import PROBLEMS, Checked
from inspector.gui.inspect.findings_filter import Sieve
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.chip import Chip
from inspector.gui.widgets.text import ElidedLabel, Label
from inspector.verify.result import FAIL, UNCHECKED, Status

_FIELD_WIDTH = 180
_FIELD_LEAST = 124
_FEW = 10
"""Up to so many findings are a list that needs no groups."""


class FindingsBar(QWidget):
    """Counts, which are filters; a text to filter by; and whether there are groups."""

    sieve_changed = Signal()
    stepped = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._checked: Checked | None = None
        self._has_chosen = False
        self.note = ElidedLabel(theme, Text.LABEL, Tone.MUTED)
        self.field = StepField()
        self.grouped = Chip(theme, self.tr("Group"))
        self.filters = {status: Chip(theme) for status in PROBLEMS}
        self._build()
        self._count_all()

    @property
    def sieve(self) -> Sieve:
        """What is wanted now."""
        statuses = (status for status, chip in self.filters.items() if chip.isChecked())
        return Sieve(frozenset(statuses), self.field.text(), self.grouped.isChecked())

    def show_counts(self, checked: Checked | None) -> None:
        """Begin anew with the findings of a document; the user's choice of groups stays."""
        self._checked = checked
        self.note.set_text("")
        for status, chip in self.filters.items():
            chip.setEnabled(bool(self._count(status)))
            chip.setChecked(chip.isEnabled())
        if not self._has_chosen:
            self.grouped.setChecked(sum(map(self._count, PROBLEMS)) > _FEW)
        self._count_all()

    def show_shown(self, shown: int) -> None:
        """Say how many findings there are, and how many of them are ``shown``."""
        counts = {status: self._count(status) for status in PROBLEMS}
        # Where there is little room, what the chips do not say is kept.
        is_all = shown == sum(counts.values())
        self.note.elide = Qt.TextElideMode.ElideRight if is_all else Qt.TextElideMode.ElideLeft
        self.note.set_text(_note(counts, shown) if self._checked else "")

    def _count(self, status: Status) -> int:
        return len(self._checked.findings[status]) if self._checked else 0

    def _build(self) -> None:
        self.field.setPlaceholderText(self.tr("Filter findings"))
        self.field.setAccessibleName(self.tr("Filter findings by check, pointer or sentence"))
        self.field.setMinimumWidth(self._theme.pixels(_FIELD_LEAST))
        self.field.setMaximumWidth(self._theme.pixels(_FIELD_WIDTH))
        self.field.searched.connect(lambda _: self.sieve_changed.emit())
        self.field.stepped.connect(self.stepped)
        self.grouped.setAccessibleName(self.tr("Group findings by result and check"))
        self.grouped.clicked.connect(self._on_grouped)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(Label(self._theme, Text.HEADING, Tone.TEXT, self.tr("Findings")))
        row.addWidget(self.note, 3)
        row.addStretch(1)
        row.addWidget(self.field, 2)
        for chip in (self.grouped, *self.filters.values()):
            chip.clicked.connect(self.sieve_changed)
            row.addWidget(chip)

    def _on_grouped(self) -> None:
        self._has_chosen = True

    def _count_all(self) -> None:
        for status, chip in self.filters.items():
            counted = signs.counted(status, self._count(status))
            chip.say(counted, signs.of_status(status))
            chip.setAccessibleName(self.tr("Show {}").format(counted))


def _note(counts: dict[Status, int], shown: int) -> str:
    """ "3 fail, 3 unchecked; 4 of 6 shown"."""
    total = sum(counts.values())
    if not total:
        return translate("Findings", "every check passed")
    said = _nothing_failed(counts) if not counts[FAIL] else signs.listed(counts)
    if shown == total:
        return said
    return translate("Findings", "{}; {} of {} shown").format(said, number(shown), number(total))


def _nothing_failed(counts: dict[Status, int]) -> str:
    total, unchecked = sum(counts.values()), counts[UNCHECKED]
    if unchecked == total:
        return plural(
            "Findings",
            "nothing failed; %n check could not be made",
            "nothing failed; %n checks could not be made",
            unchecked,
        )
    return translate("Findings", "nothing failed; {}").format(signs.listed(counts))
