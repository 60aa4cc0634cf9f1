"""The page that a comparison is exported as has the colours of the window."""

import re

import pytest

from inspector.export import comparison_style
from inspector.gui.theme.palette import DARK, LIGHT, Colours


@pytest.mark.parametrize(
    ("colours", "window"), [(comparison_style.LIGHT, LIGHT), (comparison_style.DARK, DARK)]
)
def test_colours_are_those_of_the_window(colours: dict[str, str], window: Colours) -> None:
    assert colours == {name: getattr(window, name) for name in colours}


def test_every_colour_is_used_and_known_in_light_and_dark() -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", comparison_style.style()))
    for colours in (comparison_style.LIGHT, comparison_style.DARK):
        assert {name.replace("_", "-") for name in colours} == used
