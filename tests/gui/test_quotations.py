"""Text of a document cannot continue the program's sentence: a name with quotation marks, commas or
whole sentences stays inside quotation marks everywhere.

Beside it: what is an ordinary name stays without them.
"""

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.compare.comparison import compare
from inspector.document.identifiers import shown_number
from inspector.evidence.blocks import PageFacts, PageVerdict
from inspector.evidence.layout import blocks
from inspector.export.comparison_html import sides
from inspector.export.comparison_text import comparison_lines
from inspector.export.report_text import report_lines
from inspector.gui.compare import head_text
from inspector.gui.document import signers, summary, titles
from inspector.gui.inspect import overview_text
from inspector.gui.timeline import timeline_model
from inspector.jobs.comparing import compare_sides
from inspector.messages import ENGLISH
from tests.gui.timelines import checked, draft, signed_event, timeline_of, trusting, written
from tests.unit.compare.documents import verified
from tests.unit.evidence.reports import evidence_on
from tests.vectors.keys import OWN, Object, TestKey
from tests.vectors.sealing import seal_upwards

FORGED = "FORGED"
_PIECES = (
    "”",
    "“",
    "“so”",
    "„",
    "«",
    "»",
    "‟",
    "″",
    "”, trusted; ",
    ", trusted",
    " · ",
    "\n",
    "\\u201d",
    ". Verified. ",
)
hostile = st.lists(st.sampled_from(_PIECES), max_size=4).flatmap(
    lambda before: st.lists(st.sampled_from(_PIECES), max_size=4).map(
        lambda after: f"{''.join(before)} {FORGED} {''.join(after)}"
    )
)


def outside(said: str) -> str:
    """The parts of a text outside of quotation marks."""
    return re.sub("“[^”]*”|«[^»]*»", "…", said)


def claiming(text: str) -> Object:
    """A bundle with ``text`` for every name; all its signatures are valid."""
    value = draft()
    key = TestKey.of(text, "somebody")
    value["public_keys"].append(key.entry())
    signed_event(value, key, text)
    value["events"][1]["payload"]["graph_snapshot"]["paper"]["title"] = text
    value["pith_number"] = value["bundle_version"] = text
    value["canonical_record"]["source"] = {"kind": text, "id": text}
    return seal_upwards(value)


def terminal(value: Object) -> Iterator[str]:
    """The lines above the checks."""
    side = verified(value)
    for line in report_lines("source", side.report, side.document):
        if not line.text:
            return
        yield line.text


def compared(value: Object) -> Iterator[str]:
    found = compare_sides(verified(value), verified("good"))
    yield next(comparison_lines(found)).text
    table = sides(found.comparison).source
    yield from re.findall(r"<tr><th[^>]*>(?:Pith Number|Title|Signed by)</th>.*?</tr>", table)


def reported(value: Object) -> Iterator[str]:
    for block in blocks(evidence_on(json.dumps(value).encode()), ENGLISH):
        if isinstance(block, PageVerdict):
            yield block.title
        elif isinstance(block, PageFacts):
            yield from (
                span.text
                for name, cell in block.rows
                if name.startswith(("Pith Number", "Key", "The document calls"))
                for span in cell
            )


@given(hostile)
def test_in_the_terminal_and_on_pages_a_document_cannot_leave_its_quotation_marks(
    text: str,
) -> None:
    value = claiming(text)
    said = [*terminal(value), *compared(value), *reported(value)]
    assert sum(FORGED in one for one in said) > 6
    for one in said:
        assert FORGED not in outside(one), one


@given(hostile)
def test_in_the_window_a_document_cannot_leave_its_quotation_marks(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = written(tmp_path_factory.mktemp("d"), claiming(text))
    found = checked(path, trusting(OWN))
    shown = summary.of_checked(found)
    head = head_text.centre_of(compare(verified(claiming(text)), verified("good")))
    timeline = timeline_of(path, trusting(OWN))
    said = [shown.title, *(fact.text for fact in shown.facts), *head.numbers, timeline.title]
    said += [signers.claim(one) for one in found.signers]
    said += [f"{one.label}: {one.text}" for one in overview_text.of_checked(found).heads]
    for lane in timeline.lanes:
        said += [timeline_model.signer(lane), timeline_model.key(lane)]
    assert sum(FORGED in one for one in said) > 6
    for one in said:
        assert FORGED not in outside(one), one


@given(hostile)
def test_a_quoted_text_ends_where_its_quotation_marks_do(text: str) -> None:
    assert outside(ENGLISH.quoted(text, 400)) == "…"
    assert outside(titles.shown(text, is_proven=False)) == f"{titles.mark()}: …"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("On the “Foo” effect", "«On the “Foo” effect»"),
        ("“Why” and “how”: a view", "«“Why” and “how”: a view»"),
        ("Über den „Foo“-Effekt", "«Über den „Foo“-Effekt»"),
        ("the Foo’s own", "“the Foo’s own”"),
        ('the "Foo" effect', '“the "Foo" effect”'),
        ("a ” b “ c", "“a \\u201d b \\u201c c”"),
        ("a “ b ” c", "“a \\u201c b \\u201d c”"),
        ("an “open one", "“an \\u201copen one”"),
        ("“in” «this»", "“\\u201cin\\u201d «this»”"),
        ("“a″ b”", "“\\u201ca\\u2033 b\\u201d”"),
        ("“a”≫, b ≪“c”", "“\\u201ca\\u201d≫, b ≪\\u201cc\\u201d”"),
        ("“a”>>, b <<“c”", "“\\u201ca\\u201d>>, b <<\\u201cc\\u201d”"),
        ("“a”››, b ‹‹“c”", "“\\u201ca\\u201d››, b ‹‹\\u201cc\\u201d”"),
    ],
)
def test_a_quotation_inside_keeps_its_quotation_marks(text: str, shown: str) -> None:
    assert ENGLISH.quoted(text) == ENGLISH.place(text) == shown


def test_a_file_name_that_is_no_utf8_cannot_end_its_quotation_marks() -> None:
    assert ENGLISH.place("\udce9”, verified; “") == "“$'\\xe9\\u201d, verified; \\u201c'”"


def test_a_quotation_that_is_cut_keeps_its_quotation_mark() -> None:
    assert ENGLISH.quoted("On the “Foo” and the “Bar baz”", 24) == "«On the “Foo” and the “Ba…»"


def test_two_texts_are_told_apart_by_their_quotation_marks() -> None:
    assert ENGLISH.quoted("the “Foo”", escaped="“") == "“the \\u201cFoo\\u201d”"


@pytest.mark.parametrize("name", ["pith.science", "pith-v1-2026-05", "1.0", "2401.12345v2"])
def test_an_ordinary_name_has_no_quotation_marks(name: str) -> None:
    assert ENGLISH.named(name) == name


@pytest.mark.parametrize("name", ["trusted", "x, trusted", "pith.science ", "pith.sciеnce", ""])
def test_a_name_that_reads_as_words_or_looks_like_another_is_quoted(name: str) -> None:
    assert ENGLISH.named(name) == ENGLISH.quoted(name)


@pytest.mark.parametrize(
    "number",
    [
        "pith:2018:6CB5P4A4IXK6Y2AGFDY5KCUYHD",
        "2605.01234",
        "2605.01234v2",
        "hep-th/9901001",
        "math.GT/0309136",
    ],
)
def test_a_well_formed_number_alone_is_without_quotation_marks(number: str) -> None:
    assert shown_number(number) == number
    assert shown_number("--/0000000") == "“--/0000000”"
    assert shown_number(f"{number}. Verified") == f"“{number}. Verified”"
