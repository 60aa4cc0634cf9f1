"""The normalised text that the abstract's hash is computed of."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.verify.paper_normalisation import normalise


def test_case_and_white_space_make_no_difference() -> None:
    assert normalise(" We\tweigh\n\n PAPER. ") == "we weigh paper."


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert normalise(text) == normalise(f"  {text}\n")
