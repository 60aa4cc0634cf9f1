"""Many of everything: the time of a verification grows with the document, not with its square.

A rule that compared each with each would take minutes here instead of about a second.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import tests.vectors
from inspector.document import canonical
from inspector.document.json_types import list_at
from inspector.document.kinds import Kind
from inspector.document.reader import read_document
from inspector.errors import UnreadableError
from inspector.jobs.trust_store import shipped_keys
from inspector.progress import Progress
from inspector.tree.node_results import NodeResults
from inspector.tree.nodes import NodeTable
from inspector.tree.outline import outline
from inspector.verify import context
from inspector.verify.trust import KnownKey, PublicKey, Standing, TrustedKeys
from inspector.verify.verifier import verify
from tests.conftest import BUNDLE, NOW, sample
from tests.vectors.keys import OTHER

VECTORS = Path(tests.vectors.__path__[0])
MANY = 4_000
SECONDS = 20


def many_broken_events(value: Any) -> None:
    """No hash matches, so no signature is reached."""
    value["events"][1]["target"] = "elsewhere"
    value["events"] = value["events"][1:] * MANY


def many_keys_of_one_id(value: Any) -> None:
    """No signature names a known fingerprint, so all keys of its id are tried."""
    entries = [{"key_id": "k", "public_key_hex": f"{n:064x}"} for n in range(MANY)]
    value["public_keys"] = entries
    signature = value["events"][1]["signature"]
    signature |= {"key_id": "k", "public_key_fingerprint": "0" * 32}
    value["events"] = value["events"][1:] * (MANY // 10)


def many_uses_of_many_keys(value: Any) -> None:
    """Each has a valid signature and its own rotating key."""
    key = value["public_keys"][0] | {"rotates_at": "2999-01-01T00:00:00Z"}
    value["public_keys"] = [key] * MANY
    value["events"] = value["events"] * (MANY // 10)


def many_links(value: Any) -> None:
    value["links"] = {f"link {number}": "https://a.example/" for number in range(10 * MANY)}


def many_names_of_a_key(value: Any) -> None:
    key = value["public_keys"][0]
    value["public_keys"] = [key | {"key_id": f"key {number}"} for number in range(MANY)]
    value["events"] = value["events"] * (MANY // 10)


def trust() -> TrustedKeys:
    other = PublicKey.of(OTHER.key_id, OTHER.raw)
    return TrustedKeys((*shipped_keys(), KnownKey(other, Standing.DISTRUSTED, "test")))


@pytest.mark.parametrize(
    "change",
    [
        *(many_broken_events, many_keys_of_one_id, many_uses_of_many_keys),
        *(many_links, many_names_of_a_key),
    ],
    ids=lambda change: change.__name__,
)
def test_report_and_tree_are_there_in_a_moment(change: Callable[[Any], None]) -> None:
    value = json.loads(sample(BUNDLE))
    change(value)
    document = read_document(json.dumps(value, separators=(",", ":")).encode())
    start = time.process_time()
    report = verify(document, trust(), now=NOW)
    table = NodeTable(document.value)
    assert outline(table, document.kind)
    assert NodeResults(table, report.results).tally(0).failed
    assert time.process_time() - start < SECONDS


def test_what_orjson_cannot_write_is_hashed_in_pieces() -> None:
    """One call of Python's json would block other threads for too long."""
    value = json.loads(sample(BUNDLE))
    value["filler"] = [[2**70], *({"n": "x" * 50} for _ in range(30_000))]
    document = read_document(json.dumps(value).encode())
    assert document.size.plain
    calls: list[Progress] = []
    verify(document, TrustedKeys(), checkpoint=calls.append)
    assert len(calls) > 300


def _bundles() -> Iterator[bytes]:
    for path in sorted(VECTORS.glob("*.json")):
        with suppress(UnreadableError):
            document = read_document(path.read_bytes())
            if document.kind is Kind.BUNDLE and len(list_at(document.value, "events")) > 1:
                yield document.data


def test_payloads_that_are_written_once_for_all_hashes_give_the_same_reports(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in a bundle of at least ten megabytes."""
    altered = (_altered_in(place, id_) for place in _PAYLOADS for id_ in ("another", 2**70))
    bundles = [*_bundles(), *altered]
    assert len(bundles) > 20
    for data in bundles:
        document = read_document(data)
        expected = verify(document, trust(), now=NOW)
        with monkeypatch.context() as patch:
            patch.setattr(context, "_LARGE", 0)
            patch.setattr(context, "_LARGE_PLAIN", len(data) - 1)
            patch.setattr(context, "_LARGE_PAYLOADS", 0)
            patch.setattr(canonical, "_SMALL", 0)
            patch.setattr(canonical, "_RUN", 1)
            found = verify(document, trust(), now=NOW)
        assert found.results == expected.results
        assert found.hints == expected.hints
        assert found.verdict is expected.verdict


_PAYLOADS: dict[str, Callable[[Any], Any]] = {
    "event": lambda value: value["events"][1]["payload"],
    "state": lambda value: value["state"]["current"]["graph_snapshots"][0]["payload"],
    "neither": lambda value: value,
}


def _altered_in(place: str, verdict_id: object) -> bytes:
    """orjson refuses an id beyond 64 bits."""
    value = json.loads(sample(BUNDLE))
    _PAYLOADS[place](value)["verdict_id"] = verdict_id
    return json.dumps(value).encode()
