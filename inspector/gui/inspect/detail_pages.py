"""The pages of the detail pane with the results of a value, and with the meaning of its checks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from inspector.gui.document.detail import LONGEST_VALUE, Detail, FindingAction
from inspector.gui.document.value_facts import ValueFact, WebLink
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets.layouts import ScrollPage, h_box, section
from inspector.gui.widgets.plain_text import is_machine_text
from inspector.gui.widgets.text import Label, SignLabel

_LONGEST_LABEL = 1_000


class FoundPage(ScrollPage):
    """Results, the value itself, what it is, and what covers it."""

    def __init__(self, theme: Theme, act: Callable[[FindingAction], None]) -> None:
        super().__init__(theme)
        self._act = act

    def show_detail(self, detail: Detail) -> None:
        self.fill_when_seen(partial(self._fill, detail))

    def _fill(self, detail: Detail) -> None:
        from inspector.gui.document.finding_block import FindingBlock  # noqa: PLC0415 - start-up

        blocks = [FindingBlock(self.theme, found) for found in detail.findings]
        for block in blocks:
            block.acted.connect(self._act)
        parts: list[QWidget] = [*blocks]
        if note := self._note(detail):
            parts.append(Label(self.theme, TextStyle.BODY, ColourRole.MUTED, note).wrap())
        compared = [found.compared for found in detail.findings if found.compared]
        is_seen = any(detail.value in (pair.expected, pair.actual) for pair in compared)
        value = self._value(detail) if detail.value and not is_seen else []
        if detail.facts:
            value.append(FactLines(self.theme, detail.facts))
        if value:
            parts.append(section(self.heading(self.tr("Value")), *value))
        parts.append(self._cover(detail))
        self.fill(parts)

    def _value(self, detail: Detail) -> list[QWidget]:
        from inspector.gui.widgets.text_boxes import ByteText, LongText  # noqa: PLC0415 - start-up

        if is_machine_text(detail.value):
            view: QWidget = ByteText(self.theme, detail.value, grouped=detail.is_hash)
        elif len(detail.value) <= _LONGEST_LABEL:
            view = (
                Label(self.theme, TextStyle.BODY, ColourRole.TEXT, detail.value).wrap().selectable()
            )
        else:
            view = LongText(self.theme, detail.value)
        view.setAccessibleName(self.tr("Value"))
        if not detail.value_goes_on:
            return [view]
        note = self.tr("The text goes on: these are its first {} characters.").format(
            number(LONGEST_VALUE)
        )
        return [view, Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, note).wrap()]

    def _note(self, detail: Detail) -> str:
        notes = []
        if not detail.findings and detail.is_checked and not detail.below:
            notes.append(self.tr("No check speaks of this by itself."))
        if detail.left_out:
            notes.append(
                self.tr("{} more results are in the findings.").format(number(detail.left_out))
            )
        return " ".join((*notes, detail.below)).strip()

    def _cover(self, detail: Detail) -> QWidget:
        row = QWidget()
        layout = h_box(on=row, spacing=20)
        for sign in detail.covers:
            label = SignLabel(self.theme)
            layout.addWidget(label)
            # Without a parent it would be a window.
            label.show_sign(sign)
        layout.addStretch(1)
        if not detail.covers:
            row.hide()
        note = Label(self.theme, TextStyle.LABEL, ColourRole.MUTED, detail.cover_note).wrap()
        return section(self.heading(self.tr("Covered by")), row, note)


class AboutPage(ScrollPage):
    """What the checks of a value prove, what a failure can mean, and what they cannot show."""

    def show_detail(self, detail: Detail) -> None:
        self.fill_when_seen(partial(self._fill, detail.checks))

    def _fill(self, checks: tuple[str, ...]) -> None:
        nothing = self.tr("No check speaks of this by itself.")
        parts = [self._about(check) for check in checks]
        self.fill(parts or [Label(self.theme, TextStyle.BODY, ColourRole.MUTED, nothing).wrap()])

    def _about(self, check: str) -> QWidget:
        from inspector.gui.document.help_pages import check_lines  # noqa: PLC0415 - start-up
        from inspector.gui.document.term_lines import TermLines  # noqa: PLC0415

        button = QPushButton(self.tr("Open in the help"))
        button.setProperty("flat", True)
        button.setAccessibleName(self.tr("Help on {}").format(check))
        button.clicked.connect(partial(self._open_help, check))
        head = QHBoxLayout()
        head.addWidget(self.heading(check), 1)
        head.addWidget(button)
        holder = QWidget()
        holder.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        return section(holder, TermLines(self.theme, check_lines(check)))

    def _open_help(self, check: str) -> None:
        from inspector.gui.help.window import show_help  # noqa: PLC0415 - start-up

        show_help(self.theme, self.window(), check)


class BrowseButton(QPushButton):
    """Opens the dialog that shows the whole address of ``link``."""

    def __init__(self, link: WebLink) -> None:
        super().__init__()
        self.setText(self.tr("Open in browser…"))
        self.setProperty("flat", True)
        self.setAccessibleName(self.tr("Open {} in browser…").format(link.host))
        self.clicked.connect(partial(self._browse, link))

    def _browse(self, link: WebLink) -> None:
        from inspector.gui.widgets.dialogs import browse_dialog  # noqa: PLC0415 - start-up

        browse_dialog(self.window(), link.host, link.address).open()


class FactLines(QWidget):
    """Shows facts below one another with their labels in a column."""

    def __init__(self, theme: Theme, facts: tuple[ValueFact, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, fact in enumerate(facts):
            grid.addWidget(
                Label(theme, TextStyle.LABEL, ColourRole.FAINT, fact.label), row, 0, middle
            )
            text = Label(theme, TextStyle.BODY, ColourRole.TEXT, fact.text).selectable()
            text.setAccessibleName(f"{fact.label}: {fact.text}")
            grid.addWidget(text, row, 1, middle)
            if fact.link is not None:
                left = Qt.AlignmentFlag.AlignLeft | middle
                grid.addWidget(BrowseButton(fact.link), row, 2, left)
