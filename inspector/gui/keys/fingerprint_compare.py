"""The comparison that comes before trust: the key's fingerprint above the one from the signer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.keys.comparison import GROUP, Comparison, Match
from inspector.gui.keys.fingerprint_fields import GroupColumn, GroupField, RowNames
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.flow import FlowLayout
from inspector.gui.widgets.signs import Sign
from inspector.gui.widgets.text import Label, SignLabel
from inspector.verify.trust import PublicKey

_GROUPS = 8


class FingerprintCompare(QWidget):
    """Eight groups to compare; ``changed`` says whether all are equal."""

    changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._comparison = Comparison.begin(("",) * _GROUPS)
        self._columns = [GroupColumn(theme, number) for number in range(_GROUPS)]
        self.summary = SignLabel(theme, Text.LABEL)
        self._note = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self._note.setText(
            self.tr("One digit that differs makes it the fingerprint of another key.")
        )
        self._build(theme)

    @property
    def is_equal(self) -> bool:
        return self._comparison.is_equal

    @property
    def fields(self) -> list[GroupField]:
        return [column.field for column in self._columns]

    def show_key(self, key: PublicKey) -> None:
        """Begin anew with another key."""
        self._comparison = Comparison.begin(key.groups)
        self._show()

    def _build(self, theme: Theme) -> None:
        title = Label(
            theme, Text.HEADING, text=self.tr("Compare the fingerprint before you trust")
        ).wrap()
        advice = self.tr(
            "Take it from the signer by another way than the one that brought this key: its "
            "website, a letter, a call. Type or paste it."
        )
        flow = QWidget()
        columns = FlowLayout(flow, gap=6, line_gap=10)
        for column in self._columns:
            columns.addWidget(column)
            column.field.written.connect(self._on_written)
            column.field.stepped.connect(self._on_stepped)
        names = RowNames(theme, self._columns[0])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(names, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(flow, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(Label(theme, Text.LABEL, Tone.MUTED, advice).wrap())
        layout.addLayout(row)
        layout.addWidget(self.summary)
        layout.addWidget(self._note)

    def _on_written(self, number: int, text: str) -> None:
        self._comparison = self._comparison.with_text(number, text)
        self._show()
        given = self._comparison.given
        if self.fields[number].hasFocus() and len(given[number]) >= GROUP:
            following = (at for at in range(number, _GROUPS) if len(given[at]) < GROUP)
            self.fields[next(following, number)].setFocus()

    def _on_stepped(self, number: int, by: int) -> None:
        if 0 <= number + by < _GROUPS:
            field = self.fields[number + by]
            field.setFocus()
            field.setCursorPosition(0 if by > 0 else len(field.text()))

    def _show(self) -> None:
        comparison = self._comparison
        for column, group, given, match in zip(
            self._columns, comparison.groups, comparison.given, comparison.matches, strict=True
        ):
            column.show_group(group, given, match)
        self.summary.show_sign(self._summary())
        self._note.setVisible(Match.DIFFERS in comparison.matches)
        self.changed.emit(comparison.is_equal)

    def _summary(self) -> Sign:
        matches = self._comparison.matches
        equal, differ = matches.count(Match.EQUAL), matches.count(Match.DIFFERS)
        if differ:
            text = self.tr("{} of 8 groups equal, {} different")
            return Sign("fail", Tone.FAIL, text.format(equal, differ))
        if equal == _GROUPS:
            return Sign("pass", Tone.PASS, self.tr("All 8 groups are equal"))
        text = self.tr("{} of 8 groups equal, {} still to come")
        return Sign("unchecked", Tone.UNCHECKED, text.format(equal, _GROUPS - equal))
