"""The bottom pane: everything that did not pass, worst first, in groups if there is much."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QPushButton,
    QStyleOptionViewItem,
    QWidget,
)

from inspector.gui.document import detail
from inspector.gui.document.detail import FindingAction
from inspector.gui.document.find_field import StepField
from inspector.gui.document.findings import ROOT, Arrangement
from inspector.gui.document.opened import PROBLEMS, Checked
from inspector.gui.document.rows_view import RowsDelegate, RowsView
from inspector.gui.inspect.findings_model import (
    CHECK,
    RESULT,
    SAYS,
    WHERE,
    FindingsFilter,
    FindingsModel,
)
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.buttons import Chip
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.layouts import Hairline, fill, h_box, v_box
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import ElidedLabel, Label
from inspector.verify.result import FAIL, UNCHECKED, Result, Status

if TYPE_CHECKING:
    from inspector.verify.hints import Cause

# --- the bar above the findings: how many there are, and which of them are shown ----------------

_FIELD_WIDTH = 180
_FIELD_LEAST = 124
_FEW = 10
"""Up to so many findings need no groups."""


class FindingsBar(QWidget):
    """Counts that are filters, a text filter, and the switch for groups."""

    filter_changed = Signal()
    """``wanted`` or the order of the findings changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._checked: Checked | None = None
        self._has_chosen = False
        self.note = ElidedLabel(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.field = StepField()
        self.grouped = Chip(theme, self.tr("Group"))
        self.filters = {status: Chip(theme) for status in PROBLEMS}
        self.noted = Chip(theme)
        self._noted: frozenset[str] = frozenset()
        self._build()
        self._count_all()

    @property
    def wanted(self) -> FindingsFilter:
        """The current filter."""
        statuses = (status for status, chip in self.filters.items() if chip.isChecked())
        places = self._noted if self.noted.isChecked() else None
        return FindingsFilter(
            frozenset(statuses), self.field.text(), self.grouped.isChecked(), places
        )

    def show_noted(self, pointers: frozenset[str]) -> None:
        """Offer a filter for the values that have notes, if there are any."""
        is_filtered, self._noted = self.noted.isChecked(), pointers
        self.noted.setVisible(bool(pointers))
        self.noted.setChecked(is_filtered and bool(pointers))
        if is_filtered:
            self.filter_changed.emit()

    def show_counts(self, checked: Checked | None) -> None:
        """Start again with the findings of a document; the user's choice of groups stays."""
        self._checked = checked
        self.note.set_text("")
        for status, chip in self.filters.items():
            chip.setEnabled(bool(self._count(status)))
            chip.setChecked(chip.isEnabled())
        if not self._has_chosen:
            self.grouped.setChecked(sum(map(self._count, PROBLEMS)) > _FEW)
        self._count_all()

    def show_shown(self, shown: int) -> None:
        """Show how many findings there are, and that ``shown`` of them are shown."""
        counts = {status: self._count(status) for status in PROBLEMS}
        # If space is short, what the chips do not say is kept.
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
        self.field.searched.connect(lambda _: self.filter_changed.emit())
        self.grouped.setAccessibleName(self.tr("Group findings by result and check"))
        self.grouped.clicked.connect(self._on_grouped)
        row = h_box(
            Label(self._theme, TextStyle.HEADING, ColourRole.TEXT, self.tr("Findings")),
            on=self,
            spacing=10,
            edges=(16, 5, 16, 5),
        )
        row.addWidget(self.note, 3)
        row.addStretch(1)
        row.addWidget(self.field, 2)
        sign = StatusBadge("note", ColourRole.CHANGED, self.tr("With notes"))
        self.noted.say(sign.word, sign)
        self.noted.setToolTip(tooltip(self.tr("Only findings at values that have notes")))
        self.noted.hide()
        for chip in (self.noted, self.grouped, *self.filters.values()):
            chip.clicked.connect(self.filter_changed)
            row.addWidget(chip)

    def _on_grouped(self) -> None:
        self._has_chosen = True

    def _count_all(self) -> None:
        for status, chip in self.filters.items():
            sign = signs.of_status(status)
            # Before the checks, "0 fail" would be a result.
            counted = signs.counted(status, self._count(status)) if self._checked else sign.word
            chip.say(counted, sign)
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


_WIDTHS = {RESULT: 126, CHECK: 190, WHERE: 340}
_SHARES = {RESULT: 1.0, CHECK: 0.2, WHERE: 0.27}
"""The largest share of the width that a column takes by default; the sentence gets the rest."""
_INDENTED = 44
_ROW_GAP = 8
_COPIED_AT_MOST = 200
_OPENED_AT_MOST = 400
"""Up to so many filtered results are shown with all groups expanded."""


class FindingsView(RowsView):
    """The last cell of the current row has a button for what Enter does."""

    acted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._place = QPersistentModelIndex()

    def offer(self, index: QModelIndex, text: str) -> None:
        """Put a button with ``text`` into a row, replacing any other."""
        if (before := self.indexWidget(self._place)) is not None:
            before.hide()
            self.setIndexWidget(self._place, None)  # type: ignore[arg-type]
        self._place = QPersistentModelIndex(index.siblingAtColumn(SAYS) if text else QModelIndex())
        if text:
            button = QPushButton(text)
            button.setProperty("row", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.acted)
            self.setIndexWidget(self._place, button)

    def button(self, index: AnyIndex) -> QWidget | None:
        """The button in this cell."""
        return self.indexWidget(self._place) if self._place == index else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._place.isValid():
            self.acted.emit()
        else:
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))


class _FindingsDelegate(RowsDelegate):
    """Places the button at the right of its cell, and ends the sentence before it."""

    def __init__(self, theme: Theme, view: FindingsView) -> None:
        super().__init__(theme, view, frozenset({WHERE}))
        self._view = view

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        editor.ensurePolished()  # else its width is that for another font and style sheet
        place = QRect(option.rect)
        place.setLeft(max(place.left(), place.right() - editor.sizeHint().width() - _ROW_GAP))
        editor.setGeometry(place.adjusted(0, 1, -_ROW_GAP // 2, -1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if (button := self._view.button(index)) is not None:
            fill(painter, option.rect, self._theme.colours.selection)
            option.rect.setRight(button.geometry().left() - _ROW_GAP)
        super().paint(painter, option, index)


class FindingsPane(QWidget):
    """Shows a ``FindingsModel``; reports the chosen finding and the requested action."""

    chosen = Signal(str)
    """The pointer of a finding."""
    acted = Signal(FindingAction)
    row_changed = Signal(object)
    """The ``ChosenFindings`` of the current row, or None."""
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, model: FindingsModel) -> None:
        super().__init__()
        self._theme = theme
        self.model = model
        self.bar = FindingsBar(theme)
        self.filters = self.bar.filters
        self.view = FindingsView(theme)
        self._checked: Checked | None = None
        self._former: Result | None = None
        """The finding that was current before none was shown."""
        self._is_shared_out = False
        self._build()

    @property
    def check(self) -> str:
        """The check of the current row; "" if there is none."""
        index = self.view.currentIndex()
        if (group := self.model.group(index)) is not None:
            return group.check
        result = self.model.result_at(index)
        return result.id if result else ""

    def show_findings(self, checked: Checked | None) -> None:
        """Show the findings of a document, or none while there is no report."""
        self._checked = checked
        self.bar.show_counts(checked)
        self.bar.filter_changed.emit()

    def clear(self) -> None:
        """Show none, until there is another document."""
        self.show_findings(None)
        self._former = None

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Show an arrangement; expanded groups and the current row are kept."""
        opened = self._opened_groups()
        if self._cause() is None:
            opened.add((FAIL, ""))  # what the cause explains is expanded initially
        current = self.model.result_at(self.view.currentIndex()) or self._former
        self._former = None if len(arrangement) else current
        self.model.show(arrangement)
        self.bar.show_shown(len(arrangement))
        is_deep = arrangement.count(ROOT) < len(arrangement)
        self.view.setRootIsDecorated(is_deep)
        width = _WIDTHS[RESULT] + (_INDENTED if is_deep else 0)
        self.view.setColumnWidth(RESULT, self._theme.pixels(width))
        is_little = len(arrangement) <= _OPENED_AT_MOST
        self._open_groups(None if self.bar.field.text() and is_little else opened)
        if is_deep and not arrangement.groups:
            self.view.expand(self.model.index(0, 0))
        self._restore(current)

    def step(self, forward: bool) -> None:
        """Choose the next or the previous finding in any group."""
        arrangement = self.model.arrangement
        if len(arrangement):
            key = self.model.key(self.view.currentIndex())
            index = self.model.index_of(arrangement.next(key, forward=forward))
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def showEvent(self, event: QShowEvent) -> None:
        """Distribute the width once it is known."""
        super().showEvent(event)
        if not self._is_shared_out:
            self._is_shared_out = True
            self._share_out()

    def _build(self) -> None:
        self.bar.field.stepped.connect(self.step)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_FindingsDelegate(self._theme, self.view))
        self.view.setAccessibleName(self.tr("Findings, worst first"))
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.clicked.connect(self._on_current_changed)
        self.view.acted.connect(self.act)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        v_box(Hairline(self._theme), self.bar, self.view.inset(), on=self, spacing=0)

    def _share_out(self) -> None:
        for column, width in _WIDTHS.items():
            most = round(self.width() * _SHARES[column])
            self.view.setColumnWidth(column, min(self._theme.pixels(width), most))

    def _group_rows(self) -> list[QModelIndex]:
        count = len(self.model.arrangement.groups)
        return [self.model.index(row, 0) for row in range(count)]

    def _cause(self) -> "Cause | None":
        groups = self.model.arrangement.groups
        return groups[0].cause if groups else None

    def _opened_groups(self) -> set[tuple[Status, str]]:
        groups = ((index, self.model.group(index)) for index in self._group_rows())
        return {(g.status, g.check) for index, g in groups if g and self.view.isExpanded(index)}

    def _open_groups(self, opened: set[tuple[Status, str]] | None) -> None:
        """Expand the groups with these statuses and checks, or all."""
        for index in self._group_rows():
            group = self.model.group(index)
            if group and (opened is None or (group.status, group.check) in opened):
                self.view.expand(index)

    def _restore(self, current: Result | None) -> None:
        """Select the previously current finding without emitting signals."""
        place = self.model.arrangement.place_of(current) if current else None
        if place is not None:
            with QSignalBlocker(self.view.selectionModel()):
                self.view.setCurrentIndex(self.model.index_of(place))
            self.view.paint_anew()
            self.view.scrollTo(self.view.currentIndex())
        self._offer()

    @property
    def action(self) -> FindingAction | None:
        """The action of the current row."""
        index = self.view.currentIndex()
        if (group := self.model.group(index)) is not None and group.cause is not None:
            return FindingAction(None, group.cause.pointer)
        result = self.model.result_at(index)
        if result is None or self._checked is None:
            return None
        return detail.action_of(self._checked, result)

    def _on_menu_requested(self, place: QPoint) -> None:
        if self.view.indexAt(place).isValid():
            self.menu_wanted.emit(self.view.viewport().mapToGlobal(place))

    def act(self) -> None:
        if (action := self.action) is not None:
            self.acted.emit(action)

    def _offer(self) -> None:
        """Report the current row, and put its action into it."""
        key = self.model.key(self.view.currentIndex())
        self.row_changed.emit(self.model.arrangement.chosen(key, _COPIED_AT_MOST))
        action = self.action
        self.view.offer(self.view.currentIndex(), action.text if action else "")

    def _on_current_changed(self, index: QModelIndex) -> None:
        self._offer()
        group = self.model.group(index)
        if (result := self.model.result_at(index)) is not None:
            self.chosen.emit(result.path)
        elif group is not None and group.cause is not None:
            self.chosen.emit(group.cause.pointer)
