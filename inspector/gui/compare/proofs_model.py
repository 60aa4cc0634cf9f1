"""The Qt model of the proofs that changed: a row each, with status and place on either side."""

from collections import Counter
from itertools import islice

from PySide6.QtCore import QAbstractTableModel, QObject

from inspector.compare.proofs import ComparedProofs, Proof, rank
from inspector.gui.compare.head_text import copied_sides
from inspector.gui.document.copied import CopiedFact, CopiedLine
from inspector.gui.theme.fonts import TextStyle
from inspector.gui.theme.palette import ColourRole
from inspector.gui.theme.theme import Theme
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.cells import NO_INDEX, AnyIndex, Cell, CellModel, badge_cell
from inspector.gui.widgets.plain_text import pointed
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.verify.report import Report
from inspector.verify.result import Status

_MOST_LINES = 24
"""More lines never fit."""


class ProofLine(NamedTuple):
    """A proof that changed: its name, and its sign on each side, None if it does not exist
    there."""

    name: str
    left: StatusBadge | None
    right: StatusBadge | None
    spoken: str


class ProofLines(NamedTuple):
    """The worst proofs as lines; the first ``axes`` of them are the verdict and both axes.

    ``counts`` is the number of proofs per line; ``proofs`` are all, worst first. ``sides`` are the
    lines on both documents in copies.
    """

    lines: tuple[ProofLine, ...]
    axes: int
    counts: tuple[int, ...]
    proofs: tuple[Proof, ...]
    sides: tuple[CopiedLine, ...] = ()

    @property
    def total(self) -> int:
        """How many proofs changed."""
        return self.axes + len(self.proofs)


NO_LINES = ProofLines((), 0, (), ())


def proof_lines(compared: ComparedProofs) -> ProofLines:
    """Call it in a worker: there may be a hundred thousand proofs. Empty until both sides are
    verified."""
    comparison = compared.comparison
    if not comparison.is_verified:
        return NO_LINES
    heads = _axes(comparison.left.report, comparison.right.report)
    proofs = tuple(sorted(compared.proofs, key=rank))
    kinds = Counter((one.id, one.left, one.right) for one in proofs)
    shown = list(islice(kinds.items(), _MOST_LINES))
    lines = (*heads, *(_check(*kind, count) for kind, count in shown))
    counts = (*(1 for _ in heads), *(count for _, count in shown))
    sides = copied_sides(comparison) if proofs else ()
    return ProofLines(lines, len(heads), counts, proofs, sides)


def more(lines: ProofLines, shown: int) -> str:
    """The number of proofs after the first ``shown`` lines, in words; "" for none."""
    left = lines.total - sum(lines.counts[:shown])
    return plural("Proofs", "and %n more", "and %n more", left) if left else ""


def count(lines: ProofLines) -> str:
    """ "92 checks changed", without the verdict and the axes."""
    return plural("Proofs", "%n check changed", "%n checks changed", len(lines.proofs))


def of_status(status: Status | None) -> StatusBadge | None:
    return None if status is None else signs.of_status(status)


def word(sign: StatusBadge | None) -> str:
    return sign.word if sign else translate("Proofs", "not there")


def _axes(left: Report, right: Report) -> list[ProofLine]:
    found = []
    if left.verdict is not right.verdict:
        found.append(
            _line(
                translate("Proofs", "Verdict"),
                signs.of_verdict(left.verdict),
                signs.of_verdict(right.verdict),
            )
        )
    if left.integrity is not right.integrity:
        one, other = (
            signs.of_integrity(report.integrity) if report.integrity else None
            for report in (left, right)
        )
        found.append(_line(translate("Proofs", "Integrity"), one, other))
    if left.trust is not right.trust:
        one, other = (
            signs.of_trust(report.trust) if report.trust else None for report in (left, right)
        )
        found.append(_line(translate("Proofs", "Trust"), one, other))
    return found


def _check(id_: str, left: Status | None, right: Status | None, count: int) -> ProofLine:
    name = id_ if count == 1 else translate("Proofs", "{} in {} places").format(id_, number(count))
    return _line(name, of_status(left), of_status(right))


def _line(name: str, left: StatusBadge | None, right: StatusBadge | None) -> ProofLine:
    spoken = translate("Proofs", "{}: left {}, right {}").format(name, word(left), word(right))
    return ProofLine(name, left, right, spoken)


CHECK, LEFT, RIGHT, LEFT_PLACE, RIGHT_PLACE = range(5)
_LONGEST = 200
_OF_THE_RIGHT = (RIGHT, RIGHT_PLACE)


class ProofsModel(CellModel, QAbstractTableModel):
    """Shows proofs in the given order."""

    columns = 5

    def __init__(self, theme: Theme, proofs: tuple[Proof, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._proofs = proofs

    def place(self, index: AnyIndex) -> tuple[str, bool] | None:
        """The pointer of a cell, and whether it is one of the left.

        If the side of the cell has no such check, it is the other side's.
        """
        if not index.isValid():
            return None
        proof = self._proofs[index.row()]
        found = {True: proof.left_path, False: proof.right_path}
        wanted = index.column() not in _OF_THE_RIGHT
        for is_left in (wanted, not wanted):
            if (path := found[is_left]) is not None:
                return path, is_left
        return None

    def copied(self, index: AnyIndex) -> CopiedLine | None:
        """A row to be copied: the check, and its result and place on either side."""
        if not index.isValid():
            return None
        proof = self._proofs[index.row()]
        sides = ((self.tr("Left"), LEFT, LEFT_PLACE), (self.tr("Right"), RIGHT, RIGHT_PLACE))
        facts = []
        for name, result, place in sides:
            is_there = _path(proof, place) is not None
            shown = f"{name}: {_text(proof, result)}"
            facts.append(CopiedFact(shown, _text(proof, place) if is_there else ""))
        return CopiedLine("", proof.id, tuple(facts))

    # --- Qt's interface -------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._proofs)

    def title(self, column: int) -> str:
        return (
            self.tr("Check"),
            self.tr("Left"),
            self.tr("Right"),
            self.tr("Place on the left"),
            self.tr("Place on the right"),
        )[column]

    def cell(self, index: AnyIndex) -> Cell:
        proof, column = self._proofs[index.row()], index.column()
        text = _text(proof, column)
        if column == CHECK:
            return Cell(text)
        if column in (LEFT, RIGHT):
            badge = of_status(proof.left if column == LEFT else proof.right)
            return badge_cell(badge) if badge else Cell(text, TextStyle.WORD, ColourRole.MUTED)
        font = TextStyle.BODY if _path(proof, column) is None else TextStyle.MONO
        return Cell(text, font, ColourRole.MUTED)

    def tip(self, index: AnyIndex) -> str:
        is_place = index.column() in (LEFT_PLACE, RIGHT_PLACE)
        return _text(self._proofs[index.row()], index.column()) if is_place else ""

    def spoken(self, index: AnyIndex) -> str:
        """A cell with the side that it belongs to; the first one reads the whole row."""
        proof, column = self._proofs[index.row()], index.column()
        if column == CHECK:
            left, right = _text(proof, LEFT), _text(proof, RIGHT)
            return translate("Proofs", "{}: left {}, right {}").format(proof.id, left, right)
        if column in (LEFT, LEFT_PLACE):
            return translate("Proofs", "left: {}").format(_text(proof, column))
        return translate("Proofs", "right: {}").format(_text(proof, column))


def _text(proof: Proof, column: int) -> str:
    if column == CHECK:
        return proof.id
    if column in (LEFT, RIGHT):
        return word(of_status(proof.left if column == LEFT else proof.right))
    path = _path(proof, column)
    if path is None:
        return translate("Proofs", "not there")
    return pointed(path, _LONGEST) or translate("Proofs", "the document")


def _path(proof: Proof, column: int) -> str | None:
    return proof.left_path if column == LEFT_PLACE else proof.right_path
