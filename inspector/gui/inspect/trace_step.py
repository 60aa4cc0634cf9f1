"""One step of a trace: its sign in the gutter, what is done, and what it was done with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.inspect.data_step import DataStep
from inspector.gui.inspect.name_chips import NameChips
from inspector.gui.inspect.trace_text import ShownKey, ShownStep
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.breaking_label import BreakingLabel
from inspector.gui.widgets.byte_text import ByteText
from inspector.gui.widgets.text import Label, SignLabel
from inspector.gui.widgets.wrapped_text import WrappedText

_GUTTER = 30
_TOP = 4
_LINE = 22


class TraceStep(QWidget):
    """Shows one ``ShownStep``; a click, Enter or Space chooses the value that it takes."""

    chosen = Signal(str)
    moved = Signal(int)
    """By an arrow key: 1 to the step after this one, -1 to the one before."""
    save_wanted = Signal(bytes)

    def __init__(self, theme: Theme, step: ShownStep, after: ShownStep | None) -> None:
        super().__init__()
        self._theme = theme
        self._step = step
        self._after = after
        self._is_marked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(
            self.tr("step {}, {}, {}").format(step.number, step.title, step.sign.word)
        )
        self.setAccessibleDescription(step.note)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(theme.pixels(_GUTTER), _TOP, 4, 8)
        self._body.setSpacing(6)
        self._build()
        theme.changed.connect(self.update)

    @property
    def path(self) -> str:
        return self._step.path

    @property
    def is_good(self) -> bool:
        return self._step.is_good

    def mark(self, is_marked: bool) -> None:
        """Show that the value of this step is the one that is selected."""
        self._is_marked = is_marked
        self.update()

    # --- Qt's events ----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._step.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._step.path)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colours = self._theme.colours
        with QPainter(self) as painter:
            if self._is_marked:
                painter.fillRect(self.rect(), QColor(colours.selection))
                painter.fillRect(0, 0, 2, self.height(), QColor(colours.accent))
            self._draw_gutter(painter)
            if self.hasFocus():
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw_gutter(self, painter: QPainter) -> None:
        size = self._theme.pixels(SMALL)
        left, top = 6, _TOP + (self._theme.pixels(_LINE) - size) // 2
        sign = self._step.sign
        painter.drawPixmap(left, top, self._theme.pixmap(sign.icon, sign.tone))
        if self._after is not None:
            style = Qt.PenStyle.SolidLine if self._after.is_reached else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(self._theme.colours.edge), 1, style))
            middle = left + size // 2
            painter.drawLine(middle, top + size + 3, middle, self.height())

    # --- what it is made of ---------------------------------------------------------------

    def _build(self) -> None:
        theme, step = self._theme, self._step
        self._body.addLayout(self._head())
        if step.kept or step.left_out or step.put_in:
            self._body.addWidget(NameChips(theme, step.kept, step.left_out, step.put_in))
        if step.data is not None:
            data = DataStep(theme, step.data)
            data.save_wanted.connect(lambda: self.save_wanted.emit(step.data))
            self._body.addWidget(data)
        if step.expected or step.computed:
            self._body.addLayout(self._compared())
        if step.signature or step.key:
            self._body.addLayout(self._signed(step.key))
        if step.reason:
            self._body.addWidget(BreakingLabel(theme, Text.LABEL, Tone.MUTED, step.reason))

    def _head(self) -> QHBoxLayout:
        theme, step = self._theme, self._step
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Label(theme, Text.HEADING, Tone.FAINT, str(step.number)), 0, top)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(theme, Text.HEADING, Tone.TEXT, step.title).wrap())
        if step.note:
            words.addWidget(BreakingLabel(theme, Text.LABEL, Tone.MUTED, step.note))
        row.addLayout(words, 1)
        tone = Tone.MUTED if step.sign.tone is Tone.PASS and not step.expected else step.sign.tone
        row.addWidget(Label(theme, Text.WORD, tone, step.sign.word), 0, top)
        return row

    def _compared(self) -> QGridLayout:
        """Stated above computed, digits under digits."""
        step = self._step
        rows = [(self.tr("Stated"), step.expected), (self.tr("Computed"), step.computed)]
        grid = self._grid()
        for row, (name, text) in enumerate((name, text) for name, text in rows if text):
            view = ByteText(self._theme, text, grouped=step.is_hash, marked=step.differs)
            self._add(grid, row, name, view, f"{name}: {text}")
        return grid

    def _signed(self, key: ShownKey | None) -> QGridLayout:
        grid = self._grid()
        if self._step.signature:
            text = self._step.signature
            view = ByteText(self._theme, text, grouped=False)
            self._add(grid, 0, self.tr("Signature"), view, text)
        if key is not None:
            raw = ByteText(self._theme, key.raw, grouped=True)
            self._add(grid, 1, self.tr("Key"), raw, key.raw)
            mark = ByteText(self._theme, key.fingerprint, grouped=False)
            self._add(grid, 2, self.tr("Fingerprint"), mark, key.fingerprint)
            self._add(grid, 3, self.tr("Name"), self._name(key), key.name)
            if key.signed_at:
                date = BreakingLabel(self._theme, Text.MONO, Tone.TEXT, key.signed_at)
                self._add(grid, 4, self.tr("Signed"), date, key.signed_at)
        return grid

    def _name(self, key: ShownKey) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        name = WrappedText(self._theme, key.name)
        name.setAccessibleName(key.name)
        # No wider than the name, so that the standing is beside it.
        metrics = name.fontMetrics()
        name.setMaximumWidth(metrics.horizontalAdvance(key.name) + metrics.averageCharWidth())
        row.addWidget(name, 1)
        standing = SignLabel(self._theme)
        row.addWidget(standing)
        standing.show_sign(key.standing)
        return holder

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        return grid

    def _add(self, grid: QGridLayout, row: int, name: str, view: QWidget, spoken: str) -> None:
        label = Label(self._theme, Text.LABEL, Tone.FAINT, name)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        view.setAccessibleName(f"{name}: {spoken}" if name not in spoken else spoken)
        grid.addWidget(view, row, 1)
