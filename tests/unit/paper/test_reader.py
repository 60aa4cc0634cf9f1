"""The format of a paper's text is detected from its content, or it gets a named error."""

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import (
    CancelledError,
    PaperTextEmptyError,
    PaperTextEncodingError,
    PaperTextError,
    PaperTextFormError,
    PaperTextTooLargeError,
)
from inspector.paper.reader import MOST_BYTES, read_paper
from inspector.paper.text import PaperFormat
from inspector.progress import Progress
from inspector.verify.paper_normalisation import normalise
from tests.conftest import DATA

FILES = DATA / "paper"
ABSTRACT = next(
    line
    for line in (DATA / "paper-1804.07612.txt").read_text("utf-8").splitlines()
    if line.startswith("Modern deep")
)
TITLE = "Revisiting Small Batch Training for Deep Neural Networks"


@pytest.mark.parametrize(
    ("name", "form", "title", "abstract"),
    [
        ("arxiv-page.html", PaperFormat.HTML, "citation_title", "citation_abstract"),
        ("full-text.html", PaperFormat.HTML, "h1.ltx_title_document", "div.ltx_abstract"),
        ("atom.xml", PaperFormat.ATOM, "title", "summary"),
        ("oai-arxiv.xml", PaperFormat.OAI, "title", "abstract"),
        ("oai-dc.xml", PaperFormat.OAI, "dc:title", "dc:description"),
    ],
)
def test_marked_title_and_abstract_are_found(
    name: str, form: PaperFormat, title: str, abstract: str
) -> None:
    paper = read_paper((FILES / name).read_bytes())
    assert paper.form is form
    assert {p.origin.name for p in paper.titles if normalise(p.text) == TITLE.lower()} >= {title}
    found = {p.origin.name for p in paper.abstracts if normalise(p.text) == ABSTRACT.lower()}
    assert abstract in found


def test_page_gives_the_block_beside_the_meta_element() -> None:
    paper = read_paper((FILES / "arxiv-page.html").read_bytes())
    likeliest = list(dict.fromkeys(p.origin.name for p in paper.abstracts))
    assert likeliest[:2] == ["citation_abstract", "blockquote.abstract"]
    block = [normalise(p.text) for p in paper.abstracts if p.origin.name == "blockquote.abstract"]
    assert block == [ABSTRACT.lower(), "abstract:" + ABSTRACT.lower()]


def test_text_of_scripts_is_no_text_of_the_page() -> None:
    paper = read_paper((FILES / "arxiv-page.html").read_bytes())
    assert not any("not the abstract" in line for line in paper.lines)


@pytest.mark.parametrize(
    "name", ["arxiv-page.html", "atom.xml", "oai-arxiv.xml", "listing.txt", "full-text.html"]
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_tells_the_encoding(name: str, encoding: str) -> None:
    text = (FILES / name).read_text("utf-8")
    assert read_paper(text.encode(encoding)) == read_paper(text) == read_paper(text.encode())


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom">'
        "<entry><title>Poincaré</title></entry></feed>",
        '<meta charset="windows-1252"><h1>Poincaré</h1>',
    ],
)
def test_declared_encoding_is_followed(data: str) -> None:
    assert read_paper(data.encode("cp1252")).titles[0].text == "Poincaré"


def test_declaration_that_cannot_be_true_is_not_believed() -> None:
    data = '<?xml version="1.0" encoding="UTF-16"?><dc><title>Poincaré</title></dc>'
    assert read_paper(data.encode()).titles[0].text == "Poincaré"


def test_characters_survive_where_the_parser_is_fed_in_pieces() -> None:
    abstract = "é€𝔘 " * 60_000
    for shift in range(4):
        page = f"<p>{'x' * shift}</p><div class=abstract>{abstract}</div>"
        assert read_paper(page).abstracts[0].text.strip() == abstract.strip()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("We show that x < y and y > z.", PaperFormat.PLAIN),
        ("<1% of all papers are read.", PaperFormat.PLAIN),
        ("An entity such as &lt; is plain text", PaperFormat.PLAIN),
        ("\n <!-- saved --> <!DOCTYPE HTML><p>x", PaperFormat.HTML),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
         '<html xmlns="http://www.w3.org/1999/xhtml"><body>x</body></html>', PaperFormat.HTML),
        ("cut out of a page</span> and <b>so on</b></p>", PaperFormat.HTML),
        ("<blockquote class='abstract mathjax'>x</blockquote>", PaperFormat.HTML),
        ("<entry xmlns='http://www.w3.org/2005/Atom'><title>x</title></entry>", PaperFormat.ATOM),
        ("  <record><metadata><title>x</title></metadata></record>", PaperFormat.OAI),
        (
            "<arXivRaw xmlns='http://arxiv.org/OAI/arXivRaw/'><title>x</title></arXivRaw>",
            PaperFormat.OAI,
        ),
    ],
)  # fmt: skip
def test_form_is_told_by_the_content(text: str, form: PaperFormat) -> None:
    assert read_paper(text).form is form


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (b"", PaperTextEmptyError),
        (" \n\t\u2003", PaperTextEmptyError),
        (b"\xef\xbb\xbf", PaperTextEmptyError),
        (b"%PDF-1.5\n%\xd0\xd4", PaperTextFormError),
        (b"\x7fELF\0\0", PaperTextFormError),
        (b"caf\xe9", PaperTextEncodingError),
        (b"\xff\xfea", PaperTextEncodingError),
        (b'<?xml version="1.0" encoding="rot13"?><feed/>', PaperTextEncodingError),
        (b'<meta charset="../../x">', PaperTextEncodingError),
        (b'<meta charset="latin1">\x81', PaperTextEncodingError),
        (b'<?xml version="1.0"?><svg/>', PaperTextFormError),
        (b"x" * (MOST_BYTES + 1), PaperTextTooLargeError),
        ("x" * (MOST_BYTES + 1), PaperTextTooLargeError),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_what_cannot_be_read_is_refused_by_name(
    given: bytes | str, error: type[PaperTextError]
) -> None:
    with pytest.raises(error) as caught:
        read_paper(given)
    assert str(caught.value).endswith((".", "here."))
    assert caught.value.code == error.code


def test_formulas_count_as_their_tex() -> None:
    page = (
        "<div class=abstract>of size <math alttext='m=2'><mi>m</mi></math>, and "
        '<span class="MathJax_Preview">k</span><span class="MathJax" id="x"><span>k</span></span>'
        '<script type="math/tex">k^2</script></div>'
    )
    assert read_paper(page).abstracts[0].text.strip() == "of size $m=2$, and $k^2$"


def test_preformatted_text_keeps_its_lines() -> None:
    assert read_paper("<html><pre>a\nb\n\nc</pre>d e\nf</html>").lines == ("a", "b", "c", "d e f")


def test_title_of_a_feed_is_not_that_of_a_paper() -> None:
    paper = read_paper((FILES / "atom.xml").read_bytes())
    assert not any("Query" in passage.text for passage in paper.titles)


def test_entries_of_a_feed_are_numbered() -> None:
    entry = "<entry><title>{0}</title><summary>about {0}</summary></entry>"
    feed = f"<feed>{entry.format('one')}{entry.format('two')}</feed>"
    paper = read_paper(feed.replace("<feed>", "<feed xmlns='http://www.w3.org/2005/Atom'>"))
    assert [p.origin.entry for p in paper.titles] == [1, 2]
    assert [p.text for p in paper.abstracts] == ["about one", "about two"]


def test_references_that_were_left_are_resolved() -> None:
    paper = read_paper("<dc><title>a &amp;lt; b</title></dc>")
    assert [p.text for p in paper.titles] == ["a &lt; b", "a < b"]
    assert read_paper("a &lt; b\nc").unescaped == ("a < b", "c")
    assert read_paper("a < b").unescaped == ()


def test_half_a_character_is_replaced() -> None:
    assert read_paper("a\ud800b").lines == ("a?b",)


def test_reading_stops_when_nobody_wants_it() -> None:
    def stop(_: Progress) -> None:
        raise CancelledError("stopped")

    for name in ("arxiv-page.html", "atom.xml"):
        with pytest.raises(CancelledError):
            read_paper((FILES / name).read_bytes(), stop)


# XML has no control characters, and html makes other characters of some.
_WORDS = st.lists(
    st.text(
        st.characters(
            exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf", "Z"], max_codepoint=0x1FFFF
        ),
        min_size=1,
        max_size=12,
    ),
    min_size=1,
    max_size=30,
)
_SPACES = st.lists(st.sampled_from([" ", "\n", "\r\n", "\n\n  ", "\t", "  "]), min_size=30)
_WRAPPED = (
    "<!doctype html><html><body><h1>x</h1><blockquote class='abstract mathjax'>"
    "<span class='descriptor'>Abstract:</span> {}\n</blockquote></body></html>",
    "<div id='abstract'><p>{}</p></div>",
    "<meta name='citation_abstract' content=\"{}\"><p>x</p>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary>{}</summary></entry></feed>",
    "<?xml version='1.0'?><OAI-PMH><record><abstract>\n{}</abstract></record></OAI-PMH>",
    "<dc:dc xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:description>{}</dc:description></dc:dc>",
)


@pytest.mark.parametrize("wrapping", _WRAPPED)
@given(words=_WORDS, spaces=_SPACES)
def test_abstract_is_the_same_however_it_is_wrapped(
    wrapping: str, words: list[str], spaces: list[str]
) -> None:
    abstract = "".join(map("".join, zip(words, spaces, strict=False))).strip()
    paper = read_paper(wrapping.format(html.escape(abstract)))
    assert normalise(" ".join(words)) in {normalise(found.text) for found in paper.abstracts}


def test_same_file_under_another_name_is_the_same(tmp_path: Path) -> None:
    from inspector.jobs.reading import read_paper_file

    path = tmp_path / "page.pdf"
    path.write_bytes((FILES / "arxiv-page.html").read_bytes())
    assert read_paper_file(str(path)).form is PaperFormat.HTML
