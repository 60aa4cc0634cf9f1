"""The exported page of a comparison defines every colour that it uses."""

import re

from inspector.export.comparison_html import style


def test_every_colour_is_defined_for_light_for_dark_and_for_paper() -> None:
    rules = style()
    used = set(re.findall(r"var\(--([a-z-]+)\)", rules))
    assert "window" in used
    assert {name: rules.count(f"--{name}:") for name in used} == dict.fromkeys(used, 3)
