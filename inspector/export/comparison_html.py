"""A comparison as one self-contained HTML page: no script, no link, nothing fetched.

Text from a document cannot become mark-up on it: see ``inspector.export.markup``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap

from inspector import program_version
from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import Comparison
from inspector.compare.proofs import ComparedProofs, Proof, is_quiet, rank
from inspector.compare.side import Side
from inspector.document.document import Document
from inspector.document.identifiers import shown_number
from inspector.document.json_types import JsonObject
from inspector.document.pointer import split
from inspector.export.comparison_rows import changes, kind_word, side_names
from inspector.export.comparison_text import comparison_lines
from inspector.export.markup import (
    LONGEST,
    Content,
    Html,
    code,
    joined,
    listed,
    page_head,
    row,
    table,
    tag,
    text,
)
from inspector.export.page_words import (
    integrity_word,
    nothing,
    notice_words,
    place,
    status_word,
    trust_word,
    verdict_word,
)
from inspector.export.report_text import NOBODY, TITLE_NOT_PROVEN, signed_by
from inspector.messages import ENGLISH
from inspector.palette import DARK, LIGHT, Colours
from inspector.verify.look_alikes import telling_apart
from inspector.verify.report import Report
from inspector.verify.result import PASS

_MOST = 500
_COLUMNS = ("Proof", "Left", "Right", "Place")


def changed_proofs(compared: ComparedProofs) -> Html:
    """The verdict and both axes, then the checks. The axes are never combined."""
    told = sorted((proof for proof in compared.proofs if not is_quiet(proof)), key=rank)
    rows = [*_axes(compared.comparison), *map(_check, told[:_MOST])]
    said = [*_quiet(compared.proofs)]
    if len(told) > _MOST:
        said.insert(0, tag("p", f"And {len(told) - _MOST:,} more with another outcome."))
    if rows:
        said.insert(0, table("proofs", _COLUMNS, rows))
    return joined(said or [tag("p", "No check has another result on the other side.")])


def _axes(comparison: Comparison) -> Iterator[Html]:
    left, right = comparison.left.report, comparison.right.report
    if left.verdict is not right.verdict:
        yield row("Verdict", verdict_word(left.verdict), verdict_word(right.verdict), "")
    if left.integrity is not right.integrity:
        yield row("Integrity", integrity_word(left.integrity), integrity_word(right.integrity), "")
    if left.trust is not right.trust:
        yield row("Trust", trust_word(left.trust), trust_word(right.trust), "")


def _check(proof: Proof) -> Html:
    words = status_word(proof.left), status_word(proof.right)
    return row(code(proof.id), *words, _place(proof.left_path, proof.right_path))


def _place(left: str | None, right: str | None) -> Html:
    if left is None or right is None or left == right:
        return place(right or "" if left is None else left)
    return joined([place(left), ", on the right ", place(right)])


def _quiet(proofs: Iterable[Proof]) -> Iterator[Html]:
    """The number of checks that pass and were made on one side only, by check."""
    quiet = sorted(filter(is_quiet, proofs), key=rank)
    lefts = Counter(proof.id for proof in quiet if proof.left is PASS)
    rights = Counter(proof.id for proof in quiet if proof.right is PASS)
    for side, found in ("left", lefts), ("right", rights):
        if found:
            checks = "check was" if found.total() == 1 else "checks were"
            lead = f"{found.total():,} passing {checks} made on the {side} alone: "
            yield tag("p", lead, listed(starmap(_counted, found.items())), ".")


def _counted(id_: str, count: int) -> Html:
    return joined([code(id_), f" ({count:,})" if count > 1 else ""])


_LONGEST_NAME = 120


def comparison_html(
    compared: ComparedProofs, *, made_at: str, notices: Iterable[str] = ()
) -> Iterator[str]:
    """The page in short pieces that can be encoded as UTF-8.

    ``made_at`` is the time as shown; equal arguments give equal bytes. ``notices`` say which file
    is no longer what was read.
    """
    for piece in _page(compared, made_at, notices):
        yield f"{piece.source}\n"


def _page(compared: ComparedProofs, made_at: str, notices: Iterable[str]) -> Iterator[Html]:
    comparison = compared.comparison
    yield Html('<!DOCTYPE html>\n<html lang="en">')
    yield _head(comparison)
    yield Html("<body>")
    yield _header(compared, notices)
    yield Html("<main>")
    yield tag("h2", "Both sides")
    yield sides(comparison)
    yield tag("h2", "What was compared")
    yield compared_parts(comparison)
    yield tag("h2", "Proofs that changed")
    yield changed_proofs(compared)
    yield tag("h2", "Differences")
    if comparison.counts.total:
        yield from changes(comparison)
    else:
        said = "Nothing differs: the canonical JSON of all that was compared is the same."
        yield tag("p", said)
    yield Html("</main>")
    yield _footer(made_at)
    yield Html("</body>\n</html>")


def _head(comparison: Comparison) -> Html:
    colours = tag("meta", name="color-scheme", content="light dark")
    return page_head(_called(comparison), style(), colours)


def _called(comparison: Comparison) -> Html:
    both = comparison.left, comparison.right
    escaped = telling_apart(both[0].name, both[1].name)
    left, right = (ENGLISH.quoted(side.name, _LONGEST_NAME, escaped) for side in both)
    return text(f"Comparison of {left} with {right}")


def _header(compared: ComparedProofs, notices: Iterable[str]) -> Html:
    """The report begins with one sentence that says it all."""
    summary = next(comparison_lines(compared)).text
    told = (
        tag("li", kind_word(kind, f"{count:,} {kind}"), class_="some" if count else "none")
        for kind, count in zip(ChangeKind, compared.comparison.counts, strict=True)
    )
    return tag(
        "header",
        tag("h1", _called(compared.comparison)),
        tag("p", summary, class_="summary"),
        *(tag("p", notice_words(notice)) for notice in notices),
        tag("ul", *told, class_="counts"),
    )


def _footer(made_at: str) -> Html:
    made = f"Made with Pith Inspector {program_version()}, {made_at}. This page is not signed."
    proof = "Nothing on this page proves itself: open the two documents to check it."
    return tag("footer", tag("p", made), tag("p", proof))


# --- styles: light and dark, narrow screens, large text, print --------------------------------

_ALL = """
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 90rem; background: var(--window);
  color: var(--text); font: 0.9375rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 0.5rem; }
h2 { font-size: 1.0625rem; margin: 2rem 0 0.5rem; break-after: avoid; }
p { margin: 0.5rem 0; max-width: 60rem; }
.name, code, pre { unicode-bidi: isolate; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace;
  font-size: 0.8125rem; font-variant-ligatures: none; }
.summary { font-size: 1.0625rem; }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; padding: 0;
  margin: 0.75rem 0; }
.aside, .cut, .how, .note, .none, .number, footer { color: var(--muted); }
table { width: 100%; border-collapse: collapse; background: var(--surface);
  border: 1px solid var(--border); }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--border); text-align: left;
  vertical-align: top; }
thead th { font-size: 0.8125rem; font-weight: 500; color: var(--muted); }
tbody th { font-weight: 600; }
.sides, .changes { table-layout: fixed; }
.sides tr > :first-child { width: 16%; }
.parts th, .parts td { width: 33%; }
.proofs tbody th { width: 24%; }
.proofs td:nth-of-type(1), .proofs td:nth-of-type(2) { width: 14%; }
.changes thead th:nth-child(2) { width: 18%; }
.changes th { border-left: 1px solid var(--border); border-right: 1px solid var(--border); }
.changes tbody th { font-weight: 400; }
.changes tbody th > * { display: block; }
.changes code { color: var(--muted); font-size: 0.75rem; }
.how, .note, .cut, .number { font-size: 0.8125rem; }
.note { margin-top: 0.375rem; }
strong.pass { color: var(--passed); } strong.fail { color: var(--failed); }
strong.warn { color: var(--warned); } strong.unchecked { color: var(--unchecked); }
strong.unproven { color: var(--unproven); }
.none strong { color: var(--muted) !important; font-weight: 400; }
strong.added { color: var(--added); } strong.removed { color: var(--removed); }
strong.changed { color: var(--changed); } strong.moved { color: var(--moved); }
pre { margin: 0.25rem 0 0; padding: 0.375rem 0.5rem; background: var(--sunken);
  border: 1px solid var(--border); border-radius: 4px; white-space: pre-wrap; tab-size: 2; }
.added pre { background: var(--added-tint); } .removed pre { background: var(--removed-tint); }
mark { background: var(--marker); color: inherit; border-bottom: 2px solid var(--changed); }
.escape { border: 1px dotted var(--edge); border-radius: 2px; }
.quote { color: var(--muted); user-select: none; }
.cut { margin: 0.25rem 0 0; }
.gap { color: var(--muted); background: repeating-linear-gradient(135deg,
  transparent 0 6px, var(--border) 6px 7px); }
footer { margin-top: 2rem; padding-top: 0.75rem; border-top: 1px solid var(--border); }
"""
_NARROW = """
body { padding: 0.75rem; }
table, tbody, tr, th, td, .sides tr > :first-child, .parts td, .parts th,
  .proofs tbody th, .proofs tbody td { display: block; width: auto !important; }
thead { display: none; }
th, td { border: 0; padding: 0.25rem 0.5rem; }
tr { border-bottom: 1px solid var(--border); padding: 0.25rem 0; }
.changes th { border: 0; }
td:empty { display: none; }
td:nth-of-type(1)::before, td:nth-of-type(2)::before { content: "Left: "; color: var(--muted);
  font-size: 0.8125rem; }
td:nth-of-type(2)::before { content: "Right: "; }
"""
_PAPER = """
@page { size: A4; margin: 14mm; }
body { max-width: none; padding: 0; font-size: 9pt; background: none; }
code, pre, .changes code, .how, .note, .cut, .number, thead th { font-size: 8pt; }
h1 { font-size: 14pt; } h2, .summary { font-size: 11pt; }
thead { display: table-header-group; }
tr, li { break-inside: avoid; }
table, pre, .added pre, .removed pre, .gap { background: none; }
mark { background: none; font-weight: 700; border-bottom: 1.5pt solid #000000; }
"""


def style() -> str:
    """The style sheet; nothing in it can fetch anything."""
    return (
        f":root {{ color-scheme: light dark; {_properties(_LIGHT)} }}"
        f"{_ALL}"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_properties(_DARK)} }} }}\n"
        f"@media screen and (max-width: 48em) {{{_NARROW}}}\n"
        f"@media print {{ :root {{ color-scheme: light; {_properties(_INK)} }}{_PAPER}}}\n"
    )


def _properties(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {value};" for name, value in colours.items())


def _used(colours: Colours) -> dict[str, str]:
    named = colours._asdict().items()
    return {name: value for name, value in named if f"var(--{name.replace('_', '-')})" in _ALL}


_LIGHT, _DARK = _used(LIGHT), _used(DARK)
_INK = dict.fromkeys(_LIGHT, "#000000") | {"border": "#7C8594", "surface": "#FFFFFF"}
"""For print: black with grey lines."""


# --- both sides, and which parts were compared ------------------------------------------------

_MOST_NAMES = 40
_LONGEST_KEY_NAME = 80


def sides(comparison: Comparison) -> Html:
    """A table with the same property of both sides in each row."""
    both = comparison.left, comparison.right
    reports = [side.report for side in both]
    rows = (
        row("Name", *side_names(comparison)),
        row("Source", *(code(side.source) for side in both)),
        row("SHA-256", *map(_sha256, both)),
        row("Document", *map(_document, both)),
        row("Pith Number", *(_number(side.document) for side in both)),
        row("Title", *map(_title, reports)),
        row("Signed by", *map(_signed_by, reports)),
        row("Verdict", *map(_verdict, reports)),
        row("Integrity", *(integrity_word(report.integrity) for report in reports)),
        row("Trust", *(trust_word(report.trust) for report in reports)),
        row("Checks", *map(_checks, reports)),
    )
    said = "Trust is judged by the list of keys of whoever made this page."
    return joined([table("sides", ("", "Left", "Right"), rows), tag("p", said, class_="aside")])


def compared_parts(comparison: Comparison) -> Html:
    """Which parts were compared, and which were left out."""
    if comparison.is_whole:
        said = "Both documents were compared whole. The order of an object's members never counts."
        return tag("p", said)
    columns = "Part", "Place on the left", "Place on the right"
    rows = (
        row(part.name, *(place(path) for path in (part.left, part.right)))
        for part in comparison.parts
    )
    paths = zip(*((part.left, part.right) for part in comparison.parts), strict=True)
    values = comparison.left.document.value, comparison.right.document.value
    left_out = map(_left_out, ("left", "right"), values, paths)
    return joined([table("parts", columns, rows), *left_out])


def _sha256(side: Side) -> Html:
    digest = code(side.sha256)
    return digest if side.at is None else joined(["of the computed state: ", digest])


def _document(side: Side) -> Html:
    said: list[Content] = [str(side.document.kind)]
    if side.at is not None:
        said.append(f" after event {side.at:,}, computed here from the events of the bundle; ")
        said.append("the verdict, both axes and the checks are the bundle's")
    return joined(said)


def _number(document: Document) -> Html:
    number = document.pith_number
    return nothing() if number is None else code(shown_number(number))


def _title(report: Report) -> Html:
    if report.title is None:
        return nothing()
    title = tag("span", ENGLISH.quoted(report.title, LONGEST), translate="no")
    return title if report.is_title_proven else joined([title, f" ({TITLE_NOT_PROVEN})"])


def _signed_by(report: Report) -> Html:
    return tag("span", "; ".join(signed_by(report)) or NOBODY, translate="no")


def _verdict(report: Report) -> Html:
    return joined([verdict_word(report.verdict), ". ", str(report.sentence)])


def _checks(report: Report) -> str:
    counts = report.counts
    return (
        f"{counts.passed:,} pass, {counts.failed:,} fail, {counts.warned:,} warn, "
        f"{counts.unchecked:,} unchecked"
    )


# --- the parts ----------------------------------------------------------------------------


def _left_out(side: str, value: JsonObject, paths: Iterable[str]) -> Html:
    """The top-level members of one side that were not compared, or not completely."""
    tops = [split(path) for path in paths]
    if not all(tops):
        return joined([])
    whole = {top[0] for top in tops if len(top) == 1}
    partly = {top[0] for top in tops} - whole
    bare = [name for name in value if name not in whole | partly]
    return joined(
        [
            *_told(f"Not compared on the {side}: ", bare),
            *_told(f"Compared only in part on the {side}: ", [n for n in value if n in partly]),
        ]
    )


def _told(lead: str, names: list[str]) -> Iterator[Html]:
    if names:
        more = len(names) - _MOST_NAMES
        shown = [code(text(name, _LONGEST_KEY_NAME)) for name in names[:_MOST_NAMES]]
        yield tag("p", lead, listed(shown), f" and {more:,} more." if more > 0 else ".")
