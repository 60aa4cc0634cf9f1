"""The pages of the detail pane: what was found with a value, and what its checks mean."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.models.detail import Detail
from inspector.gui.models.text import is_machine_text
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.views.byte_text import ByteText
from inspector.gui.views.finding_block import FindingBlock
from inspector.gui.views.text import Label, SignLabel

_BETWEEN = 20


class _Page(QScrollArea):
    """A column of parts that scrolls; filled anew for each value."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fill(self, parts: list[QWidget]) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 12, 0)
        layout.setSpacing(_BETWEEN)
        for part in parts:
            layout.addWidget(part)
        layout.addStretch()
        self.setWidget(column)

    def heading(self, text: str) -> Label:
        return Label(self.theme, Text.HEADING, Tone.TEXT, text)


def _section(heading: QWidget, *parts: QWidget) -> QWidget:
    section = QWidget()
    layout = QVBoxLayout(section)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for part in (heading, *parts):
        layout.addWidget(part)
    return section


class FoundPage(_Page):
    """Results, the value itself, and what covers it."""

    def show_detail(self, detail: Detail) -> None:
        parts: list[QWidget] = [FindingBlock(self.theme, found) for found in detail.findings]
        if note := self._note(detail):
            parts.append(Label(self.theme, Text.BODY, Tone.MUTED, note).wrap())
        compared = [found.compared for found in detail.findings if found.compared]
        is_seen = any(detail.value in (pair.expected, pair.actual) for pair in compared)
        if detail.value and not is_seen:
            parts.append(_section(self.heading(self.tr("Value")), self._value(detail)))
        parts.append(self._cover(detail))
        self.fill(parts)

    def _value(self, detail: Detail) -> QWidget:
        if is_machine_text(detail.value):
            view: QWidget = ByteText(self.theme, detail.value, grouped=detail.is_hash)
        else:
            view = Label(self.theme, Text.BODY, Tone.TEXT, detail.value).wrap().selectable()
        view.setAccessibleName(self.tr("Value"))
        return view

    def _note(self, detail: Detail) -> str:
        notes = []
        if not detail.findings and detail.is_checked and not detail.below:
            notes.append(self.tr("No check speaks of this value by itself."))
        if detail.left_out:
            notes.append(
                self.tr("{} more results are in the findings.").format(f"{detail.left_out:,}")
            )
        return " ".join((*notes, detail.below)).strip()

    def _cover(self, detail: Detail) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        for sign in detail.covers:
            label = SignLabel(self.theme)
            label.show_sign(sign)
            layout.addWidget(label)
        layout.addStretch(1)
        row.setVisible(bool(detail.covers))
        note = Label(self.theme, Text.LABEL, Tone.MUTED, detail.cover_note).wrap()
        return _section(self.heading(self.tr("Covered by")), row, note)


class AboutPage(_Page):
    """The rows of the catalogue: what each check proves, and what it cannot tell."""

    def show_detail(self, detail: Detail) -> None:
        parts = [
            _section(
                self.heading(explained.check),
                Label(self.theme, Text.BODY, Tone.TEXT, explained.means).wrap(),
                Label(self.theme, Text.BODY, Tone.MUTED, explained.limits).wrap(),
            )
            for explained in detail.explained
        ]
        if not parts:
            nothing = self.tr("No check speaks of this value by itself.")
            parts.append(Label(self.theme, Text.BODY, Tone.MUTED, nothing).wrap())
        self.fill(parts)
