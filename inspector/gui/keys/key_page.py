"""The right of the trust dialog: one key, what speaks against it, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from inspector.errors import InspectorError, TrustStoreError
from inspector.gui.document import key_text
from inspector.gui.document.opened import Checked
from inspector.gui.keys.fingerprint_compare import FingerprintCompare
from inspector.gui.keys.key_actions import KeyActions
from inspector.gui.keys.key_detail import KeyDetail
from inspector.gui.keys.trust import TrustList
from inspector.gui.keys.trust_preview import Foresight
from inspector.gui.keys.trust_preview_box import FollowBox
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets import signs
from inspector.gui.widgets.lines import Rule
from inspector.gui.widgets.plain_text import whole
from inspector.gui.widgets.remark import Remark
from inspector.verify.result import FAIL
from inspector.verify.trust import KnownKey, Standing

_EDGE = 24


class KeyPage(QWidget):
    """Shows one key of a ``TrustList``; ``documents`` gives those that are open and checked."""

    close_wanted = Signal()

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
        self.follow = FollowBox(theme)
        self.failure = Remark(theme)
        self.actions_ = KeyActions(theme)
        self._build(theme)
        self._connect()

    def show_key(self, known: KnownKey) -> None:
        """Show a key of the list as it is now; a comparison that was begun goes on."""
        before, self._shown = self._shown, known
        if before is None or known.key != before.key or known.standing is not before.standing:
            self.actions_.stop_asking()
            self.failure.hide()
            self.compare.show_key(known.key)
        self.detail.show_key(known, self._list.trusted)
        self.compare.setVisible(known.standing is not Standing.TRUSTED)
        self._offer()
        self.foresee()

    def foresee(self) -> None:
        """Find out what would follow from what the user is about to say of the key."""
        supposed = self._supposed()
        self.follow.setVisible(supposed is not None)
        if self._shown is None or supposed is None or not self.isVisible():
            self._list.stop_foreseeing()
        else:
            self.follow.wait(supposed)
            self._list.foresee(self._documents(), self._shown.key, supposed)

    def say_failed(self, error: InspectorError) -> None:
        """What the user wanted was not done; the list is as it was."""
        self._is_writing = False
        title = (
            self.tr("The list of keys was not changed")
            if isinstance(error, TrustStoreError)
            else self.tr("No key was taken from the file")
        )
        self.failure.say(signs.of_status(FAIL), title, whole(error.message))
        self._offer()

    def written(self) -> None:
        """The list was read anew."""
        self._is_writing = False

    def go_on(self) -> None:
        """Go to the comparison, where there is one."""
        if self.compare.isVisible():
            self.compare.fields[0].setFocus()

    def take_back(self) -> bool:
        """Take back a question that is asked; whether there was one."""
        is_asking = self.actions_.asked is not None
        if is_asking:
            self.actions_.no.click()
        return is_asking

    # --- what it is made of ---------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(_EDGE, 16, _EDGE, 16)
        inner.setSpacing(16)
        for part in (self.detail, self.compare, self.follow):
            inner.addWidget(part)
        inner.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below = QVBoxLayout()
        below.setContentsMargins(_EDGE, 10, _EDGE, 12)
        below.setSpacing(8)
        below.addWidget(self.failure)
        below.addWidget(self.actions_)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(Rule(theme))
        layout.addLayout(below)

    def _connect(self) -> None:
        self.compare.changed.connect(lambda _: self._offer())
        self.actions_.distrust.clicked.connect(lambda: self._ask(Standing.DISTRUSTED))
        self.actions_.forget.clicked.connect(lambda: self._ask(Standing.UNKNOWN))
        self.actions_.decided.connect(self._on_decided)
        self.actions_.copy_wanted.connect(self._copy)
        self.actions_.close_wanted.connect(self.close_wanted)
        self._list.foreseen.connect(self._on_foreseen)

    # --- what the user says ---------------------------------------------------------------

    def _offer(self) -> None:
        if self._shown is None:
            return
        standing, key = self._shown.standing, self._shown.key
        is_forgotten = standing is Standing.UNKNOWN and key_text.is_shipped(key)
        self.actions_.offer(
            standing,
            can_forget=not is_forgotten and not self._list.is_given(key),
            is_equal=self.compare.is_equal,
            reason=self._reason(),
        )

    def _reason(self) -> str:
        """Why nothing can be said of keys now."""
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
            self.foresee()

    def _on_decided(self, standing: Standing | None) -> None:
        known = self._shown
        if known is None or standing is None:
            self.foresee()
            return
        self._is_writing = True
        self.failure.hide()
        self._offer()
        if standing is Standing.TRUSTED:
            self._list.trust(known.key, known.origin, known.signers)
        elif standing is Standing.DISTRUSTED:
            self._list.distrust(known.key, known.origin)
        else:
            self._list.forget(known.key)

    def _on_foreseen(self, foresight: Foresight) -> None:
        known = self._shown
        if known is not None and foresight.raw == known.key.raw:
            self.follow.show_foresight(foresight)

    def _copy(self) -> None:
        if self._shown is not None:
            QGuiApplication.clipboard().setText(self._shown.key.fingerprint)
            self.actions_.say_copied()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._list.stop_foreseeing()
