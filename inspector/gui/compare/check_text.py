"""What the checks of one side say of one place, in a few lines, worst first."""

from typing import NamedTuple

from inspector.compare.checks_covering import checks_covering
from inspector.compare.side import Side
from inspector.gui.translation import number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import whole
from inspector.gui.widgets.signs import Sign
from inspector.tree.marks import Marks
from inspector.verify.result import PASS, Result

_MOST_PROBLEMS = 4
_MOST_PASSES = 6


class CheckLine(NamedTuple):
    """What the checks of one side say: a sign, the ids, a sentence; no sign where none speaks."""

    side: str
    sign: Sign | None
    check: str
    sentence: str


def check_lines(
    name: str, side: Side, node: int | None, marks: Marks | None
) -> tuple[CheckLine, ...]:
    """``name`` is what the side is called; ``marks`` are None for a state that was computed."""
    if node is None:
        return ()
    if marks is None:
        said = translate("PairDetail", "This state was computed here. No check speaks of it.")
        return (CheckLine(name, None, "", said),)
    results = checks_covering(side.table, marks, node)
    if not results:
        said = translate("PairDetail", "No check speaks of this value.")
        return (CheckLine(name, None, "", said),)
    problems = [result for result in results if result.status is not PASS]
    lines = [
        CheckLine(name, signs.of_result(one), one.id, whole(one.message))
        for one in problems[:_MOST_PROBLEMS]
    ]
    if (left := len(problems) - _MOST_PROBLEMS) > 0:
        said = plural("PairDetail", "and %n more result", "and %n more results", left)
        lines.append(CheckLine(name, None, "", said))
    if passed := [result for result in results if result.status is PASS]:
        lines.append(_passes(name, passed))
    return tuple(lines)


def _passes(name: str, passed: list[Result]) -> CheckLine:
    """All that hold in one line; the only one says its sentence."""
    sign = signs.of_status(PASS)
    if len(passed) == 1:
        return CheckLine(name, sign, passed[0].id, whole(passed[0].message))
    ids = list(dict.fromkeys(result.id for result in passed))
    said = ", ".join(ids[:_MOST_PASSES])
    if len(ids) > _MOST_PASSES:
        said = translate("PairDetail", "{} and {} more").format(
            said, number(len(ids) - _MOST_PASSES)
        )
    return CheckLine(name, sign, said, "")
