"""The dialog of the user's keys. A key can be trusted only after comparing its fingerprint."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from inspector.errors import InspectorError
from inspector.gui.document import key_text
from inspector.gui.document.copied import CopiedPart
from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.document.opened import Checked
from inspector.gui.document.rows_view import RowsDelegate, RowsView
from inspector.gui.keys.key_model import LINE_ROLE, KeyModel
from inspector.gui.keys.key_page import KeyPage
from inspector.gui.keys.trust_list import TrustList
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import AnyIndex
from inspector.gui.widgets.layouts import Hairline, h_box, v_box
from inspector.gui.widgets.notices import Remark
from inspector.gui.widgets.plain_text import clip, tooltip, whole
from inspector.gui.widgets.text import Label
from inspector.gui.widgets.text_boxes import WrappedText
from inspector.jobs.trust_store import KeyList
from inspector.verify.result import FAIL
from inspector.verify.trust import KnownKey, PublicKey

# --- the list of keys: groups by standing, two lines per key ------------------------------------

_GROUP_HEIGHT = 28
_KEY_HEIGHT = 44
_GAP = 8


class KeyListView(RowsView):
    """Shows a ``KeyList`` and reports the current key."""

    chosen = Signal(KnownKey)
    """The current key, or None."""
    copied = Signal(CopiedPart, bool, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._model = KeyModel(theme, self)
        self._wanted = ""
        self.setModel(self._model)
        self.setItemDelegate(_KeyDelegate(theme, self))
        self.setUniformRowHeights(False)
        self.setHeaderHidden(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().setMinimumSectionSize(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Keys by standing"))
        self.copies = lambda: self._copy(is_markdown=False)

    @property
    def current(self) -> KnownKey | None:
        return self._model.known(self.currentIndex())

    def show_keys(self, listed: KeyList) -> None:
        """Show the current list; the current key stays current, in whatever group."""
        before = self.current
        self._model.show(listed)
        self.expandAll()
        place = self._model.place_of(self._wanted)
        if place.isValid():
            self._wanted = ""
        elif before is not None:
            place = self._model.place(before.key.raw)
        self.setCurrentIndex(place if place.isValid() else self._model.first())
        if not self.currentIndex().isValid():
            self.chosen.emit(None)

    def choose(self, fingerprint: str) -> None:
        """Select a key; one that is not listed yet is selected once it is."""
        place = self._model.place_of(fingerprint)
        self._wanted = "" if place.isValid() else fingerprint
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Copy key"), lambda: self._copy(is_markdown=False))
            menu.addAction(self.tr("Copy key as Markdown"), lambda: self._copy(is_markdown=True))
            menu.popup(event.globalPos())

    def _copy(self, *, is_markdown: bool) -> None:
        if (known := self.current) is not None:
            said = self.tr("Copied the key.")
            self.copied.emit(key_text.copied(known), is_markdown, said)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._model.known(current))


class _KeyDelegate(RowsDelegate):
    """Paints the name of a key above its standing and the beginning of its fingerprint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = _KEY_HEIGHT if index.parent().isValid() else _GROUP_HEIGHT
        return QSize(super().sizeHint(option, index).width(), self._theme.pixels(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if not index.parent().isValid():
            super().paint(painter, option, index)
        painter.save()
        if index.parent().isValid():
            self._paint_key(painter, option, index)
        else:
            self._paint_count(painter, option, index)
        painter.restore()

    def _paint_count(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        place = QRect(option.rect)
        place.setLeft(place.left() + full.fontMetrics.horizontalAdvance(full.text) + 2 * _GAP)
        painter.setFont(self._theme.font(TextStyle.LABEL))
        painter.setPen(self._theme.colour(ColourRole.MUTED))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number(index.data(COUNT_ROLE)))

    def _paint_key(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colours.selection)
        size = self._theme.pixels(SMALL)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        icon.paint(painter, rect.left(), rect.center().y() - size // 2, size, size)
        rect.adjust(size + _GAP, 0, -_GAP // 2, 0)
        middle = rect.center().y()
        upper, lower = QRect(rect), QRect(rect)
        upper.setBottom(middle)
        lower.setTop(middle + 1)
        flags = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop
        for place, flag, kind, tone, role in (
            (upper, flags[0], TextStyle.WORD, ColourRole.TEXT, Qt.ItemDataRole.DisplayRole),
            (lower, flags[1], TextStyle.SMALL_MONO, ColourRole.MUTED, LINE_ROLE),
        ):
            painter.setFont(self._theme.font(kind))
            painter.setPen(self._theme.colour(tone))
            elided = painter.fontMetrics().elidedText(
                index.data(role), Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, flag | Qt.TextFlag.TextSingleLine, elided)


_PANE_EDGE = 16
_WIDTH = 264
_LONGEST_PATH = 4_000


class KeysPane(QWidget):
    """``path`` is the file of the list, "" if there is none."""

    def __init__(self, theme: Theme, path: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.view = KeyListView(theme)
        self.import_button = _flat(
            self.tr("&Import…"), self.tr("Import keys of a file as candidates")
        )
        self.paste_button = _flat(
            self.tr("&Paste"), self.tr("Take keys from the clipboard as candidates")
        )
        self.several = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self.several.setContentsMargins(_PANE_EDGE, 0, _PANE_EDGE, 0)
        self.several.hide()
        title = Label(theme, TextStyle.TITLE, text=self.tr("Keys"))
        title.setContentsMargins(_PANE_EDGE, 0, 8, 0)
        # Below the title, since the three do not fit side by side in some languages
        ways = QHBoxLayout()
        ways.setContentsMargins(8, 0, 8, 0)
        ways.addWidget(self.import_button)
        ways.addWidget(self.paste_button)
        ways.addStretch()
        layout = v_box(title, ways, self.several, on=self, spacing=8, edges=(0, 12, 0, 12))
        layout.addWidget(self.view, 1)
        if path:
            layout.addLayout(_place(theme, self.tr("Kept in"), clip(path, _LONGEST_PATH)))
        self.setFixedWidth(theme.pixels(_WIDTH))

    def allow_import(self, reason: str) -> None:
        """``reason`` says why no key can be added to the list, "" if one can."""
        for button in (self.paste_button, self.import_button):
            button.setEnabled(not reason)
            button.setToolTip(tooltip(reason) if reason else "")

    def say_taken(self, count: int) -> None:
        """Report how many keys were added, which the list does not show if it is more than one."""
        text = self.tr("{} keys were found. Compare each of them before you trust it.")
        self.several.setText(text.format(number(count)))
        self.several.setVisible(count > 1)


def _flat(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", True)
    button.setAutoDefault(False)
    button.setAccessibleName(name)
    return button


def _place(theme: Theme, name: str, path: str) -> QVBoxLayout:
    """The whole path, which may be broken anywhere."""
    text = WrappedText(theme, path, TextStyle.SMALL_MONO)
    text.setAccessibleName(f"{name} {path}")
    return v_box(
        Label(theme, TextStyle.CAPTION, ColourRole.MUTED, name),
        text,
        spacing=2,
        edges=(_PANE_EDGE, 0, _PANE_EDGE, 0),
    )


_EDGE = 24
_SIZE = (1_000, 720)
_TITLE_BAR = 40
"""The height of the title bar at most, so that the buttons are visible on a low screen."""


class TrustDialog(QDialog):
    """The list of keys and one key of it. ``documents`` returns those that are open and checked."""

    def __init__(
        self,
        theme: Theme,
        trust_list: TrustList,
        documents: Callable[[], list[Checked]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._list = trust_list
        self._documents = documents
        self._compared = ""
        """The fingerprint to be compared once its key is shown."""
        self.setWindowTitle(self.tr("Trusted keys"))
        self.problem = Remark(theme)
        self.keys = KeysPane(theme, str(trust_list.path or ""))
        self.page = KeyPage(theme, trust_list, documents)
        self._invitation = _Invitation(theme)
        self._pages = QStackedWidget()
        self._build(theme)
        self._connect()
        width, height, title_bar = (theme.pixels(edge) for edge in (*_SIZE, _TITLE_BAR))
        room = self.screen().availableSize() - QSize(0, title_bar)
        self.resize(QSize(width, height).boundedTo(room))
        self._on_listed()

    def show_key(self, fingerprint: str) -> None:
        """Show the key with this fingerprint as soon as it is in the list."""
        self.keys.view.choose(fingerprint)

    def compare_key(self, fingerprint: str) -> None:
        """Show the key like ``show_key``, and focus its comparison."""
        self.show_key(fingerprint)
        self._compared = fingerprint
        self._begin_comparison()

    def documents_changed(self) -> None:
        """Other documents are open, or they were verified again."""
        self.page.preview_trust()

    def _build(self, theme: Theme) -> None:
        for page in (self._invitation, self.page):
            self._pages.addWidget(page)
        row = h_box(self.keys, Hairline(theme, vertical=True), spacing=0)
        row.addWidget(self._pages, 1)
        layout = v_box(self.problem, on=self, spacing=0)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        self.keys.view.chosen.connect(self._on_chosen)
        self.keys.view.activated.connect(self.page.go_on)
        self.keys.import_button.clicked.connect(self._choose_file)
        self.keys.paste_button.clicked.connect(self._paste)
        self.page.actions_.close_.clicked.connect(self.close)
        self._list.listed.connect(self._on_listed)
        self._list.failed.connect(self._on_failed)
        self._list.imported.connect(self._on_imported)

    # --- slots ----------------------------------------------------------------------------

    def _on_listed(self) -> None:
        self.page.written()
        self._say_problem()
        self.keys.view.show_keys(self._list.entries)

    def _on_chosen(self, known: KnownKey | None) -> None:
        self._pages.setCurrentWidget(self._invitation if known is None else self.page)
        if known is not None:
            self.page.show_key(known)
            self._begin_comparison()

    def _begin_comparison(self) -> None:
        """Focus the comparison once the key to be compared is shown."""
        if self._compared and self.page.begin_comparison(self._compared):
            self._compared = ""

    def _say_problem(self) -> None:
        error, path = self._list.problem, self._list.path
        reason = "" if error is None else whole(error.message)
        self.keys.allow_import(reason)
        if error is None:
            self.problem.hide()
            return
        text = reason
        if path is not None:
            text = self.tr(
                "{} It lies at {} and is left as it is. Until it can be read, no key is trusted, "
                "and nothing can be changed here."
            ).format(reason, clip(str(path), _LONGEST_PATH))
        self.problem.say(signs.of_status(FAIL), self.tr("Your list of keys is not in use"), text)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Import keys as candidates"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Key files (*.json *.jwk *.jwks *.pem *.pub *.key *.txt *.hex)"),
                self.tr("All files (*)"),
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._list.import_file)
        dialog.open()

    def _on_failed(self, error: InspectorError) -> None:
        self.keys.say_taken(0)
        self.page.say_failed(error)

    def _paste(self) -> None:
        if self.keys.paste_button.isEnabled():
            self._list.import_text(QGuiApplication.clipboard().text())

    def _on_imported(self, keys: list[PublicKey]) -> None:
        """Show the first key; the open documents say under which names it signs."""
        self.keys.say_taken(len(keys))
        self.show_key(keys[0].fingerprint)
        for checked in self._documents():
            self._list.note_seen(checked)

    # --- Qt's events ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles Ctrl+V unless a field does."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Escape first cancels a question."""
        if not self.page.take_back():
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.keys.view.setFocus()
        self.page.preview_trust()


class _Invitation(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        layout = v_box(on=self, edges=(_EDGE, 16, _EDGE, 16))
        text = self.tr("Choose a key in the list.")
        layout.addWidget(Label(theme, TextStyle.BODY, ColourRole.MUTED, text).wrap())
        layout.addStretch()
