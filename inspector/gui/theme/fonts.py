"""The text sizes: five steps relative to the system's font."""

from enum import StrEnum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

BODY_PIXELS = 13
"""The unit of the steps; a smaller system font is enlarged to it."""


class Text(StrEnum):
    """The purpose of a text, which determines its size and weight."""

    VERDICT = "verdict"
    TITLE = "title"
    HEADING = "heading"
    WORD = "word"
    BODY = "body"
    LABEL = "label"
    CAPTION = "caption"
    MONO = "mono"
    SMALL_MONO = "small mono"


_STEPS: dict[Text, tuple[int, QFont.Weight, bool]] = {
    Text.VERDICT: (20, QFont.Weight.DemiBold, False),
    Text.TITLE: (15, QFont.Weight.DemiBold, False),
    Text.HEADING: (13, QFont.Weight.DemiBold, False),
    Text.WORD: (13, QFont.Weight.Medium, False),
    Text.BODY: (13, QFont.Weight.Normal, False),
    Text.LABEL: (12, QFont.Weight.Normal, False),
    Text.CAPTION: (11, QFont.Weight.Normal, False),
    Text.MONO: (12, QFont.Weight.Normal, True),
    Text.SMALL_MONO: (11, QFont.Weight.Normal, True),
}
_LIGATURES = ("liga", "clig", "calt")


class Fonts:
    """The fonts of the window, made from the system's two families."""

    def __init__(self, system: QFont) -> None:
        self.scale = max(1.0, QFontInfo(system).pixelSize() / BODY_PIXELS)
        self._system = system
        self._made: dict[Text, QFont] = {}

    def of(self, text: Text) -> QFont:
        if text not in self._made:
            self._made[text] = self._make(*_STEPS[text])
        return self._made[text]

    def pixels(self, measure: int) -> int:
        """A length in device-independent pixels at 100 %, scaled with the font."""
        return round(measure * self.scale)

    def _make(self, size: int, weight: QFont.Weight, mono: bool) -> QFont:
        fixed = QFontDatabase.SystemFont.FixedFont
        font = QFontDatabase.systemFont(fixed) if mono else QFont(self._system)
        font.setPixelSize(self.pixels(size))
        font.setWeight(weight)
        if mono:
            # no ligatures: "!=" and "->" must stay recognisable
            for feature in _LIGATURES:
                font.setFeature(QFont.Tag(feature), 0)
        return font
