"""The help window: a list of pages that can be filtered, and the current page."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from inspector import packed_file
from inspector.gui.actions import shortcuts
from inspector.gui.document.find_field import StepField
from inspector.gui.document.help_pages import HelpPage, family, of_check
from inspector.gui.document.rows_view import RowsDelegate, RowsView
from inspector.gui.document.term_lines import TermLines
from inspector.gui.help import help_general
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import Hairline, ScrollPage, h_box, section, v_box
from inspector.gui.widgets.text import Label
from inspector.verify.catalogue import CATALOGUE

# --- a picture of the program, as wide as the space ---------------------------------------------


class HelpPicture(QWidget):
    """Shows the picture ``name`` that ships with the program; ``says`` is its alternative text."""

    def __init__(self, theme: Theme, name: str, says: str) -> None:
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        with suppress(OSError):  # a package may omit the pictures
            self._pixmap.loadFromData(packed_file("pictures", f"{name}.png"))
        self.setAccessibleName(says)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_there(self) -> bool:
        return not self._pixmap.isNull()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        whole = self._pixmap.size()
        width = min(width, whole.width())
        return round(width * whole.height() / max(1, whole.width()))

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def paintEvent(self, event: QPaintEvent) -> None:
        width = min(self.width(), self._pixmap.width())
        place = QRect(0, 0, width, self.heightForWidth(width))
        smooth = self._pixmap.scaled(
            place.size() * self.devicePixelRatio(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        with QPainter(self) as painter:
            painter.drawPixmap(place, smooth)
            painter.setPen(QColor(self._theme.colours.border))
            painter.drawRect(place.adjusted(0, 0, -1, -1))


VERDICT, STATUSES, TRUST, COVERAGE = "verdict", "statuses", "trust", "coverage"
TRACE, TIMELINE, PAPER, REPORT = "trace", "timeline", "paper", "report"
NOTES, KEYBOARD = "notes", "keyboard"
COMPARE = "compare"
_GENERAL: dict[str, Callable[[], HelpPage]] = {
    VERDICT: help_general.verdict,
    STATUSES: help_general.statuses,
    TRACE: help_general.trace,
    COVERAGE: help_general.coverage,
    TIMELINE: help_general.timeline,
    COMPARE: help_general.comparison,
    TRUST: help_general.trust,
    PAPER: help_general.paper,
    REPORT: help_general.report,
    NOTES: help_general.notes,
    KEYBOARD: lambda: help_general.keyboard(shortcuts()),
}
_PAGE_ROLE = Qt.ItemDataRole.UserRole
_SIZE = (880, 600)
_LIST_WIDTH = 248


def show_help(theme: Theme, window: QWidget, page: str = "") -> "HelpWindow":
    """Show the help of ``window`` at a page: the id of a check, or of a general page.

    Without a page, the current one stays.
    """
    found = window.findChild(HelpWindow)
    help_ = found if isinstance(found, HelpWindow) else HelpWindow(theme, window)
    help_.show_page(page or help_.page_id)
    help_.show()
    help_.raise_()
    help_.activateWindow()
    return help_


class HelpWindow(QDialog):
    """Non-modal and separate from the window that it is about."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self._theme = theme
        self.page_id = VERDICT
        self._pages = {**{id_: make() for id_, make in _GENERAL.items()}, **_check_pages()}
        self.field = StepField()
        self.list = RowsView(theme)
        self.page = ScrollPage(theme)
        self._rows = QStandardItemModel(self)
        self._fill_list()
        self._build()
        self._connect()
        width, height = (theme.pixels(edge) for edge in _SIZE)
        self.resize(min(width, parent.width()), min(height, parent.height()))

    def show_page(self, id_: str) -> None:
        """Show a page and select its row."""
        index = self._row_of(id_)
        if not index.isValid():
            return
        if self.list.isRowHidden(index.row(), index.parent()):
            self.field.clear()
            self._sift("")
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, RowsView.ScrollHint.PositionAtCenter)
        self.list.setFocus()

    def _row_of(self, id_: str) -> QModelIndex:
        for group in range(self._rows.rowCount()):
            heading = self._rows.index(group, 0)
            for row in range(self._rows.rowCount(heading)):
                index = self._rows.index(row, 0, heading)
                if index.data(_PAGE_ROLE) == id_:
                    return index
        return QModelIndex()

    def _fill_list(self) -> None:
        general = QStandardItem(self.tr("General"))
        groups = {"": general}
        for id_, page in self._pages.items():
            name = family(id_) if id_ in CATALOGUE else ""
            group = groups.setdefault(name, QStandardItem(name))
            row = QStandardItem(page.title)
            row.setData(id_, _PAGE_ROLE)
            group.appendRow(row)
        for group in groups.values():
            group.setFont(self._theme.font(TextStyle.HEADING))
            self._rows.appendRow(group)

    def _build(self) -> None:
        self.field.setPlaceholderText(self.tr("Find in the help"))
        self.field.setAccessibleName(self.tr("Find in the help"))
        self.list.setModel(self._rows)
        self.list.setItemDelegate(RowsDelegate(self._theme, self.list))
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName(self.tr("Pages of the help"))
        self.list.expandAll()
        self.page.setAccessibleName(self.tr("Page"))
        left = QWidget()
        left.setFixedWidth(self._theme.pixels(_LIST_WIDTH))
        column = v_box(self.field, on=left, spacing=8, edges=(12, 12, 12, 0))
        column.addWidget(self.list, 1)
        right = v_box(self.page, edges=(24, 16, 12, 16))
        whole = h_box(left, Hairline(self._theme, vertical=True), on=self, spacing=0)
        whole.addLayout(right, 1)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.setAutoFillBackground(True)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.field.searched.connect(self._sift)
        self.field.stepped.connect(lambda _: self.list.setFocus())

    def _sift(self, text: str) -> None:
        """Leave the pages that hold ``text``."""
        needle = text.strip().lower()
        for group in range(self._rows.rowCount()):
            heading = self._rows.index(group, 0)
            ids = [
                self._rows.index(row, 0, heading).data(_PAGE_ROLE)
                for row in range(self._rows.rowCount(heading))
            ]
            kept = [needle in self._pages[id_].text.lower() for id_ in ids]
            for row, is_kept in enumerate(kept):
                self.list.setRowHidden(row, heading, not is_kept)
            self.list.setRowHidden(group, QModelIndex(), not any(kept))

    def _on_current_changed(self, index: QModelIndex) -> None:
        if (id_ := index.data(_PAGE_ROLE)) is not None:
            self.page_id = id_
            self.page.fill(self._parts(self._pages[id_]))

    def _parts(self, page: HelpPage) -> list[QWidget]:
        title = Label(self._theme, TextStyle.TITLE, ColourRole.TEXT, page.title).selectable()
        lead = Label(self._theme, TextStyle.BODY, ColourRole.MUTED, page.lead).wrap().selectable()
        parts = [section(title, lead)]
        if page.picture:
            picture = HelpPicture(self._theme, page.picture, page.lead)
            parts.append(picture)
        for part in page.sections:
            lines = TermLines(self._theme, part.lines)
            heading = [self.page.heading(part.heading)] if part.heading else []
            parts.append(section(*heading, lines))
        return parts


def _check_pages() -> dict[str, HelpPage]:
    return {id_: of_check(id_) for id_ in CATALOGUE}
