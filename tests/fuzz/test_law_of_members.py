"""No member of a bundle can be removed or change its type unnoticed.

A member that FORMAT names is left out or retyped, at some level of the hashes and signatures, and
all above it is sealed again by the trusted key. If the bundle is verified still, then no check has
gone without another saying that it could not be made.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inspector.errors import NotPithError
from inspector.jobs.trust_store import given_keys
from inspector.verify.trust import TrustedKeys
from tests.conftest import report_on
from tests.fuzz.changes import places
from tests.fuzz.checker import check, known_keys
from tests.fuzz.mutate import bases, key_file
from tests.fuzz.reseal import LEVELS, seal_level
from tests.vectors.keys import OWN

BUNDLES = ("bundle", "bundle of each type", "bundle with a chain", "bundle with sections")
_KEYS = key_file(OWN.entry())
_NOT_NAMED = ("model_set", "note", "why", "resolver", "mirror_type", "claim_id")
"""What tells the objects whose members FORMAT does not name: verdicts, payloads, links, items."""
_OTHERS: tuple[Any, ...] = (None, True, 1, 1.0, "1", [], {}, [None], {"": None})


class Outcome(NamedTuple):
    verdict: str
    results: Counter[tuple[str, str, str]]

    @property
    def passes(self) -> int:
        return sum(count for (_, _, status), count in self.results.items() if status == "pass")

    @property
    def words(self) -> Counter[tuple[str, str, str]]:
        return Counter({one: n for one, n in self.results.items() if one[2] != "pass"})


def by_the_program(data: bytes) -> Outcome:
    keys = given_keys(_KEYS, "a test")
    try:
        report = report_on(data, TrustedKeys(tuple(keys)))
    except NotPithError:
        return Outcome("unreadable", Counter())
    results = Counter((one.id, one.path, str(one.status)) for one in report.results)
    return Outcome(str(report.verdict), results)


def by_the_second_verifier(data: bytes) -> Outcome:
    found = check(data, known_keys(json.loads(_KEYS), trusted=True))
    return Outcome(found.verdict, Counter((one.id, one.path, one.status) for one in found.results))


def members(value: Any) -> list[int]:
    """The places, by number, of the members that FORMAT names."""
    return [
        number
        for number, (holder, step) in enumerate(places(value))
        if isinstance(holder, dict) and not set(holder) & set(_NOT_NAMED)
    ]


_MEMBERS = {name: members(json.loads(bases()[name])) for name in BUNDLES}


@pytest.mark.parametrize("ask", [by_the_program, by_the_second_verifier])
@given(data=st.data())
def test_no_member_goes_without_a_word(
    ask: Callable[[bytes], Outcome], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(BUNDLES))
    value = json.loads(bases()[name])
    holder, step = list(places(value))[data.draw(st.sampled_from(_MEMBERS[name]))]
    level = data.draw(st.sampled_from(list(LEVELS)))
    other = data.draw(st.sampled_from(("absent", *_OTHERS)))
    assume(type(other) is not type(holder[step]) or other == "absent")
    for sealed in LEVELS:
        if sealed == level:
            if other == "absent":
                del holder[step]
            else:
                holder[step] = other
        if list(LEVELS).index(sealed) >= list(LEVELS).index(level):
            seal_level(sealed, value, OWN)
    after, before = ask(json.dumps(value).encode()), ask(bases()[name])
    assert before.verdict == "verified"
    assert (
        after.verdict != "verified" or after.passes >= before.passes or after.words - before.words
    ), f"{step} of {sorted(holder)}"
