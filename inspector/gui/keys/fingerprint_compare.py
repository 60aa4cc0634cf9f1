"""The comparison required before trusting a key: its fingerprint above the one from the signer."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets import signs
from inspector.gui.widgets.layouts import FlowLayout, h_box, v_box
from inspector.gui.widgets.notices import Remark
from inspector.gui.widgets.signs import StatusBadge
from inspector.gui.widgets.text import Label, SignLabel
from inspector.named_tuple import NamedTuple
from inspector.verify.result import WARN
from inspector.verify.trust import GROUP, ComparedBy, KnownKey, Standing, fingerprint_digits
from inspector.visible import exact

_DIGITS = frozenset("0123456789abcdef")
_MOST_NAMED = 3


class FingerprintMatch(Enum):
    TO_COME = auto()
    EQUAL = auto()
    DIFFERS = auto()


class GivenFingerprint(NamedTuple):
    """``groups`` of the key's fingerprint, and ``given``, as many groups from the signer."""

    groups: tuple[str, ...]
    given: tuple[str, ...]

    @classmethod
    def begin(cls, groups: tuple[str, ...]) -> "GivenFingerprint":
        return cls(groups, ("",) * len(groups))

    @property
    def matches(self) -> tuple[FingerprintMatch, ...]:
        return tuple(map(_match, self.groups, self.given))

    @property
    def is_equal(self) -> bool:
        """Whether the complete fingerprint was given and is equal."""
        return self.given == self.groups

    def with_text(self, place: int, text: str) -> "GivenFingerprint":
        """The groups after ``text`` was entered into the field at ``place``.

        A whole fingerprint fills all fields; other text that is too long for its field continues in
        the next ones. The excess stays in the last one, which then differs: a longer number is
        another one.
        """
        digits = fingerprint_digits(text)
        begin = 0 if len(digits) >= GROUP * len(self.groups) else place
        given = list(self.given)
        for at in range(begin, len(given)):
            is_last = at == len(given) - 1
            given[at] = digits if is_last else digits[:GROUP]
            digits = "" if is_last else digits[GROUP:]
            if not digits:
                break
        return self._replace(given=tuple(given))


def non_digits(text: str) -> str:
    """The first characters of a fingerprint that are not hex digits, even if they look like
    digits."""
    found = dict.fromkeys(one for one in fingerprint_digits(text) if one not in _DIGITS)
    named = [f"{exact(one)} (U+{ord(one):04X})" for one in list(found)[:_MOST_NAMED]]
    return ", ".join([*named, "…"] if len(found) > _MOST_NAMED else named)


def _match(group: str, given: str) -> FingerprintMatch:
    if given == group:
        return FingerprintMatch.EQUAL
    return FingerprintMatch.TO_COME if group.startswith(given) else FingerprintMatch.DIFFERS


_LONGEST_PASTE = 1_000
_RADIUS = 4
_PADDING = 12
_ROOM = 22
"""The width of a field's frame and padding on both sides."""
_SIGN_HEIGHT = 18
_SIGN_SIZE = 12
_SIGN_GAP = 8
_GAP = 2


class RowNames(QWidget):
    """The names of the upper and the lower row, each as high as its row."""

    def __init__(self, theme: Theme, column: "GroupColumn") -> None:
        super().__init__()
        layout = v_box(on=self, spacing=_GAP)
        for text, height in (
            (self.tr("This key"), column.cell.height()),
            ("", column.sign_height),
            (self.tr("From the signer"), column.field.height()),
        ):
            label = Label(theme, TextStyle.LABEL, ColourRole.MUTED, text)
            label.setFixedHeight(height)
            layout.addWidget(label)


class GroupColumn(QWidget):
    """One group: the key's digits, whether they are equal, and the signer's digits."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._number = number
        self.cell = _Cell(theme)
        self.field = GroupField(theme, number)
        self._sign = SignLabel(theme, TextStyle.CAPTION, size=_SIGN_SIZE)
        words = (self.tr("equal"), self.tr("differs"))
        metrics = QFontMetrics(theme.font(TextStyle.CAPTION))
        word = max(metrics.horizontalAdvance(one) for one in words)
        digits = self.field.fontMetrics().horizontalAdvance("0" * GROUP)
        width = max(word + theme.pixels(_SIGN_SIZE) + _SIGN_GAP, digits + theme.pixels(_ROOM))
        self.sign_height = theme.pixels(_SIGN_HEIGHT)
        layout = v_box(on=self, spacing=_GAP)
        place = QWidget()
        place.setFixedHeight(self.sign_height)
        inner = h_box(on=place)
        inner.addStretch()
        inner.addWidget(self._sign)
        inner.addStretch()
        for part in (self.cell, place, self.field):
            part.setFixedWidth(width)
            layout.addWidget(part)
        self._sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_group(self, group: str, given: str, match: FingerprintMatch) -> None:
        self.cell.setText(group)
        if self.field.text() != given:
            self.field.setText(given)
        sign = {
            FingerprintMatch.EQUAL: StatusBadge("equal", ColourRole.PASS, self.tr("equal")),
            FingerprintMatch.DIFFERS: StatusBadge("unequal", ColourRole.FAIL, self.tr("differs")),
            FingerprintMatch.TO_COME: None,
        }[match]
        self._sign.show_sign(sign)
        self.field.setAccessibleName(
            self.tr("Group {} of 8 from the signer, this key has {}").format(
                self._number + 1, " ".join(group)
            )
        )
        self.field.setAccessibleDescription(sign.word if sign else self.tr("still to come"))


class _Cell(Label):
    """Four digits in a box of their own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setFont(_large_mono(theme))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        height = self.fontMetrics().height() + theme.pixels(_PADDING)
        self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(self._theme.colours.sunken))
            painter.setPen(QPen(QColor(self._theme.colours.border)))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        super().paintEvent(event)


class GroupField(QLineEdit):
    """Four digits from the signer. Emits what was entered and where the keys move the focus.

    Every way of pasting is handled here.
    """

    written = Signal(int, str)
    stepped = Signal(int, int)
    paste_wanted = Signal(int, QClipboard.Mode)

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFont(_large_mono(theme))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(_LONGEST_PASTE)
        self.setFixedHeight(self.fontMetrics().height() + theme.pixels(_PADDING))
        self.setAcceptDrops(False)
        self.textEdited.connect(lambda text: self.written.emit(number, text))

    def with_inserted(self, text: str) -> str:
        """The digits with the selection replaced by ``text``."""
        begin = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        return self.text()[:begin] + text + self.text()[begin + len(self.selectedText()) :]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self.paste_wanted.emit(self._number, QClipboard.Mode.Selection)
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if (paste := menu.findChild(QAction, "edit-paste")) is not None:
            paste.triggered.disconnect()
            paste.triggered.connect(
                lambda: self.paste_wanted.emit(self._number, QClipboard.Mode.Clipboard)
            )
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """At either end, arrow keys and Backspace continue in the neighbouring field."""
        if event.matches(QKeySequence.StandardKey.Paste):
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            is_selection = event.key() == Qt.Key.Key_Insert and event.modifiers() == both
            mode = QClipboard.Mode.Selection if is_selection else QClipboard.Mode.Clipboard
            self.paste_wanted.emit(self._number, mode)
            return
        at, key = self.cursorPosition(), event.key()
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if is_plain and at == 0 and key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.stepped.emit(self._number, -1)
        elif is_plain and at == len(self.text()) and key == Qt.Key.Key_Right:
            self.stepped.emit(self._number, 1)
        else:
            super().keyPressEvent(event)


def _large_mono(theme: Theme) -> QFont:
    """Digits are compared one by one, so they have the size of a title."""
    font = QFont(theme.font(TextStyle.MONO))
    font.setPixelSize(theme.font(TextStyle.TITLE).pixelSize())
    return font


_GROUPS = 8
_IN_LINE = 4
_BETWEEN = 6


class FingerprintCompare(QWidget):
    """Eight groups to compare; ``changed`` says whether all are equal.

    Text that this program itself put on the clipboard is refused: digits that it shows, from a
    document or of the key, are no second source.
    """

    changed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._comparison = GivenFingerprint.begin(("",) * _GROUPS)
        self._columns = [GroupColumn(theme, number) for number in range(_GROUPS)]
        self._pasted: set[int] = set()
        """The fields with pasted digits."""
        self.refusal = Remark(theme)
        self.summary = SignLabel(theme, TextStyle.LABEL)
        self._title = Label(theme, TextStyle.HEADING).wrap()
        self._note = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self._build(theme)

    @property
    def is_equal(self) -> bool:
        return self._comparison.is_equal

    @property
    def fields(self) -> list[GroupField]:
        return [column.field for column in self._columns]

    @property
    def compared_by(self) -> ComparedBy:
        return ComparedBy.PASTED if self._pasted else ComparedBy.TYPED

    def show_key(self, known: KnownKey) -> None:
        """Start again with another key."""
        self._comparison = GivenFingerprint.begin(known.key.groups)
        self._pasted.clear()
        self.refusal.hide()
        is_trusted = known.standing is Standing.TRUSTED
        self._title.setText(
            self.tr("Compare the fingerprint")
            if is_trusted
            else self.tr("Compare the fingerprint before you trust")
        )
        self._show()

    def take_focus(self) -> None:
        """Focus the first field that is not filled."""
        begun = (field for field in self.fields if len(field.text()) < GROUP)
        next(begun, self.fields[-1]).setFocus()

    def _build(self, theme: Theme) -> None:
        advice = self.tr(
            "Get it from the signer by another way than the one that brought this key: a call, a "
            "letter, its website opened by yourself. A fingerprint that stands in the document, or "
            "came with it, proves nothing. Then type or paste it here."
        )
        flow = QWidget()
        columns = FlowLayout(flow, gap=_BETWEEN, line_gap=10)
        width = self._columns[0].sizeHint().width()
        flow.setMaximumWidth(_IN_LINE * width + (_IN_LINE - 1) * _BETWEEN)
        for column in self._columns:
            columns.addWidget(column)
            column.field.written.connect(self._on_written)
            column.field.stepped.connect(self._on_stepped)
            column.field.paste_wanted.connect(self._on_paste)
        names = RowNames(theme, self._columns[0])
        row = h_box(spacing=12)
        row.addWidget(names, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(flow, 1)
        row.addStretch()
        v_box(
            self._title,
            Label(theme, TextStyle.LABEL, ColourRole.MUTED, advice).wrap(),
            row,
            self.refusal,
            self.summary,
            self._note,
            on=self,
            spacing=8,
        )

    def _on_paste(self, number: int, mode: QClipboard.Mode) -> None:
        clipboard = QGuiApplication.clipboard()
        is_selection = mode is QClipboard.Mode.Selection
        is_own = clipboard.ownsSelection() if is_selection else clipboard.ownsClipboard()
        text = clipboard.text(mode)[:_LONGEST_PASTE]
        if not text:
            return
        if is_own:
            self._refuse(
                self.tr("Not taken: this program copied it itself"),
                self.tr(
                    "What it shows, in a document or of a key, is no second source. Type the "
                    "fingerprint that you have from the signer, or paste it from there."
                ),
            )
        elif characters := non_digits(text):
            self._refuse(
                self.tr("Not taken: this is no fingerprint alone"),
                self.tr(
                    "A fingerprint has the digits 0 to 9 and the letters a to f. In this text "
                    "there are others, even if they look like them: {}"
                ).format(characters),
            )
        else:
            is_whole = len(fingerprint_digits(text)) >= GROUP * _GROUPS
            put = text if is_whole else self.fields[number].with_inserted(text)
            self._take(number, put, is_pasted=True)

    def _refuse(self, title: str, text: str) -> None:
        self.refusal.say(signs.of_status(WARN), title, text)

    def _on_written(self, number: int, text: str) -> None:
        # undo and input methods enter several digits at once, typing enters one
        more = len(text) - len(self._comparison.given[number])
        self._take(number, text, is_pasted=more > 1)

    def _take(self, number: int, text: str, *, is_pasted: bool) -> None:
        self.refusal.hide()
        before = self._comparison.given
        self._comparison = self._comparison.with_text(number, text)
        given = self._comparison.given
        changed = {at for at in range(_GROUPS) if given[at] != before[at]}
        self._pasted = (self._pasted | changed if is_pasted else self._pasted) & {
            at for at in range(_GROUPS) if given[at]
        }
        self._show()
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
        self._note.setText(self._remark())
        self._note.setVisible(FingerprintMatch.DIFFERS in comparison.matches)
        self.changed.emit(comparison.is_equal)

    def _remark(self) -> str:
        """The remark on digits that differ."""
        if characters := non_digits("".join(self._comparison.given)):
            text = self.tr("A fingerprint has no such characters, even if they look alike: {}")
            return text.format(characters)
        return self.tr("One digit that differs makes it the fingerprint of another key.")

    def _summary(self) -> StatusBadge:
        matches = self._comparison.matches
        equal, differ = (
            matches.count(FingerprintMatch.EQUAL),
            matches.count(FingerprintMatch.DIFFERS),
        )
        if differ:
            text = self.tr("{} of 8 groups equal, {} different")
            return StatusBadge("fail", ColourRole.FAIL, text.format(equal, differ))
        if equal == _GROUPS:
            text = (
                self.tr("All 8 groups are equal, pasted")
                if self._pasted
                else self.tr("All 8 groups are equal, typed in")
            )
            return StatusBadge("pass", ColourRole.PASS, text)
        text = self.tr("{} of 8 groups equal, {} still to come")
        return StatusBadge("unchecked", ColourRole.UNCHECKED, text.format(equal, _GROUPS - equal))
