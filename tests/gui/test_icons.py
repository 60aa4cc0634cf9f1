"""Every sign has its own shape, in the requested colour, sharp at two device pixel ratios."""

from importlib.resources import files
from itertools import chain
from typing import Any

import pytest
from PySide6.QtGui import QColor

from inspector.compare.columns import ChangeKind
from inspector.gui.compare import pair_row
from inspector.gui.theme.icons import draw
from inspector.gui.widgets import signs
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Status

NAMES = sorted(
    path.name.removesuffix(".svg")
    for path in files("inspector.resources.icons").iterdir()
    if path.name.endswith(".svg") and path.name != "pith-inspector.svg"
)


def all_signs() -> list[signs.StatusBadge]:
    return list(
        chain(
            map(signs.of_status, Status),
            map(signs.of_verdict, Verdict),
            map(signs.of_integrity, Integrity),
            map(signs.of_trust, Trust),
            map(signs.of_cover, Cover),
            map(pair_row.of_kind, ChangeKind),
            (signs.checking(), signs.no_cover()),
        )
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("size", "ratio"), [(16, 1.0), (16, 2.0), (20, 1.0), (40, 1.0)])
def test_a_shape_is_drawn_in_one_colour(qapp: Any, name: str, size: int, ratio: float) -> None:
    image = draw(name, "#17703F", size, ratio).toImage()
    assert image.width() == round(size * ratio)
    solid = {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if QColor.fromRgba(image.pixel(x, y)).alpha() == 255
    }
    assert solid <= {"#17703f"}
    drawn = sum(
        QColor.fromRgba(image.pixel(x, y)).alpha() > 60
        for x in range(image.width())
        for y in range(image.height())
    )
    assert drawn >= size * ratio


def test_no_outcome_is_shown_by_colour_alone(qapp: Any) -> None:
    for sign in all_signs():
        assert sign.icon in NAMES
        assert sign.word


def test_outcomes_of_one_axis_differ_in_shape(qapp: Any) -> None:
    for family in (
        map(signs.of_status, Status),
        map(signs.of_verdict, Verdict),
        map(signs.of_integrity, Integrity),
        map(signs.of_trust, Trust),
        map(signs.of_cover, Cover),
        map(pair_row.of_kind, ChangeKind),
    ):
        drawn = [draw(sign.icon, "#000000", 16, 1.0).toImage() for sign in family]
        assert all(one != other for place, one in enumerate(drawn) for other in drawn[place + 1 :])
