"""Contrast of every colour of text and icons, computed according to WCAG 2.2."""

import math
from itertools import product

import pytest

from inspector.gui.theme.palette import ColourRole
from inspector.palette import DARK, DARK_BLUE_ORANGE, LIGHT, LIGHT_BLUE_ORANGE, Colours

PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "light blue/orange": LIGHT_BLUE_ORANGE,
    "dark blue/orange": DARK_BLUE_ORANGE,
}
GROUNDS = ("surface", "window", "sunken", "selection")
TONES = [tone for tone in ColourRole if tone is not ColourRole.ON_ACCENT]
STATUSES = (
    ColourRole.PASS,
    ColourRole.FAIL,
    ColourRole.WARN,
    ColourRole.UNCHECKED,
    ColourRole.UNPROVEN,
)
DIFFERENCES = (ColourRole.ADDED, ColourRole.REMOVED, ColourRole.CHANGED, ColourRole.MOVED)
TINTED = (*STATUSES, *DIFFERENCES)
TOLD_APART = 14
"""In CIE Lab; two greys are 2.3 apart where an eye just tells them."""


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(colour: str) -> tuple[float, float, float]:
    """CIE 1976, white point D65."""
    red, green, blue = linear(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.0888
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (x, luminance(colour), z)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str) -> float:
    return math.dist(lab(one), lab(other))


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_contrast_and_distance_of_known_pairs_are_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert lab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    assert distance("#000000", "#FFFFFF") == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize(
    ("name", "tone", "ground"), list(product(PALETTES, TONES, GROUNDS)), ids=str
)
def test_text_and_icons_stand_out(name: str, tone: ColourRole, ground: str) -> None:
    colours = PALETTES[name]
    assert contrast(colours.of(tone), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", ["surface", "window", "sunken"])
def test_edges_of_controls_can_be_seen(name: str, ground: str) -> None:
    colours = PALETTES[name]
    assert contrast(colours.edge, getattr(colours, ground)) >= 3.0


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("tone", TINTED)
def test_text_is_readable_on_its_own_tint(name: str, tone: ColourRole) -> None:
    colours = PALETTES[name]
    assert contrast(colours.of(tone), colours.tint(tone)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", DIFFERENCES)
@pytest.mark.parametrize("tone", [ColourRole.TEXT, ColourRole.MUTED, ColourRole.FAINT])
def test_the_text_of_a_row_is_readable_on_the_tint_of_a_difference(
    name: str, ground: ColourRole, tone: ColourRole
) -> None:
    colours = PALETTES[name]
    assert contrast(colours.of(tone), colours.tint(ground)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
def test_characters_that_differ_are_marked_so_that_they_can_be_read(name: str) -> None:
    colours = PALETTES[name]
    assert contrast(colours.text, colours.marker) >= 4.5
    assert colours.marker not in {colours.tint(tone) for tone in DIFFERENCES}


@pytest.mark.parametrize("name", ["light blue/orange", "dark blue/orange"])
@pytest.mark.parametrize(("difference", "status"), list(product(DIFFERENCES, STATUSES)), ids=str)
def test_a_difference_has_not_the_colour_of_a_status(
    name: str, difference: ColourRole, status: ColourRole
) -> None:
    colours = PALETTES[name]
    assert distance(colours.of(difference), colours.of(status)) >= TOLD_APART


@pytest.mark.parametrize("colours", PALETTES.values(), ids=list(PALETTES))
def test_the_primary_button_and_the_marked_digit_are_readable(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.surface, colours.failed) >= 4.5
