"""A comparison as one HTML page that needs nothing else: no script, no link, nothing fetched.

What a document says is text on it and cannot become mark-up: see ``inspector.export.markup``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import starmap

from inspector import program_version
from inspector.compare.columns import ChangeKind
from inspector.compare.comparison import Comparison, Counts
from inspector.compare.proofs import ComparedProofs, Proof, is_quiet, rank
from inspector.compare.volatile import Ignored, remaining
from inspector.export.comparison_rows import changes, kind_word
from inspector.export.comparison_sides import compared_parts, sides
from inspector.export.comparison_style import style
from inspector.export.comparison_text import comparison_lines
from inspector.export.markup import Html, code, joined, listed, row, table, tag, text
from inspector.export.page_words import (
    integrity_word,
    place,
    status_word,
    trust_word,
    verdict_word,
)
from inspector.verify.result import PASS

_MOST = 500
_COLUMNS = ("Proof", "Left", "Right", "Place")


def changed_proofs(compared: ComparedProofs) -> Html:
    """The verdict and both axes, then the checks; never is one folded into another."""
    told = sorted((proof for proof in compared.proofs if not is_quiet(proof)), key=rank)
    rows = [*_axes(compared.comparison), *map(_check, told[:_MOST])]
    said = [*_quiet(compared.proofs)]
    if len(told) > _MOST:
        said.insert(0, tag("p", f"And {len(told) - _MOST:,} more with another outcome."))
    if rows:
        said.insert(0, table("proofs", _COLUMNS, rows))
    return joined(said or [tag("p", "No proof changed.")])


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
    """How many pass and are made on one side alone, of each check."""
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
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def comparison_html(
    compared: ComparedProofs, ignored: Ignored | None = None, *, made_at: str
) -> Iterator[str]:
    """The page in pieces, each short; all of them fit into UTF-8.

    ``made_at`` says when, as a reader is to see it: equal inputs give equal bytes. ``ignored``
    changes are left out of all but their own number.
    """
    comparison = compared.comparison
    ignored = ignored or Ignored(comparison)
    for piece in _page(compared, ignored, made_at):
        yield f"{piece.source}\n"


def _page(compared: ComparedProofs, ignored: Ignored, made_at: str) -> Iterator[Html]:
    comparison = compared.comparison
    counts = remaining(comparison, ignored)
    yield Html('<!DOCTYPE html>\n<html lang="en">')
    yield _head(comparison)
    yield Html("<body>")
    yield _header(compared, ignored, counts)
    yield Html("<main>")
    yield tag("h2", "Both sides")
    yield sides(comparison)
    yield tag("h2", "What was compared")
    yield compared_parts(comparison)
    yield from _ignored(ignored)
    yield tag("h2", "Proofs that changed")
    yield changed_proofs(compared)
    yield tag("h2", "Differences")
    if counts.total:
        yield from changes(comparison, ignored, counts.total)
    else:
        yield tag("p", _nothing(ignored))
    yield Html("</main>")
    yield _footer(made_at)
    yield Html("</body>\n</html>")


def _head(comparison: Comparison) -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        # A phone makes links of what looks like a number or an address.
        tag("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no"),
        tag("title", _called(comparison)),
        tag("style", Html(style())),
    )


def _called(comparison: Comparison) -> Html:
    left, right = (text(side.name, _LONGEST_NAME) for side in (comparison.left, comparison.right))
    return joined(["Comparison of “", left, "” with “", right, "”"])


def _header(compared: ComparedProofs, ignored: Ignored, counts: Counts) -> Html:
    """The report for people opens with the one sentence that says it all."""
    summary = next(comparison_lines(compared, ignored)).text
    told = (
        tag("li", kind_word(kind, f"{count:,} {kind}"), class_="some" if count else "none")
        for kind, count in zip(ChangeKind, counts, strict=True)
    )
    return tag(
        "header",
        tag("h1", _called(compared.comparison)),
        tag("p", summary, class_="summary"),
        tag("ul", *told, class_="counts"),
    )


def _ignored(ignored: Ignored) -> Iterator[Html]:
    if ignored.pointers:
        lead = f"Left aside as was asked for, {ignored.count:,} differences at these places: "
        shown = map(place, ignored.pointers)
        yield tag("p", lead, listed(shown), ".")


def _nothing(ignored: Ignored) -> str:
    if ignored.count:
        return "Nothing differs but what was left aside."
    return "Nothing differs: the canonical JSON of all that was compared is the same."


def _footer(made_at: str) -> Html:
    made = f"Made with Pith Inspector {program_version()}, {made_at}. This page is not signed."
    proof = "Nothing on this page proves itself: open the two documents to check it."
    return tag("footer", tag("p", made), tag("p", proof))
