"""Title and abstract are found in a paper's text by their hashes only."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.document.json_types import JsonObject
from inspector.errors import CancelledError
from inspector.paper.reader import read_paper
from inspector.paper.text import Origin, PaperFormat
from inspector.progress import Progress, unwatched
from inspector.verify.paper_normalisation import normalise, sha256
from inspector.verify.paper_search import PaperFinding, PaperFindings, look_for
from inspector.verify.result import Status
from tests.conftest import DATA, STATE, report_on, results, sample
from tests.unit.verify.test_samples import PAPER

TITLE = "On the Weight of Paper"
ABSTRACT = "We weigh paper.\n  It is found to be light, but not without weight."
METADATA: JsonObject = {
    "title_canon_sha256": hashlib.sha256(TITLE.lower().encode()).hexdigest(),
    "abstract_canon_sha256": sha256(normalise(ABSTRACT)),
}
FILES = sorted((DATA / "paper").iterdir())


def found(text: str, metadata: JsonObject = METADATA) -> PaperFindings:
    return look_for(read_paper(text), metadata, unwatched)


def abstract(text: str) -> PaperFinding:
    return found(text).abstract


@pytest.mark.parametrize(
    "text",
    [
        ABSTRACT,
        ABSTRACT.upper(),
        f"Title\nAuthors\n\n{ABSTRACT}\n\nIntroduction\nSee above.",
        ABSTRACT.replace(" ", "\t  "),
        f"first line\r\n{ABSTRACT}",
        "\n\n".join(ABSTRACT.splitlines()),
        f"Abstract: {ABSTRACT}",
        f"x\nABSTRACT—{ABSTRACT}\ny",
        f"Abstract.\n{ABSTRACT}\n1 Introduction",
        ABSTRACT.replace(" ", "&#32;"),
        f"<p>x</p><p>{ABSTRACT}</p><p>y</p>",
        f"<p>x</p>{ABSTRACT.replace('.', '.<br>')}<p>y</p>",
        "x\n" + ABSTRACT.replace(" ", "\n"),
    ],
)
def test_abstract_is_found(text: str) -> None:
    match = abstract(text).match
    assert match is not None
    assert match.text == "we weigh paper. it is found to be light, but not without weight."
    assert match.sha256 == METADATA["abstract_canon_sha256"]


@pytest.mark.parametrize("text", ["We weigh paper.", ABSTRACT.replace("paper", "papers"), "-"])
def test_other_text_does_not_hold_it(text: str) -> None:
    finding = abstract(text)
    assert finding.match is None
    assert finding.stated == METADATA["abstract_canon_sha256"]
    assert finding.tried
    assert finding.attempts >= len(finding.tried)
    for tried in finding.tried:
        assert tried.sha256 == sha256(normalise(tried.text))
        assert not tried.matches


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        TITLE.upper(),
        f"{TITLE}\n\n{ABSTRACT}",
        f"arXiv:1\nTitle: {TITLE.replace(' of', chr(10) + '  of')}\nAuthors: x",
        f"<h1>{TITLE}</h1>",
        f"<title>{TITLE}</title>",
    ],
)
def test_title_is_found(text: str) -> None:
    match = found(text).title.match
    assert match is not None
    assert match.text == TITLE.lower()


def test_title_is_also_hashed_with_its_white_space() -> None:
    title = "On  the Weight"
    metadata: JsonObject = {
        "title_canon_sha256": hashlib.sha256(title.lower().encode()).hexdigest()
    }
    for text in (title, f"<meta name=citation_title content='{title}'>"):
        finding = found(text, metadata)
        assert finding.title.match is not None
        assert finding.title.match.text == "on  the weight"
        assert finding.abstract == PaperFinding(None, (), 0)


def test_lines_of_a_match_are_named() -> None:
    match = abstract(f"x\n\nAbstract\n{ABSTRACT}\ny").match
    assert match is not None
    assert match.origin == Origin(first=4, last=5)


def test_likeliest_place_stands_first() -> None:
    page = (
        "<meta name='og:description' content='one'><meta name='citation_abstract' content='two'>"
        "<blockquote class=abstract><b>Abstract:</b> three</blockquote><p>a longer line of text</p>"
    )
    tried = abstract(page).tried
    assert [one.origin.name for one in tried][:4] == [
        "citation_abstract", "blockquote.abstract", "blockquote.abstract", "og:description",
    ]  # fmt: skip
    assert [one.text for one in tried][:4] == ["two", "three", "abstract: three", "one"]
    assert tried[4].text == "a longer line of text"
    assert tried[4].origin == Origin(first=2, last=2)


def test_longest_paragraph_is_the_likeliest_in_plain_text() -> None:
    finding = abstract("Some title\n\nThis is a long\nparagraph of text\n\nThe end of it")
    assert finding.tried[0].text == "this is a long paragraph of text"
    assert finding.tried[0].origin == Origin(first=3, last=4)


def test_match_stands_before_all_that_was_tried_earlier() -> None:
    page = f"<meta name='citation_abstract' content='two'><p>{ABSTRACT}</p>"
    finding = abstract(page)
    assert [one.matches for one in finding.tried] == [True, False]


def test_what_is_kept_is_bounded() -> None:
    entry = "<entry><title>{0}</title><summary>{0}</summary></entry>"
    entries = "".join(entry.format(f"{number} {'x' * 1_000}") for number in range(2_000))
    finding = abstract(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")
    assert len(finding.tried) == 12
    assert finding.attempts > 2_000
    assert abstract("x" * 9_000_000).tried == ()


def test_huge_text_is_searched_in_a_moment() -> None:
    for text in ("word\n" * 1_000_000, ("x" * 19_000 + "\n") * 500, "Abstract \n" * 1_000_000):
        assert abstract(text).match is None


def test_search_stops_when_nobody_wants_it() -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        look_for(read_paper("a\nb"), METADATA, stop)


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_line_breaks_make_no_difference(words: list[str]) -> None:
    text = " ".join(words)
    metadata: JsonObject = {"abstract_canon_sha256": sha256(normalise(text))}
    for broken in (text, "\n".join(words), "  ".join(words)):
        paper = read_paper(broken)
        if paper.form is PaperFormat.PLAIN:
            assert look_for(paper, metadata, unwatched).abstract.match is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_form_of_the_paper_has_the_hashes_of_its_state(path: Path) -> None:
    report = report_on(sample(STATE), paper_text=path.read_text("utf-8"))
    (result,) = results(report, "snapshot.abstract")
    assert result.status is Status.PASS
    assert report.paper is not None
    assert report.paper.title.match is not None
    assert report.paper.abstract.match is not None


def test_report_without_a_text_speaks_of_none() -> None:
    assert report_on(sample(STATE)).paper is None


def test_text_of_another_paper_is_no_failure() -> None:
    report = report_on(sample(STATE), paper_text="Title: another\n\nAbstract: text")
    assert report.paper is not None
    assert report.paper.title.match is None
    for name in ("snapshot.title", "snapshot.abstract"):
        (result,) = results(report, name)
        assert result.status is not Status.FAIL


def test_own_title_is_judged_by_itself() -> None:
    changed = sample(STATE).replace(b'"title":"Revisiting', b'"title":"Revising')
    report = report_on(changed, paper_text=PAPER)
    assert report.paper is not None
    assert report.paper.title.match is not None
    (result,) = results(report, "snapshot.title")
    assert result.status is Status.FAIL
