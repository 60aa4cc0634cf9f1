"""Mark-up that attacks its parser or refers to other files is refused or reads as nothing."""

from pathlib import Path

import pytest

from inspector.errors import PaperTextError, PaperTextMalformedError, PaperTextUnsafeError
from inspector.paper.reader import MOST_BYTES, read_paper

LAUGHS = (
    '<!DOCTYPE feed [<!ENTITY a0 "lol">'
    + "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE feed [<!ENTITY a "{"x" * 100_000}">]>'


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS + "<feed>&a9;</feed>",
        LAUGHS + "<feed a='&a9;'/>",
        '<?xml version="1.0"?>' + LAUGHS + "<feed><title>&a9;</title></feed>",
        QUADRATIC + f"<feed>{'&a;' * 90_000}</feed>",
        '<!DOCTYPE dc SYSTEM "http://127.0.0.1:1/x.dtd"><dc/>',
        '<!DOCTYPE dc [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]><dc/>',
        "<!-- x --><!DOCTYPE dc><dc/>",
        "<dc>" * 400_000,
        "<feed>" + "<a>" * 501 + "</a>" * 501 + "</feed>",
        "<feed>" + "<entry/>" * 600_000 + "</feed>",
    ],
    ids=[
        "billion laughs", "in an attribute", "behind a declaration", "quadratic blow-up",
        "external type", "external parameter", "behind a comment", "deep", "less deep", "many",
    ],
)  # fmt: skip
def test_xml_beyond_what_is_safe_is_refused(text: str) -> None:
    with pytest.raises(PaperTextUnsafeError) as caught:
        read_paper(text)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("how", ["feed", "html"])
def test_no_other_file_is_read(how: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    )
    text = f'<!DOCTYPE {how} [<!ENTITY x SYSTEM "{secret.as_uri()}">]><{how}><p>&x;</p></{how}>'
    for hostile in (text, f"<{how}><p>{include}</p></{how}>"):
        try:
            paper = read_paper(hostile)
        except PaperTextError:
            continue
        assert "the secret" not in repr(paper)


@pytest.mark.parametrize(
    "text",
    [
        "<feed>",
        "<feed></entry>",
        "<feed>&nbsp;</feed>",
        "<feed>&#xD800;</feed>",
        "<feed>\x01</feed>",
        "<feed/><feed/>",
        "<feed a='1' a='2'/>",
        "<feed><![CDATA[" + "x" * 100_000,
        '<?xml version="1.0"?>text',
    ],
)
def test_broken_xml_is_refused_by_name(text: str) -> None:
    with pytest.raises(PaperTextMalformedError) as caught:
        read_paper(text)
    assert "well-formed" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["<div>" * 1_000_000, "<p><i>x</p>" * 500_000, "<p>" * 3_000_000, "<p><br>" + "<br>" * 900_000],
    ids=["deep", "never closed", "paragraphs", "breaks"],
)
def test_html_beyond_what_is_safe_is_refused(text: str) -> None:
    with pytest.raises(PaperTextUnsafeError):
        read_paper(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p " + " ".join(f"a{number}" for number in range(1_000_000)) + ">x</p>",
        "<p " * 3_000_000,
        "<p class='" + "abstract " * 1_000_000 + "'>x</p>",
        "<html>" + "<" * 9_000_000,
        "<html>" + "<!--" * 2_000_000,
        "<html><script>" * 600_000,
        "<h1>" * 400 + "x" * 8_000_000,
        LAUGHS.replace("DOCTYPE feed", "DOCTYPE html") + "<html><p>&a9;</p></html>",
        "&#" + "1" * 9_000_000,
        "&" * 9_000_000,
        "<!--" * 2_000_000,
        "<?" * 4_000_000,
        " <!--x-->" * 1_000_000,
        "Title " * 1_600_000,
    ],
    ids=lambda text: text[:12],
)
def test_other_monsters_are_read_like_any_text(text: str) -> None:
    assert len(text) <= MOST_BYTES
    paper = read_paper(text)
    assert sum(map(len, paper.lines)) <= len(text)
    assert len(paper.titles) + len(paper.abstracts) < 10
