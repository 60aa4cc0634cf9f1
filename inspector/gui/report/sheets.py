"""Lays out a report's page for paper: Qt renders the same HTML, with a footer on each sheet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QBuffer, QEventLoop, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from inspector.evidence.evidence import SavedReport
from inspector.evidence.layout import title_of
from inspector.evidence.page import printed_html
from inspector.gui.translation import translate
from inspector.messages import Language
from inspector.palette import LIGHT
from inspector.visible import visible

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PaperDevice: TypeAlias = "QPdfWriter | QPrinter"
MARGIN = 15
"""In millimetres, on each side."""
_RESOLUTION = 600
_POINT = 10
_FOOTER_POINT = 8
_FOOTER_LINES = 2.5
"""The height of a footer, in lines."""
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Footer:
    """The text at the bottom of each sheet, beside its number."""

    document_sha256: str
    version: str


class Sheets:
    """A report laid out for one device; create and paint it in the same thread."""

    def __init__(self, report: SavedReport, language: Language, device: PaperDevice) -> None:
        self._device = device
        self._footer = Footer(report.source.sha256, report.made.version)
        area = device.pageLayout().paintRectPixels(device.resolution())
        font = QFont("DejaVu Sans", _FOOTER_POINT)
        self._font = QFont(font, device)
        line = QFontMetricsF(self._font, device).height()
        self._size = QSizeF(area.width(), area.height() - _FOOTER_LINES * line)
        self._document = _document(printed_html(report, language), self._size, device)

    @property
    def count(self) -> int:
        return self._document.pageCount()

    def paint(self) -> None:
        """Paint all sheets, each on its page."""
        painter = QPainter(self._device)
        try:
            for sheet in range(self.count):
                if sheet:
                    self._device.newPage()
                self._paint_sheet(painter, sheet)
        finally:
            painter.end()

    def _paint_sheet(self, painter: QPainter, sheet: int) -> None:
        width, height = self._size.width(), self._size.height()
        painter.save()
        painter.translate(0, -sheet * height)
        view = QRectF(0, sheet * height, width, height)
        painter.setClipRect(view)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = view
        context.palette.setColor(QPalette.ColorRole.Text, LIGHT.text)
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        self._paint_footer(painter, sheet)

    def _paint_footer(self, painter: QPainter, sheet: int) -> None:
        footer = self._footer
        painter.save()
        painter.setFont(self._font)
        painter.setPen(LIGHT.muted)
        line = painter.fontMetrics().height()
        area = QRectF(0, self._size.height() + line / 2, self._size.width(), 2 * line)
        painter.drawLine(area.topLeft(), area.topRight())
        area.adjust(0, line / 2, 0, 0)
        left = translate("Report", "SHA-256 of the document {}…, Pith Inspector {}").format(
            footer.document_sha256[:_SHORT], footer.version
        )
        right = translate("Report", "Page {} of {}").format(sheet + 1, self.count)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, left)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, right)
        painter.restore()


def pdf(report: SavedReport, language: Language, size: QPageSize.PageSizeId) -> bytes:
    """The sheets as PDF; can be called in any thread."""
    QEventLoop()  # a layout starts timers, which need an event loop in the thread
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(visible(title_of(report, language)))
    writer.setCreator(f"Pith Inspector {report.made.version}")
    writer.setPageLayout(page_layout(QPageSize(size)))
    Sheets(report, language, writer).paint()
    return bytes(buffer.data().data())


def page_layout(size: QPageSize) -> QPageLayout:
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    upright = QPageLayout.Orientation.Portrait
    return QPageLayout(size, upright, margins, QPageLayout.Unit.Millimeter)


def usual_size() -> QPageSize.PageSizeId:
    """The usual paper size of the user's country."""
    is_metric = QLocale().measurementSystem() is not QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter


def _document(html: str, size: QSizeF, device: PaperDevice) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(QFont("DejaVu Sans", _POINT))
    document.setUndoRedoEnabled(False)
    # a hash or a JSON Pointer has no blank to break a line at
    document.setDefaultTextOption(_wrapping())
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(size)
    document.setHtml(html)
    return document


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
