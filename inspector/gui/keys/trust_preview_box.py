"""What would follow from a change of the list: which open documents get another verdict."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector.gui.keys.trust_preview import Change, Foresight
from inspector.gui.theme.fonts import Text
from inspector.gui.theme.palette import Tone
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import middle
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.verify.trust import Standing

_RADIUS = 4
_MOST = 5
_LONGEST = 200


class FollowBox(QWidget):
    """Shows one ``Foresight``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = Label(theme, Text.LABEL, Tone.MUTED)
        self.sentence = Label(theme, Text.BODY).wrap()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.sentence)
        layout.addLayout(self._rows)
        theme.changed.connect(self.update)

    def wait(self, standing: Standing) -> None:
        """It is being found out what would follow from this standing."""
        self._begin(standing, self.tr("Looking at the open documents…"))

    def show_foresight(self, foresight: Foresight) -> None:
        self._begin(foresight.standing, self._of(foresight))
        for change in foresight.changes[:_MOST]:
            self._rows.addWidget(_row(self._theme, change))
        if (more := len(foresight.changes) - _MOST) > 0:
            text = self.tr("and {} more").format(number(more))
            self._rows.addWidget(Label(self._theme, Text.LABEL, Tone.MUTED, text))

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

    def _of(self, foresight: Foresight) -> str:
        changes = len(foresight.changes)
        if not foresight.looked_at:
            return self.tr("No document is open.")
        if not changes:
            return self.tr("No open document changes.")
        if changes == 1:
            return self.tr("1 open document changes:")
        return self.tr("{} open documents change:").format(number(changes))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colours.border)))
            painter.setBrush(QColor(self._theme.colours.surface))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)


def _row(theme: Theme, change: Change) -> QWidget:
    name = ElidedLabel(theme, Text.WORD)
    name.elide = Qt.TextElideMode.ElideMiddle
    name.set_text(middle(change.name, _LONGEST))
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    before, after = SignLabel(theme), SignLabel(theme)
    layout.addWidget(name, 1)
    for part in (before, Label(theme, Text.BODY, Tone.MUTED, "→"), after):
        layout.addWidget(part)
    layout.addStretch()
    for label, verdict in ((before, change.before), (after, change.after)):
        sign = signs.of_verdict(verdict)
        label.show_sign(sign._replace(word=sign.word.lower()))
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row.setAccessibleName(f"{name.text()}: {before.word} → {after.word}")
    return row
