"""The text sizes: five steps relative to the system's font."""

from enum import StrEnum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

BODY_PIXELS = 13
"""The unit of the steps; a smaller system font is enlarged to it."""


class TextStyle(StrEnum):
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


_STEPS: dict[TextStyle, tuple[int, QFont.Weight, bool]] = {
    TextStyle.VERDICT: (20, QFont.Weight.DemiBold, False),
    TextStyle.TITLE: (15, QFont.Weight.DemiBold, False),
    TextStyle.HEADING: (13, QFont.Weight.DemiBold, False),
    TextStyle.WORD: (13, QFont.Weight.Medium, False),
    TextStyle.BODY: (13, QFont.Weight.Normal, False),
    TextStyle.LABEL: (12, QFont.Weight.Normal, False),
    TextStyle.CAPTION: (11, QFont.Weight.Normal, False),
    TextStyle.MONO: (12, QFont.Weight.Normal, True),
    TextStyle.SMALL_MONO: (11, QFont.Weight.Normal, True),
}
_LIGATURES = ("liga", "clig", "calt")


class Fonts:
    """The fonts of the window, made from the system's two families."""

    def __init__(self, system: QFont) -> None:
        self.scale = max(1.0, QFontInfo(system).pixelSize() / BODY_PIXELS)
        self._system = system
        self._made: dict[TextStyle, QFont] = {}

    def of(self, style: TextStyle) -> QFont:
        if style not in self._made:
            self._made[style] = self._make(*_STEPS[style])
        return self._made[style]

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
