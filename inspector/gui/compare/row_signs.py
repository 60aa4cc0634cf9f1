"""What stands between the two sides of a row: what it is as a difference, and how many lie below.

A hidden difference stays faint and in brackets; a part of a larger one is faint.
"""

from inspector.compare.columns import ChangeKind
from inspector.gui.compare import change_signs
from inspector.gui.compare.paired import Paired
from inspector.gui.document.rows import Rows, entry_of, is_bucket, is_group, node_of
from inspector.gui.theme.palette import Tone
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets.signs import Sign


class RowSigns:
    """The rows of ``paired``, each known by its key in ``rows``."""

    def __init__(self, paired: Paired, rows: Rows) -> None:
        self._paired = paired
        self._pairs = paired.outline.table
        self._rows = rows

    def own(self, key: int) -> Sign | None:
        """What the row itself is; None where both sides are the same, or differ further below."""
        if is_bucket(key) or is_group(key):
            return None
        pair = node_of(key)
        if (around := self._pairs.inside(pair)) is not None:
            return change_signs.of_kind(around)._replace(tone=Tone.FAINT)
        if self._pairs.kind(pair) is None:
            return None
        sign = change_signs.of_pair(self._paired.comparison, pair)
        if self._paired.differences.is_hidden(pair):
            return sign._replace(tone=Tone.FAINT, word=f"({sign.word})")
        return sign

    def closed(self, key: int) -> Sign | None:
        """What a row is while it is closed: with the number of the differences below it."""
        own, deeper = self.own(key), self._deeper(key)
        if not deeper:
            return own
        if own is None:
            word = plural("PairRows", "%n difference", "%n differences", deeper)
            return Sign("unequal", Tone.MUTED, word)
        said = translate("PairRows", "{}, {} inside")
        return own._replace(word=said.format(own.word, number(deeper)))

    def spoken(self, key: int) -> str:
        """The words of a row, also that it is hidden, which is else seen by its brackets."""
        sign = self.closed(key)
        if sign is None:
            return ""
        if self._is_hidden(key):
            return translate("PairRows", "{}, hidden").format(sign.word)
        return sign.word

    def kind(self, key: int) -> ChangeKind | None:
        """What the row itself is as a difference that is not hidden."""
        if is_bucket(key) or is_group(key) or self._is_hidden(key):
            return None
        return self._pairs.kind(node_of(key))

    def _is_hidden(self, key: int) -> bool:
        if is_bucket(key) or is_group(key):
            return False
        return self._paired.differences.is_hidden(node_of(key))

    def _deeper(self, key: int) -> int:
        differences = self._paired.differences
        if is_bucket(key):
            return self._in_bucket(key)
        if is_group(key):
            return differences.in_group(key)
        return differences.deeper(node_of(key))

    def _in_bucket(self, bucket: int) -> int:
        owner = self._rows.parent(bucket)
        first, last = (self._rows.child(bucket, row) for row in (0, self._rows.count(bucket) - 1))
        if is_group(owner):
            return self._paired.differences.among_entries(owner, entry_of(first), entry_of(last))
        return self._paired.differences.among(node_of(owner), node_of(first), node_of(last))
