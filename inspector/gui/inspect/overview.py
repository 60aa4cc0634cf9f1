"""The overview of a document: what is proven, only stated, or could not be checked."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from inspector.gui.document.copied import CopiedLine
from inspector.gui.document.detail import FindingAction
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.inspect.overview_parts import (
    BundleOffer,
    LineGroupView,
    PaperLines,
    RowButton,
    ShareBar,
)
from inspector.gui.inspect.overview_text import LineGroup, OverviewText, Row
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FlowLayout, ScrollPage, WidthFirst, section, v_box
from inspector.gui.widgets.text import SignLabel
from inspector.verify.overview_facts import Opens

_TWO_COLUMNS = 640
_LOW = 430
"""In a lower pane, the groups come before the lines about the paper."""
_GAP = 28
_BETWEEN = 16


class OverviewPage(ScrollPage):
    """Shows one ``OverviewText``; reports where the user wants to go."""

    pointer_wanted = Signal(str)
    json_wanted = Signal()
    acted = Signal(FindingAction)
    copied = Signal(CopiedLine)

    def __init__(self, theme: Theme, window: WindowActions) -> None:
        super().__init__(theme)
        self._window = window
        self._groups: list[LineGroupView] = []
        self._columns: QBoxLayout | None = None
        self._order: QBoxLayout | None = None
        self._room = QSize()
        self.setAccessibleName(self.tr("Overview"))
        # The groups take the focus themselves.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def rows(self) -> list[RowButton]:
        """All lines in reading order."""
        return [row for group in self._groups for row in group.rows]

    def show_overview(self, shown: OverviewText) -> None:
        """Replace the overview; the scroll position is kept."""
        self.fill_when_seen(partial(self._fill, shown))

    def _fill(self, shown: OverviewText) -> None:
        place = self.verticalScrollBar().value()
        had_focus = next((i for i, row in enumerate(self.rows) if row.hasFocus()), None)
        self._groups = []
        parts: list[QWidget] = []
        parts += [self._group(part) for part in shown.first]
        about: list[QWidget] = [PaperLines(self.theme, shown.heads)] if shown.heads else []
        if shown.covered:
            about.append(self._bar(shown))
        holder = WidthFirst()
        self._order = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        holder.setLayout(self._order)
        self._order.setContentsMargins(0, 0, 0, 0)
        self._order.setSpacing(_BETWEEN)
        self._order.addWidget(section(*about))
        self._order.addWidget(self._in_columns(shown))
        self.fill([*parts, holder])
        self._arrange()
        self.verticalScrollBar().setValue(place)
        if had_focus is not None and had_focus < len(self.rows):
            self.rows[had_focus].setFocus()

    def take_focus(self) -> None:
        """Focus the first line."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room = event.size()
        self._arrange()

    def _arrange(self) -> None:
        """Use two columns if they fit."""
        if self._columns is not None:
            is_wide = self._room.width() >= self.theme.pixels(_TWO_COLUMNS)
            side, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._columns.setDirection(side if is_wide else down)
        if self._order is not None:
            is_low = self._room.height() < self.theme.pixels(_LOW)
            down, up = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop
            self._order.setDirection(up if is_low else down)

    def _in_columns(self, shown: OverviewText) -> QWidget:
        holder = WidthFirst()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        holder.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(self.theme.pixels(_GAP))
        for column, parts in enumerate((shown.left, shown.right)):
            views: list[QWidget] = [self._group(part, column) for part in parts]
            if not column and shown.bundle_of:
                views.append(self._offer(shown.bundle_of))
            side = WidthFirst()
            stack = v_box(on=side, spacing=16)
            for view in views:
                stack.addWidget(view)
            stack.addStretch(1)
            # equal halves, regardless of the longest word
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._columns.addWidget(side, 1)
        return holder

    def _group(self, part: LineGroup, column: int = 0) -> QWidget:
        group = LineGroupView(self.theme, part, column)
        self._groups.append(group)
        for row in group.rows:
            row.clicked.connect(partial(self._follow, row.row))
            row.stepped.connect(partial(self._step, row))
            row.copied.connect(self.copied)
        for button, action in group.offers:
            button.clicked.connect(partial(self.acted.emit, action))
        return group

    def _follow(self, row: Row) -> None:
        if row.opens is Opens.COVERAGE:
            self._window.run("coverage")
        elif row.opens is Opens.JSON:
            self.json_wanted.emit()
        elif row.pointer is not None:
            self.pointer_wanted.emit(row.pointer)

    def _step(self, row: RowButton, key: Qt.Key) -> None:
        """Up and down go through the lines of all groups, left and right between columns."""
        rows = [one for one in self.rows if one.isVisible()]
        place = rows.index(row)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place += 1 if key == Qt.Key.Key_Down else -1
            if 0 <= place < len(rows):
                rows[place].setFocus()
        else:
            wanted = 1 if key == Qt.Key.Key_Right else 0
            others = [one for one in rows if one.column == wanted != row.column]
            height = row.mapTo(self, row.rect().topLeft()).y()

            def distance(one: RowButton) -> int:
                return abs(one.mapTo(self, one.rect().topLeft()).y() - height)

            if others:
                min(others, key=distance).setFocus()

    def _bar(self, shown: OverviewText) -> QWidget:
        holder = WidthFirst()
        layout = v_box(on=holder, spacing=4)
        if shown.shares:
            layout.addWidget(ShareBar(self.theme, shown.shares))
        legend = QWidget()
        flow = FlowLayout(legend, gap=16)
        button = QPushButton(shown.covered)
        button.setProperty("flat", True)
        button.setAccessibleName(self.tr("{}, leads to the coverage").format(shown.covered))
        button.clicked.connect(lambda: self._window.run("coverage"))
        flow.addWidget(button)
        for share in shown.shares:
            label = SignLabel(self.theme, TextStyle.LABEL)
            label.show_sign(share.sign._replace(word=share.word))
            flow.addWidget(label)
        layout.addWidget(legend)
        return holder

    def _offer(self, number: str) -> QWidget:
        box = BundleOffer(self.theme)
        box.get.clicked.connect(lambda: self._window.open_source(number))
        box.open.clicked.connect(self._window.open_file)
        return box
