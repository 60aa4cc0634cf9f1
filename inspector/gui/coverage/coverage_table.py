"""The content of the Coverage view as plain values, computed once in a worker."""

from dataclasses import dataclass
from itertools import islice

from inspector.document.kinds import Kind
from inspector.gui.document import labels
from inspector.gui.document.opened import Checked, Opened
from inspector.gui.document.problems import CoveredRows
from inspector.gui.document.rows import AllRows, RowFilter
from inspector.gui.translation import N_, number, plural, translate
from inspector.gui.widgets import signs
from inspector.gui.widgets.plain_text import clip
from inspector.gui.widgets.signs import StatusBadge
from inspector.named_tuple import NamedTuple
from inspector.progress import Checkpoint, Progress
from inspector.tree.covers import Covers, Share
from inspector.tree.nodes import NodeTable
from inspector.verify.format import Cover
from inspector.verify.look_alikes import unmistakable_pointer
from inspector.verify.overview_facts import bundle_of
from inspector.verify.result import PASS
from inspector.verify.trust import Standing

# --- how much is signed, in words ---------------------------------------------------------------
# Only valid signatures count. One that does not count need not be invalid: its key may be missing.

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
"""Why a document of a type cannot have a kind of signature."""

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


def cover_sign(cover: Cover | None) -> StatusBadge:
    """The sign of a kind of signature, or of none."""
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
    """The sentence after the headline: the rest, and which signatures were not counted."""
    parts = [_rest(whole)]
    kind = checked.opened.document.kind
    if kind in _UNSIGNED:
        parts.append(translate("Coverage", _UNSIGNED[kind]))
    parts.append(_left_out(checked))
    parts.append(_trusted(checked))
    return " ".join(part for part in parts if part)


def _trusted(checked: Checked) -> str:
    standings = {one.standing for one in checked.report.signatures} - {None}
    if standings <= {Standing.TRUSTED}:
        return ""
    if Standing.TRUSTED in standings:
        return translate("Coverage", "Not every key that signed it is one that you trust.")
    return translate("Coverage", "No key that signed it is one that you trust.")


def reason(checked: Checked, cover: Cover) -> str:
    """Why a kind of signature covers nothing in the document."""
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
    """How many of the document's signatures were not found valid."""
    table = checked.opened.table
    there = checked.report.signatures
    failing = [s for s in there if s.status is not PASS and not table.nearest(s.path)[1]]
    if not failing:
        return ""
    holding = sum(s.status is PASS for s in there)
    text = translate("Coverage", "Only signatures shown to hold count: {} of {}.")
    return text.format(number(holding), number(holding + len(failing)))


# --- the table ----------------------------------------------------------------------------------

_MOST_PARTS = 24
_LONGEST_NAME = 40


class LeafRange(NamedTuple):
    """A range of leaves that belong together, by their numbers, ``end`` excluded."""

    name: str
    begin: int
    end: int


class Bar(NamedTuple):
    """The number of unsigned values of a group."""

    name: str
    values: int


def parts(table: NodeTable, covers: Covers) -> tuple[LeafRange, ...]:
    """The largest members of the document in file order.

    An object that is most of the document is split. The values before the first other member are
    the document's header.
    """
    found = []
    header = 0
    for node in _members(table, covers):
        stretch = covers.stretch(node)
        if table.child_count(node):
            name = clip(labels.name_of(table, node), _LONGEST_NAME)
            found.append(LeafRange(name, stretch.start, stretch.stop))
        elif stretch.start == header:
            header = stretch.stop
    if header:
        found.append(LeafRange(translate("Coverage", "header"), 0, header))
    largest = sorted(found, key=lambda part: part.begin - part.end)[:_MOST_PARTS]
    return tuple(sorted(largest, key=lambda part: part.begin))


def bare_by_group(opened: Opened, covers: Covers) -> tuple[Bar, ...]:
    """The groups with unsigned values, most first; each value counts in its main group."""
    outline, primary_rows = opened.outline, opened.primary_rows
    counts = [0] * len(outline.groups)
    for node in {node for group in outline.groups for node in group.entries}:
        if bare := covers.count(node, None):
            for place, change in ((node, bare), (outline.table.parent(node), -bare)):
                # subtract entries that are inside other entries
                if (entry := primary_rows.entry(place)) is not None:
                    counts[outline.group_of(entry)] += change
    bars = [
        Bar(translate("Groups", group.name), count)
        for group, count in zip(outline.groups, counts, strict=True)
        if count
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.values))


def _members(table: NodeTable, covers: Covers) -> list[int]:
    """The members of the root; one that is most of the document is replaced by its own members."""
    most = 2 * len(covers.stretch(0)) / 3
    members = list(table.children(0))
    waiting = [0]
    for node in waiting:
        for child in table.children(node):
            if isinstance(table.value(child), dict) and len(covers.stretch(child)) > most:
                place = members.index(child)
                members[place : place + 1] = table.children(child)
                waiting.append(child)
    return members


MOST_POINTERS = 100_000
_BETWEEN_CHECKPOINTS = 2_000


class Legend(NamedTuple):
    """A kind of cover, and how many values have it, or why none can."""

    sign: StatusBadge
    note: str


class CoverageFilter(NamedTuple):
    """A filter for rows, with the number of values that they lead to. ``sign`` is None for all."""

    sign: StatusBadge | None
    word: str
    values: int
    pick: RowFilter


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """The coverage of one document.

    ``groups`` has the share of each group of the outline, ``kinds`` the kinds of signature that
    cover anything. ``bundle_of`` is the Pith Number whose bundle would prove more, or "".
    """

    checked: Checked
    covers: Covers
    groups: tuple[Share, ...]
    kinds: tuple[Cover, ...]
    headline: str
    sentence: str
    legend: tuple[Legend, ...]
    filters: tuple[CoverageFilter, ...]
    parts: tuple[LeafRange, ...]
    bars: tuple[Bar, ...]
    bundle_of: str

    @property
    def opened(self) -> Opened:
        return self.checked.opened

    @property
    def whole(self) -> Share:
        return self.covers.share(0)


def of_checked(checked: Checked, checkpoint: Checkpoint) -> CoverageTable:
    """Compute the coverage of a verified document by tree node. Raises CancelledError."""
    outline = checked.opened.outline
    covers = Covers(outline.table, checked.report.coverage.regions, checkpoint)
    whole = covers.share(0)
    kinds = tuple(cover for cover in Cover if whole.by(cover))
    return CoverageTable(
        checked=checked,
        covers=covers,
        groups=tuple(covers.share_of(group.entries) for group in outline.groups),
        kinds=kinds,
        headline=headline(whole),
        sentence=sentence(checked, whole),
        legend=_legend(checked, whole),
        filters=_filters(checked.opened, covers, kinds, checkpoint),
        parts=parts(outline.table, covers),
        bars=bare_by_group(checked.opened, covers),
        bundle_of=bundle_of(checked.opened.document),
    )


def pointers(checked: Checked, checkpoint: Checkpoint) -> str:
    """The JSON Pointers of the unsigned values, one per line, in file order.

    Hidden characters in names are escaped, since a line break would look like the end of a pointer.
    Beyond MOST_POINTERS the last line gives the number of the others.
    """
    coverage = checked.report.coverage
    found = coverage.uncovered(checked.opened.document.value)
    lines = []
    for turn, pointer in enumerate(islice(found, MOST_POINTERS)):
        if not turn % _BETWEEN_CHECKPOINTS:
            checkpoint(Progress("listing the values", turn, 0))
        lines.append(unmistakable_pointer(pointer))
    if more := coverage.leaves - coverage.covered - len(lines):
        lines.append(translate("Coverage", "… and {} more").format(number(more)))
    return "\n".join(lines)


def _legend(checked: Checked, whole: Share) -> tuple[Legend, ...]:
    found = [
        Legend(
            cover_sign(cover),
            values(whole.by(cover)) if whole.by(cover) else reason(checked, cover),
        )
        for cover in Cover
    ]
    return (*found, Legend(cover_sign(None), values(whole.bare)))


def _filters(
    opened: Opened, covers: Covers, kinds: tuple[Cover, ...], checkpoint: Checkpoint
) -> tuple[CoverageFilter, ...]:
    outline, whole = opened.outline, covers.share(0)
    found = [
        CoverageFilter(None, translate("Coverage", "All values"), whole.leaves, AllRows(outline))
    ]
    for cover in (*kinds, None):
        if count := covers.count(0, cover):
            sign = cover_sign(cover)
            found.append(
                CoverageFilter(
                    sign, sign.word, count, CoveredRows(outline, covers, cover, checkpoint)
                )
            )
    return tuple(found)
