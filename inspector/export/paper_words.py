"""What was found in a paper's text, in lines: on a match where it stands, else what was tried."""

from collections.abc import Iterator

from inspector.paper.text import Origin
from inspector.verify.paper_search import PaperFinding, PaperFindings
from inspector.visible import visible

_LONGEST_HASH = 400


def paper_words(found: PaperFindings) -> Iterator[str]:
    """Lines that are safe to print; those of one finding are indented below its name."""
    yield f"paper text, read as {found.form}"
    yield from _finding("title", found.title)
    yield from _finding("abstract", found.abstract)


def _finding(name: str, found: PaperFinding) -> Iterator[str]:
    if found.stated is None:
        yield f"  {name}: not looked for, the record states no hash"
    elif found.match is not None:
        yield f"  {name}: found, {place(found.match.origin)}"
    elif not found.tried:
        yield f"  {name}: not found, no text in it could be the {name}"
    else:
        likeliest = found.tried[0]
        texts = "1 text" if found.attempts == 1 else f"{found.attempts:,} texts"
        yield f"  {name}: not found; {texts} tried, the likeliest: {place(likeliest.origin)}"
        yield f"    stated   {visible(found.stated[:_LONGEST_HASH])}"
        yield f"    computed {likeliest.sha256}"


def place(origin: Origin) -> str:
    """ "citation_abstract", "summary of entry 2", "lines 4 to 9"."""
    if not origin.name:
        if origin.first == origin.last:
            return f"line {origin.first:,}"
        return f"lines {origin.first:,} to {origin.last:,}"
    name = visible(origin.name)
    return f"{name} of entry {origin.entry:,}" if origin.entry else name
