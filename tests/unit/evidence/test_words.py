"""The words of a report's page are those of its data, and only what is good looks good."""

import itertools
from dataclasses import replace

import pytest

from inspector.document.kinds import Kind
from inspector.evidence import words
from inspector.evidence.blocks import PageSpan, PageStyle
from inspector.evidence.evidence import ObligationMark, ReportedCounts
from inspector.messages import ENGLISH
from inspector.verify.format import Cover
from inspector.verify.report import Integrity, Trust, Verdict
from inspector.verify.result import Reason, Status
from inspector.verify.trust import Standing
from tests.unit.evidence.reports import of_vector

say = ENGLISH.render
GOOD = {"verified", "intact", "trusted", "pass", "met"}
BAD = {"failed", "broken", "distrusted", "fail", "fails"}
NO_FAILURE = ReportedCounts(1, 0, 0, 0)
SHOWN = [
    *((one, words.verdict(one, say)) for one in Verdict),
    *((one, words.integrity(one, NO_FAILURE, say)[0]) for one in Integrity),
    *((one, words.trust(one, say)[0]) for one in Trust),
    *((one, words.status(one, None, say)) for one in Status),
    *((reason, words.status(Status.UNCHECKED, reason, say)) for reason in Reason),
    *((one, words.mark(one, say)) for one in ObligationMark),
    *((one, words.standing(one, say)[0]) for one in Standing),
]


@pytest.mark.parametrize(("value", "span"), SHOWN, ids=str)
def test_the_word_is_that_of_the_data_and_its_sign_and_colour_fit_it(
    value: str, span: PageSpan
) -> None:
    sign, _, word = span.text.partition(" ")
    assert word.lower() == value
    assert (sign == "✓") is (span.style is PageStyle.GOOD) is (value in GOOD)
    assert (sign == "✗") is (span.style is PageStyle.BAD) is (value in BAD)


@pytest.mark.parametrize(("status", "standing"), list(itertools.product(Status, Standing)))
def test_a_signature_looks_good_where_it_holds_by_a_trusted_key_alone(
    status: Status, standing: Standing
) -> None:
    one = of_vector("good").signatures[0]
    (span,) = words.signature(replace(one, status=status, standing=standing), say)
    holds = status is Status.PASS
    assert span.text.startswith("✓") is (holds and standing is Standing.TRUSTED)
    assert ("holds" in span.text) is holds
    assert (span.style is PageStyle.GOOD) is (holds and standing is Standing.TRUSTED)


def test_what_a_signature_covers_and_what_a_document_is_are_named_as_in_the_data() -> None:
    for kind in Kind:
        (span,) = words.document(kind, say)
        assert span.text == kind
    for cover in Cover:
        assert words.cover(cover, say).split(",")[0] == cover
