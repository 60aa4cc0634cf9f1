"""Painting marked text in little space."""

from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontMetrics

from inspector.gui.compare.pair_view import fit
from inspector.gui.document.bytes_text import MarkedText

TEXT = "The quick brown fox jumps over the lazy dog, and on it goes: here one"
MARK = (len(TEXT) - 3, len(TEXT))


@pytest.fixture
def metrics(qapp: Any) -> QFontMetrics:
    return QFontMetrics(QFont())


def marks(found: MarkedText) -> list[str]:
    return [found.text[begin:end] for begin, end in found.parts]


def test_what_fits_stays_as_it_is(metrics: QFontMetrics) -> None:
    marked = MarkedText(TEXT, (MARK,))
    assert fit(marked, metrics, metrics.horizontalAdvance(TEXT)) == marked


@pytest.mark.parametrize("part", [0.3, 0.5, 0.8, 0.95])
def test_the_first_mark_is_seen(metrics: QFontMetrics, part: float) -> None:
    width = round(metrics.horizontalAdvance(TEXT) * part)
    found = fit(MarkedText(TEXT, (MARK,)), metrics, width)
    assert found.text.startswith("…")
    assert TEXT.endswith(found.text.removeprefix("…"))
    assert marks(found) == ["one"]
    assert metrics.horizontalAdvance(found.text) <= width
    assert len(found.text) > len(TEXT) * part / 4


def test_what_is_left_out_is_marked_where_something_in_it_is(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance(TEXT) // 2
    found = fit(MarkedText(TEXT, ((4, 9), MARK)), metrics, width)
    assert found.text.endswith("…")
    assert marks(found) == ["quick", "…"]
    found = fit(MarkedText(TEXT, ((4, len(TEXT)),)), metrics, width)
    assert "".join(marks(found)) == found.text[4:]


@pytest.mark.parametrize("width", [0, 1, 5, 20])
def test_with_no_room_nothing_breaks(metrics: QFontMetrics, width: int) -> None:
    found = fit(MarkedText(TEXT, (MARK,)), metrics, width)
    assert all(0 <= begin < end <= len(found.text) for begin, end in found.parts)


def test_a_letter_keeps_its_accents(metrics: QFontMetrics) -> None:
    text = "e\u0301" * 60 + "one"
    found = fit(MarkedText(text, ((120, 123),)), metrics, metrics.horizontalAdvance(text) // 3)
    assert found.text.startswith("…e\u0301")
    assert marks(found) == ["one"]
