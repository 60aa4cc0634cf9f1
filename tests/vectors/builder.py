"""Builds the project's own vectors, signed with our own test keys.

``python -m tests.vectors.builder`` writes them beside this file, with ``manifest.json``.
"""

import json
from pathlib import Path

from tests.vectors.deceptions import deceptions
from tests.vectors.drafts import ABSTRACT, TITLE
from tests.vectors.forgeries import forgeries
from tests.vectors.keys import OTHER, OWN
from tests.vectors.oddities import oddities
from tests.vectors.refusals import refusals
from tests.vectors.sound import sound
from tests.vectors.vector import BOTH, OTHERS, PAPER, ROTATED, TRUSTED, Vector

FOLDER = Path(__file__).parent


def vectors() -> list[Vector]:
    return [*sound(), *oddities(), *forgeries(), *deceptions(), *refusals()]


def files() -> dict[str, bytes]:
    """Every file of the folder that is made, by name."""
    made = vectors()
    found = {vector.file: vector.data for vector in made}
    assert len(found) == len(made), "two vectors have one name"
    found[TRUSTED] = _readable({"public_keys": [OWN.entry()]})
    found[OTHERS] = _readable({"public_keys": [OTHER.entry()]})
    found[BOTH] = _readable({"public_keys": [OWN.entry(), OTHER.entry()]})
    rotated = OWN.entry() | {"rotates_at": "2026-05-20T00:00:00Z"}
    found[ROTATED] = _readable({"public_keys": [rotated]})
    found[PAPER] = f"{TITLE}\n\n{ABSTRACT}\n".encode()
    found["manifest.json"] = _readable([vector.row() for vector in made])
    return found


def _readable(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def main() -> None:
    for old in (*FOLDER.glob("*.json"), *FOLDER.glob("*.txt")):
        old.unlink()
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
