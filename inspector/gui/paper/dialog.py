"""The dialog for the paper's text: paste it, drop a file, or choose one. Nothing is fetched."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from inspector.errors import InspectorError
from inspector.gui.document.incoming import source_of
from inspector.gui.paper import findings_text
from inspector.gui.paper.findings_text import ShownFinding
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.widgets import signs
from inspector.gui.widgets.layouts import Hairline, ScrollPage, h_box, named_rows, v_box
from inspector.gui.widgets.notices import Remark
from inspector.gui.widgets.plain_text import middle, whole
from inspector.gui.widgets.text import ElidedLabel, Label, SignLabel
from inspector.gui.widgets.text_boxes import ByteText, LongText
from inspector.verify.paper_search import PaperFindings
from inspector.verify.result import FAIL

_SHORT = 300
_LINES = 8


class PaperFindingView(QWidget):
    """Shows one ``ShownFinding``."""

    def __init__(self, theme: Theme, found: ShownFinding) -> None:
        super().__init__()
        self._theme = theme
        layout = v_box(
            self._head(found),
            Label(theme, TextStyle.BODY, ColourRole.TEXT, found.sentence).wrap().selectable(),
            self._hashes(found),
            on=self,
            spacing=6,
        )
        if found.text:
            text = self._text(found.text)
            text.setAccessibleName(self.tr("The normalised text"))
            layout.addWidget(text)
        if found.others:
            layout.addWidget(
                Label(theme, TextStyle.HEADING, ColourRole.TEXT, self.tr("Also tried"))
            )
            layout.addLayout(self._others(found))
        self.setAccessibleName(f"{found.name}: {found.sign.word}. {found.sentence}")

    def _head(self, found: ShownFinding) -> QHBoxLayout:
        row = h_box(Label(self._theme, TextStyle.HEADING, ColourRole.TEXT, found.name), spacing=12)
        sign = SignLabel(self._theme)
        sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(sign)
        row.addStretch(1)
        sign.setParent(self)
        sign.show_sign(found.sign)
        return row

    def _text(self, text: str) -> QWidget:
        if len(text) <= _SHORT:
            return Label(self._theme, TextStyle.BODY, ColourRole.MUTED, text).wrap().selectable()
        view = LongText(self._theme, text)
        view.setFixedHeight(_LINES * view.fontMetrics().lineSpacing())
        return view

    def _hashes(self, found: ShownFinding) -> QGridLayout:
        rows = ((self.tr("Stated"), found.stated), (self.tr("Computed"), found.computed))
        return self._named((name, digits, found.differs) for name, digits in rows if digits)

    def _others(self, found: ShownFinding) -> QGridLayout:
        return self._named((one.place, one.sha256, -1) for one in found.others)

    def _named(self, rows: Iterable[tuple[str, str, int]]) -> QGridLayout:
        theme = self._theme
        return named_rows(
            theme,
            (
                (name, ByteText(theme, digits, grouped=True, marked=differs), digits)
                for name, digits, differs in rows
            ),
        )


_EDGE = 24
_SIZE = (880, 720)
_NAME = 80


class PaperDialog(QDialog):
    """Takes the text and shows the result."""

    edited = Signal()
    """The text in the field changed."""
    text_given = Signal(str)
    file_given = Signal(object)
    """The path of a file with the text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(self.tr("Check the paper's text"))
        self.field = TextField()
        self.check = QPushButton(self.tr("Check"))
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.form = Label(theme, TextStyle.LABEL, ColourRole.MUTED)
        self.document = ElidedLabel(theme, TextStyle.BODY, ColourRole.TEXT)
        self.failure = Remark(theme)
        self.page = ScrollPage(theme)
        self._has_document = False
        self._found: PaperFindings | None = None
        self._build()
        self._connect()
        size = QSize(*(theme.pixels(edge) for edge in _SIZE))
        self.resize(size.boundedTo(self.screen().availableSize()))

    def show_tab(self, title: str | None) -> None:
        """Show which document is checked; None for none."""
        self._has_document = title is not None
        if title is None:
            self.document.set_text(self.tr("The tab in sight holds no document to check."))
        else:
            self.document.set_text(self.tr("Document: {}").format(title))
        self.choose.setEnabled(self._has_document)
        self._enable_check()

    def show_nothing(self) -> None:
        """Clear the result, which belongs to another text or tab."""
        self._show("", None, None)

    def show_working(self) -> None:
        self._show(self.tr("Checking…"), None, None)

    def show_failure(self, error: InspectorError) -> None:
        """Show why the text could not be read."""
        self._show("", error, None)

    def show_findings(self, found: PaperFindings | None) -> None:
        """Show what was found in the text; None if there was nothing to search for."""
        said = self.tr("This document has no canonical record to check against.")
        self._show(findings_text.read_as(found) if found else said, None, found)

    def _show(self, said: str, error: InspectorError | None, found: PaperFindings | None) -> None:
        self.form.setText(said)
        if error is not None:
            title = self.tr("The text could not be read")
            self.failure.say(signs.of_status(FAIL), title, whole(error.message))
        self.failure.setVisible(error is not None)
        if found is not self._found:
            self._found = found
            shown = findings_text.of_findings(found) if found else ()
            self.page.fill([PaperFindingView(self._theme, one) for one in shown])

    def _build(self) -> None:
        explained = self.tr(
            "Paste the paper's text, drop a file on the field, or choose one: plain text, a web "
            "page, or arXiv's Atom or OAI answer. The hashes of title and abstract are checked "
            "against it. Nothing is fetched."
        )
        self.field.setPlaceholderText(self.tr("The paper's text"))
        self.field.setAccessibleName(self.tr("The paper's text"))
        self.field.setTabChangesFocus(True)
        self.field.setProperty("field", True)
        self.check.setProperty("primary", True)
        self.check.setEnabled(False)
        self.page.setAccessibleName(self.tr("What was found"))
        self.page.fill([])
        buttons = h_box(self.check, self.choose, spacing=8)
        buttons.addWidget(self.form, 1)
        layout = v_box(
            Label(self._theme, TextStyle.BODY, ColourRole.MUTED, explained).wrap(),
            self.document,
            on=self,
            spacing=12,
            edges=(_EDGE, 16, _EDGE, 16),
        )
        layout.addWidget(self.field, 2)
        layout.addLayout(buttons)
        layout.addWidget(self.failure)
        layout.addWidget(Hairline(self._theme))
        layout.addWidget(self.page, 3)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_changed)
        self.field.file_dropped.connect(self._give_file)
        self.check.clicked.connect(lambda: self.text_given.emit(self.field.toPlainText()))
        self.choose.clicked.connect(self._choose)

    def _on_changed(self) -> None:
        self.field.setPlaceholderText(self.tr("The paper's text"))
        self._enable_check()
        self.edited.emit()

    def _enable_check(self) -> None:
        self.check.setEnabled(self._has_document and not self.field.document().isEmpty())

    def _give_file(self, path: str) -> None:
        """Clear the field, since the result will be the file's; this can be undone."""
        if self._has_document:
            everything = QTextCursor(self.field.document())
            everything.select(QTextCursor.SelectionType.Document)
            everything.removeSelectedText()
            name = middle(path.rpartition("/")[2], _NAME)
            self.field.setPlaceholderText(self.tr("From the file {}").format(name))
            self.file_given.emit(path)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("The paper's text"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._give_file)
        dialog.open()


class TextField(QPlainTextEdit):
    """Takes plain text, and the path of a dropped or pasted file."""

    file_dropped = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_file_of(source)) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if path := _file_of(source):
            self.file_dropped.emit(path)
        else:
            self.insertPlainText(source.text())


def _file_of(source: QMimeData) -> str:
    """The first local file in dropped data, or ""."""
    urls = (url for url in source.urls() if url.isLocalFile() and not url.host())
    return next(map(source_of, urls), "")
