"""Texts on searching a paper's text for the title and the abstract."""

from inspector.gui.translation import number, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.paper.text import Origin
from inspector.verify.paper_search import HashedText, PaperFinding, PaperFindings
from inspector.verify.result import PASS, UNCHECKED

_LONGEST_TEXT = 20_000


class ShownHashedText(NamedTuple):
    """A text that was hashed: its place and its hash."""

    place: str
    sha256: str


class ShownFinding(NamedTuple):
    """``text`` is the normalised text of the match, or of the likeliest attempt."""

    name: str
    sign: StatusBadge
    sentence: str
    stated: str
    computed: str
    differs: int
    text: str
    others: tuple[ShownHashedText, ...]


def of_findings(found: PaperFindings) -> tuple[ShownFinding, ...]:
    """The findings on the title, then on the abstract."""
    return (
        _shown(translate("Paper", "Title"), found.title),
        _shown(translate("Paper", "Abstract"), found.abstract),
    )


def read_as(found: PaperFindings) -> str:
    return translate("Paper", "Read as {}.").format(found.form.value)


def _shown(name: str, found: PaperFinding) -> ShownFinding:
    best = found.match or next(iter(found.tried), None)
    stated, computed = clip(found.stated or ""), best.sha256 if best else ""
    pairs = enumerate(zip(stated, computed, strict=False))
    differs = next((place for place, (one, other) in pairs if one != other), -1)
    return ShownFinding(
        name,
        signs.of_status(PASS if found.match else UNCHECKED),
        _sentence(found, best),
        stated,
        computed,
        differs,
        clip(best.text, _LONGEST_TEXT) if best else "",
        () if found.match else tuple(_tried(one) for one in found.tried[1:]),
    )


def _sentence(found: PaperFinding, best: HashedText | None) -> str:
    if found.stated is None:
        return translate("Paper", "Not looked for: the record states no hash.")
    if best is None:
        return translate("Paper", "Not found: nothing in the text could be it.")
    if best.matches:
        return translate("Paper", "Found in {}: its hash is the stated one.").format(
            place(best.origin)
        )
    return translate(
        "Paper",
        "Not found: none of {} texts has the stated hash. The text may be another version, or "
        "another paper's. The likeliest is in {}.",
    ).format(number(found.attempts), place(best.origin))


def _tried(one: HashedText) -> ShownHashedText:
    return ShownHashedText(place(one.origin), one.sha256)


def place(origin: Origin) -> str:
    """ "citation_abstract", "summary of entry 2", "lines 4 to 9"."""
    if not origin.name:
        if origin.first == origin.last:
            return translate("Paper", "line {}").format(number(origin.first))
        return translate("Paper", "lines {} to {}").format(
            number(origin.first), number(origin.last)
        )
    name = clip(origin.name, 80)
    if not origin.entry:
        return name
    return translate("Paper", "{} of entry {}").format(name, number(origin.entry))
