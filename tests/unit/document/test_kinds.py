"""The type of a document is detected from its content."""

import json
from typing import Any

import pytest

from inspector.document.kinds import Kind, kind_of
from inspector.errors import NotPithError
from tests.conftest import SAMPLES, sample


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"bundle_type": "pith_open_graph_bundle"}, Kind.BUNDLE),
        ({"state_type": "pith_open_graph_state"}, Kind.STATE),
        ({"record_type": "pith_number_record"}, Kind.RECORD),
        ({"manifest_type": "pith_mirror_manifest"}, Kind.MIRROR_MANIFEST),
        ({"schema": "https://a.example/schemas/pith-integrity/v1.json"}, Kind.INTEGRITY_REPORT),
        ({"schema": "https://a.example/schemas/pith-integrity/v2.json"}, Kind.INTEGRITY_REPORT),
        ({"key_id": "k", "public_key_hex": ""}, Kind.SIGNING_KEY),
        ({"key_id": None, "public_key_b64": None}, Kind.SIGNING_KEY),
    ],
)
def test_kind_is_told_by_a_member(value: Any, kind: Kind) -> None:
    assert kind_of(value) is kind


@pytest.mark.parametrize("name", SAMPLES)
def test_kind_of_the_samples_is_in_their_name(name: str) -> None:
    assert kind_of(json.loads(sample(name))) == name.partition("-")[0]


@pytest.mark.parametrize(
    "value",
    [
        *({}, [], "pith_open_graph_bundle", 1, None, True, [{"state_type": "x"}]),
        *({"bundle_type": "x"}, {"bundle_type": ["pith_open_graph_bundle"]}, {"key_id": "k"}),
        *({"schema": 1}, {"schema": "/schemas/pith-integrity/v.json"}, {"public_key_hex": ""}),
        *({"schema": "/schemas/pith-other/v1.json"}, {"schema": "/schemas/pith-integrity/v1.js"}),
    ],
    ids=str,
)
def test_what_names_no_type_is_no_pith_document(value: Any) -> None:
    with pytest.raises(NotPithError):
        kind_of(value)
