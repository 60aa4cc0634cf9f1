"""All that is known of one key: its name, whose it says it is, where it was met, its bytes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.document import key_text
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.byte_text import ByteText
from inspector.gui.widgets.remark import Remark
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.gui.widgets.wrapped_text import WrappedText
from inspector.verify.trust import KnownKey, Standing, TrustedKeys

_SHORT_NAME = 40


class KeyDetail(QWidget):
    """Shows one ``KnownKey``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = ElidedLabel(theme, Text.TITLE)
        self.sign = SignLabel(theme)
        self.sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._explanation = Label(theme, Text.LABEL, Tone.MUTED).wrap()
        self._facts = QFormLayout()
        self._facts.setContentsMargins(0, 0, 0, 0)
        self._facts.setHorizontalSpacing(24)
        self._facts.setVerticalSpacing(4)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.remark = Remark(theme)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.name, 1)
        top.addStretch()
        top.addWidget(self.sign)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self._explanation)
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
        ):
            self._add(title, WrappedText(self._theme, text))
        digits = ByteText(self._theme, known.key.raw.hex(), grouped=True)
        self._add(self.tr("Public key"), digits)
        if known.standing is Standing.TRUSTED:  # else it stands in the comparison
            fingerprint = WrappedText(self._theme, key_text.spaced(known.key), Text.MONO)
            self._add(self.tr("Fingerprint"), fingerprint)
        if odd := key_text.oddity(known, trusted):
            self.remark.say(odd.sign, odd.title, odd.text)
        else:
            self.remark.hide()

    def _add(self, name: str, view: QPlainTextEdit) -> None:
        if text := view.toPlainText():
            view.setAccessibleName(f"{name}: {text}")
            label = Label(self._theme, Text.LABEL, Tone.MUTED, name)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._facts.addRow(label, view)
