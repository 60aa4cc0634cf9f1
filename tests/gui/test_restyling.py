"""Another colour scheme takes effect at once; nothing keeps the colours of the old one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog

from inspector.gui.theme.theme import Scheme, Theme
from inspector.gui.widgets.buttons import ChoiceBox
from inspector.gui.widgets.text import Label
from inspector.gui.window import status_bar
from tests.gui.conftest import BUNDLE, STATE, Desk


def on_inspect(desk: Desk, window: Any) -> None:
    desk.open(window, BUNDLE)


def on_coverage(desk: Desk, window: Any) -> None:
    desk.open(window, BUNDLE)
    window.actions_["coverage"].trigger()
    page = window.current.pages["coverage"]
    desk.qtbot.waitUntil(lambda: not window._runner.is_busy and page.isVisible(), timeout=20_000)


def on_timeline(desk: Desk, window: Any) -> None:
    desk.open(window, BUNDLE)
    window.actions_["timeline"].trigger()
    page = window.current.pages["timeline"]
    desk.qtbot.waitUntil(lambda: not window._runner.is_busy and page.isVisible(), timeout=20_000)


def on_empty(desk: Desk, window: Any) -> None:
    window.inspections.add()


def on_error(desk: Desk, window: Any) -> None:
    desk.open(window, str(Path(BUNDLE).with_name("none.json")))


def on_comparison(desk: Desk, window: Any) -> None:
    window.compare_commands.compare_sources(STATE, BUNDLE)
    tab = window.inspections.current
    desk.qtbot.waitUntil(lambda: tab.is_compared and not tab.is_busy, timeout=20_000)


def picture(desk: Desk, window: Any) -> QImage:
    """The window as it is now, without waiting for pending work."""
    image: QImage = window.grab().toImage()
    return image


def settled(desk: Desk, window: Any) -> QImage:
    """The window once its layouts, each of which asks the next, have come to rest."""
    same = [picture(desk, window)]

    def rests() -> bool:
        now = picture(desk, window)
        same[:] = [*same, now] if now == same[-1] and not window._runner.is_busy else [now]
        return len(same) > 10

    desk.qtbot.waitUntil(rests, timeout=20_000)
    return same[-1]


PAGES = [on_inspect, on_coverage, on_timeline, on_empty, on_error, on_comparison]


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_dark_is_dark_at_once(desk: Desk, show: Callable[[Desk, Any], None]) -> None:
    """As if the window had always been dark, including status bar and tab icons."""
    images = []
    for begins_dark in (False, True):
        window = desk.window(STATE)
        scheme = Scheme.DARK if begins_dark else Scheme.LIGHT
        window.theme.choose(scheme, blue_orange=False)
        show(desk, window)
        window.status.say("A note")
        settled(desk, window)
        if not begins_dark:
            window.actions_["dark"].trigger()
        images.append(picture(desk, window))
        window.close()
    switched, always = images
    odd = [
        (x, y)
        for x in range(always.width())
        for y in range(always.height())
        if switched.pixel(x, y) != always.pixel(x, y)
    ]
    assert not odd, f"{len(odd)} pixels within {min(odd)} and {max(odd)}"


def test_the_status_bars_note_goes_after_some_seconds(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 3_000 <= status_bar.NOTE_STAYS <= 15_000
    monkeypatch.setattr(status_bar, "NOTE_STAYS", 300)
    window = desk.window(STATE)
    window.status.say("A note")
    assert window.status.note == "A note"
    desk.qtbot.waitUntil(lambda: window.status.note == "")


def test_a_second_note_has_the_time_of_its_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_bar, "NOTE_STAYS", 2_000)
    window = desk.window(STATE)
    timer = window.status._fading
    window.status.say("A note")
    # Qt lets timers like this one be off by a twentieth.
    desk.qtbot.waitUntil(lambda: timer.remainingTime() < 1_500)
    window.status.say("Another")
    assert timer.remainingTime() > 1_700
    assert window.status.note == "Another"


def test_height_of_a_text_that_wraps_follows_its_text_and_its_font(qapp: QApplication) -> None:
    label = Label(Theme(qapp, Scheme.LIGHT, blue_orange=False), text="a word").wrap()
    low = label.heightForWidth(100)
    label.setText("a word " * 20)
    high = label.heightForWidth(100)
    assert high > low
    font = label.font()
    font.setPixelSize(2 * label.fontInfo().pixelSize())
    label.setFont(font)
    assert label.heightForWidth(100) > high


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize(
    ("command", "name"), [("save_report", "without_paths"), ("paper_text", "field")]
)
def test_the_edge_of_a_field_in_a_dialog_is_seen(
    desk: Desk, scheme: Scheme, command: str, name: str
) -> None:
    window = desk.window(BUNDLE)
    window.theme.choose(scheme, blue_orange=False)
    window.actions_[command].trigger()
    dialogs = [one for one in window.findChildren(QDialog) if hasattr(one, name)]
    field = getattr(dialogs[0], name)
    desk.qtbot.waitUntil(field.isVisible)
    field.clearFocus()
    drawn = field.grab().toImage()
    middle = drawn.height() // 2
    wanted = QColor(window.theme.colours.edge)
    seen = [QColor(drawn.pixel(x, middle)) for x in range(4)]
    away = min(abs(one.lightness() - wanted.lightness()) for one in seen)
    assert away < 40, [one.name() for one in seen]


def test_a_list_to_choose_from_has_a_chevron_and_no_bevel(desk: Desk) -> None:
    window = desk.window(BUNDLE)
    window.actions_["save_report"].trigger()
    (kind,) = window.findChildren(ChoiceBox)
    desk.qtbot.waitUntil(kind.isVisible)
    kind.clearFocus()
    drawn = kind.grab().toImage()
    inside = [
        QColor(drawn.pixel(x, y)).lightness()
        for x in range(drawn.width() - 24, drawn.width() - 2)
        for y in range(2, drawn.height() - 2)
    ]
    colours = window.theme.colours
    assert min(inside) >= QColor(colours.muted).lightness()
    assert min(inside) < QColor(colours.edge).lightness()
