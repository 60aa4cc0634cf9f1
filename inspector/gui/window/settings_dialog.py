"""The settings: a few choices, each applied at once unless it says otherwise."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from inspector.gui.settings import Settings
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets.buttons import CheckBox, ChoiceBox
from inspector.gui.widgets.layouts import v_box
from inspector.gui.widgets.text import Label
from inspector.messages import LANGUAGES
from inspector.notes.notes import LONGEST_AUTHOR

_EDGE = 24


class SettingsDialog(QDialog):
    """Shows ``Settings`` and reports each change."""

    changed = Signal(Settings)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.language = self._choice(
            self.tr("Language"),
            (("", self.tr("As the system")), *LANGUAGES.items()),
            settings.language,
        )
        self.scheme = self._choice(
            self.tr("Colours"),
            (
                ("", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
            settings.scheme,
        )
        self.author = QLineEdit(settings.author)
        self.author.setMaxLength(LONGEST_AUTHOR)
        self.author.setAccessibleName(self.tr("Your name, for notes"))
        self.author.setPlaceholderText(self.tr("None: notes have no name then"))
        self.author.editingFinished.connect(self._on_changed)
        self.blue_orange = self._switch(
            self.tr("Blue and orange in place of green and red"), on=settings.blue_orange
        )
        self.reduced_motion = self._switch(
            self.tr("Reduce motion: nothing moves by itself"), on=settings.reduced_motion
        )
        self.restore_tabs = self._switch(
            self.tr("Open the tabs of the last time at the start"), on=settings.restore_tabs
        )
        self._build()

    def _choice(self, name: str, entries: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
        box = ChoiceBox(self._theme)
        box.setAccessibleName(name)
        for value, text in entries:
            box.addItem(text, value)
        box.setCurrentIndex(box.findData(chosen))
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _switch(self, text: str, *, on: bool) -> CheckBox:
        box = CheckBox(self._theme, text, on=on)
        box.toggled.connect(self._on_changed)
        return box

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        form.addRow(self._name(self.tr("Language")), self.language)
        note = self.tr("The language changes when the program is started the next time.")
        form.addRow("", Label(self._theme, TextStyle.LABEL, ColourRole.MUTED, note).wrap())
        form.addRow(self._name(self.tr("Colours")), self.scheme)
        form.addRow(self._name(self.tr("Your name, for notes")), self.author)
        for switch in (self.blue_orange, self.reduced_motion, self.restore_tabs):
            form.addRow("", switch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = v_box(form, on=self, spacing=16, edges=(_EDGE, _EDGE, _EDGE, 16))
        layout.addStretch()
        layout.addWidget(buttons)

    def _name(self, text: str) -> Label:
        return Label(self._theme, TextStyle.BODY, ColourRole.TEXT, text)

    def _on_changed(self) -> None:
        self._settings = self._settings._replace(
            scheme=self.scheme.currentData(),
            blue_orange=self.blue_orange.isChecked(),
            reduced_motion=self.reduced_motion.isChecked(),
            language=self.language.currentData(),
            restore_tabs=self.restore_tabs.isChecked(),
            author=self.author.text().strip(),
        )
        self.changed.emit(self._settings)
