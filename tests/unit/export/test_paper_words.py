"""What was found in a paper's text, as lines that are safe for a terminal."""

from inspector.export.report_text import _place_of, paper_words
from inspector.paper.text import Origin, PaperFormat
from inspector.verify.paper_search import HashedText, PaperFinding, PaperFindings

HOSTILE = "\x1b[31m\u202eevil\n"
NONE = PaperFinding(None, (), 0)


def told(title: PaperFinding, abstract: PaperFinding = NONE) -> list[str]:
    return list(paper_words(PaperFindings(PaperFormat.HTML, title, abstract)))


def test_match_is_told_with_its_place() -> None:
    tried = HashedText(Origin("h1.title"), "text", "0" * 64, matches=True)
    lines = told(PaperFinding("0" * 64, (tried,), 1))
    assert lines == [
        "paper text, read as html",
        "  title: found, h1.title",
        "  abstract: not looked for, the record states no hash",
    ]


def test_without_a_match_the_likeliest_is_told() -> None:
    tried = HashedText(Origin(first=4, last=9), "text", "1" * 64, matches=False)
    lines = told(PaperFinding("0" * 64, (tried,), 1_234))
    assert lines[1] == "  title: not found; 1,234 texts tried, the likeliest: lines 4 to 9"
    assert lines[2:4] == ["    stated   " + "0" * 64, "    computed " + "1" * 64]


def test_nothing_to_try_is_told() -> None:
    assert told(PaperFinding("0" * 64, (), 0))[1].endswith("no text in it could be the title")


def test_places_have_names() -> None:
    assert _place_of(Origin("summary", entry=2)) == "summary of entry 2"
    assert _place_of(Origin(first=1_000, last=1_000)) == "line 1,000"


def test_hostile_names_and_hashes_become_escapes() -> None:
    tried = HashedText(Origin(HOSTILE), "text", "1" * 64, matches=False)
    lines = told(PaperFinding(HOSTILE + "x" * 10_000, (tried,), 1))
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) < 1_000
