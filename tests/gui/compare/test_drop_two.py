"""Dragging two documents over the window: where they are dropped decides what happens."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
)
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from inspector.gui.document.incoming import IncomingSources, of_urls
from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.widgets.text import ElidedLabel
from inspector.gui.window.drop_overlay import DropOverlay
from tests.gui.conftest import BUNDLE, RECORD, STATE

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction
TWO = (BUNDLE, STATE)


class Window(QWidget):
    """Does with the overlay what the main window does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.overlay = DropOverlay(theme, self)
        self.setAcceptDrops(True)
        self.compares: bool | None = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if (found := of_urls(event.mimeData().urls())).sources:
            event.accept()
            self.overlay.announce(found)
            self.overlay.aim(event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.accept()
        self.overlay.aim(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        if (found := of_urls(event.mimeData().urls())).sources:
            event.accept()
            self.overlay.announce(found)
            self.compares = self.overlay.wants_compare(event.position().toPoint())
        self.overlay.hide()


@pytest.fixture
def make(qapp: QApplication) -> Iterator[Callable[..., Window]]:
    font = QFont(qapp.font())
    made: list[Window] = []

    def window(width: int = 900, height: int = 600, *, fonts: int = 1) -> Window:
        large = QFont(font)
        large.setPixelSize(13 * fonts)
        qapp.setFont(large)
        made.append(Window(Theme(qapp, Scheme.LIGHT, blue_orange=False)))
        made[-1].resize(width, height)
        made[-1].show()
        qapp.processEvents()
        return made[-1]

    yield window
    qapp.setFont(font)
    for one in made:
        one.close()
        one.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def found(*sources: str) -> IncomingSources:
    urls = [QUrl(one) if one.startswith("https") else QUrl.fromLocalFile(one) for one in sources]
    return of_urls(urls)


def mime(*sources: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(source) for source in sources])
    return data


def centres(window: Window) -> tuple[QPoint, QPoint]:
    """The middle of each field on the screen."""
    inspect, compare = window.overlay.inspect, window.overlay.compare
    return inspect.geometry().center(), compare.geometry().center()


def aimed(window: Window) -> tuple[bool, bool]:
    return window.overlay.inspect.is_aimed, window.overlay.compare.is_aimed


def test_of_two_documents_both_things_are_offered(make: Callable[..., Window]) -> None:
    window = make()
    window.overlay.announce(found(*TWO))
    assert window.overlay.text == "Inspect both, each in a tab\nCompare the two"
    assert [line.text() for line in window.overlay.compare.lines] == [
        "left: bundle-1711.04623.json",
        "right: state-1804.07612.json",
    ]


def test_the_field_under_the_pointer_is_marked(
    make: Callable[..., Window], qapp: QApplication
) -> None:
    window = make()
    data = mime(*TWO)
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    qapp.sendEvent(window, event)
    qapp.processEvents()
    assert event.isAccepted()
    assert aimed(window) == (True, False)
    inspect, compare = centres(window)
    for place, expected in ((compare, (False, True)), (inspect, (True, False))):
        qapp.sendEvent(window, QDragMoveEvent(place, COPY, data, LEFT, NONE))
        assert aimed(window) == expected
    qapp.sendEvent(window, QDragLeaveEvent())
    assert not window.overlay.isVisible()


@pytest.mark.parametrize("compares", [False, True])
def test_the_place_of_the_drop_decides_even_if_nothing_moved_before(
    make: Callable[..., Window], qapp: QApplication, compares: bool
) -> None:
    window = make()
    data = mime(*TWO)
    here, away = QPoint(200, 300), QPoint(700, 300)
    if compares:
        here, away = away, here
    qapp.sendEvent(window, QDragEnterEvent(away, COPY, data, LEFT, NONE))
    qapp.sendEvent(window, QDropEvent(QPointF(here), COPY, data, LEFT, NONE))
    assert window.compares is compares
    assert not window.overlay.isVisible()


@pytest.mark.parametrize("size", [(900, 600), (901, 601), (700, 400), (3000, 200)])
def test_every_place_belongs_to_the_field_that_lies_there(
    make: Callable[..., Window], qapp: QApplication, size: tuple[int, int]
) -> None:
    window = make(*size)
    window.overlay.announce(found(*TWO))
    qapp.processEvents()
    overlay = window.overlay
    for x in range(0, window.width(), 3):
        place = QPoint(x, window.height() // 2)
        if overlay.inspect.geometry().contains(place):
            assert not overlay.wants_compare(place)
        if overlay.compare.geometry().contains(place):
            assert overlay.wants_compare(place)
    assert not overlay.wants_compare(window.rect().center())


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ((BUNDLE,), "Open bundle-1711.04623.json"),
        ((BUNDLE, BUNDLE), "Open bundle-1711.04623.json"),
        ((BUNDLE, STATE, RECORD), "Open 3 documents, each in a tab"),
    ],
)
def test_one_or_more_than_two_are_opened_wherever_they_are_dropped(
    make: Callable[..., Window], qapp: QApplication, sources: tuple[str, ...], says: str
) -> None:
    window = make()
    window.overlay.announce(found(*TWO))
    window.overlay.announce(found(*sources))
    qapp.processEvents()
    assert window.overlay.text == says
    assert not window.overlay.compare.isVisible()
    for x in (0, 450, 899):
        window.overlay.aim(QPoint(x, 300))
        assert aimed(window) == (False, False)
        assert not window.overlay.wants_compare(QPoint(x, 300))


def test_names_of_files_and_addresses_are_told_short_and_visible() -> None:
    assert found(BUNDLE, STATE).pair == ("bundle-1711.04623.json", "state-1804.07612.json")
    address = "https://pith.example/pith/X/state.json"
    assert found("/a/<b>\u202egpj.json", address).pair == ("<b>\\u202egpj.json", address)
    assert found(BUNDLE).pair is None
    assert found(BUNDLE, STATE, RECORD).pair is None


@pytest.mark.parametrize("fonts", [1, 2])
def test_in_the_smallest_window_both_fields_are_uncut(
    make: Callable[..., Window], qapp: QApplication, fonts: int
) -> None:
    window = make(700, 400, fonts=fonts)
    window.overlay.announce(found(BUNDLE, f"/x/{'a-long-name-' * 20}.json"))
    qapp.processEvents()
    assert window.overlay.size() == window.size()
    for field in (window.overlay.inspect, window.overlay.compare):
        assert window.rect().contains(field.geometry())
        for label in field.findChildren(QLabel):
            if not label.text():
                continue
            assert field.rect().contains(label.geometry()), label.text()
            if not isinstance(label, ElidedLabel):
                words = QFontMetrics(label.font())
                widest = max(map(words.horizontalAdvance, label.text().split()))
                assert widest <= label.width()
                assert label.heightForWidth(label.width()) <= label.height()


def test_the_marked_field_differs_in_more_than_its_colour(
    make: Callable[..., Window], qapp: QApplication
) -> None:
    window = make()
    window.overlay.announce(found(*TWO))
    window.overlay.aim(QPoint(800, 300))
    qapp.processEvents()
    picture = window.grab().toImage()
    inspect, compare = (
        field.geometry() for field in (window.overlay.inspect, window.overlay.compare)
    )

    def inked(top: int, left: int) -> list[bool]:
        """Where the upper edge of a field is drawn and where it has gaps."""
        ground = picture.pixel(left + 100, top + 30)
        return [picture.pixel(x, top + 2) != ground for x in range(left + 40, left + 240)]

    assert all(inked(compare.top(), compare.left()))
    assert len(set(inked(inspect.top(), inspect.left()))) == 2
