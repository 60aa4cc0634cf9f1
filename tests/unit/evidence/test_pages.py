"""The pages of a report: self-contained, equal to the data, and safe against hostile text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html
from markdown_it import MarkdownIt

from inspector.evidence import data
from inspector.evidence.blocks import PageHeading
from inspector.evidence.layout import blocks
from inspector.evidence.markdown import page_markdown
from inspector.evidence.page import ISLAND, data_of, page_html, printed_html
from inspector.messages import ENGLISH
from inspector.sources.file_state import FileState
from inspector.verify.trust import (
    ComparedBy,
    KeyComparison,
    KnownKey,
    PublicKey,
    Standing,
    TrustedKeys,
)
from inspector.visible import exact, visible
from tests.unit.evidence.reports import HOSTILE, evidence_on, hostile, of_vector
from tests.unit.notes.collections import note
from tests.vectors.keys import OWN

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "thead"),
    *("tbody", "tr", "th", "td", "code", "span", "b", "br", "pre"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "scope", "translate"),
    *("align", "width", "dir", "id", "hidden"),
}
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False, "html": True})
VECTORS = ["good", "payload-changed", "good-state", "truncated", "unknown-key", "distrusted"]


class Balanced(HTMLParser):
    """Checks that every tag is known and properly closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_is_never_markup(text: str) -> None:
    notes = (note(text, author=text, at=text, pointer=f"/{text}"),)
    page = page_html(evidence_on(hostile(text), name=text, notes=notes), ENGLISH).decode()
    reader = Balanced()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert visible(page.replace("\n", "")) == page.replace("\n", "")


@pytest.mark.parametrize("name", VECTORS)
def test_page_holds_its_data_and_follows_from_them(name: str) -> None:
    found = of_vector(name)
    page = page_html(found, ENGLISH)
    line = data_of(page)
    assert line == data.written(found)
    assert page_html(data.read(line or b""), ENGLISH) == page


@pytest.mark.parametrize("name", VECTORS)
def test_page_on_paper_says_all_but_the_data(name: str) -> None:
    found = of_vector(name)
    page, printed = page_html(found, ENGLISH).decode(), printed_html(found, ENGLISH)
    line = "".join((ISLAND[0], data.written(found).decode(), ISLAND[1], "\n"))
    assert page.replace(line, "") == printed + "\n"


def test_page_names_every_failure_and_what_it_compares() -> None:
    found = of_vector("payload-changed")
    words = " ".join(
        "".join(map(str, html.fromstring(page_html(found, ENGLISH)).itertext())).split()
    )
    for one in found.checks:
        if one.status == "fail":
            assert one.id in words
            assert one.message in words
            assert one.expected is None or one.expected.text[:60] in words
    assert "Failed" in words
    assert found.source.sha256 in words
    assert found.repetitions[0].computed in words


@pytest.mark.parametrize("state", [one for one in FileState if one is not FileState.SAME])
def test_pages_say_under_the_verdict_that_the_file_was_another_by_then(state: FileState) -> None:
    report = of_vector("payload-changed")
    old = replace(report, source=replace(report.source, since_read=state))
    said = b"What the report says, the verdict too, is of what was read before"
    for page in (page_html, page_markdown):
        assert said not in page(report, ENGLISH)
        head, _, rest = page(old, ENGLISH).partition(said)
        assert b"Integrity" not in head
        assert b"Integrity" in rest
    assert data.read(data.written(old)) == old
    assert data_of(page_html(old, ENGLISH)) == data.written(old)


def test_page_says_who_is_meant_by_you() -> None:
    words = page_html(of_vector("good"), ENGLISH).decode()
    assert words.index("“You” is whoever made this report") < words.index("that you trust")


@pytest.mark.parametrize("by", ComparedBy)
def test_page_says_of_a_trusted_key_how_and_when_it_was_compared(by: ComparedBy) -> None:
    key = PublicKey.of(OWN.key_id, OWN.raw)
    comparison = KeyComparison(by, "2026-11-28T14:40:05Z")
    known = KnownKey(key, Standing.TRUSTED, "a file", comparison=comparison)
    found = of_vector("good", trust=TrustedKeys((known,)))
    words = "".join(map(str, html.fromstring(page_html(found, ENGLISH)).itertext()))
    assert str(comparison.sentence) in words
    is_dated = by not in (ComparedBy.SHIPPED, ComparedBy.NOT_KNOWN)
    assert ("2026-11-28 14:40 UTC" in words) == is_dated
    assert data.read(data.written(found)) == found


def test_page_says_nothing_of_a_comparison_of_a_key_that_is_not_trusted() -> None:
    assert "compared" not in page_html(of_vector("unknown-key"), ENGLISH).decode().split("<pre")[0]


def test_page_fetches_nothing_and_runs_nothing() -> None:
    page = page_html(of_vector("payload-changed"), ENGLISH).decode()
    before = page[: page.index('<pre id="evidence"')]
    assert not re.search(r"<(?:script|link|img|iframe|a|base|form)\b", before)
    assert not re.search(r"url\(|@import|src=|href=", before)
    assert "default-src &#x27;none&#x27;" in before


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_of_a_document_is_text(text: str) -> None:
    found = evidence_on(hostile(text), name=text)
    page = page_markdown(found, ENGLISH).decode()
    tokens = MARKDOWN.parse(page)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)}
    assert {one.content for one in inline if one.type == "html_inline"} <= {"<br>"}
    assert not kinds & {"html_block", "blockquote_open", "bullet_list_open", "ordered_list_open"}
    assert not kinds & {"link_open", "image", "em_open", "s_open", "hr", "code_block"}
    headings = [one for one in blocks(found, ENGLISH) if isinstance(one, PageHeading)]
    assert [one.type for one in tokens].count("heading_open") == 1 + len(headings)
    assert [one.type for one in inline].count("strong_open") == 1
    assert visible(page.replace("\n", "")) == page.replace("\n", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    """An unescaped mark would be missing, and a split cell cut."""
    found = evidence_on(hostile(text), name=text)
    shown = html.fromstring(MARKDOWN.render(page_markdown(found, ENGLISH).decode()))
    words = " ".join("".join(map(str, shown.itertext())).split())
    assert words.count(" ".join(exact(text).split())) >= 4


def test_a_document_of_a_distrusted_key_is_not_said_to_fail_no_check() -> None:
    trust = TrustedKeys((KnownKey(PublicKey.of(OWN.key_id, OWN.raw), Standing.DISTRUSTED, ""),))
    found = of_vector("good", trust=trust)
    page = page_html(found, ENGLISH).decode()
    assert found.counts.failed
    assert "only checks of a distrusted key failed" in page
    assert "no check failed" not in page
    assert "no check failed" in page_html(of_vector("good"), ENGLISH).decode()
