"""How much of a document is signed, in words.

Only signatures that hold count. One that does not count need not be wrong: its key may be missing.
"""

from inspector.document.kinds import Kind
from inspector.gui.document.opened import Checked
from inspector.gui.translation import N_, number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.signs import StatusBadge
from inspector.tree.covers import Share
from inspector.verify.format import Cover
from inspector.verify.result import PASS
from inspector.verify.trust import Standing

_IMPOSSIBLE = {
    Kind.STATE: {
        Cover.EVENT: N_("Coverage", "no event signature in a state"),
        Cover.BUNDLE: N_("Coverage", "no bundle signature in a state"),
    },
    Kind.RECORD: {
        Cover.EVENT: N_("Coverage", "no event signature in a record"),
        Cover.BUNDLE: N_("Coverage", "no bundle signature in a record"),
    },
    Kind.INTEGRITY_REPORT: {
        Cover.RECEIPT: N_("Coverage", "no receipt in an integrity report"),
        Cover.BUNDLE: N_("Coverage", "no bundle signature in an integrity report"),
    },
    Kind.SIGNING_KEY: dict.fromkeys(Cover, N_("Coverage", "no signature in a key")),
    Kind.MIRROR_MANIFEST: dict.fromkeys(Cover, N_("Coverage", "no signature in a mirror manifest")),
}
"""Why a document of a type cannot have a signature of a kind."""

_MISSING = {
    Cover.RECEIPT: N_("Coverage", "no receipt shown to hold"),
    Cover.EVENT: N_("Coverage", "no event signature shown to hold"),
    Cover.BUNDLE: N_("Coverage", "no bundle signature shown to hold"),
}
_UNSIGNED = {
    Kind.STATE: N_("Coverage", "A state carries no signature of its own."),
    Kind.RECORD: N_("Coverage", "A record carries no signature of its own."),
    Kind.SIGNING_KEY: N_("Coverage", "A key carries no signature."),
    Kind.MIRROR_MANIFEST: N_("Coverage", "A mirror manifest carries no signature."),
}


def sign_of(cover: Cover | None) -> StatusBadge:
    """The sign of a kind of signature, and of there being none."""
    if cover is None:
        return signs.no_cover()._replace(word=translate("Coverage", "nothing"))
    return signs.of_cover(cover)


def values(count: int) -> str:
    return plural("Coverage", "%n value", "%n values", count)


def headline(whole: Share) -> str:
    """ "22 of 127 values are signed"."""
    if not whole.covered:
        return translate("Coverage", "None of the {} values is signed").format(number(whole.leaves))
    if not whole.bare:
        return translate("Coverage", "All {} values are signed").format(number(whole.leaves))
    text = (
        translate("Coverage", "{} of {} values is signed")
        if whole.covered == 1
        else translate("Coverage", "{} of {} values are signed")
    )
    return text.format(number(whole.covered), number(whole.leaves))


def sentence(checked: Checked, whole: Share) -> str:
    """What the headline leaves open: the rest, and which signatures were not counted."""
    parts = [_rest(whole)]
    kind = checked.opened.document.kind
    if kind in _UNSIGNED:
        parts.append(translate("Coverage", _UNSIGNED[kind]))
    parts.append(_left_out(checked))
    if any(s.standing not in (None, Standing.TRUSTED) for s in checked.report.signatures):
        parts.append(translate("Coverage", "Not every key that signed it is one that you trust."))
    return " ".join(part for part in parts if part)


def reason(checked: Checked, cover: Cover) -> str:
    """Why nothing in the document is covered by a kind of signature."""
    kind = checked.opened.document.kind
    return translate("Coverage", _IMPOSSIBLE.get(kind, {}).get(cover) or _MISSING[cover])


def _rest(whole: Share) -> str:
    if not whole.covered:
        return translate("Coverage", "No signature shown to hold covers any of them.")
    if not whole.bare:
        return ""
    if whole.bare == 1:
        return translate("Coverage", "The other one is covered by no signature in this file.")
    text = translate("Coverage", "The other {} are covered by no signature in this file.")
    return text.format(number(whole.bare))


def _left_out(checked: Checked) -> str:
    """How many of the signatures that are there were not shown to hold."""
    table = checked.opened.table
    there = checked.report.signatures
    failing = [s for s in there if s.status is not PASS and not table.nearest(s.path)[1]]
    if not failing:
        return ""
    holding = sum(s.status is PASS for s in there)
    text = translate("Coverage", "Only signatures shown to hold count: {} of {}.")
    return text.format(number(holding), number(holding + len(failing)))
