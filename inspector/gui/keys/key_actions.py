"""The actions for a key. Distrusting and forgetting ask first, in place of the buttons."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.theme.icons import SMALL
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import FlowLayout, h_box, v_box
from inspector.gui.widgets.plain_text import tooltip
from inspector.gui.widgets.text import Label
from inspector.verify.trust import Standing

_HEIGHT = 28


class KeyActions(QWidget):
    """The buttons, or a question about one of them."""

    decided = Signal(Standing)
    """The standing chosen by the user, or None if the question was cancelled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.asked: Standing | None = None
        self.distrust = self._button(self.tr("&Distrust…"))
        self.forget = self._button(self.tr("&Forget…"))
        self.copy = self._button("")
        self.trust = self._button("")
        self.trust.setEnabled(False)  # until a key is shown
        self.close_ = self._button(self.tr("C&lose"))
        self.question = Label(theme).wrap()
        self.yes = self._button("")
        self.no = self._button(self.tr("&Leave it as it is"))
        self._buttons = self._build_buttons()
        self._questions = self._build_question()
        v_box(self._buttons, self._questions, on=self)
        self._turn()
        self._connect()
        self._draw()
        theme.changed.connect(self._draw)

    def offer(
        self,
        standing: Standing,
        *,
        can_forget: bool,
        can_compare: bool,
        is_equal: bool,
        reason: str,
    ) -> None:
        """Show the actions for a key of this standing; ``reason`` says why there are none."""
        is_trusted = standing is Standing.TRUSTED
        self.copy.setText(self.tr("&Copy fingerprint"))
        self.trust.setText(
            self.tr("&Keep this comparison") if is_trusted else self.tr("&Trust this key")
        )
        self.trust.setVisible(can_compare)
        self.distrust.setVisible(standing is not Standing.DISTRUSTED)
        self.forget.setVisible(can_forget)
        for button in (self.distrust, self.forget):
            button.setEnabled(not reason)
            button.setToolTip(tooltip(reason) if reason else "")
        self.allow_trust(is_equal=is_equal, reason=reason)

    def allow_trust(self, *, is_equal: bool, reason: str) -> None:
        """Only a key whose whole fingerprint was compared can be trusted."""
        why = reason or ("" if is_equal else self.tr("All 8 groups must be equal first."))
        self.trust.setEnabled(not why)
        self.trust.setToolTip(tooltip(why) if why else "")
        self.trust.setAccessibleDescription(why)
        self.trust.setProperty("primary", not why)
        self.trust.style().polish(self.trust)

    def ask(self, standing: Standing, question: str) -> None:
        """Ask before the key gets this standing."""
        self.asked = standing
        self.question.setText(question)
        self.yes.setText(
            self.tr("&Distrust") if standing is Standing.DISTRUSTED else self.tr("&Forget")
        )
        for button in (self.yes, self.no):
            button.setAccessibleDescription(question)
        self._turn()
        self.no.setFocus()

    def stop_asking(self) -> None:
        if self.asked is not None:
            self.asked = None
            self._turn()

    def say_copied(self) -> None:
        self.copy.setText(self.tr("Fingerprint copied"))

    def _turn(self) -> None:
        """Show the question or the buttons, and keep the focus nearby."""
        had_focus = self.no.hasFocus() or self.yes.hasFocus()
        self._buttons.setVisible(self.asked is None)
        self._questions.setVisible(self.asked is not None)
        if had_focus:
            self.close_.setFocus()

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setMinimumHeight(self._theme.pixels(_HEIGHT))
        button.setAutoDefault(False)  # Enter in a field must not press a button
        return button

    def _build_buttons(self) -> QWidget:
        self.copy.setProperty("flat", True)
        self.copy.setIconSize(QSize(self._theme.pixels(SMALL), self._theme.pixels(SMALL)))
        page = QWidget()
        row = h_box(on=page, spacing=8)
        for buttons, stretch in (
            ((self.distrust, self.forget), 1),
            ((self.copy, self.trust, self.close_), 0),
        ):
            part = QWidget()
            flow = FlowLayout(part, gap=8, line_gap=8)
            for button in buttons:
                flow.addWidget(button)
            row.addWidget(part, stretch)
        return page

    def _build_question(self) -> QWidget:
        page = QWidget()
        column = v_box(self.question, on=page, spacing=8)
        answers = QWidget()
        flow = FlowLayout(answers, gap=8, line_gap=8)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        column.addWidget(answers)
        return page

    def _connect(self) -> None:
        self.trust.clicked.connect(self._on_trust)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)

    def _on_trust(self) -> None:
        self.close_.setFocus()  # the button disappears, and the next one would be *Distrust*
        self.decided.emit(Standing.TRUSTED)

    def _on_yes(self) -> None:
        standing = self.asked
        self.stop_asking()
        self.decided.emit(standing)

    def _on_no(self) -> None:
        self.stop_asking()
        self.decided.emit(None)

    def _draw(self) -> None:
        self.copy.setIcon(self._theme.icon("copy", ColourRole.ACCENT))
