"""The list of keys at the left: groups by standing, two lines a key."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from inspector.gui.document.document_model import COUNT_ROLE
from inspector.gui.document.rows_delegate import RowsDelegate
from inspector.gui.document.rows_model import AnyIndex
from inspector.gui.document.rows_view import RowsView
from inspector.gui.keys.key_model import LINE_ROLE, KeyModel
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.jobs.trust_store import KeyList
from inspector.verify.trust import KnownKey

_GROUP_HEIGHT = 28
_KEY_HEIGHT = 44
_GAP = 8


class KeyListView(RowsView):
    """Shows a ``KeyList`` and says which key is chosen."""

    chosen = Signal(object)
    """The key that is shown now, or None."""

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

    @property
    def current(self) -> KnownKey | None:
        return self._model.known(self.currentIndex())

    def show_keys(self, listed: KeyList) -> None:
        """Show the list as it is now; the key that was chosen stays so, in whatever group."""
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
        """Go to a key; one that is not listed yet is gone to once it is."""
        place = self._model.place_of(fingerprint)
        self._wanted = "" if place.isValid() else fingerprint
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._model.known(current))


class _KeyDelegate(RowsDelegate):
    """A key has its name above its standing and the beginning of its fingerprint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802
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
        painter.setFont(self._theme.font(Text.LABEL))
        painter.setPen(self._theme.colour(Tone.MUTED))
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
            (upper, flags[0], Text.WORD, Tone.TEXT, Qt.ItemDataRole.DisplayRole),
            (lower, flags[1], Text.SMALL_MONO, Tone.MUTED, LINE_ROLE),
        ):
            painter.setFont(self._theme.font(kind))
            painter.setPen(self._theme.colour(tone))
            elided = painter.fontMetrics().elidedText(
                index.data(role), Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, flag | Qt.TextFlag.TextSingleLine, elided)
