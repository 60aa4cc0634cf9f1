"""The right of the keys dialog: one key, what is suspicious about it, and the actions for it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFormLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from inspector.errors import InspectorError, TrustStoreError
from inspector.gui.document import key_text
from inspector.gui.document.opened import Checked
from inspector.gui.keys.fingerprint_compare import FingerprintCompare
from inspector.gui.keys.key_actions import KeyActions
from inspector.gui.keys.trust_list import TrustList, TrustPreview, VerdictChange
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets import signs
from inspector.gui.widgets.layouts import Hairline, h_box, v_box
from inspector.gui.widgets.notices import Remark
from inspector.gui.widgets.plain_text import middle, whole
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.gui.widgets.text_boxes import ByteText, WrappedText
from inspector.verify.result import FAIL
from inspector.verify.trust import KnownKey, Standing, TrustedKeys

_SHORT_NAME = 40


class KeyDetail(QWidget):
    """Shows one ``KnownKey``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = ElidedLabel(theme, TextStyle.TITLE)
        self.sign = SignLabel(theme)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._explanation = Label(theme, TextStyle.LABEL, ColourRole.MUTED).wrap()
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(24)
        self._facts.setVerticalSpacing(4)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.remark = Remark(theme)
        top = h_box(spacing=16)
        top.addWidget(self.name, 1)
        top.addStretch()
        top.addWidget(self.sign)
        layout = v_box(top, self._explanation, on=self, spacing=4)
        layout.addSpacing(8)
        layout.addLayout(self._facts)
        layout.addSpacing(8)
        layout.addWidget(self.remark)

    def show_key(self, known: KnownKey, trusted: TrustedKeys) -> None:
        name = key_text.name(known.key)
        self.name.set_text(name)
        self.sign.show_sign(key_text.sign(known.standing))
        self._explanation.setText(key_text.explanation(known.standing))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for title, text in (
            (self.tr("Name"), name if len(name) > _SHORT_NAME else ""),
            (self.tr("Signs as"), key_text.signs_as(known)),
            (self.tr("Came from"), key_text.came_from(known)),
            (self.tr("First met"), key_text.first_met(known)),
            (self.tr("Comparison"), key_text.comparison(known)),
        ):
            self._add(title, WrappedText(self._theme, text))
        digits = ByteText(self._theme, known.key.raw.hex(), grouped=True)
        self._add(self.tr("Public key"), digits)
        if known.standing is Standing.TRUSTED:  # otherwise the comparison shows it
            fingerprint = WrappedText(self._theme, key_text.spaced(known.key), TextStyle.MONO)
            self._add(self.tr("Fingerprint"), fingerprint)
        if odd := key_text.oddity(known, trusted):
            self.remark.say(odd.sign, odd.title, odd.text)
        else:
            self.remark.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # the layout measured some texts for another width than it gives them
        self._facts.invalidate()

    def _add(self, name: str, view: QPlainTextEdit) -> None:
        if text := view.toPlainText():
            view.setAccessibleName(f"{name}: {text}")
            label = Label(self._theme, TextStyle.LABEL, ColourRole.MUTED, name)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts.addRow(label, view)


_RADIUS = 4
_MOST = 5
_LONGEST = 200


class TrustPreviewBox(QWidget):
    """Shows one ``TrustPreview``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.sentence = Label(theme, TextStyle.BODY).wrap()
        self._rows = v_box(spacing=4)
        v_box(self._title, self.sentence, self._rows, on=self, spacing=4, edges=(12, 10, 12, 10))
        theme.changed.connect(self.update)

    def wait(self, standing: Standing) -> None:
        """The consequences of this standing are being computed."""
        self._begin(standing, self.tr("Looking at the open documents…"))

    def show_preview(self, preview: TrustPreview) -> None:
        self._begin(preview.standing, self._of(preview))
        for change in preview.changes[:_MOST]:
            self._rows.addWidget(_row(self._theme, change))
        if (more := len(preview.changes) - _MOST) > 0:
            text = self.tr("and {} more").format(number(more))
            self._rows.addWidget(Label(self._theme, TextStyle.LABEL, ColourRole.MUTED, text))

    def _begin(self, standing: Standing, sentence: str) -> None:
        self._title.setText(
            {
                Standing.TRUSTED: self.tr("What would follow from trusting it"),
                Standing.UNKNOWN: self.tr("What would follow from forgetting it"),
                Standing.DISTRUSTED: self.tr("What would follow from distrusting it"),
            }[standing]
        )
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{self._title.text()}: {sentence}")
        while (item := self._rows.takeAt(0)) is not None:
            if (view := item.widget()) is not None:
                view.hide()
                view.deleteLater()

    def _of(self, preview: TrustPreview) -> str:
        changes = len(preview.changes)
        if not preview.looked_at:
            return self.tr("No document is open.")
        if not changes:
            return self.tr("No open document changes.")
        if changes == 1:
            return self.tr("1 open document changes:")
        return self.tr("{} open documents change:").format(number(changes))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colours.border)))
            painter.setBrush(QColor(self._theme.colours.surface))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)


def _row(theme: Theme, change: VerdictChange) -> QWidget:
    name = ElidedLabel(theme, TextStyle.WORD)
    name.elide = Qt.TextElideMode.ElideMiddle
    name.set_text(middle(change.name, _LONGEST))
    row = QWidget()
    layout = h_box(on=row, spacing=8)
    before, after = SignLabel(theme), SignLabel(theme)
    layout.addWidget(name, 1)
    for part in (before, Label(theme, TextStyle.BODY, ColourRole.MUTED, "→"), after):
        layout.addWidget(part)
    layout.addStretch()
    for label, verdict in ((before, change.before), (after, change.after)):
        sign = signs.of_verdict(verdict)
        label.show_sign(sign._replace(word=sign.word.lower()))
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row.setAccessibleName(f"{name.text()}: {before.word} → {after.word}")
    return row


_EDGE = 24


class KeyPage(QWidget):
    """Shows one key of a ``TrustList``; ``documents`` returns those that are open and checked."""

    def __init__(
        self, theme: Theme, trust_list: TrustList, documents: Callable[[], list[Checked]]
    ) -> None:
        super().__init__()
        self._list = trust_list
        self._documents = documents
        self._shown: KnownKey | None = None
        self._is_writing = False
        self.detail = KeyDetail(theme)
        self.compare = FingerprintCompare(theme)
        self.follow = TrustPreviewBox(theme)
        self.failure = Remark(theme)
        self.actions_ = KeyActions(theme)
        self._build(theme)
        self._connect()

    def show_key(self, known: KnownKey) -> None:
        """Show the current state of a key; a comparison in progress continues."""
        before, self._shown = self._shown, known
        if before is None or (known.key, known.standing) != (before.key, before.standing):
            self.actions_.stop_asking()
            self.failure.hide()
            self.compare.show_key(known)
        self.detail.show_key(known, self._list.trusted)
        self.compare.setVisible(self._is_comparable(known))
        self._offer()
        self.preview_trust()

    def begin_comparison(self, fingerprint: str) -> bool:
        """Focus the comparison if this key is shown; return whether it is."""
        if self._shown is None or self._shown.key.fingerprint != fingerprint:
            return False
        self.compare.take_focus()
        self._scroll.ensureWidgetVisible(self.compare)
        return True

    def preview_trust(self) -> None:
        """Compute the consequences of what the user is about to do with the key."""
        supposed = self._supposed()
        self.follow.setVisible(supposed is not None)
        if self._shown is None or supposed is None or not self.isVisible():
            self._list.stop_preview()
        else:
            self.follow.wait(supposed)
            self._list.preview_trust(self._documents(), self._shown.key, supposed)

    def say_failed(self, error: InspectorError) -> None:
        """Show that a change failed; the list is unchanged."""
        self._is_writing = False
        title = (
            self.tr("The list of keys was not changed")
            if isinstance(error, TrustStoreError)
            else self.tr("No key was taken")
        )
        self.failure.say(signs.of_status(FAIL), title, whole(error.message))
        self._offer()

    def written(self) -> None:
        """The list was read again."""
        self._is_writing = False

    def go_on(self) -> None:
        """Focus the comparison, if there is one."""
        if self.compare.isVisible():
            self.compare.fields[0].setFocus()

    def take_back(self) -> bool:
        """Cancel a question; return whether there was one."""
        is_asking = self.actions_.asked is not None
        if is_asking:
            self.actions_.no.click()
        return is_asking

    # --- what it is made of ---------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        content = QWidget()
        inner = v_box(
            self.detail,
            self.compare,
            self.follow,
            on=content,
            spacing=16,
            edges=(_EDGE, 16, _EDGE, 16),
        )
        inner.addStretch()
        self._scroll = scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below = v_box(self.failure, self.actions_, spacing=8, edges=(_EDGE, 10, _EDGE, 12))
        layout = v_box(on=self, spacing=0)
        layout.addWidget(scroll, 1)
        layout.addWidget(Hairline(theme))
        layout.addLayout(below)

    def _connect(self) -> None:
        self.compare.changed.connect(lambda _: self._offer())
        self.actions_.distrust.clicked.connect(lambda: self._ask(Standing.DISTRUSTED))
        self.actions_.forget.clicked.connect(lambda: self._ask(Standing.UNKNOWN))
        self.actions_.decided.connect(self._on_decided)
        self.actions_.copy.clicked.connect(self._copy)
        self._list.trust_previewed.connect(self._on_previewed)

    # --- what the user does ---------------------------------------------------------------

    def _offer(self) -> None:
        if self._shown is None:
            return
        standing, key = self._shown.standing, self._shown.key
        is_forgotten = standing is Standing.UNKNOWN and key_text.is_shipped(key)
        self.actions_.offer(
            standing,
            can_forget=not is_forgotten and not self._list.is_given(key),
            can_compare=self._is_comparable(self._shown),
            is_equal=self.compare.is_equal,
            reason=self._reason(),
        )

    def _is_comparable(self, known: KnownKey) -> bool:
        """A key trusted only for this run is not added to the list by comparing it."""
        is_lent = known.standing is Standing.TRUSTED and self._list.is_given(known.key)
        return key_text.can_compare(known) and not is_lent

    def _reason(self) -> str:
        """Why keys cannot be changed now."""
        if self._list.problem is not None:
            return whole(self._list.problem.message)
        return self.tr("The list is being written.") if self._is_writing else ""

    def _supposed(self) -> Standing | None:
        """The standing that the user may be about to give the key."""
        if self.actions_.asked is not None:
            return self.actions_.asked
        is_trusted = self._shown is None or self._shown.standing is Standing.TRUSTED
        return None if is_trusted else Standing.TRUSTED

    def _ask(self, standing: Standing) -> None:
        if self._shown is not None:
            if standing is Standing.DISTRUSTED:
                question = key_text.distrust_question(self._shown.key)
            else:
                question = key_text.forget_question(self._shown)
            self.actions_.ask(standing, question)
            self.preview_trust()

    def _on_decided(self, standing: Standing | None) -> None:
        known = self._shown
        if known is None or standing is None:
            self.preview_trust()
            return
        self._is_writing = True
        self.failure.hide()
        self._offer()
        if standing is Standing.TRUSTED:
            by = self.compare.compared_by
            self._list.trust(known.key, known.origin, known.signers, by)
        elif standing is Standing.DISTRUSTED:
            self._list.distrust(known.key, known.origin)
        else:
            self._list.forget(known.key)

    def _on_previewed(self, preview: TrustPreview) -> None:
        known = self._shown
        if known is not None and preview.raw == known.key.raw:
            self.follow.show_preview(preview)

    def _copy(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.key.fingerprint)
            self.actions_.say_copied()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._list.stop_preview()
