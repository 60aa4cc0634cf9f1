"""Applies colours and fonts to the application, in this place only, and reports when they
change."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from inspector.gui.theme.fonts import Fonts, TextStyle
from inspector.gui.theme.icons import SMALL, Icons
from inspector.gui.theme.palette import ColourRole, colours
from inspector.gui.theme.sheet import sheet
from inspector.palette import Colours


class Scheme(StrEnum):
    SYSTEM = ""
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, icons and fonts of the running application."""

    sheet_changed = Signal()
    """Emitted before ``changed``: a new sheet resets widgets to the colours that they had under the
    old one, so they must set their own afterwards."""
    changed = Signal()

    def __init__(
        self, app: QApplication, scheme: Scheme, *, blue_orange: bool, calm: bool = False
    ) -> None:
        """``calm``: without animations."""
        super().__init__(app)
        self._app = app
        self.scheme = scheme
        self.blue_orange = blue_orange
        self.calm = calm
        self._flash_time = app.cursorFlashTime()
        self.fonts = Fonts(QFont(app.font()))
        app.setFont(self.fonts.of(TextStyle.BODY))
        self._put_on()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def choose(self, scheme: Scheme, *, blue_orange: bool, calm: bool | None = None) -> None:
        """Change the look at once; ``calm`` is unchanged if it is None."""
        self.scheme = scheme
        self.blue_orange = blue_orange
        self.calm = self.calm if calm is None else calm
        self._put_on()
        self._tell()

    def colour(self, tone: ColourRole) -> QColor:
        return QColor(self.colours.of(tone))

    def text_palette(self, tone: ColourRole) -> QPalette:
        """The palette for a label with text in the colour ``tone``."""
        if tone not in self._text_palettes:
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.WindowText, self.colour(tone))
            self._text_palettes[tone] = palette
        return self._text_palettes[tone]

    def font(self, style: TextStyle) -> QFont:
        return self.fonts.of(style)

    def pixels(self, measure: int) -> int:
        return self.fonts.pixels(measure)

    def icon(self, name: str, tone: ColourRole, size: int = SMALL) -> QIcon:
        return self._icons.icon(name, tone, self.pixels(size))

    def pixmap(self, name: str, tone: ColourRole, size: int = SMALL) -> QPixmap:
        return self._icons.pixmap(name, tone, self.pixels(size))

    def _put_on(self) -> None:
        self.colours: Colours = colours(dark=self._is_dark(), blue_orange=self.blue_orange)
        self._text_palettes: dict[ColourRole, QPalette] = {}
        self._icons = Icons(self.colours, self._app.devicePixelRatio())
        self._app.setPalette(_palette(self.colours))
        self._app.setCursorFlashTime(0 if self.calm else self._flash_time)
        chip, box = self.pixels(26) // 2, self.pixels(SMALL)
        self.sheet = sheet(self.colours, chip, box, calm=self.calm)

    def _is_dark(self) -> bool:
        if self.scheme is Scheme.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.scheme is Scheme.DARK

    def _on_system_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self._put_on()
            self._tell()

    def _tell(self) -> None:
        self.sheet_changed.emit()
        self.changed.emit()


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for place, colour in {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.PlaceholderText: colours.faint,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.failed,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.surface,
        role.Midlight: colours.sunken,
        role.Mid: colours.border,
        role.Dark: colours.edge,
        role.Shadow: colours.edge,
    }.items():
        palette.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(colours.faint))
    return palette
