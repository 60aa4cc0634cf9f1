"""Documents that broke a law: reduced, saved in ``corpus/``, and run again as tests.

Each is a document beside a small JSON: the law that did not hold, how the document was made, and
the keys and the paper's text with which it is asked about.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conftest import report_on
from tests.fuzz.changes import places
from tests.fuzz.laws import OF_TWO, Breach, Verify, breaches, differences
from tests.fuzz.mutate import Trial
from tests.fuzz.reseal import copied, seal_level
from tests.vectors.keys import OWN

FOLDER = Path(__file__).parent / "corpus"
_SECONDS = 30.0
_SEALED = ("receipts", "events", "state", "bundle")


def save(trial: Trial, breach: Breach, folder: Path = FOLDER) -> Path:
    """Write a found case; the same document is written once."""
    folder.mkdir(exist_ok=True)
    name = f"{breach.law.replace(' ', '-')}-{hashlib.sha256(trial.data).hexdigest()[:10]}"
    path = folder / f"{name}.json"
    path.write_bytes(trial.data)
    about = {
        "law": breach.law,
        "found": breach.sign,
        "made_of": trial.made_of,
        "trusted": [json.loads(data) for data in trial.trusted],
        "distrusted": [json.loads(data) for data in trial.distrusted],
        "paper": trial.paper,
    }
    text = json.dumps(about, indent=1) + "\n"
    path.with_suffix(".law").write_text(text, encoding="utf-8")
    return path


def load(path: Path) -> Trial:
    """The found case whose document is at ``path``."""
    about = json.loads(path.with_suffix(".law").read_bytes())
    trusted, distrusted = (
        tuple(json.dumps(file).encode() for file in about[name])
        for name in ("trusted", "distrusted")
    )
    return Trial(path.read_bytes(), trusted, distrusted, about["paper"], about["made_of"])


def cases(folder: Path = FOLDER) -> list[Path]:
    return sorted(folder.glob("*.json"))


def minimised(trial: Trial, breach: Breach, verify: Verify = report_on) -> Trial:
    """A smaller document with the same breach, as found within some seconds.

    A part is left out as it is, or with everything above it hashed and signed again.
    """
    try:
        value = json.loads(trial.data)
    except ValueError:
        return trial
    end = time.monotonic() + _SECONDS
    before = -1
    while len(trial.data) != before:
        before = len(trial.data)
        for place in range(len(list(places(value))) - 1, -1, -1):
            if time.monotonic() > end:
                return trial
            for smaller in _without(value, place):
                candidate = trial._replace(data=_written(smaller))
                if _is_broken(candidate, breach, verify):
                    trial, value = candidate, smaller
                    break
    return trial


def _is_broken(trial: Trial, breach: Breach, verify: Verify) -> bool:
    """Whether the same law is broken for what looks like the same cause."""
    if breach.law in OF_TWO:
        found = differences(trial, verify=verify)
    else:
        found = breaches(trial, measured=breach.law == "memory", verify=verify)
    return any(one[:2] == breach[:2] for one in found)


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _without(value: Any, place: int) -> Iterator[Any]:
    """The document without its part number ``place`` as ``places`` counts them, twice."""
    for sealed in (False, True):
        smaller = copied(value)
        found = list(places(smaller))
        if place >= len(found):
            return
        holder, step = found[place]
        del holder[step]
        if sealed:
            for level in _SEALED:
                seal_level(level, smaller, OWN)
        yield smaller
