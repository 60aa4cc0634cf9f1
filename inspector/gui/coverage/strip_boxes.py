"""Where the boxes of the coverage's strip stand: one a value while there is room, else several."""

from bisect import bisect_right
from dataclasses import dataclass, field

from inspector.tree.covers import Covers
from inspector.tree.share import Span

_MOST = 2_000
_NARROWEST = 3
_WIDEST = 24
_ROOMY, _TIGHT = 8, 4


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes of one width in device-independent pixels, from the left edge on."""

    spans: list[Span]
    pitch: float
    _begins: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begins", [span.begin for span in self.spans])

    @property
    def gap(self) -> int:
        """The room between two boxes, part of the pitch."""
        return 2 if self.pitch >= _ROOMY else 1 if self.pitch >= _TIGHT else 0

    @property
    def is_one_each(self) -> bool:
        """Whether every box is one value."""
        return not self.spans or self.spans[-1].end == len(self.spans)

    def left(self, place: int) -> int:
        """Where the box at ``place`` begins, and where the one before it with its gap ends."""
        return round(place * self.pitch)

    def at(self, x: float) -> int | None:
        """The place of the box at ``x``; None beside them."""
        place = int(x / self.pitch) if self.pitch and x >= 0 else -1
        return place if 0 <= place < len(self.spans) else None

    def of(self, number: int) -> int:
        """The place of the box that the leaf with this number is in."""
        return bisect_right(self._begins, number) - 1


def boxes(covers: Covers, width: int, scale: float = 1.0) -> Boxes:
    """As many boxes as ``width`` has room for; ``scale`` is how far text has grown."""
    most = min(_MOST, max(1, int(width / (_NARROWEST * scale))))
    spans = covers.spans(most)
    return Boxes(spans, min(width / len(spans), _WIDEST * scale))
