"""Contrast of every colour that carries text or an icon, computed as WCAG 2.2 says."""

from itertools import product

import pytest

from inspector.gui.theme.palette import (
    DARK,
    DARK_BLUE_ORANGE,
    LIGHT,
    LIGHT_BLUE_ORANGE,
    Colours,
    Tone,
)

PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "light blue/orange": LIGHT_BLUE_ORANGE,
    "dark blue/orange": DARK_BLUE_ORANGE,
}
GROUNDS = ("surface", "window", "sunken", "selection")
TONES = [tone for tone in Tone if tone is not Tone.ON_ACCENT]
TINTED = ("passed", "failed", "warned", "unchecked", "unproven")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_formula_on_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("name", "tone", "ground"), list(product(PALETTES, TONES, GROUNDS)), ids=str
)
def test_text_and_icons_stand_out(name: str, tone: Tone, ground: str) -> None:
    colours = PALETTES[name]
    assert contrast(colours.of(tone), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", ["surface", "window", "sunken"])
def test_edges_of_controls_can_be_seen(name: str, ground: str) -> None:
    colours = PALETTES[name]
    assert contrast(colours.edge, getattr(colours, ground)) >= 3.0


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("tone", TINTED)
def test_text_on_its_own_tint(name: str, tone: str) -> None:
    colours = PALETTES[name]
    assert contrast(getattr(colours, tone), getattr(colours, f"{tone}_tint")) >= 4.5


@pytest.mark.parametrize("colours", PALETTES.values(), ids=list(PALETTES))
def test_the_primary_button_and_the_marked_digit(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.surface, colours.failed) >= 4.5
