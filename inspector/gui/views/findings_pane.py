"""The bottom pane: everything that did not pass, worst first; its counts are its filters."""

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.models import signs
from inspector.gui.models.findings_model import CHECK, RESULT, WHERE, FindingsModel
from inspector.gui.models.opened import PROBLEMS, Checked
from inspector.gui.models.text import plural
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import translate
from inspector.gui.views.lines import Rule
from inspector.gui.views.rows_delegate import RowsDelegate
from inspector.gui.views.rows_view import RowsView
from inspector.gui.views.text import Label
from inspector.verify.result import FAIL, UNCHECKED, Result

_CHIP_HEIGHT = 26
_WIDTHS = {RESULT: 126, CHECK: 190, WHERE: 340}


class FindingsPane(QWidget):
    """Shows a ``FindingsModel``; says which finding was chosen."""

    chosen = Signal(str)
    """The pointer of a finding."""

    def __init__(self, theme: Theme, model: FindingsModel) -> None:
        super().__init__()
        self._theme = theme
        self.model = model
        self._checked: Checked | None = None
        self._note = Label(theme, Text.LABEL, Tone.MUTED)
        self.view = RowsView(theme)
        self.filters = {status: self._make_filter() for status in PROBLEMS}
        self._build()
        self._draw_filters()
        theme.changed.connect(self._draw_filters)

    def show_findings(self, checked: Checked | None) -> None:
        """Show the findings of a document, or none while there is no report."""
        self._checked = checked
        for status, button in self.filters.items():
            button.setEnabled(checked is not None and bool(checked.findings[status]))
            button.setChecked(button.isEnabled())
        self._note.setText(_note(checked) if checked else "")
        self._draw_filters()
        self._fill()

    def step(self, forward: bool) -> None:
        """Choose the next or the previous finding."""
        if self.model.total:
            row = self.view.currentIndex().row()
            row = (row + 1 if forward else max(row, 0) - 1) % self.model.total
            self.model.show_up_to(row)
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _make_filter(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("chip", True)
        button.setCheckable(True)
        button.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        button.setFixedHeight(self._theme.pixels(_CHIP_HEIGHT))
        button.clicked.connect(self._fill)
        return button

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 5, 16, 5)
        head.setSpacing(10)
        head.addWidget(Label(self._theme, Text.HEADING, Tone.TEXT, self.tr("Findings")))
        head.addWidget(self._note, 1)
        for button in self.filters.values():
            head.addWidget(button)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowsDelegate(self._theme, self.view, frozenset({WHERE})))
        self.view.setRootIsDecorated(False)
        self.view.setItemsExpandable(False)
        self.view.setAccessibleName(self.tr("Findings, worst first"))
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, self._theme.pixels(width))
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.clicked.connect(self._on_current_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Rule(self._theme))
        layout.addLayout(head)
        layout.addWidget(self.view.inset())

    def _fill(self) -> None:
        chosen: tuple[Result, ...] = ()
        if self._checked is not None:
            for status, button in self.filters.items():
                if button.isChecked():
                    chosen += self._checked.findings[status]
        self.model.show(chosen)

    def _draw_filters(self) -> None:
        for status, button in self.filters.items():
            sign = signs.of_status(status)
            count = len(self._checked.findings[status]) if self._checked else 0
            button.setIcon(self._theme.icon(sign.icon, sign.tone))
            button.setText(f" {signs.counted(status, count)}")
            button.setAccessibleName(self.tr("Show {}").format(signs.counted(status, count)))

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.result(index.row()).path)


def _note(checked: Checked) -> str:
    if checked.findings[FAIL]:
        return translate("Findings", "worst first")
    rest = sum(len(checked.findings[status]) for status in PROBLEMS)
    if not rest:
        return translate("Findings", "every check passed")
    unchecked = len(checked.findings[UNCHECKED])
    if unchecked == rest:
        one = translate("Findings", "check could not be made")
        many = translate("Findings", "checks could not be made")
        return translate("Findings", "nothing failed; {}").format(plural(unchecked, one, many))
    return translate("Findings", "nothing failed; worst first")
