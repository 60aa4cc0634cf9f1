"""The parts by which documents of two types are compared: all that both have, and where it is."""

from itertools import permutations

import pytest

from inspector.compare.in_common import parts
from inspector.document.document import Document
from inspector.document.pointer import resolve
from inspector.document.reader import read_document
from inspector.errors import NothingInCommonError
from tests.vectors.drafts import apart, bundle, mirror_manifest, pith_record
from tests.vectors.keys import Object
from tests.vectors.sealing import seal
from tests.vectors.vector import text

SEALED = seal(bundle())
VALUES: dict[str, Object] = {"bundle": SEALED, "state": SEALED["state"], "record": pith_record()}
NAMES = {
    ("bundle", "state"): {"state"},
    ("bundle", "record"): {
        *("pith_number", "short_pith_number", "source", "aliases", "canonical_record"),
        *("canonical_sha256", "receipt", "attestation_state", "graph_snapshot"),
    },
    ("state", "record"): {
        *("pith_number", "aliases", "canonical_record", "canonical_sha256", "receipt"),
        *("attestation_state", "graph_snapshot"),
    },
}
ALIKE = {"pith_number", "short_pith_number", "source", "canonical_record", "canonical_sha256"}
"""What the drafts have alike. A record's aliases, receipt and snapshot are another's work."""


def document(value: Object) -> Document:
    return read_document(text(value))


@pytest.mark.parametrize(("left", "right"), list(permutations(VALUES, 2)))
def test_all_that_both_have_is_compared_where_it_stands(left: str, right: str) -> None:
    one, other = document(VALUES[left]), document(VALUES[right])
    found = parts(one, other)
    assert {part.name for part in found} == NAMES.get((left, right), NAMES.get((right, left)))
    for part in found:
        pair = resolve(one.value, part.left), resolve(other.value, part.right)
        assert pair[0] == pair[1] or part.name not in ALIKE


def test_which_of_several_snapshots_a_record_shows_is_not_guessed() -> None:
    several = apart(SEALED)
    several["events"].append(several["events"][1])
    without = apart(SEALED)
    del without["events"][1]["payload"]["graph_snapshot"]
    for value in (several, without):
        found = parts(document(value), document(VALUES["record"]))
        assert {part.name for part in found} == NAMES["bundle", "record"] - {"graph_snapshot"}


def test_documents_with_no_part_in_common_are_not_compared() -> None:
    with pytest.raises(NothingInCommonError):
        parts(document(SEALED), document(mirror_manifest()))
