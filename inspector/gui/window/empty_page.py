"""The page without a document: where to drop one, how to open one, and recent documents."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from inspector.gui.document.recent import NUMBER, SOURCE, TITLE, VERDICT, RecentModel
from inspector.gui.document.rows_view import RowsDelegate, RowsView
from inspector.gui.document.window_actions import WindowActions
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.address_field import AddressField, Describe
from inspector.gui.widgets.layouts import v_box
from inspector.gui.widgets.text import Label

_EDGE = 32
_RADIUS = 8
_DROP_SIGN = 40
_LEAST_ROWS = 5
_WIDTHS = {SOURCE: 220, NUMBER: 190}


class EmptyPage(QScrollArea):
    """Reports what the user wants to open."""

    def __init__(
        self, theme: Theme, model: RecentModel, tell: Describe, window: WindowActions
    ) -> None:
        super().__init__()
        self._window = window
        self.model = model
        self.address = AddressField(theme, tell)
        self.view = RowsView(theme)
        self._drop = _DropArea(theme, self.address, window.open_file)
        self.recent = _RecentBox(theme, self.view)
        page = QWidget()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = v_box(on=page, spacing=16, edges=(_EDGE, 24, _EDGE, 16))
        layout.addWidget(self._drop, 3)
        layout.addWidget(self.recent, 2)
        self.address.entered.connect(window.open_source)
        self.view.setModel(model)
        self.view.activated.connect(self._on_activated)
        header = self.view.header()
        header.setStretchLastSection(False)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, theme.pixels(width))
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        # a verdict without its date could be taken for a current one
        header.setSectionResizeMode(VERDICT, QHeaderView.ResizeMode.ResizeToContents)
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def _on_reset(self) -> None:
        self.recent.setVisible(self.model.rowCount() > 0)

    def _on_activated(self, index: QModelIndex) -> None:
        self._window.open_source(self.model.entry(index.row()).source)


class _DropArea(QWidget):
    """The dashed area with the three ways to open."""

    def __init__(self, theme: Theme, address: AddressField, open_file: Callable[[], None]) -> None:
        super().__init__()
        self._theme = theme
        self._sign = QLabel()
        button = QPushButton(self.tr("Open file…"))
        button.setProperty("primary", True)
        button.clicked.connect(open_file)
        headline = self.tr("Drop a Pith document here")
        kinds = self.tr("a bundle, state or record, or an archive of them")
        layout = v_box(on=self, spacing=14, edges=(24, 24, 24, 24))
        layout.addStretch()
        middle = Qt.AlignmentFlag.AlignHCenter
        for part in (
            self._sign,
            Label(theme, TextStyle.VERDICT, ColourRole.TEXT, headline),
            Label(theme, TextStyle.BODY, ColourRole.MUTED, kinds),
            button,
        ):
            layout.addWidget(part, 0, middle)
        layout.addWidget(address)
        layout.addStretch()
        self._draw()
        theme.changed.connect(self._draw)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(self._theme.colours.surface))
            painter.setPen(QPen(QColor(self._theme.colours.edge), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _draw(self) -> None:
        self._sign.setPixmap(self._theme.pixmap("drop", ColourRole.ACCENT, _DROP_SIGN))
        self.update()


class _RecentBox(QWidget):
    """The recent documents, with a note that their verdicts are old."""

    def __init__(self, theme: Theme, view: RowsView) -> None:
        super().__init__()
        view.setItemDelegate(RowsDelegate(theme, view))
        view.setRootIsDecorated(False)
        view.setMinimumHeight(theme.pixels(_LEAST_ROWS * 24))
        view.setAccessibleName(self.tr("Recent documents"))
        self.clear = QPushButton(self.tr("Clear list"))
        self.clear.setProperty("flat", True)
        note = self.tr(
            "Verdicts are from the last time each was open. They are checked again when opened."
        )
        row = QHBoxLayout()
        row.addWidget(Label(theme, TextStyle.LABEL, ColourRole.MUTED, note).wrap(), 1)
        row.addWidget(self.clear)
        v_box(view, row, on=self)
