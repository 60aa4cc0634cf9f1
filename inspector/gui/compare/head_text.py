"""What the head of a comparison says: each side, whether they are one record, what differs."""

from typing import NamedTuple

from inspector.compare.comparison import Comparison
from inspector.compare.sameness import Sameness
from inspector.compare.side import Side
from inspector.errors import InspectorError
from inspector.gui.compare import change_signs, side_note
from inspector.gui.document.recent_model import short_source
from inspector.gui.translation import N_, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip, middle, whole
from inspector.gui.widgets.signs import Sign

_NAME = 120
_NUMBER = 80


class SideText(NamedTuple):
    """One side: its verdict, its name, and what it is, or what is wrong with it."""

    sign: Sign
    name: str
    note: str


class Centre(NamedTuple):
    """What stands between both sides: a title, Pith Numbers, a sentence, counts.

    ``hidden`` says how many differences are not shown, ``compared`` what was compared where that
    is not all of both documents, ``parts`` of which parts it consists.
    """

    title: str
    numbers: tuple[str, ...] = ()
    sentence: str = ""
    counts: tuple[Sign, ...] = ()
    hidden: str = ""
    compared: str = ""
    parts: str = ""


# --- a side -------------------------------------------------------------------------------


def side_loading(source: str) -> SideText:
    """A side that is being read or verified: no verdict, neither an earlier nor a hoped-for one."""
    sign = signs.checking()._replace(word=translate("Compare", "Reading…"))
    return SideText(sign, middle(short_source(source), _NAME), "")


def side_unreadable(source: str, error: InspectorError) -> SideText:
    name = middle(short_source(source), _NAME)
    return SideText(signs.of_error(error), name, whole(error.message))


def side_of(side: Side, pointer: str = "", *, events: int | None = None) -> SideText:
    """A side that was read. ``pointer`` is what of it was compared.

    ``events`` is how many the bundle has that the state of a side ``at`` one was computed from.
    """
    name = middle(side.name, _NAME)
    if side_note.is_inside(side, pointer):
        name = translate("Compare", "{} › State").format(name)
    note = side_note.note(side, pointer, events)
    return SideText(signs.of_verdict(side.report.verdict), name, note)


# --- the centre ---------------------------------------------------------------------------


def centre_reading() -> Centre:
    """Before there is anything to say."""
    return Centre(translate("Compare", "Comparing…"))


def centre_of_error(error: InspectorError) -> Centre:
    """Two sides that could not be compared."""
    return Centre(translate("Compare", "Not compared"), sentence=whole(error.message))


def centre_one_unreadable(*, both: bool = False, is_fault: bool = False) -> Centre:
    """One side, or each, could not be read; it says itself why.

    ``is_fault``: the program broke over one, which says nothing about it.
    """
    if is_fault:
        sentence = translate("Compare", "The program broke over one side. That says nothing of it.")
    elif both:
        sentence = translate("Compare", "Neither side could be read.")
    else:
        sentence = translate("Compare", "Only one side could be read. It is shown alone.")
    return Centre(translate("Compare", "Not compared"), sentence=sentence)


def centre_of(comparison: Comparison, hidden: int = 0) -> Centre:
    """``hidden`` is how many differences are not shown now; they count all the same."""
    title, sentence = _record(comparison)
    documents = comparison.left.document, comparison.right.document
    stated = [clip(one.pith_number, _NUMBER) for one in documents if one.pith_number is not None]
    numbers = tuple(dict.fromkeys(stated))
    note = ""
    if hidden:
        note = plural("Compare", "(%n of them hidden)", "(%n of them hidden)", hidden)
    counts = change_signs.of_counts(comparison.counts)
    return Centre(title, numbers, sentence, counts, note, *_compared(comparison))


_RECORDS = {
    Sameness.SAME: (N_("Compare", "Same record"), ""),
    Sameness.SAME_OTHER_NUMBER: (
        N_("Compare", "Same record"),
        N_(
            "Compare",
            "Both hold the same canonical record. A Pith Number does not follow from it, is "
            "missing or was not checked.",
        ),
    ),
    Sameness.OTHER: (
        N_("Compare", "Not the same record"),
        N_("Compare", "These are two records. They are compared all the same."),
    ),
    Sameness.OTHER_SAME_NUMBER: (
        N_("Compare", "Two records, one number"),
        N_(
            "Compare",
            "Both state one Pith Number, but hold two records; it follows from one at most.",
        ),
    ),
    Sameness.SAME_CLAIMED: (
        N_("Compare", "The same number is stated"),
        N_("Compare", "That both are one record was not shown: a side holds no record to check."),
    ),
    Sameness.OTHER_CLAIMED: (
        N_("Compare", "Different numbers are stated"),
        N_("Compare", "That these are two records was not shown: a side holds no record to check."),
    ),
}


def _record(comparison: Comparison) -> tuple[str, str]:
    if comparison.sameness in _RECORDS:
        title, sentence = _RECORDS[comparison.sameness]
        return translate("Compare", title), translate("Compare", sentence) if sentence else ""
    unknown = translate("Compare", "Whether both are the same record cannot be told.")
    numbers = comparison.left.document.pith_number, comparison.right.document.pith_number
    if numbers == (None, None):
        return translate("Compare", "Neither side has a Pith Number"), unknown
    return translate("Compare", "One side has no Pith Number"), unknown


def _compared(comparison: Comparison) -> tuple[str, str]:
    """What was compared, and its parts by name; nothing where it is all of both documents."""
    if comparison.is_whole:
        return "", ""
    names = [part.name for part in comparison.parts]
    if names == ["state"]:
        said = translate("Compare", "Compared: the state. What only a bundle has is left out.")
        return said, ""
    said = plural(
        "Compare",
        "Compared: %n part that both have. The rest is left out.",
        "Compared: %n parts that both have. The rest is left out.",
        len(names),
    )
    return said, ", ".join(names)
