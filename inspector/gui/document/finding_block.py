"""The widget for one result: its sign, check, sentence, compared texts, and action."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from inspector.gui.document.detail import ComparedTexts, Finding, FindingAction
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.layouts import h_box, named_rows, v_box
from inspector.gui.widgets.text import Label, SignLabel
from inspector.gui.widgets.text_boxes import ByteText

_INDENT = 22


class FindingBlock(QWidget):
    """Shows one ``Finding``."""

    acted = Signal(FindingAction)

    def __init__(self, theme: Theme, finding: Finding) -> None:
        super().__init__()
        sign = SignLabel(theme)
        head = h_box(
            sign,
            Label(theme, TextStyle.LABEL, ColourRole.FAINT, finding.check).selectable(),
            spacing=10,
        )
        head.addStretch(1)
        layout = v_box(head, on=self, spacing=4)
        # Only after it has a parent: without one it would briefly be a window.
        sign.show_sign(finding.sign)
        body = v_box(
            Label(theme, TextStyle.BODY, ColourRole.TEXT, finding.sentence).wrap().selectable(),
            spacing=6,
            edges=(theme.pixels(_INDENT), 0, 0, 0),
        )
        if finding.compared is not None:
            body.addLayout(_compared(theme, finding.compared))
        if (action := finding.action) is not None:
            button = QPushButton(action.text)
            button.clicked.connect(lambda: self.acted.emit(action))
            body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(body)
        self.setAccessibleName(f"{finding.sign.word}, {finding.check}, {finding.sentence}")


def _compared(theme: Theme, compared: ComparedTexts) -> QGridLayout:
    """The two texts, one above the other, with digits aligned."""
    rows = zip(compared.names, (compared.expected, compared.actual), strict=True)
    return named_rows(
        theme,
        (
            (name, ByteText(theme, text, grouped=compared.is_hash, marked=compared.differs), text)
            for name, text in rows
            if text
        ),
    )
