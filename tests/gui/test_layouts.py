"""The flow layout: items side by side, with line breaks."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QSpacerItem, QWidget

from inspector.gui.widgets.layouts import FlowLayout, invalidate_all

GAP, LINE_GAP = 10, 4
sizes = st.lists(st.builds(QSize, st.integers(1, 120), st.integers(1, 60)), min_size=1, max_size=8)


def arranged(sizes: list[QSize], width: int, *, centred: bool = False) -> tuple[int, list[QRect]]:
    box = QWidget()
    layout = FlowLayout(box, gap=GAP, line_gap=LINE_GAP)
    layout.centred = centred
    parts = [QWidget() for _ in sizes]
    for part, size in zip(parts, sizes, strict=True):
        part.setFixedSize(size)
    layout.fill(parts)
    for part in parts:
        part.show()
    height = layout.heightForWidth(width)
    layout.setGeometry(QRect(3, 5, width, height))
    return height, [part.geometry() for part in parts]


def lines(places: list[QRect]) -> list[list[QRect]]:
    found: list[list[QRect]] = []
    for place in places:
        if place.x() == 3:
            found.append([])
        found[-1].append(place)
    return found


def test_lower_items_stand_in_the_middle_of_their_line(qapp: QApplication) -> None:
    _, (high, low) = arranged([QSize(20, 30), QSize(20, 10)], 100)
    assert (high.y(), low.y()) == (5, 15)


def test_lines_that_are_centred_have_the_same_room_at_both_ends(qapp: QApplication) -> None:
    for width in (100, 35):
        _, places = arranged([QSize(20, 30), QSize(20, 10)], width, centred=True)
        one, other = places[0].x() - 3, 3 + width - places[-1].right() - 1
        assert abs(one - other) <= 1
        assert one > 0


def test_an_item_that_wraps_has_the_height_for_the_width_that_it_gets(qapp: QApplication) -> None:
    box = QWidget()
    layout = FlowLayout(box)
    text = QLabel("many words that do not fit into one line")
    text.setWordWrap(True)
    layout.fill([text])
    width = text.minimumSizeHint().width()
    assert layout.heightForWidth(width) == text.heightForWidth(width)


@given(sizes=sizes, width=st.integers(120, 500))
def test_no_item_is_cut_or_lies_on_another(
    qapp: QApplication, sizes: list[QSize], width: int
) -> None:
    height, places = arranged(sizes, width)
    room = QRect(3, 5, width, height)
    assert [place.size() for place in places] == sizes
    assert all(room.contains(place) for place in places)
    for number, one in enumerate(places):
        assert not any(one.intersects(other) for other in places[:number])


@given(sizes=sizes, width=st.integers(120, 500))
def test_the_height_is_that_of_the_lines_and_of_the_gaps_between(
    qapp: QApplication, sizes: list[QSize], width: int
) -> None:
    height, places = arranged(sizes, width)
    heights = [max(place.height() for place in line) for line in lines(places)]
    assert height == sum(heights) + LINE_GAP * (len(heights) - 1)


class _Asked(QSpacerItem):
    """Counts how often a layout asks for its size."""

    asked = 0

    def sizeHint(self) -> QSize:
        self.asked += 1
        return QSize(20, 10)

    def isEmpty(self) -> bool:
        return False


def test_an_item_is_asked_for_its_size_once_until_something_changes(qapp: QApplication) -> None:
    box = QWidget()
    layout, item = FlowLayout(box), _Asked(20, 10)
    layout.addItem(item)
    for width in (10, 100):
        layout.sizeHint()
        layout.heightForWidth(width)
    assert item.asked == 1
    layout.invalidate()
    assert layout.sizeHint() == QSize(20, 10)
    assert item.asked == 2


def test_layouts_in_layouts_and_in_their_widgets_are_invalidated_with_it(
    qapp: QApplication,
) -> None:
    asked = []

    class Row(QHBoxLayout):
        def invalidate(self) -> None:
            asked.append(self)
            super().invalidate()

    outer, nested, within = Row(), Row(), Row()
    part = QWidget()
    part.setLayout(within)
    nested.addWidget(part)
    outer.addLayout(nested)
    outer.addStretch()
    asked.clear()
    invalidate_all(outer)
    assert {*asked} >= {outer, nested, within}
